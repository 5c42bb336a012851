import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from './settings.ts'

export const DEMO_EMAIL = 'demo@havenhub.test'
export const DEMO_PASSWORD = 'grounded-and-growing'
export const DEMO_NAME = 'Robin Haven'

const KEY_BYTES = 32
const keyFile = (settings: Settings) => join(settings.demoDir, 'key')

/** The demo account's key for the JSON API, or undefined before the first set-up. */
export function readDemoKey(settings: Settings): string | undefined {
  const file = keyFile(settings)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() || undefined : undefined
}

/** The same, made at the first call: each installation has a key of its own. */
export function obtainDemoKey(settings: Settings): string {
  const known = readDemoKey(settings)
  if (known) return known
  const key = `hh_${randomBytes(KEY_BYTES).toString('base64url')}`
  mkdirSync(settings.demoDir, { recursive: true })
  writeFileSync(keyFile(settings), `${key}\n`, { mode: 0o600 })
  return key
}
