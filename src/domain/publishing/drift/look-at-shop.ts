import { isoTime } from '../../../clock.ts'
import type { Context, ShopifyResult, ShopProduct } from '../../../context.ts'
import type { Publication } from '../../../db/schema/publications.ts'
import { AppError } from '../../../errors.ts'
import {
  getShopAccount,
  getShopifyAccount,
  type ShopifyAccount,
} from '../../integrations/get-shopify-account.ts'
import { getProduct } from '../../products/get-product.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { contentOf } from '../../products/shop-content.ts'
import { findPublication, keepReading } from '../publications.ts'
import { undecidedOf } from '../sides/compare-fields.ts'
import { parseReading, type Reading, readingOf } from '../sides/reading.ts'
import { sidesOf } from '../sides/sides.ts'
import { openShop } from '../sync/open-shop.ts'
import { type CallResult, sleep } from '../sync/session.ts'
import { isUnderWay } from '../task.ts'

/** A person waits for it: after this the shop counts as unreachable. */
const PATIENCE_MS = 8_000

export type ShopLook =
  /** What the shop shows; null where it has the product no longer. `readAt` is ISO 8601. */
  | { kind: 'read'; reading: Reading | null; readAt: string }
  /** No shop is known to have it. */
  | { kind: 'not_there' }
  | { kind: 'unreachable'; reason: string }

type Wanted = {
  /** What was read no longer ago than this is not read again. */
  maxAgeMs: number
  /** Another shop than the connected one. */
  shop?: string | undefined
}

/**
 * What a product's shop shows of it, read there where the last look is older. It is kept, and what
 * of it was changed there, unless a task is under way: that one looks itself. Never waits longer
 * than ten seconds.
 *
 * @throws AppError not_found
 */
export async function lookAtShop(
  ctx: Context,
  productId: string,
  { maxAgeMs, shop }: Wanted,
): Promise<ShopLook> {
  const [product, account] = await Promise.all([getProduct(ctx, productId), findAccount(ctx, shop)])
  if (account instanceof AppError) return { kind: 'unreachable', reason: account.message }
  const key = { productId, shop: account.shopDomain }
  const publication = await findPublication(ctx, key)
  return lookAt(ctx, { product, account, publication }, maxAgeMs)
}

type Subject = {
  product: FullProduct
  account: ShopifyAccount
  publication: Publication | undefined
}

/** The same of a product whose rows were read already. */
export async function lookAt(
  ctx: Context,
  { product, account, publication }: Subject,
  maxAgeMs: number,
): Promise<ShopLook> {
  const gid = publication?.shop_product_gid
  if (!publication || !gid) return { kind: 'not_there' }
  const kept = freshReading(ctx, publication, maxAgeMs)
  if (kept) return kept
  const readAt = isoTime(ctx.clock.now())
  const found = await readPatiently(ctx, account, gid)
  if (found.kind !== 'ok') return { kind: 'unreachable', reason: reasonOf(found) }
  const reading = found.value && readingOf(found.value)
  if (!isUnderWay(product)) await keepLook(ctx, product, publication, { reading, readAt })
  return { kind: 'read', reading, readAt }
}

/** What was read last, where nothing was sent since and it is not too old. */
function freshReading(
  ctx: Context,
  { shop_seen, seen_at, last_synced_at }: Publication,
  maxAgeMs: number,
): ShopLook | undefined {
  if (seen_at === null || seen_at < isoTime(ctx.clock.now() - maxAgeMs)) return undefined
  if (last_synced_at !== null && last_synced_at > seen_at) return undefined
  const reading = shop_seen === null ? null : parseReading(shop_seen)
  return reading === undefined ? undefined : { kind: 'read', reading, readAt: seen_at }
}

async function readPatiently(
  ctx: Context,
  account: ShopifyAccount,
  gid: string,
): Promise<CallResult<ShopProduct | null>> {
  const call = openShop(ctx, account)
  const asked = call((shop) => shop.findProduct({ gid }))
  const tooLong = sleep(PATIENCE_MS).then(
    (): ShopifyResult<never> => ({ kind: 'transient', message: 'Shopify took too long to answer' }),
  )
  return Promise.race([asked, tooLong])
}

function reasonOf(failure: Exclude<CallResult<unknown>, { kind: 'ok' }>): string {
  switch (failure.kind) {
    case 'throttled':
    case 'later':
    case 'lost':
      return 'Shopify is busy'
    default:
      return failure.message
  }
}

async function keepLook(
  ctx: Context,
  product: FullProduct,
  publication: Publication,
  { reading, readAt }: { reading: Reading | null; readAt: string },
): Promise<void> {
  const sides = sidesOf(product, contentOf(product), publication, reading)
  const adopts = publication.shop_base === null && sides.base !== undefined
  const key = { productId: product.id, shop: publication.shop_domain }
  await keepReading(ctx, key, {
    reading,
    readAt,
    drifted: undecidedOf(sides),
    taskId: product.publish_task_id,
    ...(adopts && sides.base ? { base: sides.base } : {}),
  })
}

async function findAccount(
  ctx: Context,
  shop: string | undefined,
): Promise<ShopifyAccount | AppError> {
  try {
    return await (shop ? getShopAccount(ctx, shop) : getShopifyAccount(ctx))
  } catch (cause) {
    if (cause instanceof AppError) return cause
    throw cause
  }
}
