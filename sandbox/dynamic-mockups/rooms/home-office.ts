import { CANVAS, type Room } from '../room.ts'

const opening = { x: 760, y: 120, width: 510, height: 680 }

export const homeOffice: Room = {
  uuid: 'dm_office_001',
  name: 'Home Office',
  collection: 'Offices',
  smartObject: {
    uuid: 'so_office_desk_frame',
    name: 'desk_frame',
    size: { width: 600, height: 800 },
  },
  opening,
  scene: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CANVAS.width} ${CANVAS.height}"><rect width="2000" height="1500" fill="#d5dde2"/><rect x="${opening.x}" y="${opening.y}" width="${opening.width}" height="${opening.height}" fill="#fff"/></svg>`,
  light: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${opening.width} ${opening.height}"/>`,
}
