/** Small real pictures, and what is none: what the hub is given to look at in tests. */
export const PNG_6X8 = bytesOf(
  'iVBORw0KGgoAAAANSUhEUgAAAAYAAAAICAIAAABVpBlvAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEUlEQVQImWOomNaEhhgGgxAARAJLARfjs94AAAAASUVORK5CYII=',
)
export const JPEG_5X7 = bytesOf(
  '/9j/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAHAAUDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAQP/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCwAm//2Q==',
)
export const PROGRESSIVE_JPEG_12X9 = bytesOf(
  '/9j/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wgARCAAJAAwDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAH/xAAVAQEBAAAAAAAAAAAAAAAAAAABAv/aAAwDAQACEAMQAAABoJ//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAEFAh//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAEDAQE/AX//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAECAQE/AX//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAY/Ah//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAE/IR//2gAMAwEAAgADAAAAEPv/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAEDAQE/EH//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAECAQE/EH//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAE/EB//2Q==',
)
export const LOSSY_WEBP_10X14 = bytesOf(
  'UklGRigAAABXRUJQVlA4IBwAAABQAQCdASoKAA4ABUB8JQBOgEDwAP3BRNIcaAAA',
)
export const LOSSLESS_WEBP_9X4 = bytesOf('UklGRh4AAABXRUJQVlA4TBEAAAAvCMAAAAdQy+JVsP+BiOh/AAA=')
export const EXTENDED_WEBP_11X13 = bytesOf(
  'UklGRkwAAABXRUJQVlA4WAoAAAAQAAAACgAADAAAQUxQSAoAAAABB1DAiAhERP8DVlA4IBwAAABQAQCdASoLAA0ABUB8JQBOgEDwAP3BRNIcaAAA',
)
export const GIF_3X3 = bytesOf('R0lGODlhAwADAIAAAExpcXiWgiH5BAUAAAAALAAAAAADAAMAAAIDjH8FADs=')
export const SVG = textOf('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
export const TEXT = textOf('You are allowed to rest. This is a text, not a picture.')

/** A real PNG with a page after its end: both at once, for whoever does not look closely. */
export const PNG_AND_PAGE = joined(
  PNG_6X8,
  textOf('<html><script>alert(document.domain)</script></html>'),
)

/** The same small PNG, claiming to be as large as is said. */
export function pngClaiming(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = PNG_6X8.slice()
  const view = new DataView(bytes.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return bytes
}

/** A PNG of exactly so many bytes; what fills it comes after its end. */
export function pngOfBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  bytes.set(PNG_6X8)
  return bytes
}

function textOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text))
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
