/** A word, a name, a literal or a sign; or a pair of parentheses with what is in it. */
type Token = string | Token[]

/** A table, or what serves as one, where a part of a statement reads it. */
export type Source = { table: string; alias: string }

/**
 * A column that a condition fixes to one value, or to a list of values; `from` are the sources that
 * must have been read before the value is known.
 */
export type Equality = Column & { from: Column[]; isList: boolean }
/** `isOffIndex`: written `+column`, so that no index is used for it. */
type Column = { alias: string; column: string; isOffIndex?: true }

/** One SELECT, UPDATE or DELETE with its own FROM and WHERE, wherever in the statement it stands. */
export type Scope = {
  sources: Source[]
  equalities: Equality[]
  /** The plain columns of ORDER BY; undefined where it sorts by anything else, or not at all. */
  orderedBy: string[] | undefined
  isLimited: boolean
  parent: Scope | undefined
}

const CLAUSES =
  /^(SELECT|FROM|WHERE|GROUP|ORDER|LIMIT|SET|RETURNING|HAVING|VALUES|ON|UNION|WINDOW)$/i
const JOINS = /^(,|JOIN|LEFT|INNER|CROSS|OUTER|NATURAL)$/i

/** All scopes of a statement, each with the scope around it. */
export function parseStatement(text: string): Scope[] {
  const scopes: Scope[] = []
  collect(nest(tokenize(text)), undefined, scopes)
  return scopes
}

/** The statement in one line, as findings show it and exceptions name it. */
export function normalize(text: string): string {
  return text.replaceAll('"', '').replace(/\s+/g, ' ').trim()
}

function tokenize(text: string): string[] {
  const tokens = text
    .replace(/--[^\n]*/g, ' ')
    .match(/'(?:[^']|'')*'|"[^"]+"|[\w$]+|\?\d*|<=|>=|<>|!=|\|\||->>|->|\S/g)
  return (tokens ?? []).map((token) => (token.startsWith('"') ? token.slice(1, -1) : token))
}

function nest(tokens: string[]): Token[] {
  const open: Token[][] = [[]]
  for (const token of tokens) {
    if (token === '(') open.push([])
    else if (token === ')') {
      const group = open.pop() ?? []
      open.at(-1)?.push(group)
    } else open.at(-1)?.push(token)
  }
  return open[0] ?? []
}

const is = (token: Token | undefined, pattern: RegExp) =>
  typeof token === 'string' && pattern.test(token)

function split(tokens: readonly Token[], at: RegExp): Token[][] {
  const parts: Token[][] = [[]]
  for (const token of tokens) {
    if (is(token, at)) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}

function collect(tokens: readonly Token[], parent: Scope | undefined, into: Scope[]): void {
  for (const part of split(tokens, /^(UNION|EXCEPT|INTERSECT)$/i)) {
    const start = part.findIndex((token) => is(token, /^(SELECT|UPDATE|DELETE)$/i))
    const scope = start < 0 ? parent : readScope(part.slice(start), parent)
    if (scope && scope !== parent) into.push(scope)
    for (const token of part) if (typeof token !== 'string') collect(token, scope, into)
  }
}

function readScope(tokens: Token[], parent: Scope | undefined): Scope {
  const clauses = splitClauses(tokens)
  const from = clauses.filter(({ name }) => /^(FROM|UPDATE|JOIN)$/.test(name))
  const sources = from.flatMap(({ body }) => split(body, JOINS).flatMap(readSource))
  const scope: Scope = { sources, equalities: [], orderedBy: undefined, isLimited: false, parent }
  const conditions = clauses.filter(({ name }) => name === 'WHERE' || name === 'ON')
  scope.equalities = conditions.flatMap(({ body }) => equalitiesOf(body, scope))
  const order = clauses.find(({ name }) => name === 'ORDER')
  scope.orderedBy = order && orderColumns(order.body)
  scope.isLimited = clauses.some(({ name }) => name === 'LIMIT')
  return scope
}

type Clause = { name: string; body: Token[] }

function splitClauses(tokens: Token[]): Clause[] {
  const clauses: Clause[] = []
  for (const token of tokens) {
    const starts = is(token, CLAUSES) || is(token, /^(UPDATE|JOIN)$/i)
    // ON CONFLICT belongs to an INSERT; what follows it conditions no reading.
    if (starts && typeof token === 'string') clauses.push({ name: token.toUpperCase(), body: [] })
    else if (is(token, /^(LEFT|INNER|CROSS|OUTER)$/i) && clauses.at(-1)?.name === 'ON') continue
    else clauses.at(-1)?.body.push(token)
  }
  return clauses
}

function readSource(tokens: Token[]): Source[] {
  const hint = tokens.findIndex((token) => is(token, /^(INDEXED|NOT)$/i))
  const words = hint < 0 ? tokens : tokens.slice(0, hint)
  const [first, ...rest] = words.filter((token) => !is(token, /^AS$/i))
  if (first === undefined) return []
  const alias = rest.findLast((token): token is string => typeof token === 'string')
  const table = typeof first === 'string' ? first : '(subquery)'
  return [{ table, alias: alias ?? table }]
}

function orderColumns(tokens: Token[]): string[] | undefined {
  const columns: string[] = []
  for (const term of split(tokens, /^,$/)) {
    const words = term.filter((token) => !is(token, /^(BY|ASC|DESC)$/i))
    const column = words.length === 1 || words[1] === '.' ? words.at(-1) : undefined
    if (typeof column !== 'string' || !isName(column) || words.length > 3) return undefined
    columns.push(column)
  }
  return columns
}

const isName = (token: string) => /^[a-z_]+$/.test(token) && !/^(null|true|false)$/.test(token)

function equalitiesOf(tokens: readonly Token[], scope: Scope): Equality[] {
  return split(dropBetween(tokens), /^AND$/i).flatMap((term) => {
    const [only, ...more] = term
    if (Array.isArray(only) && more.length === 0) return equalitiesOf(only, scope)
    const arms = split(term, /^OR$/i)
    return arms.length > 1 ? sharedBy(arms, scope) : readEquality(term, scope)
  })
}

/** What every arm of an OR fixes. */
function sharedBy(arms: Token[][], scope: Scope): Equality[] {
  const [first = [], ...others] = arms.map((arm) => equalitiesOf(arm, scope))
  return first.filter(({ alias, column }) =>
    others.every((other) => other.some((one) => one.alias === alias && one.column === column)),
  )
}

function dropBetween(tokens: readonly Token[]): Token[] {
  const between = tokens.findIndex((token) => is(token, /^BETWEEN$/i))
  if (between < 0) return [...tokens]
  const end = tokens.findIndex((token, at) => at > between && is(token, /^AND$/i))
  const rest = end < 0 ? [] : tokens.slice(end + 1)
  return [...tokens.slice(0, between), ...dropBetween(rest)]
}

function readEquality(term: Token[], scope: Scope): Equality[] {
  const at = term.findIndex((token) => is(token, /^(=|IS|IN)$/i))
  if (at < 0 || term.some((token) => is(token, /^(NOT|CASE)$/i))) return []
  const [left, right] = [term.slice(0, at), term.slice(at + 1)]
  const isList = is(term[at], /^IN$/i)
  const sides = isList
    ? [[left, right]]
    : [
        [left, right],
        [right, left],
      ]
  return sides.flatMap(([one = [], other = []]) =>
    columnsOf(one, scope).map((column) => ({ ...column, from: mentionedIn(other, scope), isList })),
  )
}

/** The column, or the columns of a row value, that a side of a comparison is. */
function columnsOf(side: Token[], scope: Scope): Column[] {
  const [only, ...more] = side
  if (is(only, /^\+$/)) return columnsOf(more, scope).map((one) => ({ ...one, isOffIndex: true }))
  if (Array.isArray(only) && more.length === 0) {
    if (is(only[0], /^SELECT$/i)) return []
    return split(only, /^,$/).flatMap((part) => columnsOf(part, scope))
  }
  const column = side.at(-1)
  if (typeof column !== 'string' || !isName(column)) return []
  if (side.length === 3 && side[1] === '.' && typeof side[0] === 'string') {
    return [{ alias: side[0], column }]
  }
  const [source] = scope.sources
  return side.length === 1 && source ? [{ alias: source.alias, column }] : []
}

/** The columns that an expression reads, by the names of their sources. */
function mentionedIn(side: Token[], scope: Scope): Column[] {
  const plain = columnsOf(side, scope)
  if (plain.length > 0) return plain
  return side.flatMap((token, at) => {
    if (Array.isArray(token)) return mentionedInside(token, scope)
    const column = side[at + 2]
    return side[at + 1] === '.' && typeof column === 'string' ? [{ alias: token, column }] : []
  })
}

/** The same of what is in parentheses: a query of its own reads its own sources first. */
function mentionedInside(tokens: Token[], scope: Scope): Column[] {
  const mentioned = mentionedIn(tokens, scope)
  if (!is(tokens[0], /^SELECT$/i)) return mentioned
  const own = new Set(readScope(tokens, scope).sources.map(({ alias }) => alias))
  return mentioned.filter(({ alias }) => !own.has(alias))
}
