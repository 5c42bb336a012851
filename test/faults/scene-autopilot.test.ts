import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { decideMockups } from '../../src/domain/review/decide-mockups.ts'
import { undoDecision } from '../../src/domain/review/undo-decision.ts'
import { ask, call, decide, generate, mockupOfRun, mockupsOfRun } from '../support/faults/calls.ts'
import { addArtwork, openStage, type Stage, settle } from '../support/faults/stage.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const scene = z.object({
  scene_key: z.string(),
  decided: z.number(),
  rate: z.number().nullable(),
  autopilot: z.object({
    auto_approve: z.boolean(),
    min_rate: z.number(),
    sample_every: z.number(),
    fell_back_at: z.string().nullable(),
  }),
})
const item = z.object({ id: z.string(), status: z.string(), sample: z.boolean() })

const ON = { autoApprove: true, minRate: 0.9, sampleEvery: 0 }

async function bedroom(stage: Stage): Promise<z.infer<typeof scene>> {
  const list = z.object({ scenes: z.array(scene) })
  const { scenes } = await ask(stage, ['GET', '/api/scenes?owner=system'], [200, list])
  const found = scenes.find(({ scene_key }) => scene_key === 'bedroom')
  if (!found) throw new Error('there is no bedroom')
  return found
}

/** People's decisions about mockups of the bedroom, oldest first. */
async function decideEach(stage: Stage, approvals: readonly boolean[]): Promise<string[]> {
  const ids: string[] = []
  for (const approves of approvals) {
    const { mockupId } = await seedMockup(stage.user)
    await decide(stage, mockupId, approves ? 'approve' : 'reject')
    ids.push(mockupId)
  }
  return ids
}

const times = (n: number, approves = true) => Array.from({ length: n }, () => approves)

function put(stage: Stage, body: object, key = 'bedroom'): Promise<Response> {
  return call(stage, 'PUT', `/api/scenes/${key}/autopilot`, body)
}

/** A stage whose bedroom has earned it. */
async function openEarned(body: object = ON): Promise<Stage> {
  const stage = await openStage()
  await decideEach(stage, [false, ...times(19)])
  expect((await put(stage, body)).status).toBe(200)
  return stage
}

async function render(stage: Stage, more: object = {}): Promise<string> {
  const body = { assetIds: [await addArtwork(stage)], ...more }
  const taskId = await generate(stage, body)
  await settle(stage)
  return taskId
}

async function openItems(stage: Stage): Promise<z.infer<typeof item>[]> {
  const list = z.object({ approvals: z.array(item) })
  const path = '/api/approvals?status=pending&type=mockup'
  return (await ask(stage, ['GET', path], [200, list])).approvals
}

async function noticesOf(stage: Stage): Promise<unknown[]> {
  const { results } = await env.DB.prepare(
    'SELECT text FROM notices WHERE user_id = ? AND dismissed_at IS NULL',
  )
    .bind(stage.user.userId)
    .all()
  return results.map(({ text }) => text)
}

test('a scene tells how the last twenty decisions of people went, and only theirs', async () => {
  const stage = await openStage()
  expect(await bedroom(stage)).toMatchObject({ decided: 0, rate: null })
  await seedMockup(stage.user, { status: 'approved', item: false })
  await decideEach(stage, [false, false, true])
  expect(await bedroom(stage)).toMatchObject({ decided: 3, rate: 1 / 3 })
  await decideEach(stage, [...times(18), false])
  expect(await bedroom(stage)).toMatchObject({ decided: 20, rate: 19 / 20 })
})

test('a scene is let through after twenty decisions, at its rate or above', async () => {
  const stage = await openStage()
  await decideEach(stage, times(19))
  const early = await put(stage, ON)
  expect(early.status).toBe(409)
  expect(await early.json()).toMatchObject({ decided: 19, rate: 1 })
  await decideEach(stage, [false])
  const low = await put(stage, { ...ON, minRate: 0.951 })
  expect(low.status).toBe(409)
  expect(await low.json()).toMatchObject({ decided: 20, rate: 0.95 })
  expect((await bedroom(stage)).autopilot.auto_approve).toBe(false)
  const answer = await put(stage, { ...ON, minRate: 0.95 })
  expect(await answer.json()).toEqual({
    success: true,
    autopilot: { auto_approve: true, min_rate: 0.95, sample_every: 0, fell_back_at: null },
  })
  expect((await put(stage, { ...ON, minRate: 0.95 })).status).toBe(200)
  expect((await bedroom(stage)).autopilot).toMatchObject({ auto_approve: true, min_rate: 0.95 })
})

test('what is no scene, and what is no rate, is refused', async () => {
  const stage = await openStage()
  expect((await put(stage, ON, 'nowhere')).status).toBe(404)
  for (const wrong of [{ minRate: 90 }, { sampleEvery: -1 }, { autoApprove: 'yes' }, { n: 1 }]) {
    expect((await put(stage, { ...ON, ...wrong })).status).toBe(400)
  }
})

test('what a person rejected stays rejected in a scene that is let through, each way it is asked for', async () => {
  const stage = await openEarned({ ...ON, sampleEvery: 1 })
  const assetIds = [await addArtwork(stage)]
  const first = await mockupOfRun(stage, await generate(stage, { assetIds }))
  await settle(stage)
  await decide(stage, first.id, 'reject')
  expect((await bedroom(stage)).autopilot).toMatchObject({ auto_approve: true, fell_back_at: null })
  const again = async (more: object = {}) => {
    const taskId = await generate(stage, { assetIds, ...more })
    await settle(stage)
    return mockupOfRun(stage, taskId)
  }
  const rejected = { status: 'rejected', credits_used: 0 }
  expect(await again()).toMatchObject(rejected)
  expect(await again({ skipApproval: true })).toMatchObject(rejected)
  await ask(stage, ['PUT', '/api/settings', { global_mode: 'autopilot' }], [200, z.object({})])
  expect(await again()).toMatchObject(rejected)
  expect(await openItems(stage)).toEqual([])
  const answer = await call(stage, 'POST', '/api/products', {
    title: 'Rest',
    variants: [{ size: '8x10' }],
    imageIds: [first.id],
  })
  expect(answer.status).toBe(409)
})

test('a picture of a scene that is let through is approved, and others are reviewed', async () => {
  const stage = await openEarned()
  const own = await mockupOfRun(stage, await render(stage))
  expect(own).toMatchObject({ status: 'approved' })
  const other = await mockupOfRun(stage, await render(stage, { scenes: ['living_room'] }))
  expect(other).toMatchObject({ status: 'completed' })
  expect(await openItems(stage)).toHaveLength(1)
  expect(await bedroom(stage)).toMatchObject({ decided: 20, rate: 0.95 })
})

test('a scene falls back to review once its rate drops below, and says so', async () => {
  const stage = await openEarned()
  await decideEach(stage, [false])
  expect((await bedroom(stage)).autopilot.fell_back_at).toBeNull()
  await decideEach(stage, [false, false])
  expect((await bedroom(stage)).autopilot.fell_back_at).not.toBeNull()
  expect(await noticesOf(stage)).toEqual([expect.stringContaining('Bedroom')])
  expect(await mockupOfRun(stage, await render(stage))).toMatchObject({ status: 'completed' })
  await decideEach(stage, [false])
  expect(await noticesOf(stage)).toHaveLength(1)
})

test('a scene that has fallen back is reviewed on autopilot too, but not where a run skips it', async () => {
  const stage = await openEarned()
  await decideEach(stage, times(3, false))
  const mode = { globalMode: 'autopilot' }
  await ask(stage, ['PUT', '/api/settings', mode], [200, z.object({})])
  expect(await mockupOfRun(stage, await render(stage))).toMatchObject({ status: 'completed' })
  const skipped = await mockupOfRun(stage, await render(stage, { skipApproval: true }))
  expect(skipped).toMatchObject({ status: 'approved' })
  const other = await mockupOfRun(stage, await render(stage, { scenes: ['living_room'] }))
  expect(other).toMatchObject({ status: 'approved' })
})

test('an approval that is undone counts no more, and can send the scene back', async () => {
  const stage = await openStage()
  await decideEach(stage, [...times(18), false])
  const { mockupId } = await seedMockup(stage.user)
  const { at } = await decideMockups(stage.user.ctx, [mockupId], 'approved')
  await put(stage, { ...ON, minRate: 0.95 })
  await undoDecision(stage.user.ctx, at)
  expect(await bedroom(stage)).toMatchObject({ decided: 19, rate: 18 / 19 })
  expect((await bedroom(stage)).autopilot.fell_back_at).not.toBeNull()
})

test('every second picture that is let through is shown for review, and stays approved', async () => {
  const stage = await openEarned({ ...ON, sampleEvery: 2 })
  for (let n = 0; n < 5; n += 1) await render(stage)
  const items = await openItems(stage)
  expect(items.map(({ sample }) => sample)).toEqual([true, true])
  const [first, second] = items
  const answer = await call(stage, 'POST', `/api/approvals/${first?.id}/approve`)
  expect(answer.status).toBe(200)
  await call(stage, 'POST', `/api/approvals/${second?.id}/reject`)
  expect(await openItems(stage)).toEqual([])
  // Of the twenty newest: the first was a rejection, as the last is.
  expect(await bedroom(stage)).toMatchObject({ decided: 20, rate: 0.95 })
})

test('open pictures that are shown again are let through as new ones are', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  const first = await generate(stage, { assetIds })
  await settle(stage)
  await decideEach(stage, times(20))
  await put(stage, { ...ON, sampleEvery: 1 })
  const again = await generate(stage, { assetIds })
  await settle(stage)
  for (const run of [first, again]) {
    expect((await mockupsOfRun(stage, run)).map(({ status }) => status)).toEqual(['approved'])
  }
  expect(await openItems(stage)).toEqual([expect.objectContaining({ sample: true })])
})
