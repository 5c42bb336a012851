import { type Equality, parseStatement, type Scope, type Source } from './parse.ts'

export type Index = { name: string; columns: string[]; unique: boolean; partial: boolean }
/** The tables that hold rows of users, by name. */
export type Schema = Map<string, { indexes: Index[] }>
type Rule = 'arguments' | 'scan' | 'half a key' | 'no owner' | 'sort' | 'whole table'
/** `index`: what the plan reads the table through, if anything. */
export type Finding = { rule: Rule; table: string; index: string | undefined; sentence: string }
/** A line of EXPLAIN QUERY PLAN. */
export type PlanLine = { id: number; parent: number; detail: string }

type Step = {
  parent: number
  isScan: boolean
  alias: string
  index: string | undefined
  isAutomatic: boolean
  /** The columns of the key that are given one value each, in order. */
  used: string[]
  isRange: boolean
}

const STEP =
  /^(SCAN|SEARCH) (\S+)(?: EXISTS)?(?: USING (AUTOMATIC )?(?:PARTIAL )?(?:COVERING )?(?:INDEX (\S+)|((?:INTEGER )?PRIMARY KEY)))?(?: \((.*)\))?/

/**
 * What is wrong with a statement, by its own words and by the plan that the database has for it
 * without statistics. A name that several parts of the statement use is judged by the part that
 * suits it best.
 */
export function judgeStatement(text: string, plan: readonly PlanLine[], schema: Schema): Finding[] {
  const scopes = parseStatement(text)
  // What a part of the statement has read is read again under its name: no table is.
  const made = new Set(
    plan.flatMap(({ detail }) => /^(?:CO-ROUTINE|MATERIALIZE) (\S+)/.exec(detail)?.[1] ?? []),
  )
  const steps = plan
    .flatMap(readStep)
    .filter((step) => !(step.isScan && step.index === undefined && made.has(step.alias)))
  return [
    ...judgeArguments(text),
    ...steps.flatMap((step, at) => judgeStep(step, steps.slice(0, at), scopes, schema)),
    ...scopes.flatMap((scope) => judgeOwners(scope, steps, schema)),
    ...judgeAmounts(plan, steps, scopes, schema),
  ]
}

/** D1 takes so many arguments of a function, wherever a local database may take more. */
const MOST_ARGUMENTS = 32

/** A function is a name with its bracket directly behind it. */
function judgeArguments(text: string): Finding[] {
  const bare = text.replaceAll(/'[^']*'/g, "''")
  const open: { name: string; commas: number }[] = []
  const found: Finding[] = []
  for (const [part, name = ''] of bare.matchAll(/(\w*)\(|[),]/g)) {
    const last = open.at(-1)
    if (part.endsWith('(')) open.push({ name, commas: 0 })
    else if (part === ',' && last) last.commas += 1
    else if (part === ')' && open.pop() && last?.name && last.commas >= MOST_ARGUMENTS) {
      const sentence = `calls ${last.name} with ${last.commas + 1} arguments`
      found.push({ rule: 'arguments', table: '', index: undefined, sentence })
    }
  }
  return found
}

function readStep({ parent, detail }: PlanLine): Step[] {
  const [, kind, alias, automatic, name, primary, bracket = ''] = STEP.exec(detail) ?? []
  if (!kind || !alias || / VIRTUAL TABLE | CONSTANT ROW/.test(detail)) return []
  const terms = bracket ? bracket.split(' AND ') : []
  const used = terms.flatMap((term) => /^(\w+)=\?$/.exec(term)?.[1] ?? [])
  const index = name ?? primary?.toLowerCase()
  const isRange = used.length < terms.length
  const isScan = kind === 'SCAN'
  return [{ parent, isScan, alias, index, isAutomatic: !!automatic, used, isRange }]
}

type Read = { scope: Scope; table: string; indexes: Index[] }

/** Where the statement reads something of this name. */
function findReads(alias: string, scopes: Scope[], schema: Schema): Read[] {
  return scopes.flatMap((scope) =>
    scope.sources.flatMap((source) => {
      const indexes = schema.get(source.table)?.indexes
      return source.alias === alias && indexes ? [{ scope, table: source.table, indexes }] : []
    }),
  )
}

function judgeStep(step: Step, before: Step[], scopes: Scope[], schema: Schema): Finding[] {
  const reads = findReads(step.alias, scopes, schema)
  const [first] = reads
  if (!first || step.used[0] === 'rowid') return []
  const { table } = first
  const { index } = step
  const isPartial = first.indexes.some(({ name, partial }) => partial && name === index)
  // It holds no more than its own condition lets in: a range of it is no half of a key.
  if (isPartial && !step.isAutomatic && (step.isScan || step.isRange)) return []
  if (step.isScan || step.isAutomatic) {
    return [{ rule: 'scan', table, index, sentence: `reads all of ${table}` }]
  }
  const known = new Set(before.map(({ alias }) => alias))
  const judged = reads.map((read) => betterKey(step, read, known))
  const better = judged.includes(undefined) ? undefined : judged[0]
  if (!better) return []
  const sentence = `seeks ${table} by ${step.used.join(', ') || 'a range'} where ${better} are given`
  return [{ rule: 'half a key', table, index, sentence }]
}

/** The columns of a key that the scope gives and the step could have used, but did not. */
function betterKey(step: Step, { scope, indexes }: Read, known: Set<string>): string | undefined {
  const given = new Set(
    scope.equalities
      .filter((one) => !one.isOffIndex && isGiven(one, step.alias, known, scope))
      .map((one) => one.column),
  )
  if (isWholeKey(indexes, new Set(step.used))) return undefined
  const usable = indexes.filter((index) => !index.partial)
  const row = usable.find(({ unique, columns }) => unique && columns.every((one) => given.has(one)))
  if (row) return row.columns.join(', ')
  const best = usable
    .map((index) => prefixOf(index.columns, given))
    .reduce((most, one) => (isBetter(one, most) ? one : most), [])
  return isBetter(best, step.used) ? best.join(', ') : undefined
}

/** Columns of few values: one of them finds a large part of what a user has. */
const COARSE = new Set(['status', 'state', 'type', 'operation_type', 'module', 'is_active'])

function isBetter(one: string[], other: string[]): boolean {
  const fine = (columns: string[]) => columns.filter((column) => !COARSE.has(column)).length
  return fine(one) > fine(other) || (fine(one) === fine(other) && one.length > other.length)
}

function isWholeKey(indexes: Index[], used: Set<string>): boolean {
  return indexes.some(({ unique, columns }) => unique && columns.every((one) => used.has(one)))
}

function prefixOf(columns: string[], given: Set<string>): string[] {
  const end = columns.findIndex((column) => !given.has(column))
  return end < 0 ? columns : columns.slice(0, end)
}

/** Whether a value is known by the time that this source is read. */
function isGiven(one: Equality, alias: string, known: Set<string>, scope: Scope): boolean {
  if (one.alias !== alias) return false
  const own = (name: string) => scope.sources.some((source) => source.alias === name)
  return one.from.every(
    (from) => from.alias !== alias && (!own(from.alias) || known.has(from.alias)),
  )
}

/** Every user's table must be tied, in the end, to an owner that is bound. */
function judgeOwners(scope: Scope, steps: Step[], schema: Schema): Finding[] {
  return scope.sources
    .filter(({ table }) => schema.has(table))
    .filter((source) => !hasOwner(source, scope, schema, new Set()))
    .map(({ table, alias }) => ({
      rule: 'no owner' as const,
      table,
      index: steps.find((step) => step.alias === alias && !step.used.includes('user_id'))?.index,
      sentence: `reads ${table} without its owner`,
    }))
}

function hasOwner(source: Source, scope: Scope, schema: Schema, seen: Set<string>): boolean {
  if (seen.has(source.alias)) return false
  const path = new Set([...seen, source.alias])
  const ties = scope.equalities.filter(
    (one) => one.alias === source.alias && one.column === 'user_id',
  )
  return ties.some(({ from }) =>
    from.every(({ alias }) => {
      const found = findSource(alias, scope)
      // A source of the subquery that the value comes from: judged there.
      if (!found) return true
      // What comes from a subquery or a list is judged where that is made.
      if (!schema.has(found.source.table)) return true
      return hasOwner(found.source, found.scope, schema, found.scope === scope ? path : new Set())
    }),
  )
}

function findSource(
  alias: string,
  scope: Scope | undefined,
): { source: Source; scope: Scope } | undefined {
  for (let at = scope; at; at = at.parent) {
    const source = at.sources.find((one) => one.alias === alias)
    if (source) return { source, scope: at }
  }
  return undefined
}

/** What grows with a user's years: a sort that an index would have spared, and everything at once. */
function judgeAmounts(
  plan: readonly PlanLine[],
  steps: Step[],
  scopes: Scope[],
  schema: Schema,
): Finding[] {
  const sorted = new Set(
    plan.flatMap((line) => (line.detail === 'USE TEMP B-TREE FOR ORDER BY' ? line.parent : [])),
  )
  return steps.flatMap((step) => {
    const reads = findReads(step.alias, scopes, schema)
    const isSorted = sorted.has(step.parent)
    const found = reads.map((read) => judgeAmount(step, isSorted, read))
    const [first] = found
    return first && found.every((one) => one !== undefined) ? [first] : []
  })
}

function judgeAmount(step: Step, isSorted: boolean, read: Read): Finding | undefined {
  const { scope, table, indexes } = read
  const { index, used } = step
  if (isSorted && scope.orderedBy && !isWholeKey(indexes, new Set(used))) {
    const order = scope.orderedBy
    const spares = indexes.find((one) => !one.partial && ordersBy(one, scope, step.alias, order))
    const sentence = `sorts ${table} where ${spares?.name} has the order`
    if (spares) return { rule: 'sort', table, index, sentence }
  }
  const isBounded = step.isRange || (scope.isLimited && !isSorted)
  if (used.join() !== 'user_id' || isBounded || isWholeKey(indexes, new Set(used))) return undefined
  const isPartial = indexes.some(({ name, partial }) => partial && name === index)
  if (isPartial) return undefined
  return { rule: 'whole table', table, index, sentence: `reads all that a user has in ${table}` }
}

function ordersBy({ columns }: Index, scope: Scope, alias: string, order: string[]): boolean {
  const fixed = scope.equalities.filter(
    (one) => one.alias === alias && !one.isList && !one.isOffIndex,
  )
  const start = prefixOf(columns, new Set(fixed.map((one) => one.column))).length
  return start > 0 && order.every((column, at) => columns[start + at] === column)
}
