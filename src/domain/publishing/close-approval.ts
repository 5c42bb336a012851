import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import { describeActor } from '../activity/describe-actor.ts'

/**
 * Decides a product's open approval item, as a statement: its course was chosen elsewhere.
 * It directly follows the activity row of that choice, and is written only when that was.
 */
export function closeApproval(
  ctx: Context,
  productId: string,
  decision: 'approved' | 'rejected',
): Statement {
  return ctx.db.run(sql`
    UPDATE approval_items SET status = ${decision}, decided_by = ${describeActor(ctx.actor).name},
      decided_at = ${isoTime(ctx.clock.now())}
    WHERE user_id = ${ctx.userId} AND reference_id = ${productId} AND type = 'product'
      AND status = 'pending' AND changes() > 0`)
}
