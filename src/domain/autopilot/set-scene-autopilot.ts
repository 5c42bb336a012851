import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { isGuardFailure, refuseWhen, writeAll } from '../../db/client.ts'
import { sceneAutopilot } from '../../db/schema/autopilot.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getSceneAutopilot } from './get-scene-autopilot.ts'
import { type AutopilotRow, isBelow, type SceneStanding, standingOf } from './scene-standing.ts'
import { type AutopilotRequest, JUDGED_DECISIONS } from './schemas.ts'

/**
 * Lets a scene's pictures be approved without review as long as the share of approvals among the
 * newest twenty decisions of people stays at `min_rate` (thousandths) or above, or sends all of them
 * to review again. Setting it ends a fallback.
 * @throws AppError not_found for a scene that the user does not have
 * @throws AppError conflict with `decided` and `rate`, where too few were decided or approved
 */
export async function setSceneAutopilot(
  ctx: Context,
  sceneKey: string,
  request: AutopilotRequest,
): Promise<AutopilotRow> {
  const { scene, standing } = await getSceneAutopilot(ctx, sceneKey)
  const before = standing.autopilot
  const isSame =
    before?.fell_back_at === null &&
    before.auto_approve === request.auto_approve &&
    before.min_rate === request.min_rate &&
    before.sample_every === request.sample_every
  if (before && isSame) return before
  const row = { ...request, fell_back_at: null, updated_at: isoTime(ctx.clock.now()) }
  const key = { user_id: ctx.userId, scene_key: sceneKey }
  try {
    await writeAll(ctx.db, [
      ...(request.auto_approve ? [refuseWhen(ctx.db, isTooEarly(ctx, sceneKey, request))] : []),
      ctx.db
        .insert(sceneAutopilot)
        .values({ ...key, ...row })
        .onConflictDoUpdate({
          target: [sceneAutopilot.user_id, sceneAutopilot.scene_key],
          set: row,
        }),
      recordActivity(ctx, {
        action_type: 'scene_autopilot_set',
        module: 'scenes',
        details: { scene: sceneKey, name: scene.name, ...request },
        reference_id: scene.id,
        reference_table: 'mockup_scene_templates',
      }),
    ])
  } catch (cause) {
    if (!isGuardFailure(cause)) throw cause
    throw tooEarly(standing, request)
  }
  return row
}

function isTooEarly(ctx: Context, key: string, { min_rate }: AutopilotRequest) {
  const [userId, sceneKey] = [sql`${ctx.userId}`, sql`${key}`]
  return sql`(${standingOf(userId, sceneKey)} ->> 'decided' < ${JUDGED_DECISIONS}
    OR ${isBelow(userId, sceneKey, sql`${min_rate}`)})`
}

function tooEarly({ decided, approved }: SceneStanding, { min_rate }: AutopilotRequest): AppError {
  const share = decided === 0 ? null : approved / decided
  const detail =
    decided < JUDGED_DECISIONS
      ? `${decided} of its mockups have been approved or rejected by a person, and ${JUDGED_DECISIONS} are needed.`
      : `${approved} of the last ${JUDGED_DECISIONS} were approved, which is less than ${min_rate / 10}%.`
  return new AppError(
    'conflict',
    `This scene cannot be approved automatically yet. ${detail} Nothing was changed.`,
    { extra: { decided, rate: share } },
  )
}
