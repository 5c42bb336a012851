import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { ROOT } from '../scripts/local/settings.ts'
import type { Bench, Measure } from './support/bench.ts'
import { type Bundle, bundle } from './support/bundle.ts'
import { askForHundred, boundMs, makeHundred, PICTURES, untilRendered } from './support/hundred.ts'
import { type EmptyHub, openEmpty } from './support/open-empty.ts'
import { RUNS } from './support/settings.ts'
import { type Spread, spreadOf } from './support/statistics.ts'
import { startVendor } from './support/vendor.ts'

const LANES = 5
const CONSUMERS = 20
const QUICK = { leastMs: 300, mostMs: 1_500 }
/** Longer, as the vendor's are when it is busy: at 276 calls a minute short ones need few lanes. */
const SLOW = { leastMs: 3_000, mostMs: 9_000 }
const CALLS_A_MINUTE = 276
const BURST = 20
const MINUTE_MS = 60_000
const MILLISECONDS = 1_000

type Run = { tookMs: number; bound: number; sum: number; inFlight: number }

/** A hundred renders against what lanes could do at best, and against one after another. */
export const pipeline: Bench = {
  id: 'B5',
  title: `${PICTURES} renders against the bound, and (B6) against one after another`,
  async run() {
    const hub = await bundle('bench/worker/recorded-hub.ts')
    const alone = await runs(() => withQueue(hub))
    const many = await runs(() => withConsumers(hub))
    return {
      measures: [
        ...measuresOf('one consumer', alone, { speedUp: 4.5 }),
        ...measuresOf(`${CONSUMERS} consumers`, many, { speedUp: 15 }),
      ],
    }
  },
}

async function runs(run: () => Promise<Run>): Promise<Run[]> {
  const done: Run[] = []
  for (let n = 0; n < RUNS; n++) done.push(await run())
  return done
}

/** The local queue is one consumer, which takes one batch at a time. */
async function withQueue(bundled: Bundle): Promise<Run> {
  const vendor = await startVendor({ latency: QUICK })
  const hub = await openEmpty({ bundle: bundled, variables: vendor.variables })
  try {
    const assetIds = await makeHundred(hub)
    const began = performance.now()
    await askForHundred(hub, assetIds)
    await untilRendered(hub)
    return summarize(performance.now() - began, vendor.calls, LANES)
  } finally {
    await hub.close()
    await vendor.close()
  }
}

/** Messages are kept back, and delivered in batches to as many consumers as production may have. */
async function withConsumers(bundled: Bundle): Promise<Run> {
  const vendor = await startVendor({ latency: SLOW })
  const variables = { ...vendor.variables, BENCH_QUEUE: 'kept', RENDER_TIMEOUT_SECONDS: '60' }
  const hub = await openEmpty({ bundle: bundled, variables, consumers: false })
  try {
    const assetIds = await makeHundred(hub)
    const began = performance.now()
    await askForHundred(hub, assetIds)
    const queue = startQueue(hub)
    await untilRendered(hub)
    const tookMs = performance.now() - began
    await queue.stop()
    // Fewer batches than consumers leave the others without work.
    const busy = Math.min(CONSUMERS, Math.ceil(PICTURES / batchSize()))
    return summarize(tookMs, vendor.calls, busy * LANES)
  } finally {
    await hub.close()
    await vendor.close()
  }
}

function summarize(tookMs: number, calls: readonly { lastsMs: number }[], lanes: number): Run {
  const lasting = calls.map(({ lastsMs }) => lastsMs)
  const sum = lasting.reduce((total, ms) => total + ms, 0)
  const permitted = (n: number) => Math.max(0, n + 1 - BURST) * (MINUTE_MS / CALLS_A_MINUTE)
  return { tookMs, bound: boundMs(lasting, lanes, permitted), sum, inFlight: sum / tookMs }
}

function measuresOf(who: string, done: Run[], goals: { speedUp: number }): Measure[] {
  const spread = (of: (run: Run) => number): { value: number; spread: Spread } => {
    const values = spreadOf(done.map(of))
    return { value: values.median, spread: values }
  }
  return [
    {
      what: `B5: ${who}: time against the bound`,
      ...spread(({ tookMs, bound }) => tookMs / bound),
      atMost: 1.25,
    },
    {
      what: `B6: ${who}: one after another against it`,
      ...spread(({ tookMs, sum }) => sum / tookMs),
      atLeast: goals.speedUp,
      note: 'the mean number in flight',
    },
    { what: `${who}: time`, ...spread(({ tookMs }) => tookMs / MILLISECONDS), unit: ' s' },
    { what: `${who}: the bound`, ...spread(({ bound }) => bound / MILLISECONDS), unit: ' s' },
  ]
}

const BATCH = /queue = "mockup-renders"\nmax_batch_size = (\d+)/

function batchSize(): number {
  const [, size] = BATCH.exec(readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')) ?? []
  return z.coerce.number().int().min(1).parse(size)
}

const messages = z.array(z.object({ body: z.unknown(), delaySeconds: z.number() }))

const POLL_MS = 25

/** Is the queue: takes what was sent, waits as long as it asks, and delivers it in batches. */
function startQueue(hub: EmptyHub) {
  const waiting: { body: unknown; atMs: number }[] = []
  const size = batchSize()
  let isOver = false
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(`${hub.url}/bench/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    return answer.json()
  }
  const collect = async () => {
    while (!isOver) {
      for (const { body, delaySeconds } of messages.parse(await post('messages', {}))) {
        waiting.push({ body, atMs: performance.now() + delaySeconds * MILLISECONDS })
      }
      await sleep(POLL_MS)
    }
  }
  const consume = async () => {
    while (!isOver) {
      const due = waiting.filter(({ atMs }) => atMs <= performance.now()).slice(0, size)
      for (const one of due) waiting.splice(waiting.indexOf(one), 1)
      if (due.length === 0) await sleep(POLL_MS)
      else await post('consume', { queue: 'mockup-renders', bodies: due.map(({ body }) => body) })
    }
  }
  const all = Promise.all([collect(), ...Array.from({ length: CONSUMERS }, consume)])
  return {
    async stop() {
      isOver = true
      await all
    },
  }
}
