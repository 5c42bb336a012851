import { expect, it } from 'vitest'
import { range, runHistories } from './histories.ts'
import { prepareSimulation } from './simulate.ts'

it('keeps every invariant and comes to rest: seeds 151 to 265', async () => {
  const { figures } = await runHistories(await prepareSimulation(), range(151, 265), 'small')
  // No calm, and most pictures arrive all the same.
  expect(figures.kills).toBeGreaterThan(50)
  expect(figures.calls).toBeGreaterThan(figures.charged)
  expect(figures.stored).toBeGreaterThan(figures.mockups / 2)
  expect(figures.stored).toBeLessThan(figures.mockups)
  expect(figures.atShop).toBeGreaterThan(0)
})
