import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { listFiles, ROOT, readText } from './source-files.ts'

/** Nothing reads or writes them any more; a migration only adds. */
const LEFT_EMPTY = ['approval_counts', 'mockup_counts']

const nameRow = z.object({ name: z.string() })
const columnRow = z.object({
  name: z.string(),
  type: z.string(),
  notnull: z.number(),
  pk: z.number(),
})
const referenceRow = z.object({ table: z.string(), from: z.string(), to: z.string() })

function createDatabase(statements: string[]): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  for (const statement of statements) database.exec(statement)
  return database
}

/** What drizzle-kit would write for a set of definitions, as SQL. */
async function writeDefinitions(definitions: Record<string, unknown>): Promise<string[]> {
  const nothing = await generateSQLiteDrizzleJson({})
  return generateSQLiteMigration(nothing, await generateSQLiteDrizzleJson(definitions))
}

async function readDefinitions(): Promise<Record<string, unknown>> {
  const files = listFiles('src/db/schema', /\.ts$/)
  const modules: unknown[] = await Promise.all(
    files.map((file) => import(/* @vite-ignore */ join(ROOT, file))),
  )
  return Object.assign({}, ...modules)
}

function tablesOf(database: DatabaseSync): string[] {
  const rows = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  return rows.map((row) => nameRow.parse(row).name).sort()
}

/** `name type`, then `null` where it may be, and the place in the primary key. */
function columnsOf(database: DatabaseSync, table: string): string[] {
  const rows = database.prepare(`PRAGMA table_info("${table}")`).all()
  return rows
    .map((row) => columnRow.parse(row))
    .map(({ name, type, notnull, pk }) => {
      const isNullable = notnull === 0 && pk === 0
      return `${name} ${type.toLowerCase()}${isNullable ? ' null' : ''}${pk ? ` key ${pk}` : ''}`
    })
    .sort()
}

function referencesOf(database: DatabaseSync, table: string): string[] {
  const rows = database.prepare(`PRAGMA foreign_key_list("${table}")`).all()
  return rows
    .map((row) => referenceRow.parse(row))
    .map(({ table: target, from, to }) => `${from} → ${target}.${to}`)
}

describe('the table definitions', async () => {
  const migrations = listFiles('migrations', /\.sql$/).map(readText)
  const migrated = createDatabase(migrations)
  const defined = createDatabase(await writeDefinitions(await readDefinitions()))

  it.each(tablesOf(defined))('of %s are what the migrations make', (table) => {
    expect(columnsOf(defined, table)).toEqual(columnsOf(migrated, table))
    const references = referencesOf(migrated, table)
    expect(referencesOf(defined, table).filter((one) => !references.includes(one))).toEqual([])
  })

  it('leave out no table but search indexes and counters', () => {
    const known = [...tablesOf(defined), ...LEFT_EMPTY]
    const left = tablesOf(migrated).filter(
      (name) => !known.includes(name) && !/_(?:fts|search)|^sqlite_/.test(name),
    )
    expect(left).toEqual([])
  })
})
