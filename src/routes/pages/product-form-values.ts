import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { VariantKind } from '../../domain/products/variant-kind.ts'
import type { Settings } from '../../domain/settings/schemas.ts'
import { newId } from '../../ids.ts'
import { DEFAULT_CURRENCY, toDecimalString } from '../../money.ts'
import { categoryFields } from '../../views/products/categories.ts'
import { variantValue } from '../../views/products/finishes.ts'
import type { ProductValues } from '../../views/products/product-form.tsx'
import { productPath } from '../../views/products/product-path.ts'

/** What a new product begins from. */
type Start = {
  defaults: Settings['defaults']
  /** The sizes and finishes of the newest product, as far as they have prices. */
  kinds: readonly VariantKind[]
  origin:
    | {
        asset: { id: string; title: string; collection: string | null }
        quote: { id: string; text: string; author: string | null; collection: string } | null
      }
    | undefined
  /** Ids of the artwork's approved mockups. */
  pictures: readonly string[]
}

/** A new product's form: with the sizes used last, and begun from an artwork and its quote. */
export function newProductValues({ defaults, kinds, origin, pictures }: Start): ProductValues {
  const { asset, quote } = origin ?? {}
  const description = quote?.author ? `“${quote.text}” — ${quote.author}` : quote?.text
  return {
    title: asset?.title ?? '',
    description: description ?? '',
    seo_title: '',
    seo_description: '',
    ...categoryFields(null),
    collection: quote?.collection ?? asset?.collection ?? '',
    tags: '',
    vendor: defaults.vendor,
    product_type: defaults.product_type,
    quote_id: quote?.id ?? '',
    asset_id: asset?.id ?? '',
    currency: DEFAULT_CURRENCY,
    variants: kinds.map(variantValue),
    prices: new Map(),
    compared: new Map(),
    skyPilot: new Map(),
    files: new Map(),
    pictures,
    off: [],
    hasOff: false,
    publish: false,
    accepted: [],
    work_id: newId(),
    kept_as: asset ? `/products/new?asset=${asset.id}` : '/products/new',
    version: '',
  }
}

/** A product's form with what the product has. */
export function productValues(product: FullProduct): ProductValues {
  const { currency, variants } = product
  const typed = (minor: number | null) => (minor === null ? '' : toDecimalString(minor, currency))
  return {
    title: product.title,
    description: product.description_html ?? product.description ?? '',
    seo_title: product.seo_title ?? '',
    seo_description: product.seo_description ?? '',
    ...categoryFields(product.category),
    collection: product.collection ?? '',
    tags: product.tags.join(', '),
    vendor: product.vendor,
    product_type: product.product_type,
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
    files: new Map(
      variants
        .filter(({ is_digital }) => is_digital)
        .map((variant) => [variantValue(variant), variant.digital_file_id ?? '']),
    ),
    pictures: product.images.map(({ id }) => id),
    off: variants.filter(({ is_active }) => !is_active).map(variantValue),
    hasOff: true,
    publish: false,
    accepted: [],
    work_id: '',
    kept_as: productPath(product.id, 'edit'),
    version: String(product.version),
  }
}
