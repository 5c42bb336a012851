import type { Publication } from '../../db/schema/publications.ts'
import { toDecimalString } from '../../money.ts'
import type { FullProduct } from '../products/load-parts.ts'
import type { Content } from '../products/shop-content.ts'
import type { Sides } from './compare-fields.ts'
import { FIELDS, type Field } from './fields.ts'
import { mergeReading } from './merge-fields.ts'
import { readSent } from './publications.ts'
import { parseReading, type Reading } from './reading.ts'
import { parseSending, type Sending } from './sending.ts'

/**
 * What publishing compares. `content` is the product's with its weights (`weighContent`); `shop` is
 * what the shop shows now, null where it has no such product. A publication from before readings
 * were kept gets what the shop shows as its base, but where that plainly differs from what was
 * sent. What a call may have changed whose answer is not known is no change at the shop.
 */
export function sidesOf(
  { locked_fields }: Pick<FullProduct, 'locked_fields'>,
  content: Content,
  publication: Publication | undefined,
  shop: Reading | null,
): Sides {
  const published = publication && readSent(publication)
  const kept = parseReading(publication?.shop_base ?? null)
  const sending = parseSending(publication?.sending ?? null)
  const base = kept ?? (published && adoptBase(published, shop))
  return {
    hub: content,
    published,
    base: base && shop && sending ? forgiveSent(base, shop, sending) : base,
    shop,
    locked: new Set(locked_fields),
    decisions: publication?.decisions ?? {},
  }
}

/** What the shop shows, but where it plainly is not what was sent: there, what was sent. */
function adoptBase(published: Content, shop: Reading | null): Reading {
  const asSent = readingOfContent(published, shop)
  if (!shop) return asSent
  const changed = FIELDS.filter((field) => !showsContent(field, published, shop))
  return mergeReading(shop, asSent, new Set(changed))
}

function forgiveSent(base: Reading, shop: Reading, sending: Sending): Reading {
  const shown = sending.fields.filter((field) =>
    field === 'status'
      ? shop.status === sending.status
      : showsContent(field, sending.content, shop),
  )
  return mergeReading(base, shop, new Set(shown))
}

/** Whether a shop plainly shows this content, as far as that can be told without its answer. */
function showsContent(field: Field, content: Content, shop: Reading): boolean {
  switch (field) {
    case 'title':
      return shop.title === content.title
    case 'description':
      return plainText(shop.descriptionHtml) === plainText(content.descriptionHtml)
    case 'product_type':
      return shop.productType === content.productType
    case 'vendor':
      return shop.vendor === content.vendor
    case 'tags':
      return content.tags.every((tag) => hasTag(shop, tag))
    case 'prices':
      return content.variants.every((variant) => showsPrices(variant, content.currency, shop))
    // Written down by a shop in a way of its own, or told by ids that only its answer names.
    case 'handle':
    case 'seo':
    case 'category':
    case 'variants':
    case 'pictures':
    case 'collection':
    case 'status':
      return true
  }
}

function showsPrices(
  { sku, priceMinor, compareAtPriceMinor }: Content['variants'][number],
  currency: string,
  shop: Reading,
): boolean {
  const shown = shop.variants.find((variant) => variant.sku === sku)
  if (!shown) return true
  const compared =
    compareAtPriceMinor === null ? null : toDecimalString(compareAtPriceMinor, currency)
  return (
    Number(shown.price) === Number(toDecimalString(priceMinor, currency)) &&
    Number(shown.compareAtPrice) === Number(compared)
  )
}

function hasTag({ tags }: Pick<Reading, 'tags'>, tag: string): boolean {
  return tags.some((each) => each.trim().toLowerCase() === tag.trim().toLowerCase())
}

/** Without what a shop writes in a way of its own: spaces between tags, their case, characters. */
function plainText(html: string): string {
  return html.replace(/\s+/g, ' ').replace(/> </g, '><').trim().toLowerCase()
}

/** What was sent as a shop would show it, with the shop's ids where it still has the parts. */
function readingOfContent(content: Content, shop: Reading | null): Reading {
  const { currency } = content
  return {
    status: 'ACTIVE',
    isOnline: true,
    handle: content.handle ?? shop?.handle ?? '',
    title: content.title,
    descriptionHtml: content.descriptionHtml,
    vendor: content.vendor,
    productType: content.productType,
    tags: [...content.tags, ...(shop?.tags ?? []).filter((tag) => !hasTag(content, tag))],
    seo: { title: content.seo?.title ?? null, description: content.seo?.description ?? null },
    category: content.category ?? null,
    variants: (shop?.variants ?? []).map((shown) => {
      const sent = content.variants.find(({ sku }) => sku === shown.sku)
      if (!sent) return shown
      const { priceMinor, compareAtPriceMinor } = sent
      return {
        ...shown,
        price: toDecimalString(priceMinor, currency),
        compareAtPrice:
          compareAtPriceMinor === null ? null : toDecimalString(compareAtPriceMinor, currency),
      }
    }),
    media: shop?.media ?? [],
  }
}
