import type { findAssetWithQuote } from '../../domain/assets/get-asset.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import { newId } from '../../ids.ts'
import { DEFAULT_CURRENCY, toDecimalString } from '../../money.ts'
import { variantValue } from '../../views/products/finishes.ts'
import type { ProductValues } from '../../views/products/product-form.tsx'

/** A new product's form: empty, or begun from an artwork and its quote. */
export function newProductValues(
  origin: Awaited<ReturnType<typeof findAssetWithQuote>>,
): ProductValues {
  const empty: ProductValues = {
    title: '',
    description: '',
    collection: '',
    tags: '',
    quote_id: '',
    asset_id: '',
    currency: DEFAULT_CURRENCY,
    variants: [],
    prices: new Map(),
    compared: new Map(),
    skyPilot: new Map(),
    pictures: new Map(),
    publish: false,
    accept_free: false,
    work_id: newId(),
    version: '',
  }
  if (!origin) return empty
  const { asset, quote } = origin
  const description = quote?.author ? `“${quote.text}” — ${quote.author}` : quote?.text
  return {
    ...empty,
    title: asset.title,
    description: description ?? '',
    collection: quote?.collection ?? asset.collection ?? '',
    quote_id: quote?.id ?? '',
    asset_id: asset.id,
  }
}

/** A product's form with what the product has. */
export function productValues(product: FullProduct): ProductValues {
  const { currency, variants } = product
  const typed = (minor: number | null) => (minor === null ? '' : toDecimalString(minor, currency))
  return {
    title: product.title,
    description: product.description ?? '',
    collection: product.collection ?? '',
    tags: product.tags.join(', '),
    quote_id: product.quote_id ?? '',
    asset_id: product.asset_id ?? '',
    currency,
    variants: variants.map(variantValue),
    prices: new Map(variants.map((variant) => [variantValue(variant), typed(variant.price)])),
    compared: new Map(
      variants.map((variant) => [variantValue(variant), typed(variant.compare_at_price)]),
    ),
    skyPilot: new Map(
      variants
        .filter(({ is_digital }) => is_digital)
        .map((variant) => [variantValue(variant), variant.sky_pilot_asset_id ?? '']),
    ),
    pictures: new Map(product.images.map((image, index) => [image.id, String(index + 1)])),
    publish: false,
    accept_free: false,
    work_id: '',
    version: String(product.version),
  }
}
