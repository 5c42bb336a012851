import type * as z from 'zod'
import type { Recipe } from '../../domain/recipes/get-recipe.ts'
import { recipeAnswer } from '../../domain/recipes/schemas.ts'

/** A recipe as the JSON API shows it. */
export function presentRecipe({
  user_id: _owner,
  ...recipe
}: Recipe): z.output<typeof recipeAnswer> {
  return recipeAnswer.parse(recipe)
}
