import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { compareAndSet, type Statement } from '../../db/client.ts'
import { type Recipe, recipes } from '../../db/schema/recipes.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { MAX_RECIPES } from './schemas.ts'

/** A whole row, in place of `before` where there is one, and the fields that differ from it. */
type RecipeWrite =
  | { recipe: Recipe; before?: undefined }
  | { recipe: Recipe; before: Recipe; fields: string[] }

/**
 * Writes a recipe of the user's with its activity row: a new one under an id that is free while
 * there are fewer than fifty, or one that still has the version of `before`. A dry run writes
 * nothing.
 * @returns whether it was written, or would be
 */
export async function writeRecipe(
  ctx: Context,
  write: RecipeWrite,
  { dryRun }: { dryRun?: boolean } = {},
): Promise<boolean> {
  const { recipe, before } = write
  const activity = recordActivity(
    ctx,
    {
      action_type: before ? 'recipe_changed' : 'recipe_created',
      module: 'recipes',
      details: {
        recipeId: recipe.id,
        name: recipe.name,
        ...(before ? { fields: write.fields } : {}),
      },
      reference_id: recipe.id,
      reference_table: 'recipes',
    },
    { onlyIfChanged: true },
  )
  const change = before ? update(ctx, recipe, before.version) : insert(ctx, recipe)
  return compareAndSet(ctx.db, change, [activity], { dryRun })
}

function insert({ db }: Context, recipe: Recipe): Statement {
  const list = (values: readonly string[]) => JSON.stringify(values)
  return db
    .insert(recipes)
    .select(sql`
      SELECT ${recipe.user_id}, ${recipe.id}, ${recipe.name}, ${list(recipe.sizes)},
        ${list(recipe.frames)}, ${Number(recipe.digital)}, ${recipe.title}, ${recipe.description},
        ${list(recipe.tags)}, ${recipe.kit_id}, ${Number(recipe.publish)}, ${recipe.version},
        ${recipe.created_at}, ${recipe.updated_at}
      WHERE (SELECT count(*) FROM recipes WHERE user_id = ${recipe.user_id}) < ${MAX_RECIPES}`)
    .onConflictDoNothing()
    .returning({ id: recipes.id })
}

function update({ db }: Context, recipe: Recipe, version: number): Statement {
  const { user_id, id, ...columns } = recipe
  return db
    .update(recipes)
    .set(columns)
    .where(and(eq(recipes.user_id, user_id), eq(recipes.id, id), eq(recipes.version, version)))
    .returning({ id: recipes.id })
}
