import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { decideMockups } from '../../src/domain/review/decide-mockups.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct, readProduct } from '../support/worker/products.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { connectShop } from '../support/worker/shop.ts'

const item = z.object({
  id: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
  decided_by: z.string().nullable(),
  payload: z.object({ mockupUrl: z.string(), scene: z.string() }),
})
const listed = z.object({ approvals: z.array(item), total: z.number() })
const one = z.object({ approval: item })
const bulk = z.object({
  decided: z.number(),
  refused: z.array(z.object({ id: z.string(), error: z.string() })),
})

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

describe('the approval queue', () => {
  it('lists what waits, newest first, with links that need no key', async () => {
    const first = await seedMockup(user)
    const second = await seedMockup(user, { scene: 'home_office' })
    const answer = await api(user, 'GET', '/api/approvals?status=pending&type=mockup')
    const { approvals, total } = listed.parse(await answer.json())
    expect(total).toBe(2)
    expect(approvals.map(({ id }) => id)).toEqual([second.itemId, first.itemId])
    expect(approvals[0]?.payload.mockupUrl).toMatch(/^http:\/\/localhost:8787\/files\/.+signature=/)
  })

  it('goes on where a cursor says, through the same rows', async () => {
    for (let n = 0; n < 3; n++) await seedMockup(user)
    const first = await api(user, 'GET', '/api/approvals?limit=2')
    const next = /^<([^>]+)>/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
    const seen = listed.parse(await first.json()).approvals.map(({ id }) => id)
    const rest = listed.parse(await (await api(user, 'GET', next)).json()).approvals
    expect(rest).toHaveLength(1)
    expect(seen).not.toContain(rest[0]?.id)
  })

  it('refuses a filter that does not exist', async () => {
    expect((await api(user, 'GET', '/api/approvals?status=maybe')).status).toBe(400)
  })
})

describe('the approvals of one collection', () => {
  const ids = async (query: string, owner = user) => {
    const answer = await api(owner, 'GET', `/api/approvals?${query}`)
    expect(answer.status).toBe(200)
    const { approvals, total } = listed.parse(await answer.json())
    return { ids: approvals.map(({ id }) => id), total }
  }

  async function addItem(collection: string | null): Promise<{ itemId: string; mockupId: string }> {
    const seeded = await seedMockup(user)
    const sql = 'UPDATE approval_items SET collection = ? WHERE user_id = ? AND id = ?'
    await env.DB.prepare(sql).bind(collection, user.userId, seeded.itemId).run()
    return seeded
  }

  it('are listed alone, of each status and type, in pages', async () => {
    await api(user, 'POST', '/api/collections', { key: 'calm', name: 'Calm' })
    const calm = [await addItem('calm'), await addItem('calm'), await addItem('calm')]
    await addItem('growth')
    await addItem(null)
    const [first, second, third] = calm.map(({ itemId }) => itemId)
    const all = { ids: [third, second, first], total: 3 }
    expect(await ids('collection=calm')).toEqual(all)
    expect(await ids('collection=calm&type=mockup&status=pending')).toEqual(all)
    expect(await ids('collection=calm&type=product')).toEqual({ ids: [], total: 0 })
    expect(await ids(`collection=calm&limit=1&cursor=${third}`)).toEqual({
      ids: [second],
      total: 3,
    })
    expect(await ids(`collection=calm&before=${first}`)).toEqual({ ids: [third, second], total: 3 })
    expect(await ids('collection=calm&limit=1&offset=2')).toEqual({ ids: [first], total: 3 })
    await api(user, 'POST', `/api/approvals/${second}/approve`)
    expect(await ids('collection=calm&status=approved')).toEqual({ ids: [second], total: 1 })
    expect(await ids('collection=calm&status=pending')).toEqual({ ids: [third, first], total: 2 })
    expect((await ids('')).total).toBe(5)
    expect((await ids('status=pending&type=mockup')).total).toBe(4)
  })

  it('stay listed under the key of one that was deleted, and another’s key is refused', async () => {
    await api(user, 'POST', '/api/collections', { key: 'calm', name: 'Calm' })
    const { itemId } = await addItem('calm')
    expect((await api(user, 'DELETE', '/api/collections/calm')).status).toBe(200)
    expect(await ids('collection=calm')).toEqual({ ids: [itemId], total: 1 })
    const stranger = await createUser()
    const refused = await api(stranger, 'GET', '/api/approvals?collection=calm')
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('There is no collection')
  })
})

describe('a decision', () => {
  it('moves mockup and item together, and leaves one activity row', async () => {
    const { itemId, mockupId } = await seedMockup(user)
    const answer = await api(user, 'POST', `/api/approvals/${itemId}/approve`)
    expect(answer.status).toBe(200)
    const { approval } = one.parse(await answer.json())
    expect(approval).toMatchObject({ status: 'approved', decided_by: 'Test key' })
    expect(await statusOf(mockupId)).toBe('approved')
    expect(await activityOf(mockupId)).toEqual(['mockup_approved'])
  })

  it('keeps the reason of a rejection', async () => {
    const { itemId } = await seedMockup(user)
    const answer = await api(user, 'POST', `/api/approvals/${itemId}/reject`, {
      reason: 'Too dark',
    })
    expect(one.parse(await answer.json()).approval).toMatchObject({
      status: 'rejected',
      reason: 'Too dark',
    })
  })

  it('can be changed, and asking twice changes nothing more', async () => {
    const { itemId, mockupId } = await seedMockup(user)
    await api(user, 'POST', `/api/approvals/${itemId}/approve`)
    await api(user, 'POST', `/api/approvals/${itemId}/reject`)
    const again = await api(user, 'POST', `/api/approvals/${itemId}/reject`)
    expect(again.status).toBe(200)
    expect(await statusOf(mockupId)).toBe('rejected')
    expect(await activityOf(mockupId)).toEqual(['mockup_approved', 'mockup_rejected'])
  })

  it('is refused while there is no picture, and then nothing moves', async () => {
    const { itemId, mockupId } = await seedMockup(user, { status: 'generating' })
    const answer = await api(user, 'POST', `/api/approvals/${itemId}/approve`)
    expect(answer.status).toBe(409)
    expect(await statusOf(mockupId)).toBe('pending')
    expect(await itemStatusOf(itemId)).toBe('pending')
    expect(await activityOf(mockupId)).toEqual([])
  })

  it('moves the item of a sampled picture that was approved already', async () => {
    const { itemId, mockupId } = await seedMockup(user, { status: 'approved' })
    await decideMockups(user.ctx, [mockupId], 'approved')
    expect(await itemStatusOf(itemId)).toBe('approved')
    expect(await activityOf(mockupId)).toEqual(['mockup_approved'])
  })

  it("is not taken for another user's item", async () => {
    const { itemId, mockupId } = await seedMockup(user)
    const stranger = await createUser()
    expect((await api(stranger, 'POST', `/api/approvals/${itemId}/approve`)).status).toBe(404)
    const { unknown } = await decideMockups(stranger.ctx, [mockupId], 'approved')
    expect(unknown).toEqual([mockupId])
    expect(await statusOf(mockupId)).toBe('completed')
  })
})

describe('many at once', () => {
  it('decides two hundred in one call, and names the one that cannot be', async () => {
    const seeded = []
    for (let n = 0; n < 199; n++) seeded.push(await seedMockup(user))
    const early = await seedMockup(user, { status: 'pending' })
    const ids = [...seeded.map(({ itemId }) => itemId), early.itemId]
    const answer = await api(user, 'POST', '/api/approvals/bulk', { ids, decision: 'approved' })
    const { decided, refused } = bulk.parse(await answer.json())
    expect(decided).toBe(199)
    expect(refused.map(({ id }) => id)).toEqual([early.itemId])
    const left = listed.parse(
      await (await api(user, 'GET', '/api/approvals?status=pending')).json(),
    )
    expect(left.approvals.map(({ id }) => id)).toEqual([early.itemId])
    const activity = await env.DB.prepare(
      `SELECT count(*) AS n FROM activity_log WHERE user_id = ? AND action_type = 'mockup_approved'`,
    )
    expect(await activity.bind(user.userId).first('n')).toBe(199)
  })

  it('publishes at most a hundred products, and says of the others that they are still to review', async () => {
    const ids = Array.from({ length: 101 }, () => newId())
    await env.DB.batch(ids.map((id) => itemOfNoProduct(id)))
    const answer = await api(user, 'POST', '/api/approvals/bulk', { ids, decision: 'approved' })
    const { decided, refused } = bulk.parse(await answer.json())
    expect(decided).toBe(0)
    const tooMany = refused.filter(({ error }) => error.includes('still to review'))
    expect([refused.length, tooMany.length]).toEqual([101, 1])
  })

  it('decides nothing when one id is not known', async () => {
    const { itemId } = await seedMockup(user)
    const ids = [itemId, newId()]
    const answer = await api(user, 'POST', '/api/approvals/bulk', { ids, decision: 'rejected' })
    expect(answer.status).toBe(404)
    expect(await itemStatusOf(itemId)).toBe('pending')
  })

  it('counts an item that is named twice once', async () => {
    const { itemId } = await seedMockup(user)
    const ids = Array.from({ length: 201 }, () => itemId)
    const answer = await api(user, 'POST', '/api/approvals/bulk', { ids, decision: 'approved' })
    expect(bulk.parse(await answer.json())).toEqual({ decided: 1, refused: [] })
  })

  it('takes at most two hundred', async () => {
    const ids = Array.from({ length: 201 }, () => newId())
    const answer = await api(user, 'POST', '/api/approvals/bulk', { ids, decision: 'approved' })
    expect(answer.status).toBe(400)
  })
})

describe('a product that waits', () => {
  const proposed = async () => {
    const { id } = await addProduct(user, { publishImmediately: true })
    const answer = await api(user, 'GET', '/api/approvals?type=product')
    const { approvals } = z
      .object({ approvals: z.array(z.object({ id: z.string() })) })
      .parse(await answer.json())
    return { productId: id, itemId: approvals[0]?.id ?? '' }
  }

  it('goes to the shop when it is approved', async () => {
    await connectShop(user)
    const { productId, itemId } = await proposed()
    const answer = await api(user, 'POST', `/api/approvals/${itemId}/approve`)
    expect(answer.status).toBe(200)
    expect(await itemStatusOf(itemId)).toBe('approved')
    expect((await readProduct(user, productId)).publish_task_id).not.toBeNull()
    expect(await activityOf(productId)).toContain('product_approved')
  })

  it('goes on waiting when it cannot be published', async () => {
    await connectShop(user)
    const { productId, itemId } = await proposed()
    await api(user, 'DELETE', '/api/integrations/shopify')
    const answer = await api(user, 'POST', `/api/approvals/${itemId}/approve`)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: 'Shopify not connected' })
    expect(await itemStatusOf(itemId)).toBe('pending')
    expect((await readProduct(user, productId)).status).toBe('pending')
  })

  it('is a draft again when it is rejected, and then stays decided', async () => {
    await connectShop(user)
    const { productId, itemId } = await proposed()
    await api(user, 'POST', `/api/approvals/${itemId}/reject`, { reason: 'Wrong title' })
    expect((await readProduct(user, productId)).status).toBe('draft')
    expect((await api(user, 'POST', `/api/approvals/${itemId}/approve`)).status).toBe(409)
    expect((await readProduct(user, productId)).status).toBe('draft')
  })
})

/** A proposal whose product has gone, so that it is asked for and found missing. */
function itemOfNoProduct(id: string) {
  return env.DB.prepare(
    `INSERT INTO approval_items (user_id, id, type, reference_id, reference_table, payload,
       priority, status, sample, created_at)
     VALUES (?, ?, 'product', ?, 'products', '{}', 0, 'pending', 0, ?)`,
  ).bind(user.userId, id, newId(), new Date().toISOString())
}

function statusOf(mockupId: string) {
  return env.DB.prepare('SELECT status FROM mockups WHERE user_id = ? AND id = ?')
    .bind(user.userId, mockupId)
    .first('status')
}

function itemStatusOf(itemId: string) {
  return env.DB.prepare('SELECT status FROM approval_items WHERE user_id = ? AND id = ?')
    .bind(user.userId, itemId)
    .first('status')
}

async function activityOf(mockupId: string) {
  const { results } = await env.DB.prepare(
    'SELECT action_type FROM activity_log WHERE user_id = ? AND reference_id = ? ORDER BY id',
  )
    .bind(user.userId, mockupId)
    .all()
  return results.map((row) => row.action_type)
}
