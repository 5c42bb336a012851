import type { DatabaseSync } from 'node:sqlite'
import { double } from '../double.ts'
import { createCache, openSqlite, toInput } from './sql.ts'

/** What an object keeps over its evictions. */
export type Kept = { db: DatabaseSync; values: Map<string, unknown>; alarmMs: number | undefined }

export function newKept(from?: { sql: Uint8Array; values: Map<string, unknown> }): Kept {
  return {
    db: openSqlite(from?.sql),
    values: new Map(structuredClone([...(from?.values ?? [])])),
    alarmMs: undefined,
  }
}

/** An object's storage: SQL, keys and values, the alarm; transactions that undo all three. */
export function createStorage(kept: Kept, onAlarm: () => void): DurableObjectStorage {
  const setAlarm = (atMs: number | undefined) => {
    if (kept.alarmMs === atMs) return
    kept.alarmMs = atMs
    onAlarm()
  }
  return double<DurableObjectStorage>({
    sql: createSql(kept.db),
    kv: {
      get: (name: string) => structuredClone(kept.values.get(name)),
      put: (name: string, value: unknown) => void kept.values.set(name, structuredClone(value)),
      delete: (name: string) => kept.values.delete(name),
      list: () => structuredClone([...kept.values]),
    },
    transactionSync<Result>(work: () => Result): Result {
      const { alarmMs } = kept
      const values = new Map(kept.values)
      kept.db.exec('SAVEPOINT whole')
      try {
        const result = work()
        kept.db.exec('RELEASE whole')
        return result
      } catch (cause) {
        kept.db.exec('ROLLBACK TO whole')
        kept.db.exec('RELEASE whole')
        kept.values.clear()
        for (const [name, value] of values) kept.values.set(name, value)
        setAlarm(alarmMs)
        throw cause
      }
    },
    setAlarm: async (atMs: number | Date) => setAlarm(Number(atMs)),
    getAlarm: async () => kept.alarmMs ?? null,
    deleteAlarm: async () => setAlarm(undefined),
  })
}

/** SqlStorage over SQLite: several statements at once, values only with the last. */
function createSql(db: DatabaseSync): SqlStorage {
  const prepare = createCache(db)
  return double<SqlStorage>({
    exec(text: string, ...values: unknown[]) {
      if (values.length === 0 && /;\s*\S/.test(text)) {
        db.exec(text)
        return cursorOf([])
      }
      return cursorOf(prepare(text).all(...values.map(toInput)))
    },
  })
}

function cursorOf(rows: Record<string, unknown>[]) {
  return {
    toArray: () => rows,
    one() {
      if (rows.length !== 1) {
        throw new Error(
          `Expected exactly one result from SQL query, but got ${rows.length || 'no results.'}`,
        )
      }
      return rows[0]
    },
    raw: () => ({ toArray: () => rows.map((row) => Object.values(row)) }),
    [Symbol.iterator]: () => rows[Symbol.iterator](),
  }
}
