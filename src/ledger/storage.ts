import type { Balance, Hold, HoldState, Move, PaidOperation } from './entries.ts'

export type SettledOperation = PaidOperation | 'refund' | 'correction'

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

const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS balances (
  year INTEGER PRIMARY KEY,
  cap INTEGER NOT NULL,
  pending INTEGER NOT NULL DEFAULT 0 CHECK (pending >= 0),
  suspect INTEGER NOT NULL DEFAULT 0 CHECK (suspect >= 0),
  posted INTEGER NOT NULL DEFAULT 0,
  CHECK (pending + suspect + posted <= cap)
);
CREATE TABLE IF NOT EXISTS groups (
  group_id TEXT PRIMARY KEY,
  answer TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS holds (
  attempt_id TEXT NOT NULL,
  round INTEGER NOT NULL,
  mockup_id TEXT NOT NULL,
  group_id TEXT NOT NULL,
  picture_key TEXT,
  operation TEXT NOT NULL,
  state TEXT NOT NULL,
  year INTEGER NOT NULL,
  month INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  token INTEGER NOT NULL,
  lease_until_ms INTEGER NOT NULL,
  call_started INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  export_url TEXT,
  note TEXT,
  changed_at_ms INTEGER NOT NULL,
  PRIMARY KEY (attempt_id, round)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS holds_by_group ON holds (group_id);
CREATE INDEX IF NOT EXISTS holds_by_expiry ON holds (expires_at_ms) WHERE state = 'pending';
CREATE INDEX IF NOT EXISTS holds_by_lease ON holds (lease_until_ms) WHERE state = 'in_flight';
CREATE INDEX IF NOT EXISTS holds_suspect ON holds (changed_at_ms) WHERE state = 'suspect';
CREATE INDEX IF NOT EXISTS holds_by_picture ON holds (picture_key)
  WHERE picture_key IS NOT NULL AND state IN ('pending', 'in_flight', 'posted');
CREATE TABLE IF NOT EXISTS entries (
  id INTEGER PRIMARY KEY,
  attempt_id TEXT NOT NULL,
  round INTEGER NOT NULL,
  year INTEGER NOT NULL,
  from_account TEXT NOT NULL,
  to_account TEXT NOT NULL,
  credits INTEGER NOT NULL,
  at_ms INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS settled (
  sequence INTEGER PRIMARY KEY,
  entry_key TEXT NOT NULL UNIQUE,
  attempt_id TEXT NOT NULL,
  mockup_id TEXT,
  credits INTEGER NOT NULL,
  operation TEXT NOT NULL,
  balance_before INTEGER NOT NULL,
  balance_after INTEGER NOT NULL,
  year INTEGER NOT NULL,
  month INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  drained INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS settled_undrained ON settled (sequence) WHERE drained = 0;
CREATE INDEX IF NOT EXISTS settled_by_month ON settled (year, month);
`

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
  sql.exec(SCHEMA)

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

/** A year whose entries do not add up to its balance, or whose holds do not; undefined when sound. */
function findImbalance(sql: SqlStorage): string | undefined {
  const [wrong] = sql
    .exec<{ year: number; what: string }>(
      `WITH sums AS (
         SELECT year, account, sum(n) AS n FROM (
           SELECT year, to_account AS account, credits AS n FROM entries
           UNION ALL SELECT year, from_account, -credits FROM entries)
         GROUP BY year, account),
       counted AS (
         SELECT year, 'pending' AS account, count(*) AS n FROM holds
           WHERE state IN ('pending', 'in_flight') GROUP BY year
         UNION ALL SELECT year, 'suspect', count(*) FROM holds WHERE state = 'suspect' GROUP BY year
         UNION ALL SELECT year, 'posted',
           sum(CASE operation WHEN 'refund' THEN -credits ELSE credits END) FROM settled GROUP BY year),
       stored AS (
         SELECT year, 'pending' AS account, pending AS n FROM balances
         UNION ALL SELECT year, 'suspect', suspect FROM balances
         UNION ALL SELECT year, 'posted', posted FROM balances)
       SELECT stored.year AS year, stored.account AS what FROM stored
         LEFT JOIN sums ON sums.year = stored.year AND sums.account = stored.account
         LEFT JOIN counted ON counted.year = stored.year AND counted.account = stored.account
       WHERE stored.n <> coalesce(sums.n, 0) OR stored.n <> coalesce(counted.n, 0)
       LIMIT 1`,
    )
    .toArray()
  return wrong ? `${wrong.what} of ${wrong.year} does not add up` : undefined
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
