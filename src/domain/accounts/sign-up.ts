import type { BaseContext } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { countSignUpAttempt } from './count-attempt.ts'
import { loadAuth } from './load-auth.ts'
import type { SignUpInput } from './schemas.ts'
import type { Visitor } from './visitor.ts'

/**
 * Makes an account, signs it in and returns the session's cookies.
 * @throws AppError forbidden where sign-up is closed
 * @throws AppError rate_limited after too many attempts
 * @throws AppError conflict where the e-mail address cannot be used
 */
export async function signUp(
  base: BaseContext,
  input: SignUpInput,
  visitor: Visitor,
): Promise<string[]> {
  if (base.config.signUp === 'closed') throw signUpClosed()
  await countSignUpAttempt(base, visitor.ip)
  const auth = await loadAuth(base, visitor.origin)
  const answer = await auth.api.signUpEmail({
    body: input,
    headers: visitor.headers,
    asResponse: true,
  })
  // Without mail to confirm an address by, the answer has to differ for one that is taken; it says
  // no more than it must, and attempts are counted.
  if (answer.status === 422) {
    throw new AppError(
      'conflict',
      'An account with this email cannot be created. If you already have one, sign in instead.',
    )
  }
  if (!answer.ok) throw new Error(`Sign-up failed inside the library with status ${answer.status}`)
  return answer.headers.getSetCookie()
}

/** The refusal where sign-up is closed. */
export function signUpClosed(): AppError {
  return new AppError(
    'forbidden',
    'Sign-up is closed. Ask the person who runs this Haven Hub for an account.',
  )
}
