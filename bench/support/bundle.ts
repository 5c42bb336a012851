import { mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { runWrangler } from '../../scripts/local/wrangler.ts'
import { BENCH_DIR } from './settings.ts'

const SIZE = /Total Upload: ([\d.]+) KiB \/ gzip: ([\d.]+) KiB/

export type Bundle = { script: string; kib: number; gzipKib: number }

/** Bundles an entry as a deployment would. `entry` is a path from the root. */
export async function bundle(entry: string): Promise<Bundle> {
  const name = basename(entry).replace(/\.ts$/, '')
  const folder = join(BENCH_DIR, 'bundles', name)
  mkdirSync(folder, { recursive: true })
  const printed = await runWrangler('deploy', entry, '--dry-run', '--env=', '--outdir', folder)
  const [, kib = '0', gzip = '0'] = SIZE.exec(printed) ?? []
  const script = readFileSync(join(folder, `${name}.js`), 'utf8')
  return { script, kib: Number(kib), gzipKib: Number(gzip) }
}
