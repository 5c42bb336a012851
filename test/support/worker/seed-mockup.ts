import { isoTime } from '../../../src/clock.ts'
import { writeAll } from '../../../src/db/client.ts'
import { assets } from '../../../src/db/schema/catalogue.ts'
import { approvalItems } from '../../../src/db/schema/desk.ts'
import { type MockupStatus, mockupRuns, mockups } from '../../../src/db/schema/mockups.ts'
import { newId } from '../../../src/ids.ts'
import type { TestUser } from './create-user.ts'

type Seeded = { mockupId: string; itemId: string; assetId: string; runId: string }
type Wish = { status?: MockupStatus; scene?: string; item?: boolean }

/** A mockup as the pipeline leaves it, with its approval item, written straight into the rows. */
export async function seedMockup(
  { userId, ctx }: Pick<TestUser, 'userId' | 'ctx'>,
  { status = 'completed', scene = 'bedroom', item = true }: Wish = {},
): Promise<Seeded> {
  const ids = { assetId: newId(), runId: newId(), mockupId: newId(), itemId: newId() }
  const now = isoTime(ctx.clock.now())
  const key = `users/${userId}/mockups/${ids.mockupId}.png`
  await writeAll(ctx.db, [
    ctx.db.insert(assets).values({
      user_id: userId,
      id: ids.assetId,
      title: 'You are allowed to rest',
      file_key: `users/${userId}/assets/${ids.assetId}.png`,
      format: 'png',
      width: 6,
      height: 8,
      byte_size: 90,
      content_hash: 'abc',
      status: 'active',
      created_at: now,
      updated_at: now,
    }),
    ctx.db.insert(mockupRuns).values({
      user_id: userId,
      id: ids.runId,
      group_id: ids.runId,
      scenes: [scene],
      asset_count: 1,
      pair_count: 1,
      unknown_scenes: [],
      unknown_asset_ids: [],
      skip_approval: false,
      regenerate: false,
      created_at: now,
    }),
    ctx.db.insert(mockups).values({
      user_id: userId,
      id: ids.mockupId,
      run_id: ids.runId,
      asset_id: ids.assetId,
      scene,
      scene_template_id: 'x',
      scene_version: 1,
      scene_config: { dm_template_id: 'dm_bedroom_001' },
      picture_key: ids.mockupId,
      attempt: 1,
      file_key: key,
      dm_metadata: {},
      credits_used: 1,
      status,
      stale: false,
      total_pins: 0,
      total_impressions: 0,
      created_at: now,
      updated_at: now,
    }),
    ...(item ? [itemOf(userId, ids, key, scene, now, ctx)] : []),
  ])
  return ids
}

function itemOf(
  userId: string,
  { itemId, mockupId, assetId }: Seeded,
  key: string,
  scene: string,
  now: string,
  ctx: TestUser['ctx'],
) {
  return ctx.db.insert(approvalItems).values({
    user_id: userId,
    id: itemId,
    type: 'mockup',
    reference_id: mockupId,
    reference_table: 'mockups',
    payload: {
      type: 'mockup',
      mockupUrl: key,
      thumbnailUrl: null,
      scene,
      creditsUsed: 1,
      assetId,
      quoteId: null,
    },
    priority: 0,
    status: 'pending',
    sample: false,
    created_at: now,
  })
}
