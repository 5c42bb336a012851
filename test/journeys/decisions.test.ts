import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { decideMockups } from '../../src/domain/review/decide-mockups.ts'
import { reopenApproval } from '../../src/domain/review/reopen-approval.ts'
import { undoDecision } from '../../src/domain/review/undo-decision.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct } from '../support/worker/products.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { connectShop } from '../support/worker/shop.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

const item = z.object({
  id: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
  reason_code: z.string().nullable(),
  decided_at: z.string().nullable(),
  decided_by: z.string().nullable(),
})
const one = z.object({ approval: item })
const counts = z.object({ changed: z.number(), skipped: z.number() })
const shownMockup = z.object({
  mockup: z.object({
    status: z.string(),
    reason: z.string().nullable(),
    reason_code: z.string().nullable(),
  }),
})

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

const bulk = (body: object, query = '') => api(user, 'POST', `/api/approvals/bulk${query}`, body)

async function statusOf(mockupId: string): Promise<unknown> {
  return env.DB.prepare('SELECT status FROM mockups WHERE user_id = ? AND id = ?')
    .bind(user.userId, mockupId)
    .first('status')
}

async function activityOf(mockupId: string): Promise<unknown[]> {
  const { results } = await env.DB.prepare(
    'SELECT action_type FROM activity_log WHERE user_id = ? AND reference_id = ? ORDER BY id',
  )
    .bind(user.userId, mockupId)
    .all()
  return results.map((row) => row.action_type)
}

describe('the reason code of a rejection', () => {
  test('is kept with the picture and with its item, beside the text', async () => {
    const { itemId, mockupId } = await seedMockup(user)
    const why = { reason: 'Cut off at the left', reasonCode: 'crop' }
    const answer = await api(user, 'POST', `/api/approvals/${itemId}/reject`, why)
    const kept = { status: 'rejected', reason: 'Cut off at the left', reason_code: 'crop' }
    expect(one.parse(await answer.json()).approval).toMatchObject(kept)
    const mockup = await api(user, 'GET', `/api/mockups/${mockupId}`)
    expect(shownMockup.parse(await mockup.json()).mockup).toEqual(kept)
  })

  test('is taken for a mockup and for many items, and gone once they are approved', async () => {
    const [first, second] = [await seedMockup(user), await seedMockup(user)]
    const body = { reason_code: 'quality' }
    await api(user, 'POST', `/api/mockups/${first.mockupId}/reject`, body)
    await bulk({ ids: [second.itemId], decision: 'reject', ...body })
    const codeOf = async (id: string) =>
      one.parse(await (await api(user, 'GET', `/api/approvals/${id}`)).json()).approval.reason_code
    expect([await codeOf(first.itemId), await codeOf(second.itemId)]).toEqual([
      'quality',
      'quality',
    ])
    await api(user, 'POST', `/api/approvals/${first.itemId}/approve`)
    expect(await codeOf(first.itemId)).toBeNull()
  })

  test('of no list is refused, and so is that of an approval; nothing changes', async () => {
    const { itemId, mockupId } = await seedMockup(user)
    for (const [path, body] of [
      [`/api/approvals/${itemId}/reject`, { reason_code: 'ugly' }],
      [`/api/approvals/${itemId}/approve`, { reason_code: 'crop' }],
      [`/api/mockups/${mockupId}/approve`, { reason_code: 'crop' }],
      ['/api/approvals/bulk', { ids: [itemId], decision: 'approve', reason_code: 'crop' }],
    ] as const) {
      expect((await api(user, 'POST', path, body)).status).toBe(400)
    }
    expect(await statusOf(mockupId)).toBe('completed')
  })

  test('comes back with the rejection that an undone approval had replaced', async () => {
    const { itemId, mockupId } = await seedMockup(user)
    await api(user, 'POST', `/api/approvals/${itemId}/reject`, { reason_code: 'colour' })
    const { at } = await decideMockups(user.ctx, [mockupId], 'approved')
    await undoDecision(user.ctx, at)
    const kept = { status: 'rejected', reason_code: 'colour' }
    const approval = await api(user, 'GET', `/api/approvals/${itemId}`)
    expect(one.parse(await approval.json()).approval).toMatchObject(kept)
    const mockup = await api(user, 'GET', `/api/mockups/${mockupId}`)
    expect(shownMockup.parse(await mockup.json()).mockup).toMatchObject(kept)
  })
})

describe('a selection of items', () => {
  test('by a filter is decided as a whole, if it is still as many as were seen', async () => {
    const made = await seedMockup(user)
    for (const scene of ['living_room', 'home_office']) {
      await seedMockup(user, { scene, assetId: made.assetId })
    }
    const other = await seedMockup(user)
    const filter = { assetId: made.assetId }
    const stale = await bulk({ sel: { filter, expected: 2 }, decision: 'approve' })
    expect(stale.status).toBe(409)
    expect(await stale.json()).toMatchObject({ count: 3 })
    expect(await statusOf(made.mockupId)).toBe('completed')
    const answer = await bulk({ sel: { filter, expected: 3 }, decision: 'approve' })
    expect(counts.parse(await answer.json())).toEqual({ changed: 3, skipped: 0 })
    expect(await statusOf(made.mockupId)).toBe('approved')
    expect(await statusOf(other.mockupId)).toBe('completed')
  })

  test('counts what is left as it is, and a dry run counts the same and changes nothing', async () => {
    const [open, done, unfinished] = [
      await seedMockup(user),
      await seedMockup(user),
      await seedMockup(user, { status: 'generating' }),
    ]
    await api(user, 'POST', `/api/approvals/${done.itemId}/approve`)
    const body = {
      sel: { ids: [open.itemId, done.itemId, unfinished.itemId] },
      decision: 'approve',
    }
    const tried = await bulk(body, '?dry_run=true')
    expect(await tried.json()).toEqual({ dry_run: true, changed: 1, skipped: 2 })
    expect(await statusOf(open.mockupId)).toBe('completed')
    expect(counts.parse(await (await bulk(body)).json())).toEqual({ changed: 1, skipped: 2 })
    expect(counts.parse(await (await bulk(body)).json())).toEqual({ changed: 0, skipped: 3 })
  })

  test('of more than two hundred is refused, with how many match', async () => {
    const made = await seedMockup(user)
    for (let n = 0; n < 200; n += 1) await seedMockup(user, { assetId: made.assetId })
    const body = { sel: { filter: { asset_id: made.assetId }, expected: 201 }, decision: 'reject' }
    const answer = await bulk(body)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('201 items match')
    expect(await statusOf(made.mockupId)).toBe('completed')
  })

  test('is either ids or a filter: both, none, and unknown filters are refused', async () => {
    const { itemId } = await seedMockup(user)
    for (const selected of [
      {},
      { ids: [itemId], sel: { ids: [itemId] } },
      { sel: { ids: [] } },
      { sel: { filter: {} } },
      { sel: { filter: { mood: 'calm' }, expected: 1 } },
    ]) {
      expect((await bulk({ ...selected, decision: 'approve' })).status).toBe(400)
    }
  })
})

describe('a decision that is reopened', () => {
  const reopen = (id: string, by = user) => api(by, 'POST', `/api/approvals/${id}/reopen`)

  test('is to review again, whatever was decided before, with all mockups of the picture', async () => {
    const made = await seedMockup(user)
    const { assetId, pictureId } = made
    const { mockupId } = await seedMockup(user, { assetId, pictureId, item: false })
    await api(user, 'POST', `/api/approvals/${made.itemId}/reject`, { reason_code: 'crop' })
    await api(user, 'POST', `/api/approvals/${made.itemId}/approve`)
    const answer = await reopen(made.itemId)
    expect(one.parse(await answer.json()).approval).toEqual({
      ...{ id: made.itemId, status: 'pending', reason: null, reason_code: null },
      ...{ decided_at: null, decided_by: null },
    })
    expect([await statusOf(made.mockupId), await statusOf(mockupId)]).toEqual([
      'completed',
      'completed',
    ])
    expect(await activityOf(made.mockupId)).toEqual([
      'mockup_rejected',
      'mockup_approved',
      'mockup_reopened',
    ])
  })

  test('stays as it is when it is asked for again', async () => {
    const { itemId, mockupId } = await seedMockup(user)
    await api(user, 'POST', `/api/approvals/${itemId}/approve`)
    await reopen(itemId)
    expect((await reopen(itemId)).status).toBe(200)
    expect(await activityOf(mockupId)).toEqual(['mockup_approved', 'mockup_reopened'])
  })

  test('is reopened by who decided', async () => {
    const { itemId, mockupId } = await seedMockup(user)
    await decideMockups(user.ctx, [mockupId], 'approved')
    const refused = await reopen(itemId)
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('This was decided by test')
    expect((await reopen(itemId, await createUser())).status).toBe(404)
    expect(await statusOf(mockupId)).toBe('approved')
  })

  test('is reopened for a day, and not while a product shows it', async () => {
    const { itemId, mockupId } = await seedMockup(user)
    const { at } = await decideMockups(user.ctx, [mockupId], 'approved')
    const late = { ...user.ctx, clock: { now: () => Date.parse(at) + DAY_MS + 1 } }
    await expect(reopenApproval(late, itemId)).rejects.toMatchObject({ code: 'conflict' })
    await addProduct(user, { imageIds: [mockupId] })
    await expect(reopenApproval(user.ctx, itemId)).rejects.toThrow('A product uses this mockup')
    expect(await statusOf(mockupId)).toBe('approved')
  })

  test('of a product is refused, and of what is unknown not found', async () => {
    await connectShop(user)
    await addProduct(user, { publishImmediately: true })
    const items = await api(user, 'GET', '/api/approvals?type=product')
    const { approvals } = z.object({ approvals: z.array(item).length(1) }).parse(await items.json())
    for (const { id } of approvals) expect((await reopen(id)).status).toBe(409)
    expect((await reopen(newId())).status).toBe(404)
  })
})
