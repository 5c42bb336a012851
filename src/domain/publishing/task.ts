import { and, eq, type SQL, sql } from 'drizzle-orm'
import { chunksOf } from '../../chunks.ts'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, type Statement } from '../../db/client.ts'
import {
  type Product,
  type ProductStatus,
  type PublishTarget,
  products,
} from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { recordActivity } from '../activity/record-activity.ts'
import type { ActionType } from '../activity/schemas.ts'
import { endChange } from '../changes/change.ts'
import { replaceArrival } from '../jobs/arrivals.ts'
import type { RetireReason } from '../products/schemas.ts'
import { openPublication } from './publications.ts'
import { recordChange } from './undo/changes.ts'

/** A product between the hub and the shops: what is wanted, at which shop, how far it is. */
export type TaskRow = Pick<
  Product,
  | 'id'
  | 'title'
  | 'status'
  | 'publish_state'
  | 'publish_target'
  | 'publish_task_id'
  | 'publish_shop'
  | 'retire_reason'
  | 'retired_at'
>

export type TaskEvent =
  /** Somebody wants it at this shop so; a task that was under way counts no more. */
  | ({ kind: 'asked' } & Asked)
  /** The shop may have carried out an old call late: it is to show again what the product says. */
  | { kind: 'rechecked'; taskId: string; target: PublishTarget; shop: string }
  /** No shop has to know: it is so at once. */
  | { kind: 'settled'; target: RestTarget; reason?: RetireReason; undoes?: Undone | undefined }
  | { kind: 'proposed' }
  /** It was to be published at once, and that could not even begin. */
  | { kind: 'refused'; error: string }
  | { kind: 'started'; taskId: string }
  /** The shop takes its credentials no longer: it waits for others. */
  | { kind: 'parked'; taskId: string }
  | { kind: 'resumed'; taskId: string }
  /** It goes on later; `inTurn` while others of this hub are before it, which is no trouble. */
  | { kind: 'deferred'; taskId: string; untilMs: number; inTurn?: boolean }
  /** Off sale at one shop, and on sale at another one. */
  | { kind: 'moved'; taskId: string; shop: string }
  | { kind: 'done'; taskId: string; onSaleElsewhere: boolean }
  | { kind: 'failed'; taskId: string; error: string }

/** A task of a product's: what it is to reach, and the shop that it acts at. */
export type Task = { productId: string; taskId: string; target: PublishTarget; shop: string }

export type RestTarget = 'retired' | 'archived' | 'draft'
type Change = Partial<Omit<Product, 'user_id' | 'id'>>

/** From which statuses each target may be asked for. */
export const ASKED_FROM: Record<PublishTarget, readonly ProductStatus[]> = {
  active: ['draft', 'pending', 'active'],
  retired: ['draft', 'pending', 'active'],
  withdrawn: ['draft', 'pending', 'active'],
  archived: ['draft', 'pending', 'active', 'retired'],
  draft: ['retired', 'archived'],
  staged: ['draft', 'pending'],
}

/** The same for what undoes a change: on sale again, a draft again, put away again. */
const UNDONE_FROM: Record<PublishTarget, readonly ProductStatus[]> = {
  active: ['draft', 'pending', 'active', 'retired', 'archived'],
  retired: ['draft', 'active', 'archived'],
  withdrawn: [],
  archived: ['draft', 'active', 'retired'],
  draft: ['active', 'retired', 'archived'],
  staged: [],
}

/** It was like this before, and is to be again: since when it was retired. */
type Undone = { retiredAt: string | null }

/** What an event makes of a product's row; undefined where it does not apply. `now` is ISO 8601. */
export function decide(row: TaskRow, event: TaskEvent, now: string): Change | undefined {
  switch (event.kind) {
    case 'asked':
      return mayBeAsked(row, event) ? ask(event, now) : undefined
    case 'rechecked':
      return row.publish_state === 'idle'
        ? { ...ask(event, now), retire_reason: row.retire_reason }
        : undefined
    case 'settled':
      return mayBeAsked(row, event)
        ? {
            ...resting({ ...row, ...retiredAt(event) }, event.target, now),
            retire_reason: event.reason ?? null,
          }
        : undefined
    case 'proposed':
      return row.status === 'draft' ? { status: 'pending', updated_at: now } : undefined
    case 'refused':
      return row.status === 'draft' && !isUnderWay(row)
        ? { ...failure(event.error, now), status: 'pending', publish_target: 'active' }
        : undefined
    default:
      return isUnderWay(row) && row.publish_task_id === event.taskId
        ? advance(row, event, now)
        : undefined
  }
}

type Asked = {
  taskId: string
  target: PublishTarget
  shop: string
  reason?: RetireReason
  undoes?: Undone | undefined
  /** The plan that it carries out, and nothing else. */
  planId?: string | undefined
  /** Pushes over what was changed at the shop. */
  overwrites?: boolean | undefined
}

type Wanted = { target: PublishTarget; undoes?: Undone | undefined }

function mayBeAsked({ status }: TaskRow, { target, undoes }: Wanted): boolean {
  return (undoes ? UNDONE_FROM : ASKED_FROM)[target].includes(status)
}

function retiredAt({ undoes }: Pick<Asked, 'undoes'>): { retired_at?: string | null } {
  return undoes ? { retired_at: undoes.retiredAt } : {}
}

function ask(event: Asked, now: string): Change {
  return {
    publish_state: takesOffSale(event.target) ? 'retiring' : 'queued',
    publish_target: event.target,
    publish_task_id: event.taskId,
    publish_shop: event.shop,
    publish_queued_at: now,
    publish_plan_id: event.planId ?? null,
    publish_overwrites: event.overwrites ?? false,
    publish_parked_at: null,
    publish_resumed_at: null,
    sync_error: null,
    retire_reason: event.reason ?? null,
    ...(event.target === 'retired' ? retiredAt(event) : {}),
    updated_at: now,
  }
}

type TaskStep = Extract<
  TaskEvent,
  { kind: 'started' | 'parked' | 'resumed' | 'deferred' | 'moved' | 'done' | 'failed' }
>

function advance(row: TaskRow, event: TaskStep, now: string): Change | undefined {
  const target = row.publish_target ?? 'active'
  switch (event.kind) {
    case 'started':
      return {
        publish_state: takesOffSale(target) ? 'retiring' : 'publishing',
        publish_queued_at: now,
        // Until now it waited for its turn in the queue: trouble is counted from here.
        ...(row.publish_state === 'queued' ? { publish_resumed_at: now } : {}),
      }
    case 'parked':
      // Without a time the sweep has nothing to wait for.
      return { publish_parked_at: now, publish_queued_at: null }
    case 'resumed':
      return { publish_parked_at: null, publish_resumed_at: now, publish_queued_at: now }
    case 'deferred':
      // The sweep counts from here, so that it does not send again what only waits.
      return {
        publish_queued_at: isoTime(event.untilMs),
        ...(event.inTurn ? { publish_resumed_at: now } : {}),
      }
    case 'moved':
      // Its plan was of the shop that is done.
      return { publish_shop: event.shop, publish_queued_at: now, publish_plan_id: null }
    case 'done':
      if (target === 'staged') return { publish_state: 'idle', sync_error: null, updated_at: now }
      if (target !== 'withdrawn') return resting(row, target, now)
      return event.onSaleElsewhere
        ? { publish_state: 'idle', sync_error: null, retire_reason: null, updated_at: now }
        : resting(row, 'retired', now)
    case 'failed':
      // What is on sale stays so; a first publication that failed leaves `pending`.
      return {
        ...failure(event.error, now),
        ...(target === 'active' && row.status === 'draft' ? { status: 'pending' } : {}),
      }
  }
}

function resting(row: TaskRow, status: RestTarget | 'active', now: string): Change {
  return {
    status,
    publish_state: 'idle',
    publish_parked_at: null,
    sync_error: null,
    retired_at: status === 'retired' ? (row.retired_at ?? now) : null,
    updated_at: now,
  }
}

function failure(error: string, now: string): Change {
  return { publish_state: 'failed', sync_error: error, updated_at: now }
}

function takesOffSale(target: PublishTarget): boolean {
  return target === 'retired' || target === 'archived' || target === 'withdrawn'
}

const UNDER_WAY = ['queued', 'publishing', 'retiring'] as const

export function isUnderWay({ publish_state }: Pick<TaskRow, 'publish_state'>): boolean {
  return UNDER_WAY.some((state) => state === publish_state)
}

/** The same of a row of `products`; literal, so that the partial index serves it. */
export const IS_UNDER_WAY: SQL = sql.raw(
  `products.publish_state IN (${UNDER_WAY.map((state) => `'${state}'`).join(', ')})`,
)

/**
 * Writes what an event makes of a product, only where its row is still as it was read, with the
 * statements that belong to it. True when it did. Nothing else writes these columns.
 */
export async function applyEvent(
  ctx: Context,
  row: TaskRow,
  event: TaskEvent,
  following: Statement[] = [],
): Promise<boolean> {
  const update = updateOf(ctx, row, event)
  return update ? compareAndSet(ctx.db, update, following) : false
}

function updateOf(ctx: Context, row: TaskRow, event: TaskEvent, alsoWhile?: SQL) {
  const change = decide(row, event, isoTime(ctx.clock.now()))
  if (!change) return undefined
  return ctx.db
    .update(products)
    .set(change)
    .where(
      and(eq(products.user_id, ctx.userId), eq(products.id, row.id), isUnchanged(row), alsoWhile),
    )
    .returning({ id: products.id })
}

/**
 * What `applyEvent` writes, as statements for another batch, only while this holds too; undefined
 * where the event does not apply.
 */
export function eventStatements(
  ctx: Context,
  row: TaskRow,
  { event, following }: { event: TaskEvent; following: Statement[] },
  alsoWhile: SQL,
): Statement[] | undefined {
  const update = updateOf(ctx, row, event, alsoWhile)
  return update && [update, ...following]
}

/** Whether there is a product that is as this row was read. */
export function isAsRead(ctx: Context, row: TaskRow): SQL {
  return sql`EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
    AND products.id = ${row.id} AND ${isUnchanged(row)})`
}

function isUnchanged(row: TaskRow): SQL | undefined {
  return and(
    eq(products.status, row.status),
    eq(products.publish_state, row.publish_state),
    sql`${products.publish_task_id} IS ${row.publish_task_id}`,
    sql`${products.publish_shop} IS ${row.publish_shop}`,
  )
}

const ASKED_ACTIONS = {
  active: 'product_publish_requested',
  retired: 'product_retire_requested',
  withdrawn: 'product_retire_requested',
  archived: 'product_archive_requested',
  draft: 'product_restore_requested',
  staged: 'product_stage_requested',
} as const satisfies Record<PublishTarget, ActionType>

export type Request = {
  target: PublishTarget
  shop: string
  reason?: RetireReason
  undoes?: Undone | undefined
  planId?: string | undefined
  overwrites?: boolean | undefined
  /** The job that asks, and the change that is undone by it. */
  jobId?: string | undefined
  undoneChange?: string | undefined
  /** What the product's open approval item becomes with it. */
  closesApproval?: 'approved' | 'rejected'
}

/**
 * Notes what a shop is to show and hands it to the queue; returns the task's id. Undefined when the
 * product has changed meanwhile, or its status forbids it: then nothing was written.
 */
export async function askShop(
  ctx: Context,
  row: TaskRow,
  request: Request,
): Promise<string | undefined> {
  const { taskId, event, following } = requestOf(ctx, row, request)
  if (!(await applyEvent(ctx, row, event, following))) return undefined
  await sendTask(ctx, row.id, taskId)
  return taskId
}

/** What notes that a shop is to show it, with what follows from that. */
export function requestOf(
  ctx: Context,
  row: TaskRow,
  { closesApproval, jobId, undoneChange, ...request }: Request,
): { taskId: string; event: TaskEvent; following: Statement[] } {
  const taskId = newId()
  const { target, shop } = request
  const isAsked = sql`EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
    AND products.id = ${row.id} AND products.publish_task_id = ${taskId})`
  const activity = recordActivity(
    ctx,
    {
      action_type: ASKED_ACTIONS[target],
      module: 'products',
      details: { productId: row.id, title: row.title, taskId, shop },
      reference_id: row.id,
      reference_table: 'products',
    },
    { onlyIfChanged: true },
  )
  return {
    taskId,
    event: { kind: 'asked', taskId, ...request },
    following: [
      activity,
      ...(closesApproval ? [closeApproval(ctx, row.id, closesApproval)] : []),
      openPublication(ctx, row.id, shop, taskId),
      ...recordChange(ctx, row, { id: taskId, target, shop, jobId, undoneChange }, isAsked),
      ...endReplaced(ctx, row, isAsked),
      ...replaceArrivals(ctx, row, { taskId, target }, isAsked),
    ],
  }
}

/** A task that another one replaces has not been carried out, as far as anybody knows. */
function endReplaced(ctx: Context, row: TaskRow, isAsked: SQL): Statement[] {
  const { id: productId, publish_task_id: taskId } = row
  return taskId && isUnderWay(row) ? endChange(ctx, { productId, taskId }, 'failed', isAsked) : []
}

/** Jobs that wait for the task that is replaced: the same asked for once more is theirs too. */
function replaceArrivals(
  ctx: Context,
  row: TaskRow,
  { taskId, target }: { taskId: string; target: PublishTarget },
  isAsked: SQL,
): Statement[] {
  const { publish_task_id: from, publish_target: before } = row
  if (!from || row.publish_state === 'idle') return []
  return [replaceArrival(ctx, { from, to: before === target ? taskId : undefined }, isAsked)]
}

/**
 * A product whose proposal was rejected is a draft again, as a statement for that decision's batch.
 * Harmless where it was decided before: what is on its way to a shop is left alone.
 */
export function returnToDraft(ctx: Context, productId: string): Statement {
  return ctx.db
    .update(products)
    .set({ status: 'draft', updated_at: isoTime(ctx.clock.now()) })
    .where(
      and(
        eq(products.user_id, ctx.userId),
        eq(products.id, productId),
        eq(products.status, 'pending'),
        sql`NOT ${IS_UNDER_WAY}`,
      ),
    )
}

/**
 * Decides a product's open approval item, as a statement: the product was decided about elsewhere.
 * It directly follows the activity row of that decision, and is written only when that was.
 */
export function closeApproval(
  ctx: Context,
  productId: string,
  decision: 'approved' | 'rejected',
): Statement {
  return ctx.db.run(sql`
    UPDATE approval_items SET status = ${decision}, decided_by = ${describeActor(ctx.actor).name},
      decided_at = ${isoTime(ctx.clock.now())}
    WHERE user_id = ${ctx.userId} AND reference_id = ${productId} AND type = 'product'
      AND status = 'pending' AND picture_id IS NULL AND changes() > 0`)
}

const LONGEST_DELAY_SECONDS = 12 * 60 * 60

/**
 * Puts a product's task on the queue. A queue that does not take it is survived: the sweep sends
 * again what waits for too long.
 */
export async function sendTask(
  ctx: Context,
  productId: string,
  taskId: string,
  delayMs = 0,
): Promise<void> {
  const delaySeconds = Math.min(Math.ceil(delayMs / 1000), LONGEST_DELAY_SECONDS)
  try {
    await ctx.queues.shopifyPublishing.send(
      { type: 'product.sync', version: 1, userId: ctx.userId, productId, taskId },
      { delaySeconds },
    )
  } catch (cause) {
    ctx.log.error('product_task_not_sent', cause, { product_id: productId, task_id: taskId })
  }
}

/** As many messages as a queue takes in one call. */
const MESSAGES_PER_CALL = 100

/** The same of many products at once. */
export async function sendTasks(
  ctx: Context,
  tasks: readonly { productId: string; taskId: string }[],
): Promise<void> {
  for (const some of chunksOf(tasks, MESSAGES_PER_CALL)) {
    const messages = some.map((task) => ({
      body: { type: 'product.sync', version: 1, userId: ctx.userId, ...task } as const,
    }))
    try {
      await ctx.queues.shopifyPublishing.sendBatch(messages)
    } catch (cause) {
      ctx.log.error('product_tasks_not_sent', cause, { count: messages.length })
    }
  }
}

export function changedMeanwhile(): AppError {
  return new AppError(
    'conflict',
    'This product is being changed by someone else right now. Nothing was changed. Try again.',
  )
}
