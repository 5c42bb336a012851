import type { Context as HonoContext } from 'hono'
import { listActivity } from '../../domain/activity/list-activity.ts'
import { getAssetWithQuote } from '../../domain/assets/get-asset.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { listMockups } from '../../domain/mockups/list-mockups.ts'
import { listProductsOfArtwork } from '../../domain/products/list-products-of-artwork.ts'
import { listQuoteChoices } from '../../domain/quotes/list-quote-choices.ts'
import { newId } from '../../ids.ts'
import { ArtworkPage } from '../../views/assets/artwork-page.tsx'
import type { DetailsFormProps } from '../../views/assets/details-form.tsx'
import type { ToastProps } from '../../views/components/toast.tsx'
import type { HubEnv } from '../hub-env.ts'
import { linkThumbnail, linkThumbnails } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { assetFilters } from './asset-filters.ts'
import { chosenIds, offer } from './choices.ts'
import { readJudge } from './judge-artwork.ts'
import { sceneNames } from './scene-names.ts'

/** Of each artwork some scenes, some of them rendered more than once. */
const MOCKUP_ROWS = 48
const HISTORY_ROWS = 20
/** Larger ones are shown by their thumbnail, and downloaded whole. */
const MAX_SHOWN_BYTES = 6 * 1024 * 1024

export type ShownArtwork = {
  status?: 200 | 400 | 404 | 409 | 413 | 415
  toasts?: readonly ToastProps[]
  /** The form as it was sent; without a version that is the stored one. */
  details?: Pick<DetailsFormProps, 'values' | 'errors' | 'changed'> & { version?: number }
  replaceError?: string
  /** What the quotes are searched for. */
  search?: string | undefined
}

/** One artwork with all that is known of it; or with what a form that was refused had in it. */
export async function showArtwork(
  c: HonoContext<HubEnv>,
  id: string,
  shown: ShownArtwork = {},
): Promise<Response> {
  const { ctx } = c.var
  const sent = shown.details
  const [found, mockups, products, history, collections, names, judge, choices] = await Promise.all(
    [
      getAssetWithQuote(ctx, id),
      listMockups(ctx, { asset_id: id, limit: MOCKUP_ROWS, offset: 0, counted: MOCKUP_ROWS }),
      listProductsOfArtwork(ctx, id),
      listActivity(ctx, {
        reference_id: id,
        limit: HISTORY_ROWS,
        offset: 0,
        counted: HISTORY_ROWS,
      }),
      listCollections(ctx),
      sceneNames(ctx),
      readJudge(ctx),
      listQuoteChoices(ctx, { chosen: chosenIds(sent?.values.quote_id), search: shown.search }),
    ],
  )
  const { asset, quote } = found
  const own = { title: asset.title, quote_id: asset.quote_id, collection: asset.own_collection }
  const [thumbnail, original] = await Promise.all([
    linkThumbnail(ctx, asset),
    ctx.files.path(asset.file_key),
  ])
  return c.html(
    <ArtworkPage
      frame={pageFrame(c, shown.toasts)}
      asset={asset}
      quote={quote ?? undefined}
      links={{
        picture: asset.byte_size > MAX_SHOWN_BYTES && thumbnail ? thumbnail : original,
        thumbnail: thumbnail ?? original,
        original,
      }}
      filters={assetFilters(c)}
      collections={collections}
      mockups={{ rows: await linkThumbnails(ctx, mockups.rows), total: mockups.total, names }}
      products={products}
      {...judge(asset)}
      details={{
        ...(sent ?? { values: own }),
        version: sent?.version ?? asset.version,
        quotes: offer([quote], choices),
        search: shown.search,
      }}
      replace={{ workId: newId(), error: shown.replaceError }}
      history={history.rows}
      userId={ctx.actor.kind === 'user' ? ctx.actor.userId : null}
      now={ctx.clock.now()}
    />,
    shown.status ?? 200,
  )
}
