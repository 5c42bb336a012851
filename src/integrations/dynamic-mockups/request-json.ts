import * as z from 'zod'
import { OutboundError } from '../http.ts'
import type { Connection } from './connection.ts'

const MAX_ANSWER_BYTES = 8 * 1024 * 1024

/** An HTTP answer, its body as JSON where it is JSON; or why there is none. */
export type JsonAnswer =
  | { kind: 'answer'; status: number; headers: Headers; json: unknown }
  | { kind: 'none'; sent: boolean; reason: 'timeout' | 'network' | 'too_large' | 'refused' }

/** One call to the vendor's API. The key goes in the header and nowhere else. */
export async function requestJson(
  connection: Connection,
  path: string,
  request: { method: 'GET' | 'POST'; json?: unknown; form?: FormData; timeoutMs: number },
): Promise<JsonAnswer> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'x-api-key': connection.apiKey,
  }
  if (request.json !== undefined) headers['content-type'] = 'application/json'
  const body =
    request.form ?? (request.json === undefined ? undefined : JSON.stringify(request.json))
  try {
    const answer = await connection.outbound(`${connection.apiUrl}${path}`, {
      method: request.method,
      headers,
      body,
      timeoutMs: request.timeoutMs,
      maxBytes: MAX_ANSWER_BYTES,
    })
    return {
      kind: 'answer',
      status: answer.status,
      headers: answer.headers,
      json: parseJson(answer.bytes),
    }
  } catch (cause) {
    if (!(cause instanceof OutboundError)) throw cause
    const sent = cause.kind !== 'refused_host' && cause.kind !== 'bad_url'
    const reason =
      cause.kind === 'refused_host' || cause.kind === 'bad_url' ? 'refused' : cause.kind
    return { kind: 'none', sent, reason }
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

const errorBody = z.object({
  message: z.string(),
  errors: z.record(z.string(), z.array(z.string())).optional(),
})

/** The vendor's own sentence of an error answer; undefined when the body is not the vendor's. */
export function vendorMessage(json: unknown): string | undefined {
  const parsed = errorBody.safeParse(json)
  if (!parsed.success) return undefined
  const { message, errors } = parsed.data
  const [first] = Object.values(errors ?? {}).flat()
  return first && first !== message ? `${message} ${first}` : message
}
