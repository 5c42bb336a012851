import { Hono } from 'hono'
import * as z from 'zod'
import type { SandboxEnv } from './apply-fault.ts'
import type { DynamicMockups } from './dynamic-mockups/app.ts'
import type { RenderRecord } from './dynamic-mockups/records.ts'
import { TEMPLATE_CHANGES } from './dynamic-mockups/templates.ts'
import type { Faults } from './faults.ts'
import type { createShopify } from './shopify/app.ts'
import { productEditSchema } from './shopify/edit-product.ts'

export type Parts = {
  faults: Faults
  dynamicMockups: DynamicMockups
  shopify: ReturnType<typeof createShopify>
}

const creditsSchema = z.strictObject({
  key: z.string().min(1),
  credits: z.int().min(0).nullable(),
})

const templateSchema = z.strictObject({
  key: z.string().min(1),
  uuid: z.string().min(1),
  change: z.enum(TEMPLATE_CHANGES),
})

const collectionSchema = z.strictObject({
  shop: z.string(),
  title: z.string().min(1),
  handle: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
})
const bucketSchema = z.strictObject({ shop: z.string().min(1), available: z.int().min(0) })

const milliseconds = z.int().min(0).max(600_000)
const latencySchema = z
  .strictObject({ key: z.string().min(1).optional(), min_ms: milliseconds, max_ms: milliseconds })
  .refine(({ min_ms, max_ms }) => min_ms <= max_ms, 'min_ms must not exceed max_ms')

const settingsSchema = z.strictObject({
  currency: z.enum(['EUR', 'GBP', 'USD']).optional(),
  password: z.boolean().optional(),
  orders: z.enum(['granted', 'denied']).optional(),
  online_store: z.boolean().optional(),
  scopes: z.array(z.string()).nullable().optional(),
  revoked: z.boolean().optional(),
})

const readJson = (request: { json: () => Promise<unknown> }) =>
  request.json().catch(() => undefined)

const showRender = (record: RenderRecord) => {
  const { type: _type, bad: _bad, ...shown } = record
  return shown
}

/** The JSON API for tests and developers: what was received, which faults to set, what to reset. */
export const createControlApi = ({ faults, dynamicMockups, shopify }: Parts): Hono<SandboxEnv> => {
  const api = new Hono<SandboxEnv>()
  const refused = (details: unknown) => ({ error: 'Invalid request body', details })

  api.get('/dynamic-mockups/renders', (c) => {
    const key = c.req.query('key')
    const renders = dynamicMockups.renders(key).map(showRender)
    return c.json({ charged: dynamicMockups.charged(key), renders })
  })

  api.post('/dynamic-mockups/credits', async (c) => {
    const parsed = creditsSchema.safeParse(await readJson(c.req))
    if (!parsed.success) return c.json(refused(parsed.error.issues), 400)
    dynamicMockups.allow(parsed.data.key, parsed.data.credits)
    return c.json({ success: true, ...parsed.data })
  })

  api.post('/dynamic-mockups/latency', async (c) => {
    const parsed = latencySchema.safeParse(await readJson(c.req))
    if (!parsed.success) return c.json(refused(parsed.error.issues), 400)
    const { key, ...latency } = parsed.data
    dynamicMockups.setLatency(key, latency)
    return c.json({ success: true, ...parsed.data })
  })

  api.post('/dynamic-mockups/templates', async (c) => {
    const parsed = templateSchema.safeParse(await readJson(c.req))
    if (!parsed.success) return c.json(refused(parsed.error.issues), 400)
    const { key, uuid, change } = parsed.data
    dynamicMockups.changeTemplate(key, uuid, change)
    return c.json({ success: true, ...parsed.data })
  })

  api.get('/shopify/products', (c) => c.json(shopify.inspect(c.req.query('shop'))))

  api.get('/shopify/collections', (c) => c.json(shopify.inspectCollections(c.req.query('shop'))))

  api.post('/shopify/collections', async (c) => {
    const parsed = collectionSchema.safeParse(await readJson(c.req))
    if (!parsed.success) return c.json(refused(parsed.error.issues), 400)
    const { shop, ...collection } = parsed.data
    const gid = shopify.addCollection(shop, collection)
    return gid === undefined
      ? c.json({ error: 'No such shop, or the handle is taken' }, 409)
      : c.json({ success: true, gid }, 201)
  })

  // The id is a global id, written with %2F or as it is, or its number.
  api.patch('/shopify/products/:id{.+}', async (c) => {
    const parsed = productEditSchema.safeParse(await readJson(c.req))
    if (!parsed.success) return c.json(refused(parsed.error.issues), 400)
    const edited = await shopify.edit(c.req.param('id'), parsed.data, c.req.query('shop'))
    if (!edited) return c.json({ error: 'No shop has this product' }, 404)
    const { refusal, product } = edited
    return refusal === undefined
      ? c.json({ success: true, product })
      : c.json({ error: refusal }, 409)
  })

  api.delete('/shopify/products/:id{.+}', (c) => {
    const isRemoved = shopify.remove(c.req.param('id'), c.req.query('shop'))
    return isRemoved
      ? c.json({ success: true })
      : c.json({ error: 'No shop has this product' }, 404)
  })

  api.get('/shopify/bucket', (c) => c.json(shopify.bucket(c.req.query('shop') ?? '')))

  api.post('/shopify/bucket', async (c) => {
    const parsed = bucketSchema.safeParse(await readJson(c.req))
    if (!parsed.success) return c.json(refused(parsed.error.issues), 400)
    shopify.drain(parsed.data.shop, parsed.data.available)
    return c.json({ success: true, ...parsed.data })
  })

  api.patch('/shopify/shops/:domain', async (c) => {
    const parsed = settingsSchema.safeParse(await readJson(c.req))
    if (!parsed.success) return c.json(refused(parsed.error.issues), 400)
    const settings = shopify.change(c.req.param('domain'), parsed.data)
    return settings ? c.json({ success: true, settings }) : c.json({ error: 'No such shop' }, 404)
  })

  api.get('/faults', (c) => c.json({ faults: faults.list() }))

  api.post('/faults', async (c) => {
    const added = faults.add(await readJson(c.req))
    return added.ok
      ? c.json({ success: true, fault: added.fault }, 201)
      : c.json(refused(added.details), 400)
  })

  api.delete('/faults', (c) => {
    const { key, shop, vendor } = c.req.query()
    faults.clear({ key, shop, vendor })
    return c.json({ success: true, faults: faults.list() })
  })

  api.delete('/state', (c) => {
    const { key, shop } = c.req.query()
    if (shop === undefined) dynamicMockups.reset(key)
    if (key === undefined) shopify.reset(shop)
    return c.json({ success: true })
  })

  return api
}
