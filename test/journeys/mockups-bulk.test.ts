import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { plainPng } from '../support/worker/artwork.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { vendorRenders } from '../support/worker/sandbox.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { upload } from '../support/worker/upload.ts'

const counts = z.object({ deleted: z.number(), skipped: z.number() })
const runs = z.object({ taskIds: z.array(z.string()) })
const run = z.object({ status: z.string(), generated: z.number(), totalCreditsUsed: z.number() })
const listed = z.object({ total: z.number() })

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

const bulk = (body: object, query = '', headers = {}) =>
  api(user, 'POST', `/api/mockups/bulk${query}`, body, headers)
const total = async (query = '') =>
  listed.parse(await (await api(user, 'GET', `/api/mockups?${query}`)).json()).total

describe('deleting several mockups', () => {
  test('skips those on their way, and what is gone; twice is once', async () => {
    const [one, two, rendering] = [
      await seedMockup(user),
      await seedMockup(user, { status: 'failed', item: false }),
      await seedMockup(user, { status: 'generating', item: false }),
    ]
    const ids = [one.mockupId, two.mockupId, rendering.mockupId, newId()]
    const body = { sel: { ids }, action: 'delete' }
    const tried = await bulk(body, '?dry_run=true')
    expect(await tried.json()).toEqual({ dry_run: true, deleted: 2, skipped: 2 })
    expect(await total()).toBe(3)
    expect(counts.parse(await (await bulk(body)).json())).toEqual({ deleted: 2, skipped: 2 })
    expect(counts.parse(await (await bulk(body)).json())).toEqual({ deleted: 0, skipped: 4 })
    expect(await total()).toBe(1)
  })

  test('takes all that match a filter, as many as were seen', async () => {
    await seedMockup(user, { scene: 'living_room' })
    await seedMockup(user, { scene: 'living_room' })
    await seedMockup(user)
    const filter = { scene: 'living_room', status: 'completed' }
    const stale = await bulk({ sel: { filter, expected: 1 }, action: 'delete' })
    expect(stale.status).toBe(409)
    expect(await stale.json()).toMatchObject({ count: 2 })
    const answer = await bulk({ sel: { filter, expected: 2 }, action: 'delete' })
    expect(counts.parse(await answer.json())).toEqual({ deleted: 2, skipped: 0 })
    expect(await total()).toBe(1)
  })

  test("leaves another user's alone", async () => {
    const { mockupId } = await seedMockup(user)
    const stranger = await createUser()
    const body = { sel: { ids: [mockupId] }, action: 'delete' }
    const answer = await api(stranger, 'POST', '/api/mockups/bulk', body)
    expect(counts.parse(await answer.json())).toEqual({ deleted: 0, skipped: 1 })
    expect(await total()).toBe(1)
  })
})

describe('rendering several mockups again', () => {
  const waitFor = async (id = '') =>
    run.parse(await (await api(user, 'GET', `/api/mockups/runs/${id}?wait=30`)).json())

  async function artwork(): Promise<string> {
    const answer = await upload(user, await plainPng(60, 80, [10, 90, 90]))
    return z.object({ asset: z.object({ id: z.string() }) }).parse(await answer.json()).asset.id
  }

  test('is one run of their pairs, each paid once, however often it is asked for', async () => {
    const assetId = await artwork()
    const one = await seedMockup(user, { assetId })
    await seedMockup(user, { assetId })
    const other = await seedMockup(user, { assetId, scene: 'living_room' })
    const sel = { filter: {}, expected: 3 }
    const tried = await bulk({ sel, action: 'regenerate' }, '?dry_run=true')
    expect(await tried.json()).toMatchObject({ dry_run: true, pairs: 2, cost: 2 })
    const ids = [one.mockupId, other.mockupId]
    const key = { 'idempotency-key': newId() }
    const first = await bulk({ sel: { ids }, action: 'regenerate' }, '', key)
    expect(first.status).toBe(202)
    const again = await bulk({ sel: { ids }, action: 'regenerate' }, '', key)
    const { taskIds } = runs.parse(await first.json())
    expect(runs.parse(await again.json()).taskIds).toEqual(taskIds)
    expect(await waitFor(taskIds[0])).toMatchObject({ generated: 2, totalCreditsUsed: 2 })
    expect((await vendorRenders(user.vendorKey)).charged).toBe(2)
  })

  test('is refused whole for what is not there, and spends nothing', async () => {
    const { mockupId } = await seedMockup(user)
    const sel = { ids: [mockupId, newId()] }
    expect((await bulk({ sel, action: 'regenerate' })).status).toBe(404)
    expect((await vendorRenders(user.vendorKey)).charged).toBe(0)
  })
})

test('what is no selection and no action is refused', async () => {
  const { mockupId } = await seedMockup(user)
  for (const body of [
    { action: 'delete' },
    { sel: { ids: [] }, action: 'delete' },
    { sel: { ids: [mockupId] }, action: 'burn' },
    { sel: { filter: { colour: 'red' }, expected: 1 }, action: 'delete' },
  ]) {
    expect((await bulk(body)).status).toBe(400)
  }
  expect(await total()).toBe(1)
})
