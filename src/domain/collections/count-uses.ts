import { and, count, eq, gt, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { assetCounts, assets, quoteCounts } from '../../db/schema/catalogue.ts'
import { sceneKits } from '../../db/schema/kits.ts'
import { sceneTemplates } from '../../db/schema/mockups.ts'
import { productCounts } from '../../db/schema/products.ts'

/** How many of each a collection has. */
export type Uses = {
  quotes: number
  assets: number
  products: number
  scenes: number
  kits: number
}

export const UNUSED: Uses = { quotes: 0, assets: 0, products: 0, scenes: 0, kits: 0 }

/** Scenes, and artworks whose own collection is hidden by their quote's, are counted so far. */
const MAX_COUNTED = 1_000

/** What each collection of the user's is used by, in one round trip; others have no entry. */
export async function countUses(ctx: Context): Promise<Map<string, Uses>> {
  const [ofQuotes, ofAssets, ofHidden, ofProducts, ofScenes, ofKits] = await ctx.db.batch([
    readCounts(ctx, quoteCounts),
    readCounts(ctx, assetCounts),
    countHidden(ctx),
    readCounts(ctx, productCounts),
    ctx.db
      .select({ keys: sceneTemplates.recommended_collections })
      .from(sceneTemplates)
      .where(eq(sceneTemplates.user_id, ctx.userId))
      .limit(MAX_COUNTED),
    ctx.db
      .select({ keys: sceneKits.default_for })
      .from(sceneKits)
      .where(eq(sceneKits.user_id, ctx.userId))
      .limit(MAX_COUNTED),
  ])
  const uses = new Map<string, Uses>()
  const add = (what: keyof Uses, rows: readonly { key: string | null; n: number }[]) => {
    for (const { key, n } of rows) {
      // Counters have '' for none.
      if (!key) continue
      const before = uses.get(key) ?? UNUSED
      uses.set(key, { ...before, [what]: before[what] + n })
    }
  }
  add('quotes', ofQuotes)
  add('assets', [...ofAssets, ...ofHidden])
  add('products', ofProducts)
  const eachOf = (rows: readonly { keys: string[] }[]) =>
    rows.flatMap(({ keys }) => keys.map((key) => ({ key, n: 1 })))
  add('scenes', eachOf(ofScenes))
  add('kits', eachOf(ofKits))
  return uses
}

function readCounts(
  { db, userId }: Context,
  table: typeof quoteCounts | typeof assetCounts | typeof productCounts,
) {
  return db
    .select({ key: table.collection, n: table.n })
    .from(table)
    .where(and(eq(table.user_id, userId), gt(table.n, 0)))
}

function countHidden({ db, userId }: Context) {
  const hidden = db
    .select({ key: assets.own_collection })
    .from(assets)
    .where(and(eq(assets.user_id, userId), IS_HIDDEN))
    .limit(MAX_COUNTED)
    .as('hidden')
  return db.select({ key: hidden.key, n: count() }).from(hidden).groupBy(hidden.key)
}

/** Of an artwork: its quote's collection counts, and not its own. An index has just these. */
const IS_HIDDEN = sql`${assets.own_collection} <> ${assets.collection}`
