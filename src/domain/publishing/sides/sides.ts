import type { Publication } from '../../../db/schema/publications.ts'
import { toDecimalString } from '../../../money.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import type { Content } from '../../products/shop-content.ts'
import { readSent } from '../publications.ts'
import { foldTag, minorOf, normalHtml, type Sides, seenOf } from './compare-fields.ts'
import type { Field } from './fields.ts'
import { mergeReading } from './merge-fields.ts'
import { parseReading, type Reading } from './reading.ts'
import { parseSending, type SentCall } from './sending.ts'

/**
 * What publishing compares. `content` is the product's with its weights (`weighContent`); `shop` is
 * what the shop shows now, null where it has no such product. A publication from before readings
 * were kept gets what the shop shows as its base, but where that plainly differs from what was
 * sent. What a call may have made whose answer nobody heard is no change of somebody else's: it
 * counts as decided, and what is wanted is sent over it.
 */
export function sidesOf(
  { locked_fields }: Pick<FullProduct, 'locked_fields'>,
  content: Content,
  publication: Publication | undefined,
  shop: Reading | null,
): Sides {
  const published = publication && readSent(publication)
  const kept = parseReading(publication?.shop_base ?? null)
  const calls = parseSending(publication?.sending ?? null)?.calls ?? []
  const base = kept ?? (published && adoptBase(published, shop))
  return {
    hub: content,
    published,
    base,
    shop,
    locked: new Set(locked_fields),
    decisions: { ...publication?.decisions, ...(shop ? ownDoing(calls, shop, base) : {}) },
  }
}

/** What the shop shows, but where it plainly is not what was sent: there, what was sent. */
export function adoptBase(published: Content, shop: Reading | null): Reading {
  const asSent = readingOfContent(published, shop)
  if (!shop) return asSent
  const changed = PLAIN_FIELDS.filter((field) => !showsContent(field, published, shop))
  return mergeReading(shop, asSent, new Set(changed))
}

/** What a shop does not write down in a way of its own. */
const PLAIN_FIELDS: readonly Field[] = [
  'title',
  'description',
  'product_type',
  'vendor',
  'tags',
  'prices',
]

/** The fields that show what one of these calls may have made of them. */
function ownDoing(
  calls: readonly SentCall[],
  shop: Reading,
  base: Reading | undefined,
): Sides['decisions'] {
  const shown = calls.flatMap(({ fields, content, status }) =>
    fields.filter((field) =>
      field === 'status'
        ? shop.status === status
        : showsContent(field, content, shop) && !hasOthers(field, content, { shop, base }),
    ),
  )
  return Object.fromEntries(shown.map((field) => [field, { seen: seenOf(field, shop) }]))
}

/** Whether somebody else has put a variant or a picture there, that is neither ours nor accepted. */
function hasOthers(
  field: Field,
  { variants, pictures }: Content,
  { shop, base }: { shop: Reading; base: Reading | undefined },
): boolean {
  if (field === 'variants') {
    const known = new Set(base?.variants.map(({ gid }) => gid))
    const skus = new Set<string | null>(variants.map(({ sku }) => sku))
    return shop.variants.some(({ gid, sku }) => !known.has(gid) && !skus.has(sku))
  }
  if (field !== 'pictures') return false
  const known = new Set(base?.media.map(({ gid }) => gid))
  const texts = new Set(pictures.map(({ alt }) => alt))
  return shop.media.some(({ gid, alt }) => !known.has(gid) && !texts.has(alt ?? ''))
}

/** Whether a shop shows this content, as far as that can be told without its answer. */
function showsContent(field: Field, content: Content, shop: Reading): boolean {
  switch (field) {
    case 'title':
      return shop.title === content.title
    case 'description':
      return normalHtml(shop.descriptionHtml) === normalHtml(content.descriptionHtml)
    case 'product_type':
      return shop.productType === content.productType
    case 'vendor':
      return shop.vendor === content.vendor
    case 'tags':
      return content.tags.every((tag) => hasTag(shop, tag))
    case 'handle':
      return shop.handle === content.handle
    case 'seo':
      return (
        (shop.seo.title ?? '') === (content.seo?.title ?? '') &&
        (shop.seo.description ?? '') === (content.seo?.description ?? '')
      )
    case 'category':
      return (shop.category ?? '') === (content.category ?? '')
    case 'prices':
      return content.variants.every((variant) => showsPrices(variant, content.currency, shop))
    case 'variants':
      return content.variants.every(({ sku }) => shop.variants.some((each) => each.sku === sku))
    case 'pictures':
      return content.pictures.length === shop.media.length
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
  const compared = shown.compareAtPrice === null ? null : minorOf(shown.compareAtPrice, currency)
  return minorOf(shown.price, currency) === priceMinor && compared === compareAtPriceMinor
}

function hasTag({ tags }: Pick<Reading, 'tags'>, tag: string): boolean {
  return tags.some((each) => foldTag(each) === foldTag(tag))
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
