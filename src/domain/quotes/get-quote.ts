import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Quote as QuoteRow, quotes } from '../../db/schema/catalogue.ts'
import { AppError } from '../../errors.ts'

export type Quote = QuoteRow

/**
 * One quote of the user's.
 * @throws AppError not_found for an unknown id, and for another user's
 */
export async function getQuote(ctx: Context, id: string): Promise<Quote> {
  const quote = await ctx.db
    .select()
    .from(quotes)
    .where(and(eq(quotes.user_id, ctx.userId), eq(quotes.id, id)))
    .get()
  if (!quote) throw new AppError('not_found', 'Quote not found')
  return quote
}
