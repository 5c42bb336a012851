import { OutboundError } from '../http.ts'
import type { Connection } from './connection.ts'

const DOWNLOAD_TIMEOUT_MS = 30_000
/** The largest result that is taken, in bytes. */
const MAX_RESULT_BYTES = 40 * 1024 * 1024

/**
 * `open`: the result is on its way; `gone`: the link has died (24 hours); `bad`: it will never do;
 * `failed`: worth another try.
 */
export type Download =
  | { kind: 'open'; body: ReadableStream<Uint8Array>; length: number | undefined; maxBytes: number }
  | { kind: 'gone'; message: string }
  | { kind: 'bad'; message: string }
  | { kind: 'failed'; message: string }

/** Begins to fetch a render's result. No key goes to that host, no redirect is followed. */
export async function downloadResult(connection: Connection, url: string): Promise<Download> {
  try {
    const { status, body, length } = await connection.openOutbound(url, {
      method: 'GET',
      timeoutMs: DOWNLOAD_TIMEOUT_MS,
      maxBytes: MAX_RESULT_BYTES,
    })
    if (status === 200) return { kind: 'open', body, length, maxBytes: MAX_RESULT_BYTES }
    await body.cancel()
    const message = `The result link answered HTTP ${status}`
    if ([403, 404, 410].includes(status)) return { kind: 'gone', message }
    return { kind: status >= 500 || status === 429 ? 'failed' : 'bad', message }
  } catch (cause) {
    if (!(cause instanceof OutboundError)) throw cause
    const final = ['too_large', 'refused_host', 'bad_url'].includes(cause.kind)
    return { kind: final ? 'bad' : 'failed', message: `The result link: ${cause.message}` }
  }
}
