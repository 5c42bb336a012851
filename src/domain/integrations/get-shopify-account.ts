import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { Integration } from '../../db/schema/desk.ts'
import { formerShops } from '../../db/schema/publications.ts'
import { AppError } from '../../errors.ts'
import { openCredentials, type ShopifyCredentials, shopifyCredentials } from './credentials.ts'
import { findIntegration } from './find-integration.ts'
import { shopMetadata } from './schemas.ts'

export type ShopifyAccount = {
  shopDomain: string
  credentials: ShopifyCredentials
  currency: string
  /** The shop takes these credentials no longer. */
  isRefused: boolean
  /** The credentials as they are kept: others than these are not meant by what is known of them. */
  sealed: string
}

/**
 * The shop this user sells in, with its credentials.
 *
 * @throws AppError not_configured `Shopify not connected`, or `Shopify access token not found`
 * where a connection has lost its credentials
 */
export async function getShopifyAccount(ctx: Context): Promise<ShopifyAccount> {
  const row = await findIntegration(ctx, 'shopify')
  const shopDomain = connectedDomain(row)
  if (!row || !shopDomain) throw new AppError('not_configured', 'Shopify not connected')
  if (!row.credentials) throw new AppError('not_configured', 'Shopify access token not found')
  return openAccount(ctx, shopDomain, row.credentials, row.metadata)
}

/**
 * A shop by its domain: the connected one, or one that was connected before and whose credentials
 * are kept since something is still on sale there.
 *
 * @throws AppError not_configured there are no credentials for this shop
 */
export async function getShopAccount(ctx: Context, shopDomain: string): Promise<ShopifyAccount> {
  const connected = connectedDomain(await findIntegration(ctx, 'shopify'))
  if (connected === shopDomain) return getShopifyAccount(ctx)
  const former = await ctx.db
    .select()
    .from(formerShops)
    .where(and(eq(formerShops.user_id, ctx.userId), eq(formerShops.shop_domain, shopDomain)))
    .get()
  if (former) {
    return openAccount(ctx, shopDomain, former.credentials, JSON.parse(former.metadata))
  }
  if (!connected) throw new AppError('not_configured', 'Shopify not connected')
  throw new AppError(
    'not_configured',
    `This product is in ${shopDomain}, which is no longer connected`,
  )
}

/** The domains of all shops that the hub has this user's credentials for, the connected first. */
export async function listShopDomains(ctx: Context): Promise<string[]> {
  const row = await findIntegration(ctx, 'shopify')
  const connected = row?.credentials ? connectedDomain(row) : undefined
  const former = await ctx.db
    .select({ domain: formerShops.shop_domain })
    .from(formerShops)
    .where(eq(formerShops.user_id, ctx.userId))
    .orderBy(formerShops.shop_domain)
  return [...(connected ? [connected] : []), ...former.map(({ domain }) => domain)]
}

function connectedDomain(row: Integration | undefined): string | undefined {
  return row?.account && row.status !== 'disconnected' ? row.account : undefined
}

async function openAccount(
  ctx: Context,
  shopDomain: string,
  ciphertext: string,
  metadata: unknown,
): Promise<ShopifyAccount> {
  const credentials = await openCredentials(
    ctx,
    'shopify',
    ciphertext,
    shopifyCredentials,
    shopDomain,
  )
  const { currency, refused_at } = shopMetadata.parse(metadata)
  return {
    shopDomain,
    credentials,
    currency,
    isRefused: refused_at !== undefined,
    sealed: ciphertext,
  }
}
