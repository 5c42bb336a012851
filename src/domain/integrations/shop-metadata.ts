import { isoTime } from '../../clock.ts'
import type { Context, ShopFacts } from '../../context.ts'
import type { ShopifyCredentials } from './credentials.ts'
import type { ShopMetadata } from './schemas.ts'
import { checksOf, isReachable } from './shop-checks.ts'

/** What else decides what can work: the credentials, and the currencies of prices. */
export type Surroundings = { credentials: ShopifyCredentials; currencies: readonly string[] }

/** What is kept of a shop that was just read, with what was found in place there. */
export function metadataOf(
  ctx: Context,
  shop: ShopFacts,
  { credentials, currencies }: Surroundings,
): ShopMetadata {
  const hasSecret = 'clientSecret' in credentials || credentials.apiSecret !== undefined
  return {
    shop_domain: shop.domain,
    shop_name: shop.name,
    currency: shop.currency,
    storefront: shop.storeUrl,
    missing_scopes: shop.missingScopes,
    checks: checksOf(shop, { currencies, hasSecret, isReachable: isReachable(ctx.config) }),
    checked_at: isoTime(ctx.clock.now()),
  }
}

/** Why a shop that is connected will not work as it should, where the app lacks permissions. */
export function missingSentence(scopes: readonly string[]): string | null {
  if (scopes.length === 0) return null
  return `The app is missing permissions: ${scopes.join(', ')}. Add them to the app in Shopify, then check again.`
}
