import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { storeAsset } from '../../src/domain/assets/store-asset.ts'
import { getCredits } from '../../src/domain/credits/get-credits.ts'
import { requestRun } from '../../src/domain/runs/request-run.ts'
import { newId } from '../../src/ids.ts'
import { plainPng } from '../support/worker/artwork.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { sandboxPost, vendorRenders } from '../support/worker/sandbox.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

let browser: Browser
let person: Person
let vendorKey: string

beforeEach(async () => {
  ;({ browser, person, vendorKey } = await openPerson())
})

async function page(path: string, status = 200): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(status)
  return answer.text()
}

async function stateOf(mockupId: string) {
  return env.DB.prepare('SELECT status, failure_code FROM mockups WHERE user_id = ? AND id = ?')
    .bind(person.userId, mockupId)
    .first()
}

/** A render that was paid for, perhaps: the vendor's gateway answered instead of the vendor. */
async function suspectRender(): Promise<{ mockupId: string; runId: string }> {
  await sandboxPost('/faults', {
    ...{ vendor: 'dynamic_mockups', key: vendorKey, kind: 'status', value: 502, times: 1 },
  })
  const asset = await storeAsset(person.ctx, {
    bytes: await plainPng(60, 80, [90, 40, 60]),
    fileName: 'rest.png',
    title: 'Rest',
  })
  const runId = newId()
  await requestRun(person.ctx, {
    ...{ asset_ids: [asset.id], scenes: ['bedroom'], group_id: runId },
    ...{ skip_approval: false, regenerate: false },
  })
  const mockupId = String(
    await env.DB.prepare('SELECT id FROM mockups WHERE user_id = ?')
      .bind(person.userId)
      .first('id'),
  )
  await vi.waitFor(
    async () => expect(await stateOf(mockupId)).toMatchObject({ failure_code: 'suspect' }),
    { timeout: 20_000, interval: 100 },
  )
  return { mockupId, runId }
}

describe('suspect renders', () => {
  test('without any the page says so', async () => {
    const text = await page('/problems?tab=suspects')
    expect(text).toContain('No unconfirmed charges')
    expect(text.match(/<h1/g)).toHaveLength(1)
  })

  test('are listed with what is known, and lead from the run, the mockup and the credit card', async () => {
    const { mockupId, runId } = await suspectRender()
    const text = await page('/problems?tab=suspects')
    for (const words of ['Rest', 'Sent once', '1 credit reserved', 'in 23 hours']) {
      expect(text).toContain(words)
    }
    expect(text).toContain('Render again')
    expect(text).toContain('Mark as charged')
    expect(text).not.toMatch(/ style=/)
    expect(await page(`/runs/${runId}`)).toContain(`action="/mockups/${mockupId}/suspect"`)
    for (const path of [`/mockups/${mockupId}`, '/credits/card', '/']) {
      expect(await page(path)).toContain('href="/problems?tab=suspects"')
    }
    expect(await getCredits(person.ctx)).toMatchObject({ total_used: 0, suspect: 1 })
  })

  test('are said above every page but those that list them', async () => {
    await suspectRender()
    const notice = '1 render may have been charged'
    expect(await page('/products')).toContain(notice)
    expect(await page('/')).not.toContain(notice)
    expect(await page('/')).toContain('1 unconfirmed charge')
    expect(await page('/problems?tab=suspects')).not.toContain(notice)
  })

  test('counted as paid are spent, and gone from the page', async () => {
    const { mockupId } = await suspectRender()
    const form = { decision: 'count_as_paid', back: 'suspects' }
    const answer = await browser.post(`/mockups/${mockupId}/suspect`, form)
    expect(answer.headers.get('location')).toBe('/problems?tab=suspects')
    expect(await page('/problems?tab=suspects')).toContain('as charged.')
    expect(await stateOf(mockupId)).toMatchObject({ status: 'failed', failure_code: 'lost' })
    expect(await getCredits(person.ctx)).toMatchObject({ total_used: 1, suspect: 0, held: 0 })
    expect((await browser.post(`/mockups/${mockupId}/suspect`, form)).status).toBe(409)
  })

  test('counted as paid and given back by the vendor are refunded, once', async () => {
    const { mockupId } = await suspectRender()
    const refund = () => browser.post(`/mockups/${mockupId}/refund`, {})
    expect((await refund()).status).toBe(409)
    await browser.post(`/mockups/${mockupId}/suspect`, { decision: 'count_as_paid' })
    expect(await page(`/mockups/${mockupId}`)).toContain('Record a refund')
    const both = await Promise.all([refund(), refund()])
    expect(both.some((answer) => answer.status === 303)).toBe(true)
    expect((await refund()).status).toBe(409)
    expect(await page(`/mockups/${mockupId}`)).not.toContain('Record a refund')
    expect(await getCredits(person.ctx)).toMatchObject({ total_used: 0, suspect: 0, held: 0 })
    await vi.waitFor(
      async () => {
        const { results } = await env.DB.prepare(
          'SELECT operation, credits FROM mockup_credit_usage WHERE user_id = ? ORDER BY sequence',
        )
          .bind(person.userId)
          .all()
        expect(results).toEqual([
          { operation: 'generation', credits: 1 },
          { operation: 'refund', credits: 1 },
        ])
      },
      { timeout: 10_000, interval: 100 },
    )
  })

  test('rendered again give their credit back and hold a new one', async () => {
    const { mockupId, runId } = await suspectRender()
    const form = { decision: 'render_again', back: 'run' }
    const answer = await browser.post(`/mockups/${mockupId}/suspect`, form)
    expect(answer.headers.get('location')).toBe(`/runs/${runId}`)
    await vi.waitFor(
      async () => expect(await stateOf(mockupId)).toMatchObject({ status: 'completed' }),
      { timeout: 20_000, interval: 100 },
    )
    expect((await vendorRenders(vendorKey)).charged).toBe(1)
    expect(await getCredits(person.ctx)).toMatchObject({ total_used: 1, suspect: 0, held: 0 })
  })

  test("another user's are neither shown nor decided", async () => {
    const { mockupId } = await suspectRender()
    const stranger = await openBrowser()
    expect(await (await stranger.get('/problems?tab=suspects')).text()).toContain(
      'No unconfirmed charges',
    )
    const decided = await stranger.post(`/mockups/${mockupId}/suspect`, {
      decision: 'count_as_paid',
    })
    expect(decided.status).toBe(404)
    expect(await stateOf(mockupId)).toMatchObject({ failure_code: 'suspect' })
  })
})

describe('a pair on its run', () => {
  test.each([
    ['told_to_wait', 'Dynamic Mockups asked Haven Hub to slow down · Retries 1 Jan 2099'],
    ['breaker', 'Dynamic Mockups is not responding · Retries 1 Jan 2099'],
    ['second_try', 'The first try failed and cost nothing · Retries 1 Jan 2099'],
  ])('that waits (%s) says why and until when', async (reason, words) => {
    const { pictureId, runId } = await seedMockup(person, { status: 'pending', item: false })
    await env.DB.prepare(
      'UPDATE pictures SET waiting_for = ?, next_attempt_at = ? WHERE user_id = ? AND id = ?',
    )
      .bind(reason, '2099-01-01T14:05:00.000Z', person.userId, pictureId)
      .run()
    expect((await page(`/runs/${runId}`)).replace(/<[^>]+>/g, '')).toContain(words)
  })

  test.each([
    ['cancelled', 'Render now'],
    ['parked', 'Fix connection'],
    ['budget', 'Change budget'],
    ['lost', 'Render again'],
    ['vendor', 'Retry'],
  ])('that failed (%s) offers its own way on', async (code, words) => {
    const { mockupId, runId } = await seedMockup(person, { status: 'failed', item: false })
    await env.DB.prepare('UPDATE mockups SET failure_code = ? WHERE user_id = ? AND id = ?')
      .bind(code, person.userId, mockupId)
      .run()
    expect(await page(`/runs/${runId}`)).toContain(words)
  })
})
