import type { MiddlewareHandler } from 'hono'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { problem } from '../respond/problem.ts'

// The limit itself is set with the binding in wrangler.toml; these name it to callers.
const REQUESTS_PER_KEY = 1200
const WINDOW_SECONDS = 60
const POLICY = `"per-key";q=${REQUESTS_PER_KEY};w=${WINDOW_SECONDS}`

/**
 * At most 1,200 requests a minute per API key; needs `requireApiKey` before it. The platform says
 * only yes or no, so what remains is named only when it is nothing.
 */
export const rateLimit: MiddlewareHandler<HubEnv> = async (c, next) => {
  const { actor } = c.var.ctx
  const caller = actor.kind === 'api_key' ? actor.keyId : c.var.ctx.userId
  // Absent where the Worker runs without the binding, as in some tests: then nothing is limited.
  const limiter: RateLimit | undefined = c.env.API_RATE
  if (!limiter) return next()
  const { success } = await limiter.limit({ key: caller })
  if (success) {
    await next()
    c.res.headers.set('ratelimit-policy', POLICY)
    return
  }
  const refusal = problem(c, tooMany())
  refusal.headers.set('ratelimit-policy', POLICY)
  refusal.headers.set('ratelimit', `"per-key";r=0;t=${WINDOW_SECONDS}`)
  return refusal
}

function tooMany(): AppError {
  return new AppError(
    'rate_limited',
    `This key has made more than ${REQUESTS_PER_KEY} requests in a minute. Nothing was done. Try again in ${WINDOW_SECONDS} seconds.`,
    { retryAfterSeconds: WINDOW_SECONDS },
  )
}
