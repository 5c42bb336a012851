import * as z from 'zod'
import type { LockableField } from '../../db/schema/products.ts'
import { sha256Hex } from '../../sha256.ts'
import { handleOf } from './handle-of.ts'
import type { FullProduct, ImageRow, VariantRow } from './load-parts.ts'
import { htmlOfText, sanitizeHtml } from './rich-text.ts'

/** The content of a product as a shop gets it; prices are minor units. Kept as it was sent. */
export const sentContent = z.object({
  /** What its URL ends in. */
  handle: z.string().optional(),
  title: z.string(),
  descriptionHtml: z.string(),
  /** Only what is set: what never was is left to the shop. */
  seo: z.object({ title: z.string().optional(), description: z.string().optional() }).optional(),
  category: z.string().optional(),
  vendor: z.string(),
  productType: z.string(),
  tags: z.array(z.string()),
  currency: z.string(),
  /** Of our collections its own; once the content is complete, the handle of the shop's. */
  collection: z.string().optional(),
  variants: z.array(
    z.object({
      id: z.string(),
      sku: z.string(),
      size: z.string(),
      frame: z.enum(['unframed', 'white', 'black', 'natural', 'digital']),
      priceMinor: z.int(),
      compareAtPriceMinor: z.int().nullable(),
      isDigital: z.boolean(),
      /** Left out where it is not known, and for downloads. */
      weightGrams: z.int().optional(),
      /** What a sale costs; left out where it is not known, or is not to be sent. */
      costMinor: z.int().optional(),
      /** Its own picture, by id; absent where it has none. */
      picture: z.string().optional(),
    }),
  ),
  pictures: z.array(z.object({ id: z.string(), key: z.string(), alt: z.string() })),
})
export type Content = z.infer<typeof sentContent>

/** A product as a shop is to show it. */
export function contentOf(product: FullProduct): Content {
  const seo = {
    ...(product.seo_title ? { title: product.seo_title } : {}),
    ...(product.seo_description ? { description: product.seo_description } : {}),
  }
  return {
    handle: handleOf(product),
    title: product.title,
    descriptionHtml: descriptionHtmlOf(product),
    ...(Object.keys(seo).length > 0 ? { seo } : {}),
    ...(product.category ? { category: product.category } : {}),
    vendor: product.vendor,
    productType: product.product_type,
    tags: product.tags,
    currency: product.currency,
    ...(product.collection ? { collection: product.collection } : {}),
    variants: product.variants.filter((variant) => variant.is_active).map(describeVariant),
    pictures: product.images.map((image) => describePicture(product, image)),
  }
}

/** Its description as a shop shows it. */
export function descriptionHtmlOf(
  product: Pick<FullProduct, 'description' | 'description_html'>,
): string {
  const { description, description_html } = product
  return description_html ? sanitizeHtml(description_html) : htmlOfText(description)
}

/**
 * Equal for equal content, as far as publishing does not leave it alone: shows whether what was sent
 * last is still what is wanted.
 */
export function hashContent(content: Content, locked: readonly LockableField[]): Promise<string> {
  return sha256Hex(
    JSON.stringify(content, (key, value: unknown) => keepUnlocked(key, value, locked)),
  )
}

/** What does not stand on the product, and changes without it: `weighContent`. */
const COMPLETED_LATER: ReadonlySet<string> = new Set(['weightGrams', 'costMinor', 'collection'])

const FIELD_OF_KEY: Readonly<Record<string, LockableField>> = {
  title: 'title',
  descriptionHtml: 'description',
  productType: 'product_type',
  vendor: 'vendor',
  tags: 'tags',
  handle: 'handle',
  seo: 'seo',
  priceMinor: 'prices',
  compareAtPriceMinor: 'prices',
  picture: 'pictures',
  pictures: 'pictures',
}

function keepUnlocked(key: string, value: unknown, locked: readonly string[]): unknown {
  const field = FIELD_OF_KEY[key]
  if (COMPLETED_LATER.has(key)) return undefined
  return field && locked.includes(field) ? undefined : value
}

function describeVariant(variant: VariantRow): Content['variants'][number] {
  return {
    id: variant.id,
    sku: variant.sku,
    size: variant.size,
    frame: variant.is_digital ? 'digital' : (variant.frame_style ?? 'unframed'),
    priceMinor: variant.price,
    compareAtPriceMinor: variant.compare_at_price,
    isDigital: variant.is_digital,
    ...(variant.image_id ? { picture: variant.image_id } : {}),
  }
}

function describePicture(product: FullProduct, image: ImageRow): Content['pictures'][number] {
  return { id: image.id, key: image.file_key, alt: image.alt?.trim() ? image.alt : product.title }
}
