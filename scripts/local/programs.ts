import { join } from 'node:path'
import { sandboxVariables } from './dev-vars.ts'
import type { Program } from './launch.ts'
import { ROOT, type Settings } from './settings.ts'
import { showHubLine, showSandboxLine } from './show-line.ts'
import { WRANGLER, wranglerEnvironment } from './wrangler.ts'

/** The Worker in the local runtime. */
export function hubProgram(settings: Settings): Program {
  const vars = sandboxVariables(settings).flatMap(([name, value]) => ['--var', `${name}:${value}`])
  const args = [WRANGLER, 'dev', '--port', String(settings.hubPort)]
  // Port 0: any free one, so that two copies of the project never meet there.
  args.push('--inspector-port', '0', '--show-interactive-dev-session=false')
  args.push('--persist-to', settings.hubStateDir, '--env-file', settings.devVarsFile, ...vars)
  return { name: 'hub', args, env: wranglerEnvironment(), show: showHubLine }
}

/** The simulated vendors. */
export function sandboxProgram(settings: Settings): Program {
  const env = {
    ...process.env,
    HUB_PORT: String(settings.hubPort),
    SANDBOX_PORT: String(settings.sandboxPort),
    SANDBOX_STATE_DIR: settings.sandboxStateDir,
    SANDBOX_LOG: 'calls',
  }
  return { name: 'sandbox', args: [join(ROOT, 'sandbox/start.ts')], env, show: showSandboxLine }
}
