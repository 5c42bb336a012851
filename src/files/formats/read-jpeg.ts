import type { Header } from './header.ts'

const MARKER = 0xff
const START_OF_IMAGE = 0xd8
const END_OF_IMAGE = 0xd9
const START_OF_SCAN = 0xda
const MAX_SEGMENTS = 10_000

/** A JPEG's size from its frame header, wherever that is among the segments (T.81, B.1.1). */
export function readJpeg(bytes: Uint8Array): Header | undefined {
  if (bytes[0] !== MARKER || bytes[1] !== START_OF_IMAGE || bytes[2] !== MARKER) return
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 2
  for (let segments = 0; segments < MAX_SEGMENTS && at + 9 < bytes.length; segments += 1) {
    if (bytes[at] !== MARKER) return
    const kind = bytes[at + 1] ?? 0
    if (kind === MARKER) {
      at += 1 // Any number of fill bytes may precede a marker.
      continue
    }
    if (kind === START_OF_SCAN || kind === END_OF_IMAGE) return
    if (isFrame(kind)) {
      const height = view.getUint16(at + 5)
      const width = view.getUint16(at + 7)
      return { format: 'jpeg', width, height, whole: hasEnd(bytes, at) }
    }
    at += 2 + view.getUint16(at + 2)
  }
  return
}

// SOF0–SOF15 but for DHT (C4), JPG (C8) and DAC (CC), which share the range.
function isFrame(kind: number): boolean {
  return kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc
}

// Cameras append bytes of their own after the end, so it is looked for from behind.
function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at > from; at -= 1) {
    if (bytes[at] === MARKER && bytes[at + 1] === END_OF_IMAGE) return true
  }
  return false
}
