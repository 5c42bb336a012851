import { describe, expect, it } from 'vitest'
import { createChaos } from './chaos.ts'
import { uuidv7obj } from './doubles/uuidv7.ts'
import { installGlobals } from './globals.ts'
import { createRandom } from './random.ts'
import { createScheduler } from './scheduler.ts'
import { prepareSimulation } from './simulate.ts'

const REPEATED = 5
const START_MS = Date.UTC(2026, 0, 1)

describe('the same seed', () => {
  it('runs the same history, whatever ran between', async () => {
    const run = await prepareSimulation()
    const first = new Map<number, string>()
    for (let seed = 1; seed <= REPEATED; seed++) first.set(seed, (await run(seed)).hash)
    for (let seed = REPEATED; seed >= 1; seed--) {
      expect([seed, (await run(seed)).hash]).toEqual([seed, first.get(seed)])
    }
    expect(new Set(first.values()).size).toBe(REPEATED)
  })

  it('tells the same story line by line, by pages and by the API', async () => {
    const run = await prepareSimulation()
    for (const seed of [3, 7, 19]) {
      const traces = [[], []] satisfies string[][]
      for (const trace of traces) await run(seed, { trace, density: 'full' })
      expect(traces[0]).toEqual(traces[1])
    }
  })
})

describe('the globals of a world', () => {
  const originals = () => [
    globalThis.fetch,
    globalThis.setTimeout,
    Reflect.get(globalThis, 'crypto'),
    Reflect.get(globalThis, 'File'),
    Date.now,
    Math.random,
    AbortSignal.timeout,
    console.error,
    Error.stackTraceLimit,
    Reflect.get(globalThis, 'scheduler'),
  ]

  it('are in force while it lasts, and gone after it', async () => {
    const before = originals()
    const random = createRandom(1)
    const scheduler = createScheduler(START_MS, {
      random,
      chaos: createChaos(random),
      check: () => undefined,
      trace: undefined,
    })
    const fetch = () => Promise.reject(new Error('nobody'))
    const restore = installGlobals({ scheduler, random: createRandom(2), fetch })
    const inside = originals()
    const [now, chance, id] = [Date.now(), Math.random(), uuidv7obj().toString()]
    const digest = await crypto.subtle.digest('SHA-256', new Uint8Array([1]))
    restore()
    expect(inside.filter((value, index) => value === before[index])).toEqual([])
    expect(originals()).toEqual(before)
    expect(now).toBe(START_MS)
    expect(digest).toEqual(await crypto.subtle.digest('SHA-256', new Uint8Array([1])))
    const again = installGlobals({ scheduler, random: createRandom(2), fetch })
    const repeated = [Date.now(), Math.random(), uuidv7obj().toString()]
    again()
    expect(repeated).toEqual([now, chance, id])
  })
})
