import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoAccountSql } from '../demo-account.ts'
import { DEMO_EMAIL, DEMO_NAME, DEMO_PASSWORD, obtainDemoKey } from './demo-login.ts'
import { ROOT, type Settings } from './settings.ts'
import { runWrangler } from './wrangler.ts'

const DATABASE = 'DB'

/**
 * Brings the local database up to the newest migration and adds the demo account. What was done is
 * noted beside the database, so that a start with nothing new waits for neither.
 */
export async function prepareDatabase(settings: Settings): Promise<'prepared' | 'unchanged'> {
  const key = obtainDemoKey(settings)
  const state = fingerprint(key)
  const note = join(settings.hubStateDir, 'prepared')
  if (existsSync(note) && readFileSync(note, 'utf8') === state) return 'unchanged'
  mkdirSync(settings.hubStateDir, { recursive: true })
  const here = ['--local', '--persist-to', settings.hubStateDir]
  await runWrangler('d1', 'migrations', 'apply', DATABASE, ...here)
  await addDemoAccount(settings, key, here)
  writeFileSync(note, state)
  return 'prepared'
}

async function addDemoAccount(settings: Settings, key: string, here: string[]): Promise<void> {
  const login = { email: DEMO_EMAIL, password: DEMO_PASSWORD, name: DEMO_NAME }
  const statements = await demoAccountSql({ ...login, key, now: Date.now() })
  const file = join(settings.demoDir, 'account.sql')
  writeFileSync(file, statements.join('\n'), { mode: 0o600 })
  try {
    await runWrangler('d1', 'execute', DATABASE, ...here, '--yes', '--file', file)
  } finally {
    rmSync(file, { force: true })
  }
}

function fingerprint(key: string): string {
  const hash = createHash('sha256').update(key)
  const folder = join(ROOT, 'migrations')
  for (const name of readdirSync(folder).sort()) {
    hash.update(name).update(readFileSync(join(folder, name)))
  }
  return hash.digest('hex')
}
