import { nameProfile, readIcc } from './formats/read-icc.ts'
import type { ImageFormat } from './keys.ts'

/**
 * What a picture's bytes say of its colours, with no pixel decoded: `srgb`, `cmyk`, `none` where it
 * carries no profile, else the name of its profile; and whether it has transparency.
 */
export type Colours = { profile: string; has_alpha: boolean }

const MAX_PARTS = 10_000
/** Of a profile that is packed: its description stands near its start. */
const MAX_PROFILE_BYTES = 64 * 1024
const PNG_FIRST_CHUNK = 8
const PNG_CHUNK_OVERHEAD_BYTES = 12
const PNG_COLOUR_TYPE = 25
/** Grey, and colours, each with transparency. */
const PNG_WITH_ALPHA: (number | undefined)[] = [4, 6]
const RIFF_FIRST_CHUNK = 12
const WEBP_ALPHA_FLAG = 0x10
const JPEG_MARKER = 0xff
const ICC_SEGMENT = 'ICC_PROFILE\0'
const CMYK_COMPONENTS = 4

/** Reads them from a picture whose header was read; of what is cut off, what is there. */
export function readColours(
  bytes: Uint8Array<ArrayBuffer>,
  format: ImageFormat,
): Promise<Colours> | Colours {
  switch (format) {
    case 'png':
      return ofPng(bytes)
    case 'jpeg':
      return ofJpeg(bytes)
    case 'webp':
      return ofWebp(bytes)
  }
}

/** Chunks before the pixels (PNG specification, 5.6 and 11.3). */
async function ofPng(bytes: Uint8Array<ArrayBuffer>): Promise<Colours> {
  const view = viewOf(bytes)
  let has_alpha = PNG_WITH_ALPHA.includes(bytes[PNG_COLOUR_TYPE])
  let profile = 'none'
  let at = PNG_FIRST_CHUNK
  for (let chunk = 0; chunk < MAX_PARTS && at + PNG_CHUNK_OVERHEAD_BYTES <= bytes.length; chunk++) {
    const length = view.getUint32(at)
    const kind = textAt(bytes, at + 4, 4)
    if (kind === 'IDAT') break
    if (kind === 'tRNS') has_alpha = true
    if (kind === 'sRGB') profile = 'srgb'
    if (kind === 'iCCP') profile = await readPacked(bytes.subarray(at + 8, at + 8 + length))
    at += PNG_CHUNK_OVERHEAD_BYTES + length
  }
  return { profile, has_alpha }
}

/** A name, which many programs fill in with anything, and the packed profile. */
async function readPacked(chunk: Uint8Array<ArrayBuffer>): Promise<string> {
  const end = chunk.indexOf(0)
  if (end < 0) return 'other'
  const unpacked = await unpack(chunk.subarray(end + 2))
  return unpacked ? readIcc(unpacked) : nameProfile(textAt(chunk, 0, end))
}

/** The first bytes of what is packed; undefined where it cannot be unpacked. */
async function unpack(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = new Blob([packed])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
    .getReader()
  try {
    while (length < MAX_PROFILE_BYTES) {
      const { done, value } = await reader.read()
      if (done) break
      parts.push(value)
      length += value.length
    }
    await reader.cancel()
  } catch {
    // Cut off or broken: what came before that is good.
  }
  if (length === 0) return undefined
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Segments before the pixels; four components are CMYK, packed as such or by Adobe (T.81, B.1). */
function ofJpeg(bytes: Uint8Array): Colours {
  const view = viewOf(bytes)
  let profile = 'none'
  let at = 2
  for (let segment = 0; segment < MAX_PARTS && at + 9 < bytes.length; segment += 1) {
    const kind = bytes[at + 1] ?? 0
    if (kind === JPEG_MARKER) {
      at += 1
      continue
    }
    const isFrame = kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind)
    if (isFrame) return ofFrame(bytes[at + 9], profile)
    // The first of its parts has the description.
    if (kind === 0xe2 && textAt(bytes, at + 4, ICC_SEGMENT.length) === ICC_SEGMENT) {
      const isFirst = bytes[at + 4 + ICC_SEGMENT.length] === 1
      const start = at + 6 + ICC_SEGMENT.length
      if (isFirst) profile = readIcc(bytes.subarray(start, at + 2 + view.getUint16(at + 2)))
    }
    at += 2 + view.getUint16(at + 2)
  }
  return { profile, has_alpha: false }
}

function ofFrame(components: number | undefined, profile: string): Colours {
  return { profile: components === CMYK_COMPONENTS ? 'cmyk' : profile, has_alpha: false }
}

/** Chunks of the container, of which the simple kinds have one (RFC 9649, 2.5–2.7). */
function ofWebp(bytes: Uint8Array): Colours {
  const view = viewOf(bytes)
  let [profile, has_alpha] = ['none', false]
  let at = RIFF_FIRST_CHUNK
  for (let chunk = 0; chunk < MAX_PARTS && at + 8 < bytes.length; chunk += 1) {
    const length = view.getUint32(at + 4, true)
    const data = bytes.subarray(at + 8, at + 8 + length)
    switch (textAt(bytes, at, 4)) {
      case 'VP8X':
        has_alpha ||= ((data[0] ?? 0) & WEBP_ALPHA_FLAG) !== 0
        break
      case 'VP8L':
        // After the signature and two times 14 bits of size.
        has_alpha ||= ((data[4] ?? 0) & 0x10) !== 0
        break
      case 'ALPH':
        has_alpha = true
        break
      case 'ICCP':
        profile = readIcc(data)
    }
    at += 8 + length + (length % 2)
  }
  return { profile, has_alpha }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}
