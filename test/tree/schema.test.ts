import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { listFiles, ROOT, readText } from './source-files.ts'

const tableRow = z.object({ name: z.string() })
const columnRow = z.object({ name: z.string(), notnull: z.number(), pk: z.number() })

function migrate(): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  for (const path of listFiles('migrations', /\.sql$/)) database.exec(readText(path))
  return database
}

/** `column` or `column null`, in the order of the alphabet. */
function columnsOf(database: DatabaseSync, table: string): string[] {
  const rows = database.prepare(`PRAGMA table_info("${table}")`).all()
  return rows
    .map((row) => columnRow.parse(row))
    .map(({ name, notnull, pk }) => (notnull || pk ? name : `${name} null`))
    .sort()
}

async function readDefinitions(): Promise<SQLiteTable[]> {
  const files = listFiles('src/db/schema', /\.ts$/)
  const modules: unknown[] = await Promise.all(
    files.map((file) => import(/* @vite-ignore */ join(ROOT, file))),
  )
  const values = modules.flatMap((module) => Object.values(Object(module)))
  return values.filter((value): value is SQLiteTable => is(value, SQLiteTable))
}

describe('the table definitions', async () => {
  const database = migrate()
  const definitions = await readDefinitions()

  it.each(definitions.map((table) => [getTableConfig(table).name, table] as const))(
    'of %s are what the migrations make',
    (name, table) => {
      const { columns, primaryKeys } = getTableConfig(table)
      const inKey = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)))
      const defined = columns
        .map((column) =>
          column.notNull || column.primary || inKey.has(column.name)
            ? column.name
            : `${column.name} null`,
        )
        .sort()
      expect(defined).toEqual(columnsOf(database, name))
    },
  )

  it('leave out no table but search indexes and counters', () => {
    const rows = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
    const made = rows.map((row) => tableRow.parse(row).name)
    const known = new Set(definitions.map((table) => getTableConfig(table).name))
    const left = made.filter((name) => !known.has(name) && !/_(?:fts|search)|^sqlite_/.test(name))
    expect(left).toEqual([])
  })
})
