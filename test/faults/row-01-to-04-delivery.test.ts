import { expect, test } from 'vitest'
import { retryMockup } from '../../src/domain/rendering/retry-picture.ts'
import { cancelRun } from '../../src/domain/runs/cancel-run.ts'
import { strikeLedger } from '../support/faults/bindings.ts'
import { assertInvariants } from '../support/faults/invariants.ts'
import {
  ACKED,
  contextOn,
  deliver,
  mockupsOf,
  onlyMockup,
  openStage,
  passTime,
  runCron,
  settle,
  startOne,
  startRun,
  takeSent,
} from '../support/faults/stage.ts'
import { breakVendor, mendVendor, vendorCalls } from '../support/faults/vendor.ts'

test('row 1: a message delivered five times in a row → one paid call, all acked', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  for (let times = 0; times < 5; times++) expect(await deliver(stage, [message])).toEqual(ACKED)
  expect((await vendorCalls(stage)).renders).toHaveLength(1)
  expect((await onlyMockup(stage)).status).toBe('completed')
  expect(stage.sent).toEqual([])
  await assertInvariants(stage)
})

test('row 2: the same message at two consumers at once → the second waits, one paid call', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  const both = await Promise.all([deliver(stage, [message]), deliver(stage, [message])])
  expect(both).toEqual([ACKED, ACKED])
  expect(stage.sent).toMatchObject([{ body: message }])
  expect(stage.sent[0]?.delaySeconds).toBeGreaterThan(0)
  await settle(stage)
  expect((await vendorCalls(stage)).renders).toHaveLength(1)
  expect((await onlyMockup(stage)).status).toBe('completed')
  await assertInvariants(stage)
})

test('row 3: a message twice inside one batch → one render, both acked', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  expect(await deliver(stage, [message, message])).toEqual({ acked: 2, retried: 0 })
  await settle(stage)
  expect((await vendorCalls(stage)).renders).toHaveLength(1)
  expect((await onlyMockup(stage)).status).toBe('completed')
  await assertInvariants(stage)
})

test('row 4: messages in the wrong order, some after their run was cancelled → those are never rendered, credits back', async () => {
  const stage = await openStage()
  const runId = await startRun(stage, { scenes: ['bedroom', 'living_room', 'home_office'] })
  const [first, ...later] = takeSent(stage).toReversed()
  expect(await deliver(stage, [first])).toEqual(ACKED)
  await cancelRun(contextOn(stage), runId)
  expect(await deliver(stage, later)).toEqual({ acked: 2, retried: 0 })
  expect((await vendorCalls(stage)).renders).toHaveLength(1)
  const ends = (await mockupsOf(stage)).map((row) => row.failure_code ?? row.status)
  expect(ends.toSorted()).toEqual(['cancelled', 'cancelled', 'completed'])
  await assertInvariants(stage)
})

test('row 4: a render is put off, its run is cancelled while it waits → never called again', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'rate_limit', value: 3 })
  const runId = await startRun(stage)
  expect(await deliver(stage, takeSent(stage))).toEqual(ACKED)
  await mendVendor(stage)
  await cancelRun(contextOn(stage), runId)
  await settle(stage)
  expect((await vendorCalls(stage)).charged).toBe(0)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'failed', failure_code: 'cancelled' })
  await assertInvariants(stage)
})

test('row 4: a run is cancelled during a call that ends free → no second call, credit back', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'rate_limit', value: 3 })
  const runId = await startRun(stage)
  const [message] = takeSent(stage)
  const changes = strikeLedger('notCharged', async (call) => {
    await cancelRun(contextOn(stage), runId)
    return call()
  })
  expect(await deliver(stage, [message], changes)).toEqual(ACKED)
  await mendVendor(stage)
  await settle(stage)
  expect((await vendorCalls(stage)).charged).toBe(0)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'failed', failure_code: 'cancelled' })
  await assertInvariants(stage)
})

test('row 4: one of a cancelled run is tried again by hand, and its message is lost → rendered, not cancelled again', async () => {
  const stage = await openStage()
  const runId = await startRun(stage)
  await cancelRun(contextOn(stage), runId)
  takeSent(stage)
  await retryMockup(contextOn(stage), (await onlyMockup(stage)).id)
  takeSent(stage)
  passTime(2 * 60_000)
  await runCron(stage)
  await settle(stage)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'completed', attempt: 2 })
  await assertInvariants(stage)
})
