import { expect, test } from 'vitest'
import { newId } from '../../src/ids.ts'
import { failBefore, type Instead } from '../support/faults/around.ts'
import { beforeWrite } from '../support/faults/before-write.ts'
import { strikeLedger } from '../support/faults/bindings.ts'
import {
  call,
  generate,
  mockupOfRun,
  mockupsOfRun,
  onlyRetry,
  readCredits,
  readMockups,
} from '../support/faults/calls.ts'
import { assertInvariants } from '../support/faults/invariants.ts'
import {
  addArtwork,
  deliver,
  openStage,
  type Stage,
  settle,
  startRun,
  takeSent,
} from '../support/faults/stage.ts'
import { letTimePass, MINUTE_MS } from '../support/faults/time.ts'
import { breakVendor, mendVendor, vendorCalls } from '../support/faults/vendor.ts'

const TAKES_UP = /update mockups as m set picture_id/i

/** The Worker dies before it can tell the ledger: no release is heard. */
function dying(): Partial<Env> {
  return strikeLedger('release', failBefore())
}

/** The first release comes after this has happened. */
function afterFirst(happen: () => Promise<unknown>): Partial<Env> {
  let first = true
  const instead: Instead = async (release) => {
    if (first) {
      first = false
      await happen()
    }
    return release()
  }
  return strikeLedger('release', instead)
}

async function send(
  stage: Stage,
  method: 'POST' | 'DELETE',
  path: string,
  changes: Partial<Env> = {},
): Promise<number> {
  const answer = await call(stage, method, path, undefined, { changes })
  await answer.body?.cancel()
  return answer.status
}

/** A few minutes of sweeps are enough: nothing is held, and nothing was paid. */
async function expectReleased(stage: Stage): Promise<void> {
  await letTimePass(stage, { forMs: 3 * MINUTE_MS })
  expect(await readCredits(stage)).toMatchObject({ total_used: 0, held: 0, suspect: 0 })
  expect((await vendorCalls(stage)).renders).toEqual([])
  await assertInvariants(stage)
}

test('the Worker dies after it has deleted a mockup: its credit is back within minutes', async () => {
  const stage = await openStage()
  const run = await generate(stage, { assetIds: [await addArtwork(stage)] })
  takeSent(stage)
  const { id } = await mockupOfRun(stage, run)
  await send(stage, 'DELETE', `/api/mockups/${id}`, dying())
  expect(await readMockups(stage)).toEqual([])
  await expectReleased(stage)
})

test('the Worker dies after it has deleted an artwork: the credits of its mockups are back within minutes', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  await generate(stage, { assetIds: [assetId], scenes: ['bedroom', 'living_room'] })
  takeSent(stage)
  await send(stage, 'DELETE', `/api/assets/${assetId}`, dying())
  expect(await readMockups(stage)).toEqual([])
  await expectReleased(stage)
})

test('a mockup that was deleted while the ledger does not answer is said to be deleted', async () => {
  const stage = await openStage()
  const run = await generate(stage, { assetIds: [await addArtwork(stage)] })
  const { id } = await mockupOfRun(stage, run)
  expect(await send(stage, 'DELETE', `/api/mockups/${id}`, dying())).toBe(200)
  expect(await readMockups(stage)).toEqual([])
})

const LAST: [how: string, end: (stage: Stage, run: string) => Promise<number>][] = [
  ['cancelled', (stage, run) => send(stage, 'POST', `/api/mockups/runs/${run}/cancel`)],
  [
    'deleted',
    async (stage, run) =>
      send(stage, 'DELETE', `/api/mockups/${(await mockupOfRun(stage, run)).id}`),
  ],
]

test.each(LAST)(
  'a claim that a dying Worker left on a shared picture holds no credit once the last mockup is %s',
  async (_how, end) => {
    const stage = await openStage()
    const assetIds = [await addArtwork(stage)]
    const first = await generate(stage, { assetIds })
    const second = await generate(stage, { assetIds })
    takeSent(stage)
    const { id } = await mockupOfRun(stage, first)
    await send(stage, 'DELETE', `/api/mockups/${id}`, dying())
    expect(await end(stage, second)).toBe(200)
    await expectReleased(stage)
  },
)

test('the Worker dies after it has marked a run as cancelled: its credits are back within minutes', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  const run = await generate(stage, { assetIds, scenes: ['bedroom', 'living_room'] })
  takeSent(stage)
  await send(stage, 'POST', `/api/mockups/runs/${run}/cancel`, dying())
  await expectReleased(stage)
  const codes = (await mockupsOfRun(stage, run)).map((mockup) => mockup.failure_code)
  expect(codes).toEqual(['cancelled', 'cancelled'])
})

test('the Worker dies after it has released a cancelled run, and its message comes first: it ends as cancelled', async () => {
  const stage = await openStage()
  const run = await generate(stage, { assetIds: [await addArtwork(stage)] })
  const dyingLater = strikeLedger('states', failBefore())
  await send(stage, 'POST', `/api/mockups/runs/${run}/cancel`, dyingLater)
  await settle(stage)
  expect(await mockupOfRun(stage, run)).toMatchObject({ failure_code: 'cancelled' })
  await expectReleased(stage)
})

test('a picture that is asked for again while its last mockup is deleted is rendered and paid once', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  const first = await generate(stage, { assetIds })
  const { id } = await mockupOfRun(stage, first)
  let second = ''
  const meanwhile = afterFirst(async () => {
    second = await generate(stage, { assetIds })
  })
  await send(stage, 'DELETE', `/api/mockups/${id}`, meanwhile)
  await settle(stage)
  await letTimePass(stage, { forMs: 3 * MINUTE_MS })
  expect(await mockupOfRun(stage, second)).toMatchObject({ status: 'completed' })
  expect(await readCredits(stage)).toMatchObject({ total_used: 1, held: 0, suspect: 0 })
  await assertInvariants(stage)
})

test('a mockup that is deleted while it is tried again leaves no credit held', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'status', value: 500 })
  const run = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await settle(stage)
  await mendVendor(stage)
  const before = (await vendorCalls(stage)).renders.length
  const { id } = await mockupOfRun(stage, run)
  const { changes, happened } = beforeWrite(TAKES_UP, () =>
    send(stage, 'DELETE', `/api/mockups/${id}`),
  )
  const { id: retryId } = await onlyRetry(stage)
  await send(stage, 'POST', `/api/retries/${retryId}/run`, changes)
  expect(happened()).toBe(true)
  takeSent(stage)
  await letTimePass(stage, { forMs: 3 * MINUTE_MS })
  expect(await readCredits(stage)).toMatchObject({ total_used: 0, held: 0, suspect: 0 })
  expect((await vendorCalls(stage)).renders).toHaveLength(before)
})

test('what is asked for twice at once, and has ended for the first, holds nothing for the second', async () => {
  const stage = await openStage()
  const request = { assetId: await addArtwork(stage), groupId: newId() }
  let first = true
  const slow = strikeLedger('reserveMany', async (reserve) => {
    if (first) {
      first = false
      await startRun(stage, request)
      await breakVendor(stage, { kind: 'status', value: 401 })
      await deliver(stage, takeSent(stage))
      await mendVendor(stage)
    }
    return reserve()
  })
  await startRun(stage, request, slow)
  expect(await readMockups(stage)).toMatchObject([{ status: 'failed' }])
  expect(await readCredits(stage)).toMatchObject({ total_used: 0, held: 0 })
})
