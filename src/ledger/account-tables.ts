import type { Account, Balance, Move } from './entries.ts'
import { usedIn } from './schema.ts'
import type { PaidShare, Settled, SettledOperation } from './types.ts'

type SettledRow = {
  sequence: number
  attempt_id: string
  picture_id: string | null
  mockup_id: string | null
  credits: number
  operation: SettledOperation
  balance_before: number
  balance_after: number
  year: number
  month: number
  created_at_ms: number
}

/** Balances, the entries behind them, and the settled entries that are reported. */
export function openAccountTables(sql: SqlStorage) {
  return {
    readBalance: (year: number): Balance =>
      sql
        .exec<Balance>('SELECT year, pending, suspect, posted FROM balances WHERE year = ?', year)
        .toArray()[0] ?? { year, pending: 0, suspect: 0, posted: 0 },
    /** The cap of a year: never below what is taken, so that a lower budget breaks nothing. */
    writeCap: (year: number, budget: number) => {
      sql.exec(
        `INSERT INTO balances (year, cap) VALUES (?, ?)
         ON CONFLICT (year) DO UPDATE SET cap = max(excluded.cap, pending + suspect + posted)
         WHERE cap <> max(excluded.cap, pending + suspect + posted)`,
        year,
        budget,
      )
    },
    /** A move of credits that are not spent by it: an entry, and both accounts. */
    writeMove: (subject: string, move: Move, credits: number, nowMs: number) => {
      sql.exec(
        `INSERT INTO entries (subject, year, from_account, to_account, credits, at_ms)
         VALUES (?, ?, ?, ?, ?, ?)`,
        subject,
        move.year,
        move.from,
        move.to,
        credits,
        nowMs,
      )
      changeBalance(sql, move, credits)
    },

    /**
     * Credits that are spent, or less than none: gives them the next number, and moves them to
     * `posted`. It is the entry of that move too. The same key twice is an error.
     */
    writeSettled: (
      entryKey: string | null,
      from: Exclude<Account, 'posted'>,
      settled: Omit<Settled, 'sequence'>,
    ) => {
      const { year, month } = settled
      sql.exec(
        `INSERT INTO settled (sequence, entry_key, from_account, attempt_id, picture_id, mockup_id,
           credits, operation, balance_before, balance_after, year, month, created_at_ms)
         VALUES ((SELECT coalesce(max(sequence), 0) + 1 FROM settled),
           ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        entryKey,
        from,
        settled.attemptId,
        settled.pictureId,
        settled.mockupId,
        settled.credits,
        settled.operation,
        settled.balanceBefore,
        settled.balanceAfter,
        year,
        month,
        settled.createdAtMs,
      )
      const spent = settled.balanceBefore - settled.balanceAfter
      changeBalance(sql, { from, to: 'posted', year }, spent, usedIn(month))
    },
    hasSettled: (entryKey: string): boolean =>
      sql.exec('SELECT 1 FROM settled WHERE entry_key = ?', entryKey).toArray().length > 0,
    readSettledAfter: (sequence: number, limit: number): Settled[] =>
      sql
        .exec<SettledRow>(
          'SELECT * FROM settled WHERE sequence > ? ORDER BY sequence LIMIT ?',
          sequence,
          limit,
        )
        .toArray()
        .map(toSettled),
    readLastSequence: (): number =>
      sql.exec<{ n: number }>('SELECT coalesce(max(sequence), 0) AS n FROM settled').one().n,
    readMonthUsed: (year: number, month: number): number =>
      sql
        .exec<{ used: number }>(
          `SELECT ${usedIn(month)} AS used FROM balances WHERE year = ?`,
          year,
        )
        .toArray()[0]?.used ?? 0,
    /** What each mockup has paid for these pictures: by the holds that are posted, less refunds. */
    readPaid: (pictureIds: readonly string[]): PaidShare[] =>
      sql
        .exec<PaidShare>(
          `SELECT picture_id AS pictureId, mockup_id AS mockupId, sum(credits) AS credits FROM (
             SELECT picture_id, payer AS mockup_id, 1 AS credits FROM holds
             WHERE picture_id IN (SELECT value FROM json_each(?1)) AND state = 'posted'
             UNION ALL SELECT picture_id, mockup_id, -credits FROM settled
             WHERE picture_id IN (SELECT value FROM json_each(?1)) AND operation = 'refund'
               AND mockup_id IS NOT NULL)
           GROUP BY picture_id, mockup_id`,
          JSON.stringify(pictureIds),
        )
        .toArray(),
  }
}

/** Columns are named as accounts; what is spent is counted in a month too. */
function changeBalance(sql: SqlStorage, move: Move, credits: number, used?: string): void {
  const changes: string[] = []
  if (move.from !== 'available') changes.push(`${move.from} = ${move.from} - ?`)
  if (move.to !== 'available') changes.push(`${move.to} = ${move.to} + ?`)
  if (used) changes.push(`${used} = ${used} + ?`)
  const amounts = changes.map(() => credits)
  sql.exec(`UPDATE balances SET ${changes.join(', ')} WHERE year = ?`, ...amounts, move.year)
}

function toSettled(row: SettledRow): Settled {
  return {
    sequence: row.sequence,
    attemptId: row.attempt_id,
    pictureId: row.picture_id,
    mockupId: row.mockup_id,
    credits: row.credits,
    operation: row.operation,
    balanceBefore: row.balance_before,
    balanceAfter: row.balance_after,
    year: row.year,
    month: row.month,
    createdAtMs: row.created_at_ms,
  }
}
