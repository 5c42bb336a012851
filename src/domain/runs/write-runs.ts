import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { refuseWhen, type Statement, writeAll } from '../../db/client.ts'
import { mockupRuns } from '../../db/schema/mockups.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { openPictureItem } from '../approvals/item.ts'
import { approveReused } from '../pictures/approve-reused.ts'
import type { ChosenPicture } from '../pictures/choose-pictures.ts'
import { MOCKUP_OF_PICTURE, recordEach } from '../pictures/mockup-status.ts'
import { areGone, markUsed, requestPictures } from '../pictures/picture.ts'
import type { Reservation } from '../pictures/reserve-pictures.ts'
import { effectiveMode } from '../settings/effective-mode.ts'
import type { Settings } from '../settings/schemas.ts'
import type { Pair } from './plan-pairs.ts'

type PlannedMockup = { id: string; pair: Pair; chosen: ChosenPicture }

export type PlannedRun = {
  id: string
  mockups: PlannedMockup[]
  scenes: string[]
  kit_id: string | null
  unknownScenes: string[]
  unknownAssetIds: string[]
  sceneProblems: Record<string, string>
  skip_approval: boolean
  regenerate: boolean
}

/**
 * Writes runs with their mockups and pictures, what becomes of pictures that are shown again, and
 * activity: one batch, which fails whole where such a picture has gone meanwhile. The first run's
 * id is the group's.
 */
export async function writeRuns(
  ctx: Context,
  runs: PlannedRun[],
  reservation: Reservation,
  settings: Settings,
): Promise<void> {
  const groupId = runs[0]?.id ?? ''
  const { requested, reused } = reservation
  const skipsApproval = runs.some((run) => run.skip_approval)
  const mode = effectiveMode(settings, 'mockups')
  await writeAll(ctx.db, [
    refuseWhen(ctx.db, areGone(ctx, reused)),
    requestPictures(ctx, requested),
    markUsed(ctx, reused),
    ...approveReused(ctx, reused, { mode, skipsApproval }),
    ...runs.flatMap((run) => [
      insertRun(ctx, run, groupId),
      insertMockups(ctx, run, reservation),
      recordEach(ctx, 'mockup_generated', GENERATED, finishedIn(ctx, run.id)),
      recordRequest(ctx, run),
    ]),
    openPictureItem(ctx, reused),
  ])
}

const GENERATED = sql`json_object('mockupId', m.id, 'scene', m.scene, 'creditsUsed', 0)`

function finishedIn(ctx: Context, runId: string) {
  // Most runs have none to begin with: then their mockups are not read.
  return sql`mockup_runs AS r
    CROSS JOIN mockups AS m ON m.user_id = r.user_id AND m.run_id = r.id
    WHERE r.user_id = ${ctx.userId} AND r.id = ${runId} AND r.completed + r.approved + r.rejected > 0
    AND +m.status IN ('completed', 'approved', 'rejected')`
}

function insertRun(ctx: Context, run: PlannedRun, groupId: string): Statement {
  const assetIds = new Set(run.mockups.map((mockup) => mockup.pair.asset.id))
  return ctx.db.insert(mockupRuns).values({
    user_id: ctx.userId,
    id: run.id,
    group_id: groupId,
    scenes: run.scenes,
    asset_count: assetIds.size,
    pair_count: run.mockups.length,
    unknown_scenes: run.unknownScenes,
    unknown_asset_ids: run.unknownAssetIds,
    scene_problems: run.sceneProblems,
    skip_approval: run.skip_approval,
    regenerate: run.regenerate,
    kit_id: run.kit_id,
    kit_name: sql`(SELECT name FROM scene_kits
      WHERE user_id = ${ctx.userId} AND id = ${run.kit_id})`,
    cancelled_at: null,
    created_at: isoTime(ctx.clock.now()),
  })
}

/**
 * One INSERT over a JSON list: a hundred rows would need more bound parameters than D1 takes. Each
 * row starts where its picture is now, which may have ended since it was chosen.
 */
function insertMockups(ctx: Context, run: PlannedRun, { payers }: Reservation): Statement {
  const now = isoTime(ctx.clock.now())
  const rows = run.mockups.map(({ id, pair, chosen }, position) => ({
    id,
    asset_id: pair.asset.id,
    quote_id: pair.asset.quote_id,
    scene: pair.scene.scene_key,
    placement: pair.placement,
    picture_id: chosen.id,
    credits_used: payers.has(id) ? 1 : 0,
    position,
  }))
  return ctx.db.run(sql`
    INSERT INTO mockups (user_id, id, run_id, asset_id, quote_id, scene, placement, picture_id,
      credits_used, status, failure_code, error_message, requested_at, created_at, updated_at,
      position, collection)
    SELECT ${ctx.userId}, value ->> 'id', ${run.id}, value ->> 'asset_id', value ->> 'quote_id',
      value ->> 'scene', CASE WHEN value ->> 'placement' IS NOT NULL THEN value -> 'placement' END,
      p.id, value ->> 'credits_used', ${MOCKUP_OF_PICTURE}, ${now}, ${now}, ${now},
      value ->> 'position',
      (SELECT a.collection FROM assets AS a
        WHERE a.user_id = ${ctx.userId} AND a.id = value ->> 'asset_id')
    FROM json_each(${JSON.stringify(rows)})
    CROSS JOIN pictures AS p ON p.user_id = ${ctx.userId} AND p.id = value ->> 'picture_id'`)
}

function recordRequest(ctx: Context, run: PlannedRun): Statement {
  return recordActivity(ctx, {
    action_type: 'mockup_run_requested',
    module: 'mockups',
    details: {
      taskId: run.id,
      mockups: run.mockups.length,
      reused: run.mockups.filter(({ chosen }) => chosen.isStored).length,
      scenes: run.scenes,
    },
    reference_id: run.id,
    reference_table: 'mockup_runs',
  })
}
