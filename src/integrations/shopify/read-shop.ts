import * as z from 'zod'
import { type ShopifyClient, shopifyGraphql } from './graphql.ts'
import { channels, onlineStoreOf } from './online-store.ts'
import { mapOk, type ShopifyResult } from './result.ts'

/** What the hub's work at a shop needs. Writing includes reading. */
const REQUIRED_SCOPES = [
  'write_products',
  'read_publications',
  'write_publications',
  'read_orders',
] as const

/** What was asked of a shop: it said so, it refused to say, or it could not be asked. */
type Look<T> = { kind: 'read'; value: T } | { kind: 'refused' } | { kind: 'unknown' }

export type ShopFacts = {
  name: string
  domain: string
  currency: string
  storeUrl: string
  scopes: string[]
  /** Scopes the hub needs and the app was not given. */
  missingScopes: string[]
  /** Whether the shop has the Online Store among its sales channels. */
  hasOnlineStore: Look<boolean>
  /** Whether visitors need a password to see the storefront. */
  hasPassword: Look<boolean>
  /** Whether the app may read orders: refused without access to protected customer data. */
  orders: Look<true>
}

export const readShopDocument = `
  query ReadShop($channels: Boolean!, $storefront: Boolean!, $orders: Boolean!) {
    shop {
      name
      myshopifyDomain
      currencyCode
      primaryDomain { url }
    }
    currentAppInstallation {
      accessScopes { handle }
    }
    publications(first: 25, catalogType: APP) @include(if: $channels) {
      nodes {
        id
        catalog {
          title
          ... on AppCatalog {
            apps(first: 1) { nodes { handle title } }
          }
        }
      }
    }
    onlineStore @include(if: $storefront) {
      passwordProtection { enabled }
    }
    orders(first: 1) @include(if: $orders) {
      nodes { id }
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
  publications: channels.optional(),
  onlineStore: z.object({ passwordProtection: z.object({ enabled: z.boolean() }) }).optional(),
  orders: z.object({ nodes: z.array(z.object({ id: z.string() })) }).optional(),
})
type Answer = z.output<typeof answer>
type Part = 'channels' | 'storefront' | 'orders'

/**
 * Who the shop is, what the app may do there, and what customers would find: in one call. Where
 * Shopify refuses any of it, it refuses the whole call: then each part is asked for alone.
 */
export async function readShop(client: ShopifyClient): Promise<ShopifyResult<ShopFacts>> {
  const all = await read(client, ['channels', 'storefront', 'orders'])
  if (all.kind !== 'denied') return mapOk(all, (whole) => factsOf(whole, (of) => seen(of(whole))))
  const base = await read(client, [])
  if (base.kind !== 'ok') return base
  const parts = {
    channels: await read(client, ['channels']),
    storefront: await read(client, ['storefront']),
    orders: await read(client, ['orders']),
  }
  const lost = Object.values(parts).find(({ kind }) => kind === 'unauthorized')
  if (lost && lost.kind !== 'ok') return lost
  return mapOk(base, (whole) =>
    factsOf(whole, (of, part) => {
      const result = parts[part]
      if (result.kind === 'ok') return seen(of(result.value))
      return { kind: result.kind === 'denied' ? 'refused' : 'unknown' }
    }),
  )
}

function read(client: ShopifyClient, parts: readonly Part[]): Promise<ShopifyResult<Answer>> {
  return shopifyGraphql(
    client,
    { document: readShopDocument, data: answer },
    {
      channels: parts.includes('channels'),
      storefront: parts.includes('storefront'),
      orders: parts.includes('orders'),
    },
  )
}

function seen<T>(value: T | undefined): Look<T> {
  return value === undefined ? { kind: 'unknown' } : { kind: 'read', value }
}

type LookAt = <T>(of: (whole: Answer) => T | undefined, part: Part) => Look<T>

function factsOf(whole: Answer, lookAt: LookAt): ShopFacts {
  const { shop, currentAppInstallation } = whole
  const scopes = currentAppInstallation.accessScopes.map((scope) => scope.handle)
  return {
    name: shop.name,
    domain: shop.myshopifyDomain,
    currency: shop.currencyCode,
    storeUrl: shop.primaryDomain.url,
    scopes,
    missingScopes: missingScopes(scopes),
    hasOnlineStore: lookAt(
      ({ publications }) => publications && onlineStoreOf(publications) !== undefined,
      'channels',
    ),
    hasPassword: lookAt(({ onlineStore }) => onlineStore?.passwordProtection.enabled, 'storefront'),
    orders: lookAt(({ orders }) => orders && true, 'orders'),
  }
}

/** The required scopes that these do not cover. */
function missingScopes(scopes: readonly string[]): string[] {
  const granted = new Set(scopes.flatMap((scope) => [scope, scope.replace(/^write_/, 'read_')]))
  return REQUIRED_SCOPES.filter((scope) => !granted.has(scope))
}
