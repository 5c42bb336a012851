import { env } from 'cloudflare:workers'
import { forUser } from '../../../src/context.ts'
import { openBrowser } from './browser.ts'
import { testBase } from './create-user.ts'
import { seedMockup } from './seed-mockup.ts'

export const ARTWORK_TITLE = 'Quiet print'

/**
 * Signs a person up who has one artwork with so many mockups of it, each of a run of its own, with
 * an activity row, a retry and an entry of the credit statement. Cookies as a header has them.
 */
export async function openFilledAccount(rows: number) {
  const { cookie } = await openBrowser()
  const newest = env.DB.prepare('SELECT id FROM users ORDER BY rowid DESC LIMIT 1')
  const userId = String(await newest.first('id'))
  const ctx = forUser(testBase(), userId, { kind: 'system', job: 'test' })
  const { mockupId, assetId } = await seedMockup({ userId, ctx })
  const retitle = env.DB.prepare('UPDATE assets SET title = ? WHERE user_id = ? AND id = ?')
  await env.DB.batch([
    retitle.bind(ARTWORK_TITLE, userId, assetId),
    ...[COPY_RUNS, COPY_MOCKUPS].map((text) =>
      env.DB.prepare(`${NUMBERS} ${text}`).bind(rows, userId, mockupId),
    ),
    ...[ADD_ACTIVITY, ADD_RETRIES, ADD_USAGE].map((text) =>
      env.DB.prepare(`${NUMBERS} ${text}`).bind(rows, userId),
    ),
  ])
  return { cookie, userId, ctx }
}

const NUMBERS = `WITH RECURSIVE numbers (n) AS
  (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)`
const ID = `printf('019a0000-0000-7000-8005-%012x', n)`
const NOW = `'2026-03-09T10:00:00.000Z'`

const COPY_RUNS = `INSERT INTO mockup_runs (user_id, id, group_id, scenes, asset_count, pair_count,
    unknown_scenes, unknown_asset_ids, skip_approval, regenerate, created_at)
  SELECT run.user_id, ${ID}, run.group_id, run.scenes, 1, 1, '[]', '[]', 0, 0, run.created_at
  FROM numbers, mockups AS m
  JOIN mockup_runs AS run ON run.user_id = m.user_id AND run.id = m.run_id
  WHERE m.user_id = ?2 AND m.id = ?3`

const COPY_MOCKUPS = `INSERT INTO mockups (user_id, id, run_id, asset_id, scene, picture_id,
    requested_at, credits_used, status, created_at, updated_at)
  SELECT user_id, ${ID}, ${ID}, asset_id, scene, picture_id, requested_at, 1, status, created_at,
    updated_at
  FROM numbers, mockups WHERE user_id = ?2 AND id = ?3`

const ADD_ACTIVITY = `INSERT INTO activity_log (user_id, id, action_type, details, module,
    reference_id, reference_table, actor_type, actor_name, created_at)
  SELECT ?2, ${ID}, 'mockup_generated', '{}', 'mockups', ${ID}, 'mockups', 'system', 'render', ${NOW}
  FROM numbers`

const ADD_RETRIES = `INSERT INTO retry_queue (user_id, id, operation_type, subject_id, payload, error,
    max_attempts, next_attempt_at, status, created_at, updated_at)
  SELECT ?2, ${ID}, 'mockup_generation', ${ID}, json_object('mockup_id', ${ID}), 'No answer', 5,
    ${NOW}, 'waiting', ${NOW}, ${NOW}
  FROM numbers`

const ADD_USAGE = `INSERT INTO mockup_credit_usage (user_id, sequence, attempt_id, mockup_id, credits,
    operation, balance_before, balance_after, year, month, created_at)
  SELECT ?2, n, 'a' || n, ${ID}, 1, CASE n % 3 WHEN 0 THEN 'regeneration' ELSE 'generation' END,
    9001 - n, 9000 - n, 2026, 1 + n % 3, ${NOW}
  FROM numbers`
