import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { cancelRun } from '../../src/domain/runs/cancel-run.ts'
import { requestRun } from '../../src/domain/runs/request-run.ts'
import { newId } from '../../src/ids.ts'
import { failAfter, failBefore } from '../support/faults/around.ts'
import { strikeLedger } from '../support/faults/bindings.ts'
import { assertInvariants } from '../support/faults/invariants.ts'
import {
  addArtwork,
  contextOn,
  deliver,
  mockupsOf,
  onlyMockup,
  openStage,
  passTime,
  retriesOf,
  runCron,
  settle,
  startOne,
  startRun,
  takeSent,
} from '../support/faults/stage.ts'
import { breakVendor, mendVendor, vendorCalls } from '../support/faults/vendor.ts'

const UNTOUCHED_MS = 2 * 60_000
const SIX_HOURS_MS = 6 * 60 * 60_000
const MANY_ROWS = 600

test('row 39: cron runs twice at once → what is paid is fetched once, what is lost is rendered once', async () => {
  const stage = await openStage()
  await startRun(stage, { scenes: ['bedroom', 'living_room', 'home_office'] })
  const [paid, begun] = takeSent(stage)
  await deliver(stage, [paid], strikeLedger('charged', failAfter()))
  await deliver(stage, [begun], strikeLedger('callStarted', failBefore()))
  passTime(UNTOUCHED_MS)
  await Promise.all([runCron(stage), runCron(stage)])
  await settle(stage)
  const ends = (await mockupsOf(stage)).map((row) => row.status)
  expect(ends).toEqual(['completed', 'completed', 'completed'])
  expect((await vendorCalls(stage)).renders).toHaveLength(3)
  await assertInvariants(stage)
})

test('row 39: cron runs twice at once over a due retry → one further attempt, one credit', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'status', value: 500 })
  await startRun(stage)
  await settle(stage)
  await mendVendor(stage)
  passTime(UNTOUCHED_MS)
  await Promise.all([runCron(stage), runCron(stage)])
  expect(stage.sent.map(({ body }) => body.attempt)).toEqual([2])
  await settle(stage)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'completed', attempt: 2 })
  expect(await retriesOf(stage)).toMatchObject([{ status: 'succeeded', attempts: 1 }])
  expect((await vendorCalls(stage)).charged).toBe(1)
  await assertInvariants(stage)
})

test('row 39: cron has not run for six hours → everything stopped is taken up, a hundred a user at a time', async () => {
  const stage = await openStage()
  const asset_ids = []
  for (let count = 0; count < 21; count++) asset_ids.push(await addArtwork(stage))
  const scenes = ['bedroom', 'living_room', 'home_office', 'reading_nook', 'therapy_office']
  const flags = { skip_approval: false, regenerate: false }
  const request = { group_id: newId(), asset_ids, scenes, ...flags }
  const runs = await requestRun(contextOn(stage), request)
  expect(takeSent(stage)).toHaveLength(105)
  passTime(SIX_HOURS_MS)
  await runCron(stage)
  const first = takeSent(stage).map((message) => message.pictureId)
  expect(first).toHaveLength(100)
  passTime(60_000)
  await runCron(stage)
  const second = takeSent(stage).map((message) => message.pictureId)
  expect(second).toHaveLength(100)
  // Those that had to wait come first.
  expect(new Set([...first, ...second]).size).toBe(105)
  const beats = await env.DB.prepare(
    "SELECT finished_at, error FROM sweep_heartbeats WHERE sweep = 'unfinished_mockups'",
  ).first()
  expect(beats).toEqual({ finished_at: new Date().toISOString(), error: null })
  for (const run of runs) await cancelRun(contextOn(stage), run.taskId)
  await assertInvariants(stage)
})

test('row 39: cron has not run for two days → the expired credit is reserved again, and the work is done', async () => {
  const stage = await openStage()
  await startOne(stage)
  passTime(8 * SIX_HOURS_MS)
  await runCron(stage)
  await settle(stage)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'completed', attempt: 2 })
  expect((await vendorCalls(stage)).charged).toBe(1)
  await assertInvariants(stage)
})

test('row 39: much work is put off for long → the sweep still finds what has stopped', async () => {
  const crowd = await openStage()
  await startOne(crowd)
  const { picture_id, user_id } = await onlyMockup(crowd)
  const far = new Date(Date.now() + SIX_HOURS_MS).toISOString()
  const long = new Date(Date.now() - SIX_HOURS_MS).toISOString()
  await env.DB.prepare(
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)
     INSERT INTO pictures (user_id, id, fingerprint, edition, asset_hash, recipe, state, attempt,
       accepted_at, next_attempt_at, waiting_for, created_at, updated_at)
     SELECT user_id, id || n, fingerprint || n, edition, asset_hash, recipe, state, attempt,
       accepted_at, ?2, 'told_to_wait', created_at, ?3
     FROM pictures, numbers WHERE user_id = ?4 AND id = ?5`,
  )
    .bind(MANY_ROWS, far, long, user_id, picture_id)
    .run()
  const stage = await openStage()
  await startOne(stage)
  passTime(UNTOUCHED_MS)
  await runCron(stage)
  expect(stage.sent.map(({ body }) => body.userId)).toContain(stage.user.userId)
  await settle(stage)
  expect((await onlyMockup(stage)).status).toBe('completed')
  await assertInvariants(stage)
})
