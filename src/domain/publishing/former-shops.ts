import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import { type BaseContext, type Context, forUser } from '../../context.ts'
import { products } from '../../db/schema/products.ts'
import { formerShops, productPublications } from '../../db/schema/publications.ts'
import { askShop, IS_UNDER_WAY } from './task.ts'

const MAX_PRODUCTS_A_CALL = 100
const MAX_USERS_A_CALL = 50
const MAX_SHOPS = 100

export type ShopOnSale = { domain: string; onSale: number }

const shopOnSale = z.object({ domain: z.string(), onSale: z.int() })

/** The shops where products of the user are on sale, or on their way there, and how many. */
export async function listOnSale(ctx: Context): Promise<ShopOnSale[]> {
  const rows = await ctx.db.all(sql`
    SELECT domain, count(*) AS onSale FROM (
      SELECT shop_domain AS domain, product_id FROM product_publications
      WHERE user_id = ${ctx.userId} AND status = 'active'
      UNION
      SELECT publish_shop, id FROM products
      WHERE user_id = ${ctx.userId} AND ${IS_UNDER_WAY} AND publish_target = 'active')
    GROUP BY domain ORDER BY domain LIMIT ${MAX_SHOPS}`)
  return z.array(shopOnSale).parse(rows)
}

export type FormerShopView = ShopOnSale & { retires: boolean }

/** The shops connected before whose credentials are still kept, and what is on sale there. */
export async function listFormerShops(ctx: Context): Promise<FormerShopView[]> {
  const [rows, all] = await Promise.all([
    ctx.db
      .select()
      .from(formerShops)
      .where(eq(formerShops.user_id, ctx.userId))
      .orderBy(asc(formerShops.shop_domain))
      .limit(MAX_SHOPS),
    listOnSale(ctx),
  ])
  const counts = new Map(all.map(({ domain, onSale }) => [domain, onSale]))
  return rows.map(({ shop_domain: domain, retires }) => ({
    domain,
    onSale: counts.get(domain) ?? 0,
    retires,
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
          AND at.recheck_at IS NOT NULL))
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
