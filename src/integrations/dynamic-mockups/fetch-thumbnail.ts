import { OutboundError } from '../http.ts'
import type { Connection } from './connection.ts'

const THUMBNAIL_TIMEOUT_MS = 10_000
/** A larger one is no thumbnail. */
const MAX_THUMBNAIL_BYTES = 5 * 1024 * 1024

/** The bytes of a template's picture; undefined where the link is dead, refused or too large. */
export async function fetchThumbnail(
  { outbound }: Connection,
  url: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const { status, bytes } = await outbound(url, {
      method: 'GET',
      timeoutMs: THUMBNAIL_TIMEOUT_MS,
      maxBytes: MAX_THUMBNAIL_BYTES,
    })
    return status === 200 ? new Uint8Array(bytes) : undefined
  } catch (cause) {
    if (cause instanceof OutboundError) return undefined
    throw cause
  }
}
