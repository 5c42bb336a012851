import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { PRODUCT_STATUSES, type ProductStatus, productCounts } from '../../db/schema/products.ts'

export type ProductCounts = Record<ProductStatus, number>

/** How many products the user has in each status: read from counters, never by counting. */
export async function countProducts(ctx: Context): Promise<ProductCounts> {
  const rows = await ctx.db
    .select({ status: productCounts.status, n: sql<number>`sum(${productCounts.n})` })
    .from(productCounts)
    .where(eq(productCounts.user_id, ctx.userId))
    .groupBy(productCounts.status)
  const counts = { draft: 0, pending: 0, active: 0, retired: 0, archived: 0 }
  for (const { status, n } of rows) {
    if (PRODUCT_STATUSES.includes(status)) counts[status] = n
  }
  return counts
}

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
