import type { MiddlewareHandler } from 'hono'
import type { ApiEnv } from './app.ts'
import { CALLS_PER_MINUTE, type RateAnswer } from './limit-rate.ts'
import { VendorProblem } from './problem.ts'

/** Any key of this form is an account of its own, so that each test can have one. */
const KEY = /^sandbox_[\w-]{1,150}$/

/** The key, the Accept header and the rate limit, in the vendor's order. */
export const authenticate =
  (
    limitRate: (key: string, nowMs: number) => RateAnswer,
    publicUrl?: string,
  ): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const key = c.req.header('x-api-key') ?? ''
    if (!/application\/json/i.test(c.req.header('accept') ?? ''))
      throw new VendorProblem(406, 'The Accept header must be application/json.')
    if (!KEY.test(key)) throw new VendorProblem(401, 'Unauthenticated.')
    const rate = limitRate(key, Date.now())
    c.header('x-ratelimit-limit', String(CALLS_PER_MINUTE))
    c.header('x-ratelimit-remaining', String(rate.remaining))
    if (!rate.allowed) {
      c.header('retry-after', String(rate.retryAfterSeconds))
      throw new VendorProblem(429, 'Too Many Attempts.')
    }
    c.set('key', key)
    c.set('origin', publicUrl ?? new URL(c.req.url).origin)
    await next()
  }
