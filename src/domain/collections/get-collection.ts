import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type CollectionRow, collections } from '../../db/schema/collections.ts'
import { AppError } from '../../errors.ts'
import { toCollection } from './list-collections.ts'
import { type Collection, findSystemCollection } from './system-collections.ts'

/**
 * One collection of the user's, the system's among them.
 * @throws AppError not_found
 */
export async function getCollection(ctx: Context, key: string): Promise<Collection> {
  return findSystemCollection(key) ?? toCollection(requireRow(await findRow(ctx, key)))
}

/**
 * One that the user may change.
 * @throws AppError not_found
 * @throws AppError forbidden for one of the system's
 */
export async function getOwnCollection(ctx: Context, key: string): Promise<Collection> {
  if (!findSystemCollection(key)) return toCollection(requireRow(await findRow(ctx, key)))
  throw new AppError(
    'forbidden',
    'This is a built-in collection, which cannot be changed. Add one of your own.',
  )
}

/** The row of an own one, or undefined. */
export async function findRow(ctx: Context, key: string): Promise<CollectionRow | undefined> {
  return ctx.db
    .select()
    .from(collections)
    .where(and(eq(collections.user_id, ctx.userId), eq(collections.key, key)))
    .get()
}

function requireRow(row: CollectionRow | undefined): CollectionRow {
  if (!row) throw new AppError('not_found', 'Collection not found')
  return row
}
