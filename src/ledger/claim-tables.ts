import type { Hold, HoldState, PaidOperation } from './entries.ts'
import type { ReleaseTarget } from './types.ts'

type HoldRow = {
  attempt_id: string
  picture_id: string
  n: number
  first_mockup_id: string
  closed: number
  operation: PaidOperation
  state: HoldState
  year: number
  month: number
  token: number
  lease_until_ms: number
  call_started: number
  calls: number
  failures: number
  export_url: string | null
  note: string | null
  release_note: string | null
  changed_at_ms: number
}

/** A hold with its living claims (mockups) and the mockup that pays or has paid. */
export type ClaimedHold = { hold: Hold; claims: number; payer: string }

export type Claim = {
  attemptId: string
  mockupId: string
  groupId: string
  runId: string
  expiresAtMs: number
}

/** Which claims; each way has an index. */
export type ClaimFilter = { groupId: string } | ReleaseTarget

const NEWEST_OF_PICTURES = `(SELECT h.attempt_id FROM json_each(?) p JOIN holds h
  ON h.picture_id = p.value AND h.n = (SELECT max(n) FROM holds WHERE picture_id = p.value))`

/** The attempts and who still wants them. */
export function openClaimTables(sql: SqlStorage) {
  const readHolds = (query: string, ...values: (string | number)[]): Hold[] =>
    sql
      .exec<HoldRow>(query, ...values)
      .toArray()
      .map(toHold)
  const readIds = (query: string, ...values: (string | number)[]): string[] => [
    ...new Set(
      sql
        .exec<{ attempt_id: string }>(query, ...values)
        .toArray()
        .map((row) => row.attempt_id),
    ),
  ]

  return {
    readHold: (attemptId: string): Hold | undefined =>
      readHolds('SELECT * FROM holds WHERE attempt_id = ?', attemptId)[0],
    /** The newest attempt of each picture that has one. */
    readNewest: (pictureIds: readonly string[]): Hold[] =>
      readHolds(
        `SELECT * FROM holds WHERE attempt_id IN ${NEWEST_OF_PICTURES}`,
        JSON.stringify(pictureIds),
      ),
    readClaimed: (attemptIds: readonly string[], nowMs: number): ClaimedHold[] =>
      readClaimed(sql, '(SELECT value FROM json_each(?))', attemptIds, nowMs),
    readNewestClaimed: (pictureIds: readonly string[], nowMs: number): ClaimedHold[] =>
      readClaimed(sql, NEWEST_OF_PICTURES, pictureIds, nowMs),
    readOverdueLeases: (nowMs: number, limit: number): Hold[] =>
      readHolds(
        `SELECT * FROM holds WHERE state = 'in_flight' AND lease_until_ms <= ? LIMIT ?`,
        nowMs,
        limit,
      ),
    writeHold: (hold: Hold) => writeHold(sql, hold),
    closeAttempts: (attemptIds: readonly string[]) => {
      sql.exec(
        `UPDATE holds SET closed = 1 WHERE state = 'posted' AND closed = 0
           AND attempt_id IN (SELECT value FROM json_each(?))`,
        JSON.stringify(attemptIds),
      )
    },

    /** The mockup whose stored claim is the oldest. */
    readPayer: (attemptId: string): string | undefined =>
      sql
        .exec<{ mockup_id: string }>(
          'SELECT mockup_id FROM claims WHERE attempt_id = ? ORDER BY id LIMIT 1',
          attemptId,
        )
        .toArray()[0]?.mockup_id,
    countClaims: (attemptId: string): number =>
      sql
        .exec<{ n: number }>('SELECT count(*) AS n FROM claims WHERE attempt_id = ?', attemptId)
        .one().n,
    /** The same claim again lasts at least as long as before. */
    writeClaim: (claim: Claim) => {
      sql.exec(
        `INSERT INTO claims (attempt_id, mockup_id, group_id, run_id, expires_at_ms)
         VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (attempt_id, mockup_id, group_id) DO UPDATE SET
           run_id = excluded.run_id, expires_at_ms = max(expires_at_ms, excluded.expires_at_ms)`,
        claim.attemptId,
        claim.mockupId,
        claim.groupId,
        claim.runId,
        claim.expiresAtMs,
      )
    },
    readClaimedAttempts: (filter: ClaimFilter): string[] => {
      const { where, value } = matchClaims(filter)
      return readIds(`SELECT attempt_id FROM claims WHERE ${where} ORDER BY id`, value)
    },
    /** Confirms living claims, returns how many; those of suspect attempts stay without expiry. */
    confirmClaims: (filter: ClaimFilter, nowMs: number, expiresAtMs: number): number => {
      const { where, value } = matchClaims(filter)
      return sql
        .exec(
          `UPDATE claims SET confirmed = 1,
             expires_at_ms = CASE WHEN expires_at_ms IS NULL THEN NULL ELSE ? END
           WHERE ${where} AND (expires_at_ms IS NULL OR expires_at_ms > ?) RETURNING id`,
          expiresAtMs,
          value,
          nowMs,
        )
        .toArray().length
    },
    dropClaims: (filter: ClaimFilter) => {
      const { where, value } = matchClaims(filter)
      sql.exec(`DELETE FROM claims WHERE ${where}`, value)
    },
    dropClaimsOf: (attemptId: string) => {
      sql.exec('DELETE FROM claims WHERE attempt_id = ?', attemptId)
    },
    /** A suspect attempt is decided by a person or a day's wait: its claims no longer expire. */
    keepClaimsOf: (attemptId: string) => {
      sql.exec('UPDATE claims SET expires_at_ms = NULL WHERE attempt_id = ?', attemptId)
    },
    /** Drops claims whose time is up, and returns the attempts that have lost one. */
    dropExpiredClaims: (nowMs: number, limit: number): string[] =>
      readIds(
        `DELETE FROM claims WHERE id IN (
           SELECT id FROM claims WHERE expires_at_ms <= ? ORDER BY expires_at_ms LIMIT ?)
         RETURNING attempt_id`,
        nowMs,
        limit,
      ),
    dropExpiredClaimsOf: (attemptId: string, nowMs: number) => {
      sql.exec('DELETE FROM claims WHERE attempt_id = ? AND expires_at_ms <= ?', attemptId, nowMs)
    },
  }
}

function matchClaims(filter: ClaimFilter): { where: string; value: string } {
  if ('groupId' in filter) return { where: 'group_id = ?', value: filter.groupId }
  if ('runId' in filter) return { where: 'run_id = ?', value: filter.runId }
  if ('attemptIds' in filter) {
    return {
      where: 'confirmed = 1 AND attempt_id IN (SELECT value FROM json_each(?))',
      value: JSON.stringify(filter.attemptIds),
    }
  }
  return {
    where: 'mockup_id IN (SELECT value FROM json_each(?))',
    value: JSON.stringify(filter.mockupIds),
  }
}

function readClaimed(
  sql: SqlStorage,
  attempts: string,
  ids: readonly string[],
  nowMs: number,
): ClaimedHold[] {
  const living = 'attempt_id = h.attempt_id AND (expires_at_ms IS NULL OR expires_at_ms > ?)'
  return sql
    .exec<HoldRow & { claims: number; payer: string }>(
      `SELECT h.*,
         (SELECT count(DISTINCT mockup_id) FROM claims WHERE ${living}) AS claims,
         coalesce(
           (SELECT mockup_id FROM settled
             WHERE entry_key IN (h.attempt_id, 'correction ' || h.attempt_id)),
           (SELECT mockup_id FROM claims WHERE ${living} ORDER BY id LIMIT 1),
           h.first_mockup_id) AS payer
       FROM holds h WHERE h.attempt_id IN ${attempts}`,
      nowMs,
      nowMs,
      JSON.stringify(ids),
    )
    .toArray()
    .map((row) => ({ hold: toHold(row), claims: row.claims, payer: row.payer }))
}

function writeHold(sql: SqlStorage, hold: Hold): void {
  sql.exec(
    `INSERT INTO holds (attempt_id, picture_id, n, first_mockup_id, closed, operation, state, year,
       month, token, lease_until_ms, call_started, calls, failures, export_url, note, release_note,
       changed_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (attempt_id) DO UPDATE SET state = excluded.state, token = excluded.token,
       lease_until_ms = excluded.lease_until_ms, call_started = excluded.call_started,
       calls = excluded.calls, failures = excluded.failures, export_url = excluded.export_url,
       note = excluded.note, release_note = excluded.release_note,
       changed_at_ms = excluded.changed_at_ms`,
    hold.attemptId,
    hold.pictureId,
    hold.attempt,
    hold.firstMockupId,
    hold.closed ? 1 : 0,
    hold.operation,
    hold.state,
    hold.year,
    hold.month,
    hold.token,
    hold.leaseUntilMs,
    hold.callStarted ? 1 : 0,
    hold.calls,
    hold.failures,
    hold.exportUrl,
    hold.note,
    hold.releaseNote,
    hold.changedAtMs,
  )
}

function toHold(row: HoldRow): Hold {
  return {
    attemptId: row.attempt_id,
    pictureId: row.picture_id,
    attempt: row.n,
    firstMockupId: row.first_mockup_id,
    closed: row.closed === 1,
    operation: row.operation,
    state: row.state,
    year: row.year,
    month: row.month,
    token: row.token,
    leaseUntilMs: row.lease_until_ms,
    callStarted: row.call_started === 1,
    calls: row.calls,
    failures: row.failures,
    exportUrl: row.export_url,
    note: row.note,
    releaseNote: row.release_note,
    changedAtMs: row.changed_at_ms,
  }
}
