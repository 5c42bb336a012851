import type { Context, ShopifyResult } from '../../../context.ts'
import type { ShopifyAccount } from '../../integrations/get-shopify-account.ts'
import { getAccessToken } from './access-token.ts'
import { pause } from './pause.ts'

export type Shop = ReturnType<Context['shopify']>
export type ShopFailure = Exclude<ShopifyResult<never>, { kind: 'ok' }>

/** Makes one call at the shop, within its limits and with a token that is good. */
export type ShopCall = <T>(
  verb: (shop: Shop) => Promise<ShopifyResult<T>>,
) => Promise<ShopifyResult<T>>

/** Short waits are sat out here; longer ones give the queue its place back. */
const LONGEST_PAUSE_MS = 3_000
const MAX_PAUSES = 4

/** The door to one shop: rate, breaker, token and its one renewal are seen to on each call. */
export function openShop(ctx: Context, account: ShopifyAccount): ShopCall {
  return async (verb) => {
    for (let pauses = 0; ; pauses += 1) {
      const result = await callOnce(ctx, account, verb)
      if (result.kind !== 'throttled') return result
      if (result.waitMs > LONGEST_PAUSE_MS || pauses === MAX_PAUSES) return result
      await pause(result.waitMs)
    }
  }
}

async function callOnce<T>(
  ctx: Context,
  account: ShopifyAccount,
  verb: (shop: Shop) => Promise<ShopifyResult<T>>,
): Promise<ShopifyResult<T>> {
  const permit = await ctx.limiterOf('shopify', account.shopDomain).take()
  if (permit.result === 'wait') return { kind: 'throttled', waitMs: permit.waitMs }
  const first = await callWithToken(ctx, account, verb, false)
  if (first.kind !== 'unauthorized' || 'accessToken' in account.credentials) return first
  return callWithToken(ctx, account, verb, true)
}

async function callWithToken<T>(
  ctx: Context,
  account: ShopifyAccount,
  verb: (shop: Shop) => Promise<ShopifyResult<T>>,
  renew: boolean,
): Promise<ShopifyResult<T>> {
  const token = await getAccessToken(ctx, account, { renew })
  const result =
    token.kind === 'ok'
      ? await verb(ctx.shopify({ shopDomain: account.shopDomain, accessToken: token.value }))
      : token
  await report(ctx, account, result)
  return result
}

async function report(
  ctx: Context,
  account: ShopifyAccount,
  result: ShopifyResult<unknown>,
): Promise<void> {
  const limiter = ctx.limiterOf('shopify', account.shopDomain)
  switch (result.kind) {
    case 'throttled':
      return limiter.report({ kind: 'rate_limited', retryAfterMs: result.waitMs })
    case 'unknown':
    case 'transient':
      return limiter.report({ kind: 'failed' })
    default:
      return limiter.report({ kind: 'answered' })
  }
}
