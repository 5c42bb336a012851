import { and, eq, sql } from 'drizzle-orm'
import { isoTime } from '../../../clock.ts'
import type { Context } from '../../../context.ts'
import { type Statement, writeAll } from '../../../db/client.ts'
import { products } from '../../../db/schema/products.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import type { Shop } from './open-shop.ts'
import { shopNumber } from './shop-number.ts'

type ShopProduct = NonNullable<
  Extract<Awaited<ReturnType<Shop['findProduct']>>, { kind: 'ok' }>['value']
>

/**
 * Keeps what the shop calls a product, its variants (matched by SKU) and its pictures (in order),
 * at once: from here on it is found by its id. These are facts, whichever task learns them.
 */
export async function keepShopIds(
  ctx: Context,
  product: FullProduct,
  found: ShopProduct,
  sentHash: string | null,
): Promise<void> {
  await writeAll(ctx.db, [
    ctx.db
      .update(products)
      .set({
        shopify_product_id: shopNumber(found.gid),
        shopify_product_gid: found.gid,
        shopify_handle: found.handle,
        ...(sentHash === null ? {} : { publish_hash: sentHash }),
        updated_at: isoTime(ctx.clock.now()),
      })
      .where(and(eq(products.user_id, ctx.userId), eq(products.id, product.id))),
    keepVariantIds(ctx, product, found),
    ...(sentHash === null ? [] : [keepImageIds(ctx, product, found)]),
  ])
}

function keepVariantIds(ctx: Context, product: FullProduct, found: ShopProduct): Statement {
  const variants = found.variants.map(({ sku, gid }) => ({ sku, gid, id: shopNumber(gid) }))
  return ctx.db.run(sql`
    UPDATE product_variants
    SET shopify_variant_id = shop.id, shopify_variant_gid = shop.gid
    FROM (SELECT value ->> 'sku' AS sku, value ->> 'gid' AS gid, value ->> 'id' AS id
      FROM json_each(${JSON.stringify(variants)})) AS shop
    WHERE product_variants.user_id = ${ctx.userId}
      AND product_variants.product_id = ${product.id} AND product_variants.sku = shop.sku`)
}

function keepImageIds(ctx: Context, product: FullProduct, found: ShopProduct): Statement {
  const isWhole = found.media.length === product.images.length
  const images = isWhole
    ? found.media.map(({ gid }, index) => ({
        image: product.images[index]?.id,
        id: shopNumber(gid),
      }))
    : []
  return ctx.db.run(sql`
    UPDATE product_images SET shopify_image_id = shop.id
    FROM (SELECT value ->> 'image' AS image, value ->> 'id' AS id
      FROM json_each(${JSON.stringify(images)})) AS shop
    WHERE product_images.user_id = ${ctx.userId} AND product_images.id = shop.image`)
}
