import { expect, test } from 'vitest'
import { newId } from '../../src/ids.ts'
import { failAfter, failBefore, onKey } from '../support/faults/around.ts'
import { strikeLedger } from '../support/faults/bindings.ts'
import { assertInvariants } from '../support/faults/invariants.ts'
import {
  ACKED,
  deliver,
  mockupsOf,
  onlyMockup,
  openStage,
  passTime,
  retriesOf,
  runCron,
  settle,
  startOne,
  startRun,
  takeSent,
} from '../support/faults/stage.ts'
import { vendorCalls } from '../support/faults/vendor.ts'

const DEAD = 'mockup-renders-dead'

test('row 38: poison among sound messages → each is acked for good, the sound one is rendered', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  const poison = [
    'not JSON at all',
    null,
    new ArrayBuffer(8),
    { ...message, version: 99 },
    { ...message, type: 'mockup.paint' },
    { ...message, pictureId: 'not an id' },
    { ...message, attempt: 0 },
    { ...message, userId: newId() },
    { ...message, pictureId: newId() },
  ]
  const all = [...poison.slice(0, 5), message, ...poison.slice(5)]
  expect(await deliver(stage, all)).toEqual({ acked: all.length, retried: 0 })
  expect((await onlyMockup(stage)).status).toBe('completed')
  expect((await vendorCalls(stage)).renders).toHaveLength(1)
  await assertInvariants(stage)
})

test('row 38: one message of a batch fails by our fault → it alone comes back', async () => {
  const stage = await openStage()
  await startRun(stage, { scenes: ['bedroom', 'living_room', 'home_office'] })
  const messages = takeSent(stage)
  const sick = messages[1]?.pictureId ?? ''
  const changes = strikeLedger('begin', onKey(`${sick}.1`, failBefore('overloaded')))
  expect(await deliver(stage, messages, changes)).toEqual({ acked: 2, retried: 1 })
  const open = (await mockupsOf(stage)).filter((row) => row.status !== 'completed')
  expect(open).toMatchObject([{ picture_id: sick, status: 'pending' }])
  await deliver(stage, [messages[1]])
  await assertInvariants(stage)
})

test('row 38: a message is of a version nobody knows → its mockup is not forgotten', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  expect(await deliver(stage, [{ ...message, version: 99 }])).toEqual(ACKED)
  passTime(2 * 60_000)
  await runCron(stage)
  await settle(stage)
  expect((await onlyMockup(stage)).status).toBe('completed')
  await assertInvariants(stage)
})

test('row 38: every delivery of a message failed → its mockup fails with a reason, credit back, tried again later', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  expect(await deliver(stage, ['poison', message], {}, DEAD)).toEqual({ acked: 2, retried: 0 })
  const mockup = await onlyMockup(stage)
  expect(mockup).toMatchObject({ status: 'failed', failure_code: 'lost' })
  expect(mockup.error_message).toContain('Nothing was charged')
  expect(await retriesOf(stage)).toMatchObject([{ status: 'waiting' }])
  expect((await vendorCalls(stage)).renders).toEqual([])
  await assertInvariants(stage)
  passTime(2 * 60_000)
  await runCron(stage)
  await settle(stage)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'completed', attempt: 2 })
  await assertInvariants(stage)
})

test('row 38: a dead letter of a mockup that is paid for → it is fetched, never failed as unpaid', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  await deliver(stage, [message], strikeLedger('charged', failAfter()))
  expect(await deliver(stage, [message], {}, DEAD)).toEqual(ACKED)
  expect((await onlyMockup(stage)).status).toBe('generating')
  passTime(2 * 60_000)
  await runCron(stage)
  expect((await onlyMockup(stage)).status).toBe('completed')
  expect((await vendorCalls(stage)).renders).toHaveLength(1)
  await assertInvariants(stage)
})
