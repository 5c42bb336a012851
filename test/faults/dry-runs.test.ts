import { expect, test } from 'vitest'
import * as z from 'zod'
import { newId } from '../../src/ids.ts'
import {
  call,
  generate,
  mockupOfRun,
  quote,
  readCredits,
  readMockups,
} from '../support/faults/calls.ts'
import { addArtwork, openStage, type Stage, settle } from '../support/faults/stage.ts'
import { vendorCalls } from '../support/faults/vendor.ts'

type Refused = { status: number; error: unknown; body: Record<string, unknown> }

async function refused(stage: Stage, path: string, body?: object): Promise<Refused> {
  const answer = await call(stage, 'POST', path, body)
  const read = z.record(z.string(), z.unknown()).parse(await answer.json())
  return { status: answer.status, error: read.error, body: read }
}

/** The dry run is refused as the real call is, and neither leaves anything behind. */
async function expectSameRefusal(stage: Stage, path: string, body?: object): Promise<Refused> {
  const credits = await readCredits(stage)
  const dry = await refused(stage, `${path}?dry_run=true`, body)
  const real = await refused(stage, path, body)
  expect({ status: dry.status, error: dry.error }).toEqual({
    status: real.status,
    error: real.error,
  })
  expect(real.status).toBeGreaterThanOrEqual(400)
  expect(await readCredits(stage)).toEqual(credits)
  expect(stage.sent).toEqual([])
  return dry
}

test('a dry run for which credits are short is refused like the real call, and still says what it costs', async () => {
  const stage = await openStage({ budget: 3 })
  const assetIds = [await addArtwork(stage)]
  await generate(stage, { assetIds })
  await settle(stage)
  const scenes = ['bedroom', 'living_room', 'home_office', 'reading_nook']
  const body = { assetIds, scenes }
  const dry = await expectSameRefusal(stage, '/api/mockups/generate', body)
  expect(dry).toMatchObject({ status: 400, error: 'Insufficient credits. 2 remaining.' })
  expect(dry.body).toMatchObject({ cost: 3, reused: 1, remaining_annual: 2 })
  expect(await readMockups(stage)).toHaveLength(1)
})

test('a dry run without a vendor key is refused like the real call', async () => {
  const stage = await openStage()
  const body = { assetIds: [await addArtwork(stage)], scenes: ['bedroom'] }
  const gone = await call(stage, 'DELETE', '/api/integrations/dynamic_mockups')
  expect(gone.status).toBe(200)
  const dry = await expectSameRefusal(stage, '/api/mockups/generate', body)
  expect(dry.error).toBe('Dynamic Mockups API key not configured')
})

test('a dry run of unknown artworks or scenes is refused like the real call', async () => {
  const stage = await openStage()
  const path = '/api/mockups/generate'
  await expectSameRefusal(stage, path, { assetIds: [newId()], scenes: ['bedroom'] })
  const assetIds = [await addArtwork(stage)]
  await expectSameRefusal(stage, path, { assetIds, scenes: ['no_such_room'] })
})

test('a dry run of generating one mockup again is refused like the real call', async () => {
  const stage = await openStage({ budget: 1 })
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await settle(stage)
  const { id } = await mockupOfRun(stage, taskId)
  const dry = await expectSameRefusal(stage, `/api/mockups/${id}/regenerate`)
  expect(dry.error).toBe('Insufficient credits. 0 remaining.')
  expect(dry.body).toMatchObject({ cost: 1, remaining_annual: 0 })
})

test('what a dry run says is what the real call costs next, whatever was rendered before', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage), await addArtwork(stage)]
  const body = { assetIds, scenes: ['bedroom', 'home_office'] }
  await generate(stage, { assetIds, scenes: ['bedroom'] })
  await settle(stage)
  // One pair is under way, and belongs to another run: this one has it for nothing.
  await generate(stage, { assetIds: assetIds.slice(0, 1), scenes: ['home_office'] })
  const before = await readCredits(stage)
  const said = await quote(stage, body)
  await generate(stage, body)
  const after = await readCredits(stage)
  expect(after.held - before.held).toBe(said.cost)
  expect(said.remaining_annual).toBe(before.remaining_annual)
  await settle(stage)
  expect((await vendorCalls(stage)).charged).toBe(4)
})
