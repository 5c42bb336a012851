import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { listed, type Statement } from '../../db/client.ts'
import { newId } from '../../ids.ts'
import { insertItems } from '../approvals/item.ts'
import { effectiveMode } from '../settings/effective-mode.ts'
import { type Mode, settings } from '../settings/schemas.ts'

/** How a finished picture of a scene is decided, where a run does not skip approval. */
export type Route = {
  isApproved: boolean
  /** Some of the scene's pictures are looked at all the same. */
  isSampled: boolean
}

const kept = z.object({
  settings: z
    .string()
    .nullable()
    .transform((text) =>
      settings.pick({ global_mode: true, module_overrides: true }).parse(JSON.parse(text ?? '{}')),
    ),
  scene: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : sceneRow.parse(JSON.parse(text)))),
})
const sceneRow = z.object({
  auto_approve: z.coerce.boolean(),
  sample_every: z.int(),
  fell_back_at: z.string().nullable(),
})

/**
 * The rules in their order: a scene that has fallen back is reviewed; autopilot approves; a scene
 * that may is approved; all else is reviewed.
 */
export async function routeOf(ctx: Context, scene: string | null): Promise<Route> {
  const row = await ctx.db.get(sql`
    SELECT
      (SELECT json_object('global_mode', global_mode, 'module_overrides', json(module_overrides))
        FROM user_settings WHERE user_id = ${ctx.userId}) AS settings,
      (SELECT json_object('auto_approve', auto_approve, 'sample_every', sample_every,
          'fell_back_at', fell_back_at)
        FROM scene_autopilot WHERE user_id = ${ctx.userId} AND scene_key = ${scene}) AS scene`)
  const { settings: modes, scene: own } = kept.parse(row)
  if (own?.fell_back_at) return { isApproved: false, isSampled: false }
  const isApproved = effectiveMode(modes, 'mockups') === 'autopilot' || own?.auto_approve === true
  return { isApproved, isSampled: isApproved && (own?.sample_every ?? 0) > 0 }
}

/** The same of a picture `pictures`, as a condition: of those that are shown again. */
export function isRoutedBy(mode: Mode): SQL {
  const ofScene = sql`FROM scene_autopilot AS s WHERE s.user_id = pictures.user_id
    AND s.scene_key = pictures.scene`
  return mode === 'autopilot'
    ? sql`NOT EXISTS (SELECT 1 ${ofScene} AND s.fell_back_at IS NOT NULL)`
    : sql`EXISTS (SELECT 1 ${ofScene} AND s.fell_back_at IS NULL AND s.auto_approve = 1)`
}

/**
 * Counts pictures that a machine has approved just now, and opens an item marked as a sample for
 * each one whose turn it is; `when` tells that they were. They stay approved until a person rejects
 * them.
 */
export function sampleApproved(
  ctx: Context,
  pictureIds: readonly string[],
  when: SQL = sql`1`,
): Statement[] {
  const now = isoTime(ctx.clock.now())
  const asked = listed(
    ctx.userId,
    pictureIds.map((id) => ({ id, item: newId() })),
  )
  const approved = sql`${asked}
    CROSS JOIN pictures AS p ON p.user_id = asked.value ->> 'user_id'
      AND p.id = asked.value ->> 'id' AND p.state = 'stored'
      AND p.decision = 'approved' AND p.decided_by_kind = 'machine' AND p.decided_at = ${now}
    CROSS JOIN scene_autopilot AS s ON s.user_id = p.user_id AND s.scene_key = p.scene
      AND s.sample_every > 0
    WHERE ${when}`
  return [
    insertItems(
      ctx,
      sql`SELECT * FROM (SELECT p.*, asked.value ->> 'item' AS item, s.sample_every,
          s.approved + row_number() OVER (PARTITION BY s.scene_key ORDER BY p.id) AS number
        FROM ${approved}) WHERE number % sample_every = 0`,
      { status: 'approved', isSample: true },
    ),
    ctx.db.run(sql`
      UPDATE scene_autopilot AS own SET approved = own.approved + new.n
      FROM (SELECT s.user_id, s.scene_key, count(*) AS n FROM ${approved}
        GROUP BY s.user_id, s.scene_key) AS new
      WHERE own.user_id = new.user_id AND own.scene_key = new.scene_key`),
  ]
}
