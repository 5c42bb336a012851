import { and, eq, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, IF_CHANGED, type Statement } from '../../db/client.ts'
import { type Job, jobs } from '../../db/schema/jobs.ts'
import { AppError } from '../../errors.ts'
import { AT_SHOPS, isAtShops } from './arrivals.ts'

/** How long a job can be undone, from its end on. */
const UNDO_MS = 90 * 24 * 60 * 60_000

export type JobEvent =
  /** Some of it was done, or its message sent again: the sweep counts from here. */
  | { kind: 'moved' }
  /** Nothing of it waits any more. */
  | { kind: 'ended' }
  | { kind: 'cancelled' }
  /** What failed is tried again. */
  | { kind: 'retried' }
  | { kind: 'undone'; by: string }
  /** What its products were before is not kept any longer. */
  | { kind: 'expired' }

type JobRow = Pick<Job, 'id' | 'type' | 'state' | 'cancelled_at' | 'undone_by' | 'undo_until'>
type Change = Partial<Omit<Job, 'user_id' | 'id'>>

/** What an event makes of a job; undefined where it does not apply. */
function decide(row: JobRow, event: JobEvent, nowMs: number): Change | undefined {
  const now = isoTime(nowMs)
  const isRunning = row.state === 'running'
  switch (event.kind) {
    case 'moved':
      return isRunning ? { updated_at: now } : undefined
    case 'ended':
      return isRunning ? { ...end(row, nowMs), state: endOf(row) } : undefined
    case 'cancelled':
      return isRunning ? { ...end(row, nowMs), state: 'cancelled', cancelled_at: now } : undefined
    case 'retried':
      // What a person has undone stays undone.
      return row.undone_by
        ? undefined
        : { state: 'running', ended_at: null, undo_until: null, updated_at: now, ...begun(row) }
    case 'undone':
      return !isRunning && canBeUndone(row, now)
        ? { undone_by: event.by, updated_at: now }
        : undefined
    case 'expired':
      return isRunning ? undefined : { undo_until: null }
  }
}

/** Undoing is done once, so one that was cancelled goes on with what it had not begun. */
function begun({ type }: JobRow): Change {
  return type === 'undo' ? { cancelled_at: null } : {}
}

function end({ type }: JobRow, nowMs: number): Change {
  const now = isoTime(nowMs)
  return {
    ended_at: now,
    undo_until: type === 'undo' ? null : isoTime(nowMs + UNDO_MS),
    updated_at: now,
  }
}

/** What was cancelled stays so, also where its failures were tried again. */
function endOf({ cancelled_at }: JobRow): Job['state'] {
  return cancelled_at ? 'cancelled' : 'done'
}

function canBeUndone({ undone_by, undo_until }: JobRow, now: string): boolean {
  return undone_by === null && undo_until !== null && undo_until > now
}

/**
 * Writes what an event makes of a job, only while its row is as it was read, with the statements
 * that belong to it. True when it did. Nothing else writes these columns; what is done and what has
 * failed is counted by a trigger.
 */
export async function applyJobEvent(
  ctx: Context,
  row: JobRow,
  event: JobEvent,
  following: Statement[] = [],
): Promise<boolean> {
  const update = jobStatement(ctx, row, event)
  return update ? compareAndSet(ctx.db, update, following) : false
}

/** The same as a statement for another batch; undefined where the event does not apply. */
export function jobStatement(ctx: Context, row: JobRow, event: JobEvent): Statement | undefined {
  const change = decide(row, event, ctx.clock.now())
  if (!change) return undefined
  const { userId } = ctx
  const isFree = sql`NOT EXISTS (SELECT 1 FROM job_items
    WHERE user_id = ${userId} AND job_id = ${row.id} AND state = 'waiting')`
  return ctx.db
    .update(jobs)
    .set(change)
    .where(
      and(
        eq(jobs.user_id, userId),
        eq(jobs.id, row.id),
        eq(jobs.state, row.state),
        sql`${jobs.undone_by} IS ${row.undone_by}`,
        event.kind === 'ended' ? isFree : undefined,
      ),
    )
    .returning({ id: jobs.id })
}

/** Items that wait are not begun any more: directly follows the statement that cancels their job. */
export function cancelWaiting(ctx: Context, jobId: string): Statement {
  return ctx.db.run(sql`
    UPDATE job_items SET state = 'cancelled', updated_at = ${isoTime(ctx.clock.now())}
    WHERE user_id = ${ctx.userId} AND job_id = ${jobId} AND state = 'waiting' AND ${IF_CHANGED}`)
}

/** What has failed waits again: directly follows the statement that has its job run again. */
export function retryFailed(ctx: Context, jobId: string): Statement {
  return ctx.db.run(sql`
    UPDATE job_items SET state = 'waiting', error = NULL,
      updated_at = ${isoTime(ctx.clock.now())}
    WHERE user_id = ${ctx.userId} AND job_id = ${jobId} AND state = 'failed' AND ${IF_CHANGED}`)
}

/**
 * What has not arrived at its shop waits again, too, and is not done any more: follows the statement
 * that has its job run again. Before it waits, what it was counted as having changed is taken back.
 */
export function retryNotArrived(ctx: Context, jobId: string): Statement[] {
  const isItem = sql`user_id = ${ctx.userId} AND job_id = ${jobId} AND state = 'done'
    AND arrival = 'failed'`
  const isRunning = sql`EXISTS (SELECT 1 FROM jobs WHERE user_id = ${ctx.userId}
    AND id = ${jobId} AND state = 'running')`
  return [
    ctx.db.run(sql`
      UPDATE jobs SET changed = changed - (SELECT count(*) FROM job_items WHERE ${isItem})
      WHERE user_id = ${ctx.userId} AND id = ${jobId} AND state = 'running'`),
    ctx.db.run(sql`
      UPDATE job_items SET state = 'waiting', token = NULL, task_id = NULL, arrival = NULL,
        arrival_error = NULL, updated_at = ${isoTime(ctx.clock.now())}
      WHERE ${isItem} AND ${isRunning}`),
  ]
}

/** What an undoing that was cancelled had not begun waits again: directly follows `retryFailed`. */
export function retryCancelled(ctx: Context, jobId: string): Statement {
  return ctx.db.run(sql`
    UPDATE job_items SET state = 'waiting', updated_at = ${isoTime(ctx.clock.now())}
    WHERE user_id = ${ctx.userId} AND job_id = ${jobId} AND state = 'cancelled'
      AND EXISTS (SELECT 1 FROM jobs WHERE user_id = ${ctx.userId} AND id = ${jobId}
        AND type = 'undo' AND state = 'running')`)
}

/**
 * How much of an ended job waits again when it is retried: what failed, here or on its way to a
 * shop; of an undoing the rest.
 */
export function retryable(job: Job): number {
  const { type, state, total, done, failed, not_arrived } = job
  if (type === 'undo' && state !== 'running') return total - done
  return failed + (isAtShops(job) ? not_arrived : 0)
}

export async function findJob(ctx: Context, id: string): Promise<Job | undefined> {
  return ctx.db
    .select()
    .from(jobs)
    .where(and(eq(jobs.user_id, ctx.userId), eq(jobs.id, id)))
    .get()
}

/**
 * One job of the user's.
 * @throws AppError not_found
 */
export async function getJob(ctx: Context, id: string): Promise<Job> {
  const job = await findJob(ctx, id)
  if (!job) throw new AppError('not_found', 'Job not found')
  return job
}

/**
 * Asks the queue to work on a job. A queue that does not take it is survived: the sweep sends again
 * what does not move.
 */
export async function sendJob(ctx: Context, jobId: string): Promise<void> {
  try {
    await ctx.queues.jobs.send({ type: 'job.advance', version: 1, userId: ctx.userId, jobId })
  } catch (cause) {
    ctx.log.error('job_not_sent', cause, { job: jobId })
  }
}

const PUBLISHING: readonly unknown[] = AT_SHOPS

/** The scope that a key needs to start, cancel, retry or undo such a job; or what undoes it. */
export function scopeOfJob({ type, change }: Pick<Job, 'type' | 'change'>): 'publish' | 'write' {
  return PUBLISHING.includes(type === 'undo' ? change.type : type) ? 'publish' : 'write'
}
