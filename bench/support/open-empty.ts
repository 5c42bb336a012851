import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { addDemoAccount } from '../../scripts/local/demo-account.ts'
import { migrate, readMigrations } from '../../scripts/local/migrate.ts'
import { descendantsOf } from '../../scripts/local/process-tree.ts'
import { ROOT, readSettings } from '../../scripts/local/settings.ts'
import { createHubClient } from '../../scripts/seed/hub-client.ts'
import { type HubOptions, openHub } from './open-hub.ts'
import { BENCH_DIR, KEY, PASSWORD, PERSON_EMAIL } from './settings.ts'

type EmptyOptions = Omit<HubOptions, 'stateDir'> & { stateDir?: string; keepsData?: boolean }

/** A hub with an empty account, on data of its own, gone when it closes unless it keeps them. */
export async function openEmpty({
  stateDir = join(BENCH_DIR, 'empty'),
  keepsData = false,
  ...options
}: EmptyOptions) {
  rmSync(stateDir, { recursive: true, force: true })
  const before = new Set(descendantsOf(process.pid))
  const hub = await openHub({ ...options, stateDir })
  const started = descendantsOf(process.pid).filter((pid) => !before.has(pid))
  await migrate(hub.database, readMigrations(join(ROOT, 'migrations')), readSettings({}))
  const login = { email: PERSON_EMAIL, password: PASSWORD, name: 'Robin Haven' }
  await addDemoAccount(hub.database, { ...login, key: KEY, now: Date.now() })
  const userId = await hub.database.prepare('SELECT id FROM users').first<string>('id')
  if (!userId) throw new Error('There is no account')
  return {
    ...hub,
    userId,
    /** Processes of the runtime. */
    pids: started,
    client: createHubClient(hub.url, KEY),
    async close() {
      await hub.close()
      if (!keepsData) rmSync(stateDir, { recursive: true, force: true })
    },
  }
}

export type EmptyHub = Awaited<ReturnType<typeof openEmpty>>
