import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { pictures } from '../../db/schema/pictures.ts'
import { productImages, products } from '../../db/schema/products.ts'

/** What to look up: a mockup or a product of the user's. */
export type Reference = { type: 'mockup' | 'product'; reference_id: string }

/** What an item is about, as far as one needs to see it to decide. Files are keys. */
export type Subject = {
  id: string
  title: string
  status: string
  scene: string | null
  file_key: string | null
  thumbnail_key: string | null
  width: number | null
  height: number | null
  artwork_key: string | null
  quote_text: string | null
  quote_author: string | null
}

/** The mockups and products of these items, by their ids; what was deleted is absent. */
export async function findSubjects(
  ctx: Context,
  items: readonly Reference[],
): Promise<Map<string, Subject>> {
  const idsOf = (type: Reference['type']) =>
    items.filter((item) => item.type === type).map((item) => item.reference_id)
  // Not a batch: D1 answers a batch with objects, where a join's columns of one name overwrite
  // each other.
  const [pictures, goods] = await Promise.all([
    mockupSubjects(ctx, idsOf('mockup')),
    productSubjects(ctx, idsOf('product')),
  ])
  return new Map<string, Subject>([
    ...pictures.map(({ artwork_file, artwork_thumbnail, ...row }): [string, Subject] => [
      row.id,
      { ...row, artwork_key: artwork_thumbnail ?? artwork_file },
    ]),
    ...goods.map((row): [string, Subject] => [
      row.id,
      { ...row, scene: null, artwork_key: null, quote_text: null, quote_author: null },
    ]),
  ])
}

function mockupSubjects(ctx: Context, ids: string[]) {
  return ctx.db
    .select({
      id: mockups.id,
      title: assets.title,
      status: mockups.status,
      scene: mockups.scene,
      file_key: pictures.file_key,
      thumbnail_key: pictures.thumbnail_key,
      width: pictures.width,
      height: pictures.height,
      artwork_file: assets.file_key,
      artwork_thumbnail: assets.thumbnail_key,
      quote_text: quotes.text,
      quote_author: quotes.author,
    })
    .from(mockups)
    .innerJoin(
      pictures,
      and(eq(pictures.user_id, mockups.user_id), eq(pictures.id, mockups.picture_id)),
    )
    .innerJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
    .leftJoin(quotes, and(eq(quotes.user_id, mockups.user_id), eq(quotes.id, mockups.quote_id)))
    .where(isAnyOf([mockups.user_id, mockups.id], [ctx.userId], ids))
}

function productSubjects(ctx: Context, ids: string[]) {
  return ctx.db
    .select({
      id: products.id,
      title: products.title,
      status: products.status,
      file_key: productImages.file_key,
      thumbnail_key: productImages.thumbnail_key,
      width: productImages.width,
      height: productImages.height,
    })
    .from(products)
    .leftJoin(
      productImages,
      and(
        eq(productImages.user_id, products.user_id),
        eq(productImages.product_id, products.id),
        eq(productImages.position, 0),
      ),
    )
    .where(isAnyOf([products.user_id, products.id], [ctx.userId], ids))
}
