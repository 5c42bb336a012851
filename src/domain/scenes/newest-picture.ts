import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { MockupStatus } from '../../db/schema/mockups.ts'

/**
 * The newest picture the user has of a scene, among mockups of these statuses: the key of its
 * smallest file, or null. A column of a statement over scene templates, which reads one mockup for
 * each status.
 */
export function newestPicture(ctx: Context, statuses: readonly MockupStatus[]): SQL<string | null> {
  const newest = statuses.map(
    (status) => sql`coalesce((
      SELECT id FROM mockups WHERE user_id = ${ctx.userId}
        AND scene = mockup_scene_templates.scene_key AND status = ${status} AND status <> 'pending'
      ORDER BY id DESC LIMIT 1), '')`,
  )
  // Of one value alone max() is an aggregate.
  const id = sql`max('', ${sql.join(newest, sql`, `)})`
  return sql<string | null>`(
    SELECT coalesce(p.thumbnail_key, p.file_key) FROM mockups AS m
    CROSS JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id
    WHERE m.user_id = ${ctx.userId} AND m.id = ${id})`
}
