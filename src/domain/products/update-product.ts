import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
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
import { loadPrices } from '../pricing/load-pricing.ts'
import { getQuote } from '../quotes/get-quote.ts'
import { getSettings } from '../settings/get-settings.ts'
import { buildVariants } from './build-parts.ts'
import { withDelivery } from './delivery.ts'
import { describeProduct } from './describe-product.ts'
import { getProduct } from './get-product.ts'
import type { FullProduct, ImageRow, VariantRow } from './load-parts.ts'
import { planImages, showPictures } from './plan-images.ts'
import { planVariants, type VariantInput } from './plan-variants.ts'
import { printJudge } from './print-check.ts'
import { flagFrame, showsMockups, type ValueFlags, valueFlags } from './product-flags.ts'
import { type EditedBy, recordPrices } from './record-prices.ts'
import type { ProductChange } from './schemas.ts'
import { contentOf, hashContent } from './shop-content.ts'
import { picturesOf, writeImages, writeProduct, writeVariants } from './write-parts.ts'

const TRIES = 3

/** What will be different; empty where the change asks for what is there already. */
export type Plan = {
  fields: Partial<Product>
  variants: VariantRow[] | undefined
  images: ImageRow[] | undefined
  /** What of it follows from the variants, where they or their artwork are others. */
  flags?: Partial<ValueFlags>
}
export type PlanOf = (product: FullProduct) => Promise<Plan>
/** `version` is the one that the caller saw. */
export type Seen = { version?: number | undefined }

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
  seen: Seen = {},
): Promise<FullProduct> {
  return editProduct(ctx, id, (product) => planChange(ctx, product, change), seen)
}

/**
 * Changes a product as is planned from what it is now, planned again where somebody else was
 * faster. What a plan leaves undefined stays, and a plan of nothing writes nothing.
 * @throws AppError precondition_failed for another version, not_found for the product, and what
 *   the plan throws
 */
export async function editProduct(
  ctx: Context,
  id: string,
  planOf: PlanOf,
  { version }: Seen = {},
): Promise<FullProduct> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const product = await getProduct(ctx, id)
    const isStale = version !== undefined && version !== product.version
    const plan = await planOf(product).catch((cause: unknown) => {
      throw isStale && cause instanceof AppError ? productMoved() : cause
    })
    if (isEmptyPlan(plan)) return product
    if (isStale) throw productMoved()
    if (!(await write(ctx, product, plan, planOf))) continue
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

/** What a change makes of a product, with nothing written. */
export async function planChange(
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
  const planned = await planVariantRows(ctx, product, change)
  const entries = image_ids?.map((id) => ({ id }))
  const { images, shown } = entries ? await planImages(ctx, product, entries) : NO_IMAGES
  const now = isoTime(ctx.clock.now())
  const shows = { shown, now }
  const rows = planned.variants ?? product.variants
  return {
    fields: differing(product, fields),
    ...planned,
    // What shows a picture that goes shows none.
    variants: showPictures(rows, images ?? product.images, shows) ?? planned.variants,
    images,
  }
}

const NO_IMAGES = { images: undefined, shown: new Map<string, string>() }

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

export function isEmptyPlan({ fields, variants, images }: Plan): boolean {
  return Object.keys(fields).length === 0 && !variants && !images
}

/** The variants as they will be, undefined where they stay, and what follows from them. */
async function planVariantRows(
  ctx: Context,
  product: FullProduct,
  change: ProductChange,
): Promise<Pick<Plan, 'variants' | 'flags'>> {
  const { currency = product.currency, asset_id = product.asset_id } = change
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
      acceptFree: change.accept_free ?? false,
      costs: { bySize: frame.costs, fees: frame.fees },
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

/** Writes the plan if the product is still what it was made for; returns whether it was. */
async function write(
  ctx: Context,
  product: FullProduct,
  plan: Plan,
  planOf: PlanOf,
): Promise<boolean> {
  const { parts, update, following } = await planStatements(ctx, product, plan)
  const results = await writeProduct(ctx, [...parts, update, ...following], () => planOf(product))
  const hit = results[parts.length]
  return Array.isArray(hit) && hit.length > 0
}

/**
 * What writes a plan while the product is still what it was made for, and while this holds too:
 * parts, the product itself, and what follows from that, in this order.
 */
export async function planStatements(
  ctx: Context,
  product: FullProduct,
  { fields, variants, images, flags }: Plan,
  { alsoWhile, ...by }: EditedBy & { alsoWhile?: SQL | undefined } = {},
): Promise<{ parts: Statement[]; update: Statement; following: Statement[] }> {
  const { id, version } = product
  const seen = { ...product, alsoWhile }
  const parts: Statement[] = [
    ...(variants ? writeVariants(ctx, variants, seen) : []),
    ...(images ? writeImages(ctx, images, seen) : []),
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
      and(
        eq(products.user_id, ctx.userId),
        eq(products.id, id),
        eq(products.version, version),
        alsoWhile,
      ),
    )
    .returning({ id: products.id })
  const changed = [
    ...Object.keys(fields),
    ...(variants ? [isAcceptance(product.variants, variants) ? 'accepted' : 'variants'] : []),
    ...(images ? ['image_ids'] : []),
  ]
  const activity = recordActivity(
    ctx,
    {
      action_type: 'product_changed',
      module: 'products',
      details: { productId: id, title: fields.title ?? product.title, fields: changed },
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
  const unsent = noteUnsent(ctx, id, await hashContent(contentOf(edited), edited.locked_fields))
  const [noted, ...marks] = recordPrices(ctx, product, edited, by)
  return { parts, update, following: [activity, ...(noted ? [noted] : []), unsent, ...marks] }
}

/** Whether all that is new is what was said to be meant. */
function isAcceptance(before: readonly VariantRow[], after: readonly VariantRow[]): boolean {
  const others = (rows: readonly VariantRow[]) =>
    JSON.stringify(rows.map((row) => ({ ...row, ...NOTHING_SAID, updated_at: '' })))
  return others(before) === others(after)
}

const NOTHING_SAID = {
  delivery_confirmed_by: null,
  delivery_confirmed_at: null,
  low_dpi_accepted_by: null,
  low_dpi_accepted_at: null,
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
