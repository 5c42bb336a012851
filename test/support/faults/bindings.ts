import { env } from 'cloudflare:workers'
import { around, type Instead } from './around.ts'

/** The environment's ledger with one of its methods struck. */
export function strikeLedger(method: string, instead: Instead): Partial<Env> {
  const namespace = env.CREDIT_LEDGER
  const struck = new Proxy(namespace, {
    get(whole, property) {
      if (property === 'getByName') {
        return (name: string) => around(whole.getByName(name), method, instead)
      }
      return Reflect.get(whole, property)
    },
  })
  return { CREDIT_LEDGER: struck }
}

/** The environment's bucket with one of its methods struck. */
export function strikeFiles(method: 'put' | 'head' | 'get', instead: Instead): Partial<Env> {
  return { FILES: around(env.FILES, method, instead) }
}

/** The database with its transactions struck; single statements pass. */
export function strikeBatches(instead: Instead): Partial<Env> {
  return { DB: around(env.DB, 'batch', instead) }
}

/** A database that refuses every statement with these words. */
export function refuseDatabase(message: string): Partial<Env> {
  const refuse = async () => {
    throw new Error(message)
  }
  const statement = (real: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(real, {
      get(whole, property) {
        if (property !== 'bind') return refuse
        return (...values: unknown[]) => statement(whole.bind(...values))
      },
    })
  return {
    DB: new Proxy(env.DB, {
      get(whole, property) {
        if (property !== 'prepare') return refuse
        return (query: string) => statement(whole.prepare(query))
      },
    }),
  }
}

/** A database that refuses every statement like this with this value among those bound to it. */
export function refuseWith(pattern: RegExp, value: string): Partial<Env> {
  const prepare = (query: string) => {
    const statement = env.DB.prepare(query)
    if (!pattern.test(query)) return statement
    return around(statement, 'bind', (bind, values) => {
      if (values.includes(value)) throw new Error(`D1_ERROR: refused for ${value}`)
      return bind()
    })
  }
  return { DB: around(env.DB, 'prepare', (_call, [query]) => prepare(String(query))) }
}

/** Nobody listens at the vendor's URL, as before the sandbox is up. */
export function vendorDown(): Partial<Env> {
  const changes: Partial<Env> = {}
  return Object.assign(changes, { DYNAMIC_MOCKUPS_API_URL: 'http://127.0.0.1:9/api/v1' })
}

/** Calls of the vendor are given up after a second, to keep tests short. */
export function impatient(): Partial<Env> {
  const changes: Partial<Env> = {}
  return Object.assign(changes, { RENDER_TIMEOUT_SECONDS: '1' })
}

/** The vendor may take as long as it does on a busy machine. */
export function patient(): Partial<Env> {
  const changes: Partial<Env> = {}
  return Object.assign(changes, { RENDER_TIMEOUT_SECONDS: '60' })
}

/** A database whose second statement of every transaction, from the nth on, breaks a rule. */
export function breakSecondStatement({ from = 1 } = {}): Partial<Env> {
  let batches = 0
  return replaceBatch((statements) => {
    batches += 1
    if (batches < from) return env.DB.batch(statements)
    const broken = env.DB.prepare('INSERT INTO mockup_runs (user_id) VALUES (NULL)')
    return env.DB.batch(statements.toSpliced(1, 0, broken))
  })
}

/** A database that is gone from the first transaction on. */
export function loseDatabaseAtBatch(): Partial<Env> {
  const gone = refuseDatabase('D1_ERROR: Network connection lost.').DB
  let isGone = false
  return {
    DB: new Proxy(env.DB, {
      get(whole, property) {
        if (property === 'batch') isGone = true
        const value: unknown = Reflect.get(isGone && gone ? gone : whole, property)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => Reflect.apply(value, whole, args)
      },
    }),
  }
}

function replaceBatch(batch: (statements: D1PreparedStatement[]) => unknown): Partial<Env> {
  return {
    DB: new Proxy(env.DB, {
      get(whole, property) {
        if (property === 'batch') return batch
        const value: unknown = Reflect.get(whole, property)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => Reflect.apply(value, whole, args)
      },
    }),
  }
}

/** The ledger of one user does not answer; those of all others do. */
export function refuseLedgerOf(userId: string): Partial<Env> {
  const namespace = env.CREDIT_LEDGER
  const refuse = () => {
    throw new Error('Durable Object is overloaded')
  }
  return {
    CREDIT_LEDGER: new Proxy(namespace, {
      get(whole, property) {
        if (property !== 'getByName') return Reflect.get(whole, property)
        return (name: string) => (name === userId ? refuse() : whole.getByName(name))
      },
    }),
  }
}
