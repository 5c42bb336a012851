import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { double } from '../double.ts'
import type { Scheduler } from '../scheduler.ts'
import { createCache, toInput } from './sql.ts'

type Bound = { text: string; values: SQLInputValue[] }
type Rows = Record<string, unknown>[]

const WRITES = /^\s*(?:WITH\b[\s\S]*?\)\s*)?(INSERT|UPDATE|DELETE|REPLACE)\b/i

/** D1 over SQLite: each call is one trip, a batch is one transaction. */
export function createD1(
  db: DatabaseSync,
  scheduler: Scheduler,
  onWrite: (text: string) => void,
): D1Database {
  const prepare = createCache(db)
  const bounds = new WeakMap<object, Bound>()

  function run({ text, values }: Bound): { results: Rows; changes: number } {
    const statement = prepare(text)
    statement.setReturnArrays(false)
    if (!WRITES.test(text)) return { results: statement.all(...values), changes: 0 }
    const before = totalChanges()
    const results = statement.all(...values)
    const changes = totalChanges() - before
    if (changes > 0) noteWrite(text, changes)
    return { results, changes }
  }

  function totalChanges(): number {
    return Number(prepare('SELECT total_changes() AS n').get()?.n ?? 0)
  }

  function noteWrite(text: string, changes: number): void {
    const caller = scheduler.findCaller()
    caller?.effects.push(`d1 ${shorten(text)} × ${changes}`)
    onWrite(text)
  }

  const answer = ({ results, changes }: { results: Rows; changes: number }) => ({
    success: true,
    results,
    meta: {
      changes,
      duration: 0,
      rows_read: 0,
      rows_written: 0,
      last_row_id: 0,
      changed_db: false,
    },
  })

  const trip = <Result>(label: string, work: () => Result) =>
    scheduler.step('d1', label, () => inWords(work))

  function statement(text: string, values: SQLInputValue[]): D1PreparedStatement {
    const bound = { text, values }
    const made = double<D1PreparedStatement>({
      bind: (...given: unknown[]) => statement(text, given.map(toInput)),
      all: () => trip(shorten(text), () => answer(run(bound))),
      run: () => trip(shorten(text), () => answer(run(bound))),
      first: (column?: string) =>
        trip(shorten(text), () => {
          const [row] = run(bound).results
          if (!row) return null
          return column === undefined ? row : row[column]
        }),
      raw: () =>
        trip(shorten(text), () => {
          const prepared = prepare(text)
          prepared.setReturnArrays(true)
          return prepared.all(...values)
        }),
    })
    bounds.set(made, bound)
    return made
  }

  function batch(statements: D1PreparedStatement[]) {
    const all = statements.map((each) => bounds.get(each) ?? { text: 'SELECT 1', values: [] })
    return trip(`batch of ${all.map(({ text }) => shorten(text)).join(' · ')}`, () => {
      const caller = scheduler.findCaller()
      const written = caller?.effects.length ?? 0
      db.exec('BEGIN')
      try {
        const results = all.map((each) => answer(run(each)))
        db.exec('COMMIT')
        return results
      } catch (cause) {
        db.exec('ROLLBACK')
        caller?.effects.splice(written)
        throw cause
      }
    })
  }

  return double<D1Database>({ prepare: (text: string) => statement(text, []), batch })
}

/** SQLite's message in D1's frame. */
function inWords<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (cause) {
    const sentence = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`D1_ERROR: ${sentence}: SQLITE_ERROR`, { cause })
  }
}

const shown = new Map<string, string>()

/** The verb and the table: what a trace and a judge need of a statement. */
function shorten(text: string): string {
  const known = shown.get(text)
  if (known) return known
  const flat = text.trim().replaceAll('"', '').replace(/\s+/g, ' ')
  const table = /\b(?:INSERT INTO|UPDATE|DELETE FROM|FROM)\s+(\w+)/i.exec(flat)?.[1] ?? ''
  const upserts = /\bON CONFLICT\b[\s\S]*\bDO UPDATE\b/i.test(flat)
  const verb = upserts ? 'upsert' : flat.split(' ')[0]?.toLowerCase()
  const short = `${verb} ${table}`
  shown.set(text, short)
  return short
}
