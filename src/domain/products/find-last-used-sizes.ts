import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import type { VariantKind } from './variant-kind.ts'
import { FRAME_STYLES } from './variant-kind.ts'

const read = z.array(
  z.object({
    title: z.string(),
    size: z.string(),
    frame_style: z.enum(FRAME_STYLES).nullable(),
    is_digital: z.number().transform(Boolean),
  }),
)

/** The sizes and finishes of the user's newest product, and its title; undefined without one. */
export async function findLastUsedSizes(
  ctx: Context,
): Promise<{ title: string; kinds: VariantKind[] } | undefined> {
  const rows = await ctx.db.all(sql`
    SELECT newest.title, v.size, v.frame_style, v.is_digital
    FROM (SELECT id, title FROM products WHERE user_id = ${ctx.userId} ORDER BY id DESC LIMIT 1)
      AS newest
    CROSS JOIN product_variants AS v
      ON v.user_id = ${ctx.userId} AND v.product_id = newest.id`)
  const [first, ...others] = read.parse(rows)
  if (!first) return undefined
  return { title: first.title, kinds: [first, ...others].map(({ title: _, ...kind }) => kind) }
}
