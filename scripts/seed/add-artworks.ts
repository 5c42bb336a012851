import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import * as z from 'zod'
import type { HubClient } from './hub-client.ts'
import { type Print, prints } from './prints.ts'

const row = z.object({ id: z.string() })
const quotes = z.object({ quotes: z.array(row.extend({ text: z.string() })) })
const assets = z.object({ assets: z.array(row.extend({ title: z.string() })) })
const newQuote = z.object({ quote: row })
const newAsset = z.object({ asset: row })

/** An artwork of the demo that the hub has. */
export type DemoArtwork = { assetId: string; quoteId: string; collection: string }
/** By the slug of the print. */
export type DemoArtworks = Map<string, DemoArtwork>

/** Adds the quotes and the artworks that are not there yet. */
export async function addArtworks(hub: HubClient): Promise<DemoArtworks> {
  const known = {
    ...(await hub('/api/quotes?limit=100', quotes)),
    ...(await hub('/api/assets?limit=100', assets)),
  }
  const added: DemoArtworks = new Map()
  for (const print of prints) {
    const { slug, title, quote } = print
    const quoteId =
      known.quotes.find(({ text }) => text === quote.text)?.id ??
      (await hub('/api/quotes', newQuote, { method: 'POST', body: quote })).quote.id
    const assetId =
      known.assets.find((asset) => asset.title === title)?.id ?? (await upload(hub, print, quoteId))
    added.set(slug, { assetId, quoteId, collection: quote.collection })
  }
  return added
}

async function upload(hub: HubClient, { title, file }: Print, quoteId: string): Promise<string> {
  const body = new FormData()
  const picture = new File([readFileSync(file)], basename(file), { type: 'image/png' })
  body.set('file', picture)
  body.set('title', title)
  body.set('quoteId', quoteId)
  return (await hub('/api/assets', newAsset, { method: 'POST', body })).asset.id
}
