import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { openCredentials, type ShopifyCredentials, shopifyCredentials } from './credentials.ts'
import { findIntegration } from './find-integration.ts'
import { shopMetadata } from './schemas.ts'

export type ShopifyAccount = {
  shopDomain: string
  credentials: ShopifyCredentials
  currency: string
}

/**
 * The shop this user sells in and how to enter it. Ends in `not_configured`: `Shopify not
 * connected`, or `Shopify access token not found` where a connection has lost its credentials.
 */
export async function getShopifyAccount(ctx: Context): Promise<ShopifyAccount> {
  const row = await findIntegration(ctx, 'shopify')
  if (!row?.account || row.status === 'disconnected') {
    throw new AppError('not_configured', 'Shopify not connected')
  }
  if (!row.credentials) {
    throw new AppError('not_configured', 'Shopify access token not found')
  }
  return {
    shopDomain: row.account,
    credentials: await openCredentials(ctx, 'shopify', row.credentials, shopifyCredentials),
    currency: shopMetadata.parse(row.metadata).currency,
  }
}
