import { expect, test } from 'vitest'
import { impatient, vendorDown } from '../support/faults/bindings.ts'
import { assertInvariants } from '../support/faults/invariants.ts'
import {
  ACKED,
  deliver,
  mockupsOf,
  onlyMockup,
  openStage,
  passTime,
  retriesOf,
  type Stage,
  settle,
  startOne,
  startRun,
  takeSent,
} from '../support/faults/stage.ts'
import { breakVendor, mendVendor, vendorCalls, vendorHealth } from '../support/faults/vendor.ts'

async function expectSuspect(stage: Stage, calls = 1): Promise<void> {
  expect(await onlyMockup(stage)).toMatchObject({ status: 'failed', failure_code: 'suspect' })
  expect(await retriesOf(stage)).toEqual([])
  expect((await vendorCalls(stage)).renders).toHaveLength(calls)
  await assertInvariants(stage, { suspect: 1 })
}

test('row 13: the vendor never answers → suspect, counted by the breaker, acked', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'timeout' })
  const message = await startOne(stage)
  expect(await deliver(stage, [message], impatient())).toEqual(ACKED)
  expect((await onlyMockup(stage)).error_message).toContain('timed out')
  expect((await vendorHealth(stage)).failures).toBe(1)
  expect(await deliver(stage, [message])).toEqual(ACKED)
  await expectSuspect(stage)
})

test('row 13: silence five times opens the breaker → the rest waits unpaid, and goes on when the vendor is back', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'reset' })
  const scenes = ['bedroom', 'living_room', 'home_office']
  await startRun(stage, { scenes })
  await startRun(stage, { scenes })
  const messages = takeSent(stage)
  for (const message of messages.slice(0, 5)) await deliver(stage, [message])
  expect((await vendorHealth(stage)).state).toBe('open')
  expect(await deliver(stage, messages.slice(5))).toEqual(ACKED)
  expect((await vendorCalls(stage)).renders).toHaveLength(5)
  const waiting = (await mockupsOf(stage)).filter((row) => row.status === 'pending')
  expect(waiting).toMatchObject([{ waiting_for: 'breaker' }])
  await assertInvariants(stage, { held: 1, suspect: 5, unfinished: 1 })
  await mendVendor(stage)
  await settle(stage)
  expect((await vendorHealth(stage)).state).toBe('closed')
  expect((await vendorCalls(stage)).charged).toBe(1)
  await assertInvariants(stage, { suspect: 5 })
})

test('row 14: the connection is reset after sending → suspect, whether it was charged or not', async () => {
  for (const [kind, charged] of [
    ['reset', 0],
    ['lost_response', 1],
  ] as const) {
    const stage = await openStage()
    await breakVendor(stage, { kind, times: 1 })
    const message = await startOne(stage)
    expect(await deliver(stage, [message])).toEqual(ACKED)
    expect((await vendorCalls(stage)).charged).toBe(charged)
    passTime(60_000)
    expect(await deliver(stage, [message])).toEqual(ACKED)
    await expectSuspect(stage)
  }
})

test('row 15: nobody listens at the vendor’s → the free probe fails, nothing is started, the work waits', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  expect(await deliver(stage, [message], vendorDown())).toEqual(ACKED)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'pending', waiting_for: 'unreachable' })
  const [state] = await stage.user.ctx.ledger.states([`${message.pictureId}.1`])
  expect(state).toMatchObject({ state: 'pending', calls: 0 })
  await assertInvariants(stage, { held: 1, unfinished: 1 })
  await settle(stage)
  expect((await onlyMockup(stage)).status).toBe('completed')
  expect((await vendorCalls(stage)).renders).toHaveLength(1)
  await assertInvariants(stage)
})

test('row 16: 500 or 503 with the vendor’s words → free, tried again, paid once', async () => {
  for (const value of [500, 503]) {
    const stage = await openStage()
    await breakVendor(stage, { kind: 'status', value, times: 1 })
    expect(await deliver(stage, [await startOne(stage)])).toEqual(ACKED)
    expect(await onlyMockup(stage)).toMatchObject({ status: 'pending', waiting_for: 'second_try' })
    await settle(stage)
    expect((await onlyMockup(stage)).status).toBe('completed')
    const { charged, renders } = await vendorCalls(stage)
    expect({ charged, calls: renders.length }).toEqual({ charged: 1, calls: 2 })
    await assertInvariants(stage)
  }
})

test('row 16: 500 at every try → failed, the credit is back, the retry queue has it', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'status', value: 500 })
  await startRun(stage)
  await settle(stage)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'failed', failure_code: 'vendor' })
  expect(await retriesOf(stage)).toMatchObject([{ status: 'waiting' }])
  expect((await vendorCalls(stage)).renders).toHaveLength(2)
  await assertInvariants(stage)
})

test('row 16: 502, 504, or 500 and 503 in a proxy’s words → nobody knows: suspect', async () => {
  for (const fault of [
    { kind: 'status', value: 502 },
    { kind: 'status', value: 504 },
    { kind: 'html_error', value: 500 },
    { kind: 'html_error', value: 503 },
  ]) {
    const stage = await openStage()
    await breakVendor(stage, fault)
    expect(await deliver(stage, [await startOne(stage)])).toEqual(ACKED)
    expect(stage.sent).toEqual([])
    await expectSuspect(stage)
  }
})

test('row 17: 429 → waits as long as it is told, and no paid attempt is used', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'rate_limit', value: 40, times: 1 })
  await breakVendor(stage, { kind: 'rate_limit', times: 2 })
  expect(await deliver(stage, [await startOne(stage)])).toEqual(ACKED)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'pending', waiting_for: 'told_to_wait' })
  expect(stage.sent[0]?.delaySeconds).toBeGreaterThanOrEqual(40)
  await settle(stage)
  const { charged, renders } = await vendorCalls(stage)
  expect({ charged, statuses: renders.map((call) => call.http_status) }).toEqual({
    charged: 1,
    statuses: [429, 429, 429, 200],
  })
  expect((await onlyMockup(stage)).status).toBe('completed')
  await assertInvariants(stage)
})

test('row 17: after a 429 there is still a second try for a 500', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'rate_limit', times: 1 })
  await breakVendor(stage, { kind: 'status', value: 500, times: 1 })
  await startRun(stage)
  await settle(stage)
  expect((await onlyMockup(stage)).status).toBe('completed')
  await assertInvariants(stage)
})
