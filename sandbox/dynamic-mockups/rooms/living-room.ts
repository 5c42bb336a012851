import { CANVAS, type Room } from '../room.ts'

const opening = { x: 720, y: 110, width: 558, height: 744 }

export const livingRoom: Room = {
  uuid: 'dm_living_001',
  name: 'Living Room',
  collection: 'Living spaces',
  smartObject: {
    uuid: 'so_living_frame_display',
    name: 'frame_display',
    size: { width: 900, height: 1200 },
  },
  opening,
  scene: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CANVAS.width} ${CANVAS.height}"><rect width="2000" height="1500" fill="#dfe1d8"/><rect x="${opening.x}" y="${opening.y}" width="${opening.width}" height="${opening.height}" fill="#fff"/></svg>`,
  light: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${opening.width} ${opening.height}"/>`,
}
