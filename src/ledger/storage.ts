import { openAccountTables } from './account-tables.ts'
import { openAuditTables } from './audit-tables.ts'
import { openClaimTables } from './claim-tables.ts'
import { openHoldTables } from './hold-tables.ts'
import { NEVER_MS, prepareTables } from './schema.ts'

/** What is settled is reported together with what follows it in this time. */
const REPORT_AFTER_MS = 2_000

export type LedgerStorage = ReturnType<typeof openStorage>

/**
 * The ledger's tables. Everything is synchronous: nothing can come between a read and a write.
 * Throws where the tables were made by another version of the code.
 */
export function openStorage(sql: SqlStorage) {
  prepareTables(sql)

  const readMeta = (name: string): string | undefined =>
    sql.exec<{ value: string }>('SELECT value FROM meta WHERE name = ?', name).toArray()[0]?.value
  const writeMeta = (name: string, value: string): void => {
    sql.exec(
      `INSERT INTO meta (name, value) VALUES (?, ?)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value`,
      name,
      value,
    )
  }
  const readReported = (): number => Number(readMeta('reported') ?? 0)

  return {
    ...openClaimTables(sql),
    ...openHoldTables(sql),
    ...openAccountTables(sql),
    ...openAuditTables(sql),
    /** Whose ledger this is, once something was reserved or adjusted. */
    readOwner: () => readMeta('user_id'),
    writeOwner: (userId: string) => writeMeta('user_id', userId),
    /** The budget that was named last: what an entry's balances are shown against. */
    readBudget: (): number => Number(readMeta('budget') ?? 0),
    writeBudget: (budget: number) => writeMeta('budget', String(budget)),
    /** The number of the last settled entry that the report has. */
    readReported,
    writeReported: (sequence: number) => writeMeta('reported', String(sequence)),
    /** When something is next to be done: a claim expires, a lease lapses, or the report. */
    readNextDueMs: (): number | undefined => {
      const { due } = sql
        .exec<{ due: number | null }>(
          `SELECT min(due) AS due FROM (
             SELECT min(expires_at_ms) AS due FROM reservations WHERE expires_at_ms < ?1
             UNION ALL SELECT min(expires_at_ms) FROM claims WHERE expires_at_ms < ${NEVER_MS}
             UNION ALL SELECT min(look_at_ms) FROM holds WHERE state = 'in_flight'
             UNION ALL SELECT created_at_ms + ?2 FROM settled WHERE sequence = ?3)`,
          NEVER_MS,
          REPORT_AFTER_MS,
          readReported() + 1,
        )
        .one()
      return due ?? undefined
    },
  }
}
