import { env } from 'cloudflare:workers'
import { refuseDatabase } from './bindings.ts'

/**
 * A database before whose first batch with a statement like this something else happens: what was
 * looked up before it is no longer so.
 */
export function beforeWrite(
  pattern: RegExp,
  happen: () => Promise<unknown>,
): { changes: Partial<Env>; happened(): boolean } {
  const texts = new WeakMap<D1PreparedStatement, string>()
  let waiting = true
  const prepare = (query: string) => {
    const statement = env.DB.prepare(query)
    texts.set(statement, query)
    const bind = statement.bind.bind(statement)
    statement.bind = (...values) => {
      const bound = bind(...values)
      texts.set(bound, query)
      return bound
    }
    return statement
  }
  const batch = async (statements: D1PreparedStatement[]) => {
    if (waiting && statements.some((each) => pattern.test(texts.get(each) ?? ''))) {
      waiting = false
      await happen()
    }
    return env.DB.batch(statements)
  }
  const DB = new Proxy(env.DB, {
    get(whole, property) {
      if (property === 'prepare') return prepare
      if (property === 'batch') return batch
      const value: unknown = Reflect.get(whole, property)
      return typeof value === 'function' ? value.bind(whole) : value
    },
  })
  return { changes: { DB }, happened: () => !waiting }
}

/** A database that is gone from the first batch on that has a statement like this. */
export function loseDatabaseAtWrite(pattern: RegExp): Partial<Env> {
  const gone = refuseDatabase('D1_ERROR: Network connection lost.').DB
  const { changes, happened } = beforeWrite(pattern, async () => {
    throw new Error('D1_ERROR: Network connection lost.')
  })
  const { DB } = changes
  if (!gone || !DB) throw new Error('a database is missing')
  return {
    DB: new Proxy(DB, {
      get: (there, property) => {
        const from = happened() ? gone : there
        const value: unknown = Reflect.get(from, property)
        return typeof value === 'function' ? value.bind(from) : value
      },
    }),
  }
}
