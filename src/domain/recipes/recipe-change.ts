import type { FullProduct } from '../products/load-parts.ts'
import { MAX_TAGS, MAX_TITLE_CHARACTERS, type ProductChange } from '../products/schemas.ts'
import { kindKey, type VariantKind } from '../products/variant-kind.ts'
import { fillLine, fillTemplate, type TemplateValues } from './fill-template.ts'
import type { Recipe } from './get-recipe.ts'
import { fillTags, kindsOf } from './parts-of-line.ts'

type RecipeProduct = Pick<FullProduct, 'title' | 'tags'> & {
  variants: readonly (VariantKind & { id: string })[]
}

type Known = {
  /** What the placeholders are of this product. */
  values: TemplateValues
  /** Sizes on offer: others come with no new variant. */
  offered: ReadonlySet<string>
  /** Title and description are the recipe's, too. */
  texts: boolean
}

/**
 * What a recipe makes of a product that is there: variants and tags that it lacks are added, with
 * the default prices of now. What it has stays as it is: nothing that is on sale is taken away.
 */
export function recipeChange(
  recipe: Recipe,
  product: RecipeProduct,
  { values, offered, texts }: Known,
): ProductChange {
  const own = new Set(product.variants.map(kindKey))
  const lacking = kindsOf(recipe).filter(
    (kind) => offered.has(kind.size) && !own.has(kindKey(kind)),
  )
  const tags = fillTags(recipe.tags, values)
  const has = new Set(product.tags.map((tag) => tag.toLowerCase()))
  const added = tags.filter((tag) => !has.has(tag.toLowerCase()))
  return {
    ...(lacking.length > 0
      ? { variants: [...product.variants.map(({ id }) => ({ id })), ...lacking] }
      : {}),
    ...(added.length > 0 ? { tags: [...product.tags, ...added].slice(0, MAX_TAGS) } : {}),
    ...(texts
      ? {
          title: fillLine(recipe.title, values, MAX_TITLE_CHARACTERS) || product.title,
          description: fillTemplate(recipe.description, values),
        }
      : {}),
  }
}
