import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import { listAssetChoices } from '../../domain/assets/list-asset-choices.ts'
import { loadPrices, loadPricing } from '../../domain/pricing/load-pricing.ts'
import { compareSizes } from '../../domain/pricing/size.ts'
import { getProduct } from '../../domain/products/get-product.ts'
import { listPictureChoices } from '../../domain/products/list-picture-choices.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import { warningsOf } from '../../domain/products/warnings.ts'
import { findShop } from '../../domain/publishing/describe-shop-state.ts'
import { listQuoteChoices } from '../../domain/quotes/list-quote-choices.ts'
import { uuid } from '../../ids.ts'
import { DEFAULT_CURRENCY } from '../../money.ts'
import { kindOfValue } from '../../views/products/finishes.ts'
import type { PickablePicture } from '../../views/products/picture-picker.tsx'
import type { ProductValues } from '../../views/products/product-form.tsx'
import { EditProductPage, NewProductPage } from '../../views/products/product-form-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { frameOf } from '../respond/page-frame.ts'
import { productDifferences } from './product-differences.ts'
import { readCurrency } from './product-form.ts'
import { newProductValues, productValues } from './product-form-values.ts'

export type RefusedForm = {
  values: ProductValues
  errors: Record<string, string>
  status: 400 | 404 | 409 | 412
  /** The product that this form made before, with other content. */
  created?: { id: string; title: string }
}

/** The form of a new product, or what a refused one had in it. */
export async function showNewProduct(
  c: HonoContext<HubEnv>,
  refused?: RefusedForm,
): Promise<Response> {
  const { ctx } = c.var
  // Back finds this page in the browser's cache, with the same work: sent again, it makes nothing.
  c.header('cache-control', 'private, no-cache')
  const asked = refused ? refused.values.asset_id : c.req.query('asset')
  const assetId = uuid.safeParse(asked).data
  const begun = refused?.values ?? (await newProductValues(ctx, assetId))
  // What was ticked before a mistake has to be there to be seen again.
  const pictures = await pickable(ctx, refused ? undefined : begun.asset_id || undefined)
  const values = refused || !begun.asset_id ? begun : withMockups(begun, pictures)
  const page = (
    <NewProductPage
      frame={frameOf(c, {})}
      startAsset={values.asset_id}
      created={refused?.created}
      values={values}
      errors={refused?.errors ?? {}}
      pictures={pictures}
      {...(await choicesFor(ctx, values, DEFAULT_CURRENCY))}
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
  const product = await getProduct(ctx, id)
  const current = productValues(product)
  const isStale = refused?.status === 412
  const typed = refused?.values ?? current
  const values = isStale ? { ...typed, version: current.version } : typed
  const own = await ownPictures(ctx, product)
  const shown = new Set(product.images.flatMap((image) => image.source_id ?? []))
  const others = (await pickable(ctx)).filter((picture) => !shown.has(picture.id))
  const pictures = [...own, ...others]
  const choices = await choicesFor(ctx, values, product.currency)
  const page = (
    <EditProductPage
      frame={frameOf(c, {})}
      id={id}
      name={product.title}
      differences={
        isStale ? productDifferences(values, current, { ...choices, pictures }) : undefined
      }
      warnings={warningsOf(product)}
      values={values}
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

async function choicesFor(ctx: Context, values: ProductValues, ownCurrency: string) {
  const currency = readCurrency(values.currency) ?? ownCurrency
  const [pricing, prices, shop, quotes, assets] = await Promise.all([
    loadPricing(ctx),
    loadPrices(ctx, currency),
    findShop(ctx),
    listQuoteChoices(ctx, values.quote_id),
    listAssetChoices(ctx, values.asset_id),
  ])
  const chosen = values.variants.map((value) => kindOfValue(value).size)
  const sizes = new Set([...pricing.map(({ size }) => size), ...prices.keys(), ...chosen])
  return {
    quotes,
    assets,
    currency,
    currencies: [...new Set([ownCurrency, currency, ...(shop.isConnected ? [shop.currency] : [])])],
    sizes: [...sizes].toSorted(compareSizes).map((size) => ({ size, prices: prices.get(size) })),
  }
}

async function pickable(ctx: Context, assetId?: string): Promise<PickablePicture[]> {
  const choices = await listPictureChoices(ctx, assetId)
  return Promise.all(
    choices.map(async ({ file_key, thumbnail_key, ...choice }) => ({
      ...choice,
      picture: await ctx.files.path(thumbnail_key ?? file_key),
    })),
  )
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
