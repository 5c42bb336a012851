import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { updateAsset } from '../../src/domain/assets/update-asset.ts'
import { discardMockups } from '../../src/domain/mockups/delete-mockups.ts'
import { emptyWastebasket } from '../../src/domain/mockups/empty-wastebasket.ts'
import { listDeletedMockups } from '../../src/domain/mockups/list-deleted-mockups.ts'
import { restoreMockups } from '../../src/domain/mockups/restore-mockups.ts'
import { decideMockup } from '../../src/domain/review/decide-mockups.ts'
import { api } from '../support/worker/api.ts'
import type { Browser } from '../support/worker/browser.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { addProduct } from '../support/worker/products.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

const rowOf = (id: string) =>
  env.DB.prepare('SELECT * FROM mockups WHERE user_id = ? AND id = ?').bind(user.userId, id).first()
const pictureStateOf = (id: string) =>
  env.DB.prepare('SELECT state FROM pictures WHERE user_id = ? AND id = ?')
    .bind(user.userId, id)
    .first('state')
const deletedIds = async () => (await listDeletedMockups(user.ctx)).map(({ id }) => id)
const figures = async (runId: string) => ({
  run: await env.DB.prepare(
    'SELECT completed, approved, rejected, failed, deleted, credits_spent FROM mockup_runs WHERE user_id = ? AND id = ?',
  )
    .bind(user.userId, runId)
    .first(),
  scene: await env.DB.prepare('SELECT * FROM mockup_tallies WHERE user_id = ?')
    .bind(user.userId)
    .first(),
})

async function toReview(): Promise<number> {
  const answer = await api(user, 'GET', '/api/approvals?status=pending')
  return z.object({ total: z.number() }).parse(await answer.json()).total
}

describe('a finished mockup that is deleted', () => {
  test('leaves every list, and comes back as it was, counted as before', async () => {
    const { mockupId, runId, pictureId } = await seedMockup(user)
    const placement = JSON.stringify({ scale: 0.5, position: { x: 3, y: 4 } })
    await env.DB.prepare(
      'UPDATE mockups SET placement = ?, quality_score = 0.875 WHERE user_id = ? AND id = ?',
    )
      .bind(placement, user.userId, mockupId)
      .run()
    const [before, counted] = [await rowOf(mockupId), await figures(runId)]
    expect((await api(user, 'DELETE', `/api/mockups/${mockupId}`)).status).toBe(200)
    expect((await api(user, 'GET', `/api/mockups/${mockupId}`)).status).toBe(404)
    expect([await deletedIds(), await toReview()]).toEqual([[mockupId], 0])
    expect(await pictureStateOf(pictureId)).toBe('stored')
    expect(await restoreMockups(user.ctx, [mockupId])).toEqual([mockupId])
    expect(await rowOf(mockupId)).toEqual({ ...before, updated_at: expect.any(String) })
    expect(await figures(runId)).toEqual(counted)
    expect([await deletedIds(), await toReview()]).toEqual([[], 1])
  })

  test('is restored once, and as what was decided about its picture meanwhile', async () => {
    const { mockupId, assetId, pictureId } = await seedMockup(user)
    const other = await seedMockup(user, { assetId, pictureId, item: false })
    await discardMockups(user.ctx, [mockupId])
    await decideMockup(user.ctx, other.mockupId, 'rejected')
    expect(await restoreMockups(user.ctx, [mockupId])).toEqual([mockupId])
    expect(await restoreMockups(user.ctx, [mockupId])).toEqual([])
    expect(await rowOf(mockupId)).toMatchObject({ status: 'rejected' })
  })

  test('is deleted for good after thirty days, and its picture with it', async () => {
    const { mockupId, pictureId } = await seedMockup(user)
    await discardMockups(user.ctx, [mockupId])
    const inDays = (days: number) => ({
      ...user.ctx,
      clock: { now: () => Date.now() + days * DAY_MS },
    })
    await emptyWastebasket(inDays(29.9))
    expect(await deletedIds()).toEqual([mockupId])
    await emptyWastebasket(inDays(30.1))
    expect(await deletedIds()).toEqual([])
    expect(await pictureStateOf(pictureId)).toBe('unused')
    expect(await restoreMockups(user.ctx, [mockupId])).toEqual([])
  })

  test('goes for good with its artwork', async () => {
    const { mockupId, assetId, pictureId } = await seedMockup(user)
    const left = await seedMockup(user, { assetId, scene: 'living_room' })
    await discardMockups(user.ctx, [mockupId])
    expect((await api(user, 'DELETE', `/api/assets/${assetId}`)).status).toBe(200)
    expect([await deletedIds(), await rowOf(left.mockupId)]).toEqual([[], null])
    expect(await pictureStateOf(pictureId)).toBe('unused')
  })

  test('comes back without a quote that was deleted meanwhile', async () => {
    const quote = await api(user, 'POST', '/api/quotes', { text: 'Rest', collection: 'growth' })
    const { id } = z.object({ quote: z.object({ id: z.string() }) }).parse(await quote.json()).quote
    const { mockupId, assetId } = await seedMockup(user)
    await updateAsset(user.ctx, assetId, { quote_id: id })
    await discardMockups(user.ctx, [mockupId])
    expect((await api(user, 'DELETE', `/api/quotes/${id}`)).status).toBe(200)
    await restoreMockups(user.ctx, [mockupId])
    expect(await rowOf(mockupId)).toMatchObject({ quote_id: null })
  })

  test('leaves its picture on a product', async () => {
    const { mockupId, pictureId } = await seedMockup(user, { status: 'approved', item: false })
    const product = await addProduct(user, { imageIds: [mockupId] })
    await discardMockups(user.ctx, [mockupId])
    await emptyWastebasket({ ...user.ctx, clock: { now: () => Date.now() + 31 * DAY_MS } })
    expect(product.images).toHaveLength(1)
    expect(await pictureStateOf(pictureId)).toBe('stored')
  })

  test("is nobody else's to restore", async () => {
    const { mockupId } = await seedMockup(user)
    await discardMockups(user.ctx, [mockupId])
    const stranger = await createUser()
    expect(await restoreMockups(stranger.ctx, [mockupId])).toEqual([])
    expect(await deletedIds()).toEqual([mockupId])
  })
})

test('a mockup without a picture is deleted for good at once', async () => {
  const { mockupId } = await seedMockup(user, { status: 'failed', item: false })
  await discardMockups(user.ctx, [mockupId])
  expect([await rowOf(mockupId), await deletedIds()]).toEqual([null, []])
})

describe('the page of deleted mockups', () => {
  let browser: Browser
  let person: Person
  beforeEach(async () => {
    ;({ browser, person } = await openPerson())
  })
  const page = async (path: string) => (await browser.get(path)).text()

  test('is where a mockup is after Delete, which Undo takes back', async () => {
    const { mockupId } = await seedMockup(person)
    expect(await page('/mockups/deleted')).toContain('No deleted mockups')
    const deleted = await browser.post(`/mockups/${mockupId}/delete`, {})
    expect(deleted.headers.get('location')).toBe('/mockups')
    const gallery = await page('/mockups')
    expect(gallery).toContain('Deleted You are allowed to rest in Bedroom.')
    expect(gallery).toContain(`action="/mockups/${mockupId}/restore"`)
    expect(await page('/mockups/deleted')).toContain('Deleted by')
    const undone = await browser.post(`/mockups/${mockupId}/restore`, { back: '/mockups' })
    expect(undone.headers.get('location')).toBe('/mockups')
    expect(await page('/mockups')).toContain('Restored You are allowed to rest in Bedroom.')
    expect(await page(`/mockups/${mockupId}`)).toContain('To review')
  })

  test('deletes for good, and says of what is gone that it is', async () => {
    const { mockupId } = await seedMockup(person)
    await discardMockups(person.ctx, [mockupId])
    await browser.post(`/mockups/${mockupId}/forget`, {})
    expect(await page('/mockups/deleted')).toContain('permanently.')
    await browser.post(`/mockups/${mockupId}/restore`, {})
    expect(await page('/mockups/deleted')).toContain('can no longer be restored')
  })

  test("shows nothing of another user's", async () => {
    const { mockupId } = await seedMockup(person)
    await discardMockups(person.ctx, [mockupId])
    const stranger = (await openPerson()).browser
    expect(await (await stranger.get('/mockups/deleted')).text()).toContain('No deleted mockups')
    await stranger.post(`/mockups/${mockupId}/forget`, {})
    expect(await page('/mockups/deleted')).toContain('You are allowed to rest')
  })
})
