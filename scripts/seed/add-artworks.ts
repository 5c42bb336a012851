import * as z from 'zod'
import { drawArtworks } from '../artwork/draw-artworks.ts'
import { type ArtworkSlug, storyQuotes } from '../artwork/story.ts'
import type { HubClient } from './hub-client.ts'

const row = z.object({ id: z.string() })
const quotes = z.object({ quotes: z.array(row.extend({ text: z.string() })) })
const assets = z.object({ assets: z.array(row.extend({ title: z.string() })) })
const newQuote = z.object({ quote: row })
const newAsset = z.object({ asset: row })

/** An artwork of the demo that the hub has. */
export type DemoArtwork = { assetId: string; quoteId: string; collection: string }
export type DemoArtworks = Map<ArtworkSlug, DemoArtwork>

/** Adds the quotes and the artworks that are not there yet. */
export async function addArtworks(hub: HubClient): Promise<DemoArtworks> {
  const quoteIds = await addQuotes(hub)
  const known = await hub('/api/assets?limit=100', assets)
  const added: DemoArtworks = new Map()
  for (const { slug, title, quoteKey, png } of await drawArtworks()) {
    const quote = storyQuotes.find(({ key }) => key === quoteKey)
    const quoteId = quoteIds.get(quoteKey)
    if (!quote || !quoteId) throw new Error(`The story has no quote ${quoteKey}`)
    const assetId =
      known.assets.find((asset) => asset.title === title)?.id ??
      (await upload(hub, { slug, title, quoteId, png }))
    added.set(slug, { assetId, quoteId, collection: quote.collection })
  }
  return added
}

async function addQuotes(hub: HubClient): Promise<Map<string, string>> {
  const known = await hub('/api/quotes?limit=100', quotes)
  const ids = new Map<string, string>()
  for (const { key, ...body } of storyQuotes) {
    const id =
      known.quotes.find(({ text }) => text === body.text)?.id ??
      (await hub('/api/quotes', newQuote, { method: 'POST', body })).quote.id
    ids.set(key, id)
  }
  return ids
}

type Upload = { slug: string; title: string; quoteId: string; png: Buffer }

async function upload(hub: HubClient, { slug, title, quoteId, png }: Upload): Promise<string> {
  const body = new FormData()
  body.set('file', new File([new Uint8Array(png)], `${slug}.png`, { type: 'image/png' }))
  body.set('title', title)
  body.set('quoteId', quoteId)
  return (await hub('/api/assets', newAsset, { method: 'POST', body })).asset.id
}
