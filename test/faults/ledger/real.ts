import {
  abortAllDurableObjects,
  evictDurableObject,
  runDurableObjectAlarm,
  runInDurableObject,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import * as z from 'zod'
import { newId } from '../../../src/ids.ts'
import { type Ledger, ledgerOf } from '../../../src/ledger/client.ts'
import type { CreditLedger } from '../../../src/ledger/credit-ledger.ts'
import { NEVER_MS, USED_IN_ALL } from '../../../src/ledger/schema.ts'

/** A user's ledger in its real object, with what only a test may do to it. */
export type Real = { userId: string; ledger: Ledger }

export function newReal(): Real {
  const userId = newId()
  return { userId, ledger: ledgerOf(env.CREDIT_LEDGER, userId) }
}

export type Death = 'evict' | 'abort'

export async function die(real: Real, death: Death): Promise<void> {
  if (death === 'abort') return abortAllDurableObjects()
  try {
    await evictDurableObject(env.CREDIT_LEDGER.getByName(real.userId))
  } catch (problem) {
    const gone = problem instanceof Error && problem.message.includes('not currently running')
    if (!gone) throw problem
  }
}

/** Fires the alarm that is set; answers whether one was. */
export function fireAlarm(real: Real): Promise<boolean> {
  return runDurableObjectAlarm(env.CREDIT_LEDGER.getByName(real.userId))
}

/** Runs the alarm's work although no alarm is due, as a platform may that delivers one twice. */
export function runAlarmUnasked(real: Real): Promise<void> {
  return runInDurableObject(env.CREDIT_LEDGER.getByName(real.userId), (object) => object.alarm())
}

/** Dies after the report was written and before that was noted. */
export async function forgetThatItReported(real: Real): Promise<void> {
  await runInDurableObject(env.CREDIT_LEDGER.getByName(real.userId), (_object, state) => {
    state.storage.sql.exec(`DELETE FROM meta WHERE name = 'reported'`)
  })
  await die(real, 'evict')
}

/** While `work` runs, the report's table takes no row. */
export async function withReportRefused<Result>(work: () => Promise<Result>): Promise<Result> {
  await env.DB.prepare(
    `CREATE TRIGGER refuse_report BEFORE INSERT ON mockup_credit_usage
     BEGIN SELECT RAISE(ABORT, 'the report is refused'); END`,
  ).run()
  try {
    return await work()
  } finally {
    await env.DB.prepare('DROP TRIGGER refuse_report').run()
  }
}

/** Works within the object: there, several calls cost what one costs from outside. */
export function inObject(real: Real, work: (object: CreditLedger) => Promise<void>): Promise<void> {
  return runInDurableObject(env.CREDIT_LEDGER.getByName(real.userId), work)
}

const snapshot = z.object({
  alarmMs: z.number().nullable(),
  dueMs: z.number().nullable(),
  balances: z.array(
    z.object({
      year: z.number(),
      cap: z.number(),
      pending: z.number(),
      suspect: z.number(),
      posted: z.number(),
      used: z.number(),
    }),
  ),
  reported: z.number(),
  holds: z.array(z.record(z.string(), z.unknown())),
  claims: z.array(z.record(z.string(), z.unknown())),
  reservations: z.array(z.record(z.string(), z.unknown())),
  settled: z.array(z.record(z.string(), z.unknown())),
  entries: z.array(z.object({ year: z.number(), account: z.string(), credits: z.number() })),
})
export type Snapshot = z.infer<typeof snapshot>

const REPORTED = `coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'reported'), 0)`

const BALANCES = `SELECT year, cap, pending, suspect, posted, ${USED_IN_ALL} AS used FROM balances
  ORDER BY year`

const CLAIMS = `SELECT c.attempt_id, c.mockup_id, r.group_id, r.run_id,
    max(c.confirmed, r.confirmed) AS confirmed,
    nullif(coalesce(c.expires_at_ms, r.expires_at_ms), ${NEVER_MS}) AS expires_at_ms
  FROM claims AS c LEFT JOIN reservations AS r ON r.id = c.reservation_id
  ORDER BY c.attempt_id, c.position`

const DUE = `SELECT min(due) AS due FROM (
  SELECT expires_at_ms AS due FROM (${CLAIMS})
  UNION ALL SELECT lease_until_ms FROM holds WHERE state = 'in_flight'
  UNION ALL SELECT created_at_ms FROM settled WHERE sequence > ${REPORTED})`

const SUMS = `SELECT year, account, sum(credits) AS credits FROM (
  SELECT year, to_account AS account, credits FROM entries
  UNION ALL SELECT year, from_account, -credits FROM entries
  UNION ALL SELECT year, 'posted', balance_before - balance_after FROM settled
  UNION ALL SELECT year, from_account, balance_after - balance_before FROM settled)
  GROUP BY year, account`

/** All that is stored, read past the object's own methods. */
export async function readSnapshot(real: Real): Promise<Snapshot> {
  const stub = env.CREDIT_LEDGER.getByName(real.userId)
  return runInDurableObject(stub, async (_object, { storage }) => {
    const rows = (query: string) => storage.sql.exec(query).toArray()
    return snapshot.parse({
      alarmMs: await storage.getAlarm(),
      dueMs: rows(DUE)[0]?.due,
      balances: rows(BALANCES),
      reported: rows(`SELECT ${REPORTED} AS n`)[0]?.n,
      holds: rows(`SELECT picture_id || '.' || n AS attempt_id, * FROM holds ORDER BY attempt_id`),
      claims: rows(CLAIMS),
      reservations: rows('SELECT * FROM reservations'),
      settled: rows('SELECT * FROM settled ORDER BY sequence'),
      entries: rows(SUMS),
    })
  })
}

/** The report's rows in the database, but for the collection, which the ledger does not know. */
export async function readReport(real: Real): Promise<Record<string, unknown>[]> {
  const { results } = await env.DB.prepare(
    `SELECT user_id, sequence, attempt_id, picture_id, mockup_id, credits, operation, balance_before,
       balance_after, year, month, created_at
     FROM mockup_credit_usage WHERE user_id = ? ORDER BY sequence`,
  )
    .bind(real.userId)
    .all()
  return results
}
