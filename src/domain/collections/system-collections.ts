import type { CollectionRow } from '../../db/schema/collections.ts'

/** A collection that a user has: one of the system's, which nobody changes, or an own one. */
export type Collection = Pick<
  CollectionRow,
  'key' | 'name' | 'colour' | 'shop' | 'shop_handle' | 'version'
> & { is_system: boolean; created_at: string | null; updated_at: string | null }

const FIXED = {
  shop: 'none',
  shop_handle: null,
  version: 1,
  is_system: true,
  created_at: null,
  updated_at: null,
} as const

export const SYSTEM_COLLECTIONS: readonly Collection[] = [
  { key: 'grounding', name: 'Grounding', colour: 'sage', ...FIXED },
  { key: 'wholeness', name: 'Wholeness', colour: 'amber', ...FIXED },
  { key: 'growth', name: 'Growth', colour: 'teal', ...FIXED },
]

export function findSystemCollection(key: string): Collection | undefined {
  return SYSTEM_COLLECTIONS.find((one) => one.key === key)
}
