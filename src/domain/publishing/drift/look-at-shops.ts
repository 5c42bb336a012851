import { and, asc, eq, sql } from 'drizzle-orm'
import { isoTime } from '../../../clock.ts'
import { type BaseContext, type Context, forUser } from '../../../context.ts'
import { isAnyOf } from '../../../db/client.ts'
import { type Publication, productPublications } from '../../../db/schema/publications.ts'
import { AppError } from '../../../errors.ts'
import { createGate } from '../../../gate.ts'
import { getShopifyAccount, type ShopifyAccount } from '../../integrations/get-shopify-account.ts'
import { type FullProduct, findAllWithParts } from '../../products/load-parts.ts'
import { isUnderWay } from '../task.ts'
import { lookAt } from './look-at-shop.ts'

const MAX_PUBLICATIONS_A_CALL = 50
const SHOPS_AT_ONCE = 4
/** The sweeps after this one wait no longer for shops; what is left is due with the next minute. */
const LOOKING_MS = 20_000
const UNREACHABLE_MS = 60 * 60_000
const UNDER_WAY_MS = 10 * 60_000

/**
 * Looks once a day at every product that is at a connected shop, those due for longest first: what
 * was changed there is known without anybody opening the product. Returns how many were due.
 */
export async function lookAtShops(base: BaseContext): Promise<number> {
  const now = base.clock.now()
  const due = await base.db
    .select()
    .from(productPublications)
    .where(
      sql`${productPublications.look_at} IS NOT NULL
        AND ${productPublications.look_at} <= ${isoTime(now)}`,
    )
    .orderBy(asc(productPublications.look_at))
    .limit(MAX_PUBLICATIONS_A_CALL)
  const gate = createGate(SHOPS_AT_ONCE)
  const ofUsers = [...Map.groupBy(due, ({ user_id }) => user_id)]
  const untilMs = now + LOOKING_MS
  await Promise.all(
    ofUsers.map(([userId, publications]) =>
      gate(() => {
        const ctx = forUser(base, userId, { kind: 'system', job: 'nightly look' })
        return lookAtThose(ctx, publications, untilMs)
      }),
    ),
  )
  return due.length
}

/** One user's: a shop that cannot be reached is not asked again within the hour. */
async function lookAtThose(
  ctx: Context,
  publications: readonly Publication[],
  untilMs: number,
): Promise<void> {
  const account = await findAccount(ctx)
  const here = publications.filter(({ shop_domain }) => shop_domain === account?.shopDomain)
  const elsewhere = publications.filter((each) => !here.includes(each))
  // Nobody can be asked: connecting that shop makes them due again.
  await setLook(ctx, elsewhere, null)
  if (!account || here.length === 0) return
  const products = await findAllWithParts(
    ctx,
    here.map(({ product_id }) => product_id),
  )
  for (const [index, publication] of here.entries()) {
    if (ctx.clock.now() > untilMs) return
    const product = products.get(publication.product_id)
    const look = await lookAtOne(ctx, { product, publication, account })
    if (look === 'unreachable') {
      const at = isoTime(ctx.clock.now() + UNREACHABLE_MS)
      await setLook(ctx, here.slice(index), at)
      return
    }
  }
}

type Due = { product: FullProduct | undefined; publication: Publication; account: ShopifyAccount }

async function lookAtOne(ctx: Context, { product, publication, account }: Due) {
  if (!product) return 'read'
  if (isUnderWay(product)) {
    await setLook(ctx, [publication], isoTime(ctx.clock.now() + UNDER_WAY_MS))
    return 'under_way'
  }
  const look = await lookAt(ctx, { product, account, publication }, 0)
  if (look.kind === 'not_there') await setLook(ctx, [publication], null)
  return look.kind
}

async function findAccount(ctx: Context): Promise<ShopifyAccount | undefined> {
  try {
    return await getShopifyAccount(ctx)
  } catch (cause) {
    if (cause instanceof AppError) return undefined
    throw cause
  }
}

/** When these are looked at again; null for never. Those that were looked at meanwhile stay. */
async function setLook(
  ctx: Context,
  publications: readonly Publication[],
  at: string | null,
): Promise<void> {
  const [first] = publications
  if (!first) return
  const now = isoTime(ctx.clock.now())
  await ctx.db
    .update(productPublications)
    .set({ look_at: at })
    .where(
      and(
        isAnyOf(
          [productPublications.user_id, productPublications.product_id],
          [ctx.userId],
          publications.map(({ product_id }) => product_id),
        ),
        isShop(publications),
        sql`${productPublications.look_at} <= ${now}`,
      ),
    )
}

function isShop(publications: readonly Publication[]) {
  const shops = [...new Set(publications.map(({ shop_domain }) => shop_domain))]
  return sql`${productPublications.shop_domain} IN (SELECT value FROM json_each(${JSON.stringify(shops)}))`
}

/** A shop that is connected again: what is there is looked at as soon as its turn comes. */
export async function wakeLooks(ctx: Context, shop: string): Promise<void> {
  await ctx.db
    .update(productPublications)
    .set({ look_at: isoTime(ctx.clock.now()) })
    .where(
      and(
        eq(productPublications.user_id, ctx.userId),
        eq(productPublications.shop_domain, shop),
        sql`${productPublications.shop_product_id} IS NOT NULL`,
        sql`${productPublications.look_at} IS NULL`,
      ),
    )
}
