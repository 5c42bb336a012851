import { appendFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { obtainDemoKey } from '../local/demo-login.ts'
import { fireCrons } from '../local/fire-crons.ts'
import { launch, type Running } from '../local/launch.ts'
import { hubProgram, sandboxProgram } from '../local/programs.ts'
import { ROOT, readSettings } from '../local/settings.ts'
import { waitUntilUp } from '../local/wait-until-up.ts'
import { setUp } from '../set-up.ts'

const PORTS = { HUB_PORT: '8777', SANDBOX_PORT: '8778' }

type Options = { worker?: string | undefined; vars?: Record<string, string> }

/**
 * Hub and sandbox on ports and data of their own, empty. `worker` is another entry for the Worker,
 * as a path from the root: a drill may put something between the hub and its bindings. `vars` are the hub's, over the sandbox's.
 */
export async function openProduct({ worker, vars = {} }: Options = {}) {
  const env = { ...process.env, HUB_STATE_DIR: '.wrangler/drill' }
  const settings = readSettings({ ...PORTS, ...env })
  rmSync(dirname(settings.hubStateDir), { recursive: true, force: true })
  await setUp(settings)
  const lines = Object.entries(vars).map(([name, value]) => `${name}=${value}\n`)
  appendFileSync(settings.devVarsFile, lines.join(''))
  const print = (name: string, line: string) => {
    if (/error|ERROR/.test(line)) console.log(`  ${name}: ${line.slice(0, 200)}`)
  }
  const sandbox = launch(sandboxProgram(settings), print)
  await waitUntilUp(sandbox, `${settings.sandboxUrl}/__sandbox/faults`)

  const hub = hubProgram(settings)
  if (worker) hub.args.splice(2, 0, join(ROOT, worker))
  let running: Running | undefined
  let crons: ReturnType<typeof fireCrons> | undefined
  const startHub = async () => {
    running = launch(hub, print)
    await waitUntilUp(running, `${settings.hubUrl}/healthz`)
    crons = fireCrons(settings.hubUrl)
  }
  const stopHub = async () => {
    crons?.stop()
    await running?.stop()
  }
  await startHub()
  return {
    settings,
    key: obtainDemoKey(settings),
    startHub,
    stopHub,
    async close() {
      await stopHub()
      await sandbox.stop()
    },
  }
}
