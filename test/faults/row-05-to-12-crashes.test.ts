import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { SWEPT_AFTER_MS } from '../../src/domain/rendering/render-one.ts'
import type { RenderMessage } from '../../src/queues/messages.ts'
import { failAfter, failBefore, holdUp, onCall, onKey } from '../support/faults/around.ts'
import { strikeBatches, strikeFiles, strikeLedger, vendorDown } from '../support/faults/bindings.ts'
import { assertInvariants } from '../support/faults/invariants.ts'
import {
  ACKED,
  addArtwork,
  deliver,
  mockupsOf,
  onlyMockup,
  openStage,
  passTime,
  RETRIED,
  runCron,
  type Stage,
  settle,
  startOne,
  startRun,
  takeSent,
} from '../support/faults/stage.ts'
import { vendorCalls } from '../support/faults/vendor.ts'

const LONGER_THAN_A_BEGIN_MS = 31_000
// The call's timeout in tests is 20 s; its lease is 15 s longer.
const LONGER_THAN_A_CALL_MS = 36_000
// The first transaction of a render says that it has begun, the second records it.
const RECORDING = 2

/** Delivers again as the queue does after a death, and then whatever is sent for later. */
async function deliverAgain(stage: Stage, message: RenderMessage): Promise<void> {
  expect(await deliver(stage, [message])).toEqual(ACKED)
  await settle(stage)
}

async function expectPaidOnce(stage: Stage): Promise<void> {
  expect((await onlyMockup(stage)).status).toBe('completed')
  const { charged, renders } = await vendorCalls(stage)
  expect({ charged, calls: renders.length }).toEqual({ charged: 1, calls: 1 })
  await assertInvariants(stage)
}

async function expectSuspect(stage: Stage): Promise<void> {
  const mockup = await onlyMockup(stage)
  expect(mockup).toMatchObject({ status: 'failed', failure_code: 'suspect' })
  expect(mockup.error_message).toContain('It may have been charged')
  await assertInvariants(stage, { suspect: 1 })
}

test('row 5: killed before begin → redelivery completes', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  expect(await deliver(stage, [message], strikeLedger('begin', failBefore()))).toEqual(RETRIED)
  await deliverAgain(stage, message)
  await expectPaidOnce(stage)
})

test('row 6: killed after begin, before the call → the lease lapses, begun again, one paid call', async () => {
  for (const death of [
    strikeLedger('begin', failAfter()),
    strikeLedger('callStarted', failBefore()),
  ]) {
    const stage = await openStage()
    const message = await startOne(stage)
    expect(await deliver(stage, [message], death)).toEqual(RETRIED)
    expect(await deliver(stage, [message])).toEqual(ACKED)
    expect((await vendorCalls(stage)).renders).toEqual([])
    expect((await onlyMockup(stage)).status).not.toBe('failed')
    await settle(stage)
    await expectPaidOnce(stage)
  }
})

test('row 7: killed when the call was about to be made → suspect, no second call', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  const death = strikeLedger('callStarted', failAfter())
  expect(await deliver(stage, [message], death)).toEqual(RETRIED)
  await deliverAgain(stage, message)
  expect((await vendorCalls(stage)).renders).toEqual([])
  await expectSuspect(stage)
})

test('row 8: killed after the vendor’s 200, before charged → suspect, one call', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  const death = strikeLedger('charged', failBefore())
  expect(await deliver(stage, [message], death)).toEqual(RETRIED)
  await deliverAgain(stage, message)
  expect((await vendorCalls(stage)).charged).toBe(1)
  await expectSuspect(stage)
})

test('row 8: the same, and its message is lost → a sweep’s message waits for the end of the lease', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  const death = { ...strikeLedger('charged', failBefore()), RENDER_TIMEOUT_SECONDS: '60' as const }
  expect(await deliver(stage, [message], death)).toEqual(RETRIED)
  passTime(SWEPT_AFTER_MS + 1_000)
  await runCron(stage)
  expect(takeSent(stage)).toEqual([message])
  expect(await deliver(stage, [message])).toEqual(ACKED)
  expect(stage.sent).toMatchObject([{ body: message }])
  expect(stage.sent[0]?.delaySeconds).toBeLessThanOrEqual(60 + 15 - 30)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'generating' })
  await settle(stage)
  expect((await vendorCalls(stage)).charged).toBe(1)
  await expectSuspect(stage)
})

test('row 9: killed after charged, before the download → finished from the saved link, no new render', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  const death = strikeLedger('charged', failAfter())
  expect(await deliver(stage, [message], death)).toEqual(RETRIED)
  expect((await onlyMockup(stage)).file_key).toBeNull()
  await deliverAgain(stage, message)
  await expectPaidOnce(stage)
})

test('row 10: killed after the picture is in R2, before D1 → recorded from R2', async () => {
  const picture = (message: RenderMessage) => `pictures/${message.pictureId}.1.png`
  for (const death of [
    (message: RenderMessage) => strikeFiles('put', onKey(picture(message), failAfter())),
    () => strikeBatches(onCall(RECORDING, failBefore())),
  ]) {
    const stage = await openStage()
    const message = await startOne(stage)
    expect(await deliver(stage, [message], death(message))).toEqual(RETRIED)
    expect((await onlyMockup(stage)).status).toBe('generating')
    const stored = await env.FILES.head(`users/${stage.user.userId}/${picture(message)}`)
    const noSecondPut = strikeFiles('put', onKey(picture(message), failBefore('stored twice')))
    expect(await deliver(stage, [message], noSecondPut)).toEqual(ACKED)
    const after = await env.FILES.head(`users/${stage.user.userId}/${picture(message)}`)
    expect(after?.uploaded).toEqual(stored?.uploaded)
    await expectPaidOnce(stage)
  }
})

test('row 11: killed after D1, before the ack → redelivery acks and writes nothing', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  expect(await deliver(stage, [message], strikeBatches(onCall(RECORDING, failAfter())))).toEqual(
    RETRIED,
  )
  const before = await everyRow(stage)
  passTime(5_000)
  expect(await deliver(stage, [message], strikeBatches(failBefore('written twice')))).toEqual(ACKED)
  expect(await everyRow(stage)).toEqual(before)
  await expectPaidOnce(stage)
})

test('row 11: killed after D1 while others wait for the picture → the sweep ends them with it, for free', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  await startRun(stage, { assetId })
  await startRun(stage, { assetId })
  const messages = takeSent(stage)
  expect(messages).toHaveLength(1)
  expect(await deliver(stage, messages, strikeBatches(onCall(RECORDING, failAfter())))).toEqual(
    RETRIED,
  )
  expect(await deliver(stage, messages)).toEqual(ACKED)
  passTime(2 * 60_000)
  await runCron(stage)
  const rows = await mockupsOf(stage)
  expect(rows.map((row) => row.status)).toEqual(['completed', 'completed'])
  expect(rows.map((row) => row.credits_used).toSorted()).toEqual([0, 1])
  expect(new Set(rows.map((row) => row.file_key)).size).toBe(1)
  expect((await vendorCalls(stage)).renders).toHaveLength(1)
  await assertInvariants(stage)
})

test('row 12: a paused consumer wakes after its lease, before its call → makes none', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  const pause = holdUp()
  const slow = deliver(stage, [message], strikeLedger('callStarted', pause.instead))
  await pause.reached
  passTime(LONGER_THAN_A_BEGIN_MS)
  expect(await deliver(stage, [message])).toEqual(ACKED)
  pause.wake()
  expect(await slow).toEqual(ACKED)
  await expectPaidOnce(stage)
})

test('row 12: a paused consumer wakes while another is at work → its old token neither calls nor gives back', async () => {
  for (const { step, changes } of [
    { step: 'callStarted', changes: {} },
    { step: 'notCharged', changes: vendorDown() },
  ]) {
    const stage = await openStage()
    const message = await startOne(stage)
    const [old, present] = [holdUp(), holdUp()]
    const slow = deliver(stage, [message], { ...changes, ...strikeLedger(step, old.instead) })
    await old.reached
    passTime(LONGER_THAN_A_BEGIN_MS)
    const worker = deliver(stage, [message], strikeLedger('callStarted', present.instead))
    await present.reached
    old.wake()
    expect(await slow).toEqual(ACKED)
    expect((await vendorCalls(stage)).renders).toEqual([])
    const [state] = await stage.user.ctx.ledger.states([`${message.pictureId}.1`])
    expect(state).toMatchObject({ state: 'in_flight', calls: 0 })
    present.wake()
    expect(await worker).toEqual(ACKED)
    await settle(stage)
    await expectPaidOnce(stage)
  }
})

test('row 12: a paused consumer wakes after its call’s lease with the newest token → its proof counts', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  const pause = holdUp()
  const slow = deliver(stage, [message], strikeLedger('charged', pause.instead))
  await pause.reached
  passTime(LONGER_THAN_A_CALL_MS)
  expect(await deliver(stage, [message])).toEqual(ACKED)
  await expectSuspect(stage)
  pause.wake()
  expect(await slow).toEqual(ACKED)
  await expectPaidOnce(stage)
})

async function everyRow({ user }: Stage): Promise<unknown> {
  const tables = ['mockups', 'approval_items', 'activity_log', 'retry_queue']
  return Promise.all(
    tables.map(async (table) => {
      const rows = await env.DB.prepare(`SELECT * FROM ${table} WHERE user_id = ? ORDER BY id`)
        .bind(user.userId)
        .all()
      return rows.results
    }),
  )
}
