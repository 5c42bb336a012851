import { hashPassword } from 'better-auth/crypto'
import { hashApiKey } from '../../src/domain/accounts/hash-api-key.ts'
import { derivedId } from '../../src/ids.ts'

// Ids that are the same at every set-up, so that running it again adds nothing.
const DEMO_PARENT_ID = '019a0000-0000-7000-8000-000000000000'
const KEY_PREFIX = 'hh_'
const SHOWN_CHARACTERS = 8

const ADD_USER = `INSERT OR IGNORE INTO users
  (id, name, email, email_verified, created_at, updated_at) VALUES (?1, ?2, ?3, 1, ?4, ?4)`
const ADD_ACCOUNT = `INSERT OR IGNORE INTO accounts
  (id, user_id, account_id, provider_id, password, created_at, updated_at)
  SELECT ?1, id, id, 'credential', ?2, ?3, ?3 FROM users WHERE email = ?4`
const ADD_KEY = `INSERT OR IGNORE INTO api_keys
  (id, user_id, name, start, prefix, key_hash, created_at, updated_at)
  SELECT ?1, id, 'Demo key', ?2, '${KEY_PREFIX}', ?3, ?4, ?4 FROM users WHERE email = ?5`

/** `now` is in milliseconds since 1970; `key` starts with `hh_`, the e-mail is in lower case. */
type DemoAccount = { email: string; password: string; name: string; key: string; now: number }

/** What it needs of D1: a test has the Worker's own, the set-up that of a bare runtime. */
type Database<Statement> = {
  prepare(sql: string): { bind(...values: (string | number)[]): Statement }
  batch(statements: Statement[]): Promise<unknown>
}

/** Adds the demo account and its API key, and changes nothing that is there already. */
export async function addDemoAccount<Statement>(
  database: Database<Statement>,
  account: DemoAccount,
): Promise<void> {
  const { email, name, key, now } = account
  const [userId, accountId, keyId, password, keyHash] = await Promise.all([
    derivedId(DEMO_PARENT_ID, 'user', email),
    derivedId(DEMO_PARENT_ID, 'account', email),
    derivedId(DEMO_PARENT_ID, 'key', key),
    hashPassword(account.password),
    hashApiKey(key),
  ])
  const start = key.slice(0, SHOWN_CHARACTERS)
  await database.batch([
    database.prepare(ADD_USER).bind(userId, name, email, now),
    database.prepare(ADD_ACCOUNT).bind(accountId, password, now, email),
    database.prepare(ADD_KEY).bind(keyId, start, keyHash, now, email),
  ])
}
