import {
  abortAllDurableObjects,
  createExecutionContext,
  evictDurableObject,
  waitOnExecutionContext,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import { newId } from '../../src/ids.ts'
import { around, failBefore } from '../support/faults/around.ts'
import {
  breakTable,
  firstAttempt,
  newItem,
  nextAlarm,
  spend,
  startCall,
  usageOf,
} from '../support/faults/attempts.ts'
import { strikeLedger } from '../support/faults/bindings.ts'
import { assertInvariants } from '../support/faults/invariants.ts'
import {
  ACKED,
  addArtwork,
  deliver,
  ledgerStub,
  mockupsOf,
  onlyMockup,
  openStage,
  RETRIED,
  type Stage,
  startOne,
} from '../support/faults/stage.ts'

test('row 30: the ledger is evicted or aborted between any two calls → nothing granted is lost or doubled', async () => {
  const stage = await openStage()
  for (const strike of [() => evictDurableObject(ledgerStub(stage)), abortAllDurableObjects]) {
    const { ledger } = stage.user.ctx
    const item = newItem()
    const attemptId = firstAttempt(item)
    const group = { groupId: newId(), items: [item], budget: 100 }
    const first = await ledger.reserveMany(group)
    await strike()
    expect(await ledger.reserveMany(group)).toEqual(first)
    expect(await nextAlarm(stage)).not.toBeNull()
    await strike()
    expect(await ledger.confirm(group.groupId)).toEqual({ confirmed: 1 })
    await strike()
    const begun = await ledger.begin(attemptId)
    if (begun.result !== 'begun') throw new Error(begun.result)
    await strike()
    expect(await ledger.begin(attemptId)).toMatchObject({ result: 'leased' })
    expect(await ledger.callStarted(attemptId, begun.token, 1_000)).toBe('started')
    await strike()
    expect(await nextAlarm(stage)).not.toBeNull()
    expect(await ledger.charged(attemptId, begun.token, 'https://x/y.png')).toBe('charged')
    await strike()
    expect(await ledger.charged(attemptId, begun.token, 'https://x/y.png')).toBe('charged')
  }
  expect(await usageOf(stage)).toMatchObject({ total_used: 2, held: 0, suspect: 0 })
  await assertInvariants(stage)
})

test('row 30: a final attempt never changes, whoever asks, also after an abort', async () => {
  const stage = await openStage()
  const { ledger } = stage.user.ctx
  const posted = await spend(stage)
  const { attemptId: suspect, token } = await startCall(stage)
  await ledger.unknown(suspect, token, 'silence')
  await ledger.resolveSuspect(suspect, 'void', 'not there')
  const before = await ledger.states([posted, suspect])
  await abortAllDurableObjects()
  for (const attemptId of [posted, suspect]) {
    expect(await ledger.charged(attemptId, 2, 'https://x/other.png')).toBe('stale')
    expect(await ledger.notCharged(attemptId, 2, 'wait', 'no')).toBe('stale')
    expect(await ledger.unknown(attemptId, 1, 'no')).toBe('stale')
    expect(await ledger.callStarted(attemptId, 1, 1_000)).toBe('stale')
    expect(await ledger.resolveSuspect(attemptId, 'post', 'no')).toBe('not_suspect')
  }
  expect(await ledger.charged(posted, 1, 'https://x/other.png')).toBe('stale')
  expect(await ledger.states([posted, suspect])).toEqual(before)
  await assertInvariants(stage)
})

test('row 31: the ledger is overloaded or restarts → 503 with Retry-After, nothing written; then it goes on', async () => {
  for (const flag of [{ overloaded: true }, { retryable: true }]) {
    const stage = await openStage()
    const assetId = await addArtwork(stage)
    const broken = failBefore('internal error', flag)
    const answer = await generate(stage, assetId, strikeLedger('reserveMany', broken))
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer.text()).toContain('Nothing was lost')
    expect(await mockupsOf(stage)).toEqual([])
    expect((await generate(stage, assetId, {})).status).toBe(202)
    const [sent] = stage.sent
    expect(await deliver(stage, [sent?.body], strikeLedger('begin', broken))).toEqual(RETRIED)
    expect(await deliver(stage, [sent?.body])).toEqual(ACKED)
    expect((await onlyMockup(stage)).status).toBe('completed')
    await assertInvariants(stage)
  }
})

test('row 31: a stub that has broken stays broken → the next call takes a new one of the same name', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  const names: string[] = []
  const namespace = new Proxy(env.CREDIT_LEDGER, {
    get(whole, property) {
      if (property !== 'getByName') return Reflect.get(whole, property)
      return (name: string) => {
        names.push(name)
        const stub = whole.getByName(name)
        return names.length === 1 ? around(stub, 'begin', failBefore('reset')) : stub
      }
    },
  })
  const changes = { CREDIT_LEDGER: namespace }
  expect(await deliver(stage, [message], changes)).toEqual(RETRIED)
  expect(await deliver(stage, [message], changes)).toEqual(ACKED)
  expect(names.length).toBeGreaterThan(1)
  expect(new Set(names)).toEqual(new Set([stage.user.userId]))
  await assertInvariants(stage)
})

test('row 32: an exception at any step of a reservation → none of it is held, and no alarm is set', async () => {
  const stage = await openStage()
  const { ledger } = stage.user.ctx
  const group = { groupId: 'a', items: [newItem(), newItem()], budget: 100 }
  for (const table of ['balances', 'holds', 'entries', 'claims']) {
    const mend = await breakTable(stage, table)
    await expect(ledger.reserveMany(group)).rejects.toThrow(`no ${table} today`)
    await mend()
    expect(await usageOf(stage)).toMatchObject({ held: 0, remaining: 100 })
    expect(await ledger.states(group.items.map(firstAttempt))).toEqual([])
    expect(await nextAlarm(stage)).toBeNull()
  }
  expect((await ledger.reserveMany(group)).result).toBe('reserved')
  expect(await usageOf(stage)).toMatchObject({ held: 2, remaining: 98 })
  await ledger.releaseGroup('a', 'done')
  await assertInvariants(stage)
})

test('row 32: an exception while a call is ended → the hold is as it was, and can be ended', async () => {
  const stage = await openStage()
  const { ledger } = stage.user.ctx
  const { attemptId, token } = await startCall(stage)
  const before = [await ledger.states([attemptId]), await nextAlarm(stage)]
  for (const [table, end] of [
    ['settled', () => ledger.charged(attemptId, token, 'https://x/y.png')],
    ['entries', () => ledger.unknown(attemptId, token, 'silence')],
    ['entries', () => ledger.notCharged(attemptId, token, 'give_back', 'refused')],
  ] as const) {
    const mend = await breakTable(stage, table)
    await expect(end()).rejects.toThrow(`no ${table} today`)
    await mend()
    expect([await ledger.states([attemptId]), await nextAlarm(stage)]).toEqual(before)
    expect(await usageOf(stage)).toMatchObject({ held: 1, suspect: 0, total_used: 0 })
  }
  expect(await ledger.charged(attemptId, token, 'https://x/y.png')).toBe('charged')
  expect(await usageOf(stage)).toMatchObject({ held: 0, total_used: 1 })
  await assertInvariants(stage)
})

async function generate(
  { user, bindings }: Stage,
  assetId: string,
  changes: Partial<Env>,
): Promise<Response> {
  const execution = createExecutionContext()
  const request = new Request('http://localhost:8787/api/mockups/generate', {
    method: 'POST',
    headers: { authorization: `Bearer ${user.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ assetIds: [assetId], scenes: ['bedroom'] }),
  })
  const answer = await app.fetch(request, { ...env, ...bindings, ...changes }, execution)
  await waitOnExecutionContext(execution)
  return answer
}
