import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { BaseContext } from '../../context.ts'
import { LIFETIME_MS } from './lifetime.ts'

const MAX_ROWS_A_CALL = 1000

/** Deletes answers nobody may ask for any more, of all users; returns how many. */
export async function deleteOldIdempotencyKeys(base: BaseContext): Promise<number> {
  const gone = await base.db.all(sql`
    DELETE FROM idempotency_keys WHERE (user_id, key) IN (
      SELECT user_id, key FROM idempotency_keys
      WHERE created_at < ${isoTime(base.clock.now() - LIFETIME_MS)}
      ORDER BY created_at LIMIT ${MAX_ROWS_A_CALL})
    RETURNING 1`)
  return gone.length
}
