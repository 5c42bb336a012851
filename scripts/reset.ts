import { existsSync, rmSync } from 'node:fs'
import { isRunning } from './local/running-note.ts'
import { readSettings } from './local/settings.ts'

const settings = readSettings()
// A running hub would write its old state back.
if (await isRunning(settings)) {
  console.error('The hub is running. Nothing was removed: stop it first (Ctrl-C), then reset.')
  process.exit(1)
}
const folders = [settings.hubStateDir, settings.sandboxStateDir, settings.demoDir]
const present = folders.filter((folder) => existsSync(folder))
for (const folder of present) rmSync(folder, { recursive: true, force: true })
console.log(
  present.length === 0
    ? 'There was nothing to remove. `npm start` sets everything up.'
    : 'Removed the local database, pictures, sandbox and demo data. `npm start` makes it again.',
)
