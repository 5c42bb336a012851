import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { resolveSelection, type Selection } from '../../selection.ts'
import { requireScope } from '../accounts/require-scope.ts'
import { requireCollections } from '../collections/require-collections.ts'
import { scopeOfJob } from '../jobs/job.ts'
import { type JobStarted, MAX_JOB_ITEMS, startJob } from '../jobs/start-job.ts'
import { findMatchingProducts } from '../products/list-products.ts'
import type { ProductFilter } from '../products/schemas.ts'
import { readProducts } from '../publishing/change-several.ts'
import { getRecipe } from '../recipes/get-recipe.ts'
import type { JobRequest } from './schemas.ts'

/**
 * Starts a job that changes products: those named, or all that a filter finds. The queue does the
 * work. The same work id with the same request is the same job.
 * @throws AppError forbidden where a key lacks the scope of this type
 * @throws AppError not_found naming the ids that are none of the user's
 * @throws AppError conflict where another number matches, or this work has started another job
 * @throws AppError invalid for none, or more than 10,000
 */
export async function requestJob(
  ctx: Context,
  request: JobRequest,
  workId: string,
): Promise<JobStarted> {
  const { type, sel, change } = request
  requireScope(ctx.actor, scopeOfJob(request))
  await assertUsable(ctx, request)
  const products = () => selectProducts(ctx, sel)
  return startJob(ctx, { type, change, of: { selected: sel, products } }, workId)
}

/**
 * What a change names is there.
 * @throws AppError invalid for a collection, not_found for a recipe that is not the user's
 */
export async function assertUsable(ctx: Context, { type, change }: JobRequest): Promise<void> {
  if (type === 'collection') {
    await requireCollections(ctx, { keys: [change.collection], pointer: '/change/collection' })
  }
  if (type === 'recipe') await getRecipe(ctx, change.recipe_id)
}

/**
 * The ids of the products of a selection, at most 10,000.
 * @throws AppError as `requestJob`
 */
export async function selectProducts(
  ctx: Context,
  sel: Selection<ProductFilter>,
): Promise<string[]> {
  if ('ids' in sel) await assertOwn(ctx, sel.ids)
  return resolveSelection(
    sel,
    (filter, most) => findMatchingProducts(ctx, filter, { most }),
    MAX_JOB_ITEMS,
  )
}

async function assertOwn(ctx: Context, ids: readonly string[]): Promise<void> {
  const own = new Set((await readProducts(ctx, ids)).map(({ id }) => id))
  const unknown = ids.filter((id) => !own.has(id))
  if (unknown.length === 0) return
  throw new AppError('not_found', `You do not have these products: ${unknown.join(', ')}`)
}
