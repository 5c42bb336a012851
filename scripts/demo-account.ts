import { hashPassword } from 'better-auth/crypto'
import { hashApiKey } from '../src/domain/accounts/hash-api-key.ts'
import { derivedId } from '../src/ids.ts'

// Ids that are the same at every set-up, so that running it again adds nothing.
const DEMO_PARENT_ID = '019a0000-0000-7000-8000-000000000000'
const KEY_PREFIX = 'hh_'
const SHOWN_CHARACTERS = 8

/** `now` is in milliseconds since 1970; `key` starts with `hh_`. */
export type DemoAccount = {
  email: string
  password: string
  name: string
  key: string
  now: number
}

/** SQL that adds the demo account and its API key, and changes nothing that is there already. */
export async function demoAccountSql(account: DemoAccount): Promise<string[]> {
  if (!account.key.startsWith(KEY_PREFIX))
    throw new Error(`The demo key must start with ${KEY_PREFIX}`)
  const email = account.email.toLowerCase()
  const [userId, accountId, keyId, password, keyHash] = await Promise.all([
    derivedId(DEMO_PARENT_ID, 'user', email),
    derivedId(DEMO_PARENT_ID, 'account', email),
    derivedId(DEMO_PARENT_ID, 'key', account.key),
    hashPassword(account.password),
    hashApiKey(account.key),
  ])
  const owner = `(SELECT id FROM users WHERE email = ${quoted(email)})`
  const start = account.key.slice(0, SHOWN_CHARACTERS)
  const { now } = account
  return [
    `INSERT OR IGNORE INTO users (id, name, email, email_verified, created_at, updated_at)
     VALUES (${quoted(userId)}, ${quoted(account.name)}, ${quoted(email)}, 1, ${now}, ${now});`,
    `INSERT OR IGNORE INTO accounts
       (id, user_id, account_id, provider_id, password, created_at, updated_at)
     VALUES (${quoted(accountId)}, ${owner}, ${owner}, 'credential', ${quoted(password)}, ${now}, ${now});`,
    `INSERT OR IGNORE INTO api_keys
       (id, user_id, name, start, prefix, key_hash, created_at, updated_at)
     VALUES (${quoted(keyId)}, ${owner}, 'Demo key', ${quoted(start)}, ${quoted(KEY_PREFIX)},
       ${quoted(keyHash)}, ${now}, ${now});`,
  ]
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
