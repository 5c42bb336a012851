import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify, styleText } from 'node:util'
import * as z from 'zod'
import { createGate } from '../src/gate.ts'
import { checkTypes } from './binding-types.ts'
import { buildPublic } from './build-public.ts'
import { ROOT } from './local/settings.ts'
import { runWrangler } from './local/wrangler.ts'

const TIMEOUT_MS = 180_000
const MAX_OUTPUT_BYTES = 20_000_000
const BIN = join(ROOT, 'node_modules/.bin')
const UPLOAD = /^Total Upload: .* gzip: ([\d.]+) KiB$/m
/** A package that brings more than it is asked for shows here; our own code grows with what it does. */
const MAX_LIBRARIES_KIB = 290
const metafile = z.object({
  outputs: z.record(
    z.string(),
    z.object({ inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })) }),
  ),
})

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

/**
 * Bundles the Worker as a deployment would. Throws when its libraries, by their part of the whole,
 * are too big; answers with its size.
 */
async function bundle(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-bundle-'))
  try {
    const target = ['--dry-run', '--env=', '--outdir', folder, '--metafile']
    const printed = await runWrangler('deploy', ...target)
    const [size, kib] = UPLOAD.exec(printed) ?? []
    if (!size) throw new Error(printed)
    const libraries = Math.round(Number(kib) * shareOfLibraries(join(folder, 'bundle-meta.json')))
    const parts = `${size}, ${libraries} KiB of it libraries`
    if (libraries > MAX_LIBRARIES_KIB)
      throw new Error(`${parts}: at most ${MAX_LIBRARIES_KIB} are allowed`)
    return parts
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function shareOfLibraries(file: string): number {
  const { outputs } = metafile.parse(JSON.parse(readFileSync(file, 'utf8')))
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs))
  const sum = (some: typeof inputs) =>
    some.reduce((bytes, [, each]) => bytes + each.bytesInOutput, 0)
  return sum(inputs.filter(([path]) => !path.startsWith('src/'))) / sum(inputs)
}

const checks: [name: string, check: () => Promise<unknown>][] = [
  ['format and lint', () => tool('biome', 'check', '.')],
  ['nothing unused', () => tool('knip', '--treat-config-hints-as-errors')],
  ['types of the Worker', () => tool('tsc', '-p', 'tsconfig.json')],
  ['types of the scripts and tests', () => tool('tsc', '-p', 'tsconfig.node.json')],
  ['types of the simulation', () => tool('tsc', '-p', 'tsconfig.simulation.json')],
  ['types of the bindings', checkTypes],
  ['imports and house rules', () => tool('vitest', 'run', '--project', 'node', 'test/tree')],
  ['bundle', bundle],
]

/** As many as there are cores, mostly: most tools use one. */
const CHECKS_AT_ONCE = 2

async function runCheck([name, check]: (typeof checks)[number]): Promise<void> {
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

await buildPublic()
const gate = createGate(CHECKS_AT_ONCE)
await Promise.all(checks.map((check) => gate(() => runCheck(check))))
