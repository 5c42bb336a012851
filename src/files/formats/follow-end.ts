import type { Header } from './header.ts'

const PNG_FIRST_CHUNK = 8
const PNG_CHUNK_HEADER_BYTES = 8
const PNG_CHUNK_OVERHEAD_BYTES = 12
const PNG_IEND = 0x49454e44
const WEBP_HEADER_BYTES = 8
const JPEG_MARKER = 0xff
const JPEG_END_OF_IMAGE = 0xd9

/** Sees a picture's bytes pass, all of them in their order, and tells whether its end was there. */
export type EndFollower = { pass(bytes: Uint8Array): void; isWhole(): boolean }

/** `head`, the first bytes, has the whole header; it is passed like the rest. */
export function followEnd(head: Uint8Array, header: Header): EndFollower {
  switch (header.format) {
    case 'png':
      return followPng()
    case 'jpeg':
      return followJpeg(header)
    case 'webp':
      return followWebp(head)
  }
}

/** From chunk to chunk, up to IEND. */
function followPng(): EndFollower {
  const begun = new DataView(new ArrayBuffer(PNG_CHUNK_HEADER_BYTES))
  let known = 0
  let next = PNG_FIRST_CHUNK
  let passed = 0
  let endsAt: number | undefined
  return {
    pass(bytes) {
      let at = next + known - passed
      while (endsAt === undefined && at < bytes.length) {
        begun.setUint8(known, bytes[at] ?? 0)
        known += 1
        if (known === PNG_CHUNK_HEADER_BYTES) {
          if (begun.getUint32(4) === PNG_IEND) endsAt = next + PNG_CHUNK_OVERHEAD_BYTES
          next += PNG_CHUNK_OVERHEAD_BYTES + begun.getUint32(0)
          known = 0
        }
        at = next + known - passed
      }
      passed += bytes.length
    },
    isWhole: () => endsAt !== undefined && passed >= endsAt,
  }
}

/** Cameras append bytes of their own after the end: it may be anywhere after the frame's header. */
function followJpeg(header: Header): EndFollower {
  let isHead = true
  let seen = header.whole
  let last = 0
  return {
    pass(bytes) {
      if (!isHead && !seen) seen = hasEnd(bytes, last)
      isHead = false
      last = bytes.at(-1) ?? last
    },
    isWhole: () => seen,
  }
}

function hasEnd(bytes: Uint8Array, before: number): boolean {
  for (let at = bytes.lastIndexOf(JPEG_END_OF_IMAGE); at >= 0; ) {
    if ((at === 0 ? before : bytes[at - 1]) === JPEG_MARKER) return true
    at = at === 0 ? -1 : bytes.lastIndexOf(JPEG_END_OF_IMAGE, at - 1)
  }
  return false
}

/** It says itself how long it is. */
function followWebp(head: Uint8Array): EndFollower {
  const size = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(4, true)
  let passed = 0
  return {
    pass(bytes) {
      passed += bytes.length
    },
    isWhole: () => passed >= size + WEBP_HEADER_BYTES,
  }
}
