import type { Context, ShopifyResult } from '../../../context.ts'
import { type CallFailure, sleep } from './session.ts'

type Meter = NonNullable<Parameters<Context['shopify']>[0]['meter']>

/** Waits up to this are spent here, with points of one's own; what takes longer asks again. */
const PATIENCE_MS = 3_000

/**
 * Each call of a shop takes its points from the shop's bucket first. Work that `begins` there lets
 * what has begun go before it, until its first call is made.
 */
export function meterCalls(
  ctx: Context,
  shopDomain: string,
  { begins }: { begins: boolean },
): Meter {
  const limiter = ctx.limiterOf('shopify', shopDomain)
  let isFirst = begins
  return {
    async before(call) {
      const permit = await limiter.takePoints({ ...call, begins: isFirst }, PATIENCE_MS)
      if (permit.result === 'wait') return permit
      isFirst = false
      if (permit.waitMs > 0) await sleep(permit.waitMs)
      return permit
    },
    after: ({ id, kind, result, cost }) =>
      limiter.reportPoints({ id, kind, outcome: outcomeOf(result), said: cost }),
  }
}

/** The same where no token was given: a wait of our own tells nothing, and stops nobody else. */
export async function reportAnswer(
  ctx: Context,
  shopDomain: string,
  failure: CallFailure,
): Promise<CallFailure> {
  if (failure.kind !== 'later' && failure.kind !== 'lost') {
    await ctx.limiterOf('shopify', shopDomain).report(outcomeOf(failure))
  }
  return failure
}

function outcomeOf(result: ShopifyResult<unknown>) {
  switch (result.kind) {
    case 'throttled':
      return { kind: 'rate_limited', retryAfterMs: result.waitMs } as const
    case 'unknown':
    case 'transient':
      return { kind: 'failed' } as const
    default:
      return { kind: 'answered' } as const
  }
}
