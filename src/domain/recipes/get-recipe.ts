import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Recipe as RecipeRow, recipes } from '../../db/schema/recipes.ts'
import { AppError } from '../../errors.ts'

export type Recipe = RecipeRow

/** One recipe of the user's, or undefined. */
export async function findRecipe(ctx: Context, id: string): Promise<Recipe | undefined> {
  return ctx.db
    .select()
    .from(recipes)
    .where(and(eq(recipes.user_id, ctx.userId), eq(recipes.id, id)))
    .get()
}

/**
 * One recipe of the user's.
 * @throws AppError not_found for an unknown id, and for another user's
 */
export async function getRecipe(ctx: Context, id: string): Promise<Recipe> {
  const recipe = await findRecipe(ctx, id)
  if (!recipe) throw new AppError('not_found', 'Recipe not found')
  return recipe
}
