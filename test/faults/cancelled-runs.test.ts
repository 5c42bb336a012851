import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { runRetry } from '../../src/domain/recovery/run-retry.ts'
import { retryMockup } from '../../src/domain/rendering/retry-picture.ts'
import { around, holdUp, type Instead } from '../support/faults/around.ts'
import {
  call,
  cancel,
  fetchPicture,
  generate,
  mockupOfRun,
  mockupsOfRun,
  onlyRetry,
  readCredits,
  readMockups,
  readRetries,
  readRun,
} from '../support/faults/calls.ts'
import { holdCall, RENDERS } from '../support/faults/outbound.ts'
import {
  addArtwork,
  contextOn,
  deliver,
  fireAlarm,
  openStage,
  passTime,
  type Stage,
  settle,
  takeSent,
} from '../support/faults/stage.ts'
import { HOUR_MS, letTimePass, MINUTE_MS } from '../support/faults/time.ts'
import { breakVendor, mendVendor, vendorCalls } from '../support/faults/vendor.ts'

/** What the vendor has seen stays as it is for half a day of sweeps. */
async function expectNothingMore(stage: Stage): Promise<void> {
  const before = (await vendorCalls(stage)).renders.length
  await letTimePass(stage, { forMs: 12 * HOUR_MS, stepMs: HOUR_MS })
  expect((await vendorCalls(stage)).renders, 'calls after the cancellation').toHaveLength(before)
  expect(await readCredits(stage)).toMatchObject({ held: 0, suspect: 0 })
}

test('cancelling a run discards the waiting retry of its failed pair, and nothing is spent later', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds, scenes: ['bedroom', 'home_office'] })
  const [failing, waiting] = takeSent(stage)
  await breakVendor(stage, { kind: 'status', value: 500 })
  await deliver(stage, [failing])
  await settle(stage)
  await mendVendor(stage)
  expect((await onlyRetry(stage)).status).toBe('waiting')
  expect(await cancel(stage, taskId)).toBe(200)
  expect.soft((await onlyRetry(stage)).status).toBe('discarded')
  await deliver(stage, [waiting])
  await expectNothingMore(stage)
  const ends = (await mockupsOfRun(stage, taskId)).map((mockup) => mockup.status)
  expect(ends).toEqual(['failed', 'failed'])
  expect((await vendorCalls(stage)).charged).toBe(0)
})

test('a run that is done but has retries waiting can be cancelled, and spends nothing later', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'status', value: 500 })
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds, scenes: ['bedroom', 'home_office'] })
  await settle(stage)
  await mendVendor(stage)
  expect((await readRun(stage, taskId)).status).toBe('done')
  expect(await cancel(stage, taskId)).toBe(200)
  const retries = (await readRetries(stage)).map((retry) => retry.status)
  expect(retries).toEqual(['discarded', 'discarded'])
  await expectNothingMore(stage)
  expect((await vendorCalls(stage)).charged).toBe(0)
})

test('a run of which nothing is left to stop is not cancelled: 409', async () => {
  const stage = await openStage()
  const done = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await settle(stage)
  expect(await cancel(stage, done)).toBe(409)
  await breakVendor(stage, { kind: 'status', value: 500 })
  const failed = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await settle(stage)
  const { id } = await onlyRetry(stage)
  await call(stage, 'POST', `/api/retries/${id}/discard`)
  expect(await cancel(stage, failed)).toBe(409)
})

test('a retry that is under way when its run is cancelled is stopped too', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'status', value: 500 })
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await settle(stage)
  await mendVendor(stage)
  const { id } = await onlyRetry(stage)
  expect((await call(stage, 'POST', `/api/retries/${id}/run`)).status).toBe(200)
  expect(await cancel(stage, taskId)).toBe(200)
  await settle(stage)
  await expectNothingMore(stage)
  expect((await vendorCalls(stage)).charged).toBe(0)
  expect((await mockupOfRun(stage, taskId)).status).toBe('failed')
})

test('a pair that waits for a picture behind a hundred cancelled ones is rendered by its message', async () => {
  const stage = await openStage()
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  const { id } = await mockupOfRun(stage, taskId)
  await addCancelled(stage, taskId, 100)
  await deliver(stage, takeSent(stage))
  const row = await env.DB.prepare('SELECT status FROM mockups WHERE user_id = ? AND id = ?')
    .bind(stage.user.userId, id)
    .first('status')
  expect(row).toBe('completed')
  expect((await vendorCalls(stage)).charged).toBe(1)
})

/** Pairs like those of a run, older than they are, whose runs are cancelled but not yet ended. */
async function addCancelled({ user }: Stage, taskId: string, count: number): Promise<void> {
  const numbers = `(WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n
    WHERE n < ${count}) SELECT printf('00000000-0000-7000-8000-%012d', n) AS id FROM n)`
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO mockup_runs (user_id, id, group_id, scenes, asset_count, pair_count,
         cancelled_at, created_at)
       SELECT r.user_id, n.id, n.id, r.scenes, 1, 1, '2100-01-01T00:00:00.000Z', r.created_at
       FROM mockup_runs AS r, ${numbers} AS n WHERE r.user_id = ? AND r.id = ?`,
    ).bind(user.userId, taskId),
    env.DB.prepare(
      `INSERT INTO mockups (user_id, id, run_id, asset_id, scene, picture_id, requested_at, status,
         created_at, updated_at)
       SELECT m.user_id, n.id, n.id, m.asset_id, m.scene, m.picture_id, m.requested_at, m.status,
         m.created_at, m.updated_at
       FROM mockups AS m, ${numbers} AS n WHERE m.user_id = ? AND m.run_id = ?`,
    ).bind(user.userId, taskId),
  ])
}

const LATER_THAN_HOLDS_MS = 25 * HOUR_MS

test('messages of a cancelled run that come a day late pay nothing, though its holds have expired', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds, scenes: ['bedroom', 'home_office'] })
  const late = takeSent(stage)
  expect(await cancel(stage, taskId)).toBe(200)
  passTime(LATER_THAN_HOLDS_MS)
  await fireAlarm(stage)
  await deliver(stage, late)
  await settle(stage)
  await expectNothingMore(stage)
  expect((await vendorCalls(stage)).renders).toEqual([])
})

test('a run whose holds expired before it was cancelled is not paid by its late messages', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds, scenes: ['bedroom', 'home_office'] })
  const late = takeSent(stage)
  passTime(LATER_THAN_HOLDS_MS)
  await fireAlarm(stage)
  expect(await cancel(stage, taskId)).toBe(200)
  await deliver(stage, late)
  await settle(stage)
  await expectNothingMore(stage)
  expect((await vendorCalls(stage)).renders).toEqual([])
  const codes = (await mockupsOfRun(stage, taskId)).map((mockup) => mockup.failure_code)
  expect(codes).toEqual(['cancelled', 'cancelled'])
})

test('what renders when its run is cancelled is finished, kept and shown', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds })
  const held = holdCall(RENDERS)
  const rendering = deliver(stage, takeSent(stage))
  await held.reached
  expect(await cancel(stage, taskId)).toBe(200)
  held.letGo()
  await rendering
  await settle(stage)
  const mockup = await mockupOfRun(stage, taskId)
  expect(mockup).toMatchObject({ status: 'completed', credits_used: 1 })
  await fetchPicture(mockup.file_url)
  expect(await readCredits(stage)).toMatchObject({ total_used: 1, held: 0 })
})

test('what renders when its run is cancelled, is in doubt and is proven paid after all, is kept and shown', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds })
  const message = takeSent(stage)
  const held = holdCall(RENDERS)
  const rendering = deliver(stage, message)
  await held.reached
  expect(await cancel(stage, taskId)).toBe(200)
  // Longer than the call may take: the sweep finds a lease that is over, and nobody knows.
  await letTimePass(stage, { forMs: 3 * MINUTE_MS })
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ failure_code: 'suspect' })
  held.letGo()
  await rendering
  await settle(stage)
  const mockup = await mockupOfRun(stage, taskId)
  expect(mockup).toMatchObject({ status: 'completed', failure_code: null, credits_used: 1 })
  await fetchPicture(mockup.file_url)
  expect(await readCredits(stage)).toMatchObject({ total_used: 1, held: 0, suspect: 0 })
})

test('what renders when its run is cancelled and fails for free is not tried again', async () => {
  const stage = await openStage()
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  await breakVendor(stage, { kind: 'status', value: 500, times: 1 })
  const held = holdCall(RENDERS)
  const rendering = deliver(stage, takeSent(stage))
  await held.reached
  expect(await cancel(stage, taskId)).toBe(200)
  held.letGo()
  await rendering
  await settle(stage)
  await expectNothingMore(stage)
  expect((await vendorCalls(stage)).renders).toHaveLength(1)
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ status: 'failed', credits_used: 0 })
})

test('a cancelled pair that a later run renders stays cancelled, and its run as it was', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  const cancelled = await generate(stage, { assetIds })
  expect(await cancel(stage, cancelled)).toBe(200)
  const later = await generate(stage, { assetIds })
  await settle(stage)
  await letTimePass(stage, { forMs: HOUR_MS, stepMs: 10 * MINUTE_MS })
  expect(await mockupOfRun(stage, later)).toMatchObject({ status: 'completed', credits_used: 1 })
  expect(await mockupOfRun(stage, cancelled)).toMatchObject({
    status: 'failed',
    failure_code: 'cancelled',
    credits_used: 0,
  })
  expect((await vendorCalls(stage)).charged).toBe(1)
})

test('the retry of a picture that another run still wants goes on when one run is cancelled', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  await breakVendor(stage, { kind: 'status', value: 500 })
  const cancelled = await generate(stage, { assetIds })
  const wanted = await generate(stage, { assetIds })
  await settle(stage)
  await mendVendor(stage)
  expect(await cancel(stage, cancelled)).toBe(200)
  await letTimePass(stage, { forMs: HOUR_MS, stepMs: 5 * MINUTE_MS })
  expect((await mockupOfRun(stage, wanted)).status).toBe('completed')
  expect((await mockupOfRun(stage, cancelled)).status).toBe('failed')
  expect((await vendorCalls(stage)).charged).toBe(1)
  expect((await readMockups(stage)).reduce((sum, each) => sum + each.credits_used, 0)).toBe(1)
})

test('a pair tried again after its run was cancelled can be cancelled too, and its waiting retry spends nothing', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'status', value: 500 })
  const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
  takeSent(stage)
  expect(await cancel(stage, taskId)).toBe(200)
  const { id } = await mockupOfRun(stage, taskId)
  passTime(60_000)
  await retryMockup(contextOn(stage), id)
  await settle(stage)
  await mendVendor(stage)
  expect((await onlyRetry(stage)).status).toBe('waiting')
  expect(await cancel(stage, taskId)).toBe(200)
  await letTimePass(stage, { forMs: 3 * HOUR_MS, stepMs: HOUR_MS / 2 })
  expect((await vendorCalls(stage)).charged).toBe(0)
  expect((await onlyRetry(stage)).status).toBe('discarded')
})

/** A database whose first query like this is slow to be sent. */
function slowAt(pattern: RegExp, instead: Instead): D1Database {
  let isArmed = true
  return new Proxy(env.DB, {
    get(whole, property) {
      const value: unknown = Reflect.get(whole, property)
      if (property !== 'prepare') return typeof value === 'function' ? value.bind(whole) : value
      return (query: string) => {
        const statement = whole.prepare(query)
        if (!isArmed || !pattern.test(query)) return statement
        isArmed = false
        const bind = statement.bind.bind(statement)
        statement.bind = (...values) => around(bind(...values), 'raw', instead)
        return statement
      }
    },
  })
}

test('a due retry that was looking when its run was cancelled pays nothing', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds, scenes: ['bedroom', 'home_office'] })
  const [failing] = takeSent(stage)
  await breakVendor(stage, { kind: 'status', value: 500 })
  await deliver(stage, [failing])
  await settle(stage)
  await mendVendor(stage)
  const { id } = await onlyRetry(stage)
  const slow = holdUp()
  const machine = contextOn(stage, { DB: slowAt(/placement/, slow.instead) })
  const running = runRetry({ ...machine, actor: { kind: 'system', job: 'due retries' } }, id)
  await slow.reached
  expect(await cancel(stage, taskId)).toBe(200)
  passTime(1_000)
  slow.wake()
  await running.catch(() => undefined)
  await settle(stage)
  expect((await vendorCalls(stage)).charged).toBe(0)
})
