import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { findChosenAssets } from '../../domain/assets/find-chosen-assets.ts'
import { saveArtworks } from '../../domain/assets/save-artworks.ts'
import { type ArtworkChoice, MAX_ARTWORKS_AT_ONCE } from '../../domain/assets/schemas.ts'
import { AppError } from '../../errors.ts'
import { uuid } from '../../ids.ts'
import { assetsUrl } from '../../views/assets/assets-url.ts'
import type { SharedValues } from '../../views/assets/shared-fields.tsx'
import { artworkFlash, uploadWords } from '../../views/assets/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { refusedFields } from '../respond/field-errors.ts'
import { redirectWith } from '../respond/flash.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { assetFilters } from './asset-filters.ts'
import { type ChosenRow, showUpload } from './show-upload.tsx'
import { readChoice, sharedOf } from './upload-choices.ts'

/** More ids than these do not fit into what the next page says. */
const MAX_IN_LINK = 30

const text = z.string().optional().catch(undefined)
const saved = z.object({
  id: z.union([uuid.transform((id) => [id]), z.array(uuid)]).catch([]),
  after: text,
})

type Body = Record<string, unknown>

/** Titles, quotes and collections of what was uploaded, all with one press. */
export async function saveUploads(c: HonoContext<HubEnv>): Promise<Response> {
  const { ctx } = c.var
  const body = await c.req.parseBody({ all: true })
  const { id, after } = saved.parse(body)
  const rows = id.slice(0, MAX_ARTWORKS_AT_ONCE).map((one) => rowOf(body, one))
  const shared = sharedOf(body)
  const { workId } = formIdentity(body)
  try {
    const choices = rows.map((row) => toChoice(row, shared))
    const assets = await saveArtworks(ctx, workId, choices)
    const query = new URLSearchParams(assets.map((asset) => ['asset', asset.id]))
    if (after === 'generate' && assets.length > 0) return c.redirect(`/generate?${query}`, 303)
    return redirectWith(c, assetsUrl(assetFilters(c)), {
      tone: 'sage',
      text: artworkFlash.savedMany(assets.length),
      link:
        assets.length > 0 && assets.length <= MAX_IN_LINK
          ? { href: `/generate?${query}`, label: artworkFlash.generate }
          : undefined,
    })
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    const isGone = cause.code === 'not_found'
    const errors = isGone ? { quote_id: uploadWords.quoteGone } : refusedFields(cause)
    const found = await findChosenAssets(ctx, id)
    const status = isGone ? 404 : 400
    return showUpload(c, { status, workId, values: shared, errors, rows: withAssets(rows, found) })
  }
}

type Row = { id: string; values: SharedValues }

function rowOf(body: Body, id: string): Row {
  const values = sharedOf({
    title: body[`title:${id}`],
    quote_id: body[`quote:${id}`],
    new_quote: body[`new_quote:${id}`],
    collection: body[`collection:${id}`],
  })
  return { id, values }
}

/** An artwork's own choice, and where it has none, that for all. */
function toChoice({ id, values }: Row, shared: SharedValues): ArtworkChoice {
  const hasQuote = values.quote_id || values.new_quote
  const { quote_id, new_quote } = hasQuote ? values : shared
  const collection = values.collection || shared.collection
  const nameOf = (field: string) => {
    if (field === 'title') return `title:${id}`
    const isOwn = field === 'collection' ? values.collection || hasQuote : hasQuote
    if (!isOwn) return field
    return `${field === 'quote_id' ? 'quote' : field}:${id}`
  }
  return { id, ...readChoice({ title: values.title, quote_id, new_quote, collection }, nameOf) }
}

function withAssets(
  rows: readonly Row[],
  assets: Awaited<ReturnType<typeof findChosenAssets>>,
): ChosenRow[] {
  const byId = new Map(assets.map((asset) => [asset.id, asset]))
  return rows.flatMap(({ id, values }) => {
    const asset = byId.get(id)
    return asset ? [{ asset, values }] : []
  })
}
