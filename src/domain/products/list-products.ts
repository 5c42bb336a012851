import { and, eq, getTableColumns, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { SQLiteSelect } from 'drizzle-orm/sqlite-core'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { pageOf } from '../../db/page.ts'
import { type Product, products } from '../../db/schema/products.ts'
import { countFound, idsFound, pageFound } from '../../db/search.ts'
import { countedRows, type Page, type Total, toPage, toTotal } from '../../paging.ts'
import { countMatching } from './count-products.ts'
import { type FullProduct, joinParts, selectParts } from './load-parts.ts'
import { type ProductSort, pageFoundInOrder, pageInOrder } from './order-products.ts'
import { readRechecked } from './recheck-products.ts'
import type { ProductFilter, ProductQuery } from './schemas.ts'
import { searchProducts } from './search-products.ts'
import type { AtShop } from './sync-state.ts'

const variantsRead = z.object({
  count: z.int(),
  /** Minor units; null where there are no variants. */
  from: z.int().nullable(),
  to: z.int().nullable(),
})

const atShopRead = z.object({
  status: z.string(),
  unsent_since: z.string().nullable(),
  drifted_since: z.string().nullable(),
  is_gone: z.int().transform(Boolean),
}) satisfies z.ZodType<AtShop>

/** What of a product is shown in a list. */
export type ListedProduct = Product & {
  variants: z.output<typeof variantsRead>
  /** The key of its first picture's smallest file. */
  picture: string | null
  shopify_url: string | null
  /** How it is at the shop: see `syncStateOf`. */
  at_shop: AtShop | null
}

/** What a page of products is asked for; newest first where nothing else is said. */
type TileQuery = ProductQuery & { sort?: ProductSort | undefined }

/** The user's products with variants and pictures, newest first. */
export function listProducts(ctx: Context, query: ProductQuery): Promise<Page<FullProduct>> {
  return readFlagged(ctx, query, () => readFullPage(ctx, query))
}

async function readFullPage(ctx: Context, query: ProductQuery): Promise<Page<FullProduct>> {
  const select = ctx.db.select().from(products).$dynamic()
  const [[rows, ...parts], total] = await Promise.all([
    ctx.db.batch([pageMatching(ctx, select, query), ...selectParts(ctx, idsMatching(ctx, query))]),
    countAll(ctx, query),
  ])
  const page = toPage(rows, total, query)
  return { ...page, rows: joinParts(page.rows, parts) }
}

/** The same with no more than a list shows of each. */
export function listProductTiles(ctx: Context, query: TileQuery): Promise<Page<ListedProduct>> {
  return readFlagged(ctx, query, () => readTiles(ctx, query))
}

/** What depends on flags is read once those that may be wrong are put right, as far as one piece. */
function readFlagged<Result>(
  ctx: Context,
  { check }: ProductFilter,
  read: () => Promise<Result>,
): Promise<Result> {
  const isValue = check === 'unprofitable' || check === 'below_print_limit'
  return isValue ? readRechecked(ctx, read) : read()
}

async function readTiles(ctx: Context, query: TileQuery): Promise<Page<ListedProduct>> {
  const select = ctx.db
    .select({
      ...getTableColumns(products),
      variants: sql`(SELECT json_object('count', count(*), 'from', min(v.price), 'to', max(v.price))
        FROM product_variants AS v
        WHERE v.user_id = products.user_id AND v.product_id = products.id AND v.is_active)`.mapWith(
        (stored: string) => variantsRead.parse(JSON.parse(stored)),
      ),
      picture: sql<string | null>`(SELECT coalesce(i.thumbnail_key, i.file_key)
        FROM product_images AS i
        WHERE i.user_id = products.user_id AND i.product_id = products.id
        ORDER BY i.position LIMIT 1)`,
      shopify_url: ofPublication(ctx, sql`p.url`),
      at_shop: ofPublication(
        ctx,
        sql`json_object('status', p.status, 'unsent_since', p.unsent_since,
          'drifted_since', p.drifted_since, 'is_gone', p.seen_at IS NOT NULL AND p.shop_seen IS NULL)`,
      ).mapWith((stored: string) => atShopRead.parse(JSON.parse(stored))),
    })
    .from(products)
  const [rows, total] = await Promise.all([
    pageMatching(ctx, select.$dynamic(), query),
    countAll(ctx, query),
  ])
  return toPage(rows, total, query)
}

/** Of the connected shop; where none is connected, of the one it was sent to last. */
function ofPublication(ctx: Context, value: SQL) {
  const shop = sql`(SELECT s.account FROM integrations AS s
    WHERE s.user_id = ${ctx.userId} AND s.provider = 'shopify')`
  const read = sql`SELECT ${value} FROM product_publications AS p
    WHERE p.user_id = products.user_id AND p.product_id = products.id`
  return sql<string | null>`CASE WHEN ${shop} IS NULL
    THEN (${read} ORDER BY p.updated_at DESC LIMIT 1)
    ELSE (${read} AND p.shop_domain = ${shop}) END`
}

function pageMatching<Select extends SQLiteSelect>(ctx: Context, select: Select, query: TileQuery) {
  const { status, collection, sort = '-created' } = query
  if (isFound(query)) {
    const search = searchProducts(ctx, query)
    if (sort === '-created') return pageFound(select, search, query)
    return pageFoundInOrder(ctx, select, search, { ...query, sort })
  }
  if (sort !== 'created' && sort !== '-created') {
    const { matching, orderBy } = pageInOrder(ctx, { ...query, sort })
    return select.where(matching).orderBy(orderBy)
  }
  const matching = and(
    eq(products.user_id, ctx.userId),
    status ? eq(products.status, status) : undefined,
    collection ? eq(products.collection, collection) : undefined,
  )
  return pageOf(select, products.id, matching, { ...query, oldestFirst: sort === 'created' })
}

/** A search and a check are answered by the search index, which knows both at once. */
function isFound({ search, check }: ProductFilter): boolean {
  return Boolean(search || check)
}

function idsMatching(ctx: Context, query: ProductQuery): SQLWrapper {
  if (isFound(query)) return idsFound(searchProducts(ctx, query), query)
  return pageMatching(ctx, ctx.db.select({ id: products.id }).from(products).$dynamic(), query)
}

async function countAll(ctx: Context, query: ProductQuery): Promise<Total> {
  if (!isFound(query)) {
    const [counted] = await countMatching(ctx, query)
    return { total: counted?.n ?? 0 }
  }
  const [found] = await countFound(ctx.db, searchProducts(ctx, query), countedRows(query))
  return toTotal(found?.n ?? 0, query)
}

const idRows = z.array(z.object({ id: z.string() }))

/**
 * The ids of the user's products that match a filter, newest first, at most so many; `after` goes on
 * behind the last one of a former call.
 */
export async function findMatchingProducts(
  ctx: Context,
  filter: ProductFilter,
  { most, after }: { most: number; after?: string | undefined },
): Promise<string[]> {
  const query = { ...filter, limit: most - 1, offset: 0, cursor: after }
  const rows = await ctx.db.all(sql`SELECT id FROM ${idsMatching(ctx, query)}`)
  return idRows.parse(rows).map(({ id }) => id)
}

/** How many match, counted to one more than so many: exact up to there. */
export async function countMatchingProducts(
  ctx: Context,
  filter: ProductFilter,
  most: number,
): Promise<number> {
  const { total, total_at_least } = await countAll(ctx, {
    ...filter,
    limit: 1,
    offset: 0,
    counted: most,
  })
  return total_at_least ? most + 1 : total
}
