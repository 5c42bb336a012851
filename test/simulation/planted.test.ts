import { describe, expect, it } from 'vitest'
import { findPlanted } from './histories.ts'
import { readPlantedBugs } from './plant.ts'

/** Those that take few histories: all of them are run by `npm run simulate -- planted`. */
const QUICK = [
  'cancel-frees-nothing',
  'no-alarm',
  'paid-once-more',
  'settled-before-the-call',
  'stale-token-heard',
  'started-call-expires',
]

describe('the simulation finds', () => {
  const bugs = readPlantedBugs().filter(({ name }) => QUICK.includes(name))

  it.each(bugs)('$what', async (bug) => {
    const found = await findPlanted(bug)
    expect(found?.violation).toMatch(bug.breaks)
  })
})
