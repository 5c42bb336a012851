import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { type Box, CANVAS, type Room } from './room.ts'
import { rooms } from './rooms/all.ts'

/** Empty rooms kept ready, the oldest dropped: ten megabytes each at 2000 px. */
const MAX_KEPT_ROOMS = 12

export type Raw = { data: Buffer; info: { width: number; height: number; channels: 1 | 2 | 3 | 4 } }
type Prepared = { empty: Raw; light: Raw; opening: Box }

const QUICK = { compressionLevel: 1 } as const
const GRAIN_SIGMA = 5

const CACHE = join(import.meta.dirname, '..', '..', '.cache', 'sandbox-rooms')
export const USUAL_WIDTH_PX = 2000
/** Only these are kept on disk, so that odd sizes cannot fill it. */
const COMMON_WIDTHS_PX = [1000, USUAL_WIDTH_PX]

const kept = new Map<string, Promise<Prepared>>()

const drawSvg = (svg: string, width: number, height: number): Sharp =>
  sharp(Buffer.from(svg)).resize(width, height, { fit: 'fill' })

/** The wall is drawn at a quarter of the size and enlarged; a fine grain keeps its tones smooth. */
const drawBackdrop = async (room: Room, width: number, height: number): Promise<Sharp> => {
  const small = drawSvg(room.backdrop, Math.ceil(width / 4), Math.ceil(height / 4))
  const wall = await small.removeAlpha().png(QUICK).toBuffer()
  const grain = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: GRAIN_SIGMA },
    },
  })
    .greyscale()
    .png(QUICK)
    .toBuffer()
  const enlarged = await sharp(wall).resize(width, height, { fit: 'fill' }).png(QUICK).toBuffer()
  return sharp(enlarged).composite([{ input: grain, blend: 'soft-light' }])
}

const drawEmpty = async (room: Room, width: number, height: number): Promise<Buffer> => {
  const wall = await drawBackdrop(room, width, height)
  const scene = await drawSvg(room.scene, width, height).png(QUICK).toBuffer()
  return wall
    .composite([{ input: scene }])
    .removeAlpha()
    .png(QUICK)
    .toBuffer()
}

/** Drawing takes seconds and reading does not: a room is kept under the hash of its drawing. */
const readOrDrawEmpty = async (room: Room, width: number, height: number): Promise<Buffer> => {
  const hash = createHash('sha256').update(room.backdrop).update(room.scene).digest('hex')
  const path = join(CACHE, `${room.uuid}-${width}-${hash.slice(0, 16)}.png`)
  const known = await readFile(path).catch(() => undefined)
  if (known) return known
  const drawn = await drawEmpty(room, width, height)
  if (!COMMON_WIDTHS_PX.includes(width)) return drawn
  await mkdir(CACHE, { recursive: true })
  const aside = `${path}.${crypto.randomUUID()}`
  await writeFile(aside, drawn)
  await rename(aside, path)
  return drawn
}

const prepare = async (room: Room, width: number): Promise<Prepared> => {
  const scale = width / CANVAS.width
  const px = (units: number) => Math.max(1, Math.round(units * scale))
  const { opening } = room
  const box = {
    x: Math.round(opening.x * scale),
    y: Math.round(opening.y * scale),
    width: px(opening.width),
    height: px(opening.height),
  }
  const empty = await sharp(await readOrDrawEmpty(room, width, px(CANVAS.height)))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const light = await drawSvg(room.light, box.width, box.height)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { empty, light, opening: box }
}

/** The empty room at a width, drawn once and kept. */
export const prepareRoom = (room: Room, width: number): Promise<Prepared> => {
  const name = `${room.uuid}@${width}`
  const ready = kept.get(name) ?? prepare(room, width)
  ready.catch(() => kept.delete(name))
  kept.delete(name)
  kept.set(name, ready)
  const oldest = kept.keys().next()
  if (kept.size > MAX_KEPT_ROOMS && !oldest.done) kept.delete(oldest.value)
  return ready
}

/** Makes the five rooms ready at the usual width, so that no first render is slow. */
export const warmRooms = async (): Promise<void> => {
  for (const room of rooms) await prepareRoom(room, USUAL_WIDTH_PX)
}
