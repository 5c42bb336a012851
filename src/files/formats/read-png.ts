import type { Header } from './header.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const FIRST_CHUNK = 8
const IHDR = 0x49484452
const IEND = 0x49454e44
const CHUNK_OVERHEAD_BYTES = 12
const MAX_CHUNKS = 100_000

/** A PNG's size from IHDR, and whether its chunks run through to IEND (PNG specification, 5.3). */
export function readPng(bytes: Uint8Array): Header | undefined {
  if (bytes.length < 33 || !SIGNATURE.every((byte, index) => bytes[index] === byte)) return
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(FIRST_CHUNK + 4) !== IHDR) return
  return {
    format: 'png',
    width: view.getUint32(16),
    height: view.getUint32(20),
    whole: reachesEnd(view),
  }
}

function reachesEnd(view: DataView): boolean {
  let at = FIRST_CHUNK
  for (let chunks = 0; chunks < MAX_CHUNKS; chunks += 1) {
    if (at + CHUNK_OVERHEAD_BYTES > view.byteLength) return false
    if (view.getUint32(at + 4) === IEND) return true
    at += CHUNK_OVERHEAD_BYTES + view.getUint32(at)
  }
  return false
}
