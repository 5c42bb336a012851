import type { Header } from './formats/header.ts'
import { readJpeg } from './formats/read-jpeg.ts'
import { readPng } from './formats/read-png.ts'
import { readWebp } from './formats/read-webp.ts'
import type { ImageFormat } from './keys.ts'

export type ImageInfo = {
  format: ImageFormat
  width: number
  height: number
  contentType: string
}

export type Inspection =
  | { result: 'picture'; info: ImageInfo }
  | { result: 'unknown' }
  | { result: 'cut_short' }
  | { result: 'too_many_pixels'; width: number; height: number }

// A small file can unpack to gigabytes: beyond these nobody decodes it, here or at a vendor.
const MAX_PIXELS = 100_000_000
const MAX_SIDE_PIXELS = 20_000

/**
 * What bytes are, by their content and never by a name: a PNG, JPEG or WebP of a size that can be
 * handled, or why not.
 */
export function inspectImage(bytes: Uint8Array): Inspection {
  const header = readHeader(bytes)
  if (!header) return { result: 'unknown' }
  const { width, height, whole } = header
  if (!canHandle(header)) return { result: 'too_many_pixels', width, height }
  if (!whole) return { result: 'cut_short' }
  return { result: 'picture', info: infoOf(header) }
}

/** What a picture's first bytes say of it; undefined while they do not, or for anything else. */
export function readHeader(bytes: Uint8Array): Header | undefined {
  const header = readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes)
  return header && header.width > 0 && header.height > 0 ? header : undefined
}

/** Whether a picture has no more pixels than anybody decodes. */
export function canHandle({ width, height }: Header): boolean {
  return width * height <= MAX_PIXELS && Math.max(width, height) <= MAX_SIDE_PIXELS
}

export function infoOf({ format, width, height }: Header): ImageInfo {
  return { format, width, height, contentType: `image/${format}` }
}
