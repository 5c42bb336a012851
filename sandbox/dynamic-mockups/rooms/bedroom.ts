import { CANVAS, type Room } from '../room.ts'

const opening = { x: 712, y: 140, width: 576, height: 720 }

export const bedroom: Room = {
  uuid: 'dm_bedroom_001',
  name: 'Bedroom',
  collection: 'Bedrooms',
  smartObject: {
    uuid: 'so_bedroom_artwork_frame',
    name: 'artwork_frame',
    size: { width: 800, height: 1000 },
  },
  opening,
  scene: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CANVAS.width} ${CANVAS.height}"><rect width="2000" height="1500" fill="#e4dccf"/><rect x="${opening.x}" y="${opening.y}" width="${opening.width}" height="${opening.height}" fill="#fff"/></svg>`,
  light: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${opening.width} ${opening.height}"/>`,
}
