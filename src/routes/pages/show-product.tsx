import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import { listActivity } from '../../domain/activity/list-activity.ts'
import { activityQuery } from '../../domain/activity/schemas.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { feesIn } from '../../domain/pricing/fees.ts'
import { pricesIn, readCosts } from '../../domain/pricing/load-pricing.ts'
import { findOrigin, type Origin } from '../../domain/products/find-origin.ts'
import { getProduct } from '../../domain/products/get-product.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import { flagFrame } from '../../domain/products/product-flags.ts'
import { describeShopState, readShopRows } from '../../domain/publishing/describe-shop-state.ts'
import { getSettings } from '../../domain/settings/get-settings.ts'
import type { Acceptance } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import type { SceneNames } from '../../views/mockups/scene-label.ts'
import { FINISHES, finishOf } from '../../views/products/finishes.ts'
import { ProductPage } from '../../views/products/product-page.tsx'
import type { ShownImage } from '../../views/products/product-pictures.tsx'
import type { HubEnv } from '../hub-env.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { readDownloads } from './product-downloads.ts'
import { findPictureNews, imageName, presentPictureNews } from './read-picture-news.ts'
import { sceneNames } from './scene-names.ts'

const HISTORY_ROWS = 20

/** A product's page; `refusal` says why an action on it was not done. */
export async function showProduct(
  c: HonoContext<HubEnv>,
  id: string,
  refusal?: {
    sentence: string
    status: 400 | 409 | 412 | 503
    /** What may be said to be meant; then it passes. */
    accepts?: readonly Acceptance[]
  },
  /** A form of its downloads that is shown again. */
  sent: Record<string, unknown> = {},
): Promise<Response> {
  const { ctx } = c.var
  const history = activityQuery.parse({ reference_id: id, limit: HISTORY_ROWS })
  const [product, shopRows, costs, past, origin, collections, news, names, settings] =
    await Promise.all([
      getProduct(ctx, id),
      readShopRows(ctx, id),
      readCosts(ctx),
      listActivity(ctx, { ...history, counted: HISTORY_ROWS }),
      findOrigin(ctx, id),
      listCollections(ctx),
      findPictureNews(ctx, id),
      sceneNames(ctx),
      getSettings(ctx),
    ])
  const { currency } = product
  const prices = pricesIn(costs.rows, currency)
  const shop = describeShopState(ctx, product, shopRows)
  const now = ctx.clock.now()
  const { accepts = [] } = refusal ?? {}
  const saleRefusal =
    refusal && accepts.length > 0 ? { sentence: refusal.sentence, accepts } : undefined
  const toasts: ToastProps[] =
    refusal && !saleRefusal ? [{ tone: 'red', text: refusal.sentence }] : []
  return c.html(
    <ProductPage
      frame={pageFrame(c, toasts)}
      product={product}
      collections={collections}
      shop={shop}
      prices={prices}
      fees={feesIn(costs.fees, currency)}
      print={flagFrame({ asset: origin.asset, settings, prices, currency })}
      images={await imagesOf(ctx, product, names)}
      news={await presentPictureNews(ctx, product, news, names)}
      links={linksTo(origin)}
      workId={newId()}
      history={{ rows: past.rows, userId: ctx.userId, now }}
      now={now}
      saleRefusal={saleRefusal}
      downloads={await readDownloads(c, product, sent)}
    />,
    refusal?.status ?? 200,
  )
}

function imagesOf(ctx: Context, product: FullProduct, names: SceneNames): Promise<ShownImage[]> {
  return Promise.all(
    product.images.map(async (image) => ({
      id: image.id,
      alt: image.alt ?? product.title,
      thumbnail: await ctx.files.path(image.thumbnail_key ?? image.file_key),
      picture: await ctx.files.path(image.file_key),
      width: image.width,
      height: image.height,
      source: imageName(image, names),
      finishes: finishesShown(product, image.id),
    })),
  )
}

/** The finishes whose variants show a picture of their own. */
function finishesShown({ variants }: FullProduct, imageId: string): string[] {
  const shown = new Set(variants.filter((one) => one.image_id === imageId).map(finishOf))
  return FINISHES.flatMap(({ key, label }) => (shown.has(key) ? [label] : []))
}

function linksTo({ quote, asset }: Origin) {
  return {
    quote: quote?.text ?? null,
    asset: asset ? { href: `/assets/${asset.id}`, title: asset.title } : null,
  }
}
