import { env } from 'cloudflare:workers'

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
