import type { CollectionColour } from '../../db/schema/collections.ts'
import type { Collection } from '../../domain/collections/system-collections.ts'

export const colourLabels = {
  sage: 'Sage',
  teal: 'Teal',
  amber: 'Amber',
  clay: 'Clay',
  rose: 'Rose',
  plum: 'Plum',
  blue: 'Blue',
  stone: 'Stone',
} as const satisfies Record<CollectionColour, string>

export const shopLabels = {
  none: 'Nothing',
  handle: 'A collection that is there',
  create: 'A collection of its own, to be made',
} as const satisfies Record<Collection['shop'], string>

/** What belongs to it at the shop, on one line. */
export function describeShop({ shop, shop_handle }: Pick<Collection, 'shop' | 'shop_handle'>) {
  if (shop === 'none') return undefined
  return shop === 'handle' ? (shop_handle ?? undefined) : 'To be made'
}
