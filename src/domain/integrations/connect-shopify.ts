import type { Context } from '../../context.ts'
import { isUniqueViolation } from '../../db/is-unique-violation.ts'
import { AppError } from '../../errors.ts'
import { type ShopifyCredentials, sealCredentials, shopifyCredentials } from './credentials.ts'
import { getIntegration } from './get-integration.ts'
import type { IntegrationView } from './list-integrations.ts'
import { saveConnection } from './save-connection.ts'
import type { ShopifyConnection, ShopMetadata } from './schemas.ts'

/**
 * Connects a shop, after entering it and asking who it is and what the app may do there. Scopes
 * that are missing do not prevent it: they are told. Ends in `invalid` for credentials the shop
 * refuses, `unavailable` where it does not answer, `conflict` where the shop is another user's.
 */
export async function connectShopify(
  ctx: Context,
  connection: ShopifyConnection,
): Promise<IntegrationView> {
  const credentials = shopifyCredentials.parse(
    connection.access_token
      ? { accessToken: connection.access_token }
      : { clientId: connection.client_id, clientSecret: connection.client_secret },
  )
  const shop = await readFacts(ctx, connection.shop_domain, credentials)
  const metadata: ShopMetadata = {
    shop_domain: shop.domain,
    shop_name: shop.name,
    currency: shop.currency,
    storefront: shop.storeUrl,
    missing_scopes: shop.missingScopes,
  }
  try {
    await saveConnection(ctx, 'shopify', {
      account: shop.domain,
      metadata,
      credentials: await sealCredentials(ctx, 'shopify', credentials),
      error: missingSentence(shop.missingScopes),
    })
  } catch (cause) {
    if (isUniqueViolation(cause, 'integrations')) throw taken(shop.domain)
    throw cause
  }
  return getIntegration(ctx, 'shopify')
}

async function readFacts(ctx: Context, shopDomain: string, credentials: ShopifyCredentials) {
  const accessToken = await tokenOf(ctx, shopDomain, credentials)
  const answer = await ctx.shopify({ shopDomain, accessToken }).readShop()
  if (answer.kind === 'ok') return answer.value
  throw refused(answer, 'access_token')
}

async function tokenOf(
  ctx: Context,
  shopDomain: string,
  credentials: ShopifyCredentials,
): Promise<string> {
  if ('accessToken' in credentials) return credentials.accessToken
  const answer = await ctx.shopAccess.requestToken(shopDomain, credentials, ctx.clock.now())
  if (answer.kind === 'ok') return answer.value.accessToken
  throw refused(answer, 'client_secret')
}

function refused(
  failure: { kind: string; message?: string },
  field: 'access_token' | 'client_secret',
): AppError {
  if (failure.kind === 'unauthorized' || failure.kind === 'denied') {
    const message = `${failure.message ?? 'Shopify refused this'}. Nothing was changed. Check the shop's address and copy the credentials again.`
    return new AppError('invalid', message, { errors: [{ pointer: `/${field}`, message }] })
  }
  return new AppError(
    'unavailable',
    'Shopify did not answer, so the shop could not be checked. Nothing was changed. Try again in a minute.',
    { retryAfterSeconds: 60 },
  )
}

function missingSentence(scopes: string[]): string | null {
  if (scopes.length === 0) return null
  return `The app lacks ${scopes.join(', ')} at this shop. Add them to the app there, then connect again.`
}

function taken(shop: string): AppError {
  const message = `${shop} is connected to another account of this hub. Disconnect it there first; nothing was changed.`
  return new AppError('conflict', message, { errors: [{ pointer: '/shop_domain', message }] })
}
