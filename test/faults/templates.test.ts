import { expect, test, vi } from 'vitest'
import {
  addScene,
  changeScene,
  generate,
  mockupOfRun,
  readCredits,
  retryByHand,
} from '../support/faults/calls.ts'
import { interceptVendor, renameSmartObject, TEMPLATE } from '../support/faults/outbound.ts'
import {
  addArtwork,
  deliver,
  openStage,
  type Stage,
  settle,
  takeSent,
} from '../support/faults/stage.ts'
import { DAY_MS, HOUR_MS, letTimePass, MINUTE_MS } from '../support/faults/time.ts'
import { breakVendor, mendVendor, vendorCalls } from '../support/faults/vendor.ts'

// A week of sweeps takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const UNFINISHED = ['pending', 'generating']

async function hasEnded(stage: Stage, taskId: string): Promise<boolean> {
  return !UNFINISHED.includes((await mockupOfRun(stage, taskId)).status)
}

/** The pair ends as failed within a week, says why, and gives its credit back. */
async function expectFailedWithinAWeek(stage: Stage, taskId: string): Promise<void> {
  const until = () => hasEnded(stage, taskId)
  await letTimePass(stage, { forMs: 10 * MINUTE_MS, stepMs: 2 * MINUTE_MS, until })
  await letTimePass(stage, { forMs: 7.5 * DAY_MS, stepMs: 12 * HOUR_MS, until })
  const mockup = await mockupOfRun(stage, taskId)
  expect(mockup).toMatchObject({ status: 'failed', credits_used: 0 })
  expect(mockup.error_message, 'the reason').toMatch(/\w{4,}/)
  expect(await readCredits(stage)).toMatchObject({ total_used: 0, held: 0, suspect: 0 })
  expect((await vendorCalls(stage)).renders).toEqual([])
}

const ODD = [
  ['400', { kind: 'status', value: 400 }],
  ['422', { kind: 'status', value: 422 }],
  ['429, for ever', { kind: 'rate_limit' }],
  ['500, for ever', { kind: 'status', value: 500 }],
  ['a page instead of JSON', { kind: 'html_error', value: 200 }],
] as const

test.each(ODD)(
  'a template that is answered with %s does not wait without an end',
  async (_what, fault) => {
    const stage = await openStage()
    await breakVendor(stage, { ...fault, operation: 'mockup' })
    const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
    await deliver(stage, takeSent(stage))
    await expectFailedWithinAWeek(stage, taskId)
  },
)

test('a template of another shape than the vendor describes does not wait without an end', async () => {
  const stage = await openStage()
  interceptVendor(TEMPLATE, async (send) => {
    await (await send()).body?.cancel()
    return Response.json({ success: true, data: { name: 7, smart_objects: 'none' } })
  })
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await deliver(stage, takeSent(stage))
  await expectFailedWithinAWeek(stage, taskId)
})

for (const value of [400, 422]) {
  test(`a template that is answered with ${value} fails at once, with the vendor's status`, async () => {
    const stage = await openStage()
    await breakVendor(stage, { kind: 'status', value, operation: 'mockup' })
    const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
    await settle(stage)
    expect(await mockupOfRun(stage, taskId)).toMatchObject({
      status: 'failed',
      failure_code: 'vendor',
      error_status: value,
    })
  })
}

test('a template that is answered with 429 waits as long as it is told, and uses no try', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'rate_limit', value: 90, operation: 'mockup', times: 2 })
  await breakVendor(stage, { kind: 'status', value: 500, times: 1 })
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await deliver(stage, takeSent(stage))
  expect(stage.sent).toHaveLength(1)
  expect(stage.sent[0]?.delaySeconds).toBeGreaterThanOrEqual(90)
  await settle(stage)
  expect((await mockupOfRun(stage, taskId)).status).toBe('completed')
  const statuses = (await vendorCalls(stage)).renders.map((render) => render.http_status)
  expect(statuses).toEqual([500, 200])
})

test('a retry sees the template as the vendor has it now, not as it was minutes ago', async () => {
  const stage = await openStage()
  const template = renameSmartObject('another_frame')
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await settle(stage)
  expect((await mockupOfRun(stage, taskId)).status).toBe('failed')
  template.mend()
  await retryByHand(stage)
  await settle(stage)
  expect((await mockupOfRun(stage, taskId)).status).toBe('completed')
})

test('a scene mended to the smart object that its template has now renders at once', async () => {
  const stage = await openStage()
  const scene = await addScene(stage)
  const body = { assetIds: [await addArtwork(stage)], scenes: [scene.key] }
  await generate(stage, body)
  await settle(stage)
  // The vendor's template is made again, with its frame named otherwise.
  renameSmartObject('new_frame')
  await changeScene(stage, scene.id, { config: { smart_object: 'new_frame' } })
  const taskId = await generate(stage, body)
  await settle(stage)
  expect((await mockupOfRun(stage, taskId)).status).toBe('completed')
})

test('a template that has lost its smart object since it was read fails by name, and nothing is paid', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'status', value: 422, times: 1 })
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await settle(stage)
  await mendVendor(stage)
  renameSmartObject('another_frame')
  await retryByHand(stage)
  await settle(stage)
  const mockup = await mockupOfRun(stage, taskId)
  expect(mockup).toMatchObject({ status: 'failed', credits_used: 0 })
  expect(mockup.error_message).toContain('another_frame')
  expect((await vendorCalls(stage)).charged).toBe(0)
})
