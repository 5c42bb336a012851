import { setTimeout as sleep } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import * as z from 'zod'
import type { SandboxEnv } from '../sandbox/apply-fault.ts'
import { createFaults } from '../sandbox/faults.ts'
import { createShopify } from '../sandbox/shopify/app.ts'
import { BUCKET_MAXIMUM, BUCKET_RESTORE_PER_SECOND } from '../sandbox/shopify/bucket.ts'
import { makeArtworks } from '../scripts/drills/make-artworks.ts'
import { connectShop } from '../scripts/seed/connect-shop.ts'
import type { Bench } from './support/bench.ts'
import { bundle } from './support/bundle.ts'
import { type EmptyHub, openEmpty } from './support/open-empty.ts'

const PRODUCTS = 200
const AT_ONCE = 10
const HOST = '127.0.0.1'
const POLL_MS = 250
const TIMEOUT_MS = 15 * 60_000
const MILLISECONDS = 1_000

const product = z.object({ product: z.object({ id: z.string() }) })
const costed = z.object({
  extensions: z.object({ cost: z.object({ actualQueryCost: z.number().nullable() }) }),
})

/** Two hundred products published against what the shop's bucket of cost points lets through. */
export const publishing: Bench = {
  id: 'B13',
  title: `${PRODUCTS} products published against the bucket's bound`,
  async run() {
    const shop = await startShop()
    const hub = await openEmpty({
      bundle: await bundle('bench/worker/recorded-hub.ts'),
      variables: shop.variables,
    })
    try {
      await connectShop(hub.client)
      const ids = await createProducts(hub)
      shop.reset()
      const began = performance.now()
      await inLanes(ids, (id) => hub.client(`/api/products/${id}/publish`, z.unknown(), POST))
      await untilActive(hub)
      const seconds = (performance.now() - began) / MILLISECONDS
      const points = shop.points()
      const bound = Math.max(0, points - BUCKET_MAXIMUM) / BUCKET_RESTORE_PER_SECOND
      const note = `${Math.round(points)} points, ${shop.throttled()} calls throttled`
      return {
        measures: [
          { what: 'time against the bound', value: seconds / bound, atMost: 1.25, note },
          { what: 'time', value: seconds, unit: ' s' },
          { what: 'the bound', value: bound, unit: ' s' },
        ],
      }
    } finally {
      await hub.close()
      await shop.close()
    }
  },
}

const POST = { method: 'POST' } as const

/** The sandbox's shop, with its points added up. */
async function startShop() {
  const shopify = createShopify({ faults: createFaults() })
  let [points, throttled] = [0, 0]
  const app = new Hono<SandboxEnv>()
  app.use(async (c, next) => {
    await next()
    if (!c.req.path.endsWith('graphql.json')) return
    const { data } = costed.safeParse(await c.res.clone().json())
    if (!data) return
    points += data.extensions.cost.actualQueryCost ?? 0
    throttled += data.extensions.cost.actualQueryCost === null ? 1 : 0
  })
  app.route('/shopify/:shop', shopify.app)
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The shop has no port')
  const host = `${HOST}:${address.port}`
  return {
    points: () => points,
    throttled: () => throttled,
    reset() {
      points = 0
      throttled = 0
    },
    variables: { SHOPIFY_API_ORIGIN: `http://${host}/shopify/{shop}`, OUTBOUND_HOSTS: host },
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await shopify.close()
    },
  }
}

async function createProducts(hub: EmptyHub): Promise<string[]> {
  const imageIds = await makeArtworks(hub.client, 1)
  const ids: string[] = []
  const numbers = Array.from({ length: PRODUCTS }, (_, n) => n)
  await inLanes(numbers, async (n) => {
    const variants = [{ size: '8x10' }, { size: '11x14' }]
    const body = { title: `Bench ${n}`, imageIds, variants }
    ids.push((await hub.client('/api/products', product, { method: 'POST', body })).product.id)
  })
  return ids
}

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = [...items]
  const lane = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

async function untilActive(hub: EmptyHub): Promise<void> {
  const deadline = performance.now() + TIMEOUT_MS
  const query = hub.database.prepare(
    `SELECT sum(status = 'active' AND publish_state = 'idle') AS active,
       sum(publish_state = 'failed') AS failed FROM products`,
  )
  while (performance.now() < deadline) {
    const row = await query.first<{ active: number; failed: number }>()
    if (row && row.failed > 0) throw new Error(`${row.failed} products were not published`)
    if (row && row.active >= PRODUCTS) return
    await sleep(POLL_MS)
  }
  throw new Error('The products were not published in fifteen minutes')
}
