import { describe, expect, it } from 'vitest'
import { findPlanted } from '../histories.ts'
import { readPlantedBugs } from '../plant.ts'

const TIMEOUT_MS = 10 * 60_000

describe('the simulation finds', () => {
  it.each(readPlantedBugs())(
    '$name: $what',
    async (bug) => {
      const found = await findPlanted(bug)
      console.log(`${bug.name}: seed ${found?.seed}, ${found?.violation}`)
      expect(found?.violation).toMatch(bug.breaks)
    },
    TIMEOUT_MS,
  )
})
