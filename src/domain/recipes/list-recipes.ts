import { eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { recipes } from '../../db/schema/recipes.ts'
import { countedRows, type Page, toPage, toTotal } from '../../paging.ts'
import type { Recipe } from './get-recipe.ts'
import { MAX_RECIPES, type RecipeQuery } from './schemas.ts'

/** A page of the user's recipes, newest first. */
export async function listRecipes(ctx: Context, query: RecipeQuery): Promise<Page<Recipe>> {
  const own = eq(recipes.user_id, ctx.userId)
  const [rows, totals] = await ctx.db.batch([
    pageOf(ctx.db.select().from(recipes).$dynamic(), recipes.id, own, query),
    countUpTo(ctx.db, recipes, own, countedRows(query)),
  ])
  return toPage(rows, toTotal(totals[0]?.n ?? 0, query), query)
}

/** All recipes of the user by name, at most fifty. */
export async function listAllRecipes(ctx: Context): Promise<Recipe[]> {
  const rows = await ctx.db
    .select()
    .from(recipes)
    .where(eq(recipes.user_id, ctx.userId))
    .limit(MAX_RECIPES)
  return rows.toSorted((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }))
}
