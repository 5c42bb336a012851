import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { findRecipe, type Recipe } from './get-recipe.ts'
import { requireUsable } from './require-usable.ts'
import { MAX_RECIPES, type NewRecipe } from './schemas.ts'
import { writeRecipe } from './write-recipe.ts'

/**
 * Adds a recipe under its work id. A second call with the same id adds nothing and answers with the
 * recipe as it is now. A dry run answers with the recipe that would be added.
 * @throws AppError invalid for sizes that have no price, and for what makes no product
 * @throws AppError not_found for a kit that is not the user's
 * @throws AppError conflict beyond fifty recipes
 */
export async function createRecipe(
  ctx: Context,
  input: NewRecipe,
  id = newId(),
  { dryRun }: { dryRun?: boolean } = {},
): Promise<Recipe> {
  const now = isoTime(ctx.clock.now())
  const recipe: Recipe = {
    user_id: ctx.userId,
    id,
    ...input,
    version: 1,
    created_at: now,
    updated_at: now,
  }
  await requireUsable(ctx, recipe)
  if (await writeRecipe(ctx, { recipe }, { dryRun })) return recipe
  const existing = await findRecipe(ctx, id)
  if (existing) return existing
  throw new AppError(
    'conflict',
    `You have ${MAX_RECIPES} recipes, which is the limit. Nothing was added. Delete one you no longer need.`,
  )
}
