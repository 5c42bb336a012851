import { desc, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type ActivityRow, activityLog } from '../../db/schema/desk.ts'
import { versionsOf } from './list-versions.ts'

/** As many rows as a page shows. */
const MAX_ROWS = 20
/** Other mockups of the picture: what is decided about one is decided about all. */
const MAX_SHARING = 12

/**
 * What happened to a mockup, newest first: to itself, to its picture by way of another mockup, and
 * the requests that asked for it and for newer ones of the same artwork in the same scene.
 */
export async function listHistory(ctx: Context, mockupId: string): Promise<ActivityRow[]> {
  const isThis = sql`own.user_id = ${ctx.userId} AND own.id = ${mockupId}`
  const about = sql`
    SELECT ${mockupId} AS reference, 'this' AS kind
    UNION ALL SELECT reference, 'picture' FROM (SELECT other.id AS reference FROM mockups AS own
      CROSS JOIN mockups AS other ON other.user_id = own.user_id
        AND other.picture_id = own.picture_id AND other.id <> own.id
      WHERE ${isThis} LIMIT ${MAX_SHARING})
    UNION ALL SELECT own.run_id, 'request' FROM mockups AS own WHERE ${isThis}
    UNION ALL SELECT version.run_id, 'request' FROM ${versionsOf(ctx, mockupId)} AS version
      WHERE version.id > ${mockupId}`
  return ctx.db
    .select()
    .from(activityLog)
    .where(
      sql`(${activityLog.user_id}, ${activityLog.id}) IN (
        SELECT ${ctx.userId}, l.id FROM (${about}) AS asked
        CROSS JOIN activity_log AS l ON l.user_id = ${ctx.userId}
          AND l.reference_id = asked.reference
          AND l.id IN (SELECT newest.id FROM activity_log AS newest
            WHERE newest.user_id = ${ctx.userId} AND newest.reference_id = asked.reference
            ORDER BY newest.id DESC LIMIT ${MAX_ROWS})
        WHERE CASE asked.kind
          WHEN 'this' THEN 1
          WHEN 'picture'
            THEN l.action_type IN ('mockup_approved', 'mockup_rejected', 'mockup_reopened')
          ELSE l.action_type = 'mockup_run_requested' END)`,
    )
    .orderBy(desc(activityLog.id))
    .limit(MAX_ROWS)
}
