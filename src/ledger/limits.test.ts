import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, test, vi } from 'vitest'
import { utcMonth } from '../clock.ts'
import { newId } from '../ids.ts'
import { ledgerOf } from './client.ts'

// Far ahead of the real time, so that no alarm fires by itself.
const START_MS = Date.UTC(2040, 5, 1)
const { year, month } = utcMonth(START_MS)
const MANY_HOLDS = 1_200
const MANY_ENTRIES = 450

beforeEach(() => {
  vi.setSystemTime(START_MS)
})

function newLedger() {
  const userId = newId()
  const stub = () => env.CREDIT_LEDGER.getByName(userId)
  return { userId, stub, ledger: ledgerOf(env.CREDIT_LEDGER, userId) }
}

function items(count: number) {
  return Array.from({ length: count }, (_, n) => ({
    pictureId: `p${n}`,
    mockupId: `m${n}`,
    runId: 'run',
    operation: 'generation' as const,
  }))
}

const refund = {
  operation: 'refund',
  credits: 1,
  attemptId: 'p.1',
  pictureId: 'p',
  mockupId: 'm',
} as const

test('more holds than one alarm handles expire over several, and every credit comes back', async () => {
  const { stub, ledger } = newLedger()
  await ledger.reserveMany({ groupId: 'g', items: items(MANY_HOLDS), budget: MANY_HOLDS })
  vi.setSystemTime(START_MS + 6 * 60_000)
  const held: number[] = []
  while (await runDurableObjectAlarm(stub())) {
    held.push((await ledger.usage(year, month, MANY_HOLDS)).held)
  }
  expect(held).toEqual([700, 200, 0])
})

test('what has expired is not confirmed, renewed or begun, though the alarm has not come to it', async () => {
  const { ledger } = newLedger()
  const many = items(MANY_HOLDS)
  await ledger.reserveMany({ groupId: 'g', items: many, budget: MANY_HOLDS })
  vi.setSystemTime(START_MS + 6 * 60_000)
  expect(await ledger.confirm('g')).toEqual({ confirmed: 0 })
  expect(await ledger.renew(['m1199'])).toEqual({ renewed: 0 })
  expect(await ledger.begin('p1199.1')).toEqual({ result: 'expired' })
})

test('more entries than one report takes are reported over several, in order', async () => {
  const { userId, stub, ledger } = newLedger()
  for (let n = 0; n < MANY_ENTRIES; n++) {
    await ledger.adjust({ ...refund, key: `refund ${n}`, budget: 10 })
  }
  const reported: unknown[] = []
  while (await runDurableObjectAlarm(stub())) {
    const row = await env.DB.prepare(
      'SELECT count(*) AS n, max(sequence) AS last FROM mockup_credit_usage WHERE user_id = ?',
    )
      .bind(userId)
      .first()
    reported.push(row)
  }
  expect(reported).toEqual([
    { n: 200, last: 200 },
    { n: 400, last: 400 },
    { n: 450, last: 450 },
  ])
})

test('a group of too many items, or with an item twice, is refused and holds nothing', async () => {
  const { stub } = newLedger()
  const [item] = items(1)
  if (!item) throw new Error('no item')
  await runInDurableObject(stub(), (object) => {
    const ask = (some: (typeof item)[]) => () =>
      object.reserveMany({ userId: 'u', groupId: 'g', items: some, budget: 5_000 })
    expect(ask(items(2_001))).toThrow('too many items')
    expect(ask([item, item])).toThrow('an item twice')
    expect(object.usage(year, month, 10)).toMatchObject({ held: 0, remaining: 10 })
  })
})

test('every list has a bound, and a longer one is refused', async () => {
  const { stub } = newLedger()
  const many = (count: number) => Array.from({ length: count }, (_, n) => `id${n}`)
  await runInDurableObject(stub(), (object) => {
    expect(() => object.renew(many(2_001))).toThrow(RangeError)
    expect(() => object.release({ mockupIds: many(2_001) }, 'why')).toThrow(RangeError)
    expect(() => object.release({ attemptIds: many(501) }, 'why')).toThrow(RangeError)
    expect(() => object.states(many(501))).toThrow(RangeError)
    expect(() => object.newestStates(many(501))).toThrow(RangeError)
    expect(() => object.paid(many(501))).toThrow(RangeError)
    expect(() => object.close(many(501))).toThrow(RangeError)
    expect(object.renew(many(2_000))).toEqual({ renewed: 0 })
    expect(object.newestStates(many(500))).toEqual([])
  })
})

test('whoever asks through the client may name any number, and is answered for each', async () => {
  const { ledger } = newLedger()
  const many = items(2_000)
  await ledger.reserveMany({ groupId: 'g', items: many, budget: 2_000 })
  const mockups = Array.from({ length: 4_001 }, (_, n) => `m${n}`)
  const attempts = many.map(({ pictureId }) => `${pictureId}.1`)
  const pictures = many.map(({ pictureId }) => pictureId)
  expect(await ledger.renew(mockups)).toEqual({ renewed: 2_000 })
  const states = await ledger.states(attempts)
  expect(new Set(states.map(({ attemptId }) => attemptId))).toEqual(new Set(attempts))
  expect(await ledger.newestStates(pictures)).toHaveLength(2_000)
  expect(await ledger.paid(pictures)).toEqual([])
  await ledger.close(attempts)
  const released = await ledger.release({ mockupIds: mockups.toReversed() }, 'why')
  expect(released.voided).toHaveLength(2_000)
  expect(await ledger.usage(year, month, 2_000)).toMatchObject({ held: 0 })
})

test('credits that time has given back can be held again before the alarm has fired', async () => {
  const { ledger } = newLedger()
  await ledger.reserveMany({ groupId: 'a', items: items(2), budget: 2 })
  vi.setSystemTime(START_MS + 5 * 60_000)
  const [, , item] = items(3)
  if (!item) throw new Error('no item')
  const again = await ledger.reserveMany({ groupId: 'b', items: [item], budget: 2 })
  expect(again.result).toBe('reserved')
  expect(await ledger.confirm('a')).toEqual({ confirmed: 0 })
})

test('a ledger whose accounts do not add up changes nothing, and still answers questions', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { stub, ledger } = newLedger()
  await ledger.reserveMany({ groupId: 'a', items: items(1), budget: 5 })
  await runInDurableObject(stub(), (_object, { storage }) => {
    storage.sql.exec('UPDATE balances SET pending = pending + 1')
  })
  await evictDurableObject(stub())
  await runInDurableObject(stub(), (object) => {
    expect(() => object.begin('p0.1')).toThrow('pending of 2040 does not add up')
  })
  expect(await ledger.states(['p0.1'])).toMatchObject([{ state: 'pending' }])
  expect(logged.mock.calls.flat().join()).toContain('ledger_imbalance')
})

test('a ledger with tables of another version refuses, and says how to start again', async () => {
  const { stub, ledger } = newLedger()
  await ledger.reserveMany({ groupId: 'a', items: items(1), budget: 5 })
  const forget = `UPDATE meta SET value = '1' WHERE name = 'schema_version'`
  await runInDurableObject(stub(), (_object, { storage }) => void storage.sql.exec(forget))
  await evictDurableObject(stub())
  const asked = [
    () => ledger.reserveMany({ groupId: 'b', items: items(1), budget: 5 }),
    () => ledger.states(['p0.1']),
  ]
  for (const ask of asked) await expect(ask()).rejects.toThrow('npm run reset')
})
