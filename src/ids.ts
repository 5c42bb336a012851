import { UUID, uuidv7obj } from 'uuidv7'

/** A new time-ordered id (UUIDv7). */
export function newId(): string {
  return uuidv7obj().toString()
}

/**
 * An id that is always the same for the same parent and parts: it keeps the parent's time bits
 * (so that it sorts beside it) and takes the rest from a SHA-256 of the parts. Asking twice makes
 * one thing.
 */
export async function derivedId(parentId: string, ...parts: string[]): Promise<string> {
  const parent = UUID.parse(parentId)
  const digest = await digestOf([parentId, ...parts])
  const bytes = new Uint8Array(16)
  bytes.set(parent.bytes.slice(0, 6), 0)
  bytes.set(digest.slice(0, 10), 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return UUID.ofInner(bytes).toString()
}

/** The id (UUIDv8) of what is named by these parts alone: whoever has them names the same thing. */
export async function namedId(...parts: string[]): Promise<string> {
  const bytes = (await digestOf(parts)).slice(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return UUID.ofInner(bytes).toString()
}

async function digestOf(parts: string[]): Promise<Uint8Array<ArrayBuffer>> {
  const text = new TextEncoder().encode(parts.join('\n'))
  return new Uint8Array(await crypto.subtle.digest('SHA-256', text))
}
