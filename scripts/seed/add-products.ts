import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { DemoArtworks } from './add-artworks.ts'
import { demoProducts } from './demo-plan.ts'
import type { HubClient } from './hub-client.ts'
import type { DemoMockup } from './make-mockups.ts'

const TIMEOUT_MS = 180_000
const PAUSE_MS = 500

const product = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  publish_state: z.string(),
  sync_error: z.string().nullish(),
})
const products = z.object({ products: z.array(product) })
const oneFile = z.object({ digital_file: z.object({ id: z.string() }) })
const oneProduct = z.object({ product })

/** Adds the products of the story that are not there yet, and publishes what is to be on sale. */
export async function addProducts(
  hub: HubClient,
  artworks: DemoArtworks,
  mockups: DemoMockup[],
): Promise<void> {
  const known = await hub('/api/products?limit=100', products)
  for (const { artwork, isLive, variants, ...fields } of demoProducts) {
    const source = artworks.get(artwork)
    if (!source) throw new Error(`The story has no artwork ${artwork}`)
    const { assetId, quoteId, collection } = source
    const approved = mockups.filter(
      ({ asset_id, status }) => asset_id === assetId && status === 'approved',
    )
    const imageIds = [assetId, ...approved.map(({ id }) => id)]
    const existing = known.products.find(({ title }) => title === fields.title)
    const body = { ...fields, assetId, quoteId, collection, imageIds }
    const added = existing ?? (await addProduct(hub, body, variants))
    if (isLive && added.status !== 'active') await publish(hub, added.id)
  }
}

/** What customers of its download get is the artwork's own file. */
async function addProduct(
  hub: HubClient,
  fields: { assetId: string },
  variants: (typeof demoProducts)[number]['variants'],
) {
  const { digital_file: file } = await hub('/api/digital-files', oneFile, {
    method: 'POST',
    body: { assetId: fields.assetId },
  })
  const body = {
    ...fields,
    variants: variants.map((variant) =>
      variant.is_digital
        ? { ...variant, digital_file_id: file.id, accept_undelivered: true }
        : variant,
    ),
  }
  return (await hub('/api/products', oneProduct, { method: 'POST', body })).product
}

async function publish(hub: HubClient, id: string): Promise<void> {
  await hub(`/api/products/${id}/publish`, z.unknown(), { method: 'POST' })
  const deadline = Date.now() + TIMEOUT_MS
  while (Date.now() < deadline) {
    const { product: now } = await hub(`/api/products/${id}`, oneProduct)
    if (now.status === 'active' && now.publish_state === 'idle') return
    if (now.publish_state === 'failed') {
      throw new Error(`"${now.title}" was not published: ${now.sync_error ?? 'no reason given'}`)
    }
    await sleep(PAUSE_MS)
  }
  throw new Error('A product was not published in three minutes')
}
