import { inArray, lt, sql } from 'drizzle-orm'
import type { BaseContext } from '../../context.ts'
import { signInAttempts } from '../../db/schema/accounts.ts'
import { AppError } from '../../errors.ts'
import { sha256Hex } from '../../sha256.ts'

const WINDOW_SECONDS = 15 * 60
const MAXIMUM_STALE_ROWS_CLEARED = 50

// Ten guesses a quarter of an hour are plenty for a person and useless to a dictionary; the wider
// limit per IP address stops one machine from trying one password on everybody.
const SIGN_IN_ATTEMPTS_PER_EMAIL = 10
const SIGN_IN_ATTEMPTS_PER_IP = 300
const SIGN_UP_ATTEMPTS_PER_IP = 100

type Limit = { key: string; attempts: number }

/**
 * Counts an attempt to sign in before the password is looked at.
 * @throws AppError rate_limited with the seconds left of the window of 15 minutes
 */
export async function countSignInAttempt(ctx: BaseContext, email: string, ip: string) {
  const byEmail = await attemptKey('sign-in', email.toLowerCase(), ip)
  const byIp = await attemptKey('sign-in', ip)
  await count(ctx, [
    { key: byEmail, attempts: SIGN_IN_ATTEMPTS_PER_EMAIL },
    { key: byIp, attempts: SIGN_IN_ATTEMPTS_PER_IP },
  ])
}

/**
 * Counts an attempt to sign up.
 * @throws AppError rate_limited
 */
export async function countSignUpAttempt(ctx: BaseContext, ip: string) {
  const key = await attemptKey('sign-up', ip)
  await count(ctx, [{ key, attempts: SIGN_UP_ATTEMPTS_PER_IP }])
}

/** Forgets the wrong guesses for an e-mail once the right password was given. */
export async function forgetSignInAttempts(ctx: BaseContext, email: string, ip: string) {
  const key = await attemptKey('sign-in', email.toLowerCase(), ip)
  await ctx.db.delete(signInAttempts).where(inArray(signInAttempts.key, [key]))
}

async function count(ctx: BaseContext, limits: Limit[]): Promise<void> {
  const now = ctx.clock.now()
  const oldest = new Date(now - WINDOW_SECONDS * 1000)
  const stale = ctx.db
    .select({ key: signInAttempts.key })
    .from(signInAttempts)
    .where(lt(signInAttempts.windowStartedAt, oldest))
    .limit(MAXIMUM_STALE_ROWS_CLEARED)
  const clear = ctx.db.delete(signInAttempts).where(inArray(signInAttempts.key, stale))
  const [, ...counted] = await ctx.db.batch([
    clear,
    ...limits.map((limit) => raise(ctx, limit, now)),
  ])
  for (const [index, limit] of limits.entries()) {
    const row = counted[index]?.[0]
    if (row && row.count > limit.attempts) refuse(row.windowStartedAt.getTime(), now)
  }
}

// One statement, so that attempts made at the same moment are all counted.
function raise(ctx: BaseContext, limit: Limit, now: number) {
  const oldest = now - WINDOW_SECONDS * 1000
  const lapsed = sql`${signInAttempts.windowStartedAt} <= ${oldest}`
  return ctx.db
    .insert(signInAttempts)
    .values({ key: limit.key, count: 1, windowStartedAt: new Date(now) })
    .onConflictDoUpdate({
      target: signInAttempts.key,
      set: {
        count: sql`CASE WHEN ${lapsed} THEN 1 ELSE ${signInAttempts.count} + 1 END`,
        windowStartedAt: sql`CASE WHEN ${lapsed} THEN ${now} ELSE ${signInAttempts.windowStartedAt} END`,
      },
    })
    .returning({ count: signInAttempts.count, windowStartedAt: signInAttempts.windowStartedAt })
}

function refuse(windowStartedAt: number, now: number): never {
  const retryAfterSeconds = Math.max(
    1,
    Math.ceil((windowStartedAt + WINDOW_SECONDS * 1000 - now) / 1000),
  )
  const minutes = Math.ceil(retryAfterSeconds / 60)
  throw new AppError(
    'rate_limited',
    `Too many attempts. Nothing was changed. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    { retryAfterSeconds },
  )
}

function attemptKey(...parts: string[]): Promise<string> {
  return sha256Hex(parts.join('\n'))
}
