import type { Context } from '../../../context.ts'
import { sha256Hex } from '../../../sha256.ts'
import type { ShopifyAccount } from '../../integrations/get-shopify-account.ts'
import { markShopRefused } from '../../integrations/mark-shop-refused.ts'
import { getAccessToken } from './access-token.ts'
import { meterCalls, reportAnswer } from './meter-calls.ts'
import { type CallResult, type Shop, type ShopCall, sleep } from './session.ts'
import { type ListSizes, rememberFacts } from './shop-facts.ts'

/** Short waits are spent here, and those for our own turn; longer ones free the queue for others. */
const LONGEST_SLEEP_MS = 3_000
const LONGEST_WAIT_MS = 12_000
const SHORTEST_WAIT_MS = 50
const REFUSED_BEFORE = 'Shopify did not accept the credentials of this store'

type OpenOptions = {
  /** Nothing of this work was done there before: what has begun goes first. */
  begins?: boolean
  /** How many variants and pictures the product is likely to have there. */
  sizes?: ListSizes | undefined
}

/**
 * Calls of one shop: points, breaker, token and its one renewal are handled for each call. A shop
 * that has refused these credentials is not called: only a check of the connection asks it again.
 */
export function openShop(
  ctx: Context,
  account: ShopifyAccount,
  { begins = false, sizes }: OpenOptions = {},
): ShopCall {
  const meter = meterCalls(ctx, account.shopDomain, { begins })
  const open = async (accessToken: string) => {
    const shop = ctx.shopify({ shopDomain: account.shopDomain, accessToken, meter })
    return rememberFacts(ctx, await factsOf(account), shop, sizes)
  }
  return async (verb) => {
    if (account.isRefused) return { kind: 'unauthorized', message: REFUSED_BEFORE }
    for (let waitedMs = 0; ; ) {
      const result = await callOnce(ctx, account, open, verb)
      if (result.kind !== 'throttled' && result.kind !== 'later') return result
      const inTurn = result.kind === 'throttled' && result.inTurn
      const waitMs = Math.max(result.waitMs, SHORTEST_WAIT_MS)
      waitedMs += waitMs
      if (waitedMs > LONGEST_WAIT_MS || (waitMs > LONGEST_SLEEP_MS && !inTurn)) return result
      await sleep(waitMs)
    }
  }
}

/** Whose facts they are: each app has definitions and channels of its own. */
async function factsOf({ shopDomain, credentials }: ShopifyAccount) {
  const app = 'clientId' in credentials ? credentials.clientId : credentials.accessToken
  return { shopDomain, app: (await sha256Hex(app)).slice(0, 16) }
}

type Open = (accessToken: string) => Promise<Shop>

async function callOnce<T>(
  ctx: Context,
  account: ShopifyAccount,
  open: Open,
  verb: (shop: Shop) => Promise<CallResult<T>>,
): Promise<CallResult<T>> {
  const result = await callWithToken(ctx, account, open, verb)
  if (result.kind === 'unauthorized') await markShopRefused(ctx, account, result.message)
  return result
}

async function callWithToken<T>(
  ctx: Context,
  account: ShopifyAccount,
  open: Open,
  verb: (shop: Shop) => Promise<CallResult<T>>,
): Promise<CallResult<T>> {
  const token = await getAccessToken(ctx, account)
  if (token.kind !== 'ok') return reportAnswer(ctx, account.shopDomain, token)
  const first = await verb(await open(token.value))
  if (first.kind !== 'unauthorized' || 'accessToken' in account.credentials) return first
  const renewed = await getAccessToken(ctx, account, token.value)
  if (renewed.kind !== 'ok') return reportAnswer(ctx, account.shopDomain, renewed)
  return verb(await open(renewed.value))
}
