import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { credentialsOf } from '../../sandbox/shopify/credentials.ts'
import { connectShop } from '../seed/connect-shop.ts'
import { DEMO_SHOP } from '../seed/demo-plan.ts'
import { createHubClient, type HubClient } from '../seed/hub-client.ts'
import { makeArtworks } from './make-artworks.ts'
import { openProduct } from './open-product.ts'
import { check, report } from './report.ts'
import { createVendor } from './vendor.ts'

const PRODUCTS = 200
const LANES = 4
const MILLISECONDS = 1_000
const POLL_MS = 1_000
const TIMEOUT_MS = 15 * 60_000
const RESTORED_PER_SECOND = 100

const created = z.object({ product: z.object({ id: z.string() }) })
const started = z.object({ jobId: z.string() })
const job = z.object({
  status: z.string(),
  failed: z.number(),
  sent: z.number(),
  arrived: z.number(),
  not_arrived: z.number(),
})

type Vendor = ReturnType<typeof createVendor>

/** Two hundred products published by one job, within the points that the shop's bucket gives. */
export async function twoHundred(): Promise<void> {
  const running = await openProduct()
  try {
    const hub = createHubClient(running.settings.hubUrl, running.key)
    const vendor = createVendor(running.settings)
    const shop = credentialsOf(DEMO_SHOP)?.domain ?? DEMO_SHOP
    await connectShop(hub)
    const titles = Array.from({ length: PRODUCTS }, (_, n) => `Print ${n + 1}`)
    const ids = await makeProducts(hub, titles)
    await slowDown(vendor)
    const before = await vendor.bucket(shop)
    const began = Date.now()
    const body = { type: 'publish', sel: { ids }, change: {} }
    const { jobId } = await hub('/api/jobs', started, { method: 'POST', body })
    const end = await followJob(hub, vendor, shop, jobId)
    const seconds = (Date.now() - began) / MILLISECONDS
    const after = await vendor.bucket(shop)
    check(`all have arrived (${end.arrived})`, end.arrived === PRODUCTS && end.not_arrived === 0)
    await checkShop(vendor, titles)
    const points = after.taken - before.taken
    const bound = Math.max(0, points - before.available) / RESTORED_PER_SECOND
    report(
      'points, and points a product',
      `${points.toFixed(0)}, ${(points / PRODUCTS).toFixed(1)}`,
    )
    report('calls that were throttled', after.throttled - before.throttled)
    report('least points in the bucket', after.least.toFixed(1))
    check('the bucket never fell below zero', after.least >= 0)
    report('seconds, and what the bucket allows', `${seconds.toFixed(1)}, ${bound.toFixed(1)}`)
    report('ratio', (seconds / bound).toFixed(3))
  } finally {
    await running.close()
  }
}

async function makeProducts(hub: HubClient, titles: readonly string[]): Promise<string[]> {
  const imageIds = await makeArtworks(hub, 2)
  const variants = [{ size: '8x10' }, { size: '11x14' }]
  const left = titles.map((title, n) => ({ title, n }))
  const ids: string[] = []
  const lane = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const body = { title: next.title, imageIds, variants }
      const { product } = await hub('/api/products', created, { method: 'POST', body })
      ids[next.n] = product.id
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return ids
}

/** Each call takes 100, 200 or 300 ms. */
async function slowDown(vendor: Vendor): Promise<void> {
  for (const [value, probability] of [
    [100, 1 / 3],
    [200, 1 / 2],
    [300, 1],
  ] as const) {
    await vendor.fault({ vendor: 'shopify', kind: 'latency', operation: '*', value, probability })
  }
}

async function followJob(hub: HubClient, vendor: Vendor, shop: string, id: string) {
  const deadline = Date.now() + TIMEOUT_MS
  for (let polls = 0; Date.now() < deadline; polls += 1) {
    const state = await hub(`/api/jobs/${id}?limit=1`, job)
    const ended = state.arrived + state.not_arrived
    if (polls % 15 === 0) {
      const { available } = await vendor.bucket(shop)
      report(
        `${polls} s: asked for, arrived, in the bucket`,
        `${state.sent}, ${ended}, ${available.toFixed(0)}`,
      )
    }
    if (state.status !== 'running' && ended + state.failed >= PRODUCTS) return state
    await sleep(POLL_MS)
  }
  throw new Error('The products were not published in fifteen minutes')
}

async function checkShop(vendor: Vendor, titles: readonly string[]): Promise<void> {
  const { products } = await vendor.products()
  const atShop = Map.groupBy(products, ({ title }) => title)
  check(
    'each is at the shop exactly once',
    titles.every((title) => atShop.get(title)?.length === 1),
  )
  const mine = titles.flatMap((title) => atShop.get(title) ?? [])
  check(
    'each is on sale',
    mine.every(({ status, published }) => status === 'ACTIVE' && published),
  )
  check(
    'each has its two pictures, ready',
    mine.every(({ media }) => media.length === 2 && media.every((m) => m.status === 'READY')),
  )
}
