import * as z from 'zod'
import { type ShopifyClient, shopifyGraphql } from './graphql.ts'
import { mapOk, type ShopifyResult } from './result.ts'

/** What the hub's work at a shop needs. Writing includes reading. */
const REQUIRED_SCOPES = [
  'write_products',
  'read_publications',
  'write_publications',
  'read_orders',
] as const

export type ShopFacts = {
  name: string
  domain: string
  currency: string
  storeUrl: string
  scopes: string[]
  /** Scopes the hub needs and the app was not given. */
  missingScopes: string[]
}

export const readShopDocument = `
  query ReadShop {
    shop {
      name
      myshopifyDomain
      currencyCode
      primaryDomain { url }
    }
    currentAppInstallation {
      accessScopes { handle }
    }
  }
`

const answer = z.object({
  shop: z.object({
    name: z.string(),
    myshopifyDomain: z.string(),
    currencyCode: z.string(),
    primaryDomain: z.object({ url: z.string() }),
  }),
  currentAppInstallation: z.object({
    accessScopes: z.array(z.object({ handle: z.string() })),
  }),
})

/** Who the shop is and what the app may do there: to be read when a shop is connected. */
export async function readShop(client: ShopifyClient): Promise<ShopifyResult<ShopFacts>> {
  const result = await shopifyGraphql(client, { document: readShopDocument, data: answer }, {})
  return mapOk(result, ({ shop, currentAppInstallation }) => {
    const scopes = currentAppInstallation.accessScopes.map((scope) => scope.handle)
    return {
      name: shop.name,
      domain: shop.myshopifyDomain,
      currency: shop.currencyCode,
      storeUrl: shop.primaryDomain.url,
      scopes,
      missingScopes: missingScopes(scopes),
    }
  })
}

/** The required scopes that these do not cover. */
function missingScopes(scopes: readonly string[]): string[] {
  const granted = new Set(scopes.flatMap((scope) => [scope, scope.replace(/^write_/, 'read_')]))
  return REQUIRED_SCOPES.filter((scope) => !granted.has(scope))
}
