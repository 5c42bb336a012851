const HEADER_BYTES = 128
const TAG_BYTES = 12
const MAX_TAGS = 200
const MAX_NAME_CHARACTERS = 60

/**
 * What an ICC profile calls its colours: `srgb`, `cmyk` for any of that kind, else its description,
 * at most 60 characters; `other` where it says nothing. Its first bytes do (ICC.1:2022, 7 and 9.2).
 */
export function readIcc(bytes: Uint8Array): string {
  if (text(bytes, 16, 4) === 'CMYK') return 'cmyk'
  const name = describe(bytes)
    .replaceAll(/[^\p{L}\p{N}\p{P}\p{Zs}\p{S}]/gu, '')
    .trim()
  return nameProfile(name)
}

/** The same of a name alone. */
export function nameProfile(name: string): string {
  if (/\bs ?RGB\b/i.test(name)) return 'srgb'
  return name.slice(0, MAX_NAME_CHARACTERS).trim() || 'other'
}

/** The description, of a former version or of this one. */
function describe(bytes: Uint8Array): string {
  if (bytes.length < HEADER_BYTES + 4) return ''
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tags = Math.min(view.getUint32(HEADER_BYTES), MAX_TAGS)
  for (let tag = 0; tag < tags; tag += 1) {
    const at = HEADER_BYTES + 4 + tag * TAG_BYTES
    if (at + TAG_BYTES > bytes.length) return ''
    if (text(bytes, at, 4) === 'desc') return readText(view, bytes, view.getUint32(at + 4))
  }
  return ''
}

function readText(view: DataView, bytes: Uint8Array, at: number): string {
  if (at + 28 > bytes.length) return ''
  switch (text(bytes, at, 4)) {
    case 'desc':
      return text(bytes, at + 12, Math.min(view.getUint32(at + 8), 200)).replace(/\0.*$/s, '')
    case 'mluc': {
      // The first of its languages, in UTF-16.
      const start = at + view.getUint32(at + 24)
      const end = Math.min(start + Math.min(view.getUint32(at + 20), 400), bytes.length)
      return new TextDecoder('utf-16be').decode(bytes.subarray(start, end))
    }
  }
  return ''
}

function text(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}
