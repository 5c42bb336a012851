import { CANVAS, type Room } from '../room.ts'

const opening = { x: 730, y: 130, width: 540, height: 720 }

export const therapyOffice: Room = {
  uuid: 'dm_therapy_001',
  name: 'Therapy Office',
  collection: 'Offices',
  smartObject: { uuid: 'so_therapy_wall_art', name: 'wall_art', size: { width: 600, height: 800 } },
  opening,
  scene: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CANVAS.width} ${CANVAS.height}"><rect width="2000" height="1500" fill="#d6a98c"/><rect x="${opening.x}" y="${opening.y}" width="${opening.width}" height="${opening.height}" fill="#fff"/></svg>`,
  light: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${opening.width} ${opening.height}"/>`,
}
