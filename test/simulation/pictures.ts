const PNG_6X8 = bytesOf(
  'iVBORw0KGgoAAAANSUhEUgAAAAYAAAAICAIAAABVpBlvAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEUlEQVQImWOomNaEhhgGgxAARAJLARfjs94AAAAASUVORK5CYII=',
)
const MARK = '\nshows '

/** A real PNG that says behind its end what it shows. */
export function pictureOf(what: string): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(`${MARK}${what}`)
  const whole = new Uint8Array(PNG_6X8.length + text.length)
  whole.set(PNG_6X8)
  whole.set(text, PNG_6X8.length)
  return whole
}

/** What a picture of this world shows; undefined for any other bytes. */
export function shownBy(bytes: Uint8Array | undefined): string | undefined {
  if (!bytes || bytes.length <= PNG_6X8.length) return undefined
  const text = new TextDecoder().decode(bytes.subarray(PNG_6X8.length))
  return text.startsWith(MARK) ? text.slice(MARK.length) : undefined
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
