import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, type Statement } from '../../db/client.ts'
import { type Quote, quotes } from '../../db/schema/catalogue.ts'
import { newId } from '../../ids.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { whereKnown } from '../collections/require-collections.ts'
import { getQuote } from './get-quote.ts'
import type { NewQuote } from './schemas.ts'

/**
 * Adds a quote under its work id. A second call with the same id adds nothing and answers with
 * the quote as it is now.
 * @throws AppError invalid for a collection that the user does not have
 */
export async function createQuote(ctx: Context, input: NewQuote, id = newId()): Promise<Quote> {
  const quote = newQuoteRow(ctx, input, id)
  const [insert, activity] = insertQuote(ctx, quote)
  const isNew = await whereKnown(ctx, { keys: [quote.collection] }, () =>
    compareAndSet(ctx.db, insert, [activity]),
  )
  return isNew ? quote : getQuote(ctx, id)
}

/** A quote as it is when it is added. */
export function newQuoteRow(ctx: Context, input: NewQuote, id: string): Quote {
  const now = isoTime(ctx.clock.now())
  return {
    user_id: ctx.userId,
    id,
    ...quoteContent(input),
    version: 1,
    asset_count: 0,
    created_at: now,
    updated_at: now,
  }
}

/** Adds a quote that is not there yet, with its activity row. */
export function insertQuote(ctx: Context, quote: Quote): [insert: Statement, activity: Statement] {
  const { id, collection } = quote
  return [
    ctx.db.insert(quotes).values(quote).onConflictDoNothing().returning({ id: quotes.id }),
    recordActivity(
      ctx,
      {
        action_type: 'quote_created',
        module: 'quotes',
        details: { quoteId: id, collection },
        reference_id: id,
        reference_table: 'quotes',
      },
      { onlyIfChanged: true },
    ),
  ]
}

/** What of a quote is written by people, as it is stored. */
export function quoteContent({ text, author, collection, mood }: NewQuote) {
  return { text, author: author || null, collection, mood: mood || null }
}
