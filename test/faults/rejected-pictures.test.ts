import { expect, test } from 'vitest'
import * as z from 'zod'
import {
  ask,
  call,
  decide,
  fetchPicture,
  generate,
  mockupOfRun,
  quote,
  readCredits,
  readMockup,
} from '../support/faults/calls.ts'
import { addArtwork, openStage, type Stage, settle } from '../support/faults/stage.ts'
import { vendorCalls } from '../support/faults/vendor.ts'
import { connectShop } from '../support/worker/shop.ts'

type Picture = { stage: Stage; assetIds: string[]; mockupId: string }

/** A rendered picture that nobody has decided about. */
async function renderOne(stage?: Stage): Promise<Picture> {
  const at = stage ?? (await openStage())
  const assetIds = [await addArtwork(at)]
  const taskId = await generate(at, { assetIds })
  await settle(at)
  return { stage: at, assetIds, mockupId: (await mockupOfRun(at, taskId)).id }
}

const activity = z.object({
  activity: z.array(z.object({ action_type: z.string() })),
})

async function actionsOf(stage: Stage, mockupId: string): Promise<string[]> {
  const path = `/api/activity?reference_id=${mockupId}`
  const rows = (await ask(stage, ['GET', path], [200, activity])).activity
  return rows.map((row) => row.action_type)
}

const items = z.object({
  approvals: z.array(z.object({ id: z.string(), reference_id: z.string() })),
})

async function openItems(stage: Stage): Promise<z.infer<typeof items>['approvals']> {
  const path = '/api/approvals?status=pending&limit=100'
  return (await ask(stage, ['GET', path], [200, items])).approvals
}

/** The same pair once more, free; answers its mockup. */
async function askAgain({ stage, assetIds }: Picture, more: { skipApproval?: boolean } = {}) {
  expect(await quote(stage, { assetIds })).toMatchObject({ cost: 0, reused: 1 })
  const taskId = await generate(stage, { assetIds, ...more })
  await settle(stage)
  const mockup = await mockupOfRun(stage, taskId)
  expect(mockup.credits_used).toBe(0)
  expect((await vendorCalls(stage)).charged).toBe(1)
  await fetchPicture(mockup.file_url)
  return mockup
}

function useAutopilot(stage: Stage): Promise<object> {
  const path = '/api/settings'
  return ask(stage, ['PUT', path, { global_mode: 'autopilot' }], [200, z.object({})])
}

test('a rejected picture asked for again comes back rejected, free, and with its activity', async () => {
  const picture = await renderOne()
  const { stage, mockupId } = picture
  await decide(stage, mockupId, 'reject')
  const again = await askAgain(picture)
  expect(again.status).toBe('rejected')
  expect(await actionsOf(stage, again.id)).toContain('mockup_generated')
  expect(await openItems(stage)).toEqual([])
  expect(await readCredits(stage)).toMatchObject({ total_used: 1, held: 0 })
})

test('an approved picture asked for again comes back approved, and nobody has to decide again', async () => {
  const picture = await renderOne()
  const { stage, mockupId } = picture
  await decide(stage, mockupId, 'approve')
  const again = await askAgain(picture)
  expect(again.status).toBe('approved')
  expect(await actionsOf(stage, again.id)).toContain('mockup_generated')
  expect(await openItems(stage)).toEqual([])
})

test('an undecided picture asked for again is one thing to decide, and has its activity', async () => {
  const picture = await renderOne()
  const { stage } = picture
  const again = await askAgain(picture)
  expect(again.status).toBe('completed')
  expect(await actionsOf(stage, again.id)).toContain('mockup_generated')
  expect(await openItems(stage)).toHaveLength(1)
})

test('no machine approves what a person has rejected: not skipApproval, not autopilot', async () => {
  const picture = await renderOne()
  const { stage, mockupId } = picture
  await decide(stage, mockupId, 'reject')
  expect((await askAgain(picture, { skipApproval: true })).status).toBe('rejected')
  await useAutopilot(stage)
  expect((await askAgain(picture)).status).toBe('rejected')
  expect((await readMockup(stage, mockupId)).status).toBe('rejected')
})

test('an undecided picture asked for again with skipApproval is approved, wherever it is shown', async () => {
  const picture = await renderOne()
  const { stage, mockupId } = picture
  expect((await askAgain(picture, { skipApproval: true })).status).toBe('approved')
  expect((await readMockup(stage, mockupId)).status).toBe('approved')
  expect(await openItems(stage)).toEqual([])
})

test('a rejected picture that is generated again on purpose starts undecided; the first stays rejected', async () => {
  const { stage, assetIds, mockupId } = await renderOne()
  await decide(stage, mockupId, 'reject')
  const taskId = await generate(stage, { assetIds, regenerate: true })
  await settle(stage)
  const next = await mockupOfRun(stage, taskId)
  expect(next).toMatchObject({ status: 'completed', credits_used: 1 })
  expect((await readMockup(stage, mockupId)).status).toBe('rejected')
  // From now on it is the new one that is reused.
  const reusing = await generate(stage, { assetIds })
  expect(await mockupOfRun(stage, reusing)).toMatchObject({ status: 'completed', credits_used: 0 })
  expect((await vendorCalls(stage)).charged).toBe(2)
})

test('a decision on any mockup of a picture moves every mockup of it, and may be changed', async () => {
  const picture = await renderOne()
  const { stage, mockupId } = picture
  const second = await askAgain(picture)
  const third = await askAgain(picture)
  const all = [mockupId, second.id, third.id]
  const statuses = async () =>
    Promise.all(all.map(async (id) => (await readMockup(stage, id)).status))
  await decide(stage, second.id, 'approve')
  expect(await statuses()).toEqual(['approved', 'approved', 'approved'])
  expect(await openItems(stage)).toEqual([])
  await decide(stage, mockupId, 'reject')
  expect(await statuses()).toEqual(['rejected', 'rejected', 'rejected'])
  await decide(stage, third.id, 'approve')
  expect(await statuses()).toEqual(['approved', 'approved', 'approved'])
})

test('a decision in the list of approvals moves every mockup of the picture', async () => {
  const picture = await renderOne()
  const { stage, mockupId } = picture
  const second = await askAgain(picture)
  const ids = (await openItems(stage)).slice(0, 1).map((item) => item.id)
  const body = { ids, decision: 'rejected' }
  await ask(stage, ['POST', '/api/approvals/bulk', body], [200, z.object({})])
  for (const id of [mockupId, second.id]) {
    expect((await readMockup(stage, id)).status).toBe('rejected')
  }
  expect(await openItems(stage)).toEqual([])
})

test('an undecided picture whose item names a deleted mockup is still there to decide', async () => {
  const picture = await renderOne()
  const { stage, mockupId } = picture
  const second = await askAgain(picture)
  await ask(stage, ['DELETE', `/api/mockups/${mockupId}`], [200, z.object({})])
  expect(await openItems(stage)).toMatchObject([{ reference_id: second.id }])
})

test('mockups that wait for a picture at once are one thing to decide when it comes', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  const first = await generate(stage, { assetIds })
  const second = await generate(stage, { assetIds })
  await settle(stage)
  expect(await openItems(stage)).toHaveLength(1)
  await decide(stage, (await mockupOfRun(stage, second)).id, 'approve')
  expect((await mockupOfRun(stage, first)).status).toBe('approved')
})

const product = (imageIds: string[]) => ({
  title: 'You are allowed to rest',
  variants: [{ size: '8x10' }],
  imageIds,
})

test('a product takes no rejected picture: it is refused by name, and nothing is added', async () => {
  const { stage, mockupId } = await renderOne()
  await decide(stage, mockupId, 'reject')
  const answer = await call(stage, 'POST', '/api/products', product([mockupId]))
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain(mockupId)
  const list = await ask(stage, ['GET', '/api/products'], [200, z.object({ total: z.number() })])
  expect(list.total).toBe(0)
})

test('a product takes no picture that nobody has approved, when it is made or later', async () => {
  const { stage, mockupId } = await renderOne()
  const shape = z.object({ product: z.object({ id: z.string() }) })
  const added = await ask(stage, ['POST', '/api/products', product([])], [201, shape])
  const path = `/api/products/${added.product.id}`
  const refused = [
    await call(stage, 'POST', '/api/products', product([mockupId])),
    await call(stage, 'PATCH', path, { imageIds: [mockupId] }),
    await call(stage, 'PUT', `${path}/images`, [{ mockup_id: mockupId }]),
  ]
  for (const answer of refused) {
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain(`not approved yet: ${mockupId}`)
  }
  await decide(stage, mockupId, 'approve')
  expect((await call(stage, 'PATCH', path, { imageIds: [mockupId] })).status).toBe(200)
})

test('a product is not given a rejected picture by a change either', async () => {
  const { stage, mockupId } = await renderOne()
  await decide(stage, mockupId, 'reject')
  const shape = z.object({ product: z.object({ id: z.string() }) })
  const added = await ask(stage, ['POST', '/api/products', product([])], [201, shape])
  const path = `/api/products/${added.product.id}`
  const answer = await call(stage, 'PATCH', path, { imageIds: [mockupId] })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain(mockupId)
})

test('a product whose picture was rejected since is not published', async () => {
  const { stage, mockupId } = await renderOne()
  await connectShop(stage.user)
  await decide(stage, mockupId, 'approve')
  const shape = z.object({ product: z.object({ id: z.string() }) })
  const added = await ask(stage, ['POST', '/api/products', product([mockupId])], [201, shape])
  await decide(stage, mockupId, 'reject')
  const answer = await call(stage, 'POST', `/api/products/${added.product.id}/publish`)
  expect(answer.status).toBe(409)
  expect(await answer.text()).toMatch(/reject/i)
})
