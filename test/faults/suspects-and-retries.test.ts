import { expect, test } from 'vitest'
import { retryMockup } from '../../src/domain/rendering/retry-picture.ts'
import { resolveSuspect } from '../../src/domain/suspects/resolve-suspect.ts'
import { failAfter, holdUp } from '../support/faults/around.ts'
import { strikeLedger } from '../support/faults/bindings.ts'
import { assertInvariants } from '../support/faults/invariants.ts'
import {
  ACKED,
  addArtwork,
  contextOn,
  deliver,
  mockupsOf,
  onlyMockup,
  openStage,
  passTime,
  retriesOf,
  runCron,
  type Stage,
  settle,
  startOne,
  startRun,
  takeSent,
} from '../support/faults/stage.ts'
import { breakVendor, vendorCalls } from '../support/faults/vendor.ts'

const HOUR_MS = 60 * 60_000
// The call's timeout in tests is 20 s; its lease is 15 s longer.
const LONGER_THAN_A_CALL_MS = 36_000

/** A free failure, tried again by hand, whose second attempt never answers. */
async function failThenFallSilent(stage: Stage): Promise<void> {
  const message = await startOne(stage)
  await breakVendor(stage, { kind: 'status', value: 500, times: 2 })
  await deliver(stage, [message])
  await settle(stage)
  expect(await retriesOf(stage)).toMatchObject([{ status: 'waiting' }])
  await retryMockup(contextOn(stage), (await onlyMockup(stage)).id)
  await breakVendor(stage, { kind: 'lost_response', times: 1 })
  await deliver(stage, takeSent(stage))
  expect(await onlyMockup(stage)).toMatchObject({ attempt: 2, failure_code: 'suspect' })
}

test('a mockup that was counted as paid is not rendered again by a retry from before', async () => {
  const stage = await openStage()
  await failThenFallSilent(stage)
  expect(await retriesOf(stage)).toMatchObject([{ status: 'discarded', next_attempt_at: null }])
  const { id } = await onlyMockup(stage)
  await resolveSuspect(contextOn(stage), id, 'count_as_paid')
  passTime(HOUR_MS)
  await runCron(stage)
  await settle(stage)
  expect(await onlyMockup(stage)).toMatchObject({ attempt: 2, failure_code: 'lost' })
  await assertInvariants(stage)
})

test('a render whose credit went back is no longer suspect, though no credit is left to try again', async () => {
  const stage = await openStage({ budget: 2 })
  const message = await startOne(stage)
  await breakVendor(stage, { kind: 'reset', times: 1 })
  await deliver(stage, [message])
  const { id } = await onlyMockup(stage)
  const noneLeft = strikeLedger('reserveMany', async () => ({
    result: 'insufficient',
    remaining: 0,
  }))
  const again = resolveSuspect(contextOn(stage, noneLeft), id, 'render_again')
  await expect(again).rejects.toMatchObject({ code: 'insufficient_credits' })
  expect(await onlyMockup(stage)).toMatchObject({ status: 'failed', failure_code: 'lost' })
  expect(await retriesOf(stage)).toMatchObject([{ status: 'exhausted' }])
  await assertInvariants(stage)
})

test('a suspect render whose decision was cut short is cleared after a day', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  await breakVendor(stage, { kind: 'reset', times: 1 })
  await deliver(stage, [message])
  const { id } = await onlyMockup(stage)
  const death = strikeLedger('resolveSuspect', failAfter())
  const decision = resolveSuspect(contextOn(stage, death), id, 'render_again')
  await expect(decision).rejects.toThrow('killed')
  passTime(25 * HOUR_MS)
  await runCron(stage)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'failed', failure_code: 'lost' })
  await assertInvariants(stage)
})

test('every mockup of a suspect picture is suspect, and one decision is for all of them', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  await startRun(stage, { assetId })
  await startRun(stage, { assetId })
  await breakVendor(stage, { kind: 'reset', times: 1 })
  const sent = takeSent(stage)
  expect(sent).toHaveLength(1)
  await deliver(stage, sent)
  const rows = await mockupsOf(stage)
  expect(rows.map((mockup) => mockup.failure_code)).toEqual(['suspect', 'suspect'])
  await assertInvariants(stage, { suspect: 1 })
  await resolveSuspect(contextOn(stage), rows[1]?.id ?? '', 'render_again')
  await settle(stage)
  expect((await mockupsOf(stage)).map((row) => row.status)).toEqual(['completed', 'completed'])
  await assertInvariants(stage, { paidAgainByHand: 1 })
})

test('a free answer that comes after its lease ends nothing: the render stays suspect', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  await breakVendor(stage, { kind: 'status', value: 400, times: 1 })
  const pause = holdUp()
  const slow = deliver(stage, [message], strikeLedger('notCharged', pause.instead))
  await pause.reached
  passTime(LONGER_THAN_A_CALL_MS)
  pause.wake()
  expect(await slow).toEqual(ACKED)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'generating', failure_code: null })
  expect(await deliver(stage, [message])).toEqual(ACKED)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'failed', failure_code: 'suspect' })
  expect((await vendorCalls(stage)).renders).toHaveLength(1)
  await assertInvariants(stage, { suspect: 1 })
})
