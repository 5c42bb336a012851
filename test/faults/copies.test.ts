import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { around } from '../support/faults/around.ts'
import { patient } from '../support/faults/bindings.ts'
import {
  addArtwork,
  deliver,
  mockupsOf,
  openStage,
  startRun,
  takeSent,
} from '../support/faults/stage.ts'

const SCENES = ['bedroom', 'living_room', 'reading_nook', 'therapy_office']

/** Renders one artwork in four rooms whose frames differ; answers how often a picture was resized. */
async function countResized(widthPixels: number): Promise<number> {
  const stage = await openStage()
  const assetId = await addArtwork(stage, widthPixels)
  await startRun(stage, { assetId, scenes: SCENES })
  let resized = 0
  const IMAGES = around(env.IMAGES, 'input', (call) => {
    resized += 1
    return call()
  })
  await deliver(stage, takeSent(stage), { ...patient(), IMAGES })
  const statuses = (await mockupsOf(stage)).map((row) => row.status)
  expect(statuses).toEqual(SCENES.map(() => 'completed'))
  return resized
}

test('artwork that is no wider than the vendor needs is sent as it is', async () => {
  expect(await countResized(2_000)).toBe(SCENES.length)
})

test('wider artwork is made smaller once for all its mockups', async () => {
  expect(await countResized(2_001)).toBe(SCENES.length + 1)
})
