import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import * as z from 'zod'
import type { MockupStatus } from '../../src/db/schema/mockups.ts'
import { createKit } from '../../src/domain/kits/create-kit.ts'
import { newKit } from '../../src/domain/kits/schemas.ts'
import { api } from '../support/worker/api.ts'
import type { Browser } from '../support/worker/browser.ts'
import { createUser } from '../support/worker/create-user.ts'
import { openFilledAccount } from '../support/worker/fill-account.ts'
import { openPerson } from '../support/worker/open-person.ts'
import { textOf } from '../support/worker/page-text.ts'
import { recordCalls } from '../support/worker/record-calls.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const listed = z.object({ total: z.number(), runs: z.array(z.object({ taskId: z.string() })) })

async function page(browser: Browser, path: string): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(200)
  return answer.text()
}

const runsOn = (html: string) =>
  [...html.matchAll(/id="run-([0-9a-f-]{36})"/g)].map(([, id]) => id).toSorted()
const tabsOf = (html: string) => textOf(/<nav class="tabs".*?<\/nav>/s.exec(html)?.[0] ?? '').trim()

test('a run is listed as in progress, needing a person, or done', async () => {
  const { browser, person } = await openPerson()
  const runs = new Map<MockupStatus, string>()
  for (const status of ['pending', 'completed', 'failed', 'approved', 'rejected'] as const) {
    runs.set(status, (await seedMockup(person, { status })).runId)
  }
  const of = (...statuses: MockupStatus[]) => statuses.map((one) => runs.get(one) ?? '').toSorted()
  const all = await page(browser, '/runs')
  expect(runsOn(all)).toHaveLength(5)
  expect(tabsOf(all)).toBe('All In progress 1 Needs you 2 Done')
  expect(runsOn(await page(browser, '/runs?state=running'))).toEqual(of('pending'))
  const needing = await page(browser, '/runs?state=needs_you')
  expect(runsOn(needing)).toEqual(of('completed', 'failed'))
  expect(needing).toContain(`href="/approvals?run=${runs.get('completed')}"`)
  expect(needing).toContain(`href="/runs/${runs.get('failed')}#failed"`)
  expect(runsOn(await page(browser, '/runs?state=done'))).toEqual(of('approved', 'rejected'))
  expect(runsOn(await page(browser, '/runs?state=nonsense'))).toHaveLength(5)
  const cancel = env.DB.prepare('UPDATE mockup_runs SET cancelled_at = ? WHERE id = ?')
  await cancel.bind(new Date().toISOString(), runs.get('failed')).run()
  expect(runsOn(await page(browser, '/runs?state=done'))).toEqual(
    of('approved', 'rejected', 'failed'),
  )
})

test('the API lists the runs of one state', async () => {
  const user = await createUser()
  await seedMockup(user, { status: 'approved' })
  const { runId } = await seedMockup(user, { status: 'completed' })
  const answer = await api(user, 'GET', '/api/mockups/runs?state=needs_you')
  const { total, runs } = listed.parse(await answer.json())
  expect({ total, ids: runs.map(({ taskId }) => taskId) }).toEqual({ total: 1, ids: [runId] })
  expect((await api(user, 'GET', '/api/mockups/runs?state=lost')).status).toBe(400)
})

test('a list without a run says what would be in it', async () => {
  const { browser, person } = await openPerson()
  expect(await page(browser, '/runs')).toContain('No runs yet')
  await seedMockup(person, { status: 'approved' })
  const empty = await page(browser, '/runs?state=needs_you')
  expect(empty).toContain('No run needs you')
  expect(tabsOf(empty)).toBe('All In progress 0 Needs you 0 Done')
})

test('a run shows its kit, its cost and up to five of its pictures', async () => {
  const { browser, person } = await openPerson()
  const scenes = [{ scene_key: 'bedroom', role: 'hero' }]
  const kit = await createKit(person.ctx, newKit.parse({ name: 'Launch set', scenes }))
  const { runId, mockupId } = await seedMockup(person, { status: 'approved' })
  const copy = env.DB.prepare(`INSERT INTO mockups (user_id, id, run_id, asset_id, scene,
      picture_id, requested_at, credits_used, status, created_at, updated_at)
    SELECT user_id, 'fff' || value || substr(m.id, 5), run_id, asset_id, 'room_' || value,
      picture_id, requested_at, 1, status, created_at, updated_at
    FROM json_each('[1,2,3,4,5,6]'), mockups AS m WHERE m.id = ?`)
  await copy.bind(mockupId).run()
  const set = env.DB.prepare(
    'UPDATE mockup_runs SET pair_count = 7, kit_id = ?, kit_name = ? WHERE id = ?',
  )
  await set.bind(kit.id, kit.name, runId).run()
  const html = await page(browser, '/runs')
  expect(html).toContain('kit “Launch set”')
  expect(html.match(/<img[^>]+\/pictures\//g)).toHaveLength(5)
  expect(textOf(html)).toContain('7 approved')
})

test('two hundred runs are paged, and many cost no more to list than few', async () => {
  const [few, many] = [await openFilledAccount(200), await openFilledAccount(2_000)]
  for (const path of ['/runs', '/runs?state=needs_you', '/runs?state=done']) {
    const small = await recordCalls(path, few)
    const large = await recordCalls(path, many)
    expect({ path, chain: large.chain }).toEqual({ path, chain: 1 })
    expect(large.rowsRead).toBeLessThanOrEqual(small.rowsRead + 1)
    expect(large.rowsRead).toBeLessThanOrEqual(800)
  }
  const first = await (await recordCalls('/runs?state=needs_you', few)).answer.text()
  expect(runsOn(first)).toHaveLength(25)
  const next = /href="(\/runs\?[^"]*cursor=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect(next).toContain('state=needs_you')
  const second = await (await recordCalls(next, few)).answer.text()
  expect(runsOn(second)).toHaveLength(25)
  expect(runsOn(second).some((id) => runsOn(first).includes(id))).toBe(false)
})
