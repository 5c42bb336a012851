import { type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import type { Job, JobType } from '../../db/schema/jobs.ts'

/** What such a job does is done when a shop shows it. */
export const AT_SHOPS: readonly JobType[] = ['publish', 'retire', 'archive', 'restore']

export function isAtShops({ type }: Pick<Job, 'type'>): boolean {
  return AT_SHOPS.includes(type)
}

const REPLACED = 'Something else was asked of this product before this had reached your store.'

/** The planner would rather read all jobs of the user. */
const BY_TASK = sql`INDEXED BY job_items_under_way`

/** A task has ended: what of a job had asked for it has arrived, or has not, and why. */
export function noteArrival(
  ctx: Context,
  taskId: string,
  error: string | null,
  hasEnded: SQL,
): Statement {
  return ctx.db.run(sql`
    UPDATE job_items ${BY_TASK} SET arrival = ${error === null ? 'done' : 'failed'}, arrival_error = ${error},
      updated_at = ${isoTime(ctx.clock.now())}
    WHERE user_id = ${ctx.userId} AND task_id = ${taskId} AND task_id IS NOT NULL
      AND ${hasEnded}`)
}

/**
 * Another task takes a product's over: what is asked for once more is on its way again with it,
 * and what is not was not carried out.
 */
export function replaceArrival(
  ctx: Context,
  { from, to }: { from: string; to: string | undefined },
  isReplaced: SQL,
): Statement {
  const now = isoTime(ctx.clock.now())
  return to
    ? ctx.db.run(sql`
        UPDATE job_items ${BY_TASK} SET task_id = ${to}, arrival = NULL, arrival_error = NULL,
          updated_at = ${now}
        WHERE user_id = ${ctx.userId} AND task_id = ${from} AND task_id IS NOT NULL
          AND arrival IS NOT 'done'
          AND ${isReplaced}`)
    : ctx.db.run(sql`
        UPDATE job_items ${BY_TASK} SET arrival = 'failed', arrival_error = ${REPLACED}, updated_at = ${now}
        WHERE user_id = ${ctx.userId} AND task_id = ${from} AND task_id IS NOT NULL
          AND arrival IS NULL
          AND ${isReplaced}`)
}

/** How many products of a job have not reached a shop yet, and have not failed to. */
export function onTheWay({ sent, arrived, not_arrived }: Job): number {
  return sent - arrived - not_arrived
}
