import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import sharp from 'sharp'
import { createOutbound } from '../../src/integrations/http.ts'
import type { ProductForShop } from '../../src/integrations/shopify/build-product-input.ts'
import type { OwnVariant } from '../../src/integrations/shopify/build-variants.ts'
import type { ShopifyClient } from '../../src/integrations/shopify/graphql.ts'
import type { ShopifyResult } from '../../src/integrations/shopify/result.ts'
import { createFaults } from '../faults.ts'
import { createShopify } from './app.ts'

const ORIGIN = 'http://localhost:8920'

/** A shop of its own for one test, the hub's client for it, and a clock that only the test moves. */
export const openTestShop = (options: { stateDir?: string; domain?: string } = {}) => {
  const shop = options.domain ?? `test-${randomUUID()}.myshopify.com`
  const clock = { now: Date.UTC(2026, 10, 20) }
  const faults = createFaults()
  const stateDir = options.stateDir
  const shopify = createShopify({ faults, stateDir, now: () => clock.now })
  const root = new Hono().route('/shopify/:shop', shopify.app)
  const fetcher: typeof fetch = async (url, init) => root.request(String(url), init)
  const client: ShopifyClient = {
    outbound: createOutbound(fetcher, ['localhost:8920']),
    originTemplate: `${ORIGIN}/shopify/{shop}`,
    shop,
    accessToken: `shpat_${shop.replace('.myshopify.com', '')}`,
    random: () => 0,
  }
  return {
    shop,
    client,
    clock,
    faults,
    shopify,
    get: (path: string) => root.request(`${ORIGIN}/shopify/${shop}${path}`),
    /** Sends a form of one of the shop's pages. */
    post: (path: string, fields: Record<string, string>) =>
      root.request(`${ORIGIN}/shopify/${shop}${path}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
      }),
    products: () => shopify.inspect(shop).products,
  }
}

/** The value of a result that must be ok. */
export const okValue = <T>(result: ShopifyResult<T>): T => {
  if (result.kind !== 'ok') throw new Error(`not ok: ${JSON.stringify(result)}`)
  return result.value
}

export const somePng = async (colour = '#a3b18a'): Promise<Uint8Array<ArrayBuffer>> =>
  Uint8Array.from(
    await sharp({ create: { width: 40, height: 50, channels: 3, background: colour } })
      .png()
      .toBuffer(),
  )

export const someProduct = (changes: Partial<ProductForShop> = {}): ProductForShop => ({
  id: '0193a1b2-0000-7000-8000-00000000abcd',
  title: 'Rest is not a reward',
  descriptionHtml: '<p>A quiet reminder.</p>',
  vendor: 'Haven & Hold',
  productType: 'Print',
  currency: 'USD',
  tags: ['grounding'],
  handle: 'rest-is-not-a-reward-0000abcd',
  ...changes,
})

export const someVariants = (): OwnVariant[] => [
  variant('8x10', 'unframed', 2499),
  variant('8x10', 'white', 4999),
  variant('8x10', 'digital', 999),
]

const variant = (size: string, frame: OwnVariant['frame'], priceMinor: number): OwnVariant => ({
  id: `${size}-${frame}`,
  sku: `HH-0000ABCD-${size.toUpperCase()}-${frame.slice(0, 3).toUpperCase()}`,
  size,
  frame,
  priceMinor,
  isDigital: frame === 'digital',
})
