import type { Template } from './templates.ts'

export const collectionOf = (name: string) => ({
  uuid: `collection-${name.toLowerCase().replaceAll(' ', '-')}`,
  name,
})

/** One entry of `GET /mockups`. */
export const describeMockup = (template: Template, origin: string) => {
  const { uuid, name, smartObjects, collections, thumbnail } = template
  const picture = (width: number) => {
    const stem = thumbnail === 'dead' ? `${uuid}-deleted` : uuid
    return `${origin}/dynamic-mockups/thumbnails/${stem}_${width}.jpg`
  }
  const isShown = thumbnail !== 'none'
  return {
    uuid,
    name,
    thumbnail: isShown ? picture(720) : null,
    type: 'psd',
    smart_objects: smartObjects.map((object) => ({
      uuid: object.uuid,
      name: object.name,
      size: object.size,
      position: object.size && { top: 0, left: 0 },
      print_area_presets: [],
    })),
    text_layers: [],
    collections: collections.map(collectionOf),
    thumbnails: isShown ? [720, 480, 240].map((width) => ({ width, url: picture(width) })) : [],
  }
}

/** Entries such as old imports leave in an account: not to be read, or with fields of their own. */
export const BROKEN_ENTRIES = [
  null,
  { uuid: null, name: 'Untitled import', smart_objects: null },
  { uuid: 'import-7', name: 'Import 7', smart_objects: 'none' },
] as const

/** The same entry as some accounts have it: nulls for what is empty, and undocumented fields. */
export const describeOddly = (entry: ReturnType<typeof describeMockup>) => ({
  ...entry,
  text_layers: null,
  collections: entry.collections.length > 0 ? entry.collections : null,
  thumbnails: entry.thumbnails.length > 0 ? entry.thumbnails : null,
  variation_count: 0,
  owner: { id: 7, teams: [] },
})
