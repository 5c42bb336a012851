import { sha256Hex } from '../../../sha256.ts'
import type { FullProduct, ImageRow, VariantRow } from '../../products/load-parts.ts'
import type { Content } from '../publications.ts'

const HANDLE_TITLE_CHARACTERS = 80
const ID_CHARACTERS = 8

/** A product as a shop is to show it. */
export function contentOf(product: FullProduct): Content {
  return {
    title: product.title,
    descriptionHtml: toHtml(product.description),
    vendor: product.vendor,
    productType: product.product_type,
    tags: product.tags,
    currency: product.currency,
    variants: product.variants.filter((variant) => variant.is_active).map(describeVariant),
    pictures: product.images.map((image) => describePicture(product, image)),
  }
}

/** Equal for equal content: shows whether what was sent last is still what is wanted. */
export function hashContent(content: Content): Promise<string> {
  return sha256Hex(JSON.stringify(content))
}

/** What we changed of the tags since they were sent; the shop's own tags are none of ours. */
export function tagChanges(
  sent: readonly string[] | undefined,
  wanted: readonly string[],
): { added: string[]; removed: string[] } {
  const before = sent ?? []
  return {
    added: wanted.filter((tag) => !before.includes(tag)),
    removed: before.filter((tag) => !wanted.includes(tag)),
  }
}

/** Ours and unique: the last digits of the id keep two products of one title apart. */
export function handleOf({ id, title }: Pick<FullProduct, 'id' | 'title'>): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, HANDLE_TITLE_CHARACTERS)
    .replace(/^-+|-+$/g, '')
  const tail = id.replaceAll('-', '').slice(-ID_CHARACTERS)
  return slug ? `${slug}-${tail}` : `print-${tail}`
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
  }
}

function describePicture(product: FullProduct, image: ImageRow): Content['pictures'][number] {
  return { id: image.id, key: image.file_key, alt: image.alt ?? product.title }
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
