import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { collections } from '../../db/schema/collections.ts'
import { AppError } from '../../errors.ts'
import { findSystemCollection } from './system-collections.ts'

/** Collections as some input names them: `pointer` is the field. */
export type Named = {
  keys: readonly (string | null | undefined)[]
  pointer?: string
  sentence?: string
}

/**
 * Reads whether the user has these collections; the system's need no reading.
 * @throws AppError invalid, naming the field and the keys that are none
 */
export async function requireCollections(ctx: Context, named: Named): Promise<void> {
  const { pointer = '/collection', sentence = 'Invalid request body' } = named
  const asked = named.keys.flatMap((key) => (key && !findSystemCollection(key) ? [key] : []))
  if (asked.length === 0) return
  const rows = await ctx.db
    .select({ key: collections.key })
    .from(collections)
    .where(isAnyOf([collections.user_id, collections.key], [ctx.userId], asked))
  const known = new Set(rows.map((row) => row.key))
  const unknown = asked.filter((key) => !known.has(key))
  if (unknown.length === 0) return
  throw new AppError('invalid', sentence, {
    errors: unknown.map((key) => ({ pointer, message: `There is no collection "${key}"` })),
  })
}

/**
 * Does a write that names collections. The tables refuse one that is not there, in the same moment;
 * why is read only then.
 * @throws AppError invalid, naming the field and the keys that are none
 */
export async function whereKnown<Result>(
  ctx: Context,
  named: Named,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write()
  } catch (cause) {
    if (isUnknown(cause)) await requireCollections(ctx, named)
    throw cause
  }
}

/** drizzle wraps D1's error. */
function isUnknown(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false
  return cause.message.includes('collection constraint failed') || isUnknown(cause.cause)
}
