import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { connectShop } from '../seed/connect-shop.ts'
import { createHubClient, type HubClient } from '../seed/hub-client.ts'
import { makeArtworks } from './make-artworks.ts'
import { openProduct } from './open-product.ts'
import { check } from './report.ts'
import { createVendor } from './vendor.ts'

const POLL_MS = 500
const TIMEOUT_MS = 5 * 60_000

const product = z.object({
  product: z.object({
    id: z.string(),
    status: z.string(),
    publish_state: z.string(),
    sync_error: z.string().nullable(),
  }),
})

/** Published twice at once, and with the shop's answer lost: one product at the shop each. */
export async function publishing(): Promise<void> {
  const running = await openProduct()
  try {
    const hub = createHubClient(running.settings.hubUrl, running.key)
    const vendor = createVendor(running.settings)
    await connectShop(hub)
    const [assetId] = await makeArtworks(hub, 1)

    const twice = await create(hub, assetId, 'Published twice')
    await Promise.all([publish(hub, twice), publish(hub, twice)])
    await untilActive(hub, twice)
    await publish(hub, twice)
    await untilActive(hub, twice)
    check('published three times: one product', (await named(vendor, 'Published twice')) === 1)

    const lost = await create(hub, assetId, 'Published into silence')
    await vendor.fault({
      vendor: 'shopify',
      kind: 'lost_response',
      operation: 'productSet',
      times: 1,
    })
    await publish(hub, lost)
    await untilActive(hub, lost)
    check('with a lost answer: one product', (await named(vendor, 'Published into silence')) === 1)
  } finally {
    await running.close()
  }
}

async function create(hub: HubClient, assetId: string | undefined, title: string): Promise<string> {
  const body = { title, imageIds: [assetId], variants: [{ size: '8x10' }, { size: '11x14' }] }
  return (await hub('/api/products', product, { method: 'POST', body })).product.id
}

async function publish(hub: HubClient, id: string): Promise<void> {
  await hub(`/api/products/${id}/publish`, z.unknown(), { method: 'POST' })
}

async function untilActive(hub: HubClient, id: string): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS
  while (Date.now() < deadline) {
    const known = (await hub(`/api/products/${id}`, product)).product
    if (known.status === 'active' && known.publish_state === 'idle') return
    await sleep(POLL_MS)
  }
  throw new Error('The product was not published in five minutes')
}

async function named(vendor: ReturnType<typeof createVendor>, title: string): Promise<number> {
  return (await vendor.products()).products.filter((each) => each.title === title).length
}
