import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import { listActivity } from '../../domain/activity/list-activity.ts'
import { activityQuery } from '../../domain/activity/schemas.ts'
import { findAsset } from '../../domain/assets/find-asset.ts'
import { loadPrices } from '../../domain/pricing/load-pricing.ts'
import { getProduct } from '../../domain/products/get-product.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import { describeShopState } from '../../domain/publishing/describe-shop-state.ts'
import { getQuote } from '../../domain/quotes/get-quote.ts'
import type { PageNotice } from '../../views/layout.tsx'
import { ProductPage } from '../../views/products/product-page.tsx'
import type { ShownImage } from '../../views/products/product-pictures.tsx'
import type { HubEnv } from '../hub-env.ts'
import { frameOf } from '../respond/page-frame.ts'

const HISTORY_ROWS = 20

const DONE: Record<string, PageNotice> = {
  created: { tone: 'sage', text: 'The product is created.' },
  saved: { tone: 'sage', text: 'The change is saved.' },
  retired: { tone: 'sage', text: 'The product is retired.' },
  archived: { tone: 'sage', text: 'The product is archived.' },
  restored: { tone: 'sage', text: 'The product is a draft again.' },
}

/** A product's page; `refusal` says why an action on it was not done. */
export async function showProduct(
  c: HonoContext<HubEnv>,
  id: string,
  refusal?: { sentence: string; status: 400 | 409 | 412 | 503 },
): Promise<Response> {
  const { ctx } = c.var
  const product = await getProduct(ctx, id)
  const [shop, prices, history, images, links] = await Promise.all([
    describeShopState(ctx, product),
    loadPrices(ctx, product.currency),
    listActivity(ctx, activityQuery.parse({ reference_id: id, limit: HISTORY_ROWS })),
    imagesOf(ctx, product),
    linksOf(ctx, product),
  ])
  const now = ctx.clock.now()
  const notices: PageNotice[] = refusal ? [{ tone: 'red', text: refusal.sentence }] : []
  return c.html(
    <ProductPage
      frame={frameOf(c, DONE, notices)}
      product={product}
      shop={shop}
      prices={prices}
      images={images}
      links={links}
      history={{ rows: history.rows, userId: ctx.userId, now }}
      now={now}
    />,
    refusal?.status ?? 200,
  )
}

function imagesOf(ctx: Context, product: FullProduct): Promise<ShownImage[]> {
  return Promise.all(
    product.images.map(async (image) => ({
      id: image.id,
      alt: image.alt ?? product.title,
      thumbnail: await ctx.files.path(image.thumbnail_key ?? image.file_key),
      picture: await ctx.files.path(image.file_key),
      width: image.width,
      height: image.height,
      source: image.source_type === 'asset' ? 'Artwork' : 'Mockup',
    })),
  )
}

async function linksOf(ctx: Context, { quote_id, asset_id }: FullProduct) {
  const [quote, asset] = await Promise.all([
    quote_id ? getQuote(ctx, quote_id) : undefined,
    asset_id ? findAsset(ctx, asset_id) : undefined,
  ])
  return {
    quote: quote?.text ?? null,
    asset: asset ? { href: `/assets?edit=${asset.id}`, title: asset.title } : null,
  }
}
