import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import { listCollections } from '../collections/list-collections.ts'
import type { Plan } from '../jobs/work.ts'
import { loadPricing } from '../pricing/load-pricing.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { planChange } from '../products/update-product.ts'
import { getRecipe } from '../recipes/get-recipe.ts'
import { valuesOf } from '../recipes/parts-of-line.ts'
import { recipeChange as whatRecipeChanges } from '../recipes/recipe-change.ts'
import { contentWork } from './change-content.ts'
import { recipeChange } from './schemas.ts'

const NO_ARTWORK = 'It has no artwork, so a recipe cannot fill in its texts. Choose one first.'

/**
 * Adds what products lack of a recipe: variants and tags; its title and description where asked
 * for. What they have stays.
 */
export const changeByRecipe: Plan = contentWork(async (ctx, asked, products) => {
  const { recipe_id, texts = false, ...accepts } = recipeChange.parse(asked)
  const [recipe, sources] = await Promise.all([
    getRecipe(ctx, recipe_id),
    readSources(ctx, products),
  ])
  return (product) => {
    const asset = sources.assets.get(product.asset_id ?? '')
    if (!asset) return { kind: 'refused', reason: NO_ARTWORK }
    const quote = sources.quotes.get(product.quote_id ?? '') ?? null
    const values = valuesOf({ asset, quote }, sources.collections)
    const change = whatRecipeChanges(recipe, product, { values, offered: sources.offered, texts })
    return planChange(ctx, product, { ...change, ...accepts })
  }
})

async function readSources(ctx: Context, products: readonly FullProduct[]) {
  const idsOf = (name: 'asset_id' | 'quote_id') => products.flatMap((row) => row[name] ?? [])
  const [ofAssets, ofQuotes, collections, pricing] = await Promise.all([
    ctx.db
      .select()
      .from(assets)
      .where(isAnyOf([assets.user_id, assets.id], [ctx.userId], idsOf('asset_id'))),
    ctx.db
      .select()
      .from(quotes)
      .where(isAnyOf([quotes.user_id, quotes.id], [ctx.userId], idsOf('quote_id'))),
    listCollections(ctx),
    loadPricing(ctx),
  ])
  return {
    assets: new Map(ofAssets.map((row) => [row.id, row])),
    quotes: new Map(ofQuotes.map((row) => [row.id, row])),
    offered: new Set(pricing.map(({ size }) => size)),
    collections: new Map(collections.map(({ key, name }) => [key, name])),
  }
}
