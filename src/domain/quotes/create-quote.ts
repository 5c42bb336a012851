import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { writeAll } from '../../db/client.ts'
import { type Quote, quotes } from '../../db/schema/catalogue.ts'
import { newId } from '../../ids.ts'
import { recordActivity } from '../activity/record-activity.ts'
import type { NewQuote } from './schemas.ts'

/** Adds a quote to the user's collection. */
export async function createQuote(ctx: Context, input: NewQuote): Promise<Quote> {
  const now = isoTime(ctx.clock.now())
  const quote: Quote = {
    user_id: ctx.userId,
    id: newId(),
    text: input.text,
    author: input.author || null,
    collection: input.collection,
    mood: input.mood || null,
    created_at: now,
    updated_at: now,
  }
  await writeAll(ctx.db, [
    ctx.db.insert(quotes).values(quote),
    recordActivity(ctx, {
      action_type: 'quote_created',
      module: 'quotes',
      details: { quoteId: quote.id, collection: quote.collection },
      reference_id: quote.id,
      reference_table: 'quotes',
    }),
  ])
  return quote
}
