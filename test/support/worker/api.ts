import { exports } from 'cloudflare:workers'
import type { TestUser } from './create-user.ts'

const ORIGIN = 'http://localhost:8787'

/** One call of the JSON API with the user's key; without a user, with no key. */
export function api(
  user: Pick<TestUser, 'apiKey'> | undefined,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const json = body !== undefined && !(body instanceof FormData)
  return exports.default.fetch(`${ORIGIN}${path}`, {
    method,
    headers: {
      ...(user ? { authorization: `Bearer ${user.apiKey}` } : {}),
      ...(json ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    body: json ? JSON.stringify(body) : body instanceof FormData ? body : undefined,
    redirect: 'manual',
  })
}
