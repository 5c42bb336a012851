import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { newId } from '../../src/ids.ts'
import { renderMessage } from '../../src/queues/messages.ts'
import { around, failAfter, failBefore, holdUp, type Instead } from '../support/faults/around.ts'
import { loseDatabaseAtBatch, strikeBatches, strikeLedger } from '../support/faults/bindings.ts'
import { assertInvariants } from '../support/faults/invariants.ts'
import {
  addArtwork,
  deliver,
  fireAlarm,
  mockupsOf,
  openStage,
  passTime,
  runCron,
  type Stage,
  settle,
  startRun,
  takeSent,
} from '../support/faults/stage.ts'
import { breakVendor, mendVendor, vendorCalls } from '../support/faults/vendor.ts'

const FIVE_MINUTES_MS = 5 * 60_000
const UNTOUCHED_MS = 2 * 60_000
const SCENES = ['bedroom', 'living_room', 'home_office']

async function expectAllPaidOnce(stage: Stage, count: number): Promise<void> {
  const ends = (await mockupsOf(stage)).map((row) => row.status)
  expect(ends).toEqual(Array.from({ length: count }, () => 'completed'))
  expect((await vendorCalls(stage)).renders).toHaveLength(count)
  await assertInvariants(stage)
}

test('row 27: killed between the reservation and D1 → the credits are back after 5 minutes', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  const groupId = newId()
  const request = { assetId, groupId, scenes: SCENES }
  await expect(startRun(stage, request, strikeLedger('reserveMany', failAfter()))).rejects.toThrow()
  await assertInvariants(stage, { held: 3 })
  passTime(FIVE_MINUTES_MS)
  await fireAlarm(stage)
  await assertInvariants(stage)
  expect(await mockupsOf(stage)).toEqual([])
  // The form is sent once more, with the same id.
  await startRun(stage, request)
  await settle(stage)
  await expectAllPaidOnce(stage, 3)
})

test('row 27: killed between the reservation and D1, and pressed again at once → one reservation', async () => {
  const stage = await openStage()
  const request = { assetId: await addArtwork(stage), groupId: newId(), scenes: SCENES }
  await expect(startRun(stage, request, strikeLedger('reserveMany', failAfter()))).rejects.toThrow()
  await startRun(stage, request)
  await assertInvariants(stage, { held: 3, unfinished: 3 })
  await settle(stage)
  await expectAllPaidOnce(stage, 3)
})

test('row 27: the D1 batch fails → the credits are back at once', async () => {
  const stage = await openStage()
  const broken = strikeBatches(failBefore('D1_ERROR: Network connection lost.'))
  await expect(startRun(stage, { scenes: SCENES }, broken)).rejects.toThrow()
  expect(stage.sent).toEqual([])
  await assertInvariants(stage)
})

test('row 27: the D1 batch fails, and is pressed again with the same id → rendered, not failed', async () => {
  const stage = await openStage({ budget: 3 })
  const request = { assetId: await addArtwork(stage), groupId: newId(), scenes: SCENES }
  const broken = strikeBatches(failBefore('D1_ERROR: Network connection lost.'))
  await expect(startRun(stage, request, broken)).rejects.toThrow()
  await startRun(stage, request)
  await settle(stage)
  await expectAllPaidOnce(stage, 3)
})

test('row 27: the D1 batch fails and nothing can be read → the credits are back after 5 minutes', async () => {
  const stage = await openStage()
  await expect(startRun(stage, { scenes: SCENES }, loseDatabaseAtBatch())).rejects.toThrow()
  await assertInvariants(stage, { held: 3 })
  passTime(FIVE_MINUTES_MS)
  await assertInvariants(stage)
})

test('row 27: killed between D1 and the confirmation → the sweep confirms and sends', async () => {
  const stage = await openStage()
  const killed = holdUp()
  void startRun(stage, { scenes: SCENES }, strikeLedger('confirm', killed.instead))
  await killed.reached
  expect(stage.sent).toEqual([])
  passTime(UNTOUCHED_MS)
  await runCron(stage)
  expect(stage.sent).toHaveLength(3)
  passTime(FIVE_MINUTES_MS)
  await fireAlarm(stage)
  await settle(stage)
  await expectAllPaidOnce(stage, 3)
})

test('row 27: the confirmation fails → accepted and sent all the same, the sweep confirms', async () => {
  const stage = await openStage()
  await startRun(stage, { scenes: SCENES }, strikeLedger('confirm', failBefore('overloaded')))
  expect(takeSent(stage)).toHaveLength(3)
  passTime(UNTOUCHED_MS)
  await runCron(stage)
  passTime(FIVE_MINUTES_MS)
  await assertInvariants(stage, { held: 3, unfinished: 3 })
  await settle(stage)
  await expectAllPaidOnce(stage, 3)
})

test('row 28: sendBatch fails, or sends a part → accepted all the same, the sweep sends the rest', async () => {
  const batch = z.array(z.object({ body: renderMessage }))
  for (const sendSome of [0, 1]) {
    const stage = await openStage()
    const part: Instead = async (_call, [messages]) => {
      for (const { body } of batch.parse(messages).slice(0, sendSome)) {
        stage.sent.push({ body, delaySeconds: 0 })
      }
      throw new Error('Queue is overloaded')
    }
    const queue = around(stage.bindings.MOCKUP_RENDERS ?? env.MOCKUP_RENDERS, 'sendBatch', part)
    await startRun(stage, { scenes: SCENES }, { MOCKUP_RENDERS: queue })
    expect(stage.sent).toHaveLength(sendSome)
    await settle(stage)
    passTime(UNTOUCHED_MS)
    await runCron(stage)
    await settle(stage)
    await expectAllPaidOnce(stage, 3)
  }
})

test('row 29: every queued message is lost, at each step → the sweep completes the run', async () => {
  const stage = await openStage()
  await startRun(stage, { scenes: SCENES })
  const [first, second] = takeSent(stage)
  // One is paid for and not fetched, one was told to wait; the third was never heard of.
  await deliver(stage, [first], strikeLedger('charged', failAfter()))
  await breakVendor(stage, { kind: 'rate_limit', value: 20 })
  await deliver(stage, [second])
  await mendVendor(stage)
  for (let minutes = 0; minutes < 3; minutes++) {
    takeSent(stage)
    passTime(UNTOUCHED_MS)
    await runCron(stage)
  }
  expect(stage.sent).toHaveLength(2)
  await settle(stage)
  const ends = (await mockupsOf(stage)).map((row) => row.status)
  expect(ends).toEqual(['completed', 'completed', 'completed'])
  expect((await vendorCalls(stage)).charged).toBe(3)
  await assertInvariants(stage)
})

test('row 29: every message of a retry is lost → the sweep completes it', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'status', value: 500 })
  await startRun(stage)
  await settle(stage)
  await mendVendor(stage)
  passTime(UNTOUCHED_MS)
  await runCron(stage)
  expect(takeSent(stage)).toMatchObject([{ attempt: 2 }])
  passTime(UNTOUCHED_MS)
  await runCron(stage)
  await settle(stage)
  expect((await vendorCalls(stage)).charged).toBe(1)
  await assertInvariants(stage)
})
