import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { pictures } from '../../src/db/schema/pictures.ts'
import {
  addScene,
  ask,
  call,
  changeScene,
  fetchPicture,
  generate,
  mockupOfRun,
  onlyRetry,
  quote,
  readCredits,
  readMockups,
  retryByHand,
} from '../support/faults/calls.ts'
import {
  holdCall,
  interceptVendor,
  RENDERS,
  TEMPLATE,
  watchRenders,
} from '../support/faults/outbound.ts'
import { openPersonStage, replaceFile } from '../support/faults/person.ts'
import {
  addArtwork,
  deliver,
  openStage,
  passTime,
  type Stage,
  settle,
  takeSent,
} from '../support/faults/stage.ts'
import { letTimePass, MINUTE_MS, sweepAll } from '../support/faults/time.ts'
import { breakVendor, mendVendor, vendorCalls } from '../support/faults/vendor.ts'
import { plainPng } from '../support/worker/artwork.ts'
import { upload } from '../support/worker/upload.ts'

// Artworks are 60 × 80; whatever comes in their place is wider than high.
const OLD = { width: 60, height: 80 }
const NEW = { width: 90, height: 70 }
// The former picture's retry is over, whatever the mockup's new picture calls it.
const ENDED = ['succeeded', 'discarded']
const FIT = 'smart_objects[0][asset][fit]'

async function uploaded(stage: Stage, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const answer = await upload(stage.user, bytes)
  return z.object({ asset: z.object({ id: z.string() }) }).parse(await answer.json()).asset.id
}

test('an artwork replaced while its pair waits: the picture of now is paid, once, and is known as such', async () => {
  const stage = await openPersonStage()
  const before = await plainPng(OLD.width, OLD.height, [200, 40, 40])
  const assetIds = [await uploaded(stage, before)]
  const taskId = await generate(stage, { assetIds })
  await replaceFile(stage, assetIds[0] ?? '', NEW)
  const renders = watchRenders()
  await settle(stage)
  expect(renders.map((each) => each.artwork)).toEqual([NEW])
  const mockup = await mockupOfRun(stage, taskId)
  expect(mockup).toMatchObject({ status: 'completed', stale: false, credits_used: 1 })
  await fetchPicture(mockup.file_url)
  expect(await quote(stage, { assetIds })).toMatchObject({ cost: 0, reused: 1 })
  // Nobody has rendered the former file: there is no picture of it to take.
  const former = await uploaded(stage, before)
  expect(await quote(stage, { assetIds: [former] })).toMatchObject({ cost: 1, reused: 0 })
  expect(await readCredits(stage)).toMatchObject({ total_used: 1, held: 0 })
})

test('a picture that everybody has left while it was rendered ends, and no sweep looks at it again', async () => {
  const stage = await openStage()
  const scene = await addScene(stage)
  await generate(stage, { assetIds: [await addArtwork(stage)], scenes: [scene.key] })
  await changeScene(stage, scene.id, { config: { smart_object: 'artwork_frame', fit: 'cover' } })
  await settle(stage)
  const { db, userId } = stage.user.ctx
  const made = await db.select().from(pictures).where(eq(pictures.user_id, userId))
  expect(made.map((picture) => picture.state).sort()).toEqual(['failed', 'stored'])
})

test('an artwork replaced just before the paid call: what is sent is of now, or the mockup is stale', async () => {
  const stage = await openPersonStage()
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds })
  const renders = watchRenders()
  const held = holdCall(TEMPLATE)
  const rendering = deliver(stage, takeSent(stage))
  await held.reached
  await replaceFile(stage, assetIds[0] ?? '', NEW)
  held.letGo()
  await rendering
  await settle(stage)
  const isOfNow = renders.at(-1)?.artwork?.width === NEW.width
  expect(renders).toHaveLength(1)
  const mockup = await mockupOfRun(stage, taskId)
  expect(mockup).toMatchObject({ status: 'completed', stale: !isOfNow })
  expect(await quote(stage, { assetIds })).toMatchObject({ cost: isOfNow ? 0 : 1 })
})

test('an artwork replaced during the paid call: the picture is kept, and is stale', async () => {
  const stage = await openPersonStage()
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds })
  const held = holdCall(RENDERS)
  const rendering = deliver(stage, takeSent(stage))
  await held.reached
  await replaceFile(stage, assetIds[0] ?? '', NEW)
  held.letGo()
  await rendering
  await settle(stage)
  const mockup = await mockupOfRun(stage, taskId)
  expect(mockup).toMatchObject({ status: 'completed', stale: true, credits_used: 1 })
  expect(await quote(stage, { assetIds })).toMatchObject({ cost: 1, reused: 0 })
})

test('an artwork replaced during the paid call is found by the filter, though a sweep came before the picture', async () => {
  const stage = await openPersonStage()
  const assetIds = [await addArtwork(stage)]
  await generate(stage, { assetIds })
  const held = holdCall(RENDERS)
  const rendering = deliver(stage, takeSent(stage))
  await held.reached
  await replaceFile(stage, assetIds[0] ?? '', NEW)
  await sweepAll(stage)
  held.letGo()
  await rendering
  await settle(stage)
  await sweepAll(stage)
  const list = ['GET', '/api/mockups?stale=true'] as const
  expect(await ask(stage, [...list], [200, z.looseObject({})])).toMatchObject({ total: 1 })
})

test('an artwork that is replaced at every try ends: one paid call at most, and nothing is held', async () => {
  const stage = await openPersonStage()
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds })
  let changes = 0
  interceptVendor(TEMPLATE, async (send) => {
    changes += 1
    await replaceFile(stage, assetIds[0] ?? '', { width: NEW.width + changes, height: NEW.height })
    return send()
  })
  await deliver(stage, takeSent(stage))
  await letTimePass(stage, { forMs: 30 * MINUTE_MS, stepMs: 2 * MINUTE_MS })
  const mockup = await mockupOfRun(stage, taskId)
  expect(['completed', 'failed']).toContain(mockup.status)
  const { charged } = await vendorCalls(stage)
  expect(charged).toBeLessThanOrEqual(1)
  // What was paid is shown, as made from a former file.
  if (charged === 1) expect(mockup).toMatchObject({ status: 'completed', stale: true })
  expect(await readCredits(stage)).toMatchObject({ total_used: charged, held: 0 })
})

test('an artwork replaced between a failure and its retry: the retry renders the file of now', async () => {
  const stage = await openPersonStage()
  const assetIds = [await addArtwork(stage)]
  await breakVendor(stage, { kind: 'status', value: 500 })
  const taskId = await generate(stage, { assetIds })
  await settle(stage)
  await mendVendor(stage)
  await replaceFile(stage, assetIds[0] ?? '', NEW)
  const renders = watchRenders()
  await letTimePass(stage, { forMs: 10 * MINUTE_MS })
  expect(renders.map((each) => each.artwork)).toEqual([NEW])
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ status: 'completed', stale: false })
  expect(await quote(stage, { assetIds })).toMatchObject({ cost: 0, reused: 1 })
  expect(ENDED).toContain((await onlyRetry(stage)).status)
})

test('a picture of now that is there already is taken and not paid, when an artwork is replaced', async () => {
  const stage = await openPersonStage()
  const now = await plainPng(NEW.width, NEW.height, [20, 120, 200])
  await generate(stage, { assetIds: [await uploaded(stage, now)] })
  await settle(stage)
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds })
  await replaceFile(stage, assetIds[0] ?? '', NEW)
  await settle(stage)
  expect(await mockupOfRun(stage, taskId)).toMatchObject({
    status: 'completed',
    stale: false,
    credits_used: 0,
  })
  expect((await vendorCalls(stage)).charged).toBe(1)
  expect(await readCredits(stage)).toMatchObject({ total_used: 1, held: 0 })
})

test('a scene changed while its pair waits: the scene of now is rendered, and is known as such', async () => {
  const stage = await openStage()
  const scene = await addScene(stage)
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds, scenes: [scene.key] })
  await changeScene(stage, scene.id, { config: { smart_object: 'artwork_frame', fit: 'cover' } })
  const renders = watchRenders()
  await settle(stage)
  expect(renders.map((each) => each.fields.get(FIT))).toEqual(['cover'])
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ status: 'completed', stale: false })
  expect(await quote(stage, { assetIds, scenes: [scene.key] })).toMatchObject({ cost: 0 })
})

test('a scene changed during the paid call: the picture is kept, and is stale', async () => {
  const stage = await openStage()
  const scene = await addScene(stage)
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds, scenes: [scene.key] })
  const held = holdCall(RENDERS)
  const rendering = deliver(stage, takeSent(stage))
  await held.reached
  await changeScene(stage, scene.id, { config: { smart_object: 'artwork_frame', rotation: 2 } })
  held.letGo()
  await rendering
  await settle(stage)
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ status: 'completed', stale: true })
  expect(await quote(stage, { assetIds, scenes: [scene.key] })).toMatchObject({ cost: 1 })
})

test('a retry by hand renders the scene as it was mended, not as it failed', async () => {
  const stage = await openStage()
  const scene = await addScene(stage, { config: { smart_object: 'no such frame' } })
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds, scenes: [scene.key] })
  await settle(stage)
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ status: 'failed', credits_used: 0 })
  await changeScene(stage, scene.id, { config: { smart_object: 'artwork_frame' } })
  passTime(MINUTE_MS)
  await retryByHand(stage)
  await settle(stage)
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ status: 'completed', stale: false })
  expect(await quote(stage, { assetIds, scenes: [scene.key] })).toMatchObject({ cost: 0 })
  expect(ENDED).toContain((await onlyRetry(stage)).status)
})

test('an automatic retry renders the scene of now', async () => {
  const stage = await openStage()
  const scene = await addScene(stage)
  const assetIds = [await addArtwork(stage)]
  await breakVendor(stage, { kind: 'status', value: 500 })
  const taskId = await generate(stage, { assetIds, scenes: [scene.key] })
  await settle(stage)
  await mendVendor(stage)
  await changeScene(stage, scene.id, { config: { smart_object: 'artwork_frame', fit: 'cover' } })
  const renders = watchRenders()
  await letTimePass(stage, { forMs: 10 * MINUTE_MS })
  expect(renders.map((each) => each.fields.get(FIT))).toEqual(['cover'])
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ status: 'completed', stale: false })
})

test('a scene switched off, or deleted, while its pair waits: nothing is paid, the pair fails by name', async () => {
  for (const gone of ['off', 'deleted']) {
    const stage = await openStage()
    const scene = await addScene(stage)
    const assetIds = [await addArtwork(stage)]
    const taskId = await generate(stage, { assetIds, scenes: [scene.key] })
    if (gone === 'off') await changeScene(stage, scene.id, { is_active: false })
    else await ask(stage, ['DELETE', `/api/scenes/${scene.id}`], [200, z.object({})])
    await settle(stage)
    expect(await mockupOfRun(stage, taskId), `scene ${gone}`).toMatchObject({
      status: 'failed',
      failure_code: 'scene_missing',
      credits_used: 0,
    })
    expect((await vendorCalls(stage)).renders).toEqual([])
    expect(await readCredits(stage)).toMatchObject({ total_used: 0, held: 0 })
  }
})

test('two pairs whose scenes become the same while they wait are one picture, paid once', async () => {
  const stage = await openStage()
  const first = await addScene(stage)
  const config = { smart_object: 'artwork_frame', fit: 'cover' }
  const second = await addScene(stage, { config })
  const assetIds = [await addArtwork(stage)]
  await generate(stage, { assetIds, scenes: [first.key, second.key] })
  await changeScene(stage, first.id, { config })
  await settle(stage)
  const ends = (await readMockups(stage)).map((mockup) => mockup.status)
  expect(ends).toEqual(['completed', 'completed'])
  expect((await vendorCalls(stage)).charged).toBe(1)
  expect(await readCredits(stage)).toMatchObject({ total_used: 1, held: 0 })
})

test('an artwork whose title changes while its pair waits renders as it was asked for', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds })
  const change = { title: 'Another title' }
  expect((await call(stage, 'PATCH', `/api/assets/${assetIds[0]}`, change)).status).toBe(200)
  await settle(stage)
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ status: 'completed', stale: false })
  expect((await vendorCalls(stage)).charged).toBe(1)
})
