import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ROOT } from './settings.ts'

const TIMEOUT_MS = 120_000

// The program itself, not the wrapper in .bin: a signal to the wrapper leaves the runtime behind.
export const WRANGLER = fileURLToPath(import.meta.resolve('wrangler'))

/** What wrangler must know to keep to this machine: no metrics, no banner, no look-ups. */
export const wranglerEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  FORCE_COLOR: '0',
})

/** Runs one wrangler command quietly. Throws with what it printed when it fails. */
export async function runWrangler(...args: string[]): Promise<string> {
  const env = { ...wranglerEnvironment(), CI: '1' }
  const options = { cwd: ROOT, env, timeout: TIMEOUT_MS }
  try {
    return (await promisify(execFile)(process.execPath, [WRANGLER, ...args], options)).stdout
  } catch (error) {
    const printed = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
    throw new Error(`wrangler ${args.slice(0, 3).join(' ')} failed.\n${output}\n${printed}`.trim())
  }
}
