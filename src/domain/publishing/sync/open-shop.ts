import type { Context, ShopifyResult } from '../../../context.ts'
import type { ShopifyAccount } from '../../integrations/get-shopify-account.ts'
import { markIntegrationError } from '../../integrations/mark-integration-error.ts'
import { getAccessToken } from './access-token.ts'

export type Shop = ReturnType<Context['shopify']>

/**
 * What a call came to. `later`: the hub itself waits (its own rate, a token that somebody renews,
 * time for others); the shop has said nothing. `lost`: another one does this work now.
 */
export type CallResult<T> = ShopifyResult<T> | Postponed
type Postponed = { kind: 'later'; waitMs: number } | { kind: 'lost' }
export type CallFailure = Exclude<CallResult<never>, { kind: 'ok' }>

/** Makes one call at the shop, within its limits and with a token that is good. */
export type ShopCall = <T>(
  verb: (shop: Shop) => Promise<ShopifyResult<T>>,
) => Promise<CallResult<T>>

/** Short waits are spent here; longer ones free the queue for others. */
const LONGEST_SLEEP_MS = 3_000
const MAX_SLEEPS = 4

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Calls of one shop: rate, breaker, token and its one renewal are handled for each call. */
export function openShop(ctx: Context, account: ShopifyAccount): ShopCall {
  return async (verb) => {
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
  verb: (shop: Shop) => Promise<ShopifyResult<T>>,
): Promise<CallResult<T>> {
  const limiter = ctx.limiterOf('shopify', account.shopDomain)
  const permit = await limiter.take()
  if (permit.result === 'wait') return { kind: 'later', waitMs: permit.waitMs }
  const result = await callWithToken(ctx, account, verb)
  // The limiter learns only what the shop said: a wait of our own stops nobody else.
  if (result.kind === 'later' || result.kind === 'lost') return result
  await limiter.report(outcomeOf(result))
  if (result.kind === 'unauthorized') {
    await markIntegrationError(ctx, 'shopify', refusedSentence(result), account.shopDomain)
  }
  return result
}

async function callWithToken<T>(
  ctx: Context,
  account: ShopifyAccount,
  verb: (shop: Shop) => Promise<ShopifyResult<T>>,
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

/** What a person does about refused credentials. */
export function refusedSentence({ message }: { message: string }): string {
  return `${message}. Connect the shop again on the page /integrations.`
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
