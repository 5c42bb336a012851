import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify, styleText } from 'node:util'
import { checkTypes } from './binding-types.ts'
import { buildPublic } from './build-public.ts'
import { ROOT } from './local/settings.ts'
import { runWrangler } from './local/wrangler.ts'

const TIMEOUT_MS = 180_000
const MAX_OUTPUT_BYTES = 20_000_000
const BIN = join(ROOT, 'node_modules/.bin')
const UPLOAD = /^Total Upload: .* gzip: ([\d.]+) KiB$/m
/** What a Worker starts with: a package that brings more than it is asked for shows here. */
const MAX_BUNDLE_KIB = 400

/** Runs an installed tool. Throws with all it printed when it fails. */
async function tool(name: string, ...args: string[]): Promise<void> {
  const options = { cwd: ROOT, timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES }
  try {
    await promisify(execFile)(join(BIN, name), args, options)
  } catch (error) {
    const { stdout = '', stderr = '' } = Object(error)
    throw new Error(`${stdout}\n${stderr}`.trim() || String(error))
  }
}

/** Bundles the Worker as a deployment would. Throws when it is too big; answers with its size. */
async function bundle(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-bundle-'))
  try {
    const printed = await runWrangler('deploy', '--dry-run', '--env=', '--outdir', folder)
    const [size, kib] = UPLOAD.exec(printed) ?? []
    if (!size || Number(kib) > MAX_BUNDLE_KIB) {
      throw new Error(`${size ?? printed}: at most ${MAX_BUNDLE_KIB} KiB, compressed, are allowed`)
    }
    return size
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const checks: [name: string, check: () => Promise<unknown>][] = [
  ['format and lint', () => tool('biome', 'check', '.')],
  ['types of the Worker', () => tool('tsc', '-p', 'tsconfig.json')],
  ['types of the scripts and tests', () => tool('tsc', '-p', 'tsconfig.node.json')],
  ['types of the simulation', () => tool('tsc', '-p', 'tsconfig.simulation.json')],
  ['types of the bindings', checkTypes],
  ['nothing unused', () => tool('knip', '--treat-config-hints-as-errors')],
  ['imports and house rules', () => tool('vitest', 'run', '--project', 'node', 'test/tree')],
  ['bundle', bundle],
]

await buildPublic()
for (const [name, check] of checks) {
  const startedMs = performance.now()
  try {
    const result = await check()
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1)
    const more = typeof result === 'string' ? `  ${result}` : ''
    console.log(`${styleText('green', '✓')} ${name} (${seconds} s)${more}`)
  } catch (error) {
    console.error(`${styleText('red', '✗')} ${name}\n`)
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(1)
  }
}
