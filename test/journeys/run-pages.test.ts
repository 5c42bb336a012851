import { env, exports } from 'cloudflare:workers'
import { beforeEach, expect, test, vi } from 'vitest'
import { updateSettings } from '../../src/domain/settings/update-settings.ts'
import { plainPng } from '../support/worker/artwork.ts'
import type { Browser } from '../support/worker/browser.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { textOf } from '../support/worker/page-text.ts'
import { vendorRenders } from '../support/worker/sandbox.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

let browser: Browser
let person: Person
let vendorKey: string
beforeEach(async () => {
  const opened = await openPerson()
  browser = opened.browser
  person = opened.person
  vendorKey = opened.vendorKey
})

async function page(path: string): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(200)
  return answer.text()
}

const pollOf = (html: string) =>
  /hx-get="(\/runs\/[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''

/** What htmx asks for on its own. */
function poll(path: string): Promise<Response> {
  return exports.default.fetch(`http://localhost:8787${path}`, {
    headers: { cookie: browser.cookie, 'hx-request': 'true' },
  })
}

/** Copies of a run's mockup in further scenes, so many in all, each with a picture of its own. */
async function fill(runId: string, mockupId: string, n: number): Promise<void> {
  const numbers = JSON.stringify(Array.from({ length: n - 1 }, (_, at) => at + 1))
  const further = Array.from({ length: n - 1 }, (_, at) => `room_${at + 1}`)
  const scenes = JSON.stringify(['bedroom', ...further])
  const idOf = (column: string) => `printf('%08d', value) || substr(${column}, 9)`
  await env.DB.batch([
    env.DB.prepare(`INSERT INTO pictures (user_id, id, fingerprint, edition, asset_hash, recipe,
        state, attempt, accepted_at, created_at, updated_at)
      SELECT p.user_id, ${idOf('p.id')}, ${idOf('p.id')}, '', p.asset_hash, p.recipe, p.state, 1,
        p.accepted_at, p.created_at, p.updated_at
      FROM json_each(?1), mockups AS m
      JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id WHERE m.id = ?2`).bind(
      numbers,
      mockupId,
    ),
    env.DB.prepare(`INSERT INTO mockups (user_id, id, run_id, asset_id, scene, picture_id,
        requested_at, credits_used, status, failure_code, created_at, updated_at, position)
      SELECT m.user_id, ${idOf('m.id')}, m.run_id, m.asset_id, 'room_' || value,
        ${idOf('m.picture_id')}, m.requested_at, 1, m.status, m.failure_code, m.created_at,
        m.updated_at, value
      FROM json_each(?1), mockups AS m WHERE m.id = ?2`).bind(numbers, mockupId),
    env.DB.prepare(
      'UPDATE mockup_runs SET pair_count = ?, scenes = ? WHERE user_id = ? AND id = ?',
    ).bind(n, scenes, person.userId, runId),
  ])
}

test('a run of a hundred that has not changed is asked for without anything being sent', async () => {
  const { runId, mockupId, pictureId } = await seedMockup(person, { status: 'pending' })
  await fill(runId, mockupId, 100)
  const path = await unchanged(runId, '0 of 100 mockups done')
  // A person who opens that URL sees the page.
  expect((await browser.get(path)).status).toBe(200)
  await env.DB.batch([
    env.DB.prepare(
      "UPDATE pictures SET state = 'stored', file_key = 'users/x/pictures/p.1.png' WHERE id = ?",
    ).bind(pictureId),
    env.DB.prepare("UPDATE mockups SET status = 'completed' WHERE id = ?").bind(mockupId),
  ])
  const changed = await poll(path)
  expect(changed.status).toBe(200)
  const next = await changed.text()
  expect(next).toContain('1 of 100 mockups done')
  expect(next).toMatch(/<img[^>]+\/pictures\/p\.1\.png/)
  expect(pollOf(next)).not.toBe(path)
  await unchanged(runId, '1 of 100 mockups done')
})

/** Where the page asks for itself. A minute may end in between, and what is shown with it. */
function unchanged(runId: string, words: string): Promise<string> {
  return vi.waitFor(async () => {
    const html = await page(`/runs/${runId}`)
    expect(html).toContain(words)
    const answer = await poll(pollOf(html))
    expect(answer.status).toBe(204)
    expect((await answer.arrayBuffer()).byteLength).toBe(0)
    return pollOf(html)
  })
}

test('all that failed are tried again by one press, for all or none', async () => {
  const form = new FormData()
  form.set('file', new File([await plainPng(60, 80, [70, 90, 90])], 'a.png', { type: 'image/png' }))
  expect((await browser.post('/assets', form)).status).toBe(303)
  const assetId = String(
    await env.DB.prepare('SELECT id FROM assets WHERE user_id = ?').bind(person.userId).first('id'),
  )
  const { runId, mockupId } = await seedMockup(person, { assetId, status: 'failed', item: false })
  await fill(runId, mockupId, 5)
  const set = env.DB.prepare(
    'UPDATE mockups SET scene = ?, failure_code = ? WHERE run_id = ? AND scene = ?',
  )
  await env.DB.batch([
    set.bind('living_room', 'vendor', runId, 'room_1'),
    set.bind('home_office', 'suspect', runId, 'room_2'),
    set.bind('reading_nook', 'cancelled', runId, 'room_3'),
    set.bind('therapy_office', 'lost', runId, 'room_4'),
  ])
  const html = await page(`/runs/${runId}`)
  expect(textOf(html)).toContain('Retry 2 failed mockups?')
  expect(html).toContain(`action="/runs/${runId}/retry"`)
  await updateSettings(person.ctx, { guardrails: { annual_mockup_budget: 1 } })
  const short = await browser.post(`/runs/${runId}/retry`, {})
  expect(short.status).toBe(303)
  expect(textOf(await page(`/runs/${runId}`))).toContain('Insufficient credits. 1 remaining.')
  expect((await vendorRenders(vendorKey)).charged).toBe(0)
  await updateSettings(person.ctx, { guardrails: { annual_mockup_budget: 100 } })
  await browser.post(`/runs/${runId}/retry`, {})
  expect(textOf(await page(`/runs/${runId}`))).toContain('Retrying 2 mockups.')
  await vi.waitFor(
    async () => {
      const shown = textOf(await page(`/runs/${runId}`))
      expect(shown).toContain('To review 2 Approved 0 Rejected 0 Failed 3')
    },
    { timeout: 20_000, interval: 200 },
  )
  expect((await vendorRenders(vendorKey)).charged).toBe(2)
  await browser.post(`/runs/${runId}/retry`, {})
  expect(textOf(await page(`/runs/${runId}`))).toContain('No mockup of this run has failed.')
})

test('a rejected mockup says why, and leads to another placement', async () => {
  const { runId, mockupId } = await seedMockup(person)
  const form = { id: mockupId, decision: 'rejected', reason_code: 'crop', reason: 'cut off' }
  await browser.post(`/mockups/${mockupId}/reject`, form)
  const html = await page(`/runs/${runId}`)
  expect(textOf(html)).toContain('Rejected mockups')
  expect(textOf(html)).toContain('Crop: cut off')
  expect(html).toContain(`href="/mockups/${mockupId}/regenerate"`)
})

test('a run that is not one’s own is not tried again', async () => {
  const stranger = await openPerson()
  const { runId } = await seedMockup(stranger.person, { status: 'failed', item: false })
  expect((await browser.post(`/runs/${runId}/retry`, {})).status).toBe(404)
})
