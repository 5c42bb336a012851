import type { Actor, BaseContext } from '../../context.ts'
import { loadAuth } from './load-auth.ts'
import type { Visitor } from './visitor.ts'

type UserActor = Extract<Actor, { kind: 'user' }>

/**
 * Who is signed in, or null, with cookies to pass on. With `fresh` the database is asked; without,
 * the signed copy in a cookie serves for up to 60 seconds.
 */
export async function findSession(
  base: BaseContext,
  visitor: Visitor,
  options: { fresh: boolean },
): Promise<{ actor: UserActor | null; cookies: string[] }> {
  const auth = await loadAuth(base, visitor.origin)
  const { headers, response } = await auth.api.getSession({
    headers: visitor.headers,
    query: { disableCookieCache: options.fresh },
    returnHeaders: true,
  })
  const cookies = headers.getSetCookie()
  if (!response) return { actor: null, cookies }
  const { id, name, email } = response.user
  return { actor: { kind: 'user', userId: id, name, email }, cookies }
}
