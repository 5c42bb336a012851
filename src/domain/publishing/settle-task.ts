import type { Context } from '../../context.ts'
import { IF_CHANGED } from '../../db/client.ts'
import type { PublishTarget } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { type ActivityEntry, recordActivity } from '../activity/record-activity.ts'
import { endChange } from '../changes/change.ts'
import { integrationRecovery } from '../integrations/mark-integration-error.ts'
import { noteArrival } from '../jobs/arrivals.ts'
import { findProductRow } from '../products/get-product.ts'
import type { ProductRow } from '../products/load-parts.ts'
import { changeRetry, findRetry } from '../retries/queue.ts'
import { findShopsToLeave } from './find-shops-to-leave.ts'
import { settleFormerShops } from './former-shops.ts'
import { listPublications } from './publications.ts'
import { isShopUsable, resumeParked } from './resume-parked.ts'
import type { Outcome } from './sync/session.ts'
import { applyEvent, sendTask, type Task } from './task.ts'
import { hasEnded } from './undo/changes.ts'

/** After this a task fails and the retry queue has it, whose delays are longer. */
const LONGEST_TASK_MS = 30 * 60_000
/** The same while other products of this hub are before it: a job has up to 10,000. */
const LONGEST_TURN_MS = 24 * 60 * 60_000
const SHORTEST_WAIT_MS = 1_000
const TIME_HEX_DIGITS = 12

/** Writes what one run of a task came to. A newer task makes this nothing. */
export async function settleTask(ctx: Context, task: Task, outcome: Outcome): Promise<void> {
  switch (outcome.kind) {
    case 'done':
      return endTask(ctx, task)
    case 'wait':
      return deferTask(ctx, task, outcome.waitMs, outcome)
    case 'failed':
      return failTask(ctx, task, outcome)
    case 'parked':
      return parkTask(ctx, task)
    case 'lost':
      return
  }
}

/** Continues a task later, by a delayed message: waiting is no failure and uses no try. */
export async function deferTask(
  ctx: Context,
  task: Task,
  waitMs: number,
  { inTurn = false }: { inTurn?: boolean } = {},
): Promise<void> {
  const now = ctx.clock.now()
  const row = await findProductRow(ctx, task.productId)
  const triedMs = taskAgeMs(task.taskId, row?.publish_resumed_at ?? null, now)
  const isOver = inTurn
    ? taskAgeMs(task.taskId, null, now) > LONGEST_TURN_MS
    : triedMs > LONGEST_TASK_MS
  if (isOver) {
    return failTask(ctx, task, {
      error: 'Shopify was too busy. Nothing was lost. It will be retried later.',
      permanent: false,
    })
  }
  const delayMs = Math.max(waitMs, SHORTEST_WAIT_MS)
  const { taskId } = task
  const event = { kind: 'deferred', taskId, untilMs: now + delayMs, inTurn } as const
  if (row && (await applyEvent(ctx, row, event))) {
    await sendTask(ctx, task.productId, taskId, delayMs)
  }
}

/**
 * The shop takes the hub's credentials no longer: the task waits, as it is, for others. That is no
 * failure of the product: nothing is retried meanwhile, and nobody is told of each product.
 */
export async function parkTask(ctx: Context, { productId, taskId, shop }: Task): Promise<void> {
  const row = await findProductRow(ctx, productId)
  if (!row || !(await applyEvent(ctx, row, { kind: 'parked', taskId }))) return
  // Mended while this run was still using the old credentials: nobody else would resume it.
  if (await isShopUsable(ctx, shop)) await resumeParked(ctx, shop)
}

/** The shop shows it: on to the next shop that still sells it, or the product comes to rest. */
async function endTask(ctx: Context, task: Task): Promise<void> {
  const { productId, taskId, target, shop } = task
  const row = await findProductRow(ctx, productId)
  if (!row) return
  if (target === 'retired' || target === 'archived') {
    const next = await findNextShop(ctx, task)
    if (next instanceof AppError) {
      return failTask(ctx, task, { error: next.message, permanent: true })
    }
    if (next) {
      const moved = await applyEvent(ctx, row, { kind: 'moved', taskId, shop: next })
      return moved ? sendTask(ctx, productId, taskId) : undefined
    }
  }
  const publications = await listPublications(ctx, productId)
  const onSaleElsewhere = publications.some(
    (each) => each.shop_domain !== shop && each.status === 'active',
  )
  const here = publications.find((each) => each.shop_domain === shop)
  const activity = activityOf(row, target, onSaleElsewhere, here?.shop_product_id ?? null)
  const subject = subjectOf(productId)
  const retry = await findRetry(ctx, subject)
  // A shop that was only looked at again is no news: the product was like this before.
  const isNews = target === 'active' || target === 'staged' || row.status !== target
  await applyEvent(ctx, row, { kind: 'done', taskId, onSaleElsewhere }, [
    ...(isNews ? [recordActivity(ctx, activity, { onlyIfChanged: true })] : []),
    ...changeRetry(ctx, subject, retry, { kind: 'succeeded' }, IF_CHANGED),
    ...integrationRecovery(ctx, 'shopify', shop),
    ...endChange(ctx, task, 'done', hasEnded(ctx, task)),
    noteArrival(ctx, taskId, null, hasEnded(ctx, task)),
  ])
  await settleFormerShops(ctx)
}

async function findNextShop(
  ctx: Context,
  { productId, shop }: Task,
): Promise<string | AppError | undefined> {
  try {
    return (await findShopsToLeave(ctx, productId)).find((each) => each !== shop)
  } catch (cause) {
    if (cause instanceof AppError) return cause
    throw cause
  }
}

/** The activity row of a product that comes to rest, because a shop shows it or has nothing of it. */
export function activityOf(
  product: Pick<ProductRow, 'id' | 'retire_reason' | 'publish_shop'>,
  target: PublishTarget,
  onSaleElsewhere = false,
  shopifyProductId: string | null = null,
): ActivityEntry {
  const { id, retire_reason, publish_shop: shop } = product
  const reason = retire_reason ?? 'manual'
  const reference = { module: 'products', reference_id: id, reference_table: 'products' } as const
  switch (target) {
    case 'active':
      return {
        ...reference,
        action_type: 'product_published',
        details: { productId: id, shopifyProductId },
      }
    case 'withdrawn':
      if (onSaleElsewhere) {
        const details = { productId: id, shop }
        return { ...reference, action_type: 'product_withdrawn', details }
      }
      return { ...reference, action_type: 'product_retired', details: { productId: id, reason } }
    case 'retired':
      return { ...reference, action_type: 'product_retired', details: { productId: id, reason } }
    case 'archived':
      return { ...reference, action_type: 'product_archived', details: { productId: id } }
    case 'staged':
      return { ...reference, action_type: 'product_staged', details: { productId: id, shop } }
    case 'draft':
      return { ...reference, action_type: 'product_restored', details: { productId: id } }
  }
}

/**
 * The shop could not be brought to show it: the product says why, and the retry queue tries again
 * what may yet work.
 */
async function failTask(
  ctx: Context,
  task: Task,
  { error, permanent }: { error: string; permanent: boolean },
): Promise<void> {
  const { productId, taskId, target, shop } = task
  const row = await findProductRow(ctx, productId)
  if (!row) return
  const reference = { reference_id: productId, reference_table: 'products' }
  const subject = subjectOf(productId)
  const retry = changeRetry(
    ctx,
    subject,
    await findRetry(ctx, subject),
    { kind: 'failed', payload: { productId, target }, error, permanent, ...reference },
    IF_CHANGED,
  )
  const activity = recordActivity(
    ctx,
    {
      action_type: 'product_publish_failed',
      module: 'products',
      details: { productId, target, shop, error },
      ...reference,
    },
    { onlyIfChanged: true },
  )
  await applyEvent(ctx, row, { kind: 'failed', taskId, error }, [
    ...retry,
    activity,
    ...endChange(ctx, task, 'failed', hasEnded(ctx, task)),
    noteArrival(ctx, taskId, error, hasEnded(ctx, task)),
  ])
}

function subjectOf(productId: string) {
  return { operation_type: 'product_publish', subject_id: productId } as const
}

/**
 * For how long a task has been tried: since it went on after it was parked, or was made. Its id is
 * time-ordered, so it says when that was.
 */
function taskAgeMs(taskId: string, resumedAt: string | null, nowMs: number): number {
  if (resumedAt !== null) return Math.max(0, nowMs - Date.parse(resumedAt))
  const madeAtMs = Number.parseInt(taskId.replaceAll('-', '').slice(0, TIME_HEX_DIGITS), 16)
  return Math.max(0, nowMs - madeAtMs)
}
