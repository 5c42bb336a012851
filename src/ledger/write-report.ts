import { isoTime } from '../clock.ts'
import type { Settled } from './types.ts'

/**
 * Writes settled entries into D1's report, each with what it was paid for. A row that is there
 * already stays as it is, so a repeat changes nothing.
 */
export async function writeReport(
  d1: D1Database,
  userId: string,
  entries: Settled[],
): Promise<void> {
  const rows = entries.map((entry) => ({ ...entry, createdAt: isoTime(entry.createdAtMs) }))
  await d1
    .prepare(
      `INSERT INTO mockup_credit_usage (user_id, sequence, attempt_id, picture_id, mockup_id, credits,
         operation, balance_before, balance_after, year, month, created_at, collection, scene,
         asset_id)
       SELECT ?1, value ->> 'sequence', value ->> 'attemptId', value ->> 'pictureId',
         value ->> 'mockupId', value ->> 'credits', value ->> 'operation', value ->> 'balanceBefore',
         value ->> 'balanceAfter', value ->> 'year', value ->> 'month', value ->> 'createdAt',
         coalesce((SELECT q.collection FROM quotes AS q
           WHERE q.user_id = m.user_id AND q.id = m.quote_id), 'none'), m.scene, m.asset_id
       FROM json_each(?2)
       LEFT JOIN mockups AS m ON m.user_id = ?1 AND m.id = value ->> 'mockupId'
       WHERE true
       ON CONFLICT (user_id, sequence) DO NOTHING`,
    )
    .bind(userId, JSON.stringify(rows))
    .run()
}
