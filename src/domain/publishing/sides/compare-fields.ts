import { toMinor } from '../../../money.ts'
import type { Content } from '../../products/shop-content.ts'
import { FIELDS, type Field } from './fields.ts'
import type { Reading } from './reading.ts'

/**
 * What publishing compares: the product here, the content that was published last, what the shop
 * showed then (`base`) and shows now. Each side is compared with itself alone, since a shop writes
 * down what it is sent in its own way: so the echo of our own write is no change.
 */
export type Sides = {
  hub: Content
  published: Content | undefined
  base: Reading | undefined
  /** Null: the shop has no such product any more. */
  shop: Reading | null
  locked: ReadonlySet<string>
  /** Fields to be pushed over what the shop shows, while it shows what was seen. */
  decisions: Readonly<Record<string, { seen: string }>>
}

export type FieldState = {
  field: Field
  /** The hub differs from what was published, or nothing was. */
  isHubChanged: boolean
  /** The shop differs from what it showed then. */
  isShopChanged: boolean
  isLocked: boolean
  /** What the shop shows is what the hub says: both were changed to the same. */
  isAgreed: boolean
  /** A person said to push over what the shop shows, and it shows that still. */
  isPushed: boolean
  /** What the shop shows, as one text: what a decision is about. */
  seen: string
}

/** How each field stands. */
export function compareFields(sides: Sides): FieldState[] {
  return FIELDS.map((field) => {
    const seen = seenOf(field, sides.shop)
    return {
      field,
      isHubChanged: isHubChanged(field, sides),
      isShopChanged: isShopChanged(field, sides),
      // What is not there yet is made whole.
      isLocked: sides.shop !== null && sides.locked.has(field),
      isAgreed: isAgreed(field, sides),
      isPushed: sides.decisions[field]?.seen === seen,
      seen,
    }
  })
}

/** Changed at the shop, not left alone, and nobody has decided about it. */
export function isUndecided(state: FieldState): boolean {
  const { isShopChanged, isLocked, isAgreed, isPushed } = state
  return isShopChanged && !isLocked && !isAgreed && !isPushed
}

/** The fields that nobody has decided on. */
export function undecidedOf(sides: Sides): Field[] {
  return compareFields(sides).flatMap((state) => (isUndecided(state) ? [state.field] : []))
}

/** The same sides once a person has said to push over all that was changed at the shop. */
export function overwriteAll(sides: Sides): Sides {
  const decided = compareFields(sides).filter(isUndecided)
  const decisions = decided.map(({ field, seen }) => [field, { seen }] as const)
  return { ...sides, decisions: { ...sides.decisions, ...Object.fromEntries(decisions) } }
}

/** Whether publishing sends it: where the hub differs, or a person said to push it. */
export function isSent({ isHubChanged, isShopChanged, isLocked, isPushed }: FieldState): boolean {
  return !isLocked && (isHubChanged || (isShopChanged && isPushed))
}

function isHubChanged(field: Field, { hub, published, shop }: Sides): boolean {
  if (field === 'status') return false
  // Where the shop has nothing of it, it is made again with all that it is.
  if (!published || !shop) return true
  const ours = field === 'variants' ? withKnown(hub, published) : hub
  const [now, then] = [hubText(field, ours, published), hubText(field, published, ours)]
  return now !== then
}

/** What one side of ours says of a field; of prices only those of variants that both have. */
function hubText(field: Exclude<Field, 'status'>, content: Content, other: Content): string {
  switch (field) {
    case 'title':
      return content.title
    case 'description':
      return content.descriptionHtml
    case 'product_type':
      return content.productType
    case 'vendor':
      return content.vendor
    case 'tags':
      return JSON.stringify(content.tags.map(foldTag).toSorted())
    case 'handle':
      return content.handle ?? ''
    case 'seo':
      return JSON.stringify([content.seo?.title ?? '', content.seo?.description ?? ''])
    case 'category':
      return content.category ?? ''
    case 'prices': {
      const shared = new Set(other.variants.map(({ id }) => id))
      const own = content.variants.filter(({ id }) => shared.has(id))
      return JSON.stringify(
        own.map((row) => [row.id, row.priceMinor, row.compareAtPriceMinor]).toSorted(byFirst),
      )
    }
    case 'variants':
      return JSON.stringify(content.variants.map(withoutPriceAndPicture))
    case 'pictures':
      return JSON.stringify([
        content.pictures.map(({ id, key, alt }) => [id, key, alt]),
        content.variants.map(({ id, picture }) => [id, picture ?? null]).toSorted(byFirst),
      ])
    case 'collection':
      return content.collection ?? ''
  }
}

/** A weight or cost that the hub does not know, or does not say, leaves the one that was sent. */
function withKnown(hub: Content, published: Content): Content {
  const before = new Map(published.variants.map((variant) => [variant.id, variant]))
  const variants = hub.variants.map((variant) => {
    const { weightGrams, costMinor } = { ...before.get(variant.id), ...variant }
    const { weightGrams: _weight, costMinor: _cost, ...rest } = variant
    return {
      ...rest,
      ...(weightGrams === undefined ? {} : { weightGrams }),
      ...(costMinor === undefined ? {} : { costMinor }),
    }
  })
  return { ...hub, variants }
}

function withoutPriceAndPicture(variant: Content['variants'][number]) {
  const { id, sku, size, frame, isDigital, weightGrams, costMinor } = variant
  return [id, sku, size, frame, isDigital, weightGrams ?? null, costMinor ?? null]
}

function isShopChanged(field: Field, { published, base, shop }: Sides): boolean {
  if (!base) return false
  if (field === 'status') return isStatusChanged(base, shop)
  if (!shop) return false
  if (field === 'tags') return lostTags(published, base, shop).length > 0
  if (field === 'prices') return pricesOf(shop, base) !== pricesOf(base, shop)
  return seenOf(field, shop) !== seenOf(field, base)
}

/** What was on sale shows otherwise, or what was off sale is sold: nothing else of it matters. */
function isStatusChanged(base: Reading, shop: Reading | null): boolean {
  if (isOnSale(base)) return seenOf('status', shop) !== seenOf('status', base)
  return shop !== null && isOnSale(shop)
}

/** UNLISTED is sold to whoever has the link. */
export function isOnSale({ status }: Pick<Reading, 'status'>): boolean {
  return status === 'ACTIVE' || status === 'UNLISTED'
}

/** Whether the shop shows what the hub says, in as far as both can be put in the same words. */
function isAgreed(field: Field, { hub, shop }: Sides): boolean {
  if (!shop) return false
  switch (field) {
    case 'title':
      return shop.title === hub.title
    case 'description':
      return normalHtml(shop.descriptionHtml) === normalHtml(hub.descriptionHtml)
    case 'product_type':
      return shop.productType === hub.productType
    case 'vendor':
      return shop.vendor === hub.vendor
    case 'seo':
      return seenOf('seo', shop) === hubText('seo', hub, hub)
    case 'category':
      return (shop.category ?? '') === (hub.category ?? '')
    case 'prices':
      return arePricesAgreed(hub, shop)
    default:
      return false
  }
}

function arePricesAgreed({ currency, variants }: Content, shop: Reading): boolean {
  const prices = new Map(variants.map((row) => [row.sku, row]))
  return shop.variants.every(({ sku, price, compareAtPrice }) => {
    const own = prices.get(sku ?? '')
    if (!own) return true
    const compared = compareAtPrice === null ? null : minorOf(compareAtPrice, currency)
    return own.priceMinor === minorOf(price, currency) && own.compareAtPriceMinor === compared
  })
}

/** An amount as a shop writes it, in minor units. */
export function minorOf(amount: string, currency: string): number {
  return toMinor(Number(amount), currency)
}

/** Markup without what an editor or a shop lays out differently. */
export function normalHtml(html: string): string {
  return html
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><')
    .replace(/<br ?\/?>/g, '<br>')
    .trim()
}

/** Tags of ours that are gone at the shop; those that others added there are theirs. */
export function lostTags(
  published: Content | undefined,
  base: Reading,
  { tags }: Pick<Reading, 'tags'>,
): string[] {
  const [then, now] = [base.tags.map(foldTag), tags.map(foldTag)]
  const ours = (published?.tags ?? []).map(foldTag)
  return ours.filter((tag) => then.includes(tag) && !now.includes(tag))
}

/** Shopify compares tags without case. */
export function foldTag(tag: string): string {
  return tag.trim().toLowerCase()
}

/** What a shop shows of a field, as one text; 'deleted' where it has no such product. */
export function seenOf(field: Field, shown: Reading | null): string {
  if (!shown) return field === 'status' ? 'deleted' : ''
  switch (field) {
    case 'title':
      return shown.title
    case 'description':
      return shown.descriptionHtml
    case 'product_type':
      return shown.productType
    case 'vendor':
      return shown.vendor
    case 'tags':
      return JSON.stringify(shown.tags.map(foldTag).toSorted())
    case 'handle':
      return shown.handle
    case 'seo':
      return JSON.stringify([shown.seo.title ?? '', shown.seo.description ?? ''])
    case 'category':
      return shown.category ?? ''
    case 'prices':
      return pricesOf(shown, shown)
    case 'variants':
      return JSON.stringify(
        shown.variants
          .map(({ price: _price, compareAtPrice: _compared, mediaGid: _media, ...rest }) => rest)
          .toSorted((one, other) => one.gid.localeCompare(other.gid)),
      )
    case 'pictures':
      return JSON.stringify([
        shown.media.map(({ gid, alt }) => [gid, alt ?? '']),
        shown.variants.map(({ gid, mediaGid }) => [gid, mediaGid]).toSorted(byFirst),
      ])
    case 'collection':
      // Joined and left by name: what else a merchant puts there is theirs.
      return ''
    case 'status':
      return shown.isOnline ? shown.status : `${shown.status} hidden`
  }
}

/** Prices of the variants that both show. */
function pricesOf(shown: Reading, other: Reading): string {
  const shared = new Set(other.variants.map(({ gid }) => gid))
  const own = shown.variants.filter(({ gid }) => shared.has(gid))
  return JSON.stringify(
    own.map(({ gid, price, compareAtPrice }) => [gid, price, compareAtPrice]).toSorted(byFirst),
  )
}

function byFirst([one]: readonly unknown[], [other]: readonly unknown[]): number {
  return String(one).localeCompare(String(other))
}
