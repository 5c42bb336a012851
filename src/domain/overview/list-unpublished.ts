import { and, desc, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { products } from '../../db/schema/products.ts'
import { productPublications } from '../../db/schema/publications.ts'

/** Products that differ from what a shop got last, the newest edit first, at most so many. */
export async function listUnpublished(
  ctx: Context,
  limit: number,
): Promise<{ id: string; title: string }[]> {
  const { user_id, product_id, unsent_since, status } = productPublications
  // Written out, so that the index of what is unsent serves: as many are read as are shown.
  const unsent = ctx.db
    .select({ id: product_id, since: unsent_since })
    .from(productPublications)
    .where(and(eq(user_id, ctx.userId), sql`${unsent_since} IS NOT NULL`, eq(status, 'active')))
    .orderBy(desc(unsent_since))
    .limit(limit)
    .as('unsent')
  return ctx.db
    .select({ id: products.id, title: products.title })
    .from(unsent)
    .innerJoin(products, and(eq(products.user_id, ctx.userId), eq(products.id, unsent.id)))
    .orderBy(desc(unsent.since))
}
