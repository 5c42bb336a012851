import { and, eq, sql } from 'drizzle-orm'
import { changedFields } from '../../changed-fields.ts'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type Quote, quotes } from '../../db/schema/catalogue.ts'
import { changedMeanwhile } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { whereKnown } from '../collections/require-collections.ts'
import { getQuote } from './get-quote.ts'
import type { QuoteChange } from './schemas.ts'

/**
 * Changes the fields given and leaves the others. With a `version` only a quote that is still at
 * it is changed. What is so already is not written again.
 * @throws AppError not_found
 * @throws AppError invalid for a collection that the user does not have
 * @throws AppError precondition_failed where the quote has another version by now
 */
export async function updateQuote(
  ctx: Context,
  id: string,
  change: QuoteChange,
  { version }: { version?: number } = {},
): Promise<Quote> {
  const set = { ...change, ...emptied(change) }
  const before = await getQuote(ctx, id)
  const fields = changedFields(before, set)
  if (fields.length === 0) return before
  const update = ctx.db
    .update(quotes)
    .set({
      ...set,
      version: sql`${quotes.version} + 1`,
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(
      and(
        eq(quotes.user_id, ctx.userId),
        eq(quotes.id, id),
        version === undefined ? undefined : eq(quotes.version, version),
      ),
    )
    .returning({ id: quotes.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'quote_changed',
      module: 'quotes',
      details: { quoteId: id, fields },
      reference_id: id,
      reference_table: 'quotes',
    },
    { onlyIfChanged: true },
  )
  const changed = await whereKnown(ctx, { keys: [set.collection] }, () =>
    compareAndSet(ctx.db, update, [activity]),
  )
  const after = await getQuote(ctx, id)
  if (changed) return after
  throw changedMeanwhile('This quote was')
}

/** What was emptied is stored as null, not as an empty text. */
function emptied({ author, mood }: QuoteChange): { author?: null; mood?: null } {
  return { ...(author === '' ? { author: null } : {}), ...(mood === '' ? { mood: null } : {}) }
}
