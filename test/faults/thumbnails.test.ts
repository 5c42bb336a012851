import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { around } from '../support/faults/around.ts'
import { ask, fetchPicture, generate, mockupOfRun } from '../support/faults/calls.ts'
import { addArtwork, openStage, type Stage, settle } from '../support/faults/stage.ts'
import { HOUR_MS, letTimePass, MINUTE_MS } from '../support/faults/time.ts'
import { plainPng } from '../support/worker/artwork.ts'

const THUMBNAIL = 'image/webp'

/** Pictures cannot be made smaller: the binding is out of order. */
function withoutImages(): Partial<Env> {
  const refuse = () => {
    throw new Error('IMAGES_TRANSFORM_ERROR 9523')
  }
  return { IMAGES: around(env.IMAGES, 'input', refuse) }
}

/** What is shown where a small picture belongs: its type, or nothing. */
function typeShown(link: string | null): Promise<string> | undefined {
  return link ? fetchPicture(link) : undefined
}

test('a thumbnail that could not be made is made by a later sweep', async () => {
  const stage = await openStage()
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await settle(stage, withoutImages())
  const before = await mockupOfRun(stage, taskId)
  expect(before.status).toBe('completed')
  expect(await typeShown(before.thumbnail_url)).not.toBe(THUMBNAIL)
  await letTimePass(stage, { everySweep: true, forMs: HOUR_MS, stepMs: 10 * MINUTE_MS })
  const after = await mockupOfRun(stage, taskId)
  expect(await typeShown(after.thumbnail_url)).toBe(THUMBNAIL)
  expect(await fetchPicture(after.file_url)).toBe('image/png')
})

test('a picture whose thumbnail came late shows it in every mockup that has it', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  await generate(stage, { assetIds })
  await settle(stage, withoutImages())
  const reusing = await generate(stage, { assetIds })
  await letTimePass(stage, { everySweep: true, forMs: HOUR_MS, stepMs: 10 * MINUTE_MS })
  const mockup = await mockupOfRun(stage, reusing)
  expect(await typeShown(mockup.thumbnail_url)).toBe(THUMBNAIL)
})

test('a thumbnail that cannot be made for hours holds nothing up', async () => {
  const stage = await openStage()
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await settle(stage, withoutImages())
  await letTimePass(stage, {
    everySweep: true,
    forMs: 3 * HOUR_MS,
    stepMs: HOUR_MS,
    changes: withoutImages(),
  })
  expect((await mockupOfRun(stage, taskId)).status).toBe('completed')
  await letTimePass(stage, { everySweep: true, forMs: 12 * HOUR_MS, stepMs: HOUR_MS })
  expect(await typeShown((await mockupOfRun(stage, taskId)).thumbnail_url)).toBe(THUMBNAIL)
})

const assetShape = z.object({
  asset: z.object({ id: z.string(), thumbnail_url: z.string().nullable() }),
})

async function uploadWithoutImages(stage: Stage): Promise<string> {
  const form = new FormData()
  form.set('file', new File([await plainPng(600, 800, [9, 9, 9])], 'a.png', { type: 'image/png' }))
  const input = ['POST', '/api/assets', form] as const
  const options = { changes: withoutImages() }
  return (await ask(stage, input, [201, assetShape], options)).asset.id
}

test("an artwork's thumbnail that could not be made is made by a later sweep", async () => {
  const stage = await openStage()
  const id = await uploadWithoutImages(stage)
  await letTimePass(stage, { everySweep: true, forMs: HOUR_MS, stepMs: 10 * MINUTE_MS })
  const { asset } = await ask(stage, ['GET', `/api/assets/${id}`], [200, assetShape])
  expect(await typeShown(asset.thumbnail_url)).toBe(THUMBNAIL)
})
