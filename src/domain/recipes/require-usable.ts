import type { Context } from '../../context.ts'
import { AppError, type FieldError } from '../../errors.ts'
import { getKit } from '../kits/get-kit.ts'
import { loadPricing } from '../pricing/load-pricing.ts'
import { formatSize } from '../pricing/size.ts'
import type { Recipe } from './get-recipe.ts'
import { mistakeInVariants } from './schemas.ts'

/** What `before` has already may stay, though its size was switched off since. */
type Before = Pick<Recipe, 'sizes' | 'kit_id'> | undefined

/**
 * Refuses a recipe that no product can be made by.
 * @throws AppError invalid for sizes that are not in the user's table of prices, and where its
 *   variants are none or too many
 * @throws AppError not_found for a kit that is not the user's
 */
export async function requireUsable(ctx: Context, recipe: Recipe, before?: Before): Promise<void> {
  const { kit_id } = recipe
  const [priced] = await Promise.all([
    loadPricing(ctx),
    kit_id && kit_id !== before?.kit_id ? getKit(ctx, kit_id) : undefined,
  ])
  const known = new Set([...priced.map(({ size }) => size), ...(before?.sizes ?? [])])
  const errors: FieldError[] = recipe.sizes.flatMap((size, index) => {
    if (known.has(size)) return []
    const message = `There is no size ${formatSize(size)} among your prices. Add it on the page /pricing`
    return [{ pointer: `/sizes/${index}`, message }]
  })
  const mistake = mistakeInVariants(recipe)
  if (mistake) errors.push(mistake)
  if (errors.length > 0) throw new AppError('invalid', 'Invalid request body', { errors })
}
