import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { reviewPlaces } from './review-places.ts'
import { type ItemSelection, MAX_BULK_ITEMS } from './schemas.ts'

/** A filter of more is counted no further. */
const MAX_COUNTED = 1_000

const rows = z.array(z.object({ id: z.string() }))

/**
 * The ids of a selection, at most 200: those named, or all that match a filter, as long as they are
 * as many as were seen.
 * @throws AppError conflict with the new `count`, where another number matches
 * @throws AppError invalid where more than 200 match
 */
export async function selectItems(ctx: Context, selection: ItemSelection): Promise<string[]> {
  if ('ids' in selection) return selection.ids
  const { filter, expected } = selection
  const places = reviewPlaces(ctx, filter, MAX_COUNTED + 1)
  const found = rows.parse(await ctx.db.all(sql`SELECT id FROM (${places})`))
  if (found.length !== expected) throw changedSince(found.length)
  if (found.length > MAX_BULK_ITEMS) {
    const text = `${found.length} items match, and at most ${MAX_BULK_ITEMS} are decided at once. Nothing was changed: narrow the filter.`
    throw new AppError('invalid', text)
  }
  return found.map(({ id }) => id)
}

function changedSince(n: number): AppError {
  const count = Math.min(n, MAX_COUNTED)
  const least = n > MAX_COUNTED ? 'More than ' : ''
  return new AppError(
    'conflict',
    `The list has changed: ${least}${count} items match now. Nothing was changed: look through them and decide again.`,
    { extra: { count, ...(n > MAX_COUNTED ? { count_at_least: true } : {}) } },
  )
}
