import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import { type BaseContext, type Context, forUser } from '../../context.ts'
import { products } from '../../db/schema/products.ts'
import { formerShops, productPublications } from '../../db/schema/publications.ts'
import { shopMetadata } from '../integrations/schemas.ts'
import { askShop, IS_UNDER_WAY } from './task.ts'

const MAX_PRODUCTS_A_CALL = 100
const MAX_USERS_A_CALL = 50
const MAX_SHOPS = 100
const COUNTED = 1_000

/** `onSale` is counted to 1,000, or as far as was asked for; with `isMore` there are more. */
export type ShopOnSale = { domain: string; onSale: number; isMore: boolean }

const shopRow = z.object({ domain: z.string(), n: z.int() })

/**
 * The shops where products of the user are on sale, or on their way there, and how many. The shops
 * are found by leaping from one to the next, and at each one products are counted so far.
 */
export async function listOnSale(ctx: Context, counted = COUNTED): Promise<ShopOnSale[]> {
  const onSale = sql`user_id = ${ctx.userId} AND status = 'active'`
  const onTheWay = sql`user_id = ${ctx.userId} AND ${IS_UNDER_WAY} AND publish_target = 'active'`
  const some = sql`LIMIT ${counted + 1}`
  const rows = await ctx.db.all(sql`
    WITH RECURSIVE selling (domain) AS (
      SELECT min(shop_domain) FROM product_publications WHERE ${onSale}
      UNION ALL
      SELECT (SELECT min(shop_domain) FROM product_publications
        WHERE ${onSale} AND shop_domain > selling.domain)
      FROM selling WHERE domain IS NOT NULL LIMIT ${MAX_SHOPS}),
    receiving (domain) AS (
      SELECT min(publish_shop) FROM products WHERE user_id = ${ctx.userId} AND ${IS_UNDER_WAY}
      UNION ALL
      SELECT (SELECT min(publish_shop) FROM products
        WHERE user_id = ${ctx.userId} AND ${IS_UNDER_WAY} AND publish_shop > receiving.domain)
      FROM receiving WHERE domain IS NOT NULL LIMIT ${MAX_SHOPS})
    SELECT domain, (SELECT count(*) FROM (
      SELECT * FROM (SELECT product_id FROM product_publications
        WHERE ${onSale} AND shop_domain = shops.domain ${some})
      UNION
      SELECT * FROM (SELECT id FROM products
        WHERE ${onTheWay} AND publish_shop = shops.domain ${some}))) AS n
    FROM (SELECT domain FROM selling UNION SELECT domain FROM receiving) AS shops
    WHERE domain IS NOT NULL ORDER BY domain LIMIT ${MAX_SHOPS}`)
  return z
    .array(shopRow)
    .parse(rows)
    .filter(({ n }) => n > 0)
    .map(({ domain, n }) => ({ domain, onSale: Math.min(n, counted), isMore: n > counted }))
}

/** `isRefused`: it takes the credentials that are kept no longer. */
export type FormerShopView = ShopOnSale & { retires: boolean; isRefused: boolean }

/** The shops connected before whose credentials are still kept, and what of `all` is on sale there. */
export async function listFormerShops(
  ctx: Context,
  all: Promise<ShopOnSale[]>,
): Promise<FormerShopView[]> {
  const [rows, onSale] = await Promise.all([
    ctx.db
      .select()
      .from(formerShops)
      .where(eq(formerShops.user_id, ctx.userId))
      .orderBy(asc(formerShops.shop_domain))
      .limit(MAX_SHOPS),
    all,
  ])
  return rows.map(({ shop_domain: domain, retires, metadata }) => ({
    ...(onSale.find((shop) => shop.domain === domain) ?? { domain, onSale: 0, isMore: false }),
    retires,
    isRefused: shopMetadata.safeParse(JSON.parse(metadata)).data?.refused_at !== undefined,
  }))
}

/**
 * Continues what was decided when another shop was connected: unpublishes what is still on sale at
 * the first, and forgets the credentials of shops where nothing is on sale or under way any more.
 * Safe to run any number of times.
 */
export async function settleFormerShops(ctx: Context): Promise<void> {
  const retiring = await ctx.db
    .select({ product: products, shop: productPublications.shop_domain })
    .from(formerShops)
    .innerJoin(
      productPublications,
      and(
        eq(productPublications.user_id, formerShops.user_id),
        eq(productPublications.shop_domain, formerShops.shop_domain),
        sql`${productPublications.status} = 'active'`,
      ),
    )
    .innerJoin(
      products,
      and(
        eq(products.user_id, productPublications.user_id),
        eq(products.id, productPublications.product_id),
      ),
    )
    .where(
      and(
        eq(formerShops.user_id, ctx.userId),
        eq(formerShops.retires, true),
        mayLeave(sql`${formerShops.shop_domain}`),
      ),
    )
    .limit(MAX_PRODUCTS_A_CALL)
  for (const { product, shop } of retiring) {
    await askShop(ctx, product, { target: 'withdrawn', shop, reason: 'manual' })
  }
  await forgetUnused(ctx)
}

/**
 * What is under way comes to rest first, and what could not be retired waits for the retry queue or
 * a person. What could not be sent to this shop any more is no reason to go on selling there.
 */
function mayLeave(shop: SQL): SQL {
  return sql`(products.publish_state = 'idle' OR (products.publish_state = 'failed'
    AND products.publish_target = 'active' AND products.publish_shop = ${shop}))`
}

async function forgetUnused(ctx: Context): Promise<void> {
  await ctx.db.run(sql`
    DELETE FROM former_shops WHERE user_id = ${ctx.userId}
      AND NOT EXISTS (SELECT 1 FROM product_publications AS at
        WHERE at.user_id = former_shops.user_id AND at.shop_domain = former_shops.shop_domain
          AND at.status = 'active')
      AND NOT EXISTS (SELECT 1 FROM product_publications AS at
        WHERE at.user_id = former_shops.user_id AND at.shop_domain = former_shops.shop_domain
          AND at.recheck_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM products
        WHERE products.user_id = former_shops.user_id
          AND products.publish_shop = former_shops.shop_domain
          AND ${IS_UNDER_WAY})`)
}

/**
 * The same for users with something left to do, those that have waited longest first: the Worker
 * may have died, or there was more than one call handles. Returns their number.
 */
export async function settleFormerShopsOfAll(base: BaseContext): Promise<number> {
  const open = await base.db.all(sql`
    SELECT user_id FROM former_shops AS former
    WHERE (NOT EXISTS (SELECT 1 FROM product_publications AS at
        WHERE at.user_id = former.user_id AND at.shop_domain = former.shop_domain
          AND at.status = 'active')
      AND NOT EXISTS (SELECT 1 FROM product_publications AS at
        WHERE at.user_id = former.user_id AND at.shop_domain = former.shop_domain
          AND at.recheck_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM products
        WHERE products.user_id = former.user_id AND products.publish_shop = former.shop_domain
          AND ${IS_UNDER_WAY}))
      OR (former.retires = 1 AND EXISTS (SELECT 1 FROM product_publications AS at
        JOIN products ON products.user_id = at.user_id AND products.id = at.product_id
        WHERE at.user_id = former.user_id AND at.shop_domain = former.shop_domain
          AND at.status = 'active' AND ${mayLeave(sql`former.shop_domain`)}))
    GROUP BY user_id ORDER BY min(former.created_at) LIMIT ${MAX_USERS_A_CALL}`)
  for (const { user_id } of z.array(z.object({ user_id: z.string() })).parse(open)) {
    await settleFormerShops(forUser(base, user_id, { kind: 'system', job: 'former shops' }))
  }
  return open.length
}
