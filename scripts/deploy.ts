import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildPublic } from './build-public.ts'
import { ROOT } from './local/settings.ts'
import { WRANGLER } from './local/wrangler.ts'
import { readDatabaseId } from './local/wrangler-toml.ts'

const PLACEHOLDER_ID = '00000000-0000-0000-0000-000000000000'

/** Runs a step with the terminal's own input and output, and ends when it fails. */
function step(what: string, file: string, args: string[]): void {
  console.log(`\n── ${what}`)
  const { status } = spawnSync(process.execPath, [file, ...args], { cwd: ROOT, stdio: 'inherit' })
  if (status === 0) return
  console.error(`\nStopped at: ${what}. Nothing after it was done.`)
  process.exit(status ?? 1)
}

if (readDatabaseId() === PLACEHOLDER_ID) {
  console.error(
    'wrangler.toml has no database yet: create one with `npx wrangler d1 create haven-hub` and ' +
      'put its id there as database_id. docs/deploy.md has all the steps. Nothing was deployed.',
  )
  process.exit(1)
}
await buildPublic()
step('Checks', join(ROOT, 'scripts/verify.ts'), [])
// First the database: migrations only add, so the Worker that still runs does not mind.
const remote = ['d1', 'migrations', 'apply', 'DB', '--remote', '--env=']
step('Migrations of the database', WRANGLER, remote)
const optimize = ['d1', 'execute', 'DB', '--remote', '--env=', '--command']
step('Statistics of the database', WRANGLER, [...optimize, 'PRAGMA optimize = 0x10012'])
step('The Worker', WRANGLER, ['deploy', '--env='])
