import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import { newId } from '../../ids.ts'
import { MAX_ATTEMPTS, nextAttemptDelayMs } from './retry-policy.ts'
import type { RetryOperation } from './schemas.ts'

export type FailedWork = {
  operation_type: RetryOperation
  /** The mockup or product: one row each, however often it fails. */
  subject_id: string
  payload: Record<string, unknown>
  error: string
  /** Trying again by itself would end the same way: only a person may. */
  permanent?: boolean
  reference_id?: string
  reference_table?: string
}

/**
 * Notes work that failed, as a statement for the batch that ends the attempt: it is tried again
 * after a growing delay, until its attempts are used up. What had succeeded or was discarded since
 * starts afresh. With `onlyIfChanged` it must directly follow a compare-and-set and follows its hit.
 */
export function openRetry(
  ctx: Context,
  work: FailedWork,
  { onlyIfChanged = false } = {},
): Statement {
  const now = isoTime(ctx.clock.now())
  const permanent = work.permanent ? 1 : 0
  const times = JSON.stringify(nextTimes(ctx))
  const used = sql`CASE retry_queue.status WHEN 'running' THEN retry_queue.attempts + 1
    WHEN 'succeeded' THEN 0 WHEN 'discarded' THEN 0 ELSE retry_queue.attempts END`
  const next = sql`CASE WHEN ${permanent} = 0 THEN json_extract(${times}, '$[' || (${used}) || ']') END`
  return ctx.db.run(sql`
    INSERT INTO retry_queue (user_id, id, operation_type, subject_id, payload, error, permanent,
      attempts, max_attempts, next_attempt_at, status, reference_id, reference_table, created_at,
      updated_at)
    SELECT ${ctx.userId}, ${newId()}, ${work.operation_type}, ${work.subject_id},
      ${JSON.stringify(work.payload)}, ${work.error}, ${permanent}, 0, ${MAX_ATTEMPTS},
      CASE WHEN ${permanent} = 0 THEN json_extract(${times}, '$[0]') END,
      CASE WHEN ${permanent} = 0 THEN 'waiting' ELSE 'exhausted' END,
      ${work.reference_id ?? null}, ${work.reference_table ?? null}, ${now}, ${now}
    WHERE ${onlyIfChanged ? sql`changes() > 0` : sql`1`}
    ON CONFLICT (user_id, operation_type, subject_id) DO UPDATE SET
      payload = excluded.payload, error = excluded.error, permanent = excluded.permanent,
      attempts = ${used}, next_attempt_at = ${next},
      status = CASE WHEN ${next} IS NULL THEN 'exhausted' ELSE 'waiting' END,
      lease_until = NULL, updated_at = excluded.updated_at`)
}

/** When to try again after 0, 1, 2, … further attempts; none where they are used up. */
function nextTimes(ctx: Context): string[] {
  return Array.from({ length: MAX_ATTEMPTS }, (_, attempts) =>
    isoTime(ctx.clock.now() + nextAttemptDelayMs(attempts, ctx.random())),
  )
}
