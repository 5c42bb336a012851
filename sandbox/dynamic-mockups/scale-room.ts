import sharp from 'sharp'
import { type Box, ROOM_SIZE, type Room } from './rooms.ts'

/** Scaled rooms kept in memory, the oldest dropped: ten megabytes each at 2000 px. */
const MAX_KEPT_ROOMS = 12

export type Raw = { data: Buffer; info: { width: number; height: number; channels: 1 | 2 | 3 | 4 } }
type ScaledRoom = { empty: Raw; light: Raw; opening: Box }

const kept = new Map<string, Promise<ScaledRoom>>()

const scale = async (room: Room, width: number): Promise<ScaledRoom> => {
  const ratio = width / ROOM_SIZE.width
  const px = (units: number) => Math.max(1, Math.round(units * ratio))
  const opening = {
    x: Math.round(room.opening.x * ratio),
    y: Math.round(room.opening.y * ratio),
    width: px(room.opening.width),
    height: px(room.opening.height),
  }
  const [empty, light] = await Promise.all([
    sharp(room.picture)
      .resize(width, px(ROOM_SIZE.height), { fit: 'fill' })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true }),
    sharp(room.light)
      .resize(opening.width, opening.height, { fit: 'fill' })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true }),
  ])
  return { empty, light, opening }
}

/** The empty room and the light over its print at a width in pixels, kept for the next render. */
export const scaleRoom = (room: Room, width: number): Promise<ScaledRoom> => {
  const name = `${room.uuid}@${width}`
  const ready = kept.get(name) ?? scale(room, width)
  ready.catch(() => kept.delete(name))
  kept.delete(name)
  kept.set(name, ready)
  const oldest = kept.keys().next()
  if (kept.size > MAX_KEPT_ROOMS && !oldest.done) kept.delete(oldest.value)
  return ready
}
