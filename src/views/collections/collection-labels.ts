import type { CollectionColour } from '../../db/schema/collections.ts'
import type { Collection } from '../../domain/collections/system-collections.ts'
import { collectionFormWords, collectionWords } from './words.ts'

export const colourLabels: Record<CollectionColour, string> = collectionFormWords.colours

export const shopLabels: Record<Collection['shop'], string> = collectionWords.shop

/** What belongs to it in Shopify, on one line. */
export function describeShop({ shop, shop_handle }: Pick<Collection, 'shop' | 'shop_handle'>) {
  if (shop === 'none') return undefined
  return shop === 'handle' ? (shop_handle ?? undefined) : collectionWords.toBeCreated
}
