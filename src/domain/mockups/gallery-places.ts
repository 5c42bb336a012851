import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { assets } from '../../db/schema/catalogue.ts'
import {
  type MockupStatus,
  mockups,
  STORED_STATUSES,
  type StoredStatus,
} from '../../db/schema/mockups.ts'
import { generatingOf, rowIdsAt } from '../pictures/mockup-status.ts'
import { artworksFound } from './artworks-found.ts'
import type { MockupQuery } from './schemas.ts'
import { MAX_PAIRS_PER_RUN } from './schemas.ts'

/** What is listed and in which order, without the part of the list that a page shows. */
export type GalleryFilters = Omit<MockupQuery, 'limit' | 'offset' | 'cursor' | 'before' | 'counted'>
type Position = { cursor?: string | undefined; before?: string | undefined; offset?: number }

const DAY_MS = 24 * 60 * 60 * 1_000
/** A mockup's id has the time of the form it was asked for with, which may have been open so long. */
const OPEN_FORM_MS = 7 * DAY_MS
/** Clocks of two servers may differ; far less than this. */
const CLOCKS_APART_MS = DAY_MS
/** Less than any score: what has none comes last. */
const NONE = sql`-1`

/**
 * The ids of mockups in the order of the list, at most `rows`, as a query: each filter walks along
 * an index that has it, and what it finds is judged by the others. A search reads of each artwork
 * that it finds no more than is listed.
 */
export function mockupPlaces(
  ctx: Context,
  asked: GalleryFilters,
  rows: number,
  position: Position = {},
): SQL {
  // Of one artwork there is one title.
  const isOfTitle = asked.sort === 'title' && asked.asset_id
  const filters = isOfTitle ? { ...asked, sort: 'newest' as const } : asked
  const offset = position.before || position.cursor ? 0 : (position.offset ?? 0)
  const order = orderOf(ctx, filters, position)
  const walk: Walk = { ctx, filters, order, end: sql`LIMIT ${rows} OFFSET ${offset}` }
  if (filters.search) return inArtworksFound(walk, filters.search, rows + offset)
  switch (filters.sort) {
    case 'title':
      return byTitle(walk)
    case 'score':
      return byScore(walk, keyOf(ctx, filters), rows + offset)
    default:
      return byId(walk, keyOf(ctx, filters))
  }
}

/** The same without their order: a row for each, at most `rows`, to be counted. */
export function mockupsFound(ctx: Context, filters: GalleryFilters, rows: number): SQL {
  const { search, asset_id: _, ...others } = filters
  if (!search) return mockupPlaces(ctx, { ...filters, sort: 'newest' }, rows)
  return sql`SELECT m.id FROM ${artworksFound(ctx, filters, search)} AS found
    CROSS JOIN mockups AS m ON m.user_id = ${ctx.userId} AND m.asset_id = found.id
    WHERE true ${judgedBy(ctx, others)} LIMIT ${rows}`
}

type Walk = { ctx: Context; filters: GalleryFilters; order: Order; end: SQL }

/** Of each artwork found as many as are listed, and of them all the first. */
function inArtworksFound(walk: Walk, search: string, most: number): SQL {
  const { ctx, filters, order, end } = walk
  const others = { ...filters, asset_id: undefined }
  const key = { key: sql`AND m.asset_id = a.id`, others }
  const own = { ...walk, end: sql`LIMIT ${most}` }
  return sql`SELECT shown.id FROM ${artworksFound(ctx, filters, search)} AS found
    CROSS JOIN assets AS a ON a.user_id = ${ctx.userId} AND a.id = found.id
    CROSS JOIN mockups AS shown ON shown.user_id = a.user_id AND shown.id IN (
      ${filters.sort === 'score' ? byScore(own, key, most) : byId(own, key)})
    ORDER BY ${order.terms('shown')} ${end}`
}

function byTitle({ ctx, filters, order, end }: Walk): SQL {
  const pairs = filters.run_id
    ? sql`${rowsOf(ctx, filters)} CROSS JOIN assets AS a`
    : sql`assets AS a CROSS JOIN mockups AS m`
  return sql`SELECT m.id FROM ${pairs} ON m.user_id = a.user_id AND m.asset_id = a.id
    WHERE a.user_id = ${ctx.userId} ${order.beyond} ${judgedBy(ctx, filters)}
    ORDER BY ${order.terms('m')} ${end}`
}

/** A run has few pairs: they are read first, whatever they are sorted by. */
function rowsOf(ctx: Context, { run_id }: GalleryFilters): SQL {
  if (!run_id) return sql`mockups AS m`
  return sql`(SELECT * FROM mockups AS r WHERE r.user_id = ${ctx.userId} AND r.run_id = ${run_id}
    LIMIT ${MAX_PAIRS_PER_RUN}) AS m`
}

/** Along what has a score, then along what has none. */
function byScore({ ctx, order, filters, end }: Walk, key: Key, most: number): SQL {
  const { direction } = order
  // Only of an artwork there is an index of scores; other filters judge what is walked along.
  const { key: own, others } =
    filters.search || filters.asset_id ? key : { key: sql``, others: filters }
  const scored = sql`SELECT m.id, m.quality_score AS score FROM ${rowsOf(ctx, filters)}
    WHERE m.user_id = ${ctx.userId} ${own} AND m.quality_score IS NOT NULL ${order.beyond}
      ${judgedBy(ctx, others)}
    ORDER BY m.quality_score ${direction}, m.id ${direction} LIMIT ${most}`
  const unscored = byId(
    { ctx, filters, order: { ...order, beyond: order.beyondUnscored }, end: sql`LIMIT ${most}` },
    key,
    sql`AND m.quality_score IS NULL`,
  )
  return sql`SELECT id FROM (SELECT id, score FROM (${scored})
      UNION ALL SELECT id, ${NONE} AS score FROM (${unscored}))
    ORDER BY score ${direction}, id ${direction} ${end}`
}

/** In the order of ids: of a scene alone along its mockups of each status, put together. */
function byId(
  { ctx, filters, order, end }: Walk,
  { key, others, isSplit }: Key,
  more = sql``,
): SQL {
  const along = (own: SQL) => sql`SELECT m.id FROM ${rowsOf(ctx, filters)}
    WHERE m.user_id = ${ctx.userId} ${own} ${order.between} ${order.beyond}
      ${judgedBy(ctx, others)} ${more}`
  if (!isSplit) return sql`${along(key)} ORDER BY m.id ${order.direction} ${end}`
  const walks = STORED_STATUSES.map((status) => along(sql`${key} AND ${isStoredAs(status)}`))
  return sql`${sql.join(walks, sql` UNION ALL `)} ORDER BY id ${order.direction} ${end}`
}

/** The same order of the rows themselves, `mockups` joined with their `assets`. */
export function mockupOrder({ sort }: GalleryFilters, { before }: Position): SQL {
  const [up, down] = before ? [sql`DESC`, sql`ASC`] : [sql`ASC`, sql`DESC`]
  switch (sort) {
    case 'title':
      return sql`${assets.title} COLLATE NOCASE ${up}, ${assets.id} ${up}, ${mockups.id} ${down}`
    case 'score':
      return sql`coalesce(${mockups.quality_score}, ${NONE}) ${down}, ${mockups.id} ${down}`
    case 'oldest':
      return sql`${mockups.id} ${up}`
    default:
      return sql`${mockups.id} ${down}`
  }
}

type Order = {
  /** Of the ids. */
  direction: SQL
  /** The terms of the order, of mockups under an alias and of their artworks `a`. */
  terms: (alias: string) => SQL
  /** What comes after the place that was seen, of mockups `m` and their artworks `a`. */
  beyond: SQL
  /** The same of what has no score. */
  beyondUnscored: SQL
  /** The ids that a walk in their order stays between. */
  between: SQL
}

function orderOf(ctx: Context, filters: GalleryFilters, { cursor, before }: Position): Order {
  const { sort } = filters
  const seen = before ?? cursor
  const isUp = (sort === 'oldest') !== (before !== undefined)
  const direction = isUp ? sql`ASC` : sql`DESC`
  const past = isUp ? sql`>` : sql`<`
  if (sort === 'title') {
    const order = titleOrder(ctx, seen, before !== undefined)
    return { ...order, direction, beyondUnscored: sql``, between: idsBetween(filters) }
  }
  if (sort === 'score') {
    const order = scoreOrder(ctx, seen, direction, past)
    return { ...order, direction, between: idsBetween(filters) }
  }
  return {
    direction,
    terms: (alias) => sql`${sql.raw(alias)}.id ${direction}`,
    beyond: sql``,
    beyondUnscored: sql``,
    between: idsBetween(filters, { [isUp ? 'above' : 'below']: seen }),
  }
}

/** Artworks from A to Z, the newest mockup of each first. */
function titleOrder(ctx: Context, seen: string | undefined, isBackwards: boolean) {
  const [along, down] = isBackwards ? [sql`DESC`, sql`ASC`] : [sql`ASC`, sql`DESC`]
  const [past, past_id] = isBackwards ? [sql`<`, sql`>`] : [sql`>`, sql`<`]
  const key = sql`(a.title COLLATE NOCASE, a.id)`
  const ofSeen = (column: SQL) => sql`coalesce((SELECT ${column} FROM mockups AS s
    CROSS JOIN assets AS t ON t.user_id = s.user_id AND t.id = s.asset_id
    WHERE s.user_id = ${ctx.userId} AND s.id = ${seen}), '')`
  const keyOfSeen = sql`(${ofSeen(sql`t.title`)}, ${ofSeen(sql`t.id`)})`
  return {
    terms: (alias: string) =>
      sql`a.title COLLATE NOCASE ${along}, a.id ${along}, ${sql.raw(alias)}.id ${down}`,
    // The first condition is where the index begins.
    beyond: seen
      ? sql`AND ${key} ${past}= ${keyOfSeen}
          AND (${key} ${past} ${keyOfSeen} OR m.id ${past_id} ${seen})`
      : sql``,
  }
}

/** The highest score first, then what has none. */
function scoreOrder(ctx: Context, seen: string | undefined, direction: SQL, past: SQL) {
  const keyOfSeen = sql`(coalesce((SELECT s.quality_score FROM mockups AS s
    WHERE s.user_id = ${ctx.userId} AND s.id = ${seen}), ${NONE}), ${seen})`
  return {
    terms: (alias: string) =>
      sql`coalesce(${sql.raw(alias)}.quality_score, ${NONE}) ${direction},
        ${sql.raw(alias)}.id ${direction}`,
    beyond: seen ? sql`AND (m.quality_score, m.id) ${past} ${keyOfSeen}` : sql``,
    beyondUnscored: seen ? sql`AND (${NONE}, m.id) ${past} ${keyOfSeen}` : sql``,
  }
}

type Bounds = { above?: string | undefined; below?: string | undefined }

/** What was requested between two times, as ids, and what comes after the place that was seen. */
function idsBetween({ created_from, created_to }: GalleryFilters, seen: Bounds = {}): SQL {
  const idAt = (atMs: number) => rowIdsAt(Math.max(0, atMs))
  const first = created_from && idAt(Date.parse(created_from) - OPEN_FORM_MS)
  const last = created_to && idAt(Date.parse(created_to) + CLOCKS_APART_MS)
  const above = [first, seen.above].flatMap((id) => id ?? []).toSorted()
  const below = [last, seen.below].flatMap((id) => id ?? []).toSorted()
  return sql`${above.length > 0 ? sql`AND m.id > ${above.at(-1)}` : sql``}
    ${below.length > 0 ? sql`AND m.id < ${below.at(0)}` : sql``}`
}

type Key = { key: SQL; others: GalleryFilters; isSplit?: boolean }

/** The filter that has an index of its own, and the others. */
function keyOf(ctx: Context, filters: GalleryFilters): Key {
  const { asset_id, quote_id, scene, status, collection, stale } = filters
  if (asset_id) {
    return { key: sql`AND m.asset_id = ${asset_id}`, others: { ...filters, asset_id: undefined } }
  }
  if (quote_id) {
    return { key: sql`AND m.quote_id = ${quote_id}`, others: { ...filters, quote_id: undefined } }
  }
  if (scene && status !== 'generating') {
    const others = { ...filters, scene: undefined, status: undefined }
    const key = sql`AND m.scene = ${scene}`
    if (!status) return { key, others, isSplit: true }
    return { key: sql`${key} AND ${isInStatus(ctx, status)}`, others }
  }
  if (collection) {
    const key = sql`AND m.collection = ${collection}`
    return { key, others: { ...filters, collection: undefined } }
  }
  // Written out, not bound: an index of stale rows alone serves only a condition it can read.
  if (stale) return { key: sql`AND m.stale = 1`, others: { ...filters, stale: undefined } }
  if (status) {
    const others = { ...filters, status: undefined }
    return { key: sql`AND ${isInStatus(ctx, status)}`, others }
  }
  return { key: sql``, others: filters }
}

/** A mockup is shown as generating while it is pending and its picture is being rendered. */
function isInStatus(ctx: Context, status: MockupStatus): SQL {
  if (status === 'generating') return isGenerating(ctx)
  if (status === 'pending') return sql`${isStoredAs(status)} AND NOT ${isGenerating(ctx)}`
  return isStoredAs(status)
}

/** Written out in part, so that the index of what has ended serves. */
function isStoredAs(status: StoredStatus): SQL {
  return sql`m.status = ${status} ${status === 'pending' ? sql`` : sql`AND m.status <> 'pending'`}`
}

function isGenerating(ctx: Context): SQL {
  return sql`(m.user_id, m.id) IN (SELECT m.user_id, m.id ${generatingOf(ctx)})`
}

/** Filters that judge what is found otherwise: the plus keeps an index of theirs from being used. */
function judgedBy(ctx: Context, filters: GalleryFilters): SQL {
  const { asset_id, quote_id, run_id, scene, status, collection, stale } = filters
  const { created_from, created_to } = filters
  const isStored = status && status !== 'pending' && status !== 'generating'
  const conditions = [
    asset_id && sql`+m.asset_id = ${asset_id}`,
    quote_id && sql`+m.quote_id = ${quote_id}`,
    run_id && sql`+m.run_id = ${run_id}`,
    scene && sql`+m.scene = ${scene}`,
    collection && sql`+m.collection = ${collection}`,
    stale && sql`+m.stale = 1`,
    status === 'pending' && sql`+m.status = 'pending' AND NOT ${isGenerating(ctx)}`,
    status === 'generating' && isGenerating(ctx),
    isStored && sql`+m.status = ${status}`,
    created_from && sql`m.created_at >= ${created_from}`,
    created_to && sql`m.created_at < ${created_to}`,
  ]
  const given = conditions.flatMap((condition) => (condition ? [sql`AND ${condition}`] : []))
  return sql.join(given, sql` `)
}
