import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseEnv } from 'node:util'
import type { Settings } from './settings.ts'

const SECRET_BYTES = 32
/** The sandbox takes any key of the form sandbox_…; this is the demo's. */
export const SANDBOX_VENDOR_KEY = 'sandbox_dynamic_mockups_key'

const SECRETS = ['AUTH_SECRET', 'CREDENTIALS_SECRET', 'LINKS_SECRET'] as const
const DEFAULTS = {
  DYNAMIC_MOCKUPS_API_KEY: SANDBOX_VENDOR_KEY,
  SIGN_UP: 'open',
  RENDER_TIMEOUT_SECONDS: '10',
} as const

const readKeys = (file: string) => (existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {})

/** Adds the variables that are missing, changes none that is there, and returns the names of those added. */
export function completeDevVars(file: string): string[] {
  const known = readKeys(file)
  const secrets = SECRETS.map((name) => [name, randomBytes(SECRET_BYTES).toString('base64url')])
  const missing = [...secrets, ...Object.entries(DEFAULTS)].filter(
    ([name = '']) => !(name in known),
  )
  if (missing.length === 0) return []
  mkdirSync(dirname(file), { recursive: true })
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const gap = before === '' || before.endsWith('\n') ? '' : '\n'
  const added = missing.map(([name, value]) => `${name}=${value}\n`).join('')
  writeFileSync(file, `${before}${gap}${added}`, { mode: 0o600 })
  return missing.map(([name = '']) => name)
}

/** The variables with the sandbox's URLs, but for those that the file sets. */
export function sandboxVariables(settings: Settings): [name: string, value: string][] {
  const { sandboxUrl, sandboxPort, devVarsFile } = settings
  const known = readKeys(devVarsFile)
  const variables: [string, string][] = [
    ['DYNAMIC_MOCKUPS_API_URL', `${sandboxUrl}/dynamic-mockups/api/v1`],
    ['SHOPIFY_API_ORIGIN', `${sandboxUrl}/shopify/{shop}`],
    ['OUTBOUND_HOSTS', `127.0.0.1:${sandboxPort},localhost:${sandboxPort}`],
  ]
  return variables.filter(([name]) => !(name in known))
}
