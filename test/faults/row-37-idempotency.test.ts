import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { app } from '../../src/app.tsx'
import { failBefore, holdUp } from '../support/faults/around.ts'
import { strikeLedger } from '../support/faults/bindings.ts'
import { assertInvariants } from '../support/faults/invariants.ts'
import {
  addArtwork,
  mockupsOf,
  onlyMockup,
  openStage,
  passTime,
  runCron,
  type Stage,
  settle,
} from '../support/faults/stage.ts'
import { vendorCalls } from '../support/faults/vendor.ts'

const DAY_MS = 24 * 60 * 60_000
const accepted = z.object({ taskId: z.string(), mockupsQueued: z.number() })

type Input = { assetId: string; key: string; scenes?: string[]; regenerate?: boolean }

function generate(
  { user, bindings }: Stage,
  { assetId, key, scenes = ['bedroom'], regenerate = false }: Input,
  changes: Partial<Env> = {},
): Promise<Response> {
  const request = new Request('http://localhost:8787/api/mockups/generate', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${user.apiKey}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify({ assetIds: [assetId], scenes, regenerate }),
  })
  const environment = { ...env, ...bindings, ...changes }
  return Promise.resolve(app.fetch(request, environment, createExecutionContext()))
}

async function taskOf(answer: Response): Promise<string> {
  expect(answer.status).toBe(202)
  return accepted.parse(await answer.json()).taskId
}

test('row 37: the same Idempotency-Key again → the same answer, one run, one credit', async () => {
  const stage = await openStage()
  const input = { assetId: await addArtwork(stage), key: 'again', regenerate: true }
  const first = await taskOf(await generate(stage, input))
  await settle(stage)
  const answer = await generate(stage, input)
  expect(answer.headers.get('idempotent-replayed')).toBe('true')
  expect(await taskOf(answer)).toBe(first)
  expect(stage.sent).toEqual([])
  expect((await vendorCalls(stage)).charged).toBe(1)
  await assertInvariants(stage)
})

test('row 37: the same key with another body → 422, nothing started', async () => {
  const stage = await openStage()
  const input = { assetId: await addArtwork(stage), key: 'other' }
  await taskOf(await generate(stage, input))
  expect((await generate(stage, { ...input, scenes: ['home_office'] })).status).toBe(422)
  expect(await mockupsOf(stage)).toHaveLength(1)
  await settle(stage)
  await assertInvariants(stage)
})

test('row 37: the same key at once → one run; the others get 409, or the answer', async () => {
  const stage = await openStage()
  const input = { assetId: await addArtwork(stage), key: 'at-once', regenerate: true }
  const pause = holdUp()
  const slow = generate(stage, input, strikeLedger('reserveMany', pause.instead))
  await pause.reached
  const [second, third] = await Promise.all([generate(stage, input), generate(stage, input)])
  expect([second.status, third.status]).toEqual([409, 409])
  expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0)
  pause.wake()
  const task = await taskOf(await slow)
  expect(await taskOf(await generate(stage, input))).toBe(task)
  await settle(stage)
  expect((await vendorCalls(stage)).charged).toBe(1)
  await assertInvariants(stage)
})

test('row 37: the same key the next day → a new run', async () => {
  const stage = await openStage()
  const input = { assetId: await addArtwork(stage), key: 'daily', regenerate: true }
  const first = await taskOf(await generate(stage, input))
  await settle(stage)
  passTime(DAY_MS + 60_000)
  expect(await taskOf(await generate(stage, input))).not.toBe(first)
  await settle(stage)
  expect((await vendorCalls(stage)).charged).toBe(2)
  await assertInvariants(stage)
})

test('row 37: killed after the run was written, and sent again → 409 for two minutes, then that same run', async () => {
  const stage = await openStage()
  const input = { assetId: await addArtwork(stage), key: 'killed', regenerate: true }
  const killed = holdUp()
  void generate(stage, input, strikeLedger('confirm', killed.instead))
  await killed.reached
  expect((await generate(stage, input)).status).toBe(409)
  passTime(3 * 60_000)
  const task = await taskOf(await generate(stage, input))
  await runCron(stage)
  await settle(stage)
  expect(await onlyMockup(stage)).toMatchObject({ run_id: task, status: 'completed' })
  expect((await vendorCalls(stage)).charged).toBe(1)
  await assertInvariants(stage)
})

test('row 37: the run cannot be written, and is sent again with its key → one run', async () => {
  const stage = await openStage()
  const input = { assetId: await addArtwork(stage), key: 'refused', regenerate: true }
  const busy = failBefore('overloaded', { overloaded: true })
  const refused = await generate(stage, input, strikeLedger('reserveMany', busy))
  expect(refused.status).toBe(503)
  await taskOf(await generate(stage, input))
  await settle(stage)
  expect((await onlyMockup(stage)).status).toBe('completed')
  await assertInvariants(stage)
})
