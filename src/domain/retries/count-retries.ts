import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { RetryStatus } from './schemas.ts'

const MAX_DUE_COUNTED = 100

/** How many rows there are in each status, and how many of those waiting are due: up to 100. */
export async function countRetries(ctx: Context): Promise<Record<RetryStatus | 'due', number>> {
  const rows = await ctx.db.all<{ status: RetryStatus | 'due'; n: number }>(sql`
    SELECT status, sum(n) AS n FROM retry_counts WHERE user_id = ${ctx.userId} GROUP BY status
    UNION ALL
    SELECT 'due', count(*) FROM (SELECT 1 FROM retry_queue WHERE user_id = ${ctx.userId}
      AND status = 'waiting' AND next_attempt_at <= ${isoTime(ctx.clock.now())}
      LIMIT ${MAX_DUE_COUNTED})`)
  const none = { waiting: 0, due: 0, running: 0, succeeded: 0, exhausted: 0, discarded: 0 }
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.status, row.n])) }
}
