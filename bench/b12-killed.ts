import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod'
import { followRun, startRun } from '../scripts/drills/follow-run.ts'
import { makeArtworks } from '../scripts/drills/make-artworks.ts'
import { descendantsOf, killAll } from '../scripts/local/process-tree.ts'
import { createHubClient } from '../scripts/seed/hub-client.ts'
import type { Bench } from './support/bench.ts'
import { bundle } from './support/bundle.ts'
import { PICTURES } from './support/hundred.ts'
import { openEmpty } from './support/open-empty.ts'
import { BENCH_DIR, KEY } from './support/settings.ts'
import { startVendor } from './support/vendor.ts'

const ARTWORKS = 20
const LATENCY = { leastMs: 300, mostMs: 1_500 }
const TICK_SECONDS = 60
const MILLISECONDS = 1_000
const CRON = `/bench/cron?${new URLSearchParams({ cron: '* * * * *' })}`

type Program = { url: string; kill: () => Promise<void> }

/** The hub killed while a hundred renders are half done, and started again, against undisturbed. */
export const killed: Bench = {
  id: 'B12',
  title: 'killed in the middle against undisturbed',
  async run() {
    const undisturbed = await runOnce({ isKilled: false })
    const disturbed = await runOnce({ isKilled: true })
    return {
      measures: [
        {
          what: 'time beyond one tick of the clock, against undisturbed',
          value: (disturbed.seconds - TICK_SECONDS) / undisturbed.seconds,
          atMost: 2,
        },
        { what: 'undisturbed', value: undisturbed.seconds, unit: ' s' },
        { what: 'killed', value: disturbed.seconds, unit: ' s' },
        { what: 'paid more than once', value: disturbed.paidTwice, atMost: 0 },
        { what: 'not rendered, or in doubt', value: disturbed.missing },
      ],
    }
  },
}

async function runOnce({ isKilled }: { isKilled: boolean }) {
  const vendor = await startVendor({ latency: LATENCY })
  const stateDir = join(BENCH_DIR, 'killed')
  const start = await prepare(stateDir, vendor.variables)
  let hub = await start()
  const clock = startClock(() => hub.url)
  try {
    const assetIds = await makeArtworks(createHubClient(hub.url, KEY), ARTWORKS)
    const began = performance.now()
    const taskId = await startRun(createHubClient(hub.url, KEY), assetIds)
    if (isKilled) {
      const isHalf = ({ generated }: { generated: number }) => generated >= PICTURES / 2
      await followRun(createHubClient(hub.url, KEY), taskId, isHalf)
      await hub.kill()
      hub = await start()
      clock.tick()
    }
    const end = await followRun(createHubClient(hub.url, KEY), taskId)
    const labels = vendor.calls.map(({ label }) => label)
    return {
      seconds: (performance.now() - began) / MILLISECONDS,
      missing: PICTURES - end.generated,
      paidTwice: labels.length - new Set(labels).size,
    }
  } finally {
    clock.stop()
    await hub.kill()
    await vendor.close()
    rmSync(stateDir, { recursive: true, force: true })
  }
}

/** An empty account on data of its own, and how to start a hub on them. */
async function prepare(stateDir: string, variables: Record<string, string>) {
  const bundled = await bundle('bench/worker/recorded-hub.ts')
  rmSync(stateDir, { recursive: true, force: true })
  mkdirSync(stateDir, { recursive: true })
  const script = join(stateDir, 'hub.js')
  writeFileSync(script, bundled.script)
  const data = join(stateDir, 'data')
  await (await openEmpty({ bundle: bundled, stateDir: data, keepsData: true })).close()
  const options = JSON.stringify({ script, stateDir: data, variables })
  return () => startProgram(options)
}

async function startProgram(options: string): Promise<Program> {
  const program = join(import.meta.dirname, 'support/hub-process.ts')
  const child = spawn(process.execPath, [program, options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const lines = createInterface({ input: child.stdout })
  const url = await new Promise<unknown>((resolve, reject) => {
    lines.once('line', resolve)
    child.once('exit', () => reject(new Error('The hub ended before it answered')))
  })
  return {
    url: z.url().parse(url),
    async kill() {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
      const below = descendantsOf(child.pid)
      child.kill('SIGKILL')
      killAll(below)
      await ended
    },
  }
}

/** What the platform does each minute, and after a start. */
function startClock(url: () => string) {
  const tick = () => void fetch(`${url()}${CRON}`).catch(() => undefined)
  const timer = setInterval(tick, TICK_SECONDS * MILLISECONDS)
  return { tick, stop: () => clearInterval(timer) }
}
