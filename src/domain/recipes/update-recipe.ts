import { changedFields } from '../../changed-fields.ts'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { AppError, changedMeanwhile } from '../../errors.ts'
import { getRecipe, type Recipe } from './get-recipe.ts'
import { requireUsable } from './require-usable.ts'
import type { RecipeChange } from './schemas.ts'
import { writeRecipe } from './write-recipe.ts'

// Each try is lost only to another change that was written.
const MAX_TRIES = 5

/**
 * Changes the fields given and raises the version. With a `version` only a recipe that is still at
 * it is changed. What is so already is not written again. Products that it made stay as they are. A
 * dry run answers with the recipe as it would be.
 * @throws AppError not_found, also for a kit that is not the user's
 * @throws AppError invalid as `createRecipe`
 * @throws AppError precondition_failed where the recipe has another version by now
 * @throws AppError conflict where others keep changing it
 */
export async function updateRecipe(
  ctx: Context,
  id: string,
  change: RecipeChange,
  { version, dryRun }: { version?: number; dryRun?: boolean } = {},
): Promise<Recipe> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const before = await getRecipe(ctx, id)
    const fields = changedFields(before, change)
    if (fields.length === 0) return before
    if (version !== undefined && version !== before.version) {
      throw changedMeanwhile('This recipe was')
    }
    const updated_at = isoTime(ctx.clock.now())
    const recipe = { ...before, ...change, version: before.version + 1, updated_at }
    await requireUsable(ctx, recipe, before)
    if (await writeRecipe(ctx, { recipe, before, fields }, { dryRun })) return recipe
  }
  throw new AppError(
    'conflict',
    'This recipe is being changed from several places at once. Your changes were not saved. Try again.',
  )
}
