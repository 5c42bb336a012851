import { env } from 'cloudflare:workers'
import * as z from 'zod'
import { newId } from '../../../src/ids.ts'
import { api } from './api.ts'
import type { Browser } from './browser.ts'
import type { TestUser } from './create-user.ts'
import { sandboxPost } from './sandbox.ts'

const shopProducts = z.object({
  products: z.array(
    z.object({
      gid: z.string(),
      handle: z.string(),
      title: z.string(),
      descriptionHtml: z.string(),
      seo: z.object({ title: z.string().nullable(), description: z.string().nullable() }),
      category: z.string().nullable(),
      status: z.string(),
      published: z.boolean(),
      tags: z.array(z.string()),
      /** By their handles. */
      collections: z.array(z.string()),
      variants: z.array(
        z.object({
          gid: z.string(),
          sku: z.string().nullable(),
          price: z.string(),
          requiresShipping: z.boolean(),
          weight: z.object({ value: z.number(), unit: z.string() }).nullish(),
          cost: z.string().nullable(),
          tracked: z.boolean(),
          inventoryPolicy: z.string(),
          options: z.array(z.object({ name: z.string(), value: z.string() })),
          /** Its own picture, by the shop's id. */
          media: z.string().nullable(),
        }),
      ),
      media: z.array(z.object({ gid: z.string(), status: z.string(), alt: z.string().nullable() })),
    }),
  ),
})

export type ShopView = z.infer<typeof shopProducts>['products'][number]

/** Connects the user to a shop, one of the test's own unless it is named, and gives its domain. */
export async function connectShop(
  user: TestUser,
  { shop = newShop(), live }: { shop?: string; live?: 'keep' | 'retire' } = {},
): Promise<string> {
  const answer = await putShop(user, shop, live ? { live } : {})
  if (!answer.ok) throw new Error(`no shop: ${answer.status} ${await answer.text()}`)
  return shop
}

/** The same by the form of the page. */
export async function connectShopByForm(
  browser: Browser,
  more: { live?: 'keep' | 'retire' } = {},
): Promise<string> {
  const shop = newShop()
  const name = shop.replace('.myshopify.com', '')
  const answer = await browser.post('/integrations/shopify', {
    shop_domain: shop,
    client_id: `client_${name}`,
    client_secret: `secret_${name}`,
    access_token: '',
    ...more,
  })
  if (answer.status !== 303) throw new Error(`no shop: ${answer.status} ${await answer.text()}`)
  return shop
}

export function newShop(): string {
  return `test-${newId()}.myshopify.com`
}

/** Asks for a shop to be connected, with the client id and secret that the sandbox gives it. */
export function putShop(user: TestUser, shop: string, more = {}): Promise<Response> {
  const name = shop.replace('.myshopify.com', '')
  const credentials = { clientId: `client_${name}`, clientSecret: `secret_${name}` }
  const body = { shopDomain: shop, ...credentials, ...more }
  return api(user, 'PUT', '/api/integrations/shopify', body)
}

/** What the sandbox's shop holds. */
export async function productsAtShop(shop: string): Promise<ShopView[]> {
  const answer = await fetch(`${env.SANDBOX_URL}/__sandbox/shopify/products?shop=${shop}`)
  return shopProducts.parse(await answer.json()).products
}

const shopCollections = z.object({
  collections: z.array(
    z.object({
      gid: z.string(),
      handle: z.string(),
      title: z.string(),
      published: z.boolean(),
      products: z.array(z.string()),
    }),
  ),
})

/** The collections of the sandbox's shop. */
export async function collectionsAtShop(shop: string) {
  const answer = await fetch(`${env.SANDBOX_URL}/__sandbox/shopify/collections?shop=${shop}`)
  return shopCollections.parse(await answer.json()).collections
}

/** Lets the shop fail as described: `{ kind: 'lost_response', times: 1 }`. */
export function breakShop(shop: string, fault: Record<string, unknown>): Promise<void> {
  return sandboxPost('/faults', { vendor: 'shopify', shop, ...fault })
}

type ShopSettings = {
  currency?: 'EUR' | 'GBP' | 'USD'
  password?: boolean
  orders?: 'granted' | 'denied'
  online_store?: boolean
  scopes?: string[] | null
  revoked?: boolean
}

/** Sets at the shop what a merchant, or Shopify, sets there. */
export async function changeShop(shop: string, settings: ShopSettings): Promise<void> {
  const answer = await fetch(`${env.SANDBOX_URL}/__sandbox/shopify/shops/${shop}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  })
  if (!answer.ok) throw new Error(`shop ${shop}: ${answer.status} ${await answer.text()}`)
}

/** What a merchant does at the shop itself, past the hub. */
export async function atShop(
  shop: string,
  query: string,
  variables: Record<string, unknown>,
): Promise<void> {
  const name = shop.replace('.myshopify.com', '')
  const url = `${env.SANDBOX_URL}/shopify/${shop}/admin/api/2026-10/graphql.json`
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shopify-access-token': `shpat_${name}`,
    },
    body: JSON.stringify({ query, variables }),
  })
  const text = await answer.text()
  if (!answer.ok || text.includes('"errors"')) throw new Error(`shop: ${answer.status} ${text}`)
}

/** What the shop's own staff change of a product there. */
export async function editAtShop(
  shop: string,
  gid: string,
  edit: Record<string, unknown>,
): Promise<void> {
  const url = `${env.SANDBOX_URL}/__sandbox/shopify/products/${encodeURIComponent(gid)}?shop=${shop}`
  const answer = await fetch(url, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(edit),
  })
  if (!answer.ok) throw new Error(`shop: ${answer.status} ${await answer.text()}`)
}

/** The shop's staff delete a product there. */
export async function deleteAtShop(shop: string, gid: string): Promise<void> {
  const url = `${env.SANDBOX_URL}/__sandbox/shopify/products/${encodeURIComponent(gid)}?shop=${shop}`
  const answer = await fetch(url, { method: 'DELETE' })
  if (!answer.ok) throw new Error(`shop: ${answer.status} ${await answer.text()}`)
}
