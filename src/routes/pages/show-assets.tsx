import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import { type Asset, getAssetWithQuote } from '../../domain/assets/get-asset.ts'
import { listAssetsWithQuotes } from '../../domain/assets/list-assets.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { listQuoteChoices, type QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { newId, uuid } from '../../ids.ts'
import { lastPosition } from '../../paging.ts'
import { AssetsPage } from '../../views/assets/assets-page.tsx'
import { type AssetFilters, assetsUrl, isFiltered } from '../../views/assets/assets-url.ts'
import type { EditFormProps } from '../../views/assets/edit-form.tsx'
import type { UploadValues } from '../../views/assets/upload-form.tsx'
import type { PageNotice } from '../../views/layout.tsx'
import type { HubEnv } from '../hub-env.ts'
import { frameOf } from '../respond/page-frame.ts'
import { assetFilters, toAssetQuery } from './asset-filters.ts'
import { chosenIds, offer, urlSearches } from './choices.ts'

const DONE: Record<string, PageNotice> = {
  uploaded: { tone: 'sage', text: 'The artwork is stored.' },
  saved: { tone: 'sage', text: 'The change is saved.' },
  archived: { tone: 'sage', text: 'The artwork is archived. Its mockups and products stay.' },
  restored: { tone: 'sage', text: 'The artwork is active again.' },
  deleted: { tone: 'sage', text: 'The artwork, its mockups and their files are deleted.' },
  replaced: {
    tone: 'sage',
    text: 'The file is replaced. Mockups of the old one are stale.',
    href: '/mockups/stale',
  },
  none: { tone: 'amber', text: 'Nothing was chosen. Tick the artworks to generate mockups for.' },
}

type RefusedEdit = Pick<EditFormProps, 'values' | 'errors' | 'changed'> & {
  id: string
  /** The version that was sent; without it the one that is stored. */
  version?: number
}

export type Shown = {
  status?: 200 | 400 | 404 | 409 | 413 | 415
  notice?: PageNotice
  upload?: UploadValues & { workId?: string }
  edit?: RefusedEdit
  replace?: { id: string; error: string }
  /** What the quotes of a form are searched for. */
  quote_search?: string | undefined
}

/** The assets page as its URL asks for it, or with what a form that was refused had in it. */
export async function showAssets(c: HonoContext<HubEnv>, shown: Shown = {}): Promise<Response> {
  const { ctx } = c.var
  const filters = assetFilters(c)
  const asked = c.req.method === 'GET' ? c.req.query('upload') : undefined
  const opened = asked ? { workId: asked, quote_id: filters.quote_id } : undefined
  const upload: Shown['upload'] = shown.upload ?? opened
  const search = shown.quote_search ?? urlSearches(c).quote_search
  const [page, edited, collections, choices] = await Promise.all([
    listAssetsWithQuotes(ctx, toAssetQuery(filters)),
    editedAsset(c, shown),
    listCollections(ctx),
    quoteChoices(c, shown, { upload, filters, search }),
  ])
  if (page.rows.length === 0 && page.total > 0) {
    // The last row of the last page is gone: show the page before it.
    return c.redirect(assetsUrl({ ...filters, ...lastPosition(page) }, doneOf(c)), 303)
  }
  const rows = page.rows.map(async (asset) => ({ ...asset, picture: await pictureOf(ctx, asset) }))
  return c.html(
    <AssetsPage
      frame={frameOf(c, DONE, shown.notice ? [shown.notice] : [])}
      page={{ ...page, rows: await Promise.all(rows) }}
      filters={filters}
      collections={collections}
      quotes={offer([edited?.quote], choices)}
      search={search}
      upload={upload}
      workId={upload?.workId ?? newId()}
      edit={edited}
    />,
    shown.status ?? 200,
  )
}

/** The quotes that a form on the page offers, and the one that the list is filtered by. */
async function quoteChoices(
  c: HonoContext<HubEnv>,
  { edit, replace }: Shown,
  asked: { upload: Shown['upload']; filters: AssetFilters; search: string | undefined },
): Promise<QuoteChoice[]> {
  const { upload, filters, search } = asked
  const chosen = chosenIds(filters.quote_id, upload?.quote_id, edit?.values.quote_id)
  // Without any artwork the form is open by itself.
  const isOpen = upload || edit || replace || c.req.query('edit') || !isFiltered(filters)
  if (!isOpen && chosen.length === 0) return []
  return listQuoteChoices(c.var.ctx, { chosen, search })
}

function doneOf(c: HonoContext<HubEnv>): Record<string, string> {
  const done = c.req.query('done')
  return done ? { done } : {}
}

async function editedAsset(c: HonoContext<HubEnv>, { edit: refused, replace }: Shown) {
  const asked = c.req.method === 'GET' ? uuid.safeParse(c.req.query('edit')).data : undefined
  const id = refused?.id ?? replace?.id ?? asked
  if (!id) return undefined
  const { asset, quote } = await getAssetWithQuote(c.var.ctx, id)
  // The script asks with what is chosen by now.
  const chosen = urlSearches(c).quote_search === undefined ? undefined : c.req.query('quote_id')
  const quote_id = chosen ?? asset.quote_id
  return {
    asset,
    quote,
    version: refused?.version ?? asset.version,
    values: refused?.values ?? { title: asset.title, quote_id, collection: asset.own_collection },
    errors: refused?.errors,
    changed: refused?.changed,
    picture: await pictureOf(c.var.ctx, asset),
    replaceError: replace?.error,
    original: await c.var.ctx.files.path(asset.file_key),
  }
}

function pictureOf(ctx: Context, asset: Asset): Promise<string> {
  return ctx.files.path(asset.thumbnail_key ?? asset.file_key)
}
