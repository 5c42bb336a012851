import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { IF_CHANGED, writeAll } from '../../db/client.ts'
import type { Publication } from '../../db/schema/publications.ts'
import { AppError } from '../../errors.ts'
import { getShopAccount, type ShopifyAccount } from '../integrations/get-shopify-account.ts'
import { findProductRow, getProduct } from '../products/get-product.ts'
import type { FullProduct } from '../products/load-parts.ts'
import { findSaleFacts } from '../products/sale-refusals.ts'
import type { PlanAction } from './plan/plan-changes.ts'
import { findPublication, keepHeard, recheckTime, setRecheck } from './publications.ts'
import { refusalToPublish } from './publish-product.ts'
import { deferTask, parkTask, settleTask } from './settle-task.ts'
import { countLists } from './sync/count-lists.ts'
import { openShop } from './sync/open-shop.ts'
import { putOnSale } from './sync/put-on-sale.ts'
import { type Outcome, type Session, type ShopCall, sleep } from './sync/session.ts'
import { takeOffSale } from './sync/take-off-sale.ts'
import { applyEvent, isUnderWay, type Task } from './task.ts'

// Longer than any one step, since each step renews it; after a crash the next one waits no longer.
const LEASE_MS = 2 * 60_000
const LONGEST_BUSY_WAIT_MS = 10_000
/** One run keeps its place in the queue no longer: a product may have fifty pictures. */
const RUN_MS = 60_000
/** A lost answer is looked up and made good within the same run, once. */
const TRIES = 2
const SECOND_TRY_AFTER_MS = 1_500

/**
 * Works on a product's task until the shop shows what is wanted: one at a time for a product, safe
 * to run any number of times and to be stopped anywhere, going on where it was. A task that was
 * replaced, has ended, or is parked, is ignored. What came of it is on the product.
 */
export async function syncProduct(
  ctx: Context,
  { productId, taskId }: { productId: string; taskId: string },
): Promise<void> {
  const row = await findProductRow(ctx, productId)
  const { publish_target: target, publish_shop: shop } = row ?? {}
  if (!row || row.publish_task_id !== taskId || !isUnderWay(row) || !target || !shop) return
  if (row.publish_parked_at !== null) return
  const task: Task = { productId, taskId, target, shop }
  const key = { productId, shop }
  const [account, publication] = await Promise.all([
    findAccount(ctx, shop),
    findPublication(ctx, key),
  ])
  if (account instanceof AppError || account.isRefused) return parkTask(ctx, task)
  const limiter = ctx.limiterOf('shopify', shop)
  const name = `product:${productId}`
  const lease = await limiter.lease(name, LEASE_MS)
  if (lease.result === 'busy') {
    return deferTask(ctx, task, Math.min(lease.retryAfterMs, LONGEST_BUSY_WAIT_MS))
  }
  try {
    // Kept by a run that dies, or hears no answer: what the shop does late is looked for then.
    const mark = recheckTime(ctx)
    const marked = setRecheck(ctx, key, mark, IF_CHANGED)
    if (!(await applyEvent(ctx, row, { kind: 'started', taskId }, [marked]))) return
    let isHeard = (publication?.recheck_at ?? '') < isoTime(ctx.clock.now())
    const renew = () => limiter.renewLease(name, lease.token, LEASE_MS)
    const begins = publication?.sent_task_id !== taskId
    const sizes = await countLists(ctx, productId)
    const call = callWhileLeased(ctx, openShop(ctx, account, { begins, sizes }), renew)
    const session: Session = {
      key,
      taskId,
      untilMs: ctx.clock.now() + RUN_MS,
      async call(verb) {
        const result = await call(verb)
        if (result.kind === 'unknown') isHeard = false
        return result
      },
    }
    const outcome = await runTask(ctx, task, account, session)
    const goesOn = outcome.kind === 'wait' || outcome.kind === 'parked'
    if (isHeard) await writeAll(ctx.db, [keepHeard(ctx, key, mark, { goesOn })])
    await settleTask(ctx, task, outcome)
  } finally {
    await limiter.releaseLease(name, lease.token)
  }
}

async function findAccount(ctx: Context, shop: string): Promise<ShopifyAccount | AppError> {
  try {
    return await getShopAccount(ctx, shop)
  } catch (cause) {
    if (cause instanceof AppError) return cause
    throw cause
  }
}

/**
 * Each call renews the lease first: work of any length keeps it, and what lost it does nothing. So
 * does what was paused between the two for so long that another may have begun.
 */
function callWhileLeased(ctx: Context, call: ShopCall, renew: () => Promise<boolean>): ShopCall {
  return async (verb) => {
    const askedMs = ctx.clock.now()
    if (!(await renew())) return { kind: 'lost' }
    return call(async (shop) =>
      ctx.clock.now() - askedMs < LEASE_MS / 2 ? verb(shop) : { kind: 'lost' },
    )
  }
}

async function runTask(
  ctx: Context,
  task: Task,
  account: ShopifyAccount,
  session: Session,
): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await runOnce(ctx, task, account, session)
    if (outcome.kind !== 'failed' || outcome.permanent || tries === TRIES) return outcome
    await sleep(SECOND_TRY_AFTER_MS)
  }
}

/** Reads the rows each time: the try before may have learned the shop's ids. */
async function runOnce(
  ctx: Context,
  task: Task,
  account: ShopifyAccount,
  session: Session,
): Promise<Outcome> {
  const [publication, product] = await Promise.all([
    findPublication(ctx, session.key),
    getProduct(ctx, task.productId),
  ])
  if (!publication) throw new RangeError(`product ${task.productId} has no row for ${task.shop}`)
  if (product.publish_task_id !== task.taskId) return { kind: 'lost' }
  const off = (status: 'ARCHIVED' | 'DRAFT', action?: PlanAction) =>
    takeOffSale(ctx, session, product, publication, { status, action })
  switch (task.target) {
    case 'active':
    case 'staged':
      return publish(ctx, product, account, session, publication)
    case 'retired':
      return off('ARCHIVED', 'retire')
    case 'archived':
      return off('ARCHIVED', 'archive')
    case 'withdrawn':
      return off('ARCHIVED')
    case 'draft':
      return off('DRAFT', 'restore')
  }
}

async function publish(
  ctx: Context,
  product: FullProduct,
  account: ShopifyAccount,
  session: Session,
  publication: Publication,
): Promise<Outcome> {
  const facts = await findSaleFacts(ctx, [product.id], session.key.shop)
  // What its task may begin from was judged when it was asked for: undoing begins at retired.
  const asked = { status: 'active', currency: product.currency } as const
  const refusal = refusalToPublish(asked, account, facts.get(product.id))
  if (refusal) return { kind: 'failed', error: refusal.message, permanent: true }
  return putOnSale(ctx, session, product, publication)
}
