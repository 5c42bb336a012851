import type { Hold } from './entries.ts'
import { type HoldRow, holdKeyOf, holdKeysOf, toHold, toRow } from './hold-rows.ts'

const NEWEST_OF_PICTURES = `SELECT p.value, (SELECT max(n) FROM holds WHERE picture_id = p.value)
  FROM json_each(?) AS p`

/** The attempts and what has become of them. */
export function openHoldTables(sql: SqlStorage) {
  const readHolds = (query: string, ...values: (string | number)[]): Hold[] =>
    sql
      .exec<HoldRow>(query, ...values)
      .toArray()
      .map(toHold)
  const readHold = (attemptId: string): Hold | undefined => {
    const key = holdKeyOf(attemptId)
    return key && readHolds('SELECT * FROM holds WHERE picture_id = ? AND n = ?', ...key)[0]
  }

  return {
    readHold,
    /** The newest attempt of each picture that has one. */
    readNewest: (pictureIds: readonly string[]): Hold[] =>
      readHolds(
        `SELECT * FROM holds WHERE (picture_id, n) IN (${NEWEST_OF_PICTURES})`,
        JSON.stringify(pictureIds),
      ),
    /** Whose lease is to be looked at: the leases of some of them may last longer by now. */
    readLeasesToLookAt: (nowMs: number, limit: number): Hold[] =>
      readHolds(
        `SELECT * FROM holds WHERE state = 'in_flight' AND look_at_ms <= ? LIMIT ?`,
        nowMs,
        limit,
      ),
    /** Its lease is looked at when it ends. */
    lookAtItsEnd: ({ pictureId, attempt, leaseUntilMs }: Hold) => {
      sql.exec(
        'UPDATE holds SET look_at_ms = ? WHERE picture_id = ? AND n = ?',
        leaseUntilMs,
        pictureId,
        attempt,
      )
    },
    insertHold: (hold: Hold) => {
      const row = toRow(hold)
      const columns = Object.keys(row)
      const places = columns.map(() => '?').join(', ')
      sql.exec(
        `INSERT INTO holds (${columns.join(', ')}, look_at_ms) VALUES (${places}, ?)`,
        ...Object.values(row),
        hold.leaseUntilMs,
      )
    },
    /**
     * Writes what differs from before, and no other column: an index is written again with each
     * column that is named, changed or not. `payer`: who has paid by this change.
     */
    updateHold: (before: Hold, hold: Hold, payer: string | undefined) => {
      const old = new Map<string, unknown>(Object.entries(toRow(before)))
      const changes = Object.entries(toRow(hold)).filter(([name, value]) => old.get(name) !== value)
      if (payer !== undefined) changes.push(['payer', payer])
      // Never later than the lease's end, which comes sooner where the clock was set back.
      const endsSooner = hold.leaseUntilMs < before.leaseUntilMs
      if (hold.token !== before.token || endsSooner) {
        changes.push(['look_at_ms', hold.leaseUntilMs])
      }
      if (changes.length === 0) return
      sql.exec(
        `UPDATE holds SET ${changes.map(([name]) => `${name} = ?`).join(', ')}
         WHERE picture_id = ? AND n = ?`,
        ...changes.map(([, value]) => value),
        hold.pictureId,
        hold.attempt,
      )
    },
    closeAttempts: (attemptIds: readonly string[]) => {
      sql.exec(
        `UPDATE holds SET closed = 1 WHERE state = 'posted' AND closed = 0
           AND (picture_id, n) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
        JSON.stringify(holdKeysOf(attemptIds)),
      )
    },
  }
}
