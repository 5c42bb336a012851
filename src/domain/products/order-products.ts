import { and, type SQL, sql } from 'drizzle-orm'
import type { SQLiteSelect } from 'drizzle-orm/sqlite-core'
import type { Context } from '../../context.ts'
import { PRODUCT_STATUSES, type ProductStatus } from '../../db/schema/products.ts'
import { isNewestFound, type Search } from '../../db/search.ts'

/** Ways to order a list of products, with a minus those whose largest value comes first. */
export const PRODUCT_SORTS = [
  '-created',
  'created',
  'title',
  '-title',
  '-updated',
  'updated',
  '-revenue',
  'revenue',
  'status',
] as const
export type ProductSort = (typeof PRODUCT_SORTS)[number]

type Asked = {
  sort: Exclude<ProductSort, 'created' | '-created'>
  status?: ProductStatus | undefined
  collection?: string | undefined
  limit: number
  cursor?: string | undefined
  before?: string | undefined
}

type FoundAsked = Omit<Asked, 'sort'> & { sort: ProductSort; offset: number }

type Order = { by: SQL; descending: boolean; ranked: boolean }

const BY_AGE: Order = { by: sql.raw('products.id'), descending: true, ranked: false }

/** Of the same statuses, what was changed last comes first. */
function orderOf(sort: Asked['sort']): Order {
  const descending = sort.startsWith('-') || sort === 'status'
  const ranked = sort === 'status'
  switch (sort) {
    case 'title':
    case '-title':
      return { by: sql.raw('title COLLATE NOCASE'), descending, ranked }
    case 'revenue':
    case '-revenue':
      return { by: sql.raw('total_revenue'), descending, ranked }
    case 'updated':
    case '-updated':
    case 'status':
      return { by: sql.raw('updated_at'), descending, ranked }
  }
}

/**
 * The ids of one page of products in an order, with one too many, as a condition on `products` and
 * the terms that order what it finds. Each status has an index in that order: a page reads no more
 * than itself of each, however many products there are.
 */
export function pageInOrder(ctx: Context, asked: Asked): { matching: SQL; orderBy: SQL } {
  const order = orderOf(asked.sort)
  // The page before is read backwards: `toPage` turns it.
  const descending = asked.before ? !order.descending : order.descending
  const direction = sql.raw(descending ? 'DESC' : 'ASC')
  const rank = order.ranked
    ? sql.raw(`${rankOf('status')} ${asked.before ? 'DESC' : 'ASC'}, `)
    : sql``
  const statuses = asked.status ? [asked.status] : PRODUCT_STATUSES
  const branches = statuses.map(
    (status) => sql`SELECT * FROM (SELECT id, status, ${order.by} AS value FROM products
      WHERE user_id = ${ctx.userId} AND status = ${sql.raw(`'${status}'`)}
        ${asked.collection ? sql`AND collection = ${asked.collection}` : sql``}
        ${beyond(ctx, asked, { ...order, descending }, status)}
      ORDER BY ${order.by} ${direction}, id ${direction} LIMIT ${asked.limit + 1})`,
  )
  const page = sql`SELECT ${ctx.userId}, id FROM (${sql.join(branches, sql` UNION ALL `)})
    ORDER BY ${rank}value ${direction}, id ${direction} LIMIT ${asked.limit + 1}`
  return {
    matching: sql`(products.user_id, products.id) IN (${page})`,
    orderBy: sql`${rank}${order.by} ${direction}, products.id ${direction}`,
  }
}

/** What a search or a check finds is put in order as far as this; the newest of them are. */
export const MAX_FOUND_IN_ORDER = 1_000

/** A page of what is found, in an order. */
export function pageFoundInOrder<Select extends SQLiteSelect>(
  ctx: Context,
  select: Select,
  search: Search,
  { sort, limit, offset, cursor, before }: FoundAsked,
) {
  const order = sort === 'created' || sort === '-created' ? BY_AGE : orderOf(sort)
  const descending = (sort === 'created' ? false : order.descending) !== Boolean(before)
  const direction = sql.raw(descending ? 'DESC' : 'ASC')
  // A rank counts down, so that all terms have one direction.
  const keys = sql`${order.ranked ? sql.raw(`-(${rankOf('status')}), `) : sql``}${order.by}, id`
  const id = before ?? cursor
  const beyond = id
    ? sql`(${keys}) ${sql.raw(descending ? '<' : '>')} (SELECT ${keys} FROM products
        WHERE user_id = ${ctx.userId} AND id = ${id})`
    : undefined
  return select
    .where(and(isNewestFound(search, MAX_FOUND_IN_ORDER), beyond))
    .orderBy(
      sql`${order.ranked ? sql`${sql.raw(`-(${rankOf('products.status')})`)} ${direction}, ` : sql``}${order.by} ${direction}, products.id ${direction}`,
    )
    .limit(limit + 1)
    .offset(id ? 0 : offset)
}

function rankOf(column: string): string {
  const ranks = PRODUCT_STATUSES.map((status, rank) => `WHEN '${status}' THEN ${rank}`)
  return `CASE ${column} ${ranks.join(' ')} END`
}

/** What of a status comes after the cursor. One that is gone begins the list again. */
function beyond(
  ctx: Context,
  { cursor, before }: Asked,
  { by, descending, ranked }: Order,
  status: ProductStatus,
): SQL {
  const id = before ?? cursor
  if (!id) return sql``
  const ofCursor = (value: SQL) =>
    sql`(SELECT ${value} FROM products WHERE user_id = ${ctx.userId} AND id = ${id})`
  const [first, last] = [descending ? sql`'~'` : sql`''`, descending ? sql`''` : sql`'~'`]
  const compared = sql.raw(descending ? '<' : '>')
  if (!ranked) {
    const value = ofCursor(by)
    return sql`AND (${by}, id) ${compared} (coalesce(${value}, ${first}), ${id})`
  }
  const rank = PRODUCT_STATUSES.indexOf(status)
  const [past, whole] = before ? ['<', '>'] : ['>', '<']
  const value = ofCursor(
    sql`CASE WHEN ${sql.raw(`${rankOf('status')} ${past} ${rank}`)} THEN ${last}
      WHEN ${sql.raw(`${rankOf('status')} ${whole} ${rank}`)} THEN ${first} ELSE ${by} END`,
  )
  return sql`AND (${by}, id) ${compared} (coalesce(${value}, ${first}), ${id})`
}
