import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newId } from '../ids.ts'
import { createLog } from '../log.ts'
import { ledgerOf } from './client.ts'
import { createLedger } from './create-ledger.ts'
import { openStorage } from './storage.ts'

const START_MS = Date.UTC(2040, 5, 1)
const DAY_MS = 24 * 60 * 60_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START_MS })
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

function newLedger() {
  const userId = newId()
  const stub = () => env.CREDIT_LEDGER.getByName(userId)
  const ledger = ledgerOf(env.CREDIT_LEDGER, userId)
  return {
    ledger,
    stub,
    sql: (text: string) =>
      runInDurableObject(stub(), (_object, { storage }) => void storage.sql.exec(text)),
    /** Ends the object; the next call wakes it. */
    sleep: () => evictDurableObject(stub()),
    reserve: (picture: string) => ledger.reserveMany(requestFor(picture)),
    async pay(picture: string) {
      await ledger.reserveMany(requestFor(picture))
      await ledger.begin(`${picture}.1`)
      await ledger.callStarted(`${picture}.1`, 1, 1_000)
      expect(await ledger.charged(`${picture}.1`, 1, 'https://v.test/1.png')).toBe('charged')
    },
  }
}

function requestFor(picture: string) {
  const item = { pictureId: picture, mockupId: `m ${picture}`, runId: 'r' }
  return { groupId: picture, items: [{ ...item, operation: 'generation' as const }], budget: 9_000 }
}

const REFUSED = 'The credit ledger is out of balance'

describe('a ledger that wakes', () => {
  test('refuses when an entry newer than its checkpoint does not add up', async () => {
    const { reserve, sql, sleep } = newLedger()
    await reserve('old')
    await sleep()
    await reserve('new')
    await sql('UPDATE entries SET credits = 2 WHERE id = (SELECT max(id) FROM entries)')
    await sleep()
    await expect(reserve('next')).rejects.toThrow(`${REFUSED}: pending of 2040`)
  })

  test('refuses when a settled entry newer than its checkpoint does not add up', async () => {
    const { pay, reserve, sql, sleep } = newLedger()
    await pay('one')
    await sql('UPDATE settled SET credits = 3')
    await sleep()
    await expect(reserve('next')).rejects.toThrow(`${REFUSED}: pending of 2040`)
  })

  test('refuses when a month does not add up', async () => {
    const { pay, reserve, sql, sleep } = newLedger()
    await pay('one')
    await sql('UPDATE balances SET used_6 = used_6 + 1')
    await sleep()
    await expect(reserve('next')).rejects.toThrow(`${REFUSED}: posted of 2040`)
  })

  test('reads as many rows of 20,000 entries as of 200', async () => {
    const rowsReadOf = async (entries: number) => {
      const { pay, stub, sleep } = newLedger()
      await pay('one')
      await runInDurableObject(stub(), (_object, { storage }) => fill(storage.sql, entries))
      await sleep()
      return runInDurableObject(stub(), (_object, { storage }) => countWaking(storage))
    }
    const few = await rowsReadOf(200)
    expect(await rowsReadOf(20_000)).toBe(few)
    expect(few).toBeLessThan(100)
  })
})

describe('an audit', () => {
  test('finds an old entry that does not add up, which waking does not read', async () => {
    const { ledger, pay, reserve, sql, sleep } = newLedger()
    await pay('one')
    await sleep()
    await reserve('two')
    await sql('UPDATE entries SET credits = 2 WHERE id = 1')
    await sleep()
    expect((await reserve('three')).result).toBe('reserved')
    expect(await ledger.audit()).toBe('flawed')
    await expect(reserve('four')).rejects.toThrow(`${REFUSED}: pending of 2040`)
    await sleep()
    await expect(reserve('five')).rejects.toThrow(REFUSED)
  })

  test.each([
    ['a settled entry', 'UPDATE settled SET credits = 2', 'pending of 2040'],
    ['a settled entry that is gone', 'DELETE FROM settled', 'pending of 2040'],
    [
      'an open hold',
      `UPDATE holds SET state = 'voided' WHERE picture_id = 'two'`,
      'pending of 2040',
    ],
  ])('finds %s', async (_what, damage, where) => {
    const { ledger, pay, reserve, sql, sleep } = newLedger()
    await pay('one')
    await reserve('two')
    await sleep()
    expect((await ledger.states(['one.1'])).length).toBe(1)
    await sql(damage)
    expect(await ledger.audit()).toBe('flawed')
    await expect(reserve('next')).rejects.toThrow(`${REFUSED}: ${where}`)
  })

  test('lets the ledger work again once it finds it mended', async () => {
    const { ledger, reserve, sql, sleep } = newLedger()
    await reserve('one')
    await sleep()
    await reserve('two')
    await sql('UPDATE entries SET credits = 2 WHERE id = 1')
    await sleep()
    expect(await ledger.audit()).toBe('flawed')
    await sql('UPDATE entries SET credits = 1 WHERE id = 1')
    expect(await ledger.audit()).toBe('flawed')
    vi.setSystemTime(START_MS + DAY_MS)
    expect(await ledger.audit()).toBe('sound')
    expect((await reserve('three')).result).toBe('reserved')
  })

  test('is made once most of a day', async () => {
    const { ledger, reserve, sql, sleep } = newLedger()
    await reserve('one')
    await sleep()
    expect(await ledger.audit()).toBe('sound')
    await sql('UPDATE entries SET credits = 2 WHERE id = 1')
    expect(await ledger.audit()).toBe('sound')
    vi.setSystemTime(START_MS + DAY_MS)
    expect(await ledger.audit()).toBe('flawed')
  })

  test('goes on where it stopped, while credits are spent and after the object has slept', async () => {
    const { ledger, pay, stub, sleep } = newLedger()
    for (const picture of ['one', 'two', 'three']) await pay(picture)
    await sleep()
    await ledger.lastSequence()
    const auditSome = () =>
      runInDurableObject(stub(), (_object, { storage }) =>
        openStorage(storage.sql).audit(1, START_MS),
      )
    expect(await auditSome()).toBe('unfinished')
    await pay('four')
    await sleep()
    const ends = [await auditSome(), await auditSome(), await auditSome()]
    expect(ends).toEqual(['unfinished', 'unfinished', 'done'])
    const flaw = await runInDurableObject(stub(), (_object, { storage }) =>
      openStorage(storage.sql).readFlaw(),
    )
    expect(flaw).toBeUndefined()
  })
})

test('the checkpoint moves on with the alarm of a ledger that never sleeps', async () => {
  const { stub } = newLedger()
  await runInDurableObject(stub(), (object) => {
    for (let n = 0; n < 1_000; n++) {
      object.reserveMany({ userId: 'u', ...requestFor(`p${n}`) })
    }
  })
  const newer = () =>
    runInDurableObject(stub(), (_object, { storage }) => openStorage(storage.sql).countUnverified())
  expect(await newer()).toBe(1_000)
  await runDurableObjectAlarm(stub())
  expect(await newer()).toBe(0)
})

test('the use of a month is kept as credits are spent, and given back', async () => {
  const { ledger, pay } = newLedger()
  await pay('one')
  await pay('two')
  await ledger.adjust({
    ...{ key: 'lost', operation: 'refund', credits: 1, attemptId: 'one.1', pictureId: 'one' },
    ...{ mockupId: 'm one', budget: 9_000 },
  })
  expect(await ledger.usage(2040, 6, 9_000)).toMatchObject({ total_used: 1, monthly_used: 1 })
  expect(await ledger.usage(2040, 5, 9_000)).toMatchObject({ monthly_used: 0 })
})

/** Entries, holds and settled entries of years gone by, as many of each, which add up. */
function fill(sql: SqlStorage, count: number): void {
  const numbers = `WITH RECURSIVE numbers (n) AS
    (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})`
  sql.exec(`${numbers} INSERT INTO entries (subject, year, from_account, to_account, credits, at_ms)
    SELECT 'a' || n, 2040, 'available', 'pending', 1, n FROM numbers`)
  sql.exec(`${numbers} INSERT INTO settled (sequence, from_account, attempt_id, credits, operation,
      balance_before, balance_after, year, month, created_at_ms)
    SELECT n + 1, 'pending', 'a' || n, 1, 'generation', 1, 0, 2040, 6, n FROM numbers`)
  sql.exec(`UPDATE balances SET posted = posted + ${count}, used_6 = used_6 + ${count},
    cap = cap + ${count}`)
}

/** The rows that a ledger reads until it is awake, once it has been awake before. */
function countWaking(storage: DurableObjectStorage): number {
  const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = []
  const sql = new Proxy(storage.sql, {
    get: (whole, name) =>
      name === 'exec'
        ? (statement: string, ...values: SqlStorageValue[]) => {
            const cursor = whole.exec(statement, ...values)
            cursors.push(cursor)
            return cursor
          }
        : Reflect.get(whole, name),
  })
  createLedger({
    storage: openStorage(sql),
    transaction: (work) => storage.transactionSync(work),
    now: () => Date.now(),
    setAlarm: () => {},
    clearAlarm: () => {},
    report: async () => {},
    log: createLog({}),
  })
  return cursors.reduce((sum, cursor) => sum + cursor.rowsRead, 0)
}
