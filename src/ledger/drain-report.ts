import { isoTime } from '../clock.ts'
import type { Settled } from './storage.ts'

const ROWS_PER_STATEMENT = 200

/**
 * Writes undrained entries into D1's report, oldest first, and answers the sequence numbers that
 * are there now. A row that is there already stays as it is, so a repeat changes nothing.
 */
export async function drainReport(
  d1: D1Database,
  userId: string,
  readUndrained: (limit: number) => Settled[],
): Promise<number[]> {
  const entries = readUndrained(ROWS_PER_STATEMENT)
  if (entries.length === 0) return []
  const rows = entries.map((entry) => ({ ...entry, createdAt: isoTime(entry.createdAtMs) }))
  await d1
    .prepare(
      `INSERT INTO mockup_credit_usage (user_id, sequence, attempt_id, mockup_id, credits, operation,
         balance_before, balance_after, year, month, created_at)
       SELECT ?1, value ->> 'sequence', value ->> 'attemptId', value ->> 'mockupId',
         value ->> 'credits', value ->> 'operation', value ->> 'balanceBefore',
         value ->> 'balanceAfter', value ->> 'year', value ->> 'month', value ->> 'createdAt'
       FROM json_each(?2) WHERE true
       ON CONFLICT (user_id, sequence) DO NOTHING`,
    )
    .bind(userId, JSON.stringify(rows))
    .run()
  return entries.map((entry) => entry.sequence)
}
