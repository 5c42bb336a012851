import type { Context } from '../../context.ts'
import { pageOf } from '../../db/page.ts'
import { creditUsage } from '../../db/schema/mockups.ts'
import { type Page, toPage } from '../../paging.ts'
import { countUsage } from './read-statement.ts'
import type { EntryQuery } from './schemas.ts'
import { matchUsage, selectUsage, type UsageEntry } from './select-usage.ts'

type Entry = UsageEntry & { id: string }

/** The entries of the credit statement, newest first; balances are credits left of their year. */
export async function listEntries(ctx: Context, query: EntryQuery): Promise<Page<Entry>> {
  const matching = matchUsage(ctx, query)
  const [rows, totals] = await ctx.db.batch([
    pageOf(selectUsage(ctx), creditUsage.sequence, matching, query),
    countUsage(ctx, matching),
  ])
  const entries = rows.map((row) => ({ ...row, id: String(row.sequence) }))
  return toPage(entries, { total: totals[0]?.n ?? 0 }, query)
}
