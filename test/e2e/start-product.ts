import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { runLocally } from '../../scripts/local/run-locally.ts'
import { readSettings } from '../../scripts/local/settings.ts'

const { hubStateDir, demoDir } = readSettings()
if (process.env.HUB_STATE_DIR === undefined) {
  console.error('HUB_STATE_DIR is not set: this would remove the data of `npm start`.')
  process.exit(1)
}
// All data is in one folder, the parent of the hub's.
if (dirname(hubStateDir) === dirname(demoDir)) {
  rmSync(dirname(hubStateDir), { recursive: true, force: true })
}
await runLocally('everything')
