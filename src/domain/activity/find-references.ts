import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import type { ActivityRow } from '../../db/schema/desk.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { products } from '../../db/schema/products.ts'

/** What the rows are about, by id, in people's words; what was deleted since is absent. */
export async function findReferences(
  ctx: Context,
  rows: Pick<ActivityRow, 'reference_id' | 'reference_table'>[],
): Promise<Map<string, string>> {
  const idsOf = (table: string) => [
    ...new Set(
      rows.flatMap((row) =>
        row.reference_table === table && row.reference_id ? [row.reference_id] : [],
      ),
    ),
  ]
  const found = await Promise.all([
    ctx.db
      .select({ id: products.id, label: products.title })
      .from(products)
      .where(isAnyOf([products.user_id, products.id], [ctx.userId], idsOf('products'))),
    ctx.db
      .select({ id: assets.id, label: assets.title })
      .from(assets)
      .where(isAnyOf([assets.user_id, assets.id], [ctx.userId], idsOf('assets'))),
    ctx.db
      .select({ id: quotes.id, label: quotes.text })
      .from(quotes)
      .where(isAnyOf([quotes.user_id, quotes.id], [ctx.userId], idsOf('quotes'))),
    ctx.db
      .select({ id: mockups.id, label: assets.title })
      .from(mockups)
      .innerJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
      .where(isAnyOf([mockups.user_id, mockups.id], [ctx.userId], idsOf('mockups'))),
  ])
  return new Map(found.flat().map(({ id, label }) => [id, label]))
}
