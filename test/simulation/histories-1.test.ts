import { expect, it } from 'vitest'
import { range, runHistories } from './histories.ts'
import { prepareSimulation } from './simulate.ts'

it('keeps every invariant and comes to rest: seeds 1 to 115', async () => {
  const { figures } = await runHistories(await prepareSimulation(), range(1, 115), 'small')
  // No calm, and most pictures arrive all the same.
  expect(figures.kills).toBeGreaterThan(50)
  expect(figures.calls).toBeGreaterThan(figures.charged)
  expect(figures.stored).toBeGreaterThan(figures.mockups / 2)
  expect(figures.stored).toBeLessThan(figures.mockups)
  expect(figures.atShop).toBeGreaterThan(0)
})
