import { expect, test } from 'vitest'
import { impatient, vendorDown } from '../support/faults/bindings.ts'
import { generate, type MockupAnswer, mockupOfRun, readMockup } from '../support/faults/calls.ts'
import {
  addArtwork,
  deliver,
  openStage,
  type Stage,
  settle,
  takeSent,
} from '../support/faults/stage.ts'
import { letTimePass, MINUTE_MS } from '../support/faults/time.ts'
import { breakVendor, mendVendor } from '../support/faults/vendor.ts'

type Fault = Parameters<typeof breakVendor>[1]

// Upper case and underscores, as the documented ones: TIMEOUT, RENDER_FAILED, UNKNOWN …
const CODE = /^[A-Z]+(_[A-Z]+)*$/

/** A render that ends under a fault of the vendor's. */
async function failUnder(stage: Stage, fault: Fault): Promise<MockupAnswer> {
  await breakVendor(stage, fault)
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await settle(stage, impatient())
  const mockup = await mockupOfRun(stage, taskId)
  expect(mockup.status).toBe('failed')
  return mockup
}

for (const status of [400, 404, 422, 500, 503]) {
  test(`a render answered with ${status} keeps that status and a code`, async () => {
    const stage = await openStage()
    const mockup = await failUnder(stage, { kind: 'status', value: status })
    expect(mockup.error_status).toBe(status)
    expect(mockup.error_code).toMatch(CODE)
    expect(JSON.stringify(mockup.dm_metadata)).toContain(String(status))
    expect(JSON.stringify(mockup.dm_metadata)).toContain(mockup.error_code)
  })
}

for (const status of [401, 403]) {
  test(`a key refused with ${status} is told in the parked mockup`, async () => {
    const stage = await openStage()
    const mockup = await failUnder(stage, { kind: 'status', value: status })
    expect(mockup).toMatchObject({ failure_code: 'parked', error_status: status })
    expect(mockup.error_code).toMatch(CODE)
  })
}

test('a render that is never answered says TIMEOUT, 408', async () => {
  const stage = await openStage()
  const mockup = await failUnder(stage, { kind: 'timeout', times: 1 })
  expect(mockup).toMatchObject({ failure_code: 'suspect', error_status: 408 })
  expect(mockup.error_code).toMatch(/^(RENDER_)?TIMEOUT$/)
})

test('a cut connection and an answer without a link have codes of their own', async () => {
  for (const fault of [
    { kind: 'reset', times: 1 },
    { kind: 'bad_result', value: 'no_export_path', times: 1 },
  ]) {
    const stage = await openStage()
    const mockup = await failUnder(stage, fault)
    expect(mockup.failure_code).toBe('suspect')
    expect(mockup.error_code, fault.kind).toMatch(CODE)
  }
})

test('a gateway that answers 502 instead of the vendor is told with its status', async () => {
  const stage = await openStage()
  const mockup = await failUnder(stage, { kind: 'html_error', value: 502, times: 1 })
  expect(mockup).toMatchObject({ failure_code: 'suspect', error_status: 502 })
  expect(mockup.error_code).toMatch(CODE)
})

test('a mockup that worked after a failure keeps no error of it', async () => {
  const stage = await openStage()
  const failed = await failUnder(stage, { kind: 'status', value: 500 })
  await mendVendor(stage)
  await letTimePass(stage, { forMs: 10 * MINUTE_MS })
  const { status, error_message, error_status, error_code } = await readMockup(stage, failed.id)
  expect(status).toBe('completed')
  expect([error_message, error_status, error_code]).toEqual([null, null, null])
})

test('a failure that is not the vendor’s has no status of the vendor’s', async () => {
  const stage = await openStage()
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await deliver(stage, takeSent(stage), vendorDown())
  expect(await mockupOfRun(stage, taskId)).toMatchObject({
    status: 'pending',
    error_status: null,
    error_code: null,
  })
})
