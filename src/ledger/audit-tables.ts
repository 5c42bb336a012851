import { USED_IN_ALL } from './schema.ts'

/** What sums are kept of: all that was verified, and what an audit has added up so far. */
type Kind = 'checkpoint' | 'audit'
type Position = { entry: number; sequence: number }
type Sums = { year: number; pending: number; suspect: number; posted: number }

const ACCOUNTS = ['pending', 'suspect', 'posted'] as const

const NET = `CASE operation WHEN 'refund' THEN -credits ELSE credits END`
const changeOf = (account: string) =>
  `credits * ((to_account = '${account}') - (from_account = '${account}')) AS ${account}`
const spentFrom = (account: string) => `-(from_account = '${account}') * ${NET}`
/** The entries and settled entries between two positions, each by what it adds to its year. */
const BETWEEN = `SELECT year, ${ACCOUNTS.map(changeOf).join(', ')}
    FROM entries WHERE id > ?2 AND id <= ?3
  UNION ALL SELECT year, ${spentFrom('pending')}, ${spentFrom('suspect')}, ${NET}
    FROM settled WHERE sequence > ?4 AND sequence <= ?5`
const ADDED = ACCOUNTS.map((column) => `sum(${column}) AS ${column}`).join(', ')

/**
 * How a ledger is verified without being read whole: the sums of all that has been verified are
 * kept as a checkpoint, and only what is newer is added to them. An audit adds everything up again,
 * in parts, and compares.
 */
export function openAuditTables(sql: SqlStorage) {
  const readNumber = (name: string): number => {
    const rows = sql.exec<{ value: string }>('SELECT value FROM meta WHERE name = ?', name)
    return Number(rows.toArray()[0]?.value ?? 0)
  }
  const writeMeta = (name: string, value: string | number): void => {
    sql.exec(
      `INSERT INTO meta (name, value) VALUES (?, ?)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      name,
      String(value),
    )
  }
  const readPosition = (kind: Kind): Position => ({
    entry: readNumber(`${kind}_entry`),
    sequence: readNumber(`${kind}_sequence`),
  })
  const readLast = (query: string): number => sql.exec<{ n: number }>(query).one().n
  const readEnd = (): Position => ({
    entry: readLast('SELECT coalesce(max(id), 0) AS n FROM entries'),
    sequence: readLast('SELECT coalesce(max(sequence), 0) AS n FROM settled'),
  })
  const readSums = (kind: Kind): Sums[] =>
    sql
      .exec<Sums>(
        `SELECT year, ${ACCOUNTS.join(', ')} FROM sums WHERE kind = ? ORDER BY year`,
        kind,
      )
      .toArray()

  function advance(kind: Kind, to: Position): void {
    const from = readPosition(kind)
    if (from.entry === to.entry && from.sequence === to.sequence) return
    sql.exec(
      `INSERT INTO sums (kind, year, ${ACCOUNTS.join(', ')})
       SELECT ?1, year, ${ADDED} FROM (${BETWEEN}) WHERE true GROUP BY year
       ON CONFLICT (kind, year) DO UPDATE SET
         ${ACCOUNTS.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`,
      ...[kind, from.entry, to.entry, from.sequence, to.sequence],
    )
    writeMeta(`${kind}_entry`, to.entry)
    writeMeta(`${kind}_sequence`, to.sequence)
  }

  function startAgain(): void {
    sql.exec(`DELETE FROM sums WHERE kind = 'audit'`)
    writeMeta('audit_entry', 0)
    writeMeta('audit_sequence', 0)
  }

  return {
    /** How many entries, settled or not, are newer than the checkpoint. */
    countUnverified: (): number => {
      const [from, end] = [readPosition('checkpoint'), readEnd()]
      return end.entry - from.entry + end.sequence - from.sequence
    },
    /** What is newer has been verified too. */
    writeCheckpoint: () => advance('checkpoint', readEnd()),
    /** What an audit has found, until one finds nothing any more. */
    readFlaw: (): string | undefined =>
      sql.exec<{ value: string }>(`SELECT value FROM meta WHERE name = 'flaw'`).toArray()[0]?.value,
    readAuditedMs: (): number => readNumber('audited_ms'),

    /** A year whose checkpoint and newer entries do not add up to its balance. */
    findImbalance: (): string | undefined => {
      const [from, to] = [readPosition('checkpoint'), readEnd()]
      const [wrong] = sql
        .exec<{ year: number; what: string }>(
          `WITH summed AS (SELECT year, ${ADDED} FROM (
               SELECT year, ${ACCOUNTS.join(', ')} FROM sums WHERE kind = ?1
               UNION ALL ${BETWEEN}) GROUP BY year),
             judged AS (SELECT b.year AS year, CASE
               WHEN b.pending <> coalesce(s.pending, 0) THEN 'pending'
               WHEN b.suspect <> coalesce(s.suspect, 0) THEN 'suspect'
               WHEN b.posted <> coalesce(s.posted, 0) OR b.posted <> ${USED_IN_ALL} THEN 'posted' END AS what
             FROM balances AS b LEFT JOIN summed AS s ON s.year = b.year)
           SELECT year, what FROM judged WHERE what IS NOT NULL LIMIT 1`,
          ...['checkpoint', from.entry, to.entry, from.sequence, to.sequence],
        )
        .toArray()
      return wrong && describe(wrong)
    },

    /**
     * Adds up at most so many entries more, from the first on; answers whether some are left. At
     * the checkpoint compares the sums with it, and the holds with the balances, and keeps what is
     * wrong as the flaw.
     */
    audit: (limit: number, nowMs: number): 'unfinished' | 'done' => {
      const [from, target] = [readPosition('audit'), readPosition('checkpoint')]
      const to = {
        entry: Math.min(from.entry + limit, target.entry),
        sequence: Math.min(from.sequence + limit, target.sequence),
      }
      advance('audit', to)
      if (to.entry < target.entry || to.sequence < target.sequence) return 'unfinished'
      const flaw = differenceOf(readSums('audit'), readSums('checkpoint')) ?? findWrongHolds(sql)
      if (flaw) writeMeta('flaw', flaw)
      else sql.exec(`DELETE FROM meta WHERE name = 'flaw'`)
      writeMeta('audited_ms', nowMs)
      startAgain()
      return 'done'
    },
  }
}

function differenceOf(counted: Sums[], kept: Sums[]): string | undefined {
  for (const year of new Set([...counted, ...kept].map((one) => one.year))) {
    const [one, other] = [counted, kept].map((sums) => sums.find((each) => each.year === year))
    const what = ACCOUNTS.find((column) => (one?.[column] ?? 0) !== (other?.[column] ?? 0))
    if (what) return describe({ year, what })
  }
  return undefined
}

/** A year whose open holds are not as many as its balance says. Reads every hold once. */
function findWrongHolds(sql: SqlStorage): string | undefined {
  const [wrong] = sql
    .exec<{ year: number; what: string }>(
      `WITH counted AS (SELECT year, sum(state IN ('pending', 'in_flight')) AS pending,
           sum(state = 'suspect') AS suspect FROM holds GROUP BY year)
       SELECT b.year AS year,
         CASE WHEN b.pending <> coalesce(c.pending, 0) THEN 'pending' ELSE 'suspect' END AS what
       FROM balances AS b LEFT JOIN counted AS c ON c.year = b.year
       WHERE b.pending <> coalesce(c.pending, 0) OR b.suspect <> coalesce(c.suspect, 0) LIMIT 1`,
    )
    .toArray()
  return wrong && describe(wrong)
}

function describe({ year, what }: { year: number; what: string }): string {
  return `${what} of ${year} does not add up`
}
