import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** The object's SQL over Node's SQLite: the part of SqlStorage that the ledger uses. */
export function toSqlStorage(db: DatabaseSync): SqlStorage {
  const prepared = new Map<string, StatementSync>()
  return {
    exec<Row>(query: string, ...values: (string | number | null)[]) {
      // The schema is many statements at once, which cannot be prepared.
      if (/^\s*CREATE/.test(query)) {
        db.exec(query)
        return cursorOf<Row>([])
      }
      const statement = prepared.get(query) ?? db.prepare(query)
      prepared.set(query, statement)
      return cursorOf<Row>(statement.all(...values))
    },
  }
}

function cursorOf<Row>(found: unknown[]): SqlStorageCursor<Row> {
  const rows = asRows<Row>(found)
  return {
    toArray: () => rows,
    one() {
      const [row, ...others] = rows
      if (row === undefined || others.length > 0) throw new Error('expected exactly one row')
      return row
    },
  }
}

/** The caller of exec names the row's type, as with the real SqlStorage: nobody can check it. */
function asRows<Row>(found: unknown[]): Row[] {
  return found as Row[]
}
