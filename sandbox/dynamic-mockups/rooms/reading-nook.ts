import { CANVAS, type Room } from '../room.ts'

const opening = { x: 880, y: 160, width: 480, height: 672 }

export const readingNook: Room = {
  uuid: 'dm_reading_001',
  name: 'Reading Nook',
  collection: 'Living spaces',
  smartObject: {
    uuid: 'so_reading_small_frame',
    name: 'small_frame',
    size: { width: 500, height: 700 },
  },
  opening,
  scene: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CANVAS.width} ${CANVAS.height}"><rect width="2000" height="1500" fill="#8a7a5f"/><rect x="${opening.x}" y="${opening.y}" width="${opening.width}" height="${opening.height}" fill="#fff"/></svg>`,
  light: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${opening.width} ${opening.height}"/>`,
}
