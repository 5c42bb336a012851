import type { BaseContext } from '../../context.ts'
import { loadAuth } from './load-auth.ts'
import type { Visitor } from './visitor.ts'

/** Ends the visitor's session, if there is one, and returns the cookies that clear it away. */
export async function signOut(base: BaseContext, visitor: Visitor): Promise<string[]> {
  const auth = await loadAuth(base, visitor.origin)
  const answer = await auth.api.signOut({ headers: visitor.headers, asResponse: true })
  return answer.headers.getSetCookie()
}
