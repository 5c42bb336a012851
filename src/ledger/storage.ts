import type { Balance, Hold, HoldState, Move, PaidOperation } from './entries.ts'
import { findImbalance } from './find-imbalance.ts'
import { LEDGER_SCHEMA } from './schema.ts'

type SettledOperation = PaidOperation | 'refund' | 'correction'

/** A settled entry as the report shows it; `sequence` has no gaps. */
export type Settled = {
  sequence: number
  attemptId: string
  mockupId: string | null
  credits: number
  operation: SettledOperation
  balanceBefore: number
  balanceAfter: number
  year: number
  month: number
  createdAtMs: number
}

type HoldRow = {
  attempt_id: string
  round: number
  mockup_id: string
  group_id: string
  picture_key: string | null
  operation: PaidOperation
  state: HoldState
  year: number
  month: number
  expires_at_ms: number
  token: number
  lease_until_ms: number
  call_started: number
  calls: number
  failures: number
  export_url: string | null
  note: string | null
  changed_at_ms: number
}

type SettledRow = {
  sequence: number
  attempt_id: string
  mockup_id: string | null
  credits: number
  operation: SettledOperation
  balance_before: number
  balance_after: number
  year: number
  month: number
  created_at_ms: number
}

export type LedgerStorage = ReturnType<typeof openStorage>

/** The ledger's tables. Everything is synchronous: nothing can come between a read and a write. */
export function openStorage(sql: SqlStorage) {
  sql.exec(LEDGER_SCHEMA)

  const readHolds = (query: string, ...values: (string | number)[]): Hold[] =>
    sql
      .exec<HoldRow>(query, ...values)
      .toArray()
      .map(toHold)

  return {
    readMeta: (name: string): string | undefined =>
      sql.exec<{ value: string }>('SELECT value FROM meta WHERE name = ?', name).toArray()[0]
        ?.value,
    writeMeta: (name: string, value: string) => {
      sql.exec(
        'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        name,
        value,
      )
    },

    readGroup: (groupId: string): string | undefined =>
      sql
        .exec<{ answer: string }>('SELECT answer FROM groups WHERE group_id = ?', groupId)
        .toArray()[0]?.answer,
    writeGroup: (groupId: string, answer: string, nowMs: number) => {
      sql.exec(
        'INSERT INTO groups (group_id, answer, created_at_ms) VALUES (?, ?, ?)',
        groupId,
        answer,
        nowMs,
      )
    },

    readHold: (attemptId: string): Hold | undefined =>
      readHolds(
        'SELECT * FROM holds WHERE attempt_id = ? ORDER BY round DESC LIMIT 1',
        attemptId,
      )[0],
    readHoldsOf: (attemptIds: readonly string[]): Hold[] =>
      readHolds(
        `SELECT h.* FROM holds h
         WHERE h.attempt_id IN (SELECT value FROM json_each(?))
           AND h.round = (SELECT max(round) FROM holds WHERE attempt_id = h.attempt_id)`,
        JSON.stringify(attemptIds),
      ),
    readGroupHolds: (groupId: string): Hold[] =>
      readHolds(
        `SELECT h.* FROM holds h WHERE h.group_id = ?
           AND h.round = (SELECT max(round) FROM holds WHERE attempt_id = h.attempt_id)`,
        groupId,
      ),
    /** The hold that paid, or else pays, for a picture. */
    readPictureHold: (pictureKey: string): Hold | undefined =>
      readHolds(
        `SELECT * FROM holds WHERE picture_key = ? AND state IN ('pending', 'in_flight', 'posted')
         ORDER BY state = 'posted' DESC, changed_at_ms DESC, attempt_id LIMIT 1`,
        pictureKey,
      )[0],
    forgetPicture: (mockupId: string) => {
      sql.exec('UPDATE holds SET picture_key = NULL WHERE mockup_id = ?', mockupId)
    },
    /** Holds that time has overtaken. */
    readLapsed: (nowMs: number, limit: number): Hold[] =>
      readHolds(
        `SELECT * FROM holds WHERE state = 'pending' AND expires_at_ms <= ?
         UNION ALL SELECT * FROM holds WHERE state = 'in_flight' AND lease_until_ms <= ?
         LIMIT ?`,
        nowMs,
        nowMs,
        limit,
      ),
    readSuspects: (limit: number): Hold[] =>
      readHolds(
        `SELECT * FROM holds WHERE state = 'suspect' ORDER BY changed_at_ms LIMIT ?`,
        limit,
      ),
    writeHold: (hold: Hold) => writeHold(sql, hold),

    readBalance: (year: number): Balance =>
      sql
        .exec<Balance>('SELECT year, pending, suspect, posted FROM balances WHERE year = ?', year)
        .toArray()[0] ?? { year, pending: 0, suspect: 0, posted: 0 },
    readBalances: (): Balance[] =>
      sql.exec<Balance>('SELECT year, pending, suspect, posted FROM balances').toArray(),
    /** The wall of a year: never below what is taken, so that a lower budget breaks nothing. */
    writeCap: (year: number, budget: number) => {
      sql.exec(
        `INSERT INTO balances (year, cap) VALUES (?, ?)
         ON CONFLICT (year) DO UPDATE SET cap = max(?, pending + suspect + posted)`,
        year,
        budget,
        budget,
      )
    },
    writeMove: (
      hold: { attemptId: string; round: number },
      move: Move,
      credits: number,
      nowMs: number,
    ) => writeMove(sql, hold, move, credits, nowMs),

    /** Gives a settled entry the next number; the same key twice is written once. */
    writeSettled: (entryKey: string, settled: Omit<Settled, 'sequence'>) => {
      sql.exec(
        `INSERT INTO settled (sequence, entry_key, attempt_id, mockup_id, credits, operation,
           balance_before, balance_after, year, month, created_at_ms)
         VALUES ((SELECT coalesce(max(sequence), 0) + 1 FROM settled), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        entryKey,
        settled.attemptId,
        settled.mockupId,
        settled.credits,
        settled.operation,
        settled.balanceBefore,
        settled.balanceAfter,
        settled.year,
        settled.month,
        settled.createdAtMs,
      )
    },
    hasSettled: (entryKey: string): boolean =>
      sql.exec('SELECT 1 FROM settled WHERE entry_key = ?', entryKey).toArray().length > 0,
    readUndrained: (limit: number): Settled[] =>
      sql
        .exec<SettledRow>(
          'SELECT * FROM settled WHERE drained = 0 ORDER BY sequence LIMIT ?',
          limit,
        )
        .toArray()
        .map(toSettled),
    markDrained: (sequences: readonly number[]) => {
      sql.exec(
        'UPDATE settled SET drained = 1 WHERE sequence IN (SELECT value FROM json_each(?))',
        JSON.stringify(sequences),
      )
    },
    markUndrained: () => {
      sql.exec('UPDATE settled SET drained = 0 WHERE drained = 1')
    },
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
        .exec<{ n: number }>(
          `SELECT coalesce(sum(CASE operation WHEN 'refund' THEN -credits ELSE credits END), 0) AS n
           FROM settled WHERE year = ? AND month = ?`,
          year,
          month,
        )
        .one().n,

    /** When something is next to be done: an expiry, a lapse, or the report. */
    readNextDueMs: (): number | undefined => {
      const { due } = sql
        .exec<{ due: number | null }>(
          `SELECT min(due) AS due FROM (
             SELECT min(expires_at_ms) AS due FROM holds WHERE state = 'pending'
             UNION ALL SELECT min(lease_until_ms) FROM holds WHERE state = 'in_flight'
             UNION ALL SELECT min(created_at_ms) FROM settled WHERE drained = 0)`,
        )
        .one()
      return due ?? undefined
    },
    findImbalance: () => findImbalance(sql),
  }
}

function writeHold(sql: SqlStorage, hold: Hold): void {
  sql.exec(
    `INSERT INTO holds (attempt_id, round, mockup_id, group_id, picture_key, operation, state, year,
       month, expires_at_ms, token, lease_until_ms, call_started, calls, failures, export_url, note, changed_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (attempt_id, round) DO UPDATE SET state = excluded.state,
       expires_at_ms = excluded.expires_at_ms, token = excluded.token,
       lease_until_ms = excluded.lease_until_ms, call_started = excluded.call_started,
       calls = excluded.calls, failures = excluded.failures, export_url = excluded.export_url, note = excluded.note,
       changed_at_ms = excluded.changed_at_ms`,
    hold.attemptId,
    hold.round,
    hold.mockupId,
    hold.groupId,
    hold.pictureKey,
    hold.operation,
    hold.state,
    hold.year,
    hold.month,
    hold.expiresAtMs,
    hold.token,
    hold.leaseUntilMs,
    hold.callStarted ? 1 : 0,
    hold.calls,
    hold.failures,
    hold.exportUrl,
    hold.note,
    hold.changedAtMs,
  )
}

/** Both sides of a move at once: an entry, and the balances (columns named as accounts). */
function writeMove(
  sql: SqlStorage,
  hold: { attemptId: string; round: number },
  move: Move,
  credits: number,
  nowMs: number,
): void {
  sql.exec(
    `INSERT INTO entries (attempt_id, round, year, from_account, to_account, credits, at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    hold.attemptId,
    hold.round,
    move.year,
    move.from,
    move.to,
    credits,
    nowMs,
  )
  const changes: string[] = []
  if (move.from !== 'available') changes.push(`${move.from} = ${move.from} - ?`)
  if (move.to !== 'available') changes.push(`${move.to} = ${move.to} + ?`)
  const amounts = changes.map(() => credits)
  sql.exec(`UPDATE balances SET ${changes.join(', ')} WHERE year = ?`, ...amounts, move.year)
}

function toHold(row: HoldRow): Hold {
  return {
    attemptId: row.attempt_id,
    round: row.round,
    mockupId: row.mockup_id,
    groupId: row.group_id,
    pictureKey: row.picture_key,
    operation: row.operation,
    state: row.state,
    year: row.year,
    month: row.month,
    expiresAtMs: row.expires_at_ms,
    token: row.token,
    leaseUntilMs: row.lease_until_ms,
    callStarted: row.call_started === 1,
    calls: row.calls,
    failures: row.failures,
    exportUrl: row.export_url,
    note: row.note,
    changedAtMs: row.changed_at_ms,
  }
}

function toSettled(row: SettledRow): Settled {
  return {
    sequence: row.sequence,
    attemptId: row.attempt_id,
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
