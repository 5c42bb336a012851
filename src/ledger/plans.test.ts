import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { createLog } from '../log.ts'
import { createLedger, type LedgerCore } from './create-ledger.ts'
import { openStorage } from './storage.ts'

type Asked = { statement: string; values: SqlStorageValue[] }

// A list that the caller has bounded, and what another part of the statement has read.
const LIST = /^SCAN (?:(?:p|json_each) VIRTUAL TABLE|\(subquery-\d+\)$)/

/** Every call, so that every statement is asked at least once. */
async function callEverything(ledger: LedgerCore): Promise<void> {
  const item = (n: number) => ({
    pictureId: `p${n}`,
    mockupId: `m${n}`,
    runId: `r${n}`,
    operation: 'generation' as const,
  })
  const items = Array.from({ length: 6 }, (_, n) => item(n))
  const reserve = () => ledger.reserveMany({ userId: 'u', groupId: 'g', items, budget: 9 })
  reserve()
  reserve()
  ledger.confirm('g')
  ledger.renew(['m0'])
  for (const attemptId of ['p0.1', 'p1.1', 'p2.1', 'p3.1']) {
    ledger.begin(attemptId)
    ledger.callStarted(attemptId, 1, 1_000)
  }
  ledger.charged('p0.1', 1, 'https://v.test/0.png')
  ledger.notCharged('p1.1', 1, 'give_back', 'free')
  ledger.charged('p1.1', 1, 'https://v.test/1.png')
  ledger.unknown('p2.1', 1, 'silence')
  ledger.resolveSuspect('p2.1', 'post', 'found')
  ledger.unknown('p3.1', 1, 'silence')
  ledger.release({ mockupIds: ['m4'] }, 'deleted')
  ledger.release({ runId: 'r5' }, 'cancelled')
  ledger.release({ attemptIds: ['p6.1'] }, 'unwanted')
  ledger.releaseGroup('g', 'not written')
  ledger.close(['p0.1', 'p2.1'])
  ledger.adjust({
    userId: 'u',
    key: 'lost',
    operation: 'refund',
    credits: 1,
    attemptId: 'p0.1',
    pictureId: 'p0',
    mockupId: 'm0',
    budget: 9,
  })
  reserve()
  ledger.states(['p0.1'])
  ledger.newestStates(['p0'])
  ledger.paid(['p0'])
  ledger.usage(2031, 1, 9)
  ledger.settledAfter(0, 10)
  ledger.lastSequence()
  ledger.reportAgain()
  await ledger.alarm()
}

test('no call of the ledger reads a whole table', async () => {
  const plans = await runInDurableObject(
    env.CREDIT_LEDGER.getByName('plans'),
    async (_object, { storage }) => {
      const asked = new Map<string, Asked>()
      const sql = new Proxy(storage.sql, {
        get: (whole, name) =>
          name === 'exec'
            ? (statement: string, ...values: SqlStorageValue[]) => {
                asked.set(statement, { statement, values })
                return whole.exec(statement, ...values)
              }
            : Reflect.get(whole, name),
      })
      const ledger = createLedger({
        storage: openStorage(sql),
        transaction: (work) => storage.transactionSync(work),
        now: () => Date.now(),
        setAlarm: () => {},
        clearAlarm: () => {},
        report: async () => {},
        log: createLog({}),
      })
      // Adding everything up when the object starts is a full read by its nature.
      asked.clear()
      await callEverything(ledger)
      return [...asked.values()].map(({ statement, values }) => ({
        statement,
        steps: storage.sql
          .exec(`EXPLAIN QUERY PLAN ${statement}`, ...values)
          .toArray()
          .map((row) => String(row.detail)),
      }))
    },
  )
  expect(plans.length).toBeGreaterThan(30)
  const scans = plans.flatMap(({ statement, steps }) =>
    steps
      .filter((step) => /^SCAN/.test(step) && !LIST.test(step))
      .map((step) => ({ statement, step })),
  )
  expect(scans).toEqual([])
})
