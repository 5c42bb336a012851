import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { writeAll } from '../../db/client.ts'
import { products } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getAsset } from '../assets/get-asset.ts'
import { loadPrices } from '../pricing/load-prices.ts'
import { getQuote } from '../quotes/get-quote.ts'
import { buildImages, buildVariants } from './build-parts.ts'
import { type FullProduct, NOT_AT_SHOP } from './load-parts.ts'
import { pickImages } from './pick-images.ts'
import { planVariants } from './plan-variants.ts'
import type { NewProduct } from './schemas.ts'
import { insertImages, insertVariants } from './write-parts.ts'

/**
 * Adds a product, as a draft, with its variants and pictures. Prices left out are the user's own
 * or the system's for the size. Ends in `not_found` for a quote, asset or picture that is not the
 * user's, in `conflict` for a mockup without a picture, in `invalid` for variants that clash.
 */
export async function createProduct(ctx: Context, input: NewProduct): Promise<FullProduct> {
  const product = await planProduct(ctx, input)
  const { variants, images, ...row } = product
  await writeAll(ctx.db, [
    ctx.db.insert(products).values(row),
    insertVariants(ctx, variants),
    insertImages(ctx, images),
    recordActivity(ctx, {
      action_type: 'product_created',
      module: 'products',
      details: { productId: row.id, title: row.title, variantCount: variants.length },
      reference_id: row.id,
      reference_table: 'products',
    }),
  ])
  return product
}

/** The product that `createProduct` would add, with nothing written. */
export async function planProduct(ctx: Context, input: NewProduct): Promise<FullProduct> {
  const [quote, , images, prices] = await Promise.all([
    input.quote_id ? getQuote(ctx, input.quote_id) : undefined,
    input.asset_id ? getAsset(ctx, input.asset_id) : undefined,
    pickImages(ctx, input.image_ids ?? []),
    loadPrices(ctx),
  ])
  const owner = { user_id: ctx.userId, id: newId(), now: isoTime(ctx.clock.now()) }
  const plan = planVariants(owner.id, input.variants, prices)
  if (plan.result === 'refused') {
    throw new AppError('invalid', 'Invalid request body', { errors: plan.errors })
  }
  return {
    ...emptyProduct(owner),
    quote_id: input.quote_id ?? null,
    asset_id: input.asset_id ?? null,
    title: input.title,
    description: input.description || null,
    product_type: input.product_type ?? 'Print',
    vendor: input.vendor ?? 'Haven & Hold',
    tags: input.tags ?? [],
    collection: input.collection ?? quote?.collection ?? null,
    variants: buildVariants(owner, plan.variants),
    images: buildImages(owner, images),
  }
}

function emptyProduct({ user_id, id, now }: { user_id: string; id: string; now: string }) {
  return {
    user_id,
    id,
    ...NOT_AT_SHOP,
    status: 'draft',
    publish_state: 'idle',
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
    created_at: now,
    updated_at: now,
  } satisfies Partial<FullProduct>
}
