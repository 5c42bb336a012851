import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from '../scripts/local/settings.ts'
import type { Bench } from './support/bench.ts'
import { bundle } from './support/bundle.ts'
import { BENCH_DIR } from './support/settings.ts'
import { alternate } from './support/statistics.ts'

const ROUNDS = 15
const HOST = '127.0.0.1'
const TIMEOUT_MS = 30_000
const POLL_MS = 2
const EMPTY = 'export default { fetch: () => new Response("ok") }'

/** The bundle as it is deployed, and how long it takes a new process to answer with it. */
export const size: Bench = {
  id: 'B10',
  title: 'size, and start against an empty Worker',
  async run() {
    const hub = await bundle('src/worker.ts')
    const configs = { hub: writeConfig('hub', hub.script), empty: writeConfig('empty', EMPTY) }
    const { first, second, ratio } = await alternate(
      ROUNDS,
      () => start(configs.empty),
      () => start(configs.hub),
    )
    return {
      measures: [
        { what: 'size, gzip', value: hub.gzipKib, unit: ' KiB' },
        { what: 'size', value: hub.kib, unit: ' KiB' },
        { what: 'start against an empty Worker', value: ratio.median, spread: ratio, atMost: 3 },
        { what: 'start of the hub', value: second.median, spread: second, unit: ' ms' },
        { what: 'start of an empty Worker', value: first.median, spread: first, unit: ' ms' },
      ],
    }
  },
}

/** A runtime with this module and nothing else; answers are what its first lines allow. */
function writeConfig(name: string, script: string): string {
  const folder = join(BENCH_DIR, 'start')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.js`), script)
  const file = join(folder, `${name}.capnp`)
  writeFileSync(
    file,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [(name = "main", esModule = embed "${name}.js")],
    compatibilityDate = "2026-10-20",
    compatibilityFlags = ["nodejs_compat"],
  ))],
  sockets = [(name = "http", http = (), service = "main")],
);
`,
  )
  return file
}

/** From the start of a new process to its first answer, in milliseconds. */
async function start(config: string): Promise<number> {
  const port = await freePort()
  const program = join(ROOT, 'node_modules/workerd/bin/workerd')
  const args = ['serve', config, '--socket-addr', `http=${HOST}:${port}`]
  const began = performance.now()
  const child = spawn(program, args, { stdio: 'ignore' })
  try {
    while (performance.now() - began < TIMEOUT_MS) {
      if (await answers(port)) return performance.now() - began
      await sleep(POLL_MS)
    }
    throw new Error('The runtime did not answer')
  } finally {
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    await (await fetch(`http://${HOST}:${port}/`)).arrayBuffer()
    return true
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('There is no free port')
  return address.port
}
