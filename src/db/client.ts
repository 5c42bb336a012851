import { is, SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'

export type Db = DrizzleD1Database
export type Statement = BatchItem<'sqlite'>

/** The database behind its query builder. */
export function openDb(binding: D1Database): Db {
  const db = drizzle(binding)
  const run = db.run.bind(db)
  // drizzle's batch() asks every query with parameters for its prepared statement, which those of
  // its own run() lack: without it one such query makes the whole batch throw.
  db.run = (query) => {
    const raw = run(query)
    return Object.assign(raw, { stmt: binding.prepare(raw.getQuery().sql) })
  }
  return db
}

/**
 * Runs statements as one transaction: all are written or none. An empty list writes nothing.
 * (drizzle's own transaction() does not work on D1.)
 */
export async function writeAll(db: Db, statements: Statement[]): Promise<unknown[]> {
  const [first, ...rest] = statements
  return first ? db.batch([first, ...rest]) : []
}

/**
 * Runs a compare-and-set with what must follow it. Returns whether it changed a row: `change` ends
 * in `.returning()`; the statements after it belong to it and say `WHERE changes() > 0` themselves
 * where they follow it directly. meta.changes is no judge: triggers count into it. A dry run
 * answers, or fails, as the change itself would by what is there now, and writes nothing.
 */
export async function compareAndSet(
  db: Db,
  change: Statement,
  following: Statement[] = [],
  { dryRun = false } = {},
): Promise<boolean> {
  if (dryRun) return wouldChange(db, change)
  const [rows] = await db.batch([change, ...following])
  return Array.isArray(rows) && rows.length > 0
}

/** A change that changes a row is taken back with its batch, which a guard after it makes fail. */
async function wouldChange(db: Db, change: Statement): Promise<boolean> {
  try {
    await db.batch([change, refuseWhen(db, IF_CHANGED)])
    return false
  } catch (cause) {
    if (isRefused(cause)) return true
    throw cause
  }
}

/**
 * The last of these columns is one of any number of ids, those before it are what is given first:
 * `isAnyOf([mockups.user_id, mockups.id], [userId], ids)`. All are one row value, because of
 * `user_id = ? AND id IN (…)` the planner, without statistics, may use the owner alone and read
 * everything that is theirs. (And D1 takes at most 100 bound parameters.) Ids that the database
 * knows are a JSON list of its own.
 */
export function isAnyOf(
  columns: readonly SQLWrapper[],
  first: readonly string[],
  ids: readonly string[] | SQL,
): SQL {
  const list = is(ids, SQL) ? ids : JSON.stringify(ids)
  const given = first.map((value) => sql`${value}, `)
  // Said, because an index WHERE … IS NOT NULL does not serve a row value otherwise.
  return sql`((${sql.join([...columns], sql`, `)}) IN (
    SELECT ${sql.join(given)}value FROM json_each(${list}))
    AND ${columns.at(-1)} IS NOT NULL)`
}

/**
 * A list `asked` to read from, one entry a row, its columns `asked.value ->> 'name'`: rows are sought
 * one by one by what the list says, `user_id` included. Were that bound, the planner, without
 * statistics, might use it alone. Cheaper than `isAnyOf`, whose list is sorted and read once more;
 * a SELECT says CROSS JOIN, an UPDATE FROM.
 */
export function listed(userId: string, rows: readonly Readonly<Record<string, unknown>>[]): SQL {
  return sql`json_each(${JSON.stringify(rows.map((row) => ({ ...row, user_id: userId })))}) AS asked`
}

/** The same of ids alone. */
export function listedIds(userId: string, ids: readonly string[]): SQL {
  return listed(
    userId,
    ids.map((id) => ({ id })),
  )
}

/** For a statement that directly follows a compare-and-set, written only if that changed a row. */
export const IF_CHANGED: SQL = sql`changes() > 0`

/**
 * A statement that makes its whole batch fail, with nothing written, where the condition holds:
 * a batch does not stop by itself at a write that changes nothing.
 */
export function refuseWhen(db: Db, condition: SQL): Statement {
  return db.run(sql`SELECT ${refusedWhen(condition, sql`NULL`)}`)
}

/** A value to write; to reach for it where the condition holds makes the batch fail likewise. */
export function refusedWhen(condition: SQL, value: SQL): SQL {
  return sql`CASE WHEN ${condition} THEN json(${REFUSAL}) ELSE ${value} END`
}

// No JSON: reading it is the error.
const REFUSAL = 'refused by a guard'

/** Whether a batch failed at one of its guards, or at a reference to a row that has gone. */
export function isGuardFailure(cause: unknown): boolean {
  if (isRefused(cause)) return true
  if (!(cause instanceof Error)) return false
  return cause.message.includes('FOREIGN KEY constraint failed') || isGuardFailure(cause.cause)
}

function isRefused(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false
  return cause.message.includes('malformed JSON') || isRefused(cause.cause)
}

/**
 * Whether a rule of the tables refused a write: what it refers to has gone, or it was done before.
 * drizzle wraps D1's error.
 */
export function breaksRule(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false
  return /constraint failed/i.test(cause.message) || breaksRule(cause.cause)
}
