import { Hono } from 'hono'
import type { HubEnv } from '../hub-env.ts'

export const activityPages = new Hono<HubEnv>()
