import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { products } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { getShopifyAccount, type ShopifyAccount } from '../integrations/get-shopify-account.ts'
import { findProductRow, getProduct } from '../products/get-product.ts'
import { postponeTask } from './postpone-task.ts'
import { endTask, failTask, isCurrent, type Task } from './settle-task.ts'
import { openShop } from './sync/open-shop.ts'
import type { Outcome } from './sync/outcome.ts'
import { pause } from './sync/pause.ts'
import type { Session } from './sync/push-content.ts'
import { putOnSale } from './sync/put-on-sale.ts'
import { takeFromShop } from './sync/take-from-shop.ts'

// A publication with many pictures takes a minute; after a crash the next one waits no longer.
const LEASE_MS = 2 * 60_000
const LONGEST_BUSY_WAIT_MS = 10_000
/** A lost answer is looked up and made good within the same task, once. */
const GOES = 2
const SECOND_GO_AFTER_MS = 1_500

/**
 * Brings the shop to show what a product's task wants: one at a time for a product, safe to run
 * any number of times and to be stopped anywhere. A task that was replaced, or has ended, is
 * ignored. Ends in nothing: what came of it stands on the product.
 */
export async function syncProduct(
  ctx: Context,
  { productId, taskId }: { productId: string; taskId: string },
): Promise<void> {
  const product = await findProductRow(ctx, productId)
  if (product?.publish_task_id !== taskId || !product.publish_target) return
  const task: Task = { productId, taskId, target: product.publish_target }
  const account = await findAccount(ctx)
  if (account instanceof AppError) {
    return failTask(ctx, task, { error: account.message, permanent: true })
  }
  const limiter = ctx.limiterOf('shopify', account.shopDomain)
  const name = `product:${productId}`
  const lease = await limiter.lease(name, LEASE_MS)
  if (lease.result === 'busy') {
    return postponeTask(ctx, task, Math.min(lease.retryAfterMs, LONGEST_BUSY_WAIT_MS))
  }
  try {
    if (!(await markStarted(ctx, task))) return
    const holds = () => limiter.holdsLease(name, lease.token)
    await settle(ctx, task, await runTask(ctx, task, { call: openShop(ctx, account), holds }))
  } finally {
    await limiter.releaseLease(name, lease.token)
  }
}

async function findAccount(ctx: Context): Promise<ShopifyAccount | AppError> {
  try {
    return await getShopifyAccount(ctx)
  } catch (cause) {
    if (cause instanceof AppError) return cause
    throw cause
  }
}

function markStarted(ctx: Context, task: Task): Promise<boolean> {
  const leavesShop = task.target === 'retired' || task.target === 'archived'
  const update = ctx.db
    .update(products)
    .set({
      publish_state: leavesShop ? 'retiring' : 'publishing',
      publish_queued_at: isoTime(ctx.clock.now()),
    })
    .where(isCurrent(ctx, task))
    .returning({ id: products.id })
  return compareAndSet(ctx.db, update)
}

async function runTask(ctx: Context, task: Task, session: Session): Promise<Outcome> {
  for (let goes = 1; ; goes += 1) {
    const outcome = await runOnce(ctx, task, session)
    if (outcome.kind !== 'failed' || outcome.permanent || goes === GOES) return outcome
    await pause(SECOND_GO_AFTER_MS)
  }
}

/** Reads the product anew: a go before this one may have learned its ids. */
async function runOnce(ctx: Context, task: Task, session: Session): Promise<Outcome> {
  const product = await getProduct(ctx, task.productId)
  switch (task.target) {
    case 'active':
      return putOnSale(ctx, session, product)
    case 'retired':
    case 'archived':
      return takeFromShop(ctx, session, product, 'ARCHIVED')
    case 'draft':
      return takeFromShop(ctx, session, product, 'DRAFT')
  }
}

async function settle(ctx: Context, task: Task, outcome: Outcome): Promise<void> {
  switch (outcome.kind) {
    case 'done':
      return endTask(ctx, task, outcome)
    case 'wait':
      return postponeTask(ctx, task, outcome.waitMs)
    case 'failed':
      return failTask(ctx, task, outcome)
  }
}
