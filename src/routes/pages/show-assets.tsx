import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import { type Asset, getAsset } from '../../domain/assets/get-asset.ts'
import { listAssets } from '../../domain/assets/list-assets.ts'
import { listQuoteChoices } from '../../domain/quotes/list-quote-choices.ts'
import { newId, uuid } from '../../ids.ts'
import { lastPosition } from '../../paging.ts'
import { AssetsPage } from '../../views/assets/assets-page.tsx'
import { assetsUrl } from '../../views/assets/assets-url.ts'
import type { EditFormProps } from '../../views/assets/edit-form.tsx'
import type { UploadValues } from '../../views/assets/upload-form.tsx'
import type { PageNotice } from '../../views/layout.tsx'
import type { HubEnv } from '../hub-env.ts'
import { frameOf } from '../respond/page-frame.ts'
import { assetFilters, toAssetQuery } from './asset-filters.ts'

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
}

/** The assets page as its URL asks for it, or with what a form that was refused had in it. */
export async function showAssets(c: HonoContext<HubEnv>, shown: Shown = {}): Promise<Response> {
  const { ctx } = c.var
  const filters = assetFilters(c)
  const [page, edited] = await Promise.all([
    listAssets(ctx, toAssetQuery(filters)),
    editedAsset(c, shown),
  ])
  if (page.rows.length === 0 && page.total > 0) {
    // The last row of the last page is gone: show the page before it.
    return c.redirect(assetsUrl({ ...filters, ...lastPosition(page) }, doneOf(c)), 303)
  }
  const asked = c.req.method === 'GET' ? c.req.query('upload') : undefined
  const opened = asked ? { workId: asked, quote_id: filters.quote_id } : undefined
  const upload: Shown['upload'] = shown.upload ?? opened
  const chosen = edited?.values.quote_id ?? upload?.quote_id ?? filters.quote_id
  const rows = page.rows.map(async (asset) => ({ ...asset, picture: await pictureOf(ctx, asset) }))
  return c.html(
    <AssetsPage
      frame={frameOf(c, DONE, shown.notice ? [shown.notice] : [])}
      page={{ ...page, rows: await Promise.all(rows) }}
      filters={filters}
      quotes={await listQuoteChoices(ctx, chosen)}
      upload={upload}
      workId={upload?.workId ?? newId()}
      edit={edited}
    />,
    shown.status ?? 200,
  )
}

function doneOf(c: HonoContext<HubEnv>): Record<string, string> {
  const done = c.req.query('done')
  return done ? { done } : {}
}

async function editedAsset(c: HonoContext<HubEnv>, { edit: refused, replace }: Shown) {
  const asked = c.req.method === 'GET' ? uuid.safeParse(c.req.query('edit')).data : undefined
  const id = refused?.id ?? replace?.id ?? asked
  if (!id) return undefined
  const asset = await getAsset(c.var.ctx, id)
  return {
    asset,
    version: refused?.version ?? asset.version,
    values: refused?.values ?? { title: asset.title, quote_id: asset.quote_id },
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
