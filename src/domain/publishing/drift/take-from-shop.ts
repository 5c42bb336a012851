import { isoTime } from '../../../clock.ts'
import type { Context } from '../../../context.ts'
import { AppError } from '../../../errors.ts'
import { findAsset } from '../../assets/find-asset.ts'
import { loadPrices } from '../../pricing/load-pricing.ts'
import { describeProduct } from '../../products/describe-product.ts'
import type { FullProduct, ImageRow, VariantRow } from '../../products/load-parts.ts'
import { showPictures } from '../../products/plan-images.ts'
import { flagFrame, valueFlags } from '../../products/product-flags.ts'
import { MAX_HTML_CHARACTERS, productTags, productTitle } from '../../products/schemas.ts'
import type { Plan } from '../../products/update-product.ts'
import { getSettings } from '../../settings/get-settings.ts'
import { foldTag, lostTags, minorOf, type Sides } from '../sides/compare-fields.ts'
import type { Field } from '../sides/fields.ts'
import type { Reading } from '../sides/reading.ts'

type Taken = {
  product: FullProduct
  sides: Sides
  reading: Reading
  fields: ReadonlySet<Field>
  /** What the shop calls the product's pictures, by their ids here. */
  pictureGids: ReadonlyMap<string, string>
}

/**
 * The edit that makes a product what its shop shows in these fields. A merchant has decided on what
 * is there, so prices below cost are taken as they are; what others put there is left there.
 *
 * @throws AppError conflict the hub cannot keep what the shop shows
 */
export async function planFromShop(ctx: Context, taken: Taken): Promise<Plan> {
  const { product } = taken
  const now = isoTime(ctx.clock.now())
  const priced = takeVariants(taken, now)
  const images = taken.fields.has('pictures') ? takeImages(taken) : undefined
  const shown = taken.fields.has('pictures') ? shownPictures(taken) : new Map<string, null>()
  const variants =
    showPictures(priced ?? product.variants, images ?? product.images, { shown, now }) ?? priced
  return {
    fields: differing(product, takeFields(taken)),
    variants,
    images,
    ...(variants ? { flags: await flagsOf(ctx, product, variants) } : {}),
  }
}

async function flagsOf(ctx: Context, product: FullProduct, variants: VariantRow[]) {
  const { currency, asset_id } = product
  const [prices, settings, asset] = await Promise.all([
    loadPrices(ctx, currency),
    getSettings(ctx),
    asset_id ? findAsset(ctx, asset_id) : undefined,
  ])
  return valueFlags(variants, flagFrame({ asset: asset ?? null, settings, prices, currency }))
}

function takeFields({ product, sides, reading, fields }: Taken): Plan['fields'] {
  const lost = sides.base ? lostTags(sides.published, sides.base, reading) : []
  return {
    ...(fields.has('title') ? { title: readTitle(reading.title) } : {}),
    ...(fields.has('description') ? describe(product, reading) : {}),
    ...(fields.has('product_type') ? { product_type: named('type', reading.productType) } : {}),
    ...(fields.has('vendor') ? { vendor: named('vendor', reading.vendor) } : {}),
    ...(fields.has('tags')
      ? { tags: productTags.parse(product.tags.filter((tag) => !lost.includes(foldTag(tag)))) }
      : {}),
    ...(fields.has('seo')
      ? { seo_title: reading.seo.title || null, seo_description: reading.seo.description || null }
      : {}),
    ...(fields.has('category') ? { category: reading.category } : {}),
    // Ours is made of the title: theirs is kept by leaving it alone.
    ...(fields.has('handle')
      ? { locked_fields: [...new Set([...product.locked_fields, 'handle' as const])] }
      : {}),
  }
}

function readTitle(title: string): string {
  const read = productTitle.safeParse(title)
  if (read.success) return read.data
  throw cannotTake('The title on Shopify is longer than 200 characters.')
}

function named(what: string, value: string): string {
  if (value.trim() !== '') return value.trim()
  throw cannotTake(`The ${what} is empty on Shopify, and a product needs one here.`)
}

function describe(product: FullProduct, { descriptionHtml }: Reading) {
  if (descriptionHtml.length > MAX_HTML_CHARACTERS) {
    throw cannotTake(`The description on Shopify is longer than ${MAX_HTML_CHARACTERS} characters.`)
  }
  if (descriptionHtml.trim() === '') return { description: null, description_html: null }
  return describeProduct({ description_html: descriptionHtml }, product)
}

function cannotTake(reason: string): AppError {
  return new AppError(
    'conflict',
    `${reason} Nothing was changed. Change it on Shopify, push yours, or lock the field.`,
  )
}

/** Prices as they are there; what is not sold there any more is switched off. */
function takeVariants(taken: Taken, now: string): VariantRow[] | undefined {
  const { product, reading, fields } = taken
  const shown = new Map(reading.variants.map((row) => [row.sku, row]))
  const sent = new Set(taken.sides.published?.variants.map(({ id }) => id))
  const rows = product.variants.map((row) => {
    const there = shown.get(row.sku)
    const isGone = fields.has('variants') && !there && sent.has(row.id)
    const prices = there && fields.has('prices') ? pricesOf(there, product.currency) : {}
    const next = { ...row, ...prices, ...(isGone ? { is_active: false } : {}) }
    return JSON.stringify(next) === JSON.stringify(row) ? row : { ...next, updated_at: now }
  })
  if (rows.every((row, index) => row === product.variants[index])) return undefined
  if (rows.some(({ is_active }) => is_active)) return rows
  throw cannotTake('None of its variants is left on Shopify.')
}

function pricesOf(
  { price, compareAtPrice }: Reading['variants'][number],
  currency: string,
): Pick<VariantRow, 'price' | 'compare_at_price'> {
  const minor = minorOf(price, currency)
  const compared = compareAtPrice === null ? null : minorOf(compareAtPrice, currency)
  // One that is not above the price compares nothing, and is none here.
  return { price: minor, compare_at_price: compared !== null && compared > minor ? compared : null }
}

/** In the shop's order, with its texts; those that were never sent stay, after the others. */
function takeImages({ product, reading, sides, pictureGids }: Taken): ImageRow[] | undefined {
  const places = new Map(reading.media.map(({ gid }, index) => [gid, index]))
  const texts = new Map(reading.media.map(({ gid, alt }) => [gid, alt]))
  const sent = new Map(sides.published?.pictures.map((each) => [each.id, each]))
  const placeOf = ({ id }: ImageRow) => places.get(pictureGids.get(id) ?? '')
  const kept = product.images.filter((row) => placeOf(row) !== undefined || !sent.has(row.id))
  const rows = kept
    .toSorted((one, other) => (placeOf(one) ?? Infinity) - (placeOf(other) ?? Infinity) || 0)
    .map((row, position) => {
      const alt = texts.get(pictureGids.get(row.id) ?? '')
      const isOther = alt !== undefined && alt !== sent.get(row.id)?.alt
      return { ...row, position, alt: isOther ? alt || null : row.alt }
    })
  return JSON.stringify(rows) === JSON.stringify(product.images) ? undefined : rows
}

/** Which of ours each variant shows there; another's picture is none of ours. */
function shownPictures({ product, reading, pictureGids }: Taken): Map<string, string | null> {
  const idOf = new Map([...pictureGids].map(([id, gid]) => [gid, id]))
  const bySku = new Map(reading.variants.map((row) => [row.sku, row]))
  return new Map(
    product.variants.flatMap(({ id, sku }): [string, string | null][] => {
      const there = bySku.get(sku)
      return there ? [[id, idOf.get(there.mediaGid ?? '') ?? null]] : []
    }),
  )
}

function differing(product: FullProduct, fields: Plan['fields']): Plan['fields'] {
  const now = new Map<string, unknown>(Object.entries(product))
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(now.get(name)),
    ),
  )
}
