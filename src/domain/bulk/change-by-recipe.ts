import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import { listCollections } from '../collections/list-collections.ts'
import type { Plan } from '../jobs/work.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { MAX_TITLE_CHARACTERS, type ProductChange } from '../products/schemas.ts'
import { planChange } from '../products/update-product.ts'
import { kindKey } from '../products/variant-kind.ts'
import { fillLine, fillTemplate } from '../recipes/fill-template.ts'
import { getRecipe, type Recipe } from '../recipes/get-recipe.ts'
import { fillTags, kindsOf, valuesOf } from '../recipes/parts-of-line.ts'
import { contentWork } from './change-content.ts'
import { recipeChange } from './schemas.ts'

const NO_ARTWORK = 'It has no artwork, so a recipe cannot fill in its texts. Choose one first.'

/**
 * Makes products as a recipe says: its variants, of which those that are there keep their prices,
 * and its title, description and tags. Pictures stay.
 */
export const changeByRecipe: Plan = contentWork(async (ctx, asked, products) => {
  const { recipe_id, ...accepts } = recipeChange.parse(asked)
  const [recipe, sources] = await Promise.all([
    getRecipe(ctx, recipe_id),
    readSources(ctx, products),
  ])
  return (product) => {
    const asset = sources.assets.get(product.asset_id ?? '')
    if (!asset) return { kind: 'refused', reason: NO_ARTWORK }
    const quote = sources.quotes.get(product.quote_id ?? '') ?? null
    const values = valuesOf({ asset, quote }, sources.collections)
    const change: ProductChange = {
      title: fillLine(recipe.title, values, MAX_TITLE_CHARACTERS) || product.title,
      description: fillTemplate(recipe.description, values),
      tags: fillTags(recipe.tags, values),
      variants: variantsOf(recipe, product),
      ...accepts,
    }
    return planChange(ctx, product, change)
  }
})

function variantsOf(recipe: Recipe, { variants }: FullProduct): ProductChange['variants'] {
  const own = new Map(variants.map((row) => [kindKey(row), row.id]))
  return kindsOf(recipe).map((kind) => {
    const id = own.get(kindKey(kind))
    return id ? { id } : kind
  })
}

async function readSources(ctx: Context, products: readonly FullProduct[]) {
  const idsOf = (name: 'asset_id' | 'quote_id') => products.flatMap((row) => row[name] ?? [])
  const [ofAssets, ofQuotes, collections] = await Promise.all([
    ctx.db
      .select()
      .from(assets)
      .where(isAnyOf([assets.user_id, assets.id], [ctx.userId], idsOf('asset_id'))),
    ctx.db
      .select()
      .from(quotes)
      .where(isAnyOf([quotes.user_id, quotes.id], [ctx.userId], idsOf('quote_id'))),
    listCollections(ctx),
  ])
  return {
    assets: new Map(ofAssets.map((row) => [row.id, row])),
    quotes: new Map(ofQuotes.map((row) => [row.id, row])),
    collections: new Map(collections.map(({ key, name }) => [key, name])),
  }
}
