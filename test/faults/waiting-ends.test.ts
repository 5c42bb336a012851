import { expect, test, vi } from 'vitest'
import { failBefore } from '../support/faults/around.ts'
import { strikeLedger, vendorDown } from '../support/faults/bindings.ts'
import {
  cancel,
  fetchPicture,
  generate,
  mockupOfRun,
  onlyRetry,
  readCredits,
  readRetries,
  readRun,
} from '../support/faults/calls.ts'
import { interceptVendor, RENDERS } from '../support/faults/outbound.ts'
import {
  addArtwork,
  deliver,
  openStage,
  passTime,
  type Stage,
  settle,
  takeSent,
} from '../support/faults/stage.ts'
import { DAY_MS, HOUR_MS, letTimePass, MINUTE_MS } from '../support/faults/time.ts'
import { breakVendor, mendVendor, vendorCalls } from '../support/faults/vendor.ts'

// A week of sweeps takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const UNFINISHED = ['pending', 'generating']
const RUN_LIMIT_MS = 600_000

/** A run whose vendor could not be reached when its message came. */
async function startUnreachable(stage: Stage): Promise<string> {
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await deliver(stage, takeSent(stage), vendorDown())
  return taskId
}

test('a vendor that cannot be reached: the pair waits for a week, then fails and its credit is back', async () => {
  const stage = await openStage()
  const changes = vendorDown()
  const taskId = await startUnreachable(stage)
  await letTimePass(stage, { forMs: 6.5 * DAY_MS, stepMs: 12 * HOUR_MS, changes })
  expect(UNFINISHED).toContain((await mockupOfRun(stage, taskId)).status)
  expect(await readCredits(stage)).toMatchObject({ total_used: 0, held: 1 })
  await letTimePass(stage, { forMs: DAY_MS, stepMs: 6 * HOUR_MS, changes })
  const mockup = await mockupOfRun(stage, taskId)
  expect(mockup).toMatchObject({ status: 'failed', credits_used: 0 })
  expect(mockup.error_message).toMatch(/reach|answer|unavailable|7 days|week/i)
  expect(await readCredits(stage)).toMatchObject({ total_used: 0, held: 0, suspect: 0 })
  expect((await readRun(stage, taskId)).status).toBe('done')
  expect((await vendorCalls(stage)).renders).toEqual([])
})

test('a vendor that is back after three days: the pair is rendered, and no try was used', async () => {
  const stage = await openStage()
  const taskId = await startUnreachable(stage)
  await letTimePass(stage, { forMs: 3 * DAY_MS, stepMs: 12 * HOUR_MS, changes: vendorDown() })
  await breakVendor(stage, { kind: 'status', value: 500, times: 1 })
  await letTimePass(stage, { forMs: HOUR_MS, stepMs: 5 * MINUTE_MS })
  const mockup = await mockupOfRun(stage, taskId)
  expect(mockup).toMatchObject({ status: 'completed', credits_used: 1 })
  await fetchPicture(mockup.file_url)
  expect(await readRetries(stage)).toEqual([])
  expect(await readCredits(stage)).toMatchObject({ total_used: 1, held: 0 })
})

test('a pair that has waited for days for its vendor can be cancelled, and its credit is back', async () => {
  const stage = await openStage()
  const changes = vendorDown()
  const taskId = await startUnreachable(stage)
  await letTimePass(stage, { forMs: 3 * DAY_MS, stepMs: 12 * HOUR_MS, changes })
  expect(await cancel(stage, taskId)).toBe(200)
  await letTimePass(stage, { forMs: HOUR_MS, stepMs: 10 * MINUTE_MS })
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ failure_code: 'cancelled' })
  expect(await readCredits(stage)).toMatchObject({ total_used: 0, held: 0 })
  expect((await vendorCalls(stage)).renders).toEqual([])
})

for (const [what, fault] of [
  ['asks to wait', { kind: 'rate_limit', value: 300 }],
  ['cannot be reached', undefined],
] as const) {
  test(`a retry that only waits, for its vendor ${what}, keeps its attempts`, async () => {
    const stage = await openStage()
    await breakVendor(stage, { kind: 'status', value: 500 })
    const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
    await settle(stage)
    await mendVendor(stage)
    if (fault) await breakVendor(stage, fault)
    const changes = fault ? {} : vendorDown()
    await letTimePass(stage, { forMs: 5 * MINUTE_MS, changes })
    const { attempts } = await onlyRetry(stage)
    await letTimePass(stage, { forMs: 2 * HOUR_MS, stepMs: 10 * MINUTE_MS, changes })
    expect((await onlyRetry(stage)).attempts, 'attempts after two hours').toBe(attempts)
    expect(['running', 'waiting']).toContain((await onlyRetry(stage)).status)
    await mendVendor(stage)
    await letTimePass(stage, { forMs: HOUR_MS, stepMs: 5 * MINUTE_MS })
    expect((await mockupOfRun(stage, taskId)).status).toBe('completed')
    expect((await onlyRetry(stage)).status).toBe('succeeded')
    expect(await readCredits(stage)).toMatchObject({ total_used: 1, held: 0 })
  })
}

test('a run whose vendor answers 500 again and again is done within its ten minutes', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'status', value: 500 })
  const scenes = ['bedroom', 'living_room', 'home_office']
  const startedMs = Date.now()
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)], scenes })
  await settle(stage)
  expect(await readRun(stage, taskId)).toMatchObject({ status: 'done', failed: 3, generated: 0 })
  expect(Date.now() - startedMs).toBeLessThanOrEqual(RUN_LIMIT_MS)
  expect((await readRetries(stage)).map((retry) => retry.status)).toEqual(Array(3).fill('waiting'))
})

test('a retry that fails again and again ends: its attempts are used up, and nothing is held', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'status', value: 500 })
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await settle(stage)
  await letTimePass(stage, { forMs: 12 * HOUR_MS, stepMs: 30 * MINUTE_MS })
  expect((await onlyRetry(stage)).status).toBe('exhausted')
  const calls = (await vendorCalls(stage)).renders.length
  passTime(DAY_MS)
  await letTimePass(stage, { forMs: DAY_MS, stepMs: 6 * HOUR_MS })
  expect((await vendorCalls(stage)).renders).toHaveLength(calls)
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ status: 'failed', credits_used: 0 })
  expect(await readCredits(stage)).toMatchObject({ total_used: 0, held: 0 })
})

test('a paid picture whose link answers 503 for ever is lost in the end, and its credit is spent', async () => {
  const stage = await openStage()
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  const real = globalThis.fetch
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init: RequestInit = {}) => {
    const { pathname } = new URL(input instanceof Request ? input.url : String(input))
    const isResult = pathname.includes('exports/')
    return isResult ? Promise.resolve(new Response('', { status: 503 })) : real(input, init)
  })
  await deliver(stage, takeSent(stage))
  expect((await mockupOfRun(stage, taskId)).status).toBe('pending')
  await letTimePass(stage, { forMs: 9 * DAY_MS, stepMs: DAY_MS / 2 })
  const lost = { status: 'failed', failure_code: 'lost', credits_used: 1 }
  expect(await mockupOfRun(stage, taskId)).toMatchObject(lost)
  expect(await readCredits(stage)).toMatchObject({ total_used: 1, held: 0, suspect: 0 })
})

test('a pair whose claim runs out while the vendor asks to wait is not called cancelled', async () => {
  const stage = await openStage()
  const lost = strikeLedger('confirm', failBefore())
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] }, { changes: lost })
  await breakVendor(stage, { kind: 'rate_limit', value: 7, times: 1 })
  passTime(295_000)
  interceptVendor(RENDERS, async (send) => {
    passTime(10_000)
    return send()
  })
  await deliver(stage, takeSent(stage))
  await settle(stage)
  await letTimePass(stage, { forMs: HOUR_MS, stepMs: HOUR_MS / 4 })
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ status: 'completed' })
})
