import type { Context as HonoContext } from 'hono'
import { listAssetsWithQuotes } from '../../domain/assets/list-assets.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { findQuotes } from '../../domain/quotes/list-quote-choices.ts'
import { newId } from '../../ids.ts'
import { lastPosition } from '../../paging.ts'
import { AssetsPage } from '../../views/assets/assets-page.tsx'
import { assetsUrl } from '../../views/assets/assets-url.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import type { HubEnv } from '../hub-env.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { assetFilters, toAssetQuery } from './asset-filters.ts'

export type ShownAssets = { status?: 200 | 409; toasts?: readonly ToastProps[] }

/** The list of artworks as its URL asks for it. */
export async function showAssets(
  c: HonoContext<HubEnv>,
  { status = 200, toasts }: ShownAssets = {},
): Promise<Response> {
  const { ctx } = c.var
  const filters = assetFilters(c)
  const [page, collections, [quote]] = await Promise.all([
    listAssetsWithQuotes(ctx, toAssetQuery(filters)),
    listCollections(ctx),
    filters.quote_id ? findQuotes(ctx, [filters.quote_id]) : [],
  ])
  if (page.rows.length === 0 && page.total > 0) {
    // The last row of the last page is gone: show the page before it.
    return c.redirect(assetsUrl({ ...filters, ...lastPosition(page) }), 303)
  }
  const rows = page.rows.map(async (asset) => ({
    ...asset,
    picture: await ctx.files.path(asset.thumbnail_key ?? asset.file_key),
  }))
  return c.html(
    <AssetsPage
      frame={pageFrame(c, toasts)}
      page={{ ...page, rows: await Promise.all(rows) }}
      filters={filters}
      collections={collections}
      quote={quote}
      workId={newId()}
    />,
    status,
  )
}
