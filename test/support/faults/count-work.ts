import { env } from 'cloudflare:workers'

type Answer = { meta: { rows_written: number } }
type Counted = { calls: number; rows: number }

/**
 * Bindings that count what work costs: calls to the database and to the ledger, and the rows that
 * the database writes, entries of indexes among them.
 */
export function countWork(): { changes: Partial<Env>; counted: Counted } {
  const counted: Counted = { calls: 0, rows: 0 }
  return { counted, changes: { DB: countDatabase(counted), CREDIT_LEDGER: countLedger(counted) } }
}

function countLedger(counted: Counted): Env['CREDIT_LEDGER'] {
  const stubOf = (name: string) =>
    new Proxy(env.CREDIT_LEDGER.getByName(name), {
      get(whole, property) {
        counted.calls += 1
        return Reflect.get(whole, property)
      },
    })
  return new Proxy(env.CREDIT_LEDGER, {
    get: (whole, property) => (property === 'getByName' ? stubOf : Reflect.get(whole, property)),
  })
}

const CALLS: readonly (string | symbol)[] = ['all', 'run', 'first', 'raw']

function countDatabase(counted: Counted): D1Database {
  const originals = new WeakMap<object, D1PreparedStatement>()
  const note = <Each extends Answer>(answers: Each[]): Each[] => {
    counted.calls += 1
    for (const { meta } of answers) counted.rows += meta.rows_written
    return answers
  }
  const wrap = (real: D1PreparedStatement): D1PreparedStatement => {
    const statement = new Proxy(real, {
      get(whole, property) {
        if (property === 'bind') return (...values: unknown[]) => wrap(whole.bind(...values))
        if (property === 'all') return async () => note([await whole.all()])[0]
        if (property === 'run') return async () => note([await whole.run()])[0]
        if (CALLS.includes(property)) counted.calls += 1
        const value: unknown = Reflect.get(whole, property)
        return typeof value === 'function' ? value.bind(whole) : value
      },
    })
    originals.set(statement, real)
    return statement
  }
  const batch = async (given: D1PreparedStatement[]) =>
    note(await env.DB.batch(given.map((each) => originals.get(each) ?? each)))
  return new Proxy(env.DB, {
    get(whole, property) {
      if (property === 'batch') return batch
      if (property === 'prepare') return (query: string) => wrap(whole.prepare(query))
      return Reflect.get(whole, property)
    },
  })
}
