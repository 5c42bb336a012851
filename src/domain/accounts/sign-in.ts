import type { BaseContext } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { countSignInAttempt, forgetSignInAttempts } from './count-attempt.ts'
import { loadAuth } from './load-auth.ts'
import type { SignInInput } from './schemas.ts'
import type { Visitor } from './visitor.ts'

/**
 * Starts a session and returns the cookies that carry it.
 * @throws AppError rate_limited after too many attempts
 * @throws AppError unauthorized for a wrong e-mail or password, without saying which it was
 */
export async function signIn(
  base: BaseContext,
  input: SignInInput,
  visitor: Visitor,
): Promise<string[]> {
  await countSignInAttempt(base, input.email, visitor.ip)
  const auth = await loadAuth(base, visitor.origin)
  const answer = await auth.api.signInEmail({
    body: { email: input.email, password: input.password },
    headers: visitor.headers,
    asResponse: true,
  })
  if (answer.status === 401) {
    throw new AppError('unauthorized', 'The email or password is wrong. Check both and try again.')
  }
  if (!answer.ok) throw new Error(`Sign-in failed inside the library with status ${answer.status}`)
  await forgetSignInAttempts(base, input.email, visitor.ip)
  return answer.headers.getSetCookie()
}
