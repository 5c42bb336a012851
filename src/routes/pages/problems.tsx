import { Hono } from 'hono'
import type { HubEnv } from '../hub-env.ts'

export const problemsPages = new Hono<HubEnv>().get('/', (c) =>
  c.redirect('/retries?show=exhausted', 303),
)
