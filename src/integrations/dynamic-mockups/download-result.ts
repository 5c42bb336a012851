import { OutboundError } from '../http.ts'
import type { Connection } from './connection.ts'

const DOWNLOAD_TIMEOUT_MS = 30_000
const MAX_RESULT_BYTES = 40 * 1024 * 1024

/** `gone`: the link has died (24 hours); `bad`: it will never do; `failed`: worth another try. */
export type Download =
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'gone'; message: string }
  | { kind: 'bad'; message: string }
  | { kind: 'failed'; message: string }

/** Fetches a render's result. No key goes to that host, no redirect is followed. */
export async function downloadResult(connection: Connection, url: string): Promise<Download> {
  try {
    const answer = await connection.outbound(url, {
      method: 'GET',
      timeoutMs: DOWNLOAD_TIMEOUT_MS,
      maxBytes: MAX_RESULT_BYTES,
    })
    if (answer.status === 200) return { kind: 'bytes', bytes: answer.bytes }
    const message = `The result link answered HTTP ${answer.status}`
    if ([403, 404, 410].includes(answer.status)) return { kind: 'gone', message }
    return { kind: answer.status >= 500 || answer.status === 429 ? 'failed' : 'bad', message }
  } catch (cause) {
    if (!(cause instanceof OutboundError)) throw cause
    const final = ['too_large', 'refused_host', 'bad_url'].includes(cause.kind)
    return { kind: final ? 'bad' : 'failed', message: `The result link: ${cause.message}` }
  }
}
