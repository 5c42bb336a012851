import { count } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { assets } from '../../db/schema/catalogue.ts'

/** How many assets each of these quotes has; a quote without any is absent. */
export async function countAssets(ctx: Context, quoteIds: string[]): Promise<Map<string, number>> {
  const rows = await ctx.db
    .select({ quote_id: assets.quote_id, n: count() })
    .from(assets)
    .where(isAnyOf([assets.user_id, assets.quote_id], [ctx.userId], quoteIds))
    .groupBy(assets.quote_id)
  return new Map(rows.flatMap(({ quote_id, n }) => (quote_id ? [[quote_id, n] as const] : [])))
}
