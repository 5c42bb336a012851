import { describe, expect, it } from 'vitest'
import { PLANTED_BUGS, type PlantedBug } from './planted-bugs.ts'
import { simulate } from './simulate.ts'

const SEEDS = 1_000

/** The first seed whose history shows the bug, and how. */
async function find(bug: PlantedBug): Promise<{ seed: number; violation: string } | undefined> {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { violation } = await simulate(seed, { bug })
    if (violation !== undefined) return { seed, violation }
  }
  return undefined
}

describe(`the simulation finds within ${SEEDS} seeds`, () => {
  it.each(PLANTED_BUGS)('$what', async ({ bug, breaks }) => {
    const found = await find(bug)
    expect(found?.violation).toMatch(breaks)
  })
})
