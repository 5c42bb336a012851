import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { forgetDeleted } from '../../src/domain/mockups/forget-deleted.ts'
import { beforeWrite } from '../support/faults/before-write.ts'
import {
  ask,
  call,
  fetchPicture,
  generate,
  mockupOfRun,
  readCredits,
} from '../support/faults/calls.ts'
import { addArtwork, contextOn, openStage, type Stage, settle } from '../support/faults/stage.ts'
import { HOUR_MS, letTimePass, MINUTE_MS } from '../support/faults/time.ts'
import { vendorCalls } from '../support/faults/vendor.ts'

const WRITES_MOCKUPS = /insert into "?mockups"?[\s(]/i
const WRITES_IMAGES = /insert into "?product_images"?[\s(]/i

/** A paid picture, and the only mockup that shows it. */
async function renderOne(stage: Stage): Promise<{ assetId: string; mockupId: string }> {
  const assetId = await addArtwork(stage)
  const taskId = await generate(stage, { assetIds: [assetId] })
  await settle(stage)
  return { assetId, mockupId: (await mockupOfRun(stage, taskId)).id }
}

/** Deletes it, and leaves it not to be restored. */
async function remove(stage: Stage, mockupId: string): Promise<void> {
  await ask(stage, ['DELETE', `/api/mockups/${mockupId}`], [200, z.object({})])
  await forgetDeleted(contextOn(stage), [mockupId])
}

/** Every file of the user's but artworks. */
async function renderedFiles({ user }: Stage): Promise<string[]> {
  const { objects } = await env.FILES.list({ prefix: `users/${user.userId}/` })
  return objects.map(({ key }) => key).filter((key) => !key.includes('/assets/'))
}

/** Long enough for whatever cleans up after deleted mockups. */
function letCleanersWork(stage: Stage): Promise<void> {
  return letTimePass(stage, { forMs: 4 * HOUR_MS, stepMs: 30 * MINUTE_MS, everySweep: true })
}

test('a picture found for reuse, whose mockup is deleted before the new one is written, is there', async () => {
  const stage = await openStage()
  const { assetId, mockupId } = await renderOne(stage)
  const race = beforeWrite(WRITES_MOCKUPS, () => remove(stage, mockupId))
  const taskId = await generate(stage, { assetIds: [assetId] }, race)
  expect(race.happened()).toBe(true)
  await settle(stage)
  await letCleanersWork(stage)
  const mockup = await mockupOfRun(stage, taskId)
  expect(mockup.status).toBe('completed')
  expect(await fetchPicture(mockup.file_url)).toBe('image/png')
  const { charged } = await vendorCalls(stage)
  expect(await readCredits(stage)).toMatchObject({ total_used: charged, held: 0 })
})

test('a picture whose only mockup is deleted while another request joins it stays, and is free', async () => {
  const stage = await openStage()
  const { assetId, mockupId } = await renderOne(stage)
  const taskId = await generate(stage, { assetIds: [assetId] })
  await remove(stage, mockupId)
  await letCleanersWork(stage)
  const mockup = await mockupOfRun(stage, taskId)
  expect(mockup).toMatchObject({ status: 'completed', credits_used: 0 })
  await fetchPicture(mockup.file_url)
  expect((await vendorCalls(stage)).charged).toBe(1)
})

test('a picture that nothing shows any more is not kept for ever, and is paid again when asked for', async () => {
  const stage = await openStage()
  const { assetId, mockupId } = await renderOne(stage)
  expect(await renderedFiles(stage)).not.toEqual([])
  await remove(stage, mockupId)
  await letCleanersWork(stage)
  expect(await renderedFiles(stage)).toEqual([])
  const taskId = await generate(stage, { assetIds: [assetId] })
  await settle(stage)
  const mockup = await mockupOfRun(stage, taskId)
  expect(mockup).toMatchObject({ status: 'completed', credits_used: 1 })
  await fetchPicture(mockup.file_url)
  expect(await readCredits(stage)).toMatchObject({ total_used: 2, held: 0 })
})

const productShape = z.object({
  product: z.object({ id: z.string(), images: z.array(z.object({ src: z.string() })) }),
})

test("a product's picture, whose mockup is deleted before the product is written, is there or is refused", async () => {
  const stage = await openStage()
  const { mockupId } = await renderOne(stage)
  await call(stage, 'POST', `/api/mockups/${mockupId}/approve`)
  const race = beforeWrite(WRITES_IMAGES, () => remove(stage, mockupId))
  const body = { title: 'Rest', variants: [{ size: '8x10' }], imageIds: [mockupId] }
  const answer = await call(stage, 'POST', '/api/products', body, race)
  expect(race.happened()).toBe(true)
  if (answer.status !== 201) {
    expect([404, 409]).toContain(answer.status)
    expect(await answer.text()).toContain(mockupId)
    return
  }
  const { product } = productShape.parse(await answer.json())
  await letCleanersWork(stage)
  const read = await ask(stage, ['GET', `/api/products/${product.id}`], [200, productShape])
  expect(read.product.images).toHaveLength(1)
  await fetchPicture(read.product.images[0]?.src)
})

test("a product's picture stays when its mockup is deleted later", async () => {
  const stage = await openStage()
  const { mockupId } = await renderOne(stage)
  await call(stage, 'POST', `/api/mockups/${mockupId}/approve`)
  const body = { title: 'Rest', variants: [{ size: '8x10' }], imageIds: [mockupId] }
  const { product } = await ask(stage, ['POST', '/api/products', body], [201, productShape])
  await remove(stage, mockupId)
  await letCleanersWork(stage)
  const read = await ask(stage, ['GET', `/api/products/${product.id}`], [200, productShape])
  await fetchPicture(read.product.images[0]?.src)
})
