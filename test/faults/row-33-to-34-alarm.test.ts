import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { newId } from '../../src/ids.ts'
import { writeReport } from '../../src/ledger/write-report.ts'
import {
  firstAttempt,
  newItem,
  nextAlarm,
  spend,
  startCall,
  usageOf,
} from '../support/faults/attempts.ts'
import { assertInvariants } from '../support/faults/invariants.ts'
import { fireAlarm, openStage, passTime, type Stage } from '../support/faults/stage.ts'

const HOUR_MS = 60 * 60_000

// Alarms are set for an hour that does not come: every one is fired by hand.
beforeEach(() => passTime(HOUR_MS))

async function reportOf({ user }: Stage): Promise<unknown[]> {
  const { results } = await env.DB.prepare(
    'SELECT * FROM mockup_credit_usage WHERE user_id = ? ORDER BY sequence',
  )
    .bind(user.userId)
    .all()
  return results
}

/** One of everything that time acts on: never begun, begun, called, and spent. */
async function openAccounts(stage: Stage): Promise<string[]> {
  const { ledger } = stage.user.ctx
  const waiting = newItem()
  const begun = newItem()
  await ledger.reserveMany({ groupId: newId(), items: [waiting, begun], budget: 100 })
  await ledger.begin(firstAttempt(begun))
  const called = await startCall(stage)
  return [firstAttempt(waiting), firstAttempt(begun), called.attemptId, await spend(stage)]
}

test('row 33: the alarm fires twice → the same as once', async () => {
  const stage = await openStage()
  const attempts = await openAccounts(stage)
  passTime(HOUR_MS)
  expect(await fireAlarm(stage)).toBe(true)
  const { ledger } = stage.user.ctx
  const once = [await ledger.states(attempts), await usageOf(stage), await reportOf(stage)]
  await fireAlarm(stage)
  expect([await ledger.states(attempts), await usageOf(stage), await reportOf(stage)]).toEqual(once)
  await assertInvariants(stage, { suspect: 1 })
})

test('row 33: the alarm is six hours late → nothing held too long, a started call is suspect', async () => {
  const stage = await openStage()
  const attempts = await openAccounts(stage)
  expect(await usageOf(stage)).toMatchObject({ held: 3, suspect: 0, total_used: 1 })
  passTime(6 * HOUR_MS)
  // Whoever asks meanwhile learns what time has done.
  const states = new Map(
    (await stage.user.ctx.ledger.states(attempts)).map((each) => [each.attemptId, each.state]),
  )
  const expected = ['expired', 'expired', 'suspect', 'posted']
  expect(attempts.map((attempt) => states.get(attempt))).toEqual(expected)
  await fireAlarm(stage)
  expect(await usageOf(stage)).toMatchObject({ held: 0, suspect: 1, total_used: 1 })
  expect(await nextAlarm(stage)).toBeNull()
  await assertInvariants(stage, { suspect: 1 })
})

test('row 33: the alarm fails 7 times → armed again each time, then the report is whole', async () => {
  const stage = await openStage()
  await spend(stage)
  await spend(stage)
  await env.DB.exec('ALTER TABLE mockup_credit_usage RENAME TO hidden_usage')
  try {
    for (let times = 0; times < 7; times++) {
      expect(await fireAlarm(stage)).toBe(true)
      const armed = await nextAlarm(stage)
      expect(armed).toBeGreaterThan(Date.now())
      passTime((armed ?? 0) - Date.now())
    }
  } finally {
    await env.DB.exec('ALTER TABLE hidden_usage RENAME TO mockup_credit_usage')
  }
  expect(await reportOf(stage)).toEqual([])
  await fireAlarm(stage)
  expect(await reportOf(stage)).toMatchObject([{ sequence: 1 }, { sequence: 2 }])
  expect(await nextAlarm(stage)).toBeNull()
  await assertInvariants(stage)
})

test('row 33: while the report fails, credits still expire', async () => {
  const stage = await openStage()
  await spend(stage)
  await stage.user.ctx.ledger.reserveMany({ groupId: 'a', items: [newItem()], budget: 100 })
  passTime(HOUR_MS)
  await env.DB.exec('ALTER TABLE mockup_credit_usage RENAME TO hidden_usage')
  try {
    await fireAlarm(stage)
    expect(await usageOf(stage)).toMatchObject({ held: 0 })
  } finally {
    await env.DB.exec('ALTER TABLE hidden_usage RENAME TO mockup_credit_usage')
  }
  await assertInvariants(stage)
})

test('row 34: the outbox is drained, wholly or in part, and killed before it is cleared → no line twice, none missing', async () => {
  for (const written of [3, 2]) {
    const stage = await openStage()
    const attempts = [await spend(stage), await spend(stage), await spend(stage)]
    const { ledger } = stage.user.ctx
    const entries = await ledger.settledAfter(0, written)
    await writeReport(env.DB, stage.user.userId, entries)
    const before = await reportOf(stage)
    expect(before).toHaveLength(written)
    expect(await fireAlarm(stage)).toBe(true)
    const after = await reportOf(stage)
    expect(after.slice(0, written)).toEqual(before)
    expect(after).toMatchObject(
      attempts.map((attempt_id, index) => ({ sequence: index + 1, attempt_id, credits: 1 })),
    )
    await assertInvariants(stage)
  }
})
