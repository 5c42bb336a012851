import type { Collection } from '../../domain/collections/system-collections.ts'

/** What a page needs of each collection that the user has, to name it and to offer it. */
export type Collections = readonly Pick<Collection, 'key' | 'name' | 'colour'>[]

/** A collection's name; one that has been deleted since is called by its key. */
export function collectionName(collections: Collections, key: string): string {
  return collections.find((one) => one.key === key)?.name ?? key
}

/** Collections as options. What is chosen is among them, whether it is there or not. */
export function collectionOptions(
  collections: Collections,
  chosen?: string | null,
): { value: string; label: string }[] {
  const options = collections.map(({ key, name }) => ({ value: key, label: name }))
  const isKnown = !chosen || collections.some(({ key }) => key === chosen)
  return isKnown ? options : [...options, { value: chosen, label: `${chosen} (unknown)` }]
}
