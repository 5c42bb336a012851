import sharp, { type OverlayOptions, type Sharp } from 'sharp'
import type { Asset, ExportOptions } from './check-render.ts'
import { VendorProblem } from './problem.ts'
import type { Box, Room } from './rooms.ts'
import { type Raw, scaleRoom } from './scale-room.ts'

/** Two cores: pictures are made two at a time, each on one thread. */
sharp.concurrency(1)
sharp.cache({ memory: 64 })

const fromRaw = ({ data, info }: Raw): Sharp =>
  sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })

const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 }
const FITS = { contain: 'inside', cover: 'cover', stretch: 'fill' } as const

/** The artwork on a clear sheet of the opening's size, laid as the asset asks. */
const layArtwork = async (asset: Asset, bytes: Uint8Array, room: Room, opening: Box) => {
  const { width, height } = opening
  const scale = width / room.smartObject.size.width
  const size = asset.size ?? room.smartObject.size
  const fit = asset.size ? 'fill' : FITS[asset.fit ?? 'contain']
  const sized = await sharp(bytes)
    .autoOrient()
    .resize(
      Math.max(1, Math.round(size.width * scale)),
      Math.max(1, Math.round(size.height * scale)),
      { fit },
    )
    .ensureAlpha()
    .toBuffer({ resolveWithObject: true })
  const isPlaced = asset.size !== undefined || asset.position !== undefined
  const left = isPlaced ? (asset.position?.left ?? 0) * scale : (width - sized.info.width) / 2
  const top = isPlaced ? (asset.position?.top ?? 0) * scale : (height - sized.info.height) / 2
  const turned = await sharp(sized.data)
    .rotate(asset.rotate ?? 0, { background: CLEAR })
    .toBuffer({ resolveWithObject: true })
  return clip(turned.data, turned.info, {
    x: Math.round(left - (turned.info.width - sized.info.width) / 2),
    y: Math.round(top - (turned.info.height - sized.info.height) / 2),
    width,
    height,
  })
}

/** Cuts what lies outside the opening: sharp places no picture larger than its base. */
const clip = async (
  picture: Buffer,
  info: { width: number; height: number },
  { x, y, width, height }: Box,
): Promise<OverlayOptions | undefined> => {
  const left = Math.max(0, -x)
  const top = Math.max(0, -y)
  const seenWidth = Math.min(info.width, width - x) - left
  const seenHeight = Math.min(info.height, height - y) - top
  if (seenWidth <= 0 || seenHeight <= 0) return undefined
  const input = await sharp(picture)
    .extract({ left, top, width: seenWidth, height: seenHeight })
    .toBuffer()
  return { input, left: Math.max(0, x), top: Math.max(0, y) }
}

const encode = (picture: Sharp, format: ExportOptions['image_format']): Sharp => {
  if (format === 'png') return picture.png({ compressionLevel: 3, adaptiveFiltering: true })
  if (format === 'webp') return picture.webp({ quality: 88, effort: 2 })
  return picture.jpeg({ quality: 90 })
}

/** Hangs the artwork in the room and gives the picture's bytes. */
export const compositeRoom = async (
  room: Room,
  asset: Asset | undefined,
  artwork: Uint8Array | undefined,
  options: ExportOptions,
): Promise<Buffer> => {
  const { empty, light, opening } = await scaleRoom(room, options.image_size)
  const print =
    asset && artwork
      ? await layArtwork(asset, artwork, room, opening).catch(() => {
          throw new VendorProblem(422, 'The artwork could not be read as an image.')
        })
      : undefined
  const layers: OverlayOptions[] = []
  if (print) {
    const at = { left: opening.x + (print.left ?? 0), top: opening.y + (print.top ?? 0) }
    layers.push({ input: print.input ?? Buffer.alloc(0), ...at })
  }
  const { width, height, channels } = light.info
  layers.push({
    input: light.data,
    raw: { width, height, channels },
    left: opening.x,
    top: opening.y,
  })
  return encode(fromRaw(empty).composite(layers).removeAlpha(), options.image_format).toBuffer()
}

/** A small picture of the empty room, for lists of templates. */
export const drawThumbnail = async (room: Room, width: number): Promise<Buffer> => {
  return sharp(room.picture).resize(width).jpeg({ quality: 82 }).toBuffer()
}
