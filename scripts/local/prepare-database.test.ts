import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { withDatabase } from './open-database.ts'
import { prepareDatabase } from './prepare-database.ts'
import { readSettings } from './settings.ts'

const ACCOUNTS = `
CREATE TABLE users (id TEXT PRIMARY KEY, name, email TEXT UNIQUE, email_verified, created_at, updated_at);
CREATE TABLE accounts (id TEXT PRIMARY KEY, user_id, account_id, provider_id, password, created_at, updated_at);
CREATE TABLE api_keys (id TEXT PRIMARY KEY, user_id, name, start, prefix, key_hash, created_at, updated_at);`

let folder = ''
let migrations = ''
const settings = () => readSettings({ HUB_STATE_DIR: folder })
const migrate = (name: string, sql: string) => writeFileSync(join(migrations, name), sql)
const prepare = () => prepareDatabase(settings(), migrations)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-state-'))
  migrations = join(folder, 'migrations')
  mkdirSync(migrations)
  migrate('0001_people.sql', ACCOUNTS)
})
afterEach(() => rmSync(folder, { recursive: true }))

it('prepares the database once, and again only when a migration has come', async () => {
  expect(await prepare()).toBe('prepared')
  expect(await prepare()).toBe('unchanged')
  // Fails where the first one ran again, and where its data was not kept.
  migrate('0002_notes.sql', 'CREATE TABLE notes (id); INSERT INTO notes SELECT id FROM users;')
  expect(await prepare()).toBe('prepared')
  migrate(
    '0003_check.sql',
    'CREATE TABLE checks (id CHECK (id = 1)); INSERT INTO checks SELECT count(*) FROM notes;',
  )
  expect(await prepare()).toBe('prepared')
})

it('goes on after a migration that failed, once it is fixed', async () => {
  migrate('0002_notes.sql', 'CREATE TABLE notes (id); INSERT INTO nowhere VALUES (1);')
  await expect(prepare()).rejects.toThrow('0002_notes.sql')
  migrate('0002_notes.sql', 'CREATE TABLE notes (id);')
  expect(await prepare()).toBe('prepared')
})

it('refuses data made by other migrations, and names the command that removes it', async () => {
  await prepare()
  migrate('0001_people.sql', `${ACCOUNTS}\nCREATE TABLE added (id);`)
  await expect(prepare()).rejects.toThrow(/0001_people\.sql[\s\S]*npm run reset/)
  migrate('0001_people.sql', ACCOUNTS)
  expect(await prepare()).toBe('unchanged')
})

it('refuses data made by a migration that is gone', async () => {
  migrate('0002_old_name.sql', 'CREATE TABLE notes (id);')
  await prepare()
  rmSync(join(migrations, '0002_old_name.sql'))
  await expect(prepare()).rejects.toThrow(/0002_old_name\.sql[\s\S]*npm run reset/)
})

it('refuses data of a version that did not note its migrations', async () => {
  const old = 'CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT UNIQUE, applied_at)'
  await withDatabase(settings(), (database) => database.prepare(old).run())
  await expect(prepare()).rejects.toThrow('npm run reset')
})
