import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import { RETRY_LEASE_MS } from './retry-policy.ts'
import type { RetryOperation } from './schemas.ts'

/**
 * Says that work in the retry queue has been started again, however that came about, as a statement
 * for the batch that starts it. Harmless where there is no such row.
 */
export function markRetryRunning(
  ctx: Context,
  operation: RetryOperation,
  subjectId: string,
): Statement {
  const now = ctx.clock.now()
  return ctx.db.run(sql`
    UPDATE retry_queue SET status = 'running', next_attempt_at = NULL,
      lease_until = ${isoTime(now + RETRY_LEASE_MS)}, updated_at = ${isoTime(now)}
    WHERE user_id = ${ctx.userId} AND operation_type = ${operation} AND subject_id = ${subjectId}
      AND status IN ('waiting', 'exhausted')`)
}
