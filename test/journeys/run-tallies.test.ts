import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { STORED_STATUSES } from '../../src/db/schema/mockups.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

/** What each run keeps, and what its mockups say. */
const KEPT = `SELECT id, pair_count - deleted AS n, completed, approved, rejected, failed,
  credits_spent AS spent, state FROM mockup_runs WHERE user_id = ? ORDER BY id`
const COUNTED = `SELECT r.id, count(m.id) AS n,
    coalesce(sum(m.status = 'completed'), 0) AS completed,
    coalesce(sum(m.status = 'approved'), 0) AS approved,
    coalesce(sum(m.status = 'rejected'), 0) AS rejected,
    coalesce(sum(m.status = 'failed'), 0) AS failed,
    coalesce(sum(iif(m.status = 'pending' OR m.failure_code IS 'suspect', 0,
      m.credits_used)), 0) AS spent,
    CASE WHEN sum(m.status = 'pending') > 0 THEN 'running'
      WHEN sum(m.status = 'completed') > 0
        OR (sum(m.status = 'failed') > 0 AND r.cancelled_at IS NULL) THEN 'needs_you'
      ELSE 'done' END AS state
  FROM mockup_runs AS r LEFT JOIN mockups AS m ON m.user_id = r.user_id AND m.run_id = r.id
  WHERE r.user_id = ? GROUP BY r.id ORDER BY r.id`

/** The same of each scene. A row stays when its last mockup is deleted. */
const KEPT_OF_SCENES = `SELECT user_id, scene, ${STORED_STATUSES} FROM mockup_tallies
  WHERE user_id = ?
  AND pending + completed + approved + rejected + failed > 0 ORDER BY scene`
const COUNTED_OF_SCENES = `SELECT user_id, scene, ${STORED_STATUSES.map(
  (status) => `sum(status = '${status}') AS ${status}`,
)} FROM mockups WHERE user_id = ? GROUP BY scene ORDER BY scene`

async function expectExact({ userId }: TestUser): Promise<void> {
  for (const [kept, counted] of [
    [KEPT, COUNTED],
    [KEPT_OF_SCENES, COUNTED_OF_SCENES],
  ]) {
    const [one, other] = await Promise.all(
      [kept, counted].map((text = '') => env.DB.prepare(text).bind(userId).all()),
    )
    expect(one?.results).toEqual(other?.results)
  }
}

/** A run of one mockup in each status, as many credits as its place in the list. */
async function seedRun(user: TestUser): Promise<{ runId: string; ids: string[] }> {
  const { runId, assetId, mockupId } = await seedMockup(user, { status: 'pending' })
  const ids = [mockupId]
  for (const [index, status] of STORED_STATUSES.entries()) {
    if (status === 'pending') continue
    const { mockupId: id } = await seedMockup(user, { status, assetId, scene: status })
    const copy = env.DB.prepare(
      `INSERT INTO mockups (user_id, id, run_id, asset_id, scene, picture_id, requested_at,
         credits_used, status, failure_code, created_at, updated_at)
       SELECT user_id, ?1, ?2, asset_id, scene || '_too', picture_id, requested_at, ?3, status,
         failure_code, created_at, updated_at
       FROM mockups WHERE user_id = ?4 AND id = ?5`,
    )
    const copied = id.replace(/^.{4}/, 'ffff')
    await copy.bind(copied, runId, index, user.userId, id).run()
    ids.push(copied)
  }
  await env.DB.prepare('UPDATE mockup_runs SET pair_count = ? WHERE user_id = ? AND id = ?')
    .bind(ids.length, user.userId, runId)
    .run()
  return { runId, ids }
}

const summary = z.object({
  taskId: z.string(),
  counts: z.record(z.string(), z.number()),
  status: z.string(),
  generated: z.number(),
  failed: z.number(),
  totalCreditsUsed: z.number(),
})

async function runOf(user: TestUser, id: string) {
  const answer = await api(user, 'GET', `/api/mockups/runs/${id}`)
  return summary.parse(await answer.json())
}

test('a run knows how many of its pairs are in each status, and what they have cost', async () => {
  const user = await createUser()
  const { runId } = await seedRun(user)
  await expectExact(user)
  const ended = { completed: 1, failed: 1, approved: 1, rejected: 1 }
  expect(await runOf(user, runId)).toMatchObject({
    status: 'running',
    counts: { pending: 1, generating: 0, ...ended },
    generated: 3,
    failed: 1,
    totalCreditsUsed: 1 + 2 + 3 + 4,
  })
  await env.DB.prepare(
    "UPDATE pictures SET state = 'rendering' WHERE user_id = ? AND state = 'waiting'",
  )
    .bind(user.userId)
    .run()
  const rendering = { pending: 0, generating: 1, ...ended }
  expect(await runOf(user, runId)).toMatchObject({ status: 'running', counts: rendering })
  const listed = await api(user, 'GET', '/api/mockups/runs')
  const { runs } = z.object({ runs: z.array(summary) }).parse(await listed.json())
  expect(runs.find(({ taskId }) => taskId === runId)?.counts).toEqual(rendering)
})

test('the figures follow every change, made twice and at once, and what is deleted', async () => {
  const user = await createUser()
  const { runId, ids } = await seedRun(user)
  const set = (values: string) =>
    env.DB.prepare(`UPDATE mockups SET ${values} WHERE user_id = ? AND run_id = ?`)
      .bind(user.userId, runId)
      .run()
  for (const values of [
    "status = 'approved'",
    "status = 'failed', failure_code = 'suspect', credits_used = 7",
    "status = 'failed', failure_code = 'vendor', credits_used = 0",
    "status = 'completed', failure_code = NULL, credits_used = 2",
  ]) {
    await Promise.all([set(values), set(values)])
    await expectExact(user)
  }
  const decide = (id: string, decision: string) =>
    api(user, 'POST', `/api/mockups/${id}/${decision}`)
  const decided = await Promise.all(
    ids.slice(1).flatMap((id) => [decide(id, 'approve'), decide(id, 'reject')]),
  )
  expect(decided.map(({ status }) => status)).toContain(200)
  await expectExact(user)
  const [first, second = ''] = ids.slice(1)
  await Promise.all([first, first, second].map((id) => api(user, 'DELETE', `/api/mockups/${id}`)))
  await expectExact(user)
  const { counts } = await runOf(user, runId)
  expect(Object.values(counts).reduce((sum, n) => sum + n)).toBe(3)
})

test('a statement that fails, or changes nothing, leaves the figures as they were', async () => {
  const user = await createUser()
  const { runId, ids } = await seedRun(user)
  const before = await runOf(user, runId)
  const same = env.DB.prepare('UPDATE mockups SET status = status WHERE user_id = ?')
  const change = env.DB.prepare("UPDATE mockups SET status = 'approved' WHERE user_id = ?")
  const twice = env.DB.prepare('INSERT INTO mockups SELECT * FROM mockups WHERE id = ?')
  await same.bind(user.userId).run()
  await expect(env.DB.batch([change.bind(user.userId), twice.bind(ids[0])])).rejects.toThrow()
  expect(await runOf(user, runId)).toEqual(before)
  await expectExact(user)
})
