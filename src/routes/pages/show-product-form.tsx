import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import { findAssetWithQuote } from '../../domain/assets/get-asset.ts'
import { type AssetChoice, listAssetChoices } from '../../domain/assets/list-asset-choices.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { inForce, pricesIn, readPricing } from '../../domain/pricing/load-pricing.ts'
import { compareSizes } from '../../domain/pricing/size.ts'
import { findOrigin } from '../../domain/products/find-origin.ts'
import { getProduct } from '../../domain/products/get-product.ts'
import { listPictureChoices } from '../../domain/products/list-picture-choices.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import { warningsOf } from '../../domain/products/warnings.ts'
import { findShop } from '../../domain/publishing/describe-shop-state.ts'
import { listQuoteChoices, type QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { uuid } from '../../ids.ts'
import { DEFAULT_CURRENCY } from '../../money.ts'
import { kindOfValue } from '../../views/products/finishes.ts'
import type { PickablePicture } from '../../views/products/picture-picker.tsx'
import type { ProductValues } from '../../views/products/product-form.tsx'
import { EditProductPage, NewProductPage } from '../../views/products/product-form-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { frameOf } from '../respond/page-frame.ts'
import { type ChoiceSearches, chosenIds, offer, urlSearches } from './choices.ts'
import { productDifferences } from './product-differences.ts'
import { readCurrency } from './product-form.ts'
import { newProductValues, productValues } from './product-form-values.ts'

export type RefusedForm = {
  values: ProductValues
  errors: Record<string, string>
  status: 200 | 400 | 404 | 409 | 412
  /** The product that this form made before, with other content. */
  created?: { id: string; title: string }
  /** What was searched for in the form, which is no refusal: it is shown again with what is found. */
  searches?: ChoiceSearches
}

/** The form of a new product, or what a refused one had in it. */
export async function showNewProduct(
  c: HonoContext<HubEnv>,
  refused?: RefusedForm,
): Promise<Response> {
  const { ctx } = c.var
  // Back finds this page in the browser's cache, with the same work: sent again, it makes nothing.
  c.header('cache-control', 'private, no-cache')
  const searches = refused ? (refused.searches ?? {}) : urlSearches(c)
  const asked = refused ? undefined : uuid.safeParse(c.req.query('asset')).data
  const sent = refused?.values
  const [origin, choices, own, newest] = await Promise.all([
    asked ? findAssetWithQuote(ctx, asked) : undefined,
    readChoices(c, sent, searches),
    asked ? pickable(ctx, { assetId: asked }) : undefined,
    asked ? undefined : pickable(ctx, { chosen: tickedIn(sent) }),
  ])
  const begun = sent ?? newProductValues(origin)
  // Artwork that is gone begins nothing: all pictures are offered then.
  const { pictures, kit } = (origin ? own : newest) ?? (await pickable(ctx, {}))
  const values = sent || !origin ? begun : withMockups(begun, pictures)
  const page = (
    <NewProductPage
      frame={frameOf(c, {})}
      startAsset={values.asset_id}
      created={refused?.created}
      values={{ ...values, ...chosenMeanwhile(c, searches) }}
      errors={refused?.errors ?? {}}
      pictures={pictures}
      orderedBy={kit?.name}
      {...choicesFor(choices, values, {
        currency: DEFAULT_CURRENCY,
        quote: origin?.quote,
        asset: origin?.asset,
      })}
    />
  )
  return c.html(page, refused?.status ?? 200)
}

/** The form of a product that is there; where somebody else saved first, with both values. */
export async function showEditProduct(
  c: HonoContext<HubEnv>,
  id: string,
  refused?: RefusedForm,
): Promise<Response> {
  const { ctx } = c.var
  const searches = refused ? (refused.searches ?? {}) : urlSearches(c)
  const [product, read, origin, offered] = await Promise.all([
    getProduct(ctx, id),
    readChoices(c, refused?.values, searches),
    findOrigin(ctx, id),
    pickable(ctx, { chosen: tickedIn(refused?.values) }),
  ])
  const current = productValues(product)
  const isStale = refused?.status === 412
  const typed = refused?.values ?? current
  const values = isStale ? { ...typed, version: current.version } : typed
  const own = await ownPictures(ctx, product)
  const shown = new Set(product.images.flatMap((image) => image.source_id ?? []))
  const pictures = [...own, ...offered.pictures.filter((picture) => !shown.has(picture.id))]
  const choices = choicesFor(read, values, { currency: product.currency, ...origin })
  const page = (
    <EditProductPage
      frame={frameOf(c, {})}
      id={id}
      name={product.title}
      differences={
        isStale ? productDifferences(values, current, { ...choices, pictures }) : undefined
      }
      warnings={warningsOf(product)}
      values={{ ...values, ...chosenMeanwhile(c, searches) }}
      errors={refused?.errors ?? {}}
      pictures={pictures}
      {...choices}
    />
  )
  return c.html(page, refused?.status ?? 200)
}

/** Begun from an artwork, a product shows the rooms it was approved in. */
function withMockups(values: ProductValues, pictures: readonly PickablePicture[]): ProductValues {
  const mockups = pictures.filter((picture) => picture.scene !== null)
  return { ...values, pictures: new Map(mockups.map(({ id }) => [id, ''])) }
}

/** What was ticked before a mistake has to be there to be seen again. */
function tickedIn(sent: ProductValues | undefined): string[] {
  return [...(sent?.pictures.keys() ?? [])]
}

/** What is chosen in a form whose script asks for other choices. */
function chosenMeanwhile(
  c: HonoContext<HubEnv>,
  { quote_search, asset_search }: ChoiceSearches,
): Partial<ProductValues> {
  if (c.req.method !== 'GET') return {}
  const [quote_id, asset_id] = [c.req.query('quote_id'), c.req.query('asset_id')]
  return {
    ...(quote_search !== undefined && quote_id !== undefined ? { quote_id } : {}),
    ...(asset_search !== undefined && asset_id !== undefined ? { asset_id } : {}),
  }
}

type Read = Awaited<ReturnType<typeof readChoices>>

async function readChoices(
  c: HonoContext<HubEnv>,
  sent: ProductValues | undefined,
  searches: ChoiceSearches,
) {
  const { ctx } = c.var
  const asked = sent ?? { quote_id: c.req.query('quote_id'), asset_id: c.req.query('asset_id') }
  const [pricing, shop, collections, quotes, assets] = await Promise.all([
    readPricing(ctx),
    findShop(ctx),
    listCollections(ctx),
    listQuoteChoices(ctx, { chosen: chosenIds(asked.quote_id), search: searches.quote_search }),
    listAssetChoices(ctx, { chosen: chosenIds(asked.asset_id), search: searches.asset_search }),
  ])
  return { pricing, shop, collections, quotes, assets, searches }
}

function choicesFor(
  { pricing, shop, collections, quotes, assets, searches }: Read,
  values: ProductValues,
  own: {
    currency: string
    quote: QuoteChoice | null | undefined
    asset: AssetChoice | null | undefined
  },
) {
  const currency = readCurrency(values.currency) ?? own.currency
  const prices = pricesIn(pricing, currency)
  const chosen = values.variants.map((value) => kindOfValue(value).size)
  const all = inForce(pricing).map(({ size }) => size)
  const sizes = new Set([...all, ...prices.keys(), ...chosen])
  return {
    collections,
    quotes: offer([own.quote], quotes),
    assets: offer([own.asset], assets),
    searches,
    currency,
    currencies: [
      ...new Set([own.currency, currency, ...(shop.isConnected ? [shop.currency] : [])]),
    ],
    sizes: [...sizes].toSorted(compareSizes).map((size) => ({ size, prices: prices.get(size) })),
  }
}

async function pickable(
  ctx: Context,
  asked: { assetId?: string; chosen?: readonly string[] },
): Promise<{ pictures: PickablePicture[]; kit: { name: string } | undefined }> {
  const { choices, kit } = await listPictureChoices(ctx, asked)
  const pictures = choices.map(async ({ file_key, thumbnail_key, ...choice }) => ({
    ...choice,
    picture: await ctx.files.path(thumbnail_key ?? file_key),
  }))
  return { pictures: await Promise.all(pictures), kit }
}

/** Known by their own ids: a picture stays although its mockup may be gone. */
function ownPictures(ctx: Context, product: FullProduct): Promise<PickablePicture[]> {
  return Promise.all(
    product.images.map(async (image) => ({
      id: image.id,
      title: image.alt ?? product.title,
      scene: image.source_type === 'mockup' ? 'Mockup' : null,
      picture: await ctx.files.path(image.thumbnail_key ?? image.file_key),
      width: image.width,
      height: image.height,
    })),
  )
}
