import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { SYSTEM_COLLECTIONS } from './system-collections.ts'

/** Above every character that a key may have. */
const BEYOND = '{'

/**
 * The part of a search's expression that keeps to one collection. The index finds texts that begin
 * with a key, so those of the user's longer keys that begin with it are taken off again.
 */
export function matchCollection(ctx: Context, key: string | undefined): SQL | undefined {
  if (!key) return undefined
  const ofSystem = SYSTEM_COLLECTIONS.filter((one) => one.key !== key && one.key.startsWith(key))
  const without = ofSystem.map((one) => ` NOT collection : ^"${one.key}"`).join('')
  return sql`${` AND collection : ^"${key}"${without}`} || (
    SELECT coalesce(group_concat(' NOT collection : ^"' || key || '"', ''), '') FROM collections
    WHERE user_id = ${ctx.userId} AND key > ${key} AND key < ${`${key}${BEYOND}`})`
}
