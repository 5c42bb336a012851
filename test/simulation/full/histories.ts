import { describe, expect, it } from 'vitest'
import { range, runHistories, tell } from '../histories.ts'
import { prepareSimulation } from '../simulate.ts'
import { readOptions } from './options.ts'

const SEEDS_PER_TEST = 250
// Ten times what one takes alone: other work may share the cores.
const TIMEOUT_PER_SEED_MS = 10_000

/** The part that was begun last: two at once would share the globals. */
let running: Promise<void> = Promise.resolve()

const { one, first, seeds, density } = readOptions()

/** One half of all histories, in tests of so many: the two halves run on two cores. */
export function describeHalf(half: 0 | 1): void {
  if (one !== undefined) {
    if (half === 0) it(`seed ${one} keeps every invariant`, tellOne)
    else it('is the other half', () => expect(one).toBeGreaterThan(0))
    return
  }
  const middle = first + Math.ceil(seeds / 2)
  const [from, to] = half === 0 ? [first, middle - 1] : [middle, first + seeds - 1]
  describe('the product in a storm of faults', () => {
    for (let start = from; start <= to; start += SEEDS_PER_TEST) {
      const end = Math.min(to, start + SEEDS_PER_TEST - 1)
      it(
        `keeps every invariant and comes to rest: seeds ${start} to ${end}`,
        ({ signal }) => runAlone(() => runPart(start, end, signal)),
        SEEDS_PER_TEST * TIMEOUT_PER_SEED_MS,
      )
    }
  })
}

async function tellOne(): Promise<void> {
  const story = await tell(await prepareSimulation(), one ?? 1, density)
  console.log(story)
  expect(story).toContain('no violation')
}

/** After what was begun before, also where its test has timed out. */
function runAlone(work: () => Promise<void>): Promise<void> {
  const part = running.then(work)
  running = part.catch(() => undefined)
  return part
}

async function runPart(start: number, end: number, signal: AbortSignal): Promise<void> {
  const startedMs = performance.now()
  const { histories, figures, known } = await runHistories(
    await prepareSimulation(),
    range(start, end, signal),
    density,
  )
  const seconds = (performance.now() - startedMs) / 1_000
  console.log(
    `seeds ${start} to ${end}: ${(histories / seconds).toFixed(1)} histories a second, ${JSON.stringify(figures)}`,
  )
  for (const [fault, times] of known) console.log(`known, in ${times} histories: ${fault}`)
}
