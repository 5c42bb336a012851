import type { Header } from './header.ts'

const MINIMUM_BYTES = 30
const CHUNK_DATA = 20

/** A WebP's size from its first chunk, which is of one of three kinds (RFC 9649, 2.4–2.7). */
export function readWebp(bytes: Uint8Array): Header | undefined {
  if (bytes.length < MINIMUM_BYTES || tag(bytes, 0) !== 'RIFF' || tag(bytes, 8) !== 'WEBP') return
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = sizeOf(tag(bytes, 12), view)
  if (!size) return
  const whole = view.getUint32(4, true) + 8 <= bytes.length
  return { format: 'webp', ...size, whole }
}

function sizeOf(kind: string, view: DataView): { width: number; height: number } | undefined {
  switch (kind) {
    case 'VP8 ':
      return lossy(view)
    case 'VP8L':
      return lossless(view)
    case 'VP8X':
      return { width: 1 + uint24(view, CHUNK_DATA + 4), height: 1 + uint24(view, CHUNK_DATA + 7) }
  }
  return
}

// A key frame: three bytes of tag, the start code 9d 01 2a, then 14 bits each (RFC 6386, 9.1).
function lossy(view: DataView): { width: number; height: number } | undefined {
  if (view.getUint16(CHUNK_DATA + 3) !== 0x9d01 || view.getUint8(CHUNK_DATA + 5) !== 0x2a) return
  return {
    width: view.getUint16(CHUNK_DATA + 6, true) & 0x3fff,
    height: view.getUint16(CHUNK_DATA + 8, true) & 0x3fff,
  }
}

function lossless(view: DataView): { width: number; height: number } | undefined {
  if (view.getUint8(CHUNK_DATA) !== 0x2f) return
  const bits = view.getUint32(CHUNK_DATA + 1, true)
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
}

function tag(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}
