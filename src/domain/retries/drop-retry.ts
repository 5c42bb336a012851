import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import type { RetryOperation } from './schemas.ts'

/**
 * Ends the retries of work that must not be started again by itself, as a statement for the batch
 * that ends it: it must directly follow a statement that changed a row, or it does nothing.
 */
export function dropRetry(ctx: Context, operation: RetryOperation, subjectId: string): Statement {
  return ctx.db.run(sql`
    UPDATE retry_queue SET status = 'discarded', next_attempt_at = NULL, lease_until = NULL,
      updated_at = ${isoTime(ctx.clock.now())}
    WHERE changes() > 0 AND user_id = ${ctx.userId} AND operation_type = ${operation}
      AND subject_id = ${subjectId} AND status NOT IN ('succeeded', 'discarded')`)
}
