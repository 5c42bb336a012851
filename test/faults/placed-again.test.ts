import { expect, test, vi } from 'vitest'
import * as z from 'zod'
import { renderStale } from '../../src/domain/runs/render-stale.ts'
import { newId } from '../../src/ids.ts'
import {
  addScene,
  ask,
  call,
  changeScene,
  generate,
  mockupOfRun,
  readCredits,
} from '../support/faults/calls.ts'
import { type SentRender, watchRenders } from '../support/faults/outbound.ts'
import { openPersonStage, replaceFile } from '../support/faults/person.ts'
import { addArtwork, contextOn, openStage, type Stage, settle } from '../support/faults/stage.ts'

const HALF = { scale: 0.5 }
const started = z.object({ taskId: z.string() })

/** A finished mockup in a scene of the user's own, which has a size. */
async function rendered(stage: Stage) {
  const size = { width: 400, height: 500 }
  const scene = await addScene(stage, { config: { smart_object: 'artwork_frame', size } })
  const assetId = await addArtwork(stage)
  const taskId = await generate(stage, { assetIds: [assetId], scenes: [scene.key] })
  await settle(stage)
  const { id } = await mockupOfRun(stage, taskId)
  return { id, assetId, scene }
}

async function regenerate(stage: Stage, id: string, body?: object): Promise<string> {
  const path = `/api/mockups/${id}/regenerate`
  const { taskId } = await ask(stage, ['POST', path, body], [202, started])
  await settle(stage)
  return taskId
}

/** How wide the artwork was asked for in the last render. */
function widthOf(renders: readonly SentRender[]): number {
  return Number(renders.at(-1)?.fields.get('smart_objects[0][asset][size][width]'))
}

test('a mockup that is rendered again can be placed otherwise, and stays so', async () => {
  const stage = await openPersonStage()
  const { id, assetId, scene } = await rendered(stage)
  const renders = watchRenders()
  const half = await mockupOfRun(stage, await regenerate(stage, id, { config: HALF }))
  expect(half).toMatchObject({ status: 'completed', stale: false, credits_used: 1 })
  // Of the frame's 800 pixels.
  expect(widthOf(renders)).toBeLessThanOrEqual(400)
  const placed = widthOf(renders)
  const again = await mockupOfRun(stage, await regenerate(stage, half.id))
  expect(again.stale).toBe(false)
  expect(widthOf(renders)).toBe(placed)
  await replaceFile(stage, assetId, { width: 60, height: 90 })
  await renderStale(contextOn(stage), newId())
  await settle(stage)
  // Half of what two by three is in the frame; the scene itself asks for 400.
  expect(widthOf(renders)).toBe(333)
  expect(renders).toHaveLength(3)
  await changeScene(stage, scene.id, { config: { smart_object: 'artwork_frame', fit: 'cover' } })
  vi.unstubAllGlobals()
  const list = ['GET', '/api/mockups?stale=true'] as const
  const { total } = await ask(stage, list, [200, z.object({ total: z.number() })])
  expect(total).toBe(4)
})

test('an empty placement is that of the scene again', async () => {
  const stage = await openStage()
  const { id } = await rendered(stage)
  const renders = watchRenders()
  const half = await mockupOfRun(stage, await regenerate(stage, id, { config: HALF }))
  await regenerate(stage, half.id, { config: {} })
  vi.unstubAllGlobals()
  expect(widthOf(renders)).toBe(400)
})

test('a placement that cannot be sent is refused, and nothing is spent', async () => {
  const stage = await openStage()
  const { id } = await rendered(stage)
  const before = await readCredits(stage)
  const size = { width: 400, height: 500 }
  for (const config of [
    { scale: 9 },
    { scale: 0.5, size },
    { smart_object: 'x' },
    { fit: 'big' },
  ]) {
    const answer = await call(stage, 'POST', `/api/mockups/${id}/regenerate`, { config })
    expect(answer.status, JSON.stringify(config)).toBe(400)
    await answer.body?.cancel()
  }
  const tried = await ask(
    stage,
    ['POST', `/api/mockups/${id}/regenerate?dry_run=true`, { config: HALF }],
    [200, z.object({ cost: z.number() })],
  )
  expect(tried.cost).toBe(1)
  expect(await readCredits(stage)).toEqual(before)
})
