import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import type { RetryOperation } from './schemas.ts'

/**
 * Ends the retries of something that has worked, as a statement for the batch that records the
 * success. Harmless where there are none.
 */
export function closeRetry(ctx: Context, operation: RetryOperation, subjectId: string): Statement {
  return ctx.db.run(sql`
    UPDATE retry_queue SET
      attempts = attempts + (status = 'running'), status = 'succeeded', next_attempt_at = NULL,
      lease_until = NULL, updated_at = ${isoTime(ctx.clock.now())}
    WHERE user_id = ${ctx.userId} AND operation_type = ${operation} AND subject_id = ${subjectId}
      AND status NOT IN ('succeeded', 'discarded')`)
}
