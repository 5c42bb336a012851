import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type ProductStatus, productCounts } from '../../db/schema/products.ts'

/** How many have this status and collection, as a statement; left out means any. */
export function countMatching(
  ctx: Context,
  { status, collection }: { status?: ProductStatus; collection?: string },
) {
  return ctx.db
    .select({ n: sql<number>`coalesce(sum(${productCounts.n}), 0)` })
    .from(productCounts)
    .where(
      and(
        eq(productCounts.user_id, ctx.userId),
        status ? eq(productCounts.status, status) : undefined,
        collection ? eq(productCounts.collection, collection) : undefined,
      ),
    )
}
