import { expect, test } from 'vitest'
import * as z from 'zod'
import { loseDatabaseAtWrite } from '../support/faults/before-write.ts'
import {
  ask,
  type CallOptions,
  call,
  fetchPicture,
  generate,
  mockupOfRun,
  readCredits,
  readMockups,
} from '../support/faults/calls.ts'
import {
  addArtwork,
  fireAlarm,
  openStage,
  passTime,
  type Stage,
  settle,
  takeSent,
} from '../support/faults/stage.ts'
import { HOUR_MS, letTimePass, MINUTE_MS } from '../support/faults/time.ts'
import { vendorCalls } from '../support/faults/vendor.ts'

const PATH = '/api/mockups/generate'
const WRITES_MOCKUPS = /insert into "?mockups"?[\s(]/i
// What is reserved and not written keeps for five minutes.
const LATER_THAN_RESERVATIONS_MS = 6 * MINUTE_MS

/** The credit is reserved; then the database is gone, to write and to read back what was. */
async function reserveOnly(
  stage: Stage,
  assetId: string,
  headers: CallOptions['headers'] = {},
): Promise<void> {
  const changes = loseDatabaseAtWrite(WRITES_MOCKUPS)
  const body = { assetIds: [assetId], scenes: ['bedroom'] }
  const answer = await call(stage, 'POST', PATH, body, { changes, headers })
  await answer.body?.cancel()
  expect(answer.status).toBeGreaterThanOrEqual(500)
  expect(await readCredits(stage)).toMatchObject({ held: 1 })
  expect(await readMockups(stage)).toEqual([])
}

async function passReservations(stage: Stage): Promise<void> {
  passTime(LATER_THAN_RESERVATIONS_MS)
  await fireAlarm(stage)
  expect(await readCredits(stage)).toMatchObject({ held: 0 })
}

async function expectRendered(stage: Stage, taskId: string, charged: number): Promise<void> {
  await settle(stage)
  await letTimePass(stage, { forMs: 10 * MINUTE_MS, stepMs: 2 * MINUTE_MS })
  const mockup = await mockupOfRun(stage, taskId)
  expect(mockup).toMatchObject({ status: 'completed', failure_code: null })
  await fetchPicture(mockup.file_url)
  expect((await vendorCalls(stage)).charged).toBe(charged)
  expect(await readCredits(stage)).toMatchObject({ total_used: charged, held: 0 })
}

test('a pair whose credit was reserved and whose row was never written is rendered by the next request', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  await reserveOnly(stage, assetId)
  await expectRendered(stage, await generate(stage, { assetIds: [assetId] }), 1)
})

test('a pair whose row was never written is rendered for two later requests, and paid once', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  await reserveOnly(stage, assetId)
  const first = await generate(stage, { assetIds: [assetId] })
  const second = await generate(stage, { assetIds: [assetId] })
  await expectRendered(stage, first, 1)
  await expectRendered(stage, second, 1)
})

test('the same request again, when its reservation has expired: it is rendered', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  const headers = { 'idempotency-key': 'again' }
  await reserveOnly(stage, assetId, headers)
  await passReservations(stage)
  const taskId = await generate(stage, { assetIds: [assetId] }, { headers })
  await expectRendered(stage, taskId, 1)
})

test('the same request again, when another has rendered its pair meanwhile: no conflict, and free', async () => {
  const stage = await openStage()
  const assetId = await addArtwork(stage)
  const headers = { 'idempotency-key': 'again' }
  await reserveOnly(stage, assetId, headers)
  await passReservations(stage)
  await generate(stage, { assetIds: [assetId] })
  await settle(stage)
  const taskId = await generate(stage, { assetIds: [assetId] }, { headers })
  await expectRendered(stage, taskId, 1)
  expect((await mockupOfRun(stage, taskId)).credits_used).toBe(0)
})

test('the same request again, when its credit went to another pair: refused, and nothing is left', async () => {
  const stage = await openStage({ budget: 1 })
  const assetId = await addArtwork(stage)
  const headers = { 'idempotency-key': 'again' }
  await reserveOnly(stage, assetId, headers)
  await passReservations(stage)
  await generate(stage, { assetIds: [await addArtwork(stage)] })
  const body = { assetIds: [assetId], scenes: ['bedroom'] }
  const refusal = z.object({ error: z.string() })
  const { error } = await ask(stage, ['POST', PATH, body], [400, refusal], { headers })
  expect(error).toBe('Insufficient credits. 0 remaining.')
  expect(await readMockups(stage)).toHaveLength(1)
  // The budget is raised: the refusal was not kept as the key's answer.
  const raised = { guardrails: { annual_mockup_budget: 2 } }
  await ask(stage, ['PUT', '/api/settings', raised], [200, z.object({})])
  const taskId = await generate(stage, { assetIds: [assetId] }, { headers })
  await expectRendered(stage, taskId, 2)
})

test('an accepted run that nothing has looked at for more than a day is rendered all the same', async () => {
  const stage = await openStage()
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  takeSent(stage)
  passTime(26 * HOUR_MS)
  await fireAlarm(stage)
  await letTimePass(stage, { forMs: HOUR_MS, stepMs: 10 * MINUTE_MS })
  await expectRendered(stage, taskId, 1)
})
