import type { Hold } from './entries.ts'
import { type HoldKey, type HoldRow, holdKeysOf, toHold } from './hold-rows.ts'
import { NEVER_MS } from './schema.ts'
import type { ReleaseTarget } from './types.ts'

/** A hold with its living claims (mockups) and the mockup that pays or has paid. */
export type ClaimedHold = { hold: Hold; claims: number; payer: string }

export type Claim = { attemptId: string; mockupId: string; runId: string }

/** Which claims; each way has an index. */
export type ClaimFilter = { groupId: string } | ReleaseTarget

/** Keys of holds: of attempts that are named, and of the newest one of each picture. */
const NAMED = `(SELECT value ->> 0, value ->> 1 FROM json_each(?))`
const NEWEST_OF_PICTURES = `(SELECT p.value, (SELECT max(n) FROM holds WHERE picture_id = p.value)
  FROM json_each(?) p)`
const ID = `(h.picture_id || '.' || h.n)`
/** Until when the claim `c` lasts. */
const EXPIRY = `coalesce(c.expires_at_ms,
  (SELECT r.expires_at_ms FROM reservations r WHERE r.id = c.reservation_id))`

/** Who still wants an attempt. */
export function openClaimTables(sql: SqlStorage) {
  const readIds = (query: string, ...values: (string | number)[]): string[] => [
    ...new Set(
      sql
        .exec<{ attempt_id: string }>(query, ...values)
        .toArray()
        .map((row) => row.attempt_id),
    ),
  ]

  /** A new reservation of a group, as long as its claims have not been confirmed. */
  const openReservation = (groupId: string, runId: string, expiresAtMs: number): number =>
    sql
      .exec<{ id: number }>(
        `INSERT INTO reservations (group_id, run_id, expires_at_ms) VALUES (?, ?, ?) RETURNING id`,
        groupId,
        runId,
        expiresAtMs,
      )
      .one().id

  return {
    readNewestClaimed: (pictureIds: readonly string[], nowMs: number): ClaimedHold[] =>
      readClaimed(sql, NEWEST_OF_PICTURES, pictureIds, nowMs),
    readClaimed: (attemptIds: readonly string[], nowMs: number): ClaimedHold[] =>
      readClaimed(sql, NAMED, holdKeysOf(attemptIds), nowMs),

    /** The mockup whose stored claim is the oldest. */
    readPayer: (attemptId: string): string | undefined =>
      sql
        .exec<{ mockup_id: string }>(
          'SELECT mockup_id FROM claims WHERE attempt_id = ? ORDER BY position LIMIT 1',
          attemptId,
        )
        .toArray()[0]?.mockup_id,
    countClaims: (attemptId: string): number =>
      sql
        .exec<{ n: number }>('SELECT count(*) AS n FROM claims WHERE attempt_id = ?', attemptId)
        .one().n,
    /**
     * Claims of one group that last until the same time, each on an attempt. The same claim again
     * stays as it is, but lasts at least as long.
     */
    writeClaims: (groupId: string, expiresAtMs: number, claims: readonly Claim[]) => {
      const reservations = new Map<string, number>()
      for (const { attemptId, mockupId, runId } of claims) {
        if (extendClaim(sql, groupId, attemptId, mockupId, expiresAtMs)) continue
        const id = reservations.get(runId) ?? openReservation(groupId, runId, expiresAtMs)
        reservations.set(runId, id)
        sql.exec(
          `INSERT INTO claims (attempt_id, mockup_id, reservation_id, position) VALUES (?1, ?2, ?3,
             (SELECT coalesce(max(position), 0) + 1 FROM claims WHERE attempt_id = ?1))`,
          attemptId,
          mockupId,
          id,
        )
      }
    },
    readClaimedAttempts: (filter: ClaimFilter): string[] => {
      const { where, value } = matchClaims(filter)
      return readIds(`SELECT attempt_id FROM claims AS c WHERE ${where}`, value)
    },
    /** Confirms a group's living claims, returns how many; those of suspect attempts stay so. */
    confirmGroup: (groupId: string, nowMs: number, expiresAtMs: number): number => {
      sql.exec(
        `UPDATE reservations SET confirmed = 1, expires_at_ms = ?
         WHERE group_id = ? AND expires_at_ms > ?`,
        expiresAtMs,
        groupId,
        nowMs,
      )
      sql.exec(
        `UPDATE claims AS c SET confirmed = 1, expires_at_ms = ?
         WHERE ${OF_GROUP} AND c.expires_at_ms > ? AND c.expires_at_ms < ${NEVER_MS}`,
        expiresAtMs,
        groupId,
        nowMs,
      )
      return sql
        .exec<{ n: number }>(
          `SELECT count(*) AS n FROM claims AS c WHERE ${OF_GROUP} AND ${EXPIRY} > ?`,
          groupId,
          nowMs,
        )
        .one().n
    },
    /** The living claims of mockups get a time of their own; returns how many those are. */
    renewClaims: (mockupIds: readonly string[], nowMs: number, expiresAtMs: number): number =>
      sql
        .exec(
          `UPDATE claims AS c SET confirmed = 1,
             expires_at_ms = CASE c.expires_at_ms WHEN ${NEVER_MS} THEN ${NEVER_MS} ELSE ? END
           WHERE c.mockup_id IN (SELECT value FROM json_each(?)) AND ${EXPIRY} > ?
           RETURNING mockup_id`,
          expiresAtMs,
          JSON.stringify(mockupIds),
          nowMs,
        )
        .toArray().length,
    dropClaims: (filter: ClaimFilter) => {
      const { where, value } = matchClaims(filter)
      sql.exec(`DELETE FROM claims AS c WHERE ${where}`, value)
    },
    dropClaimsOf: (attemptId: string) => {
      sql.exec('DELETE FROM claims WHERE attempt_id = ?', attemptId)
    },
    /** A suspect attempt is decided by a person or a day's wait: its claims no longer expire. */
    keepClaimsOf: (attemptId: string) => {
      sql.exec(`UPDATE claims SET expires_at_ms = ${NEVER_MS} WHERE attempt_id = ?`, attemptId)
    },
    /** Drops claims whose time is up, and returns the attempts that have lost one. */
    dropExpiredClaims: (nowMs: number, limit: number): string[] => {
      const dropped = readIds(
        `DELETE FROM claims WHERE (attempt_id, mockup_id, reservation_id) IN (
           SELECT attempt_id, mockup_id, reservation_id FROM (
             SELECT c.attempt_id, c.mockup_id, c.reservation_id
             FROM reservations AS r CROSS JOIN claims AS c ON c.reservation_id = r.id
             WHERE r.expires_at_ms <= ?1 AND c.expires_at_ms IS NULL
             UNION ALL SELECT attempt_id, mockup_id, reservation_id FROM claims
             WHERE expires_at_ms < ${NEVER_MS} AND expires_at_ms <= ?1) LIMIT ?2)
         RETURNING attempt_id`,
        nowMs,
        limit,
      )
      // What only has claims with a time of their own is looked at again when the last of them ends.
      sql.exec(
        `UPDATE reservations AS r SET expires_at_ms =
           (SELECT max(c.expires_at_ms) FROM claims AS c WHERE c.reservation_id = r.id)
         WHERE r.expires_at_ms <= ? AND NOT EXISTS (SELECT 1 FROM claims AS c
           WHERE c.reservation_id = r.id AND coalesce(c.expires_at_ms, 0) <= r.expires_at_ms)`,
        nowMs,
      )
      return dropped
    },
    dropExpiredClaimsOf: (attemptId: string, nowMs: number) => {
      sql.exec(
        `DELETE FROM claims AS c WHERE c.attempt_id = ? AND ${EXPIRY} <= ?`,
        attemptId,
        nowMs,
      )
    },
  }
}

const OF_GROUP = `c.reservation_id IN (SELECT id FROM reservations WHERE group_id = ?)`

/** Whether the group has this claim already, which then lasts at least so long. */
function extendClaim(
  sql: SqlStorage,
  groupId: string,
  attemptId: string,
  mockupId: string,
  expiresAtMs: number,
): boolean {
  const [known] = sql
    .exec<{ reservation_id: number; expires_at_ms: number }>(
      `SELECT c.reservation_id, ${EXPIRY} AS expires_at_ms FROM claims AS c
       WHERE c.attempt_id = ? AND c.mockup_id = ? AND ${OF_GROUP}`,
      attemptId,
      mockupId,
      groupId,
    )
    .toArray()
  if (!known) return false
  if (known.expires_at_ms < expiresAtMs) {
    sql.exec(
      `UPDATE claims SET expires_at_ms = ?
       WHERE attempt_id = ? AND mockup_id = ? AND reservation_id = ?`,
      expiresAtMs,
      attemptId,
      mockupId,
      known.reservation_id,
    )
  }
  return true
}

function matchClaims(filter: ClaimFilter): { where: string; value: string } {
  if ('groupId' in filter) return { where: OF_GROUP, value: filter.groupId }
  if ('runId' in filter) {
    const where = 'c.reservation_id IN (SELECT id FROM reservations WHERE run_id = ?)'
    return { where, value: filter.runId }
  }
  if ('attemptIds' in filter) {
    return {
      where: `c.attempt_id IN (SELECT value FROM json_each(?)) AND (c.confirmed = 1
        OR (SELECT r.confirmed FROM reservations AS r WHERE r.id = c.reservation_id) = 1)`,
      value: JSON.stringify(filter.attemptIds),
    }
  }
  return {
    where: 'c.mockup_id IN (SELECT value FROM json_each(?))',
    value: JSON.stringify(filter.mockupIds),
  }
}

function readClaimed(
  sql: SqlStorage,
  keys: string,
  asked: readonly (string | HoldKey)[],
  nowMs: number,
): ClaimedHold[] {
  const living = `FROM claims AS c WHERE c.attempt_id = ${ID} AND ${EXPIRY} > ?`
  return sql
    .exec<HoldRow & { claims: number; payer_now: string }>(
      `SELECT h.*, (SELECT count(DISTINCT c.mockup_id) ${living}) AS claims,
         coalesce(h.payer, (SELECT c.mockup_id ${living} ORDER BY c.position LIMIT 1),
           h.first_mockup_id) AS payer_now
       FROM holds AS h WHERE (h.picture_id, h.n) IN ${keys}`,
      nowMs,
      nowMs,
      JSON.stringify(asked),
    )
    .toArray()
    .map((row) => ({ hold: toHold(row), claims: row.claims, payer: row.payer_now }))
}
