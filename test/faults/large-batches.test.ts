import { expect, test } from 'vitest'
import { failAfter, onCall } from '../support/faults/around.ts'
import { patient, strikeLedger } from '../support/faults/bindings.ts'
import { assertInvariants } from '../support/faults/invariants.ts'
import { interceptVendor, RENDERS } from '../support/faults/outbound.ts'
import {
  addArtwork,
  deliver,
  mockupsOf,
  openStage,
  type Stage,
  settle,
  startRun,
  takeSent,
} from '../support/faults/stage.ts'
import { vendorCalls } from '../support/faults/vendor.ts'

const SCENES = ['bedroom', 'living_room', 'home_office', 'reading_nook', 'therapy_office']
const BATCH = 20
/** A place stays free for whatever else waits for an answer. */
const MOST_AT_VENDOR = 5

async function startTwenty(stage: Stage) {
  for (let n = 0; n < BATCH / SCENES.length; n++) {
    await startRun(stage, { assetId: await addArtwork(stage), scenes: SCENES })
  }
  return takeSent(stage)
}

test('a batch of twenty keeps five renders at the vendor, and never has more there', async () => {
  const stage = await openStage()
  const messages = await startTwenty(stage)
  let [atVendor, most, letIn] = [0, 0, 0]
  const full = Promise.withResolvers<void>()
  interceptVendor(RENDERS, async (send) => {
    atVendor += 1
    letIn += 1
    most = Math.max(most, atVendor)
    if (atVendor === MOST_AT_VENDOR) full.resolve()
    // The first five stay until all of them are there.
    if (letIn <= MOST_AT_VENDOR) await full.promise
    try {
      return await send()
    } finally {
      atVendor -= 1
    }
  })
  expect(await deliver(stage, messages, patient())).toEqual({ acked: BATCH, retried: 0 })
  expect(most).toBe(MOST_AT_VENDOR)
  await settle(stage, patient())
  expect((await vendorCalls(stage)).charged).toBe(BATCH)
  await assertInvariants(stage)
})

test('killed in the middle of a batch of twenty and delivered whole again → each is paid once', async () => {
  const stage = await openStage()
  const messages = await startTwenty(stage)
  let calls = 0
  const dying = strikeLedger('charged', (call, args) => {
    calls += 1
    return calls > BATCH / 2 ? failAfter()(call, args) : call()
  })
  const { acked, retried } = await deliver(stage, messages, { ...patient(), ...dying })
  expect(acked + retried).toBe(BATCH)
  expect(retried).toBeGreaterThan(0)
  await deliver(stage, messages, {
    ...patient(),
    ...strikeLedger('begin', onCall(3, failAfter())),
  })
  await deliver(stage, messages, patient())
  await settle(stage, patient())
  expect((await mockupsOf(stage)).map((row) => row.status)).toEqual(
    Array.from({ length: BATCH }, () => 'completed'),
  )
  expect((await vendorCalls(stage)).charged).toBe(BATCH)
  await assertInvariants(stage)
})
