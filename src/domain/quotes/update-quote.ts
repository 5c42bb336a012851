import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type Quote, quotes } from '../../db/schema/catalogue.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getQuote } from './get-quote.ts'
import type { QuoteChange } from './schemas.ts'

/** Changes the fields given and leaves the others. Ends in `not_found`. */
export async function updateQuote(ctx: Context, id: string, change: QuoteChange): Promise<Quote> {
  const update = ctx.db
    .update(quotes)
    .set({ ...change, ...emptied(change), updated_at: isoTime(ctx.clock.now()) })
    .where(and(eq(quotes.user_id, ctx.userId), eq(quotes.id, id)))
    .returning({ id: quotes.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'quote_changed',
      module: 'quotes',
      details: { quoteId: id, fields: Object.keys(change) },
      reference_id: id,
      reference_table: 'quotes',
    },
    { onlyIfChanged: true },
  )
  if (!(await compareAndSet(ctx.db, update, [activity]))) {
    throw new AppError('not_found', 'Quote not found')
  }
  return getQuote(ctx, id)
}

/** What was emptied is kept as nothing, not as an empty text. */
function emptied({ author, mood }: QuoteChange): { author?: null; mood?: null } {
  return { ...(author === '' ? { author: null } : {}), ...(mood === '' ? { mood: null } : {}) }
}
