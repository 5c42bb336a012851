import type { Context } from '../../context.ts'
import { type Page, toPage } from '../../paging.ts'
import type { EntryQuery } from './schemas.ts'
import { countUsage, selectUsage, type UsageEntry } from './select-usage.ts'

type Entry = UsageEntry & { id: string }

/** The entries of the credit statement, newest first; balances are credits left of their year. */
export async function listEntries(ctx: Context, query: EntryQuery): Promise<Page<Entry>> {
  const { cursor, before } = query
  const [rows, totals] = await ctx.db.batch([
    selectUsage(ctx, query, {
      limit: query.limit + 1,
      offset: cursor || before ? 0 : query.offset,
      ...(before ? { above: Number(before) } : cursor ? { below: Number(cursor) } : {}),
    }),
    countUsage(ctx, query),
  ])
  const entries = rows.map((row) => ({ ...row, id: String(row.sequence) }))
  return toPage(entries, { total: totals[0]?.n ?? 0 }, query)
}
