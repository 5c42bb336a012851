import { it } from 'vitest'
import { range } from '../histories.ts'
import { prepareSimulation } from '../simulate.ts'
import { readOptions } from './options.ts'

const TIMEOUT_MS = 60 * 60_000
const SHOWN_SEEDS = 12

/** What breaks and how often, without an end at the first: for whoever changes the product. */
it(
  'surveys what is broken',
  async () => {
    const { first, seeds, density } = readOptions()
    const run = await prepareSimulation()
    const found = new Map<string, number[]>()
    const startedMs = performance.now()
    for (const seed of range(first, first + seeds - 1)) {
      const { violation, findings } = await run(seed, { density })
      const sentences = findings.map(({ sentence }) => `known: ${sentence}`)
      for (const sentence of new Set([...sentences, ...(violation ? [violation] : [])].map(kind))) {
        found.set(sentence, [...(found.get(sentence) ?? []), seed])
      }
    }
    const each = (performance.now() - startedMs) / seeds
    console.log(`${seeds} histories, ${each.toFixed(0)} ms each`)
    for (const [sentence, where] of found) {
      console.log(
        `${where.length} × ${sentence}\n    seeds ${where.slice(0, SHOWN_SEEDS).join(', ')}`,
      )
    }
  },
  TIMEOUT_MS,
)

/** The sentence without the ids and numbers of one history. */
function kind(sentence: string): string {
  return sentence
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '#')
    .replace(/\b\d+/g, 'n')
    .slice(0, 300)
}
