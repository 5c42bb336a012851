import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { recipes } from '../../db/schema/recipes.ts'
import { changedMeanwhile } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { findRecipe, getRecipe, type Recipe } from './get-recipe.ts'

/**
 * Deletes a recipe, or shows in a dry run which one. Products that it made stay.
 * @throws AppError not_found
 * @throws AppError precondition_failed where it has another version than `version` by now
 */
export async function deleteRecipe(
  ctx: Context,
  id: string,
  { version, dryRun }: { version?: number; dryRun?: boolean } = {},
): Promise<Recipe> {
  const recipe = await getRecipe(ctx, id)
  const remove = ctx.db
    .delete(recipes)
    .where(
      and(
        eq(recipes.user_id, ctx.userId),
        eq(recipes.id, id),
        version === undefined ? undefined : eq(recipes.version, version),
      ),
    )
    .returning({ id: recipes.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'recipe_deleted',
      module: 'recipes',
      details: { recipeId: id, name: recipe.name },
      reference_id: id,
      reference_table: 'recipes',
    },
    { onlyIfChanged: true },
  )
  if (await compareAndSet(ctx.db, remove, [activity], { dryRun })) return recipe
  // Whoever deleted it at the same moment has done what was asked for.
  if (await findRecipe(ctx, id)) throw changedMeanwhile('This recipe was')
  return recipe
}
