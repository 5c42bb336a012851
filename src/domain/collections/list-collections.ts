import { eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type CollectionRow, collections } from '../../db/schema/collections.ts'
import { MAX_COLLECTIONS } from './schemas.ts'
import { type Collection, SYSTEM_COLLECTIONS } from './system-collections.ts'

/** The collections of the user: the system's three, and then the own ones by name; at most 53. */
export async function listCollections(ctx: Context): Promise<Collection[]> {
  const rows = await ctx.db
    .select()
    .from(collections)
    .where(eq(collections.user_id, ctx.userId))
    .limit(MAX_COLLECTIONS)
  const own = rows.map(toCollection)
  return [
    ...SYSTEM_COLLECTIONS,
    ...own.toSorted((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true })),
  ]
}

/** An own one as it is shown. */
export function toCollection({ user_id: _owner, work_id: _work, ...row }: CollectionRow) {
  return { ...row, is_system: false }
}
