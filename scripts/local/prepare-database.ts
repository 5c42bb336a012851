import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDemoAccount } from './demo-account.ts'
import { DEMO_EMAIL, DEMO_NAME, DEMO_PASSWORD, obtainDemoKey } from './demo-login.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { withDatabase } from './open-database.ts'
import { ROOT, type Settings } from './settings.ts'

/**
 * Brings the local database up to the newest migration and adds the demo account. A note of what
 * was done is kept with the database, so that a start with nothing new waits for neither. Throws
 * with a sentence when the data is of another version.
 */
export async function prepareDatabase(
  settings: Settings,
  folder = join(ROOT, 'migrations'),
): Promise<'prepared' | 'unchanged'> {
  const key = obtainDemoKey(settings)
  const migrations = readMigrations(folder)
  const state = fingerprint(key, migrations)
  const note = join(settings.hubStateDir, 'prepared')
  if (existsSync(note) && readFileSync(note, 'utf8') === state) return 'unchanged'
  mkdirSync(settings.hubStateDir, { recursive: true })
  const login = { email: DEMO_EMAIL, password: DEMO_PASSWORD, name: DEMO_NAME }
  await withDatabase(settings, async (database) => {
    await migrate(database, migrations, settings)
    await addDemoAccount(database, { ...login, key, now: Date.now() })
  })
  writeFileSync(note, state)
  return 'prepared'
}

function fingerprint(key: string, migrations: Migration[]): string {
  const hash = createHash('sha256').update(key)
  for (const { name, sha256 } of migrations) hash.update(name).update(sha256)
  return hash.digest('hex')
}
