import type { FullProduct, ImageRow, VariantRow } from '../../products/load-parts.ts'
import type { FrameStyle } from '../../products/variant-kind.ts'

const HANDLE_TITLE_CHARACTERS = 80
const ID_CHARACTERS = 8

/** A product in the words the shop takes; its pictures come apart, since they are uploaded. */
export function describeForShop(product: FullProduct) {
  return {
    product: {
      id: product.id,
      title: product.title,
      descriptionHtml: toHtml(product.description),
      vendor: product.vendor,
      productType: product.product_type,
      tags: product.tags,
      currency: product.currency,
      handle: handleOf(product),
    },
    variants: product.variants.filter((variant) => variant.is_active).map(describeVariant),
    pictures: product.images.map((image) => describePicture(product, image)),
  }
}

export type ShopWish = ReturnType<typeof describeForShop>

/** Equal for equal wishes: tells whether what was sent last is still what is wanted. */
export async function hashWish(wish: ShopWish): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(wish))
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function describeVariant(variant: VariantRow) {
  return {
    id: variant.id,
    sku: variant.sku,
    size: variant.size,
    frame: frameOf(variant),
    priceMinor: variant.price,
    compareAtPriceMinor: variant.compare_at_price ?? undefined,
    isDigital: variant.is_digital,
  }
}

function frameOf(variant: VariantRow): FrameStyle | 'unframed' | 'digital' {
  return variant.is_digital ? 'digital' : (variant.frame_style ?? 'unframed')
}

function describePicture(product: FullProduct, image: ImageRow) {
  return { id: image.id, key: image.file_key, alt: image.alt ?? product.title }
}

/** Ours and unique: the last digits of the id keep two products of one title apart. */
function handleOf(product: FullProduct): string {
  const words = product.title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, HANDLE_TITLE_CHARACTERS)
    .replace(/^-+|-+$/g, '')
  const tail = product.id.replaceAll('-', '').slice(-ID_CHARACTERS)
  return words ? `${words}-${tail}` : `print-${tail}`
}

/** Paragraphs and line breaks as they were typed; nothing typed becomes markup. */
function toHtml(description: string | null): string {
  if (!description) return ''
  const escaped = description
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
  return escaped
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.trim().replaceAll('\n', '<br>')}</p>`)
    .join('')
}
