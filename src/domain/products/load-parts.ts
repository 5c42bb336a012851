import { and, desc, eq, getTableColumns, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { BatchResponse } from 'drizzle-orm/batch'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { integrations } from '../../db/schema/desk.ts'
import {
  type Product,
  type ProductImage,
  type ProductVariant,
  productImages,
  products as productsTable,
  productVariants,
} from '../../db/schema/products.ts'
import {
  productPublications,
  publicationImages,
  publicationVariants,
} from '../../db/schema/publications.ts'

export type ProductRow = Product

/** What the connected shop calls a product; where none is connected, the shop it was at last. */
export type ShopFields = {
  shopify_product_id: string | null
  shopify_product_gid: string | null
  shopify_handle: string | null
  shopify_url: string | null
  published_at: string | null
  last_synced_at: string | null
}

export type VariantRow = ProductVariant & {
  shopify_variant_id: string | null
  shopify_variant_gid: string | null
  /** What its file is called; `digital_file_key` is that file's. */
  digital_file_name: string | null
}
export type ImageRow = ProductImage & { shopify_image_id: string | null }

/** A product as it is shown and sent: with its variants and pictures, each in their order. */
export type FullProduct = Product & ShopFields & { variants: VariantRow[]; images: ImageRow[] }

/** One product with its parts, in one round trip; undefined for one that is not the user's. */
export async function findWithParts(ctx: Context, id: string): Promise<FullProduct | undefined> {
  const row = ctx.db
    .select()
    .from(productsTable)
    .where(and(eq(productsTable.user_id, ctx.userId), eq(productsTable.id, id)))
  const [rows, ...parts] = await ctx.db.batch([row, ...selectParts(ctx, sql`(SELECT ${id} AS id)`)])
  return joinParts(rows, parts)[0]
}

/** The same of many, by their ids, in one round trip; those that are not the user's are left out. */
export async function findAllWithParts(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, FullProduct>> {
  const rows = ctx.db
    .select()
    .from(productsTable)
    .where(isAnyOf([productsTable.user_id, productsTable.id], [ctx.userId], ids))
  const asked = sql`(SELECT value AS id FROM json_each(${JSON.stringify(ids)}))`
  const [found, ...parts] = await ctx.db.batch([rows, ...selectParts(ctx, asked)])
  return new Map(joinParts(found, parts).map((product) => [product.id, product]))
}

/**
 * Statements that read the variants, pictures and shop's ids of products of the user; `ids` is a
 * query of one column, `id`. `joinParts` puts together what they answer.
 */
export function selectParts(ctx: Context, ids: SQLWrapper) {
  // First of a CROSS JOIN: its rows are read once, and each seeks what is its own.
  const asked = sql`(SELECT id AS asked_id FROM ${ids})`
  const isOf = (userId: SQLWrapper, productId: SQLWrapper) =>
    sql`${userId} = ${ctx.userId} AND ${productId} = asked_id`
  return [
    ctx.db
      .select({ ...getTableColumns(productVariants), ...FILE_OF_VARIANT })
      .from(asked)
      .crossJoin(productVariants)
      .where(isOf(productVariants.user_id, productVariants.product_id)),
    ctx.db
      .select(getTableColumns(productImages))
      .from(asked)
      .crossJoin(productImages)
      .where(isOf(productImages.user_id, productImages.product_id)),
    ctx.db
      .select({ shop: integrations.account })
      .from(integrations)
      .where(and(eq(integrations.user_id, ctx.userId), eq(integrations.provider, 'shopify'))),
    selectPublications(
      ctx,
      asked,
      isOf(productPublications.user_id, productPublications.product_id),
    ),
    ctx.db
      .select(getTableColumns(publicationVariants))
      .from(asked)
      .crossJoin(publicationVariants)
      .where(isOf(publicationVariants.user_id, publicationVariants.product_id)),
    ctx.db
      .select(getTableColumns(publicationImages))
      .from(asked)
      .crossJoin(publicationImages)
      .where(isOf(publicationImages.user_id, publicationImages.product_id)),
  ] as const
}

const FILE_OF_VARIANT = {
  digital_file_key: fileOfVariant('file_key'),
  digital_file_name: fileOfVariant('name').as('digital_file_name'),
}

function fileOfVariant(column: 'file_key' | 'name') {
  return sql<string | null>`(SELECT file.${sql.raw(column)} FROM digital_files AS file
    WHERE file.user_id = product_variants.user_id
      AND file.id = product_variants.digital_file_id)`
}

type Parts = BatchResponse<ReturnType<typeof selectParts>>

const byPosition = (one: { position: number }, other: { position: number }) =>
  one.position - other.position

/** Products with what `selectParts` has read of them, each part in its order. */
export function joinParts(products: readonly Product[], parts: Parts): FullProduct[] {
  const [variants, images, connected, publications, shopVariants, shopImages] = parts
  const variantsOf = Map.groupBy(variants, (variant) => variant.product_id)
  const imagesOf = Map.groupBy(images, (image) => image.product_id)
  const publicationsOf = Map.groupBy(publications, (publication) => publication.product_id)
  const shopVariantOf = new Map(shopVariants.map((row) => [partKey(row, row.variant_id), row]))
  const shopImageOf = new Map(shopImages.map((row) => [partKey(row, row.image_id), row]))
  const shop = connected[0]?.shop
  return products.map((product) => {
    const all = publicationsOf.get(product.id) ?? []
    const here = shop ? all.find(({ shop_domain }) => shop_domain === shop) : all[0]
    return {
      ...product,
      ...shopFieldsOf(here),
      variants: (variantsOf.get(product.id) ?? []).toSorted(byPosition).map((variant) => {
        const known = here && shopVariantOf.get(partKey(here, variant.id))
        return {
          ...variant,
          shopify_variant_id: known?.shop_variant_id ?? null,
          shopify_variant_gid: known?.shop_variant_gid ?? null,
        }
      }),
      images: (imagesOf.get(product.id) ?? []).toSorted(byPosition).map((image) => {
        const known = here && shopImageOf.get(partKey(here, image.id))
        return { ...image, shopify_image_id: known?.shop_image_id ?? null }
      }),
    }
  })
}

function selectPublications(ctx: Context, asked: SQL, isOf: SQL) {
  return ctx.db
    .select({
      product_id: productPublications.product_id,
      shop_domain: productPublications.shop_domain,
      shopify_product_id: productPublications.shop_product_id,
      shopify_product_gid: productPublications.shop_product_gid,
      shopify_handle: productPublications.handle,
      shopify_url: productPublications.url,
      published_at: productPublications.published_at,
      last_synced_at: productPublications.last_synced_at,
    })
    .from(asked)
    .crossJoin(productPublications)
    .where(isOf)
    .orderBy(desc(productPublications.updated_at))
}

/** The ids of a product that no shop has. */
export const NOT_AT_SHOP: ShopFields = {
  shopify_product_id: null,
  shopify_product_gid: null,
  shopify_handle: null,
  shopify_url: null,
  published_at: null,
  last_synced_at: null,
}

function shopFieldsOf(
  publication: (ShopFields & { product_id: string; shop_domain: string }) | undefined,
): ShopFields {
  if (!publication) return NOT_AT_SHOP
  const { product_id: _product, shop_domain: _shop, ...fields } = publication
  return fields
}

function partKey(
  { product_id, shop_domain }: { product_id: string; shop_domain: string },
  partId: string,
): string {
  return `${product_id}\n${shop_domain}\n${partId}`
}
