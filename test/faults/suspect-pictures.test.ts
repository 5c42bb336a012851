import { expect, test } from 'vitest'
import * as z from 'zod'
import {
  ask,
  fetchPicture,
  generate,
  mockupOfRun,
  mockupsOfRun,
  readCredits,
  readMockups,
} from '../support/faults/calls.ts'
import { addArtwork, openStage, type Stage, settle } from '../support/faults/stage.ts'
import { breakVendor, mendVendor, vendorCalls } from '../support/faults/vendor.ts'

/** A pair whose render may have been charged: nobody knows. */
async function renderInDoubt(stage: Stage): Promise<{ assetIds: string[]; taskId: string }> {
  const assetIds = [await addArtwork(stage)]
  await breakVendor(stage, { kind: 'status', value: 502, times: 1 })
  const taskId = await generate(stage, { assetIds })
  await settle(stage)
  await mendVendor(stage)
  return { assetIds, taskId }
}

test('a pair whose render may have been charged is named by the dry run, and costs nothing now', async () => {
  const stage = await openStage()
  const { assetIds } = await renderInDoubt(stage)
  const input = ['POST', '/api/mockups/generate?dry_run=true'] as const
  const body = { assetIds, scenes: ['bedroom'] }
  const said = await ask(stage, [...input, body], [200, z.looseObject({ cost: z.number() })])
  expect(said.cost).toBe(0)
  expect(JSON.stringify(said)).toMatch(/suspect/)
  const taskId = await generate(stage, { assetIds })
  await settle(stage)
  expect(await mockupOfRun(stage, taskId)).toMatchObject({
    status: 'failed',
    failure_code: 'suspect',
    credits_used: 0,
  })
  expect(await readCredits(stage)).toMatchObject({ held: 0, suspect: 1, total_used: 0 })
  expect((await vendorCalls(stage)).renders).toHaveLength(1)
})

for (const [decision, status, charged] of [
  ['render_again', 'completed', 1],
  ['count_as_paid', 'failed', 0],
] as const) {
  test(`a suspect picture that is decided (${decision}) decides every mockup of it`, async () => {
    const stage = await openStage()
    const { assetIds } = await renderInDoubt(stage)
    const second = await generate(stage, { assetIds })
    const { id } = await mockupOfRun(stage, second)
    await ask(stage, ['POST', `/api/mockups/${id}/suspect`, { decision }], [200, z.object({})])
    await settle(stage)
    const ends = (await readMockups(stage)).map((mockup) => mockup.status)
    expect(ends).toEqual([status, status])
    expect((await vendorCalls(stage)).charged).toBe(charged)
    expect(await readCredits(stage)).toMatchObject({ total_used: 1, held: 0, suspect: 0 })
  })
}

test('a picture that was counted as paid and is lost is quoted and paid when it is asked for again', async () => {
  const stage = await openStage()
  const { assetIds, taskId } = await renderInDoubt(stage)
  const { id } = await mockupOfRun(stage, taskId)
  const body = { decision: 'count_as_paid' }
  await ask(stage, ['POST', `/api/mockups/${id}/suspect`, body], [200, z.object({})])
  const again = await generate(stage, { assetIds })
  await settle(stage)
  const [mockup] = await mockupsOfRun(stage, again)
  expect(mockup).toMatchObject({ status: 'completed', credits_used: 1 })
  await fetchPicture(mockup?.file_url)
  expect(await readCredits(stage)).toMatchObject({ total_used: 2, held: 0, suspect: 0 })
})
