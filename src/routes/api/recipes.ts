import { Hono } from 'hono'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { applyRecipe, previewRecipe } from '../../domain/recipes/apply-recipe.ts'
import { createRecipe } from '../../domain/recipes/create-recipe.ts'
import { deleteRecipe } from '../../domain/recipes/delete-recipe.ts'
import { getRecipe } from '../../domain/recipes/get-recipe.ts'
import { listRecipes } from '../../domain/recipes/list-recipes.ts'
import {
  application,
  lineAnswer,
  newRecipe,
  recipeAnswer,
  recipeChange,
  recipeQuery,
} from '../../domain/recipes/schemas.ts'
import { updateRecipe } from '../../domain/recipes/update-recipe.ts'
import { newId } from '../../ids.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersList, answersTrial } from '../respond/answers.ts'
import { dryRunQuery, respondChange } from '../respond/dry-run.ts'
import { idParam } from '../respond/id-param.ts'
import { ifMatch, orCurrent } from '../respond/if-match.ts'
import { respondList } from '../respond/list.ts'
import { body, query } from '../respond/validate.ts'
import { presentLine } from './present-line.ts'
import { presentRecipe } from './present-recipe.ts'

const NOT_FOUND = 'Recipe not found'

const changed = { recipe: recipeAnswer }
const answersCreated = answersTrial(changed, changed, 201)
const answersChanged = answersTrial(changed, changed)
/** `refused`: what of it is not made, with the reasons. */
const answersApplied = { jobId: z.uuid(), total: z.int(), refused: z.array(lineAnswer) }
const answersLines = { lines: z.array(lineAnswer) }
const answersDeleted = answersTrial({}, changed)

export const recipesApi = new Hono<HubEnv>()
  .get('/', query(recipeQuery), answersList('recipes', recipeAnswer), async (c) => {
    const page = await listRecipes(c.var.ctx, c.req.valid('query'))
    return respondList(c, 'recipes', page, page.rows.map(presentRecipe))
  })
  .post('/', query(dryRunQuery), body(newRecipe), answersCreated, async (c) => {
    const { ctx, workId } = c.var
    const { dry_run: dryRun } = c.req.valid('query')
    const recipe = await createRecipe(ctx, c.req.valid('json'), workId, { dryRun })
    return respondChange(c, { dryRun, ...recipe }, { recipe: presentRecipe(recipe) }, 201)
  })
  .get('/:id', answers({ recipe: recipeAnswer }), async (c) => {
    const recipe = await getRecipe(c.var.ctx, idParam(c, NOT_FOUND))
    c.set('version', recipe.version)
    return c.json({ recipe: presentRecipe(recipe) })
  })
  .patch('/:id', query(dryRunQuery), body(recipeChange), answersChanged, async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const { dry_run: dryRun } = c.req.valid('query')
    const version = ifMatch(c)
    const recipe = await orCurrent(
      () => updateRecipe(ctx, id, c.req.valid('json'), { version, dryRun }),
      () => readCurrent(ctx, id),
    )
    return respondChange(c, { dryRun, ...recipe }, { recipe: presentRecipe(recipe) })
  })
  .post(
    '/:id/apply',
    query(dryRunQuery),
    body(application),
    answersTrial(answersApplied, answersLines, 202),
    async (c) => {
      const { ctx, workId = newId() } = c.var
      const id = idParam(c, NOT_FOUND)
      const input = c.req.valid('json')
      if (c.req.valid('query').dry_run) {
        const { lines } = await previewRecipe(ctx, id, input)
        return c.json({ dry_run: true, lines: lines.map(presentLine) })
      }
      const { jobId, total, lines } = await applyRecipe(ctx, id, input, workId)
      const refused = lines.filter(({ isLeftOut, refusals }) => !isLeftOut && refusals.length > 0)
      return c.json({ success: true, jobId, total, refused: refused.map(presentLine) }, 202)
    },
  )
  .delete('/:id', query(dryRunQuery), answersDeleted, async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const { dry_run: dryRun } = c.req.valid('query')
    const version = ifMatch(c)
    const recipe = await orCurrent(
      () => deleteRecipe(ctx, id, { version, dryRun }),
      () => readCurrent(ctx, id),
    )
    return respondChange(c, { dryRun }, dryRun ? { recipe: presentRecipe(recipe) } : {})
  })

/** What is there now, for an answer of 412. */
async function readCurrent(ctx: Context, id: string) {
  return { recipe: presentRecipe(await getRecipe(ctx, id)) }
}
