import type * as z from 'zod'

const TIMEOUT_MS = 60_000
const EXCERPT_CHARACTERS = 400

type Call = { method?: 'GET' | 'POST' | 'PUT'; body?: unknown; idempotencyKey?: string }

/** Calls the hub's JSON API with a key. Every answer is parsed; a refusal is thrown as a sentence. */
export type HubClient = <T>(path: string, schema: z.ZodType<T>, call?: Call) => Promise<T>

/** `hubUrl` is the origin; `key` starts with `hh_`. */
export function createHubClient(hubUrl: string, key: string): HubClient {
  return async (path, schema, { method = 'GET', body, idempotencyKey } = {}) => {
    const isForm = body instanceof FormData
    const response = await fetch(`${hubUrl}${path}`, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        authorization: `Bearer ${key}`,
        ...(isForm || method === 'GET' ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
      },
      body: isForm ? body : method === 'GET' ? null : JSON.stringify(body ?? {}),
    })
    const text = await response.text()
    if (!response.ok) {
      const excerpt = text.slice(0, EXCERPT_CHARACTERS)
      throw new Error(`${method} ${path} was answered with ${response.status}: ${excerpt}`)
    }
    return schema.parse(JSON.parse(text))
  }
}
