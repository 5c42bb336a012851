import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { getIntegration } from '../integrations/get-integration.ts'
import { getShopifyAccount } from '../integrations/get-shopify-account.ts'
import type { IntegrationView } from '../integrations/list-integrations.ts'
import { saveFacts } from '../integrations/save-facts.ts'
import { loadPricing } from '../pricing/load-pricing.ts'
import { resumeParked } from './resume-parked.ts'
import { openShop } from './sync/open-shop.ts'

/**
 * Looks at the connected shop again: what the app may do there and what customers would find. A
 * shop that takes its credentials again is no longer broken, and what waited for it goes on. One
 * that refuses them is marked, and that is the answer.
 *
 * @throws AppError not_configured no shop is connected
 * @throws AppError unavailable the shop could not be asked
 */
export async function checkShop(ctx: Context): Promise<IntegrationView> {
  const account = await getShopifyAccount(ctx)
  const call = openShop(ctx, { ...account, isRefused: false })
  const [answer, currencies] = await Promise.all([
    call((shop) => shop.readShop()),
    listPriceCurrencies(ctx),
  ])
  if (answer.kind === 'ok') {
    await saveFacts(ctx, account, answer.value, currencies)
    await resumeParked(ctx, account.shopDomain)
  } else if (answer.kind !== 'unauthorized') {
    const reason = 'message' in answer ? answer.message : 'Shopify is busy'
    throw new AppError(
      'unavailable',
      `${reason}, so the connection could not be checked. Nothing was changed. Try again in a minute.`,
      { retryAfterSeconds: 60 },
    )
  }
  return getIntegration(ctx, 'shopify')
}

/** The currencies of the prices that new products get. */
export async function listPriceCurrencies(ctx: Context): Promise<string[]> {
  const rows = await loadPricing(ctx)
  return [...new Set(rows.map(({ currency }) => currency))]
}
