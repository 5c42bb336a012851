import { env } from 'cloudflare:workers'
import { expect, test, vi } from 'vitest'
import * as z from 'zod'
import { beforeWrite } from '../support/faults/before-write.ts'
import { refuseWith } from '../support/faults/bindings.ts'
import {
  addScene,
  ask,
  changeScene,
  generate,
  mockupOfRun,
  quote,
} from '../support/faults/calls.ts'
import { openPersonStage, replaceFile } from '../support/faults/person.ts'
import {
  addArtwork,
  openStage,
  passTime,
  type Stage,
  settle,
  startRun,
} from '../support/faults/stage.ts'
import { MINUTE_MS, sweepAll } from '../support/faults/time.ts'
import { vendorCalls } from '../support/faults/vendor.ts'

const CONFIG = { smart_object: 'artwork_frame' }

type Rendered = { stage: Stage; sceneId: string; taskId: string; body: { assetIds: string[] } }

/** A picture in a scene of the user's own, paid for and fresh. */
async function renderOwnScene(config: object = CONFIG): Promise<Rendered> {
  const stage = await openStage()
  const scene = await addScene(stage, { config })
  const body = { assetIds: [await addArtwork(stage)], scenes: [scene.key] }
  const taskId = await generate(stage, body)
  await settle(stage)
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ status: 'completed', stale: false })
  return { stage, sceneId: scene.id, taskId, body }
}

/** Stale or not, as the mockup says, as a request for the same pair would cost, and as filtered. */
async function expectStale({ stage, taskId, body }: Rendered, stale: boolean): Promise<void> {
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ stale })
  expect(await quote(stage, body)).toMatchObject({ cost: stale ? 1 : 0, reused: stale ? 0 : 1 })
  await sweepAll(stage)
  const list = ['GET', '/api/mockups?stale=true'] as const
  const { total } = await ask(stage, list, [200, z.object({ total: z.number() })])
  expect(total, 'stale mockups, by the filter').toBe(stale ? 1 : 0)
}

const HARMLESS: [what: string, change: object][] = [
  ['renamed', { name: 'Another name' }],
  ['described otherwise', { description: 'A quiet room' }],
  ['sent an empty change', {}],
  ['saved with the same placement', { config: CONFIG }],
  ['saved with a default written out', { config: { ...CONFIG, fit: 'contain', rotation: 0 } }],
  ['recommended for a collection', { recommended_collections: ['growth'] }],
]

test.each(HARMLESS)('a scene that is %s makes nothing stale', async (_what, change) => {
  const rendered = await renderOwnScene()
  await changeScene(rendered.stage, rendered.sceneId, change)
  await expectStale(rendered, false)
})

test('a scene switched off and on again makes nothing stale', async () => {
  const rendered = await renderOwnScene()
  await changeScene(rendered.stage, rendered.sceneId, { is_active: false })
  expect(await mockupOfRun(rendered.stage, rendered.taskId)).toMatchObject({ stale: false })
  await changeScene(rendered.stage, rendered.sceneId, { is_active: true })
  await expectStale(rendered, false)
})

const CHANGES: [what: string, change: object][] = [
  ['fit', { config: { ...CONFIG, fit: 'cover' } }],
  ['rotation', { config: { ...CONFIG, rotation: 3 } }],
  ['size', { config: { ...CONFIG, size: { width: 400, height: 500 } } }],
  ['position', { config: { ...CONFIG, position: { x: 10, y: 20 } } }],
  ['scale', { config: { ...CONFIG, scale: 0.5 } }],
  ['smart object', { config: { smart_object: 'another_frame' } }],
  ['template', { dm_template_id: 'dm_office_001' }],
]

test.each(CHANGES)(
  'a scene with another %s makes its pictures stale, and fresh when it is as before',
  async (_what, change) => {
    const rendered = await renderOwnScene()
    await changeScene(rendered.stage, rendered.sceneId, change)
    await expectStale(rendered, true)
    const before = { config: CONFIG, dm_template_id: 'dm_bedroom_001' }
    await changeScene(rendered.stage, rendered.sceneId, before)
    await expectStale(rendered, false)
  },
)

test('fit says nothing where a size is set: changing it makes nothing stale', async () => {
  const sized = { ...CONFIG, size: { width: 400, height: 500 } }
  const rendered = await renderOwnScene({ ...sized, fit: 'contain' })
  const change = { config: { ...sized, fit: 'cover' } }
  await changeScene(rendered.stage, rendered.sceneId, change)
  await expectStale(rendered, false)
})

test('an artwork replaced by another file is stale; replaced by the first again, it is fresh', async () => {
  const stage = await openPersonStage()
  const body = { assetIds: [await addArtwork(stage)], scenes: ['bedroom'] }
  const [assetId = ''] = body.assetIds
  await replaceFile(stage, assetId, { width: 60, height: 80 })
  const taskId = await generate(stage, body)
  await settle(stage)
  const rendered = { stage, sceneId: '', taskId, body }
  await replaceFile(stage, assetId, { width: 60, height: 80 })
  await expectStale(rendered, false)
  await replaceFile(stage, assetId, { width: 90, height: 70 })
  await expectStale(rendered, true)
  await replaceFile(stage, assetId, { width: 60, height: 80 })
  await expectStale(rendered, false)
})

test('a run written after its artwork was replaced, and after the sweep saw that, is stale', async () => {
  const stage = await openPersonStage()
  const body = { assetIds: [await addArtwork(stage)] }
  const assetId = body.assetIds[0] ?? ''
  await generate(stage, body)
  await settle(stage)
  const race = beforeWrite(/^\s*INSERT INTO mockups\b/, async () => {
    await replaceFile(stage, assetId, { width: 90, height: 70 })
    await sweepAll(stage)
  })
  const taskId = await startRun(stage, { assetId }, race.changes)
  expect(race.happened()).toBe(true)
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ status: 'completed', stale: true })
  await sweepAll(stage)
  const list = ['GET', '/api/mockups?stale=true'] as const
  expect(await ask(stage, [...list], [200, z.looseObject({})])).toMatchObject({ total: 2 })
})

/** The sweep alone, where whatever is read of this user's mockups fails. */
async function sweepWithout(sick: Stage): Promise<void> {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await sweepAll(sick, refuseWith(/from "mockups"/, sick.user.userId))
}

/** How many are stale by the stored flag, which no question works off here. */
async function storedStale({ user }: Stage): Promise<number> {
  const row = await env.DB.prepare(
    'SELECT count(*) AS n FROM mockups WHERE user_id = ? AND stale = 1',
  )
    .bind(user.userId)
    .first('n')
  return Number(row)
}

/** Checks that were asked for before all others. */
async function askForChecks({ user }: Stage, count: number): Promise<void> {
  const checks = Array.from({ length: count }, (_, n) =>
    env.DB.prepare(
      `INSERT INTO stale_checks (user_id, kind, subject, requested_at)
       VALUES (?, 'scene', ?, '2000-01-01T00:00:00.000Z')`,
    ).bind(user.userId, `scene_${n}`),
  )
  await env.DB.batch(checks)
}

test('a check that fails holds up no other', async () => {
  const sick = await openStage()
  const { stage, sceneId } = await renderOwnScene()
  await askForChecks(sick, 1)
  await changeScene(stage, sceneId, { config: { ...CONFIG, fit: 'cover' } })
  await sweepWithout(sick)
  expect(await storedStale(stage)).toBe(1)
})

test('more checks that keep failing than one sweep takes hold up no other for ever', async () => {
  const sick = await openStage()
  const { stage, sceneId } = await renderOwnScene()
  await askForChecks(sick, 45)
  await changeScene(stage, sceneId, { config: { ...CONFIG, fit: 'cover' } })
  for (let sweeps = 0; sweeps < 3; sweeps++) {
    passTime(MINUTE_MS)
    await sweepWithout(sick)
  }
  expect(await storedStale(stage)).toBe(1)
})

test('a stale picture rendered again is paid once, and the first stays stale', async () => {
  const rendered = await renderOwnScene()
  const { stage, sceneId, taskId, body } = rendered
  await changeScene(stage, sceneId, { config: { ...CONFIG, fit: 'cover' } })
  const again = await generate(stage, body)
  await settle(stage)
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ stale: true })
  expect(await mockupOfRun(stage, again)).toMatchObject({ status: 'completed', stale: false })
  expect(await quote(stage, body)).toMatchObject({ cost: 0 })
  expect((await vendorCalls(stage)).charged).toBe(2)
})
