import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'
import type { HubEnv } from '../hub-env.ts'
import { readQuery } from './read-query.ts'

/** Whether only what would happen is asked for: `?dry_run=true`. */
export const dryRunQuery = z.object({ dry_run: z.stringbool().default(false) })

/** Whether it is a dry run, and the version of a row that was written. */
type Change = { dryRun: boolean; version?: number }

/** Answers a change with what it wrote, or what a dry run found that it would write. */
export function respondChange(
  c: HonoContext<HubEnv>,
  { dryRun, version }: Change,
  written: Record<string, unknown>,
  status: 200 | 201 = 200,
): Response {
  if (dryRun) return c.json({ dry_run: true, ...written })
  if (version !== undefined) c.set('version', version)
  return c.json({ success: true, ...written }, status)
}

const anyQuery = eitherCase(dryRunQuery)

/** Whether a request asks for a dry run, whatever else its query says. */
export function isDryRun(c: HonoContext<HubEnv>): boolean {
  return anyQuery.safeParse(readQuery(c)).data?.dry_run ?? false
}
