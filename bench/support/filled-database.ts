import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDemoAccount } from '../../scripts/local/demo-account.ts'
import { migrate, readMigrations } from '../../scripts/local/migrate.ts'
import { type LocalDatabase, withDatabase } from '../../scripts/local/open-database.ts'
import { ROOT, readSettings } from '../../scripts/local/settings.ts'
import { accountRows, sizeOf } from './account-rows.ts'
import { BENCH_DIR, KEY, OTHER_EMAIL, PASSWORD, PERSON_EMAIL } from './settings.ts'

const ROWS_AT_ONCE = 2_000
/** The other account, which must cost the first one nothing. */
const OTHERS_SHARE = 10

/**
 * A folder with a database of two accounts, the larger with so many mockups. Kept until a migration
 * or what fills it changes: filling takes a minute.
 */
export async function filledDatabase(mockups: number): Promise<string> {
  const folder = join(BENCH_DIR, `filled-${mockups}`)
  const settings = readSettings({ HUB_STATE_DIR: folder })
  const note = join(folder, 'filled')
  const migrations = readMigrations(join(ROOT, 'migrations'))
  const state = fingerprint(mockups, migrations)
  const stateDir = join(settings.hubStateDir, 'v3')
  if (existsSync(note) && readFileSync(note, 'utf8') === state) return stateDir
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(stateDir, { recursive: true })
  await withDatabase(settings, async (database) => {
    await migrate(database, migrations, settings)
    await fill(database, mockups)
  })
  writeFileSync(note, state)
  return stateDir
}

function fingerprint(mockups: number, migrations: { sha256: string }[]): string {
  const hash = createHash('sha256').update(migrations.map(({ sha256 }) => sha256).join())
  for (const { sql } of accountRows(sizeOf(mockups))) hash.update(sql)
  return hash.digest('hex')
}

async function fill(database: LocalDatabase, mockups: number): Promise<void> {
  const now = Date.now()
  const login = { password: PASSWORD, name: 'Robin Haven', now }
  await addDemoAccount(database, { ...login, email: PERSON_EMAIL, key: KEY })
  await addDemoAccount(database, { ...login, email: OTHER_EMAIL, key: `${KEY}_other` })
  for (const [email, count] of [
    [PERSON_EMAIL, mockups],
    [OTHER_EMAIL, Math.round(mockups / OTHERS_SHARE)],
  ] as const) {
    const userId = await database
      .prepare('SELECT id FROM users WHERE email = ?')
      .bind(email)
      .first<string>('id')
    if (!userId) throw new Error(`There is no account ${email}`)
    await fillAccount(database, { userId, mockups: count, now })
  }
  // What the triggers noted of the stale mockups is worked off already.
  await database.prepare('DELETE FROM stale_checks').run()
}

async function fillAccount(
  database: LocalDatabase,
  { userId, mockups, now }: { userId: string; mockups: number; now: number },
): Promise<void> {
  for (const { sql, count } of accountRows(sizeOf(mockups))) {
    for (let from = 0; from < count; from += ROWS_AT_ONCE) {
      const to = Math.min(count, from + ROWS_AT_ONCE)
      await database.prepare(sql).bind(from, to, userId, now).run()
    }
  }
  await database
    .prepare(
      `INSERT INTO integrations (user_id, provider, id, status, account, metadata, created_at, updated_at)
       SELECT ?1, 'shopify', ?1, 'connected', 'bench-' || ?1 || '.myshopify.com',
         json_object('shop_domain', 'bench-' || ?1 || '.myshopify.com'), ?2, ?2`,
    )
    .bind(userId, new Date(now).toISOString())
    .run()
}
