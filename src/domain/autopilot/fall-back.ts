import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { listed, type Statement } from '../../db/client.ts'
import { newId } from '../../ids.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { isBelow } from './scene-standing.ts'

/**
 * Returns the scenes of these pictures to review whose share of approvals has dropped below what the
 * user asks for, with a notice and a row of the log for each: in the batch of the decision that
 * lowers it, after the pictures were written.
 */
export function fallBack(ctx: Context, pictureIds: readonly string[]): Statement[] {
  const now = isoTime(ctx.clock.now())
  const actor = describeActor(ctx.actor)
  const asked = listed(
    ctx.userId,
    pictureIds.map((id) => ({ id, notice: newId(), row: newId() })),
  )
  const scenes = sql`${asked}
    CROSS JOIN pictures AS p ON p.user_id = asked.value ->> 'user_id'
      AND p.id = asked.value ->> 'id'`
  // Of most users no scene is approved automatically: then no picture is read.
  const fallen = sql`(SELECT s.user_id, s.scene_key, min(asked.value ->> 'notice') AS notice,
      min(asked.value ->> 'row') AS row_id,
      coalesce((SELECT t.name FROM mockup_scene_templates AS t
        WHERE t.scene_key = s.scene_key AND (t.user_id = s.user_id OR t.user_id IS NULL)
        ORDER BY t.user_id IS NULL LIMIT 1), s.scene_key) AS name
    FROM scene_autopilot AS s
    CROSS JOIN ${scenes} AND p.scene = s.scene_key
    WHERE s.user_id = ${ctx.userId} AND s.fell_back_at = ${now}
    GROUP BY s.user_id, s.scene_key)`
  return [
    ctx.db.run(sql`
      UPDATE scene_autopilot AS s SET fell_back_at = ${now}, updated_at = ${now}
      WHERE s.user_id = ${ctx.userId} AND s.auto_approve = 1 AND s.fell_back_at IS NULL
        AND +s.scene_key IN (SELECT p.scene FROM ${scenes})
        AND ${isBelow(sql`s.user_id`, sql`s.scene_key`, sql`s.min_rate`)}`),
    ctx.db.run(sql`
      INSERT INTO notices (user_id, id, tone, text, href, created_at)
      SELECT user_id, notice, 'amber', 'Mockups in ' || name || ${FELL_BACK}, '/scenes/' || scene_key || '/autopilot', ${now}
      FROM ${fallen} WHERE true
      ON CONFLICT (user_id, id) DO NOTHING`),
    ctx.db.run(sql`
      INSERT INTO activity_log (user_id, id, action_type, details, executed, module, reference_id,
        reference_table, actor_type, actor_id, actor_name, created_at)
      SELECT user_id, row_id, 'scene_autopilot_stopped',
        json_object('scene', scene_key, 'name', name), 1, 'approvals', NULL, NULL,
        ${actor.type}, ${actor.id}, ${actor.name}, ${now}
      FROM ${fallen} WHERE true
      ON CONFLICT (user_id, id) DO NOTHING`),
  ]
}

const FELL_BACK =
  ' go to review again, because too few of the last 20 were approved. Once more are approved, turn automatic approval on again in Scenes.'
