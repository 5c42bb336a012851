import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { ROOT } from '../../scripts/local/settings.ts'

const GIB = 2 ** 30

const versioned = z.object({ version: z.string() })
const versionOf = (name: string) =>
  versioned.parse(
    JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')),
  ).version

/** What the numbers of a run depend on, besides the code. */
export function describeMachine() {
  const [cpu] = cpus()
  return {
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / GIB),
    /** Of the last minute, when the run began: above the number of cores, times mean little. */
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
    node: process.version,
    workerd: versionOf('workerd'),
  }
}

/** The commit, and whether files differ from it. */
export function describeCommit() {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim()
  // Results and documents do not change what is measured.
  const changed = git('status', '--porcelain', '--', 'src', 'bench/*.ts', 'migrations', 'sandbox')
  return { commit: git('rev-parse', '--short', 'HEAD'), isChanged: changed !== '' }
}
