import { desc, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Quote, quotes } from '../../db/schema/catalogue.ts'

// Nobody chooses from a longer list; older quotes are found on the quotes page.
const MAX_CHOICES = 500

export type QuoteChoice = Pick<Quote, 'id' | 'text' | 'collection'>

/** The user's quotes to choose one from, newest first, but `chosen` before all. */
export async function listQuoteChoices(ctx: Context, chosen?: string): Promise<QuoteChoice[]> {
  return ctx.db
    .select({ id: quotes.id, text: quotes.text, collection: quotes.collection })
    .from(quotes)
    .where(eq(quotes.user_id, ctx.userId))
    .orderBy(desc(sql`${quotes.id} = ${chosen ?? ''}`), desc(quotes.id))
    .limit(MAX_CHOICES)
}
