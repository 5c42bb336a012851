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
import { acceptancesOf } from '../../domain/products/sale-refusals.ts'
import {
  describeShopState,
  readShopRows,
  type ShopState,
} from '../../domain/publishing/describe-shop-state.ts'
import { findShopImages } from '../../domain/publishing/publications.ts'
import { isUnderWay } from '../../domain/publishing/task.ts'
import { listChanges } from '../../domain/publishing/undo/list-changes.ts'
import { getSettings } from '../../domain/settings/get-settings.ts'
import { type Acceptance, AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import type { Look } from '../../views/products/product-facts.tsx'
import { ProductPage } from '../../views/products/product-page.tsx'
import { productWords } from '../../views/products/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { readDownloads } from './product-downloads.ts'
import { imagesOf } from './product-images.ts'
import { findPictureNews, presentPictureNews } from './read-picture-news.ts'
import { sceneNames } from './scene-names.ts'

export const PRODUCT_NOT_FOUND = 'Product not found'
const HISTORY_ROWS = 20
const CHANGES_SHOWN = 4
/** What was read at the shop longer ago is read again. */
export const LOOK_AGE_MS = 30_000

type Refusal = {
  sentence: string
  status: 400 | 409 | 412 | 503
  /** What may be said to be meant; then it passes. */
  accepts?: readonly Acceptance[]
}

type Shown = {
  /** Why an action on it was not done. */
  refusal?: Refusal
  /** A form of its downloads that is shown again. */
  sent?: Record<string, unknown>
  /** How reading the shop for the page ended. */
  looked?: Exclude<Look, 'due'>
}

/** A product's page. */
export async function showProduct(
  c: HonoContext<HubEnv>,
  id: string,
  { refusal, sent = {}, looked }: Shown = {},
): Promise<Response> {
  const { ctx } = c.var
  const history = activityQuery.parse({ reference_id: id, limit: HISTORY_ROWS })
  const [product, shopRows, costs, past, origin, collections, news, names, settings, changes] =
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
      listChanges(ctx, id, { limit: CHANGES_SHOWN, offset: 0, counted: CHANGES_SHOWN }),
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
      look={looked ?? lookOf(product, shop, now)}
      sent={await countSent(ctx, product)}
      changes={changes}
      history={{ rows: past.rows, userId: ctx.userId, now }}
      now={now}
      saleRefusal={saleRefusal}
      downloads={await readDownloads(c, product, sent)}
    />,
    refusal?.status ?? 200,
  )
}

/** A product that a shop has is looked at behind the page, unless that was done just now. */
function lookOf(product: FullProduct, shop: ShopState, now: number): Look {
  if (!shop.isConnected || !shop.isThere || isUnderWay(product)) return 'done'
  return shop.seenAt !== null && Date.parse(shop.seenAt) > now - LOOK_AGE_MS ? 'done' : 'due'
}

/** How many of its pictures the shop has, while they are being sent. */
async function countSent(ctx: Context, product: FullProduct): Promise<number | undefined> {
  const { id, publish_state, publish_shop, images } = product
  if (publish_state !== 'publishing' || !publish_shop) return undefined
  const known = await findShopImages(ctx, { productId: id, shop: publish_shop })
  return images.filter((image) => {
    const at = known.get(image.id)
    return at?.shop_image_gid ?? at?.staged_url
  }).length
}

/** The product's page with why an action was not done; anything that is no refusal is thrown on. */
export function refuseAction(
  c: HonoContext<HubEnv>,
  id: string,
  cause: unknown,
): Promise<Response> {
  if (!(cause instanceof AppError)) throw cause
  switch (cause.code) {
    case 'conflict':
      return showProduct(c, id, {
        refusal: { sentence: cause.message, status: 409, accepts: acceptancesOf(cause) },
      })
    case 'precondition_failed':
      return showProduct(c, id, { refusal: { sentence: cause.message, status: 412 } })
    case 'unavailable':
      return showProduct(c, id, { refusal: { sentence: cause.message, status: 503 } })
    case 'not_configured': {
      const sentence = `${cause.message}. ${productWords.connectFirst}`
      return showProduct(c, id, { refusal: { sentence, status: 400 } })
    }
    default:
      throw cause
  }
}

function linksTo({ quote, asset }: Origin) {
  return {
    quote: quote?.text ?? null,
    asset: asset ? { href: `/assets/${asset.id}`, title: asset.title } : null,
  }
}
