import { desc, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type Quote, quotes } from '../../db/schema/catalogue.ts'
import { pageFound } from '../../db/search.ts'
import { searchQuotes } from './search-quotes.ts'

/** As many as a select offers; the others are found by searching. */
const MAX_CHOICES = 50

export type QuoteChoice = Pick<Quote, 'id' | 'text' | 'collection'>

/**
 * The user's quotes to choose one from: those of `chosen`, by id, that are there, and then the
 * newest that `search` finds, or the newest of all.
 */
export async function listQuoteChoices(
  ctx: Context,
  { chosen, search }: { chosen: readonly string[]; search?: string | undefined },
): Promise<QuoteChoice[]> {
  const own = eq(quotes.user_id, ctx.userId)
  const page = { limit: MAX_CHOICES, offset: 0 }
  const [known, offered] = await Promise.all([
    chosen.length > 0 ? findQuotes(ctx, chosen) : [],
    search
      ? pageFound(select(ctx).$dynamic(), searchQuotes(ctx, search), page)
      : select(ctx).where(own).orderBy(desc(quotes.id)).limit(MAX_CHOICES),
  ])
  return [...known, ...offered]
}

/** Those of these quotes that are the user's. */
export async function findQuotes(ctx: Context, ids: readonly string[]): Promise<QuoteChoice[]> {
  return select(ctx).where(isAnyOf([quotes.user_id, quotes.id], [ctx.userId], ids))
}

function select(ctx: Context) {
  const { id, text, collection } = quotes
  return ctx.db.select({ id, text, collection }).from(quotes)
}
