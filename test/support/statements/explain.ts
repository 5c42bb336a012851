import * as z from 'zod'
import { findException } from './exceptions.ts'
import { type Index, judgeStatement, type PlanLine, type Schema } from './judge.ts'
import { normalize } from './parse.ts'

const indexRow = z.object({
  table: z.string(),
  name: z.string(),
  unique: z.number(),
  partial: z.number(),
  column: z.string(),
})

const planLine = z.object({ id: z.number(), parent: z.number(), detail: z.string() })

/** The tables with an owner and their indexes, as the migrations made them. */
async function readSchema(d1: D1Database): Promise<Schema> {
  const { results } = await d1
    .prepare(
      `SELECT tables.name AS "table", indexes.name, indexes."unique", indexes.partial,
         columns.name AS "column"
       FROM sqlite_schema AS tables, pragma_index_list(tables.name) AS indexes,
         pragma_index_info(indexes.name) AS columns
       WHERE tables.type = 'table' AND tables.name NOT GLOB '_cf_*' AND EXISTS (
         SELECT 1 FROM pragma_table_info(tables.name) WHERE name = 'user_id')
       ORDER BY tables.name, indexes.name, columns.seqno`,
    )
    .all()
  const schema: Schema = new Map()
  for (const row of z.array(indexRow).parse(results)) {
    const { indexes } = schema.get(row.table) ?? { indexes: [] }
    schema.set(row.table, { indexes })
    const known = indexes.find(({ name }) => name === row.name)
    if (known) known.columns.push(row.column)
    else indexes.push(toIndex(row))
  }
  return schema
}

function toIndex({ name, column, unique, partial }: z.infer<typeof indexRow>): Index {
  return { name, columns: [column], unique: unique === 1, partial: partial === 1 }
}

export type Recorded = { text: string; caller: string }

/** What is wrong with these statements, in a paragraph each; exceptions are left out. */
export async function findFaults(d1: D1Database, recorded: readonly Recorded[]): Promise<string[]> {
  if (recorded.length === 0) return []
  await forgetStatistics(d1)
  const schema = await readSchema(d1)
  const plans = await explain(d1, recorded)
  return recorded.flatMap(({ text, caller }, at) => {
    const plan = plans[at] ?? []
    const statement = normalize(text)
    const sentences = judgeStatement(text, plan, schema)
      .filter((finding) => !findException(statement, finding))
      .map((finding) => `${finding.rule}: ${finding.sentence}`)
    if (sentences.length === 0) return []
    const details = plan.map((line) => line.detail)
    return [[...new Set(sentences), caller, statement, ...details].join('\n    ')]
  })
}

/** A new database has none, and must serve as well. */
async function forgetStatistics(d1: D1Database): Promise<void> {
  const has = "SELECT 1 AS has FROM sqlite_schema WHERE name = 'sqlite_stat1'"
  if (!(await d1.prepare(has).first('has'))) return
  await d1.batch([d1.prepare('DELETE FROM sqlite_stat1'), d1.prepare('ANALYZE sqlite_schema')])
}

async function explain(d1: D1Database, recorded: readonly Recorded[]): Promise<PlanLine[][]> {
  const answers = await d1.batch(
    recorded.map(({ text }) => {
      const places = Array.from(text.matchAll(/\?(\d*)/g), ([, n], at) => Number(n || at + 1))
      const parameters = Array.from({ length: Math.max(0, ...places) }, () => null)
      return d1.prepare(`EXPLAIN QUERY PLAN ${text}`).bind(...parameters)
    }),
  )
  return answers.map(({ results }) => z.array(planLine).parse(results))
}
