import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import { type MockupStatus, STORED_STATUSES } from '../../db/schema/mockups.ts'
import { PICTURE_STATES } from '../../db/schema/pictures.ts'
import { products } from '../../db/schema/products.ts'
import { idsFound, pageFound } from '../../db/search.ts'
import { searchAssets } from '../assets/search-assets.ts'
import { statusOf } from '../pictures/mockup-status.ts'
import { searchProducts } from '../products/search-products.ts'
import { searchQuotes } from '../quotes/search-quotes.ts'
import { selectSceneNames } from '../scenes/list-scene-names.ts'

/** So many of each kind are found; the lists of their own pages have all of them. */
const MAX_FOUND = 6
/** A search answers one row too many, which shows that more follow. */
const FIRST = { limit: MAX_FOUND - 1, offset: 0 }

export type Found = Awaited<ReturnType<typeof searchAll>>

/**
 * The user's newest artworks, quotes and products that contain a text, the newest mockups of those
 * artworks, and what all scenes are called: at most six of each, in two calls at once. A `picture`
 * is the key of a small file.
 */
export async function searchAll(ctx: Context, text: string) {
  const [[foundAssets, foundQuotes, foundProducts, scenes], foundMockups] = await Promise.all([
    ctx.db.batch([
      pageFound(selectAssets(ctx), searchAssets(ctx, text), FIRST),
      pageFound(selectQuotes(ctx), searchQuotes(ctx, text), FIRST),
      pageFound(selectProducts(ctx), searchProducts(ctx, { search: text }), FIRST),
      selectSceneNames(ctx),
    ]),
    findMockups(ctx, text),
  ])
  return {
    assets: foundAssets,
    quotes: foundQuotes,
    mockups: foundMockups,
    products: foundProducts,
    scenes,
  }
}

function selectAssets(ctx: Context) {
  const picture = sql<string | null>`coalesce(${assets.thumbnail_key}, ${assets.file_key})`
  return ctx.db
    .select({ id: assets.id, title: assets.title, picture: picture.as('picture') })
    .from(assets)
    .$dynamic()
}

function selectQuotes(ctx: Context) {
  return ctx.db
    .select({ id: quotes.id, title: quotes.text, author: quotes.author })
    .from(quotes)
    .$dynamic()
}

function selectProducts(ctx: Context) {
  return ctx.db
    .select({
      id: products.id,
      title: products.title,
      status: products.status,
      picture: sql<string | null>`(SELECT coalesce(i.thumbnail_key, i.file_key)
        FROM product_images AS i
        WHERE i.user_id = products.user_id AND i.product_id = products.id
        ORDER BY i.position LIMIT 1)`.as('picture'),
    })
    .from(products)
    .$dynamic()
}

const mockupRow = z.object({
  id: z.string(),
  title: z.string(),
  scene: z.string(),
  status: z.enum(STORED_STATUSES),
  state: z.enum(PICTURE_STATES),
  picture: z.string(),
})

/** The newest of each artwork found, and the newest of those: no more rows are read. */
async function findMockups(ctx: Context, text: string) {
  const rows = await ctx.db.all(sql`
    SELECT m.id, a.title, m.scene, m.status, p.state,
      coalesce(p.thumbnail_key, p.file_key, a.thumbnail_key, a.file_key) AS picture
    FROM ${idsFound(searchAssets(ctx, text), FIRST)} AS found
    CROSS JOIN assets AS a ON a.user_id = ${ctx.userId} AND a.id = found.id
    CROSS JOIN mockups AS m ON m.user_id = a.user_id AND m.id IN (
      SELECT newest.id FROM mockups AS newest
      WHERE newest.user_id = a.user_id AND newest.asset_id = a.id
      ORDER BY newest.id DESC LIMIT ${MAX_FOUND})
    CROSS JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id
    ORDER BY m.id DESC LIMIT ${MAX_FOUND}`)
  return z
    .array(mockupRow)
    .parse(rows)
    .map(({ state, ...row }) => {
      const status: MockupStatus = statusOf(row, { state })
      return { ...row, status }
    })
}
