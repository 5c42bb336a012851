import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import { listActivity } from '../../domain/activity/list-activity.ts'
import { activityQuery } from '../../domain/activity/schemas.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { feesIn } from '../../domain/pricing/fees.ts'
import { pricesIn, readCosts } from '../../domain/pricing/load-pricing.ts'
import { findImageScenes } from '../../domain/products/find-image-scenes.ts'
import { findOrigin, type Origin } from '../../domain/products/find-origin.ts'
import { getProduct } from '../../domain/products/get-product.ts'
import type { FullProduct, ImageRow } from '../../domain/products/load-parts.ts'
import { flagFrame } from '../../domain/products/product-flags.ts'
import { describeShopState, readShopRows } from '../../domain/publishing/describe-shop-state.ts'
import { getSettings } from '../../domain/settings/get-settings.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { type SceneNames, sceneLabel } from '../../views/mockups/scene-label.ts'
import { ProductPage } from '../../views/products/product-page.tsx'
import type { ShownImage } from '../../views/products/product-pictures.tsx'
import { productWords } from '../../views/products/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { sceneNames } from './scene-names.ts'

const HISTORY_ROWS = 20

/** A product's page; `refusal` says why an action on it was not done. */
export async function showProduct(
  c: HonoContext<HubEnv>,
  id: string,
  refusal?: { sentence: string; status: 400 | 409 | 412 | 503 },
): Promise<Response> {
  const { ctx } = c.var
  const history = activityQuery.parse({ reference_id: id, limit: HISTORY_ROWS })
  const [product, shopRows, costs, past, origin, collections, scenes, names, settings] =
    await Promise.all([
      getProduct(ctx, id),
      readShopRows(ctx, id),
      readCosts(ctx),
      listActivity(ctx, { ...history, counted: HISTORY_ROWS }),
      findOrigin(ctx, id),
      listCollections(ctx),
      findImageScenes(ctx, id),
      sceneNames(ctx),
      getSettings(ctx),
    ])
  const { currency } = product
  const prices = pricesIn(costs.rows, currency)
  const shop = describeShopState(ctx, product, shopRows)
  const now = ctx.clock.now()
  const toasts: ToastProps[] = refusal ? [{ tone: 'red', text: refusal.sentence }] : []
  return c.html(
    <ProductPage
      frame={pageFrame(c, toasts)}
      product={product}
      collections={collections}
      shop={shop}
      prices={prices}
      fees={feesIn(costs.fees, currency)}
      print={flagFrame({ asset: origin.asset, settings, prices, currency })}
      images={await imagesOf(ctx, product, { scenes, names })}
      links={linksTo(origin)}
      history={{ rows: past.rows, userId: ctx.userId, now }}
      now={now}
    />,
    refusal?.status ?? 200,
  )
}

type Rooms = { scenes: ReadonlyMap<string, string>; names: SceneNames }

function imagesOf(ctx: Context, product: FullProduct, rooms: Rooms): Promise<ShownImage[]> {
  return Promise.all(
    product.images.map(async (image) => ({
      id: image.id,
      alt: image.alt ?? product.title,
      thumbnail: await ctx.files.path(image.thumbnail_key ?? image.file_key),
      picture: await ctx.files.path(image.file_key),
      width: image.width,
      height: image.height,
      source: sourceOf(image, rooms),
    })),
  )
}

function sourceOf({ id, source_type }: ImageRow, { scenes, names }: Rooms): string {
  const scene = scenes.get(id)
  if (scene) return sceneLabel(names, scene)
  return source_type === 'asset' ? productWords.artworkPicture : productWords.mockupPicture
}

function linksTo({ quote, asset }: Origin) {
  return {
    quote: quote?.text ?? null,
    asset: asset ? { href: `/assets/${asset.id}`, title: asset.title } : null,
  }
}
