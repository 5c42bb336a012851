import type { Room } from './rooms.ts'

const slug = (name: string) => name.toLowerCase().replaceAll(' ', '-')

export const collectionOf = (room: Room) => ({
  uuid: `collection-${slug(room.collection)}`,
  name: room.collection,
})

export const catalog = { uuid: 'catalog-haven-rooms', name: 'Haven rooms', type: 'custom' }

/** One entry of `GET /mockups`. */
export const describeMockup = (room: Room, origin: string) => {
  const picture = (width: number) =>
    `${origin}/dynamic-mockups/thumbnails/${room.uuid}_${width}.jpg`
  const { uuid, name, size } = room.smartObject
  return {
    uuid: room.uuid,
    name: room.name,
    thumbnail: picture(720),
    type: 'psd',
    smart_objects: [{ uuid, name, size, position: { top: 0, left: 0 }, print_area_presets: [] }],
    text_layers: [],
    collections: [collectionOf(room)],
    thumbnails: [720, 480, 240].map((width) => ({ width, url: picture(width) })),
  }
}
