import { and, eq, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context, ShopFacts } from '../../context.ts'
import { isUniqueViolation } from '../../db/is-unique-violation.ts'
import { formerShops } from '../../db/schema/publications.ts'
import { AppError } from '../../errors.ts'
import { type ShopifyCredentials, sealCredentials, shopifyCredentials } from './credentials.ts'
import { getIntegration } from './get-integration.ts'
import type { IntegrationView } from './list-integrations.ts'
import { saveConnection } from './save-connection.ts'
import type { ShopifyConnection } from './schemas.ts'
import { metadataOf, missingSentence } from './shop-metadata.ts'

type How = {
  /** What is on sale in the shop that was connected until now is to be retired there. */
  retiresFormer?: boolean
  /** Of the prices that new products get. */
  currencies?: readonly string[]
}

/**
 * Connects a shop, after signing in there and asking who it is and what the app may do. What is
 * missing does not prevent it, but shows, unless nothing could be published. A shop connected until
 * now becomes a former one, whose credentials are kept.
 *
 * @throws AppError invalid the shop refuses the credentials, or lets the app change no products
 * @throws AppError unavailable the shop does not answer
 * @throws AppError conflict the shop is another user's
 */
export async function connectShopify(
  ctx: Context,
  connection: ShopifyConnection,
  { retiresFormer = false, currencies = [] }: How = {},
): Promise<IntegrationView> {
  const credentials = shopifyCredentials.parse(
    connection.access_token
      ? { accessToken: connection.access_token, apiSecret: connection.api_secret }
      : { clientId: connection.client_id, clientSecret: connection.client_secret },
  )
  const shop = await readFacts(ctx, connection.shop_domain, credentials)
  if (shop.missingScopes.includes('write_products')) throw useless(shop)
  const metadata = metadataOf(ctx, shop, { credentials, currencies })
  try {
    await saveConnection(
      ctx,
      'shopify',
      {
        account: shop.domain,
        metadata,
        credentials: await sealCredentials(ctx, 'shopify', credentials, shop.domain),
        error: missingSentence(shop.missingScopes),
      },
      moveFormer(ctx, shop.domain, retiresFormer),
    )
  } catch (cause) {
    if (isUniqueViolation(cause, 'integrations') || isUniqueViolation(cause, 'former_shops')) {
      throw taken(shop.domain)
    }
    throw cause
  }
  return getIntegration(ctx, 'shopify')
}

/**
 * The shop connected until now is kept as a former one. The new one is among them for the length
 * of the batch: so it fails by their unique index where another user still sells there.
 */
function moveFormer(ctx: Context, shopDomain: string, retires: boolean) {
  const now = isoTime(ctx.clock.now())
  const keep = ctx.db.run(sql`
    INSERT INTO former_shops (user_id, shop_domain, credentials, metadata, retires, created_at)
    SELECT user_id, account, credentials, metadata, ${retires ? 1 : 0}, ${now} FROM integrations
    WHERE user_id = ${ctx.userId} AND provider = 'shopify' AND status <> 'disconnected'
      AND account <> ${shopDomain} AND credentials IS NOT NULL
    ON CONFLICT (user_id, shop_domain) DO UPDATE SET credentials = excluded.credentials,
      metadata = excluded.metadata, retires = excluded.retires`)
  const claim = ctx.db.run(sql`
    INSERT INTO former_shops (user_id, shop_domain, credentials, metadata, created_at)
    VALUES (${ctx.userId}, ${shopDomain}, '', '{}', ${now})
    ON CONFLICT (user_id, shop_domain) DO NOTHING`)
  const release = ctx.db
    .delete(formerShops)
    .where(and(eq(formerShops.user_id, ctx.userId), eq(formerShops.shop_domain, shopDomain)))
  return { before: [keep, claim], after: [release] }
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
    const message = `${failure.message ?? 'Shopify refused the connection'}. Nothing was changed. Check the store address and copy the credentials again.`
    return new AppError('invalid', message, { errors: [{ pointer: `/${field}`, message }] })
  }
  return new AppError(
    'unavailable',
    'Shopify did not respond, so the connection could not be checked. Nothing was changed. Try again in a minute.',
    { retryAfterSeconds: 60 },
  )
}

function useless({ missingScopes }: ShopFacts): AppError {
  const message = `The app may not change products in this store, so nothing could be published. Nothing was changed. Give it ${missingScopes.join(', ')} in Shopify, then connect again.`
  return new AppError('invalid', message, { errors: [{ pointer: '/shop_domain', message }] })
}

function taken(shop: string): AppError {
  const message = `${shop} is already connected to another Haven Hub account. Nothing was changed. Disconnect it there first.`
  return new AppError('conflict', message, { errors: [{ pointer: '/shop_domain', message }] })
}
