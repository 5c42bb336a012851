import { expect, test } from 'vitest'
import {
  call,
  cancel,
  fetchPicture,
  generate,
  mockupOfRun,
  mockupsOfRun,
  onlyRetry,
  quote,
  readCredits,
  readMockups,
  readRun,
  retryByHand,
} from '../support/faults/calls.ts'
import { addArtwork, openStage, type Stage, settle } from '../support/faults/stage.ts'
import { HOUR_MS, letTimePass, MINUTE_MS } from '../support/faults/time.ts'
import { breakVendor, mendVendor, vendorCalls } from '../support/faults/vendor.ts'
import { plainPng } from '../support/worker/artwork.ts'
import { upload } from '../support/worker/upload.ts'

/** A run of one pair that failed for free, and waits in the retry queue. */
async function failForFree(stage: Stage, assetId: string): Promise<string> {
  await breakVendor(stage, { kind: 'status', value: 500 })
  const taskId = await generate(stage, { assetIds: [assetId] })
  await settle(stage)
  await mendVendor(stage)
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ status: 'failed', credits_used: 0 })
  return taskId
}

async function expectOneCharge(stage: Stage): Promise<void> {
  expect((await vendorCalls(stage)).charged, 'charged at the vendor').toBe(1)
  expect(await readCredits(stage)).toMatchObject({ total_used: 1, held: 0, suspect: 0 })
  const used = (await readMockups(stage)).map((mockup) => mockup.credits_used)
  expect(used.toSorted()).toEqual([...used.slice(1).map(() => 0), 1])
}

test('a failed pair that a person generated again is not paid a second time by its retry', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  const first = await failForFree(stage, assetId)
  expect((await onlyRetry(stage)).status).toBe('waiting')
  const second = await generate(stage, { assetIds: [assetId] })
  await settle(stage)
  expect(await mockupOfRun(stage, second)).toMatchObject({ status: 'completed' })
  await letTimePass(stage, { forMs: HOUR_MS, stepMs: 5 * MINUTE_MS })
  await expectOneCharge(stage)
  const failed = await mockupOfRun(stage, first)
  expect(failed).toMatchObject({ status: 'completed', credits_used: 0, failure_code: null })
  expect(await fetchPicture(failed.file_url)).toBe('image/png')
  expect(await onlyRetry(stage)).toMatchObject({ status: 'succeeded' })
})

test('a pair tried again by hand and generated again meanwhile is paid once, and both have it', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  await failForFree(stage, assetId)
  await retryByHand(stage)
  await generate(stage, { assetIds: [assetId] })
  await settle(stage)
  const ends = (await readMockups(stage)).map((mockup) => mockup.status)
  expect(ends).toEqual(['completed', 'completed'])
  await expectOneCharge(stage)
})

test('a pair generated again and only then tried again by hand is paid once, and both have it', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  await failForFree(stage, assetId)
  await generate(stage, { assetIds: [assetId] })
  await retryByHand(stage)
  await settle(stage)
  const ends = (await readMockups(stage)).map((mockup) => mockup.status)
  expect(ends).toEqual(['completed', 'completed'])
  await expectOneCharge(stage)
})

test('mockups of one picture in two runs fail together and have one row in the retry queue', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  await breakVendor(stage, { kind: 'status', value: 500 })
  await generate(stage, { assetIds: [assetId] })
  await generate(stage, { assetIds: [assetId] })
  await settle(stage)
  await mendVendor(stage)
  const ends = (await readMockups(stage)).map((mockup) => mockup.status)
  expect(ends).toEqual(['failed', 'failed'])
  await onlyRetry(stage)
  await letTimePass(stage, { forMs: 10 * MINUTE_MS })
  const later = (await readMockups(stage)).map((mockup) => mockup.status)
  expect(later).toEqual(['completed', 'completed'])
  await expectOneCharge(stage)
})

test('two runs at once for the same picture: one charge, and both complete', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  const runs = await Promise.all([
    generate(stage, { assetIds: [assetId] }),
    generate(stage, { assetIds: [assetId] }),
  ])
  await settle(stage)
  for (const taskId of runs) {
    expect(await readRun(stage, taskId)).toMatchObject({ status: 'done', generated: 1, failed: 0 })
    await fetchPicture((await mockupOfRun(stage, taskId)).file_url)
  }
  await expectOneCharge(stage)
})

for (const cancelled of [0, 1] as const) {
  const which = cancelled === 0 ? 'first' : 'second'

  test(`of two runs for the same picture the ${which} is cancelled: the other completes, for one credit`, async () => {
    const stage = await openStage()
    const assetId = await addArtwork(stage)
    const runs = [
      await generate(stage, { assetIds: [assetId] }),
      await generate(stage, { assetIds: [assetId] }),
    ]
    const other = runs[1 - cancelled] ?? ''
    expect(await cancel(stage, runs[cancelled] ?? '')).toBe(200)
    await settle(stage)
    await letTimePass(stage, { forMs: 10 * MINUTE_MS, stepMs: 2 * MINUTE_MS })
    expect(await mockupOfRun(stage, other)).toMatchObject({
      status: 'completed',
      credits_used: 1,
    })
    expect(await mockupOfRun(stage, runs[cancelled] ?? '')).toMatchObject({
      status: 'failed',
      failure_code: 'cancelled',
      credits_used: 0,
    })
    await expectOneCharge(stage)
  })
}

test('two runs for the same picture, both cancelled: nothing is paid and nothing is held', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  const runs = [
    await generate(stage, { assetIds: [assetId] }),
    await generate(stage, { assetIds: [assetId] }),
  ]
  for (const taskId of runs) expect(await cancel(stage, taskId)).toBe(200)
  await settle(stage)
  await letTimePass(stage, { forMs: 10 * MINUTE_MS, stepMs: 2 * MINUTE_MS })
  expect((await vendorCalls(stage)).renders).toEqual([])
  expect(await readCredits(stage)).toMatchObject({ total_used: 0, held: 0 })
})

test('the same file uploaded twice and chosen twice in one run: one charge, both complete', async () => {
  const stage = await openStage()
  const bytes = await plainPng(60, 80, [1, 2, 3])
  const assetIds = [await uploaded(stage, bytes), await uploaded(stage, bytes)]
  expect(await quote(stage, { assetIds })).toMatchObject({ cost: 1, reused: 1 })
  const taskId = await generate(stage, { assetIds })
  await settle(stage)
  const mockups = await mockupsOfRun(stage, taskId)
  expect(mockups.map((mockup) => mockup.status)).toEqual(['completed', 'completed'])
  expect(new Set(mockups.map((mockup) => mockup.asset_id)).size).toBe(2)
  for (const mockup of mockups) await fetchPicture(mockup.file_url)
  expect(await readRun(stage, taskId)).toMatchObject({ generated: 2, totalCreditsUsed: 1 })
  await expectOneCharge(stage)
})

test('of two mockups of one picture the paying one is deleted before it renders: the other completes', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  const first = await generate(stage, { assetIds: [assetId] })
  const second = await generate(stage, { assetIds: [assetId] })
  const { id } = await mockupOfRun(stage, first)
  expect((await call(stage, 'DELETE', `/api/mockups/${id}`)).status).toBe(200)
  await settle(stage)
  await letTimePass(stage, { forMs: 10 * MINUTE_MS, stepMs: 2 * MINUTE_MS })
  expect(await mockupOfRun(stage, second)).toMatchObject({ status: 'completed', credits_used: 1 })
  await expectOneCharge(stage)
})

async function uploaded(stage: Stage, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { asset } = Object(await (await upload(stage.user, bytes)).json())
  return String(Object(asset).id)
}
