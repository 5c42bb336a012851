import type { Context } from '../../context.ts'
import { requireCollections } from '../../domain/collections/require-collections.ts'

/**
 * Refuses a filter by a collection that does not exist, so that a misspelt key is no empty list. A
 * list with rows needs no asking.
 * @throws AppError invalid, naming the filter
 */
export async function requireFilter(
  ctx: Context,
  collection: string | undefined,
  { total }: { total: number },
): Promise<void> {
  if (total > 0) return
  await requireCollections(ctx, { keys: [collection], sentence: 'Invalid query parameters' })
}
