import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'

const newerPicture = z.object({
  product_id: z.string(),
  /** The picture of the product that it would take the place of, and that place, from 0. */
  image_id: z.string(),
  position: z.int(),
  /** Null for artwork itself. */
  scene: z.string().nullable(),
  source_type: z.enum(['mockup', 'asset']),
  source_id: z.string(),
  file_key: z.string(),
  thumbnail_key: z.string().nullable(),
})
/** A picture of the same artwork, and room, as one that a product shows, and newer. */
export type NewerPicture = z.output<typeof newerPicture>

/**
 * What products show, and there is a newer picture of: the newest approved mockup of an artwork in
 * a scene (rendered again, of a replaced artwork or placed otherwise), wherever its product has it
 * not yet, and the present file of an artwork; in the order of the products' pictures.
 */
export async function findNewerPictures(
  ctx: Context,
  productIds: readonly string[],
): Promise<NewerPicture[]> {
  const asked = JSON.stringify(productIds)
  // An artwork's mockups are few, those of a scene are not: hence the plus, which keeps the planner
  // to the first. An index of the pairs would be written with each approval.
  const rows = await ctx.db.all(sql`
    SELECT i.product_id, i.id AS image_id, i.position, m.scene, 'mockup' AS source_type,
      m.id AS source_id, now.file_key, now.thumbnail_key
    FROM json_each(${asked}) AS asked
    CROSS JOIN product_images AS i ON i.user_id = ${ctx.userId} AND i.product_id = asked.value
    CROSS JOIN pictures AS shown ON shown.user_id = i.user_id AND shown.id = i.picture_id
    CROSS JOIN mockups AS m ON m.user_id = i.user_id AND m.id = (
      SELECT newest.id FROM mockups AS newest
      WHERE newest.user_id = i.user_id AND newest.asset_id = i.asset_id AND +newest.scene = i.scene
        AND +newest.status = 'approved'
      ORDER BY newest.requested_at DESC, newest.id DESC LIMIT 1)
    CROSS JOIN pictures AS now ON now.user_id = m.user_id AND now.id = m.picture_id
    WHERE m.picture_id <> i.picture_id AND m.requested_at > shown.created_at
      AND now.file_key IS NOT NULL AND now.decision = 'approved'
      AND NOT EXISTS (SELECT 1 FROM product_images AS other WHERE other.user_id = i.user_id
        AND other.product_id = i.product_id AND other.picture_id = m.picture_id)
    UNION ALL
    SELECT i.product_id, i.id, i.position, NULL, 'asset', a.id, a.file_key, a.thumbnail_key
    FROM json_each(${asked}) AS asked
    CROSS JOIN product_images AS i ON i.user_id = ${ctx.userId} AND i.product_id = asked.value
    CROSS JOIN assets AS a ON a.user_id = i.user_id AND a.id = i.source_id
    WHERE i.source_type = 'asset' AND a.file_key <> i.file_key
      AND NOT EXISTS (SELECT 1 FROM product_images AS other WHERE other.user_id = i.user_id
        AND other.file_key = a.file_key AND other.product_id = i.product_id)`)
  const found = z
    .array(newerPicture)
    .parse(rows)
    .toSorted((one, other) => one.position - other.position)
  // A product that shows two older ones takes the newest once, for the first of them.
  const keyOf = ({ product_id, file_key }: NewerPicture) => `${product_id} ${file_key}`
  const offered = new Map(found.toReversed().map((row) => [keyOf(row), row]))
  return found.filter((row) => offered.get(keyOf(row)) === row)
}
