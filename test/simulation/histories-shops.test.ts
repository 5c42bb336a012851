import { expect, it } from 'vitest'
import { range, runHistories } from './histories.ts'
import { prepareSimulation } from './simulate.ts'

it('overwrites nothing unseen, and undoes exactly, at the shops: seeds 1 to 30', async () => {
  const { figures } = await runHistories(await prepareSimulation(), range(1, 30), 'shops')
  expect(figures.kills).toBeGreaterThan(10)
  expect(figures.atShop).toBeGreaterThan(20)
})
