import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { LocalDatabase } from './open-database.ts'
import type { Settings } from './settings.ts'

export type Migration = { name: string; sql: string; sha256: string }

const appliedRow = z.object({ name: z.string(), sha256: z.string() })
const columnRow = z.object({ name: z.string() })

/** Wrangler's own table, with the hash of what was applied. */
const TABLE = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  sha256 TEXT NOT NULL,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`

/** The migrations of a folder, in their order. */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return names.sort().map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8')
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
}

/**
 * Applies what is new, each migration wholly or not at all. Throws with a sentence that names
 * `npm run reset`, and changes nothing, when the database was made by other migrations.
 */
export async function migrate(
  database: LocalDatabase,
  migrations: Migration[],
  { hubStateDir }: Settings,
): Promise<void> {
  await database.prepare(TABLE).run()
  const applied = await readApplied(database)
  const reason = applied ? findChange(applied, migrations) : 'it does not say by which migrations'
  if (!applied || reason) {
    throw new Error(
      `The local data in ${hubStateDir} was made by another version of the project: ${reason}.\n` +
        'Nothing was changed. `npm run reset` removes the data, and `npm start` makes it again.',
    )
  }
  for (const migration of migrations.slice(applied.length)) await apply(database, migration)
  // What a migration adds is planned well from the start; the nightly sweep does the same.
  if (applied.length < migrations.length) await database.prepare('PRAGMA optimize = 0x10012').run()
}

/** Undefined for a database of a version that did not keep hashes. */
async function readApplied(database: LocalDatabase) {
  const columns = await database
    .prepare("SELECT name FROM pragma_table_info('d1_migrations')")
    .all()
  if (!columns.results.some((row) => columnRow.parse(row).name === 'sha256')) return undefined
  const { results } = await database
    .prepare('SELECT name, sha256 FROM d1_migrations ORDER BY id')
    .all()
  return results.map((row) => appliedRow.parse(row))
}

function findChange(applied: z.infer<typeof appliedRow>[], migrations: Migration[]) {
  const changed = applied.find(({ name, sha256 }, index) => {
    const now = migrations[index]
    return now?.name !== name || now.sha256 !== sha256
  })
  return changed && `the migration ${changed.name} has been changed or removed since`
}

async function apply(database: LocalDatabase, { name, sql, sha256 }: Migration): Promise<void> {
  const note = database.prepare('INSERT INTO d1_migrations (name, sha256) VALUES (?, ?)')
  try {
    await database.batch([database.prepare(sql), note.bind(name, sha256)])
  } catch (cause) {
    throw new Error(`The migration ${name} failed, and nothing of it was applied: ${cause}`, {
      cause,
    })
  }
}
