import { UUID, uuidv7obj } from 'uuidv7'
import * as z from 'zod'
import { sha256 } from './sha256.ts'

/** An id as callers send it: in any case. The stored form is lower case. */
export const uuid = z.uuid().toLowerCase()

/** A new time-ordered id (UUIDv7). */
export function newId(): string {
  return uuidv7obj().toString()
}

/**
 * An id that is always the same for the same parent and parts: it keeps the parent's time bits
 * (so that it sorts next to it) and takes the rest from a SHA-256 of the parts. Asking twice makes
 * one thing.
 */
export async function derivedId(parentId: string, ...parts: string[]): Promise<string> {
  const parent = UUID.parse(parentId)
  const digest = await sha256([parentId, ...parts].join('\n'))
  const bytes = new Uint8Array(16)
  bytes.set(parent.bytes.slice(0, 6), 0)
  bytes.set(digest.slice(0, 10), 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return UUID.ofInner(bytes).toString()
}

/** The id (UUIDv8) of what is named by these parts alone: whoever has them names the same thing. */
export async function namedId(...parts: string[]): Promise<string> {
  const bytes = (await sha256(parts.join('\n'))).slice(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return UUID.ofInner(bytes).toString()
}
