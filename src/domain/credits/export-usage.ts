import { and, desc, lt } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { creditUsage } from '../../db/schema/mockups.ts'
import type { UsageFilter } from './schemas.ts'
import { matchUsage, selectUsage, type UsageEntry } from './select-usage.ts'

export const MAX_EXPORTED_ENTRIES = 10_000
const ENTRIES_A_QUERY = 2_000

/** The entries that match, the newest first: at most 10,000. */
export async function exportUsage(ctx: Context, filter: UsageFilter): Promise<UsageEntry[]> {
  const matching = matchUsage(ctx, filter)
  const entries: UsageEntry[] = []
  let before: number | undefined
  while (entries.length < MAX_EXPORTED_ENTRIES) {
    const rows = await selectUsage(ctx)
      .where(and(matching, before ? lt(creditUsage.sequence, before) : undefined))
      .orderBy(desc(creditUsage.sequence))
      .limit(ENTRIES_A_QUERY)
    entries.push(...rows)
    before = rows.at(-1)?.sequence
    if (rows.length < ENTRIES_A_QUERY) break
  }
  return entries
}
