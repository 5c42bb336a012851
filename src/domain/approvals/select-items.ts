import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { resolveSelection } from '../../selection.ts'
import { reviewPlaces } from './review-places.ts'
import type { ItemSelection } from './schemas.ts'

const rows = z.array(z.object({ id: z.string() }))

/**
 * The ids of items that are selected, at most 200.
 * @throws AppError as `resolveSelection`
 */
export function selectItems(ctx: Context, selection: ItemSelection): Promise<string[]> {
  return resolveSelection(selection, async (filter, most) => {
    const places = reviewPlaces(ctx, filter, most)
    const found = await ctx.db.all(sql`SELECT id FROM (${places})`)
    return rows.parse(found).map(({ id }) => id)
  })
}
