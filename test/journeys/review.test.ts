import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  findReviewNeighbours,
  listReview,
  type ReviewPage,
} from '../../src/domain/approvals/list-review.ts'
import { reviewQuery } from '../../src/domain/approvals/schemas.ts'
import { decideApprovals } from '../../src/domain/review/decide-approvals.ts'
import { decideMockup, decideMockups } from '../../src/domain/review/decide-mockups.ts'
import { undoDecision, undoLatest } from '../../src/domain/review/undo-decision.ts'
import { newId } from '../../src/ids.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct } from '../support/worker/products.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const SCENES = ['bedroom', 'home_office', 'living_room']

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

const list = (query: Record<string, unknown> = {}): Promise<ReviewPage> =>
  listReview(user.ctx, reviewQuery.parse(query))

const idsOf = (page: ReviewPage) => page.rows.map(({ id }) => id)

/** Two artworks in three rooms each, made room by room; in the order in which they are reviewed. */
async function seedSets() {
  const first = await seedMockup(user, { scene: 'bedroom' })
  const second = await seedMockup(user, { scene: 'bedroom' })
  const rest = []
  for (const scene of ['living_room', 'home_office']) {
    for (const { assetId } of [first, second]) {
      rest.push({ scene, ...(await seedMockup(user, { scene, assetId })) })
    }
  }
  const all = [{ scene: 'bedroom', ...first }, { scene: 'bedroom', ...second }, ...rest]
  const inOrder = [second.assetId, first.assetId].flatMap((assetId) =>
    SCENES.toReversed().flatMap((scene) =>
      all.filter((one) => one.scene === scene && one.assetId === assetId),
    ),
  )
  return { first, second, inOrder }
}

describe('what is to review', () => {
  test('is listed artwork by artwork, room by room, in pages both ways', async () => {
    const { inOrder } = await seedSets()
    const ids = inOrder.map(({ itemId }) => itemId)
    const whole = await list()
    expect(idsOf(whole)).toEqual(ids)
    expect(whole).toMatchObject({ total: 6, open: { mockup: 6, product: 0 } })
    const start = await list({ limit: 4 })
    expect(idsOf(start)).toEqual(ids.slice(0, 4))
    const rest = await list({ limit: 4, cursor: start.next_cursor })
    expect(idsOf(rest)).toEqual(ids.slice(4))
    expect(idsOf(await list({ limit: 4, before: rest.previous_cursor }))).toEqual(ids.slice(0, 4))
  })

  test('goes on after an item that has been decided meanwhile', async () => {
    const { inOrder } = await seedSets()
    const [, second, third] = inOrder
    await decideApprovals(user.ctx, [second?.itemId ?? ''], 'approved')
    expect(idsOf(await list({ limit: 1, cursor: second?.itemId }))).toEqual([third?.itemId])
    const around = await findReviewNeighbours(user.ctx, reviewQuery.parse({}), second?.itemId ?? '')
    expect(around.previous?.reference_id).toBe(inOrder[0]?.mockupId)
    expect(around.next?.reference_id).toBe(third?.mockupId)
  })

  test('is found by artwork, room, run and collection, each counted in every state', async () => {
    const { first, inOrder } = await seedSets()
    const of = (match: (one: (typeof inOrder)[number]) => boolean) =>
      inOrder.filter(match).map(({ itemId }) => itemId)
    const ofArtwork = await list({ asset_id: first.assetId })
    expect(idsOf(ofArtwork)).toEqual(of((one) => one.assetId === first.assetId))
    expect(idsOf(await list({ scene: 'home_office' })).toSorted()).toEqual(
      of((one) => one.scene === 'home_office').toSorted(),
    )
    expect(idsOf(await list({ run_id: first.runId }))).toEqual([first.itemId])
    const both = { scene: 'home_office', asset_id: first.assetId }
    const [found] = idsOf(await list(both))
    expect(found).toBe(of((one) => one.scene === both.scene && one.assetId === both.asset_id)[0])
    await decideApprovals(user.ctx, [found ?? ''], 'rejected')
    for (const filter of [both, { scene: both.scene }, { asset_id: both.asset_id }]) {
      const page = await list({ ...filter, status: 'rejected' })
      expect(idsOf(page)).toEqual([found])
      expect(page.counts.rejected).toEqual({ total: 1 })
    }
    const sql = "UPDATE approval_items SET collection = 'growth' WHERE user_id = ? AND id = ?"
    await env.DB.prepare(sql).bind(user.userId, first.itemId).run()
    expect(idsOf(await list({ collection: 'growth' }))).toEqual([first.itemId])
    expect(idsOf(await list({ collection: 'growth', run_id: first.runId }))).toEqual([first.itemId])
    expect(idsOf(await list({ collection: 'growth', scene: 'bedroom' }))).toEqual([first.itemId])
  })

  test('shows a picture that two mockups show once, in the run of either', async () => {
    const made = await seedMockup(user)
    const again = await seedMockup(user, {
      assetId: made.assetId,
      pictureId: made.pictureId,
      item: false,
    })
    expect(idsOf(await list())).toEqual([made.itemId])
    expect(idsOf(await list({ run_id: again.runId }))).toEqual([made.itemId])
  })

  test('leads on to artworks without a product once nothing is left', async () => {
    const { first, second, inOrder } = await seedSets()
    await decideApprovals(
      user.ctx,
      inOrder.slice(1).map(({ itemId }) => itemId),
      'approved',
    )
    expect((await list()).ready).toEqual([])
    await decideApprovals(user.ctx, [inOrder[0]?.itemId ?? ''], 'rejected')
    const ready = (await list()).ready.toSorted((a, b) => a.approved - b.approved)
    expect(ready).toEqual([
      { asset_id: second.assetId, approved: 2 },
      { asset_id: first.assetId, approved: 3 },
    ])
    await addProduct(user, { assetId: first.assetId })
    expect((await list()).ready).toEqual([{ asset_id: second.assetId, approved: 2 }])
    const ofRun = await list({ run_id: inOrder[1]?.runId })
    expect(ofRun.ready).toEqual([{ asset_id: second.assetId, approved: 1 }])
  })
})

describe('a decision that is undone', () => {
  test('puts two hundred back to review at once, with a row of the log for each', async () => {
    const seeded = []
    for (let n = 0; n < 200; n += 1) seeded.push(await seedMockup(user))
    const ids = seeded.map(({ itemId }) => itemId)
    const { at = '' } = await decideApprovals(user.ctx, ids, 'approved')
    expect((await list()).total).toBe(0)
    const { undone, in_product, changed_since } = await undoDecision(user.ctx, at)
    expect([undone.length, in_product, changed_since]).toEqual([200, 0, 0])
    expect((await list()).total).toBe(200)
    expect(await statusOf(seeded[7]?.mockupId ?? '')).toBe('completed')
    expect(await activityOf(seeded[7]?.mockupId ?? '')).toEqual([
      'mockup_approved',
      'mockup_reopened',
    ])
  })

  test('puts each back to what it was before, also with its reason', async () => {
    const [open, rejected] = [await seedMockup(user), await seedMockup(user)]
    await decideMockup(user.ctx, rejected.mockupId, 'rejected', { reason: 'Too dark' })
    const both = [open.mockupId, rejected.mockupId]
    const { at } = await decideMockups(user.ctx, both, 'approved')
    await undoDecision(user.ctx, at)
    expect([await statusOf(open.mockupId), await statusOf(rejected.mockupId)]).toEqual([
      'completed',
      'rejected',
    ])
    const [again] = (await list({ status: 'rejected' })).rows
    expect(again).toMatchObject({ id: rejected.itemId, reason: 'Too dark', decided_by: 'test' })
    expect(idsOf(await list())).toEqual([open.itemId])
  })

  test('that a machine had approved is approved by the machine again', async () => {
    const { mockupId } = await seedMockup(user, { status: 'approved', item: false })
    const { at } = await decideMockups(user.ctx, [mockupId], 'rejected')
    await undoDecision(user.ctx, at)
    expect(await statusOf(mockupId)).toBe('approved')
    expect(await pictureOf(mockupId)).toMatchObject({ decided_by_kind: 'machine' })
  })

  test('moves every mockup of the picture', async () => {
    const made = await seedMockup(user)
    const { mockupId } = await seedMockup(user, {
      assetId: made.assetId,
      pictureId: made.pictureId,
      item: false,
    })
    const { at } = await decideMockups(user.ctx, [made.mockupId], 'rejected')
    expect(await statusOf(mockupId)).toBe('rejected')
    await undoDecision(user.ctx, at)
    expect(await statusOf(mockupId)).toBe('completed')
  })

  test('leaves alone what was decided again since, and says so', async () => {
    const [one, two] = [await seedMockup(user), await seedMockup(user)]
    const { at } = await decideMockups(user.ctx, [one.mockupId, two.mockupId], 'approved')
    const later = { ...user.ctx, clock: { now: () => Date.parse(at) + 1_000 } }
    await decideMockups(later, [one.mockupId], 'rejected')
    expect(await undoDecision(user.ctx, at)).toMatchObject({ changed_since: 1, in_product: 0 })
    expect([await statusOf(one.mockupId), await statusOf(two.mockupId)]).toEqual([
      'rejected',
      'completed',
    ])
    await expect(undoDecision(user.ctx, at)).rejects.toThrow('decided again since then')
  })

  test('leaves approved what a product shows', async () => {
    const { mockupId } = await seedMockup(user)
    const { at } = await decideMockups(user.ctx, [mockupId], 'approved')
    await addProduct(user, { imageIds: [mockupId] })
    await expect(undoDecision(user.ctx, at)).rejects.toThrow('A product uses this mockup')
    expect(await statusOf(mockupId)).toBe('approved')
  })

  test('is undone by who decided, for a day, and once', async () => {
    const { mockupId } = await seedMockup(user)
    const { at } = await decideMockups(user.ctx, [mockupId], 'approved')
    const stranger = await createUser()
    await expect(undoDecision(stranger.ctx, at)).rejects.toThrow('decided again since then')
    const actor = { kind: 'user', userId: newId(), name: 'Other', email: 'o@example.com' } as const
    const other = { ...user.ctx, actor }
    await expect(undoDecision(other, at)).rejects.toThrow('decided again since then')
    const late = { ...user.ctx, clock: { now: () => Date.parse(at) + 25 * 60 * 60 * 1_000 } }
    await expect(undoDecision(late, at)).rejects.toThrow('24 hours')
    await undoDecision(user.ctx, at)
    await expect(undoDecision(user.ctx, at)).rejects.toThrow('decided again since then')
    expect(await activityOf(mockupId)).toEqual(['mockup_approved', 'mockup_reopened'])
    await expect(undoDecision(user.ctx, 'never')).rejects.toThrow('24 hours')
  })
})

function statusOf(mockupId: string) {
  return env.DB.prepare('SELECT status FROM mockups WHERE user_id = ? AND id = ?')
    .bind(user.userId, mockupId)
    .first('status')
}

function pictureOf(mockupId: string) {
  return env.DB.prepare(
    `SELECT p.* FROM mockups AS m JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id
     WHERE m.user_id = ? AND m.id = ?`,
  )
    .bind(user.userId, mockupId)
    .first()
}

async function activityOf(mockupId: string) {
  const { results } = await env.DB.prepare(
    'SELECT action_type FROM activity_log WHERE user_id = ? AND reference_id = ? ORDER BY created_at, id',
  )
    .bind(user.userId, mockupId)
    .all()
  return results.map((row) => row.action_type)
}

describe('the newest decision', () => {
  test('is undone press by press, as far as the page was open', async () => {
    const made = []
    for (let n = 0; n < 4; n += 1) made.push((await seedMockup(user)).mockupId)
    const [before = '', ...since] = made
    const startMs = Date.now()
    const at = (seconds: number) => ({
      ...user.ctx,
      clock: { now: () => startMs + seconds * 1_000 },
    })
    await decideMockups(at(1), [before], 'approved')
    const opened = new Date(startMs + 2_000).toISOString()
    await decideMockups(at(3), since.slice(0, 1), 'rejected')
    await decideMockups(at(4), since.slice(1), 'approved')
    expect((await undoLatest(at(5), opened)).undone).toHaveLength(2)
    expect((await undoLatest(at(6), opened)).undone.map(({ mockup_id }) => mockup_id)).toEqual(
      since.slice(0, 1),
    )
    await expect(undoLatest(at(7), opened)).rejects.toThrow('nothing since you opened this page')
    expect(await statusOf(before)).toBe('approved')
    expect(await Promise.all(since.map(statusOf))).toEqual(Array(3).fill('completed'))
  })

  test('is passed over where a product uses it, and is one’s own', async () => {
    const [used, other] = [await seedMockup(user), await seedMockup(user)]
    const opened = new Date(Date.now() - 1_000).toISOString()
    await decideMockups(user.ctx, [used.mockupId], 'approved')
    await addProduct(user, { imageIds: [used.mockupId] })
    await expect(undoLatest(user.ctx, opened)).rejects.toThrow('can still be undone')
    const actor = { kind: 'user', userId: newId(), name: 'Other', email: 'o@example.com' } as const
    await decideMockups({ ...user.ctx, actor }, [other.mockupId], 'approved')
    await expect(undoLatest(user.ctx, opened)).rejects.toThrow('can still be undone')
  })
})
