import * as z from 'zod'
import type { FullProduct } from '../../products/load-parts.ts'
import type { Field } from '../sides/fields.ts'

const row = z.looseObject({ id: z.string() })
const rows = z.looseObject({ variants: z.array(row), images: z.array(row) })

/**
 * The product as it was sent last, in which these fields are as it is now: what counts as published
 * is what undoing brings back. As it was, where it cannot be read any more.
 */
export function mergeRows(
  kept: string | null,
  product: FullProduct,
  fields: ReadonlySet<Field>,
): string | null {
  if (kept === null) return null
  const before = rows.safeParse(JSON.parse(kept)).data
  if (!before) return kept
  const now = new Map(product.variants.map((variant) => [variant.id, variant]))
  return JSON.stringify({
    ...before,
    ...plainFields(product, fields),
    variants: before.variants.map((variant) => {
      const is = now.get(variant.id)
      return is ? { ...variant, ...variantFields(is, fields) } : variant
    }),
    ...(fields.has('pictures') ? { images: product.images } : {}),
  })
}

function plainFields(product: FullProduct, fields: ReadonlySet<Field>): Partial<FullProduct> {
  const { title, description, description_html, product_type, vendor, tags } = product
  const { seo_title, seo_description, category } = product
  return {
    ...(fields.has('title') ? { title } : {}),
    ...(fields.has('description') ? { description, description_html } : {}),
    ...(fields.has('product_type') ? { product_type } : {}),
    ...(fields.has('vendor') ? { vendor } : {}),
    ...(fields.has('tags') ? { tags } : {}),
    ...(fields.has('seo') ? { seo_title, seo_description } : {}),
    ...(fields.has('category') ? { category } : {}),
  }
}

function variantFields(
  { price, compare_at_price, is_active, image_id }: FullProduct['variants'][number],
  fields: ReadonlySet<Field>,
) {
  return {
    ...(fields.has('prices') ? { price, compare_at_price } : {}),
    ...(fields.has('variants') ? { is_active } : {}),
    ...(fields.has('pictures') ? { image_id } : {}),
  }
}
