import type { Context, ShopifyResult } from '../../../context.ts'
import type { ShopifyAccount } from '../../integrations/get-shopify-account.ts'
import { markShopRefused } from '../../integrations/mark-shop-refused.ts'
import { getAccessToken } from './access-token.ts'
import { type CallResult, type Shop, type ShopCall, sleep } from './session.ts'

/** Short waits are spent here; longer ones free the queue for others. */
const LONGEST_SLEEP_MS = 3_000
const MAX_SLEEPS = 4
const REFUSED_BEFORE = 'Shopify did not accept the credentials of this store'

/**
 * Calls of one shop: rate, breaker, token and its one renewal are handled for each call. A shop
 * that has refused these credentials is not called: only a check of the connection asks it again.
 */
export function openShop(ctx: Context, account: ShopifyAccount): ShopCall {
  return async (verb) => {
    if (account.isRefused) return { kind: 'unauthorized', message: REFUSED_BEFORE }
    for (let sleeps = 0; ; sleeps += 1) {
      const result = await callOnce(ctx, account, verb)
      if (result.kind !== 'throttled' && result.kind !== 'later') return result
      if (result.waitMs > LONGEST_SLEEP_MS || sleeps === MAX_SLEEPS) return result
      await sleep(result.waitMs)
    }
  }
}

async function callOnce<T>(
  ctx: Context,
  account: ShopifyAccount,
  verb: (shop: Shop) => Promise<CallResult<T>>,
): Promise<CallResult<T>> {
  const limiter = ctx.limiterOf('shopify', account.shopDomain)
  const permit = await limiter.take()
  if (permit.result === 'wait') return { kind: 'later', waitMs: permit.waitMs }
  const result = await callWithToken(ctx, account, verb)
  // The limiter learns only what the shop said: a wait of our own stops nobody else.
  if (result.kind === 'later' || result.kind === 'lost') return result
  await limiter.report(outcomeOf(result))
  if (result.kind === 'unauthorized') await markShopRefused(ctx, account, result.message)
  return result
}

async function callWithToken<T>(
  ctx: Context,
  account: ShopifyAccount,
  verb: (shop: Shop) => Promise<CallResult<T>>,
): Promise<CallResult<T>> {
  const { shopDomain } = account
  const token = await getAccessToken(ctx, account)
  if (token.kind !== 'ok') return token
  const first = await verb(ctx.shopify({ shopDomain, accessToken: token.value }))
  if (first.kind !== 'unauthorized' || 'accessToken' in account.credentials) return first
  const renewed = await getAccessToken(ctx, account, token.value)
  if (renewed.kind !== 'ok') return renewed
  return verb(ctx.shopify({ shopDomain, accessToken: renewed.value }))
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
