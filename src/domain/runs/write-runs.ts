import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { type Statement, writeAll } from '../../db/client.ts'
import { type Mockup, mockupRuns } from '../../db/schema/mockups.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { openMockupApproval } from '../approvals/approval-statement.ts'
import { routeMockup } from '../approvals/route-mockup.ts'
import type { Settings } from '../settings/schemas.ts'
import type { Pair } from './plan-pairs.ts'

export type PlannedMockup = {
  id: string
  pair: Pair
  /** The picture is there already: nothing is rendered, nothing is paid. */
  stored?: Mockup
  /** The picture is being rendered for this mockup: this one ends with it. */
  leaderId?: string
}

export type PlannedRun = {
  id: string
  mockups: PlannedMockup[]
  scenes: string[]
  unknownScenes: string[]
  unknownAssetIds: string[]
  skip_approval: boolean
  regenerate: boolean
}

/**
 * Writes runs with their mockups, the approval items of reused pictures, and an activity row a
 * run, in one batch. The first run's id is the group's.
 */
export async function writeRuns(
  ctx: Context,
  runs: PlannedRun[],
  settings: Settings,
): Promise<void> {
  const groupId = runs[0]?.id ?? ''
  await writeAll(
    ctx.db,
    runs.flatMap((run) => [
      insertRun(ctx, run, groupId),
      insertMockups(ctx, run, routeMockup(settings, run)),
      ...(routeMockup(settings, run) === 'approved' ? [] : reviewReused(ctx, run)),
      recordActivity(ctx, {
        action_type: 'mockup_run_requested',
        module: 'mockups',
        details: {
          taskId: run.id,
          mockups: run.mockups.length,
          reused: run.mockups.filter((mockup) => mockup.stored).length,
          scenes: run.scenes,
        },
        reference_id: run.id,
        reference_table: 'mockup_runs',
      }),
    ]),
  )
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
    skip_approval: run.skip_approval,
    regenerate: run.regenerate,
    cancelled_at: null,
    created_at: isoTime(ctx.clock.now()),
  })
}

/** One INSERT over a JSON list: a hundred rows would need more bound parameters than D1 takes. */
function insertMockups(ctx: Context, run: PlannedRun, routed: 'approved' | 'completed'): Statement {
  const now = isoTime(ctx.clock.now())
  const rows = run.mockups.map((mockup) => toRow(mockup, routed))
  return ctx.db.run(sql`
    INSERT INTO mockups (user_id, id, run_id, asset_id, quote_id, scene, scene_template_id,
      scene_version, scene_config, picture_key, credits_used, status, reused_from, file_key,
      thumbnail_key, width, height, created_at, updated_at)
    SELECT ${ctx.userId}, value ->> 'id', ${run.id}, value ->> 'asset_id', value ->> 'quote_id',
      value ->> 'scene', value ->> 'scene_template_id', value ->> 'scene_version',
      value -> 'scene_config', value ->> 'picture_key', value ->> 'credits_used',
      value ->> 'status', value ->> 'reused_from', value ->> 'file_key', value ->> 'thumbnail_key',
      value ->> 'width', value ->> 'height', ${now}, ${now}
    FROM json_each(${JSON.stringify(rows)})`)
}

function toRow({ id, pair, stored, leaderId }: PlannedMockup, routed: 'approved' | 'completed') {
  const { asset, scene } = pair
  return {
    id,
    asset_id: asset.id,
    quote_id: asset.quote_id,
    scene: scene.scene_key,
    scene_template_id: scene.id,
    scene_version: scene.version,
    scene_config: { ...scene.config, dm_template_id: scene.dm_template_id },
    picture_key: pair.pictureKey,
    credits_used: stored || leaderId ? 0 : 1,
    status: stored ? routed : 'pending',
    reused_from: stored?.id ?? leaderId ?? null,
    file_key: stored?.file_key ?? null,
    thumbnail_key: stored?.thumbnail_key ?? null,
    width: stored?.width ?? null,
    height: stored?.height ?? null,
  }
}

function reviewReused(ctx: Context, run: PlannedRun): Statement[] {
  return run.mockups.flatMap(({ id, pair, stored }) =>
    stored?.file_key
      ? [
          openMockupApproval(ctx, {
            id,
            asset_id: pair.asset.id,
            quote_id: pair.asset.quote_id,
            scene: pair.scene.scene_key,
            file_key: stored.file_key,
            thumbnail_key: stored.thumbnail_key,
            credits_used: 0,
            collection: pair.asset.collection,
          }),
        ]
      : [],
  )
}
