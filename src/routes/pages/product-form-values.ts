import type { Context } from '../../context.ts'
import { findAsset } from '../../domain/assets/find-asset.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import { getQuote } from '../../domain/quotes/get-quote.ts'
import { toDecimalString } from '../../money.ts'
import { variantValue } from '../../views/products/finishes.ts'
import type { ProductValues } from '../../views/products/product-form.tsx'

const EMPTY: ProductValues = {
  title: '',
  description: '',
  collection: '',
  tags: '',
  quote_id: '',
  asset_id: '',
  variants: [],
  prices: new Map(),
  pictures: new Map(),
  publish: false,
}

/** A new product's form: empty, or begun from an artwork and its quote. */
export async function newProductValues(ctx: Context, assetId?: string): Promise<ProductValues> {
  const asset = assetId ? await findAsset(ctx, assetId) : undefined
  if (!asset) return EMPTY
  const quote = asset.quote_id ? await getQuote(ctx, asset.quote_id) : undefined
  const words = quote?.author ? `“${quote.text}” — ${quote.author}` : quote?.text
  return {
    ...EMPTY,
    title: asset.title,
    description: words ?? '',
    collection: quote?.collection ?? '',
    quote_id: quote?.id ?? '',
    asset_id: asset.id,
  }
}

/** A product's form as the product stands. */
export function productValues(product: FullProduct): ProductValues {
  return {
    title: product.title,
    description: product.description ?? '',
    collection: product.collection ?? '',
    tags: product.tags.join(', '),
    quote_id: product.quote_id ?? '',
    asset_id: product.asset_id ?? '',
    variants: product.variants.map(variantValue),
    prices: new Map(
      product.variants.map((variant) => [variantValue(variant), toDecimalString(variant.price)]),
    ),
    pictures: new Map(product.images.map((image, index) => [image.id, String(index + 1)])),
    publish: false,
  }
}
