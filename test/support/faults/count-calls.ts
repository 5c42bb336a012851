import { env } from 'cloudflare:workers'

const ASKS = ['all', 'run', 'first', 'raw'] as const

/** A database that counts the calls made to it: a batch is one. Rows read are those of batches. */
export function countCalls(): {
  changes: Partial<Env>
  count(): { calls: number; rowsRead: number }
} {
  const counted = { calls: 0, rowsRead: 0 }
  const watch = (statement: D1PreparedStatement): D1PreparedStatement => {
    for (const ask of ASKS) {
      const real: unknown = Reflect.get(statement, ask)
      if (typeof real !== 'function') continue
      Reflect.set(statement, ask, (...args: unknown[]) => {
        counted.calls += 1
        return Reflect.apply(real, statement, args)
      })
    }
    const bind = statement.bind.bind(statement)
    statement.bind = (...values) => watch(bind(...values))
    return statement
  }
  const batch = async (statements: D1PreparedStatement[]) => {
    counted.calls += 1
    const answers = await env.DB.batch(statements)
    for (const { meta } of answers) counted.rowsRead += meta.rows_read
    return answers
  }
  const DB = new Proxy(env.DB, {
    get(whole, property) {
      if (property === 'prepare') return (text: string) => watch(whole.prepare(text))
      if (property === 'batch') return batch
      const value: unknown = Reflect.get(whole, property)
      return typeof value === 'function' ? value.bind(whole) : value
    },
  })
  return { changes: { DB }, count: () => ({ ...counted }) }
}
