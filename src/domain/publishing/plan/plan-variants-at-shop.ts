import { toDecimalString } from '../../../money.ts'
import type { Content } from '../../products/shop-content.ts'
import { minorOf, type Sides } from '../sides/compare-fields.ts'
import type { Field } from '../sides/fields.ts'
import type { Reading } from '../sides/reading.ts'
import type { Difference } from './plan-changes.ts'

type Ours = Content['variants'][number]
type Theirs = Reading['variants'][number]
type Row = { sku: string; ours: Ours; sent: Ours | undefined; theirs: Theirs | undefined }
type NameOf = (row: Ours) => string

/** What differs variant by variant, matched by SKU: prices, how it is sold, its own picture. */
export function planVariantsAtShop(
  sides: Sides,
  pictureGids: ReadonlyMap<string, string>,
): Difference[] {
  const { hub, published, base, shop } = sides
  const sent = new Map(published?.variants.map((row) => [row.sku, row]))
  const theirs = new Map(shop?.variants.map((row) => [row.sku ?? '', row]))
  const own = new Set(hub.variants.map(({ sku }) => sku))
  const accepted = new Set(base?.variants.map(({ gid }) => gid))
  const matched = hub.variants.flatMap((ours) => {
    const row = { sku: ours.sku, ours, sent: sent.get(ours.sku), theirs: theirs.get(ours.sku) }
    return planVariant(row, { hub, published, pictureGids })
  })
  const others = (shop?.variants ?? []).filter(({ sku }) => !own.has(sku ?? ''))
  const removed = others.map((row): Difference => {
    const before = sent.get(row.sku ?? '')
    return {
      field: 'variants',
      path: `variants/${row.sku || lastPart(row.gid)}`,
      hub: null,
      published: before && published ? namesOf(published)(before) : null,
      shop: nameOfTheirs(row),
      isKept: before === undefined && accepted.has(row.gid),
    }
  })
  return [...matched, ...removed, ...planOrder(sides)]
}

type Frame = Pick<Sides, 'hub' | 'published'> & { pictureGids: ReadonlyMap<string, string> }

function planVariant(
  row: Row,
  { hub: content, published: before, pictureGids }: Frame,
): Difference[] {
  const { ours, sent, theirs } = row
  const { currency } = content
  const [nameOf, nameOfSent] = [namesOf(content), namesOf(before ?? content)]
  const amount = (minor: number | null | undefined) =>
    minor === null || minor === undefined ? null : toDecimalString(minor, currency)
  const shown = (price: string | null | undefined) =>
    price === null || price === undefined ? null : amount(minorOf(price, currency))
  // One that the shop does not have is sent with its prices.
  const priced = theirs ? ('prices' as const) : ('variants' as const)
  const parts: Part[] = [
    [
      'variants',
      '',
      nameOf(ours),
      sent ? nameOfSent(sent) : null,
      theirs ? nameOfTheirs(theirs) : null,
    ],
    [priced, '/price', amount(ours.priceMinor), amount(sent?.priceMinor), shown(theirs?.price)],
    [
      priced,
      '/compare_at_price',
      amount(ours.compareAtPriceMinor),
      amount(sent?.compareAtPriceMinor),
      shown(theirs?.compareAtPrice),
    ],
    ...handling(row),
    ...cost(row, amount),
    ...picture(row, pictureGids),
  ]
  return parts.flatMap(([field, path, hub, published, shop]) =>
    hub === shop ? [] : [{ field, path: `variants/${row.sku}${path}`, hub, published, shop }],
  )
}

type Part = [Field, string, string | null, string | null, string | null]

/** How a parcel of it is made up and whether it can run out; a weight not known is left alone. */
function handling({ ours, sent, theirs }: Row): Part[] {
  const weight = (grams: number | null | undefined) => (grams ? String(grams) : null)
  const shipped = (row: Ours | undefined) => row && String(!row.isDigital)
  const isWeighed = ours.weightGrams !== undefined && !ours.isDigital
  const atShop = <T>(value: (row: Theirs) => T) => (theirs ? String(value(theirs)) : null)
  return [
    ...(isWeighed
      ? [
          [
            'variants',
            '/weight_grams',
            weight(ours.weightGrams),
            weight(sent?.weightGrams),
            weight(theirs?.weightGrams),
          ] satisfies Part,
        ]
      : []),
    ...(theirs
      ? ([
          [
            'variants',
            '/requires_shipping',
            shipped(ours) ?? null,
            shipped(sent) ?? null,
            atShop(({ requiresShipping }) => requiresShipping),
          ],
          [
            'variants',
            '/inventory_policy',
            'CONTINUE',
            sent ? 'CONTINUE' : null,
            atShop(({ inventoryPolicy }) => inventoryPolicy),
          ],
          ['variants', '/tracked', 'false', sent ? 'false' : null, atShop((row) => row.isTracked)],
        ] satisfies Part[])
      : []),
  ]
}

/** Not read at the shop: what was sent is all that is known. One that is not sent stays there. */
function cost(
  { ours, sent, theirs }: Row,
  amount: (minor: number | null | undefined) => string | null,
): Part[] {
  if (ours.costMinor === undefined) return []
  const known = amount(sent?.costMinor)
  return [['variants', '/cost', amount(ours.costMinor), known, theirs ? known : null]]
}

/** Taken off only where we had put one: what a merchant chose at the shop stays. */
function picture({ ours, sent, theirs }: Row, gids: ReadonlyMap<string, string>): Part[] {
  if (!ours.picture && !sent?.picture) return []
  const id = (mediaGid: string | null | undefined) => {
    if (!mediaGid) return null
    return [...gids].find(([, gid]) => gid === mediaGid)?.[0] ?? mediaGid
  }
  const shown = id(theirs?.mediaGid)
  return [['pictures', '/picture', ours.picture ?? null, sent?.picture ?? null, shown]]
}

/** The order of those that both have, as the hub has it. */
function planOrder({ hub, published, shop }: Sides): Difference[] {
  if (!shop) return []
  const skus = (rows: readonly { sku: string | null }[]) => rows.map(({ sku }) => sku ?? '')
  const [own, theirs] = [skus(hub.variants), skus(shop.variants)]
  const shared = (list: readonly string[], other: readonly string[]) =>
    list.filter((sku) => other.includes(sku)).join(', ')
  const [ours, shown] = [shared(own, theirs), shared(theirs, own)]
  const sent = published ? shared(skus(published.variants), own) : null
  if (ours === shown) return []
  return [{ field: 'variants', path: 'variants/order', hub: ours, published: sent, shop: shown }]
}

const FRAMES = {
  unframed: 'Unframed',
  white: 'White',
  black: 'Black',
  natural: 'Natural',
  digital: 'Digital',
} satisfies Record<Ours['frame'], string>

/** By size, and by frame where a content has more than one kind of it: as its options are. */
function namesOf({ variants }: Content): NameOf {
  const hasFrames = new Set(variants.map(({ frame }) => frame)).size > 1
  return ({ size, frame }) => (hasFrames ? `${size} / ${FRAMES[frame]}` : size)
}

function nameOfTheirs({ options }: Theirs): string {
  return options.map(({ value }) => value).join(' / ')
}

/** `gid://shopify/ProductVariant/123` → `123`. */
export function lastPart(gid: string): string {
  return gid.slice(gid.lastIndexOf('/') + 1)
}
