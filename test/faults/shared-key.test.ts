import { expect, test } from 'vitest'
import * as z from 'zod'
import { newId } from '../../src/ids.ts'
import {
  ask,
  generate,
  mockupOfRun,
  mockupsOfRun,
  readCredits,
  readMockups,
  readRun,
} from '../support/faults/calls.ts'
import { addArtwork, openStage, type Stage, settle } from '../support/faults/stage.ts'
import { breakVendor, vendorCalls } from '../support/faults/vendor.ts'
import { renderAtOnce } from '../support/worker/sandbox.ts'

type Caps = { SHARED_KEY_ACCOUNT_CREDITS?: string; SHARED_KEY_ANNUAL_CREDITS?: string }
type Shared = { apiKey: string; changes: Partial<Env> }

/** The operator's own key, which serves whoever has none, within these caps. */
async function shareKey(caps: Caps = {}): Promise<Shared> {
  const apiKey = `sandbox_${newId()}`
  await renderAtOnce(apiKey)
  const changes: Partial<Env> = {}
  return { apiKey, changes: Object.assign(changes, { DYNAMIC_MOCKUPS_API_KEY: apiKey, ...caps }) }
}

/** A user without a key of their own; what the vendor has seen of them is the shared key's. */
async function openSharing({ apiKey }: Shared): Promise<Stage> {
  const stage = await openStage()
  const path = '/api/integrations/dynamic_mockups'
  await ask(stage, ['DELETE', path], [200, z.object({})])
  return { ...stage, user: { ...stage.user, vendorKey: apiKey } }
}

const integration = z.object({ status: z.string(), uses_shared_key: z.boolean() })

test('an integration that the shared key serves is not called disconnected', async () => {
  const shared = await shareKey()
  const stage = await openSharing(shared)
  const path = '/api/integrations/dynamic_mockups'
  const one = z.object({ integration })
  const without = await ask(stage, ['GET', path], [200, one])
  expect(without.integration).toEqual({ status: 'disconnected', uses_shared_key: false })
  const served = await ask(stage, ['GET', path], [200, one], shared)
  expect(served.integration.status).not.toBe('disconnected')
  expect(served.integration.uses_shared_key).toBe(true)
  const list = z.object({ integrations: z.array(z.looseObject({ provider: z.string() })) })
  const all = await ask(stage, ['GET', '/api/integrations'], [200, list], shared)
  const row = all.integrations.find((each) => each.provider === 'dynamic_mockups')
  expect(row?.status).toBe(served.integration.status)
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] }, shared)
  await settle(stage, shared.changes)
  expect((await mockupOfRun(stage, taskId)).status).toBe('completed')
})

async function raiseBudget(stage: Stage): Promise<void> {
  const body = { guardrails: { annual_mockup_budget: 100_000 } }
  await ask(stage, ['PUT', '/api/settings', body], [200, z.object({})])
}

test("an account spends no more of the shared key than the operator's cap, however high its own budget", async () => {
  const shared = await shareKey({ SHARED_KEY_ACCOUNT_CREDITS: '2' })
  const stage = await openSharing(shared)
  await raiseBudget(stage)
  expect((await readCredits(stage, shared)).remaining_annual).toBe(2)
  const assetIds = [await addArtwork(stage)]
  const scenes = ['bedroom', 'living_room', 'home_office']
  const path = '/api/mockups/generate'
  const refusal = z.object({ error: z.string() })
  for (const query of ['', '?dry_run=true']) {
    const input = ['POST', `${path}${query}`, { assetIds, scenes }] as const
    const { error } = await ask(stage, input, [400, refusal], shared)
    expect(error).toBe('Insufficient credits. 2 remaining.')
  }
  await generate(stage, { assetIds, scenes: scenes.slice(0, 2) }, shared)
  await settle(stage, shared.changes)
  const input = ['POST', path, { assetIds, scenes: ['home_office'] }] as const
  const { error } = await ask(stage, input, [400, refusal], shared)
  expect(error).toBe('Insufficient credits. 0 remaining.')
  expect((await vendorCalls(stage)).charged).toBe(2)
})

test("an account with a key of its own is not held to the shared key's cap", async () => {
  const shared = await shareKey({
    SHARED_KEY_ACCOUNT_CREDITS: '1',
    SHARED_KEY_ANNUAL_CREDITS: '1',
  })
  const stage = await openStage()
  const scenes = ['bedroom', 'living_room', 'home_office']
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)], scenes }, shared)
  await settle(stage, shared.changes)
  expect(await readRun(stage, taskId)).toMatchObject({ status: 'done', generated: 3 })
})

test('the shared key pays no more in a year than the operator allows, for all accounts together', async () => {
  const shared = await shareKey({ SHARED_KEY_ANNUAL_CREDITS: '3' })
  const scenes = ['bedroom', 'home_office']
  const first = await openSharing(shared)
  const second = await openSharing(shared)
  await generate(first, { assetIds: [await addArtwork(first)], scenes }, shared)
  await settle(first, shared.changes)
  const taskId = await generate(second, { assetIds: [await addArtwork(second)], scenes }, shared)
  await settle(second, shared.changes)
  expect((await vendorCalls(second)).charged).toBe(3)
  const mockups = await mockupsOfRun(second, taskId)
  expect(mockups.map((mockup) => mockup.status).toSorted()).toEqual(['completed', 'failed'])
  const parked = mockups.find((mockup) => mockup.status === 'failed')
  expect(parked).toMatchObject({ failure_code: 'parked', credits_used: 0 })
  expect(parked?.error_message).toMatch(/\w{4,}/)
  expect(await readCredits(second, shared)).toMatchObject({ total_used: 1, held: 0 })
})

test('what the vendor refused for free does not count against the shared key', async () => {
  const shared = await shareKey({ SHARED_KEY_ANNUAL_CREDITS: '1' })
  const stage = await openSharing(shared)
  await breakVendor(stage, { kind: 'status', value: 422, times: 2 })
  for (let times = 0; times < 3; times++) {
    await generate(stage, { assetIds: [await addArtwork(stage)] }, shared)
    await settle(stage, shared.changes)
  }
  const ends = (await readMockups(stage)).map((mockup) => mockup.status)
  expect(ends.toSorted()).toEqual(['completed', 'failed', 'failed'])
  expect((await vendorCalls(stage)).charged).toBe(1)
})

test('a key of its own, given when the shared one is spent, renders what was parked', async () => {
  const shared = await shareKey({ SHARED_KEY_ANNUAL_CREDITS: '1' })
  const stage = await openSharing(shared)
  const scenes = ['bedroom', 'home_office']
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)], scenes }, shared)
  await settle(stage, shared.changes)
  const own = `sandbox_${newId()}`
  await renderAtOnce(own)
  const path = '/api/integrations/dynamic_mockups'
  await ask(stage, ['PUT', path, { apiKey: own }], [200, z.object({})], shared)
  const body = { operation_type: 'mockup_generation' }
  await ask(stage, ['POST', '/api/retries/run-all', body], [200, z.object({})], shared)
  await settle(stage, shared.changes)
  expect(await readRun(stage, taskId)).toMatchObject({ status: 'done', generated: 2, failed: 0 })
  expect((await vendorCalls(stage)).charged).toBe(1)
})
