import { and, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Context } from '../../context.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { type Product, productImages, products } from '../../db/schema/products.ts'
import { type MockupVersion, selectVersions, toVersion } from './list-versions.ts'

/** As many as a page names. */
const MAX_PRODUCTS = 12

export type MockupUses = {
  /** Products that show its picture, and since when. */
  products: (Pick<Product, 'id' | 'title' | 'status'> & { since: string })[]
  /** The oldest mockup of the same picture, where this one shows it again. */
  first: { id: string; run_id: string; created_at: string } | undefined
  /** All mockups of the same artwork in the same scene, newest first. */
  versions: MockupVersion[]
}

/** Where the picture of a mockup came from, what shows it, and what else there is of its pair. */
export async function findMockupUses(ctx: Context, mockupId: string): Promise<MockupUses> {
  const older = alias(mockups, 'older')
  const isThis = and(eq(mockups.user_id, ctx.userId), eq(mockups.id, mockupId))
  const [shown, [first], versions] = await ctx.db.batch([
    ctx.db
      .select({
        id: products.id,
        title: products.title,
        status: products.status,
        since: sql<string>`min(${productImages.created_at})`.as('since'),
      })
      .from(mockups)
      .innerJoin(
        productImages,
        and(
          eq(productImages.user_id, mockups.user_id),
          eq(productImages.picture_id, mockups.picture_id),
          sql`${productImages.picture_id} IS NOT NULL`,
        ),
      )
      .innerJoin(
        products,
        and(eq(products.user_id, productImages.user_id), eq(products.id, productImages.product_id)),
      )
      .where(isThis)
      .groupBy(products.id)
      .limit(MAX_PRODUCTS),
    ctx.db
      .select({
        id: sql<string>`${older.id}`.as('older_id'),
        run_id: sql<string>`${older.run_id}`.as('older_run'),
        created_at: sql<string>`${older.created_at}`.as('older_made'),
      })
      .from(mockups)
      .innerJoin(
        older,
        and(
          eq(older.user_id, mockups.user_id),
          eq(older.picture_id, mockups.picture_id),
          sql`${older.id} < ${mockups.id}`,
        ),
      )
      .where(isThis)
      .orderBy(older.id)
      .limit(1),
    selectVersions(ctx, mockupId),
  ])
  return { products: shown, first, versions: versions.map(toVersion) }
}
