import { expect, test, vi } from 'vitest'
import { addScene, call, generate, mockupOfRun } from '../support/faults/calls.ts'
import { type SentRender, watchRenders } from '../support/faults/outbound.ts'
import { addArtwork, openStage, settle } from '../support/faults/stage.ts'

// The vendor's bedroom has a frame of this size.
const FRAME = { width: 800, height: 1000 }

/** What is sent for a pair in a scene of this placement. */
async function renderWith(placement: object): Promise<SentRender> {
  const stage = await openStage()
  const config = { smart_object: 'artwork_frame', ...placement }
  const scene = await addScene(stage, { config })
  const renders = watchRenders()
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds, scenes: [scene.key] })
  await settle(stage)
  vi.unstubAllGlobals()
  expect((await mockupOfRun(stage, taskId)).status).toBe('completed')
  const [sent, ...more] = renders
  if (!sent || more.length > 0) throw new Error('expected one render')
  return sent
}

const asset = (name: string) => `smart_objects[0][asset]${name}`

test('a scale makes the artwork smaller in its frame, and keeps it in the middle', async () => {
  const { fields } = await renderWith({ scale: 0.5 })
  const number = (name: string) => Number(fields.get(asset(name)))
  const sent = {
    width: number('[size][width]'),
    height: number('[size][height]'),
    left: number('[position][left]'),
    top: number('[position][top]'),
  }
  expect(sent.width).toBeLessThanOrEqual(FRAME.width / 2)
  expect(sent.height).toBeLessThanOrEqual(FRAME.height / 2)
  expect(Math.max(sent.width / FRAME.width, sent.height / FRAME.height)).toBeCloseTo(0.5, 2)
  expect(Math.abs(sent.left + sent.width / 2 - FRAME.width / 2)).toBeLessThanOrEqual(1)
  expect(Math.abs(sent.top + sent.height / 2 - FRAME.height / 2)).toBeLessThanOrEqual(1)
  // The vendor refuses fit together with a size.
  expect(fields.has(asset('[fit]'))).toBe(false)
})

test('without a scale the artwork fits its frame', async () => {
  expect((await renderWith({})).fields.get(asset('[fit]'))).toBe('contain')
})

test('a scale that the hub cannot honour is refused, and no scene is added', async () => {
  const stage = await openStage()
  const size = { width: 400, height: 500 }
  for (const placement of [{ scale: 0.05 }, { scale: 3 }, { scale: 0.5, size }]) {
    const answer = await call(stage, 'POST', '/api/scenes', {
      scene_key: 'scaled',
      name: 'Scaled',
      dm_template_id: 'dm_bedroom_001',
      config: { smart_object: 'artwork_frame', ...placement },
    })
    expect(answer.status, JSON.stringify(placement)).toBe(400)
    await answer.body?.cancel()
  }
  const own = await call(stage, 'GET', '/api/scenes?owner=own')
  expect(await own.json()).toMatchObject({ total: 0 })
})
