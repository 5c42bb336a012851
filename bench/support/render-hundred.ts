import * as z from 'zod'
import type { Bundle } from './bundle.ts'
import { askForHundred, makeHundred, untilRendered } from './hundred.ts'
import { type EmptyHub, openEmpty } from './open-empty.ts'
import { cpuMs } from './processes.ts'
import { untilReported } from './until-reported.ts'
import { startVendor } from './vendor.ts'
import { type Recorded, recorded, summarize } from './visitor.ts'

/** Short: what is measured is the hub. */
const LATENCY = { leastMs: 50, mostMs: 150 }

const rows = z.object({ read: z.number(), written: z.number() })
const objectRows = z.object({ ledgers: z.array(rows), limiters: z.array(rows) })
const counts = z.record(z.string(), z.number())

export type Rendered = {
  d1: Recorded
  objects: { read: number; written: number }
  counts: Record<string, number>
  vendorCalls: number
  cpuMs: number
  tookMs: number
}

/** Renders a hundred pictures, and says what that took of everything that is billed. */
export async function renderHundred(bundled: Bundle, { isTwice = false } = {}): Promise<Rendered> {
  const vendor = await startVendor({ latency: LATENCY })
  const variables = {
    ...vendor.variables,
    BENCH_COUNT: 'on',
    ...(isTwice ? { BENCH_QUEUE: 'twice' } : {}),
  }
  const hub = await openEmpty({ bundle: bundled, variables })
  try {
    const assetIds = await makeHundred(hub)
    const limiters = await hub.miniflare.listDurableObjectIds('VENDOR_LIMITER')
    await takeObjects(hub, limiters)
    await post(hub, 'counts')
    await post(hub, 'start')
    const [cpuBefore, began] = [cpuMs(hub.pids), performance.now()]
    await askForHundred(hub, assetIds)
    await untilRendered(hub)
    const tookMs = performance.now() - began
    await untilReported(hub)
    const used = cpuMs(hub.pids) - cpuBefore
    const d1 = summarize(recorded.parse(await post(hub, 'stop')))
    return {
      d1,
      objects: await takeObjects(hub, await hub.miniflare.listDurableObjectIds('VENDOR_LIMITER')),
      counts: counts.parse(await post(hub, 'counts')),
      vendorCalls: vendor.calls.length,
      cpuMs: used,
      tookMs,
    }
  } finally {
    await hub.close()
    await vendor.close()
  }
}

async function takeObjects(hub: EmptyHub, limiters: string[]) {
  const body = { ledgers: [hub.userId], limiters }
  const taken = objectRows.parse(await post(hub, 'objects', body))
  const all = [...taken.ledgers, ...taken.limiters]
  const sum = (name: 'read' | 'written') => all.reduce((total, each) => total + each[name], 0)
  return { read: sum('read'), written: sum('written') }
}

async function post(hub: EmptyHub, path: string, body: unknown = {}): Promise<unknown> {
  const init = { method: 'POST', body: JSON.stringify(body) }
  const answer = await fetch(`${hub.url}/bench/${path}`, init)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`/bench/${path}: ${text}`)
  return text === 'ok' ? undefined : JSON.parse(text)
}
