import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { requireScope } from '../accounts/require-scope.ts'
import { type JobStarted, startJob } from '../jobs/start-job.ts'
import { effectiveMode } from '../settings/effective-mode.ts'
import { getSettings } from '../settings/get-settings.ts'
import { getRecipe, type Recipe } from './get-recipe.ts'
import { linesToMake, type PlannedLine, planLines } from './plan-lines.ts'
import type { LineEdits } from './schemas.ts'

/** Artworks, and what is changed of some of their products. */
export type Application = { asset_ids: readonly string[]; edits: LineEdits }

export type Applied = JobStarted & {
  /** All lines, those that are not made among them, with their reasons. */
  lines: PlannedLine[]
}

/**
 * Starts a job that makes a product of each artwork, as `planLines` shows it: with the prices of
 * now. What is left out or refused is not made, and keeps nothing else from being made. The same
 * work again is the same job.
 * @throws AppError not_found for a recipe or artworks that are not the user's
 * @throws AppError invalid where nothing of it can be made, with every refusal
 * @throws AppError forbidden where it publishes at once, and the key may not
 * @throws AppError conflict where this work has started another job
 */
export async function applyRecipe(
  ctx: Context,
  id: string,
  application: Application,
  workId: string,
): Promise<Applied> {
  const { recipe, lines } = await previewRecipe(ctx, id, application)
  const items = linesToMake(lines).map(({ asset, input }) => ({
    subjectId: asset.id,
    title: input.title,
    input,
  }))
  if (items.length === 0) throw nothingToMake(lines)
  const change = { recipe_id: recipe.id, name: recipe.name }
  const started = await startJob(ctx, { type: 'create', change, of: { items } }, workId)
  return { ...started, lines }
}

/**
 * What applying it would make, with nothing written.
 * @throws AppError as `applyRecipe`, except where nothing can be made
 */
export async function previewRecipe(
  ctx: Context,
  id: string,
  { asset_ids, edits }: Application,
): Promise<{ recipe: Recipe; lines: PlannedLine[] }> {
  const recipe = await getRecipe(ctx, id)
  if (recipe.publish && ctx.actor.kind === 'api_key') {
    const mode = effectiveMode(await getSettings(ctx), 'products')
    if (mode === 'autopilot') requireScope(ctx.actor, 'publish')
  }
  return { recipe, lines: await planLines(ctx, recipe, asset_ids, edits) }
}

function nothingToMake(lines: readonly PlannedLine[]): AppError {
  const refused = lines.filter(({ isLeftOut }) => !isLeftOut)
  const errors = refused.flatMap(({ asset, refusals }) =>
    refusals.map((refusal) => ({ ...refusal, pointer: `/edits/${asset.id}${refusal.pointer}` })),
  )
  const text =
    refused.length === 0
      ? 'Every product is left out. Nothing was made.'
      : 'None of these products can be made as they are. Nothing was made.'
  return new AppError('invalid', text, { errors })
}
