import { Hono } from 'hono'
import type { HubEnv } from '../hub-env.ts'

export const assetsApi = new Hono<HubEnv>()
