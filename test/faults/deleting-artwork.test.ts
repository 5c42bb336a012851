import { expect, test } from 'vitest'
import { beforeWrite } from '../support/faults/before-write.ts'
import { strikeBatches, strikeLedger } from '../support/faults/bindings.ts'
import {
  type CallOptions,
  call,
  generate,
  mockupsOfRun,
  readCredits,
  readMockups,
  readRetries,
} from '../support/faults/calls.ts'
import { holdCall, RENDERS } from '../support/faults/outbound.ts'
import {
  addArtwork,
  deliver,
  openStage,
  type Stage,
  settle,
  takeSent,
} from '../support/faults/stage.ts'
import { letTimePass, MINUTE_MS } from '../support/faults/time.ts'
import { breakVendor, vendorCalls } from '../support/faults/vendor.ts'

const DELETES_MOCKUPS = /delete from "?mockups"?\s/i
const SCENES = ['bedroom', 'living_room', 'home_office']

async function remove(
  stage: Stage,
  assetId: string,
  options: CallOptions = {},
): Promise<{ status: number; text: string }> {
  const answer = await call(stage, 'DELETE', `/api/assets/${assetId}`, undefined, options)
  return { status: answer.status, text: await answer.text() }
}

async function expectRefused(stage: Stage, assetId: string): Promise<void> {
  const refused = await remove(stage, assetId)
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('Nothing was deleted')
  expect((await call(stage, 'GET', `/api/assets/${assetId}`)).status).toBe(200)
}

/** Nothing was deleted: the pairs that wait are rendered as if nobody had asked. */
async function expectAllRendered(stage: Stage, taskId: string): Promise<void> {
  await settle(stage)
  await letTimePass(stage, { forMs: 10 * MINUTE_MS, stepMs: 2 * MINUTE_MS })
  const ends = (await mockupsOfRun(stage, taskId)).map((mockup) => mockup.status)
  expect(ends).toEqual(SCENES.map(() => 'completed'))
  expect(await readCredits(stage)).toMatchObject({ total_used: SCENES.length, held: 0 })
}

test('an artwork of which one mockup renders is not deleted, and its waiting pairs keep their credits', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  const taskId = await generate(stage, { assetIds: [assetId], scenes: SCENES })
  const [first, ...others] = takeSent(stage)
  const held = holdCall(RENDERS)
  const rendering = deliver(stage, [first])
  await held.reached
  await expectRefused(stage, assetId)
  expect(await readCredits(stage)).toMatchObject({ held: SCENES.length })
  held.letGo()
  await rendering
  await deliver(stage, others)
  await expectAllRendered(stage, taskId)
})

test('an artwork of which one mockup has just been begun is not deleted, and its waiting pairs keep their credits', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  const taskId = await generate(stage, { assetIds: [assetId], scenes: SCENES })
  const [first, ...others] = takeSent(stage)
  const begun = Promise.withResolvers<void>()
  const free = Promise.withResolvers<void>()
  const pausing = strikeLedger('begin', async (begin) => {
    const result = await begin()
    begun.resolve()
    await free.promise
    return result
  })
  const rendering = deliver(stage, [first], pausing)
  await begun.promise
  await expectRefused(stage, assetId)
  expect(await readCredits(stage)).toMatchObject({ held: SCENES.length })
  free.resolve()
  await rendering
  await deliver(stage, others)
  await expectAllRendered(stage, taskId)
})

test('an artwork of which one render may have been charged is not deleted, and its waiting pairs are rendered', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  const taskId = await generate(stage, { assetIds: [assetId], scenes: SCENES })
  const [first, ...others] = takeSent(stage)
  await breakVendor(stage, { kind: 'status', value: 502, times: 1 })
  await deliver(stage, [first])
  await expectRefused(stage, assetId)
  expect(await readCredits(stage)).toMatchObject({ held: SCENES.length - 1, suspect: 1 })
  await deliver(stage, others)
  await settle(stage)
  const ends = (await mockupsOfRun(stage, taskId)).map((mockup) => mockup.status)
  expect(ends.toSorted()).toEqual(['completed', 'completed', 'failed'])
  expect(await readCredits(stage)).toMatchObject({ total_used: 2, held: 0, suspect: 1 })
})

test('an artwork that is asked for in another scene while it is deleted is gone with all, or not at all', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  const taskId = await generate(stage, { assetIds: [assetId], scenes: SCENES })
  const meanwhile = () => generate(stage, { assetIds: [assetId], scenes: ['reading_nook'] })
  const race = beforeWrite(DELETES_MOCKUPS, meanwhile)
  const { status } = await remove(stage, assetId, race)
  expect(race.happened()).toBe(true)
  await settle(stage)
  if (status === 409) {
    const ends = (await readMockups(stage)).map((mockup) => mockup.status)
    expect(ends).toEqual(Array(SCENES.length + 1).fill('completed'))
    expect((await mockupsOfRun(stage, taskId)).length).toBe(SCENES.length)
    expect(await readCredits(stage)).toMatchObject({ total_used: SCENES.length + 1, held: 0 })
    return
  }
  expect(status).toBe(200)
  expect(await readMockups(stage)).toEqual([])
  expect((await vendorCalls(stage)).renders).toEqual([])
  expect(await readCredits(stage)).toMatchObject({ total_used: 0, held: 0 })
})

test('a mockup that begins to render while its artwork is deleted is not paid for nothing', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  await generate(stage, { assetIds: [assetId], scenes: SCENES })
  const messages = takeSent(stage)
  const meanwhile = () => deliver(stage, messages.slice(0, 1))
  const race = beforeWrite(DELETES_MOCKUPS, meanwhile)
  const { status } = await remove(stage, assetId, race)
  expect(race.happened()).toBe(true)
  await deliver(stage, messages.slice(1))
  await settle(stage)
  await letTimePass(stage, { forMs: 10 * MINUTE_MS, stepMs: 2 * MINUTE_MS })
  const { charged } = await vendorCalls(stage)
  const left = await readMockups(stage)
  expect(await readCredits(stage)).toMatchObject({ total_used: charged, held: 0, suspect: 0 })
  // Either all of it is there and rendered, or nothing is left and nothing more was paid.
  if (status === 409) {
    expect(left.map((mockup) => mockup.status)).toEqual(SCENES.map(() => 'completed'))
  } else {
    expect(left).toEqual([])
    expect(charged).toBeLessThanOrEqual(1)
  }
})

test('an artwork with many retries is deleted by no more statements than one with a single retry', async () => {
  const [few, many] = [await failedPairs(['bedroom']), await failedPairs(SCENES)]
  expect(many.retries).toBe(SCENES.length)
  expect(many.statements).toBe(few.statements)
})

/** An artwork whose pairs have failed, deleted: how many retries it had, and how many statements. */
async function failedPairs(scenes: string[]): Promise<{ retries: number; statements: number }> {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  await breakVendor(stage, { kind: 'status', value: 500 })
  await generate(stage, { assetIds: [assetId], scenes })
  await settle(stage)
  const waiting = (await readRetries(stage)).filter((retry) => retry.status === 'waiting')
  let statements = 0
  const changes = strikeBatches((write, [batch]) => {
    if (Array.isArray(batch)) statements += batch.length
    return write()
  })
  expect((await remove(stage, assetId, { changes })).status).toBe(200)
  expect((await readRetries(stage)).map((retry) => retry.status)).toEqual(
    scenes.map(() => 'discarded'),
  )
  return { retries: waiting.length, statements }
}

test('an artwork whose pairs all wait is deleted: the credits are back, and late messages pay nothing', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  await generate(stage, { assetIds: [assetId], scenes: SCENES })
  const late = takeSent(stage)
  expect((await remove(stage, assetId)).status).toBe(200)
  expect(await readCredits(stage)).toMatchObject({ total_used: 0, held: 0 })
  await deliver(stage, late)
  await settle(stage)
  expect((await vendorCalls(stage)).renders).toEqual([])
  expect(await readMockups(stage)).toEqual([])
})
