import { toDecimalString } from '../../../money.ts'
import type { Content } from '../../products/shop-content.ts'
import { seenOf } from '../sides/compare-fields.ts'
import type { Reading } from '../sides/reading.ts'
import type { Shop } from './session.ts'
import type { Work } from './work.ts'

type VariantForShop = NonNullable<Parameters<Shop['setProduct']>[1]>[number]
type Variant = Content['variants'][number]
type Shown = Reading['variants'][number]

/**
 * The variants of the shop's product, all of them, or undefined where nothing of them is sent. As
 * the hub has them where that is to be sent; else as the shop shows them, with nothing but prices or
 * pictures. Those of others that were accepted there are named, and stay as they are.
 */
export function variantsToSend(work: Work): VariantForShop[] | undefined {
  const { fields, content, reading, exact } = work
  if (!reading) return content.variants.map((variant) => asHub(work, variant, undefined))
  if (exact) return exactVariants(work, exact.shown)
  if (fields.has('variants')) {
    const own = content.variants.map((variant) => asHub(work, variant, shownOf(work, variant)))
    return [...own, ...carriedVariants(work).map(({ gid, options }) => ({ gid, options }))]
  }
  const rows = reading.variants.map((shown) => asShown(work, shown))
  const isSent = fields.has('prices') || rows.some(({ pictureId }) => pictureId !== undefined)
  return isSent ? rows : undefined
}

/** What the shop has of others in its variants, unless a person said to push over it. */
export function carriedVariants({ reading, sides, variantGids, content }: Work): Shown[] {
  const ours = new Set(variantGids.values())
  const skus = new Set(
    [...content.variants, ...(sides.published?.variants ?? [])].map(({ sku }) => sku),
  )
  const accepted = new Set(sides.base?.variants.map(({ gid }) => gid))
  const isPushed = reading && sides.decisions.variants?.seen === seenOf('variants', reading)
  return (reading?.variants ?? []).filter(
    ({ gid, sku }) => !ours.has(gid) && !skus.has(sku ?? '') && (accepted.has(gid) || !isPushed),
  )
}

/** One of ours as the shop shows it: by the id that is known, else by its SKU. */
function shownOf({ reading, variantGids }: Work, { id, sku }: Variant): Shown | undefined {
  const gid = variantGids.get(id)
  const all = reading?.variants ?? []
  return all.find((shown) => shown.gid === gid) ?? all.find((shown) => shown.sku === sku)
}

function asHub(work: Work, variant: Variant, shown: Shown | undefined): VariantForShop {
  const { priceMinor, compareAtPriceMinor, picture: _picture, ...row } = variant
  const prices = { priceMinor, compareAtPriceMinor: compareAtPriceMinor ?? undefined }
  return {
    ...row,
    ...(shown ? { gid: shown.gid } : {}),
    ...(!shown || work.fields.has('prices') ? prices : {}),
    pictureId: pictureOf(work, variant, shown),
  }
}

function asShown(
  work: Work,
  shown: Shown,
): VariantForShop & { pictureId?: string | null | undefined } {
  const { gid, options } = shown
  const own = work.content.variants.find((variant) => shownOf(work, variant) === shown)
  if (!own) return { gid, options }
  const { currency } = work.content
  const { priceMinor, compareAtPriceMinor: compared } = own
  const prices = {
    price: toDecimalString(priceMinor, currency),
    compareAtPrice: compared === null ? null : toDecimalString(compared, currency),
  }
  return {
    gid,
    options,
    ...(work.fields.has('prices') ? prices : {}),
    pictureId: pictureOf(work, own, shown),
  }
}

/** Its picture where that is to be set, null where it is to have none, undefined to leave it. */
function pictureOf(
  { fields, images, reading, atShop, sides }: Work,
  { id, picture }: Variant,
  shown: Shown | undefined,
): string | null | undefined {
  if (!fields.has('pictures')) return undefined
  if (picture) {
    const gid = images.get(picture)?.shop_image_gid
    const there = atShop?.media.find((media) => media.gid === gid)
    const isThere = there !== undefined && there.status !== 'FAILED'
    return isThere && shown?.mediaGid === gid ? undefined : picture
  }
  if (!reading || !shown?.mediaGid) return undefined
  // Taken off only where we had put one: what a merchant chose at the shop stays.
  const before = sides.published?.variants.find((variant) => variant.id === id)
  return before?.picture ? null : undefined
}

/** As the shop showed them, each in full where it is gone, else with what differs. */
function exactVariants(work: Work, before: Reading): VariantForShop[] | undefined {
  const { fields, reading } = work
  const now = new Map(reading?.variants.map((shown) => [shown.gid, shown]))
  const was = new Map(before.variants.map((shown) => [shown.gid, shown]))
  const list = fields.has('variants') ? before.variants : (reading?.variants ?? [])
  let isSent = fields.has('variants') || fields.has('prices')
  const rows = list.map((row): VariantForShop => {
    const [here, then] = [now.get(row.gid), was.get(row.gid)]
    const isWhole = then !== undefined && (fields.has('variants') || !here)
    const isPriced = then !== undefined && (fields.has('prices') || !here)
    const pictureId = then && fields.has('pictures') ? exactPicture(work, then, here) : undefined
    if (pictureId !== undefined) isSent = true
    return {
      ...(here ? { gid: here.gid } : {}),
      options: row.options,
      ...(isWhole ? wholeOf(then, here) : {}),
      ...(isPriced ? { price: then.price, compareAtPrice: then.compareAtPrice } : {}),
      pictureId,
    }
  })
  return isSent ? rows : undefined
}

function wholeOf(then: Shown, here: Shown | undefined) {
  const { sku, inventoryPolicy, requiresShipping, isTracked, weightGrams } = then
  const isWeighed = weightGrams !== (here?.weightGrams ?? null)
  return {
    ...(sku === null ? {} : { sku }),
    inventoryPolicy,
    requiresShipping,
    isTracked,
    ...(isWeighed ? { weightGrams: weightGrams ?? 0 } : {}),
  }
}

/** Pictures are named by our id where they are ours, else by the shop's. */
function exactPicture({ exact }: Work, then: Shown, here: Shown | undefined) {
  if (here && here.mediaGid === then.mediaGid) return undefined
  const { mediaGid: gid } = then
  if (gid === null) return here ? null : undefined
  const isListed = exact?.shown.media.some((media) => media.gid === gid) ?? false
  return isListed ? (exact?.pictures[gid]?.id ?? gid) : undefined
}
