import type { Context } from '../../context.ts'
import { findRow } from './get-collection.ts'

/** What of a shop belongs to a collection here. */
export type WantedCollection = {
  /** The collection here. */
  key: string
  name: string
  /** What its URL at the shop ends in: the one given, or the one that we make it under. */
  handle: string
  /** Made by us; else it is the shop's own. */
  isMade: boolean
}

/** The shop's collection that products of this one are put into; undefined where none is asked for. */
export async function findShopCollection(
  ctx: Context,
  key: string | null | undefined,
): Promise<WantedCollection | undefined> {
  if (!key) return undefined
  const row = await findRow(ctx, key)
  if (!row || row.shop === 'none') return undefined
  const isMade = row.shop === 'create'
  const handle = isMade ? handleOfKey(key) : row.shop_handle
  return handle ? { key, name: row.name, handle, isMade } : undefined
}

/** quiet_mornings → quiet-mornings, which a shop keeps as it is. */
function handleOfKey(key: string): string {
  return key.replace(/_+/g, '-').replace(/-$/, '')
}
