import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { getShopifyAccount, type ShopifyAccount } from '../integrations/get-shopify-account.ts'
import { getProduct, getProductRow } from '../products/get-product.ts'
import type { ProductRow } from '../products/load-parts.ts'
import {
  findSaleFacts,
  type SaleAccepts,
  type SaleFacts,
  saleRefusal,
} from '../products/sale-refusals.ts'
import { updateProduct } from '../products/update-product.ts'
import { currencyMismatch } from './currency-mismatch.ts'
import type { PlanTarget } from './plan/plan-changes.ts'
import {
  type ActionPlan,
  lookForPlan,
  planChanged,
  planFrom,
  shopChanged,
  unreachable,
} from './plan/plan-from.ts'
import { findPublication } from './publications.ts'
import { askShop, changedMeanwhile, isUnderWay, type Request } from './task.ts'

const TRIES = 3

export type PublishStarted = { taskId: string; shopifyProductId: string | null }

export type PublishOptions = {
  /** For a proposal's approval. */
  onlyPending?: boolean
  /** A product that has a task already keeps that one, however far it is. */
  onlyFirst?: boolean
  /** What is said to be meant: it is noted with the product before it is published. */
  accepts?: SaleAccepts | undefined
  /** The version that the caller saw: what is said is about that one. */
  version?: number | undefined
  /** On sale, or sent to the shop as a draft. */
  target?: PlanTarget | undefined
  /** The plan that is to be carried out, and nothing else. */
  planId?: string | undefined
  /** Pushes over what was changed at the shop. */
  overwrite?: boolean | undefined
}

/**
 * Sends a product to the connected shop, or its changes: answers at once, the queue does the work.
 * Asking again while it waits answers the same task.
 *
 * @throws AppError not_found
 * @throws AppError not_configured no shop is connected
 * @throws AppError conflict it was retired or archived, its prices are in another currency than the
 *   shop's, or something of it may not be sold (`saleRefusal`); with `onlyPending`, it is not
 *   proposed any more
 * @throws AppError precondition_failed for another version, where something is said to be meant
 * @throws AppError shop_changed something was changed at the shop that nobody has decided on
 * @throws AppError plan_changed it would do other than the plan; unavailable where the shop cannot
 *   be read to tell
 */
export async function publishProduct(
  ctx: Context,
  id: string,
  options: PublishOptions = {},
): Promise<PublishStarted> {
  const { onlyPending = false, onlyFirst = false, accepts = {}, version } = options
  const { target = 'active', planId, overwrite = false } = options
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const { product, account } = await checkPublishable(ctx, id, { accepts, target })
    const isOpen = product.status === 'pending' && !isUnderWay(product)
    if (onlyPending && !isOpen) throw decidedMeanwhile()
    const shop = account.shopDomain
    const request: Request = {
      target: target === 'draft' ? 'staged' : 'active',
      shop,
      planId,
      overwrites: overwrite,
      ...(target === 'draft' ? {} : { closesApproval: 'approved' }),
    }
    const keepsTask = onlyFirst && product.publish_task_id !== null
    if (!keepsTask) {
      await requireDecided(ctx, id, { shop, target, planId, overwrite })
      if (!(await keepAccepted(ctx, product, accepts, version))) continue
    }
    const taskId =
      keepsTask || isWaiting(product, request)
        ? product.publish_task_id
        : await askShop(ctx, product, request)
    if (!taskId) continue
    const publication = await findPublication(ctx, { productId: id, shop })
    return { taskId, shopifyProductId: publication?.shop_product_id ?? null }
  }
  throw changedMeanwhile()
}

/** What a publication was asked to be, at a shop. */
type Asked = Pick<PublishOptions, 'planId'> & {
  shop: string
  target: PlanTarget
  overwrite: boolean
  /** The plan is wanted, and not only whether it may be carried out. */
  isWanted?: boolean
}

/**
 * Refuses to publish over what nobody has decided on, and other than planned; the plan of now,
 * where it had to be made. Without a plan to carry out, a shop that cannot be read refuses nothing:
 * the task looks again before it writes. A dry run asks the same.
 *
 * @throws AppError shop_changed, plan_changed, unavailable as `publishProduct`
 */
export async function requireDecided(
  ctx: Context,
  id: string,
  { shop, target, planId, overwrite, isWanted = false }: Asked,
): Promise<ActionPlan | undefined> {
  const isPlanned = isWanted || planId !== undefined
  if (overwrite && !isPlanned) return undefined
  const product = await getProduct(ctx, id)
  const look = await lookForPlan(ctx, product, shop)
  if (look.kind === 'unreachable' && planId !== undefined) throw unreachable(look.reason)
  if (look.kind === 'unreachable') return undefined
  if (look.kind === 'not_there' && !isPlanned) return undefined
  const plan = await planFrom(ctx, product, { action: 'publish', target, overwrite, shop, look })
  // What a task under way is sending is no change that a person has made.
  if (plan.undecided.length > 0 && !isUnderWay(product)) throw shopChanged(plan)
  if (planId !== undefined && plan.plan_id !== planId) throw planChanged(plan)
  return plan
}

/**
 * Notes who has said what is meant, about the product as it was read or as the caller saw it; false
 * where it was changed since it was read.
 */
async function keepAccepted(
  ctx: Context,
  { id, version: read }: ProductRow,
  { undelivered, lowDpi }: SaleAccepts,
  version: number | undefined,
): Promise<boolean> {
  if (!undelivered && !lowDpi) return true
  const change = {
    ...(undelivered ? { accept_undelivered: true } : {}),
    ...(lowDpi ? { accept_low_dpi: true } : {}),
  }
  try {
    await updateProduct(ctx, id, change, { version: version ?? read })
    return true
  } catch (cause) {
    const isMoved = cause instanceof AppError && cause.code === 'precondition_failed'
    if (isMoved && version === undefined) return false
    throw cause
  }
}

/**
 * The product and the shop that would get it, once nothing is against it. A dry run asks the same.
 *
 * @throws AppError as `publishProduct`
 */
export async function checkPublishable(
  ctx: Context,
  id: string,
  { accepts = {}, target = 'active' }: Pick<PublishOptions, 'accepts' | 'target'> = {},
): Promise<{ product: ProductRow; account: ShopifyAccount }> {
  const [product, account] = await Promise.all([getProductRow(ctx, id), getShopifyAccount(ctx)])
  const facts = await findSaleFacts(ctx, [id], account.shopDomain)
  const refusal = refusalToPublish(product, account, facts.get(id), accepts)
  if (refusal) throw refusal
  if (target === 'draft' && product.status === 'active') throw onSaleAlready()
  return { product, account }
}

/** Why a shop does not get this product as it is; undefined where nothing is against it. */
export function refusalToPublish(
  product: Pick<ProductRow, 'status' | 'currency'>,
  account: Pick<ShopifyAccount, 'currency'>,
  facts: SaleFacts | undefined,
  accepts: SaleAccepts = {},
): AppError | undefined {
  if (product.status === 'retired' || product.status === 'archived') {
    return new AppError(
      'conflict',
      `This product is ${product.status}. Nothing was changed. Restore it first, then publish it.`,
    )
  }
  const mismatch = currencyMismatch(product, account)
  if (mismatch) return new AppError('conflict', mismatch)
  return facts && saleRefusal(facts, accepts)
}

function decidedMeanwhile(): AppError {
  return new AppError(
    'conflict',
    'Someone else approved or rejected this product. Nothing was published. Publish or retire it on its own page.',
  )
}

function onSaleAlready(): AppError {
  return new AppError(
    'conflict',
    'This product is on sale, so it cannot be sent as a draft. Nothing was changed. Retire it and restore it first.',
  )
}

/** Its task has read nothing yet, and is to do the same: what has changed since is sent with it. */
export function isWaiting(
  product: ProductRow,
  { target, shop, planId, overwrites = false }: Request,
): boolean {
  return (
    product.publish_state === 'queued' &&
    product.publish_target === target &&
    product.publish_shop === shop &&
    product.publish_plan_id === (planId ?? null) &&
    product.publish_overwrites === overwrites
  )
}
