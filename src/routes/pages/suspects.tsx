import { Hono } from 'hono'
import { problemsUrl } from '../../views/problems/problems-url.ts'
import type { HubEnv } from '../hub-env.ts'

/** Where the list was before it became a tab of the problems. */
export const suspectsPages = new Hono<HubEnv>().get('/', (c) =>
  c.redirect(problemsUrl('suspects'), 303),
)
