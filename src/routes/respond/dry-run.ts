import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'
import type { HubEnv } from '../hub-env.ts'
import { readQuery } from './read-query.ts'

/** Whether only what would happen is asked for: `?dry_run=true`. */
export const dryRunQuery = z.object({ dry_run: z.stringbool().default(false) })

const anyQuery = eitherCase(dryRunQuery)

/** Whether a request asks for a dry run, whatever else its query says. */
export function isDryRun(c: HonoContext<HubEnv>): boolean {
  return anyQuery.safeParse(readQuery(c)).data?.dry_run ?? false
}
