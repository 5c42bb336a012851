import { Hono } from 'hono'
import type { HubEnv } from '../hub-env.ts'

export const approvalsApi = new Hono<HubEnv>()
