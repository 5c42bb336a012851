import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { IF_CHANGED, type Statement } from '../../db/client.ts'
import { type Product, products } from '../../db/schema/products.ts'
import { productPublications } from '../../db/schema/publications.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { findAsset } from '../assets/find-asset.ts'
import { getAsset } from '../assets/get-asset.ts'
import { removeUnnamedFiles } from '../assets/remove-unnamed-files.ts'
import { requireCollections } from '../collections/require-collections.ts'
import { markUnused } from '../pictures/picture.ts'
import { feesIn } from '../pricing/fees.ts'
import { loadPrices } from '../pricing/load-pricing.ts'
import { getQuote } from '../quotes/get-quote.ts'
import { getSettings } from '../settings/get-settings.ts'
import { buildImages, buildVariants } from './build-parts.ts'
import { withDelivery } from './delivery.ts'
import { describeProduct } from './describe-product.ts'
import { getProduct } from './get-product.ts'
import type { FullProduct, ImageRow, VariantRow } from './load-parts.ts'
import { type PickedImage, pickImages } from './pick-images.ts'
import { planVariants, type VariantInput } from './plan-variants.ts'
import { printJudge } from './print-check.ts'
import { flagFrame, showsMockups, type ValueFlags, valueFlags } from './product-flags.ts'
import type { ProductChange } from './schemas.ts'
import { contentOf, hashContent } from './shop-content.ts'
import { picturesOf, writeImages, writeProduct, writeVariants } from './write-parts.ts'

const TRIES = 3

/** What will be different; empty where the change asks for what is there already. */
type Plan = {
  fields: Partial<Product>
  variants: VariantRow[] | undefined
  images: ImageRow[] | undefined
  /** What of it follows from the variants, where they or their artwork are others. */
  flags: Partial<ValueFlags>
}

/**
 * Changes what is named, and nothing else: variants and pictures are lists as a whole, in which
 * those that the product has keep whatever is not named. The same again changes nothing. The shop
 * gets it when the product is published again. `version` is the one that the caller saw.
 * @throws AppError precondition_failed for another version, not_found for the product or a variant
 *   of it, and as `createProduct`.
 */
export async function updateProduct(
  ctx: Context,
  id: string,
  change: ProductChange,
  { version }: { version?: number | undefined } = {},
): Promise<FullProduct> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const product = await getProduct(ctx, id)
    const isStale = version !== undefined && version !== product.version
    const plan = await planChange(ctx, product, change).catch((cause: unknown) => {
      throw isStale && cause instanceof AppError ? productMoved() : cause
    })
    if (isEmpty(plan)) return product
    if (isStale) throw productMoved()
    if (!(await write(ctx, product, change, plan))) continue
    if (plan.images) await removeUnnamedFiles(ctx, keysOf(product))
    return getProduct(ctx, id)
  }
  throw new AppError(
    'conflict',
    'This product is being changed by someone else right now. Nothing was changed. Try again.',
  )
}

export function productMoved(): AppError {
  return new AppError(
    'precondition_failed',
    'This product was changed by someone else in the meantime. Nothing was changed. Check the current version, then try again.',
  )
}

async function planChange(
  ctx: Context,
  product: FullProduct,
  change: ProductChange,
): Promise<Plan> {
  const {
    variants,
    image_ids,
    accept_free: _free,
    accept_below_cost: _belowCost,
    accept_low_dpi: _lowDpi,
    accept_undelivered: _undelivered,
    ...given
  } = change
  await Promise.all([
    given.quote_id ? getQuote(ctx, given.quote_id) : undefined,
    given.asset_id ? getAsset(ctx, given.asset_id) : undefined,
    requireCollections(ctx, { keys: [given.collection] }),
  ])
  const { description, description_html, seo_title, seo_description, ...others } = given
  const fields = {
    ...others,
    ...describeProduct({ description, description_html }, product),
    ...(seo_title === undefined ? {} : { seo_title: seo_title || null }),
    ...(seo_description === undefined ? {} : { seo_description: seo_description || null }),
  }
  return {
    fields: differing(product, fields),
    ...(await planVariantRows(ctx, product, change)),
    images: image_ids && (await planImageRows(ctx, product, image_ids)),
  }
}

/** The given fields that are not what the product has. */
function differing(product: FullProduct, given: Partial<Product>): Partial<Product> {
  const now = new Map<string, unknown>(Object.entries(product))
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) =>
        value !== undefined && JSON.stringify(value) !== JSON.stringify(now.get(name)),
    ),
  )
}

function isEmpty({ fields, variants, images }: Plan): boolean {
  return Object.keys(fields).length === 0 && !variants && !images
}

/** The variants as they will be, undefined where they stay, and what follows from them. */
async function planVariantRows(
  ctx: Context,
  product: FullProduct,
  change: ProductChange,
): Promise<Pick<Plan, 'variants' | 'flags'>> {
  const { currency = product.currency, accept_free, asset_id = product.asset_id } = change
  const isRepriced = currency !== product.currency
  if (!change.variants && isRepriced) throw pricesMissing(product.currency, currency)
  // Those that are there are judged by another artwork, or said to be meant.
  const isOther = asset_id !== product.asset_id
  const isJudged = isOther || change.accept_low_dpi || change.accept_undelivered !== undefined
  const own = isJudged ? product.variants.map(({ id }) => ({ id })) : []
  const inputs = change.variants ?? own
  if (inputs.length === 0) return { variants: undefined, flags: {} }
  assertOwn(product, inputs)
  const [prices, settings, asset] = await Promise.all([
    loadPrices(ctx, currency),
    getSettings(ctx),
    asset_id ? findAsset(ctx, asset_id) : undefined,
  ])
  const frame = flagFrame({ asset, settings, prices, currency })
  const plan = planVariants(
    {
      productId: product.id,
      skuPrefix: settings.defaults.sku_prefix,
      currency,
      prices,
      existing: product.variants,
      isRepriced,
      acceptFree: accept_free ?? false,
      costs: { bySize: prices, fees: feesIn(settings.own_fees, currency) },
      acceptBelowCost: change.accept_below_cost ?? false,
      print: printJudge(ctx, frame, { isOther, accept: change.accept_low_dpi }),
    },
    inputs,
  )
  if (plan.result === 'refused') {
    throw new AppError('invalid', 'Invalid request body', { errors: plan.errors })
  }
  const owner = { user_id: ctx.userId, id: product.id, now: isoTime(ctx.clock.now()) }
  const { variants: existing } = product
  const rows = await withDelivery(ctx, buildVariants(owner, plan.variants, existing), {
    inputs,
    accept: change.accept_undelivered,
    existing,
  })
  const decided = ({ updated_at: _, ...row }: VariantRow) => row
  const isSame = JSON.stringify(rows.map(decided)) === JSON.stringify(product.variants.map(decided))
  return { variants: isSame ? undefined : rows, flags: valueFlags(rows, frame) }
}

function pricesMissing(now: string, asked: string): AppError {
  const message = `Prices are in ${now}: to change the currency, send every variant with its price in ${asked}`
  return new AppError('invalid', 'Invalid request body', {
    errors: [{ pointer: '/currency', message }],
  })
}

function assertOwn(product: FullProduct, inputs: readonly VariantInput[]): void {
  const own = new Set(product.variants.map(({ id }) => id))
  const unknown = inputs.flatMap(({ id }, index) => (id && !own.has(id) ? [{ id, index }] : []))
  if (unknown.length === 0) return
  const ids = unknown.map(({ id }) => id).join(', ')
  throw new AppError('not_found', `This product does not have these variants: ${ids}`, {
    errors: unknown.map(({ id, index }) => ({
      pointer: `/variants/${index}/id`,
      message: `This product has no variant with the id ${id}`,
    })),
  })
}

/** The pictures as they will be; undefined where they stay. */
async function planImageRows(
  ctx: Context,
  product: FullProduct,
  ids: readonly string[],
): Promise<ImageRow[] | undefined> {
  // A picture whose source was deleted is known by its own id.
  const own = new Map<string, PickedImage>(product.images.map((image) => [image.id, image]))
  const picked = await pickImages(
    ctx,
    ids.filter((id) => !own.has(id)),
  )
  const bySource = new Map(picked.map((image) => [image.source_id, image]))
  const wanted = ids.flatMap((id) => own.get(id) ?? bySource.get(id) ?? [])
  const owner = { user_id: ctx.userId, id: product.id, now: isoTime(ctx.clock.now()) }
  const rows = buildImages(owner, wanted, product.images)
  const isSame =
    rows.length === product.images.length &&
    rows.every(({ id }, position) => product.images[position]?.id === id)
  return isSame ? undefined : rows
}

/** Writes the plan if the product is still what it was made for; returns whether it was. */
async function write(
  ctx: Context,
  product: FullProduct,
  change: ProductChange,
  { fields, variants, images, flags }: Plan,
): Promise<boolean> {
  const { id, version } = product
  const parts: Statement[] = [
    ...(variants ? writeVariants(ctx, variants, product) : []),
    ...(images ? writeImages(ctx, images, product) : []),
    ...(images ? [markUnused(ctx, picturesOf(product.images))] : []),
  ]
  const update = ctx.db
    .update(products)
    .set({
      ...fields,
      ...flags,
      ...(images ? { has_mockups: showsMockups(images) } : {}),
      version: version + 1,
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(
      and(eq(products.user_id, ctx.userId), eq(products.id, id), eq(products.version, version)),
    )
    .returning({ id: products.id })
  const changed = [
    ...Object.keys(fields),
    ...(variants ? [change.variants ? 'variants' : 'accepted'] : []),
    ...(images ? ['image_ids'] : []),
  ]
  const activity = recordActivity(
    ctx,
    {
      action_type: 'product_changed',
      module: 'products',
      details: { productId: id, title: change.title ?? product.title, fields: changed },
      reference_id: id,
      reference_table: 'products',
    },
    { onlyIfChanged: true },
  )
  const edited = {
    ...product,
    ...fields,
    variants: variants ?? product.variants,
    images: images ?? product.images,
  }
  const unsent = noteUnsent(ctx, id, await hashContent(contentOf(edited)))
  const results = await writeProduct(ctx, [...parts, update, activity, unsent], () =>
    planChange(ctx, product, change),
  )
  const hit = results[parts.length]
  return Array.isArray(hit) && hit.length > 0
}

/**
 * Which shops got other content than this last, as a statement that directly follows the activity
 * row of the edit, and is written only when that was.
 */
function noteUnsent(ctx: Context, productId: string, hash: string): Statement {
  const now = isoTime(ctx.clock.now())
  return ctx.db
    .update(productPublications)
    .set({
      unsent_since: sql`CASE WHEN ${productPublications.sent_hash} = ${hash} THEN NULL
        ELSE coalesce(${productPublications.unsent_since}, ${now}) END`,
    })
    .where(
      and(
        eq(productPublications.user_id, ctx.userId),
        eq(productPublications.product_id, productId),
        isNotNull(productPublications.sent_hash),
        IF_CHANGED,
      ),
    )
}

function keysOf(product: FullProduct): string[] {
  return product.images.map((image) => image.file_key)
}
