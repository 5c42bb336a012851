import { expect, test } from 'vitest'
import type { Context } from '../../src/context.ts'
import { renderPicture } from '../../src/domain/rendering/render-picture.ts'
import { sweepUnfinished } from '../../src/domain/rendering/sweep-unfinished.ts'
import { requestRun } from '../../src/domain/runs/request-run.ts'
import { newId } from '../../src/ids.ts'
import { holdUp } from '../support/faults/around.ts'
import { usageOf } from '../support/faults/attempts.ts'
import { strikeLedger } from '../support/faults/bindings.ts'
import { assertInvariants } from '../support/faults/invariants.ts'
import {
  addArtwork,
  contextOn,
  deliver,
  fireAlarm,
  mockupsOf,
  onlyMockup,
  openStage,
  passTime,
  type Stage,
  setTime,
  startRun,
  takeSent,
} from '../support/faults/stage.ts'
import { vendorCalls } from '../support/faults/vendor.ts'
import { api } from '../support/worker/api.ts'

const NEXT_YEAR = new Date().getUTCFullYear() + 1
const TEN_MINUTES_MS = 10 * 60_000

async function usedIn({ user }: Stage, year: number, month: number) {
  const { total_used, monthly_used } = await user.ctx.ledger.usage(year, month, 100)
  return { total_used, monthly_used }
}

test('row 35: 500 generate requests at once at the edge of the budget → exactly the budget is granted', async () => {
  const budget = 40
  const stage = await openStage({ budget })
  const assetId = await addArtwork(stage)
  const body = { assetIds: [assetId], scenes: ['bedroom'], regenerate: true }
  const answers = await Promise.all(
    Array.from({ length: 500 }, async () => {
      const answer = await api(stage.user, 'POST', '/api/mockups/generate', body)
      return { status: answer.status, text: await answer.text() }
    }),
  )
  const granted = answers.filter((answer) => answer.status === 202)
  const refused = answers.filter((answer) => answer.text.includes('Insufficient credits'))
  expect([granted.length, refused.length]).toEqual([budget, 500 - budget])
  expect(await mockupsOf(stage)).toHaveLength(budget)
  expect(await usageOf(stage, budget)).toMatchObject({ held: budget, remaining: 0 })
  await assertInvariants(stage, { held: budget, unfinished: budget })
}, 90_000)

test('row 36: the year turns during a run → the year and month of the reservation are charged', async () => {
  const stage = await openStage({ budget: 2 })
  const assetId = await addArtwork(stage)
  setTime(Date.UTC(NEXT_YEAR, 11, 31, 23, 59, 55))
  await startRun(stage, { assetId, scenes: ['bedroom', 'living_room'] })
  const [before, after] = takeSent(stage)
  const pause = holdUp()
  const slow = deliver(stage, [before], strikeLedger('charged', pause.instead))
  await pause.reached
  setTime(Date.UTC(NEXT_YEAR + 1, 0, 1, 0, 0, 1))
  pause.wake()
  await slow
  await deliver(stage, [after])
  expect(await usedIn(stage, NEXT_YEAR, 12)).toEqual({ total_used: 2, monthly_used: 2 })
  expect(await usedIn(stage, NEXT_YEAR + 1, 1)).toEqual({ total_used: 0, monthly_used: 0 })
  await assertInvariants(stage)
  // The new year's budget is whole.
  await startRun(stage, { assetId, scenes: ['bedroom', 'living_room'], regenerate: true })
  for (const message of takeSent(stage)) await deliver(stage, [message])
  expect(await usedIn(stage, NEXT_YEAR + 1, 1)).toEqual({ total_used: 2, monthly_used: 2 })
  const lines = (await stage.user.ctx.ledger.settledAfter(0, 10)).map((entry) => [
    entry.year,
    entry.month,
    entry.balanceBefore,
    entry.balanceAfter,
  ])
  expect(lines).toEqual([
    [NEXT_YEAR, 12, 2, 1],
    [NEXT_YEAR, 12, 1, 0],
    [NEXT_YEAR + 1, 1, 2, 1],
    [NEXT_YEAR + 1, 1, 1, 0],
  ])
  await assertInvariants(stage)
})

test('row 36: a hold expires in the old year and is reserved again → the new year is charged', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  setTime(Date.UTC(NEXT_YEAR, 11, 30, 12))
  await startRun(stage, { assetId })
  const [message] = takeSent(stage)
  setTime(Date.UTC(NEXT_YEAR + 1, 0, 1, 12))
  await fireAlarm(stage)
  await deliver(stage, [message])
  await deliver(stage, takeSent(stage))
  expect(await usedIn(stage, NEXT_YEAR, 12)).toEqual({ total_used: 0, monthly_used: 0 })
  expect(await usedIn(stage, NEXT_YEAR + 1, 1)).toEqual({ total_used: 1, monthly_used: 1 })
  await assertInvariants(stage)
})

test('row 36: the month turns during a run → the month of the reservation is charged', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  setTime(Date.UTC(NEXT_YEAR, 4, 31, 23, 59))
  await startRun(stage, { assetId })
  setTime(Date.UTC(NEXT_YEAR, 5, 1, 0, 1))
  for (const message of takeSent(stage)) await deliver(stage, [message])
  expect(await usedIn(stage, NEXT_YEAR, 5)).toEqual({ total_used: 1, monthly_used: 1 })
  expect(await usedIn(stage, NEXT_YEAR, 6)).toEqual({ total_used: 1, monthly_used: 0 })
  await assertInvariants(stage)
})

test('row 36: the Worker’s clock is ten minutes off → one paid call, the ledger’s own clock decides the year', async () => {
  for (const offMs of [TEN_MINUTES_MS, -TEN_MINUTES_MS]) {
    const stage = await openStage()
    const assetId = await addArtwork(stage)
    const newYear = Date.UTC(NEXT_YEAR + 1, 0, 1)
    setTime(offMs > 0 ? newYear - 60_000 : newYear + 60_000)
    const off: Context = { ...contextOn(stage), clock: { now: () => Date.now() + offMs } }
    const request = { asset_ids: [assetId], scenes: ['bedroom'] }
    const flags = { skip_approval: false, regenerate: false }
    await requestRun(off, { ...request, ...flags, group_id: newId() })
    const [message] = takeSent(stage)
    if (!message) throw new Error('nothing was sent')
    const pause = holdUp()
    const slow = deliver(stage, [message], strikeLedger('charged', pause.instead))
    await pause.reached
    // Neither sweep nor second consumer takes a call for dead that has just been started.
    await sweepUnfinished(off)
    expect(await renderPicture(off, message)).toBe('waiting')
    pause.wake()
    await slow
    expect((await onlyMockup(stage)).status).toBe('completed')
    expect((await vendorCalls(stage)).renders).toHaveLength(1)
    const charged =
      offMs > 0 ? await usedIn(stage, NEXT_YEAR, 12) : await usedIn(stage, NEXT_YEAR + 1, 1)
    expect(charged).toEqual({ total_used: 1, monthly_used: 1 })
    passTime(TEN_MINUTES_MS)
    await assertInvariants(stage)
  }
})
