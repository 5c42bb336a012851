import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import { products } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { DEFAULT_CURRENCY } from '../../money.ts'
import { sha256Hex } from '../../sha256.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { type Asset, getAsset } from '../assets/get-asset.ts'
import { requireCollections } from '../collections/require-collections.ts'
import { loadPrices, type PricingRow } from '../pricing/load-pricing.ts'
import { getQuote, type Quote } from '../quotes/get-quote.ts'
import { getSettings } from '../settings/get-settings.ts'
import type { StoredSettings } from '../settings/schemas.ts'
import { buildImages, buildVariants } from './build-parts.ts'
import { withDelivery } from './delivery.ts'
import { describeProduct } from './describe-product.ts'
import { findProductRow, getProduct } from './get-product.ts'
import { type FullProduct, NOT_AT_SHOP } from './load-parts.ts'
import { type PickedImage, pickImages } from './pick-images.ts'
import { planVariants } from './plan-variants.ts'
import { printJudge } from './print-check.ts'
import { flagFrame, showsMockups, valueFlags } from './product-flags.ts'
import type { NewProduct } from './schemas.ts'
import { writeImages, writeProduct, writeVariants } from './write-parts.ts'

/**
 * Adds a product, as a draft, with its variants and pictures. Prices left out are the user's own
 * or the system's for the size. The product's id is the id of the work that creates it: the same
 * work again, with the same input, is the same product.
 * @throws AppError not_found for a quote, asset, picture or digital file that is not the user's; conflict for a
 *   mockup without a picture or rejected, and for work that created another product already;
 *   invalid for variants that clash, prices that are none or below cost, and a
 *   collection that is not the user's.
 */
export async function createProduct(
  ctx: Context,
  input: NewProduct,
  workId = newId(),
): Promise<FullProduct> {
  const requestHash = await hashInput(input)
  const findCreated = async () => {
    const created = await findProductRow(ctx, workId)
    if (!created) return undefined
    if (created.request_hash !== requestHash) throw createdAlready(created.title)
    return getProduct(ctx, workId)
  }
  const created = await findCreated()
  if (created) return created
  const product = await planProduct(ctx, input, workId)
  try {
    await writeProduct(ctx, creationStatements(ctx, product, requestHash), () =>
      planProduct(ctx, input, workId),
    )
  } catch (cause) {
    // The same work at the same moment was first.
    const other = cause instanceof AppError ? undefined : await findCreated()
    if (!other) throw cause
    return other
  }
  return product
}

/** What adds a planned product, for one batch. */
export function creationStatements(
  ctx: Context,
  { variants, images, ...row }: FullProduct,
  requestHash: string | null,
): Statement[] {
  return [
    ctx.db.insert(products).values({ ...row, request_hash: requestHash }),
    ...writeVariants(ctx, variants),
    ...writeImages(ctx, images),
    recordActivity(ctx, {
      action_type: 'product_created',
      module: 'products',
      details: { productId: row.id, title: row.title, variantCount: variants.length },
      reference_id: row.id,
      reference_table: 'products',
    }),
  ]
}

/** The product that `createProduct` would add, with nothing written. */
export async function planProduct(
  ctx: Context,
  input: NewProduct,
  id = newId(),
): Promise<FullProduct> {
  const [quote, asset, images, prices, settings] = await Promise.all([
    input.quote_id ? getQuote(ctx, input.quote_id) : undefined,
    input.asset_id ? getAsset(ctx, input.asset_id) : undefined,
    pickImages(ctx, input.image_ids ?? []),
    loadPrices(ctx, input.currency ?? DEFAULT_CURRENCY),
    getSettings(ctx),
    requireCollections(ctx, { keys: [input.collection] }),
  ])
  const product = composeProduct(ctx, { input, id, quote, asset, images, prices, settings })
  const { variants: inputs, accept_undelivered: accept } = input
  return { ...product, variants: await withDelivery(ctx, product.variants, { inputs, accept }) }
}

/** What a product is made of, as it was read. */
export type ProductParts = {
  input: NewProduct
  id: string
  quote: Quote | undefined
  asset: Asset | undefined
  images: readonly PickedImage[]
  /** Default prices in the product's currency, by size. */
  prices: ReadonlyMap<string, PricingRow>
  settings: StoredSettings
}

/**
 * The product that its parts make, or everything that is wrong with it. Reads nothing.
 * @throws AppError invalid
 */
export function composeProduct(ctx: Context, parts: ProductParts): FullProduct {
  const { input, id, quote, asset, images, prices, settings } = parts
  const { defaults } = settings
  const currency = input.currency ?? DEFAULT_CURRENCY
  const owner = { user_id: ctx.userId, id, now: isoTime(ctx.clock.now()) }
  const frame = flagFrame({ asset, settings, prices, currency })
  const plan = planVariants(
    {
      productId: id,
      skuPrefix: defaults.sku_prefix,
      currency,
      prices,
      acceptFree: input.accept_free ?? false,
      costs: { bySize: frame.costs, fees: frame.fees },
      acceptBelowCost: input.accept_below_cost ?? false,
      print: printJudge(ctx, frame, { isOther: false, accept: input.accept_low_dpi }),
    },
    input.variants,
  )
  if (plan.result === 'refused') {
    throw new AppError('invalid', 'Invalid request body', { errors: plan.errors })
  }
  const variants = buildVariants(owner, plan.variants)
  const pictures = buildImages(owner, images)
  return {
    ...emptyProduct(owner),
    ...valueFlags(variants, frame),
    has_mockups: showsMockups(pictures),
    quote_id: input.quote_id ?? null,
    asset_id: input.asset_id ?? null,
    title: input.title,
    description: null,
    description_html: null,
    ...describeProduct(input),
    seo_title: input.seo_title || null,
    seo_description: input.seo_description || null,
    category: input.category ?? null,
    product_type: input.product_type ?? defaults.product_type,
    vendor: input.vendor ?? defaults.vendor,
    tags: input.tags ?? [],
    currency,
    collection: input.collection ?? quote?.collection ?? asset?.collection ?? null,
    variants,
    images: pictures,
  }
}

/** A draft that no shop knows and nobody has bought. */
export function emptyProduct({ user_id, id, now }: { user_id: string; id: string; now: string }) {
  return {
    user_id,
    id,
    version: 1,
    request_hash: null,
    ...NOT_AT_SHOP,
    status: 'draft' as const,
    publish_state: 'idle' as const,
    publish_target: null,
    publish_task_id: null,
    publish_shop: null,
    publish_queued_at: null,
    retired_at: null,
    retire_reason: null,
    total_views: null,
    total_orders: 0,
    total_revenue: 0,
    sync_error: null,
    is_unprofitable: null,
    is_below_print: null,
    has_mockups: false,
    is_unsent: false,
    is_drifted: false,
    locked_fields: [],
    publish_plan_id: null,
    publish_overwrites: false,
    publish_parked_at: null,
    publish_resumed_at: null,
    created_at: now,
    updated_at: now,
  }
}

export function createdAlready(title: string): AppError {
  return new AppError(
    'conflict',
    `Already created as “${title}”, with different details. Nothing was changed. Edit it, or create another.`,
  )
}

/** Parsed input has its fields in the order of the schema, so equal input has an equal hash. */
function hashInput(input: NewProduct): Promise<string> {
  return sha256Hex(JSON.stringify(input))
}
