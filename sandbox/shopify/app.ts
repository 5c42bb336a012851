import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { answerUnderFault } from '../apply-fault.ts'
import type { Faults } from '../faults.ts'
import { createBuckets } from './bucket.ts'
import type { ShopEnv } from './context.ts'
import { operationNameOf, readRequest, runGraphql } from './graphql.ts'
import { inspectShop } from './inspect.ts'
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

  return {
    app,
    /** What the shops hold, or one of them. */
    inspect: (shop?: string) => ({
      products: shops
        .all()
        .filter(({ credentials }) => shop === undefined || credentials.domain === shop)
        .flatMap((known) => inspectShop(known, now())),
    }),
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
