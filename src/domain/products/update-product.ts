import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { type Statement, writeAll } from '../../db/client.ts'
import { productImages, products, productVariants } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getAsset } from '../assets/get-asset.ts'
import { removeUnnamedFiles } from '../assets/remove-unnamed-files.ts'
import { loadPrices } from '../pricing/load-prices.ts'
import { getQuote } from '../quotes/get-quote.ts'
import { buildImages, buildVariants } from './build-parts.ts'
import { getProduct } from './get-product.ts'
import type { FullProduct } from './load-parts.ts'
import { type PickedImage, pickImages } from './pick-images.ts'
import { planVariants } from './plan-variants.ts'
import type { ProductChange, VariantWish } from './schemas.ts'
import { kindKey } from './variant-kind.ts'
import { insertImages, insertVariants } from './write-parts.ts'

/**
 * Changes the fields given; variants and pictures are replaced as a whole, and those that were
 * there before keep their ids, SKUs and (without a new one) prices. The shop is told by publishing
 * again. Ends as `createProduct` does, and in `not_found` for the product itself.
 */
export async function updateProduct(
  ctx: Context,
  id: string,
  change: ProductChange,
): Promise<FullProduct> {
  const product = await getProduct(ctx, id)
  const { variants, image_ids, ...fields } = change
  await Promise.all([
    fields.quote_id ? getQuote(ctx, fields.quote_id) : undefined,
    fields.asset_id ? getAsset(ctx, fields.asset_id) : undefined,
  ])
  const now = isoTime(ctx.clock.now())
  const parts = [
    ...(variants ? await replaceVariants(ctx, product, variants, now) : []),
    ...(image_ids ? await replaceImages(ctx, product, image_ids, now) : []),
  ]
  await writeAll(ctx.db, [
    ...parts,
    ctx.db
      .update(products)
      .set({ ...fields, ...emptyIsNone(fields), updated_at: now })
      .where(and(eq(products.user_id, ctx.userId), eq(products.id, id)))
      .returning({ id: products.id }),
    recordActivity(
      ctx,
      {
        action_type: 'product_changed',
        module: 'products',
        details: {
          productId: id,
          title: fields.title ?? product.title,
          fields: Object.keys(change),
        },
        reference_id: id,
        reference_table: 'products',
      },
      { onlyIfChanged: true },
    ),
  ])
  if (image_ids) {
    await removeUnnamedFiles(
      ctx,
      product.images.map((image) => image.file_key),
    )
  }
  return getProduct(ctx, id)
}

/** A description of nothing is none. */
function emptyIsNone({ description }: ProductChange) {
  return description === '' ? { description: null } : {}
}

async function replaceVariants(
  ctx: Context,
  product: FullProduct,
  wished: readonly VariantWish[],
  now: string,
): Promise<Statement[]> {
  const known = new Map(product.variants.map((variant) => [kindKey(variant), variant]))
  const wishes = wished.map((wish) => {
    const before = known.get(kindKey(wish))
    return before ? { ...wish, sku: before.sku, price: wish.price ?? before.price } : wish
  })
  const plan = planVariants(product.id, wishes, await loadPrices(ctx))
  if (plan.result === 'refused') {
    throw new AppError('invalid', 'Invalid request body', { errors: plan.errors })
  }
  const owner = { user_id: ctx.userId, id: product.id, now }
  return [
    ctx.db
      .delete(productVariants)
      .where(
        and(eq(productVariants.user_id, ctx.userId), eq(productVariants.product_id, product.id)),
      ),
    insertVariants(ctx, buildVariants(owner, plan.variants, product.variants)),
  ]
}

async function replaceImages(
  ctx: Context,
  product: FullProduct,
  ids: readonly string[],
  now: string,
): Promise<Statement[]> {
  // A picture whose source was deleted is known by its own id.
  const own = new Map<string, PickedImage>(product.images.map((image) => [image.id, image]))
  const picked = await pickImages(
    ctx,
    ids.filter((id) => !own.has(id)),
  )
  const bySource = new Map(picked.map((image) => [image.source_id, image]))
  const wanted = ids.flatMap((id) => own.get(id) ?? bySource.get(id) ?? [])
  const unique = [...new Map(wanted.map((image) => [image.file_key, image])).values()]
  const owner = { user_id: ctx.userId, id: product.id, now }
  return [
    ctx.db
      .delete(productImages)
      .where(and(eq(productImages.user_id, ctx.userId), eq(productImages.product_id, product.id))),
    insertImages(ctx, buildImages(owner, unique, product.images)),
  ]
}
