import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { isoTime } from '../../clock.ts'
import type { BaseContext } from '../../context.ts'

const MAX_FORGOTTEN_A_CALL = 500

/** Forgets the changes that can no longer be undone; returns their number. */
export async function forgetChanges(base: BaseContext): Promise<number> {
  const forgotten = await base.db.all(sql`
    DELETE FROM product_changes WHERE (user_id, product_id, id) IN (
      SELECT user_id, product_id, id FROM product_changes
      WHERE undo_until <= ${isoTime(base.clock.now())}
      ORDER BY undo_until LIMIT ${MAX_FORGOTTEN_A_CALL})
    RETURNING id`)
  return z.array(z.object({ id: z.string() })).parse(forgotten).length
}
