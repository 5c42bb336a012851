import { and, eq, notInArray, type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { isAnyOf, type Statement } from '../../db/client.ts'
import { type RetryRow, retryQueue } from '../../db/schema/desk.ts'
import { newId } from '../../ids.ts'
import { MAX_ATTEMPTS, nextAttemptDelayMs, RETRY_LEASE_MS } from './retry-policy.ts'
import type { RetryOperation } from './schemas.ts'

/** The picture or product that failed: one row each, however often it fails. */
export type RetrySubject = { operation_type: RetryOperation; subject_id: string }

export type FailedWork = Pick<RetryRow, 'payload' | 'error'> &
  Partial<Pick<RetryRow, 'reference_id' | 'reference_table'>> & {
    /** Trying again by itself would end the same way: only a person may. */
    permanent: boolean
  }

export type RetryEvent =
  | ({ kind: 'failed' } & FailedWork)
  | { kind: 'started' }
  | { kind: 'still_running' }
  | { kind: 'succeeded' }
  | { kind: 'discarded'; error?: string }

const OVER = ['succeeded', 'discarded'] as const

type Moment = { nowMs: number; random: number }
type Change = Partial<RetryRow> & Pick<RetryRow, 'status' | 'attempts'>

/**
 * What an event does to a row of the retry queue; undefined where it changes nothing.
 *
 *     waiting → running → succeeded | waiting | exhausted | discarded
 *
 * `attempts` counts the further attempts that have ended. Failing again after a success or a
 * discard starts over. A lease that lapsed was an attempt too, unless the work is still running.
 */
export function decide(
  row: Pick<RetryRow, 'status' | 'attempts' | 'lease_until'> | undefined,
  event: RetryEvent,
  { nowMs, random }: Moment,
): Change | undefined {
  const attempts = row?.attempts ?? 0
  const isRunning = row?.status === 'running'
  const isOver = row !== undefined && OVER.some((status) => status === row.status)
  switch (event.kind) {
    case 'failed':
      return afterFailure(event, isOver ? 0 : attempts + (isRunning ? 1 : 0), { nowMs, random })
    case 'started': {
      const hasLapsed = isRunning && (row.lease_until ?? '') < isoTime(nowMs)
      if (!row || isOver || (isRunning && !hasLapsed)) return undefined
      return running(attempts + (hasLapsed ? 1 : 0), nowMs)
    }
    case 'still_running':
      return isRunning ? running(attempts, nowMs) : undefined
    case 'succeeded':
      if (!row || isOver) return undefined
      return ended('succeeded', attempts + (isRunning ? 1 : 0))
    case 'discarded':
      if (!row || isOver) return undefined
      return { ...ended('discarded', attempts), ...(event.error ? { error: event.error } : {}) }
  }
}

function afterFailure(work: FailedWork, attempts: number, { nowMs, random }: Moment): Change {
  const isUsedUp = work.permanent || attempts >= MAX_ATTEMPTS
  const { payload, error, permanent } = work
  return {
    payload,
    error,
    permanent,
    reference_id: work.reference_id ?? null,
    reference_table: work.reference_table ?? null,
    attempts,
    status: isUsedUp ? 'exhausted' : 'waiting',
    next_attempt_at: isUsedUp ? null : isoTime(nowMs + nextAttemptDelayMs(attempts, random)),
    lease_until: null,
  }
}

function running(attempts: number, nowMs: number): Change {
  const lease_until = isoTime(nowMs + RETRY_LEASE_MS)
  return { status: 'running', attempts, next_attempt_at: null, lease_until }
}

function ended(status: 'succeeded' | 'discarded', attempts: number): Change {
  return { status, attempts, ...NOT_DUE }
}

const NOT_DUE = { next_attempt_at: null, lease_until: null }

/** The rows of some work of one kind, of what has ever failed. */
export async function findRetries(
  ctx: Context,
  operation: RetryOperation,
  subjectIds: readonly string[],
): Promise<RetryRow[]> {
  return ctx.db
    .select()
    .from(retryQueue)
    .where(
      isAnyOf(
        [retryQueue.user_id, retryQueue.operation_type, retryQueue.subject_id],
        [ctx.userId, operation],
        subjectIds,
      ),
    )
}

/** The row of some work, if it has ever failed. */
export async function findRetry(
  ctx: Context,
  { operation_type, subject_id }: RetrySubject,
): Promise<RetryRow | undefined> {
  return ctx.db
    .select()
    .from(retryQueue)
    .where(
      and(
        eq(retryQueue.user_id, ctx.userId),
        eq(retryQueue.operation_type, operation_type),
        eq(retryQueue.subject_id, subject_id),
      ),
    )
    .get()
}

/**
 * An event at a row of the retry queue, as statements for the batch of what it tells of. With
 * `discardRetries` the only writer of the table. Written only while the row is as it was read, and while `when` holds.
 */
export function changeRetry(
  ctx: Context,
  subject: RetrySubject,
  row: RetryRow | undefined,
  event: RetryEvent,
  when: SQL = sql`1`,
): Statement[] {
  const nowMs = ctx.clock.now()
  const change = decide(row, event, { nowMs, random: ctx.random() })
  if (!change) return []
  return [row ? update(ctx, row, change, when) : insert(ctx, subject, change, when)]
}

/**
 * `discarded` at the rows of any number of subjects, as one statement for the batch of what it tells
 * of; only where `when` holds, which may name columns of `retry_queue`.
 */
export function discardRetries(
  ctx: Context,
  operation: RetryOperation,
  subjectIds: readonly string[],
  when: SQL,
): Statement {
  return ctx.db
    .update(retryQueue)
    .set({ status: 'discarded', ...NOT_DUE, updated_at: isoTime(ctx.clock.now()) })
    .where(
      and(
        isAnyOf(
          [retryQueue.user_id, retryQueue.operation_type, retryQueue.subject_id],
          [ctx.userId, operation],
          subjectIds,
        ),
        notInArray(retryQueue.status, [...OVER]),
        when,
      ),
    )
}

function update(ctx: Context, row: RetryRow, change: Change, when: SQL): Statement {
  return ctx.db
    .update(retryQueue)
    .set({ ...change, updated_at: isoTime(ctx.clock.now()) })
    .where(
      and(
        eq(retryQueue.user_id, ctx.userId),
        eq(retryQueue.id, row.id),
        eq(retryQueue.status, row.status),
        eq(retryQueue.attempts, row.attempts),
        when,
      ),
    )
    .returning({ id: retryQueue.id })
}

function insert(ctx: Context, subject: RetrySubject, change: Change, when: SQL): Statement {
  const now = isoTime(ctx.clock.now())
  return ctx.db.run(sql`
    INSERT INTO retry_queue (user_id, id, operation_type, subject_id, payload, error, permanent,
      attempts, max_attempts, next_attempt_at, status, reference_id, reference_table, created_at,
      updated_at)
    SELECT ${ctx.userId}, ${newId()}, ${subject.operation_type}, ${subject.subject_id},
      ${JSON.stringify(change.payload)}, ${change.error}, ${change.permanent ? 1 : 0},
      ${change.attempts}, ${MAX_ATTEMPTS}, ${change.next_attempt_at}, ${change.status},
      ${change.reference_id}, ${change.reference_table}, ${now}, ${now}
    WHERE ${when}
    ON CONFLICT (user_id, operation_type, subject_id) DO NOTHING`)
}
