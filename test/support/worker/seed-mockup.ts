import { isoTime } from '../../../src/clock.ts'
import { writeAll } from '../../../src/db/client.ts'
import { assets } from '../../../src/db/schema/catalogue.ts'
import { approvalItems } from '../../../src/db/schema/desk.ts'
import { type MockupStatus, mockupRuns, mockups } from '../../../src/db/schema/mockups.ts'
import { type PictureState, pictures } from '../../../src/db/schema/pictures.ts'
import { recipeOfScene } from '../../../src/domain/pictures/recipe.ts'
import { newId } from '../../../src/ids.ts'
import type { TestUser } from './create-user.ts'

type Seeded = {
  mockupId: string
  pictureId: string
  itemId: string
  assetId: string
  runId: string
}
type Options = {
  status?: MockupStatus
  scene?: string
  item?: boolean
  /** An artwork, and a picture, that are there already. */
  assetId?: string
  pictureId?: string
}

/** A mockup as the pipeline leaves it, with its approval item, written straight into the rows. */
export async function seedMockup(
  { userId, ctx }: Pick<TestUser, 'userId' | 'ctx'>,
  { status = 'completed', scene = 'bedroom', item = true, ...existing }: Options = {},
): Promise<Seeded> {
  const ids = {
    assetId: existing.assetId ?? newId(),
    runId: newId(),
    mockupId: newId(),
    pictureId: existing.pictureId ?? newId(),
    itemId: newId(),
  }
  const now = isoTime(ctx.clock.now())
  const key = `users/${userId}/pictures/${ids.pictureId}.1.png`
  await writeAll(ctx.db, [
    ...(existing.assetId ? [] : [insertAsset(userId, ids.assetId, now, ctx)]),
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
    ctx.db
      .insert(pictures)
      .values({ ...pictureOf(userId, ids, status, now), scene })
      .onConflictDoNothing(),
    ctx.db.insert(mockups).values({
      user_id: userId,
      id: ids.mockupId,
      run_id: ids.runId,
      asset_id: ids.assetId,
      scene,
      picture_id: ids.pictureId,
      moves: 0,
      requested_at: now,
      credits_used: 1,
      status: status === 'generating' ? 'pending' : status,
      failure_code: status === 'failed' ? 'vendor' : null,
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

function insertAsset(userId: string, id: string, now: string, ctx: TestUser['ctx']) {
  return ctx.db.insert(assets).values({
    user_id: userId,
    id,
    title: 'You are allowed to rest',
    file_key: `users/${userId}/assets/${id}.png`,
    format: 'png',
    width: 6000,
    height: 8000,
    byte_size: 90,
    content_hash: 'abc',
    status: 'active',
    created_at: now,
    updated_at: now,
  })
}

const BEDROOM = recipeOfScene({
  dm_template_id: 'dm_bedroom_001',
  config: { smart_object: 'artwork_frame' },
})

const STATES = {
  pending: 'waiting',
  generating: 'rendering',
  failed: 'failed',
  completed: 'stored',
  approved: 'stored',
  rejected: 'stored',
} as const satisfies Record<MockupStatus, PictureState>

/** As a sample of what a machine approved, and as a person's rejection. */
const DECIDERS: Partial<Record<MockupStatus, 'machine' | 'person'>> = {
  approved: 'machine',
  rejected: 'person',
}

function pictureOf(
  userId: string,
  { pictureId }: Seeded,
  status: MockupStatus,
  now: string,
): typeof pictures.$inferInsert {
  const isStored = status === 'completed' || status === 'approved' || status === 'rejected'
  return {
    user_id: userId,
    id: pictureId,
    fingerprint: pictureId,
    edition: '',
    asset_hash: 'abc',
    recipe: BEDROOM,
    state: STATES[status],
    attempt: 1,
    accepted_at: now,
    decision: status === 'approved' || status === 'rejected' ? status : 'open',
    decided_by_kind: DECIDERS[status] ?? null,
    file_key: isStored ? `users/${userId}/pictures/${pictureId}.1.png` : null,
    created_at: now,
    updated_at: now,
  }
}

function itemOf(
  userId: string,
  { itemId, mockupId, pictureId, assetId }: Seeded,
  key: string,
  scene: string,
  now: string,
  ctx: TestUser['ctx'],
) {
  const insert = ctx.db.insert(approvalItems).values({
    user_id: userId,
    id: itemId,
    type: 'mockup',
    reference_id: mockupId,
    reference_table: 'mockups',
    picture_id: pictureId,
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
  return insert.onConflictDoNothing()
}
