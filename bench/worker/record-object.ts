/** Rows that the SQL of Durable Objects has read and written. */
export type ObjectRows = { read: number; written: number }

/**
 * Counts the statements of an object from now on. A cursor knows its rows only when it has
 * been read to its end, so each is asked when the next totals are.
 */
export function recordObject(state: DurableObjectState) {
  const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = []
  const own = state.storage.sql
  const sql = passOn(own, {
    exec(statement: string, ...values: SqlStorageValue[]) {
      const cursor = own.exec(statement, ...values)
      cursors.push(cursor)
      return cursor
    },
  })
  // The runtime takes no other object for a state than its own: this property is laid over it.
  Object.defineProperty(state, 'storage', { value: passOn(state.storage, { sql }) })
  return {
    takeRows(): ObjectRows {
      const rows = { read: 0, written: 0 }
      for (const { rowsRead, rowsWritten } of cursors.splice(0)) {
        rows.read += rowsRead
        rows.written += rowsWritten
      }
      return rows
    },
  }
}

/** An object of the runtime with some properties of our own; its methods keep their owner. */
function passOn<T extends object>(target: T, own: object): T {
  return new Proxy(target, {
    get(_, name) {
      if (name in own) return Reflect.get(own, name)
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
