import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

/** What the runtime sets for D1 and for objects; the contract test tries the nearest of them. */
const LIMITS = {
  sqlLength: 100_000,
  column: 100,
  exprDepth: 100,
  compoundSelect: 5,
  vdbeOp: 25_000,
  functionArg: 32,
  likePatternLength: 50,
  variableNumber: 100,
  triggerDepth: 10,
}

/** A database of this world, with the limits of D1 and of the objects' own. */
export function openSqlite(from?: Uint8Array): DatabaseSync {
  const db = new DatabaseSync(':memory:', { limits: LIMITS })
  if (from) db.deserialize(from)
  return db
}

/** Statements by their text, prepared once. */
export function createCache(db: DatabaseSync) {
  const prepared = new Map<string, StatementSync>()
  return (text: string): StatementSync => {
    const known = prepared.get(text)
    if (known) return known
    const statement = db.prepare(text)
    prepared.set(text, statement)
    return statement
  }
}

/** What a caller binds as SQLite takes it: booleans and undefined are refused, as in the runtime. */
export function toInput(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Uint8Array) return value
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  throw new TypeError(`D1_TYPE_ERROR: Type '${typeof value}' not supported for value '${value}'`)
}
