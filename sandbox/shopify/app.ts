import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { answerUnderFault } from '../apply-fault.ts'
import type { Faults } from '../faults.ts'
import { createBuckets } from './bucket.ts'
import { addOwnCollection } from './collections.ts'
import type { ShopEnv } from './context.ts'
import { deleteProduct, editProduct, isNamed, type ProductEdit } from './edit-product.ts'
import { operationNameOf, readRequest, runGraphql } from './graphql.ts'
import { inspectCollections, inspectProduct, inspectShop } from './inspect.ts'
import { grantToken, isAuthorized } from './oauth.ts'
import { openPictures } from './picture-store.ts'
import type { ShopSettings } from './shop-state.ts'
import { openShops } from './shop-store.ts'
import { receiveUpload } from './staged-uploads.ts'
import { mountStorefront } from './storefront/mount.ts'

export type ShopifyOptions = {
  faults: Pick<Faults, 'take'>
  /** Without a folder nothing outlives the process. */
  stateDir?: string
  hubUrl?: string
  now?: () => number
}

/** The sandbox of Shopify: shops to be mounted under `/shopify/:shop`. */
export const createShopify = (options: ShopifyOptions) => {
  const { faults, stateDir, now = Date.now } = options
  const folder = stateDir === undefined ? undefined : join(stateDir, 'shopify')
  const shops = openShops(folder)
  const pictures = openPictures(folder === undefined ? undefined : join(folder, 'pictures'))
  const buckets = createBuckets(now)
  const background = new Set<Promise<void>>()
  const inBackground = (work: Promise<void>) => {
    const tracked = work.finally(() => background.delete(tracked))
    background.add(tracked)
  }

  const app = new Hono<ShopEnv>()
  app.use('*', async (c, next) => {
    const domain = c.req.param('shop') ?? ''
    const shop = shops.open(domain)
    if (!shop) return c.json({ errors: 'Not Found' }, 404)
    const base = `${new URL(c.req.url).origin}/shopify/${domain}`
    c.set('ctx', { shop, pictures, base, now, inBackground })
    await next()
  })

  const underFault = (c: Context<ShopEnv>, operation: string, work: () => Promise<Response>) => {
    const { domain } = c.var.ctx.shop.credentials
    const fault = faults.take('shopify', operation, { shop: domain })
    return answerUnderFault(c, fault, work, (message) => ({ errors: message }))
  }

  app.post('/admin/oauth/access_token', (c) =>
    underFault(c, 'access_token', () => grantToken(c, c.var.ctx.shop, now())),
  )
  app.post('/admin/api/2026-10/graphql.json', async (c) => {
    const request = readRequest(await c.req.json().catch(() => undefined))
    const operation = 'document' in request ? operationNameOf(request) : 'graphql'
    return underFault(c, operation, async () => {
      if (!isAuthorized(c, c.var.ctx.shop, now())) return c.json({ errors: INVALID_TOKEN }, 401)
      if (!('document' in request)) return c.json({ errors: request })
      return c.json(await runGraphql(c.var.ctx, buckets, request))
    })
  })
  app.on(['POST', 'PUT'], ['/uploads/:key', '/uploads/:key/:filename'], (c) =>
    underFault(c, 'upload', () => receiveUpload(c, c.var.ctx, c.req.param('key'))),
  )
  mountStorefront(app)

  /** The product of this global id or number, in one shop or in any. */
  const find = (id: string, domain?: string) => {
    const wanted = domain === undefined ? shops.all() : [shops.open(domain)]
    for (const shop of wanted) {
      const product = shop?.state.products.find((known) => isNamed(known.id, id))
      if (shop && product) return { shop, product }
    }
    return undefined
  }

  return {
    app,
    /** Edits a product at its shop: what it is then, why it was refused, or undefined. */
    async edit(id: string, edit: ProductEdit, domain?: string) {
      const found = find(id, domain)
      if (!found) return undefined
      const refusal = await editProduct({ shop: found.shop, pictures, now }, found.product, edit)
      return { refusal, product: inspectProduct(found.shop, found.product, now()) }
    },
    /** Removes a product from its shop: whether there was one. */
    remove(id: string, domain?: string): boolean {
      const found = find(id, domain)
      if (found) deleteProduct({ shop: found.shop, pictures, now }, found.product)
      return found !== undefined
    },
    /** What the shops hold, or one of them. */
    inspect: (shop?: string) => ({
      products: shops
        .all()
        .filter(({ credentials }) => shop === undefined || credentials.domain === shop)
        .flatMap((known) => inspectShop(known, now())),
    }),
    /** Adds a published collection of the shop's own: its id, or undefined where that fails. */
    addCollection(domain: string, { title, handle }: { title: string; handle: string }) {
      const shop = shops.open(domain)
      return shop && addOwnCollection({ shop, now }, { title, handle })
    },
    /** The collections of the shops, or of one of them. */
    inspectCollections: (shop?: string) => ({
      collections: shops
        .all()
        .filter(({ credentials }) => shop === undefined || credentials.domain === shop)
        .flatMap(inspectCollections),
    }),
    bucket: (shop: string) => buckets.inspect(shop),
    drain: (shop: string, available: number) => buckets.drain(shop, available),
    /** Sets what a merchant, or Shopify, sets at a shop; undefined where there is no such shop. */
    change(domain: string, settings: Partial<ShopSettings>): ShopSettings | undefined {
      const shop = shops.open(domain)
      if (!shop) return undefined
      shop.state.settings = { ...shop.state.settings, ...settings }
      shop.save()
      return shop.state.settings
    },
    /** Empties one shop, or all. */
    reset(shop?: string): void {
      shops.reset(shop)
      buckets.reset(shop)
      pictures.drop(shop === undefined ? '' : `${shop}.`)
    },
    close: async (): Promise<void> => {
      await Promise.allSettled(background)
    },
  }
}

const INVALID_TOKEN = '[API] Invalid API key or access token (unrecognized login or wrong password)'
