import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { writeAll } from '../../src/db/client.ts'
import { markIntegrationError } from '../../src/domain/integrations/mark-integration-error.ts'
import { changeRetry, type RetrySubject } from '../../src/domain/retries/queue.ts'
import { newId } from '../../src/ids.ts'
import type { Browser } from '../support/worker/browser.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const TABS = { needs_you: 0, waiting: 0, suspects: 0, publishing: 0 }

let browser: Browser
let person: Person
beforeEach(async () => {
  ;({ browser, person } = await openPerson())
})

const page = async (path: string) => (await browser.get(path)).text()

/** The number beside Problems in the navigation; undefined while it is hidden. */
function badgeOf(html: string): string | undefined {
  const [, hidden, count] = /id="count-problems"( hidden="")?>([^<]*)</.exec(html) ?? []
  return hidden ? undefined : count?.trim()
}

function tabsOf(html: string) {
  const [list = ''] = /<nav class="tabs" aria-label="Problems by kind".*?<\/nav>/s.exec(html) ?? []
  const links = [
    ...list.matchAll(/<a href="\/problems\?tab=(\w+)"( aria-current="page"[^>]*)?>(.*?)<\/a>/gs),
  ]
  const counts = links.flatMap(([, name = '', , label = '']) => {
    const [, count] = /<span class="count">(.*?)<\/span>/.exec(label) ?? []
    return count === undefined ? [] : [[name, Number(count)]]
  })
  return {
    counts: Object.fromEntries(counts),
    current: links.find(([, , current]) => current)?.[1],
  }
}

async function failedRender({ permanent = false } = {}) {
  const { pictureId, mockupId } = await seedMockup(person, { status: 'failed', item: false })
  const subject = { operation_type: 'mockup_generation', subject_id: pictureId } as const
  await fail(subject, { payload: { mockup_id: mockupId }, permanent })
  return { mockupId }
}

function fail(
  subject: RetrySubject,
  { payload, permanent }: { payload: Record<string, string>; permanent: boolean },
) {
  const work = { kind: 'failed', payload, error: 'The room is on fire', permanent } as const
  return writeAll(person.ctx.db, changeRetry(person.ctx, subject, undefined, work))
}

async function failedProduct(title: string) {
  const id = newId()
  await env.DB.prepare(
    `INSERT INTO products (user_id, id, version, title, product_type, vendor, tags, currency,
       status, publish_state, publish_target, total_orders, total_revenue, sync_error, created_at,
       updated_at)
     VALUES (?, ?, 1, ?, 'wall_art', 'Haven & Hold', '[]', 'USD', 'pending', 'failed', 'active', 0,
       0, 'The store refused the title', ?, ?)`,
  )
    .bind(person.userId, id, title, '2026-03-09T10:00:00.000Z', '2026-03-09T10:00:00.000Z')
    .run()
  return id
}

describe('the page of problems', () => {
  test('opens on what is retried automatically while nothing needs a person', async () => {
    await failedRender()
    const html = await page('/problems')
    expect(tabsOf(html)).toEqual({ counts: { ...TABS, waiting: 1 }, current: 'waiting' })
    expect(badgeOf(html)).toBeUndefined()
    // 45 to 75 seconds: the delay is spread.
    expect(html).toMatch(/Retries <time [^>]*>in (?:1 minute|a moment)<\/time>/)
    expect(html).not.toContain('Needs you</span>')
    expect(html).not.toContain('by hand')
  })

  test('opens on what needs a person, and says why it is not retried', async () => {
    await failedRender()
    const { mockupId } = await failedRender({ permanent: true })
    const html = await page('/problems')
    expect(tabsOf(html)).toEqual({
      counts: { ...TABS, needs_you: 1, waiting: 1 },
      current: 'needs_you',
    })
    expect(badgeOf(html)).toBe('1')
    expect(html).toContain(`/mockups/${mockupId}`)
    expect(html).toContain('A retry would fail again until this is fixed')
    expect(html).not.toContain('Retries <time')
  })

  test('names what each of its buttons is about', async () => {
    await failedRender({ permanent: true })
    const html = await page('/problems')
    expect(html).toMatch(
      /Retry now<\/span><span class="visually-hidden"> You are allowed to rest in Bedroom<\/span>/,
    )
    expect(html).toContain('Discard the retry of You are allowed to rest in Bedroom?')
  })

  test('lists a failed publish with its reason, counted once however it is known', async () => {
    const id = await failedProduct('Steady Light')
    const alone = await page('/problems')
    expect(badgeOf(alone)).toBe('1')
    expect(alone).toContain('1 product could not be published')
    const failed = await page('/problems?tab=publishing')
    expect(failed).toContain('The store refused the title')
    expect(failed).toContain(`action="/problems/products/${id}/retry"`)
    expect(failed).toContain('Publish again')

    const subject = { operation_type: 'product_publish', subject_id: id } as const
    await fail(subject, { payload: { productId: id }, permanent: true })
    const both = await page('/problems')
    expect(tabsOf(both).counts).toEqual({ ...TABS, needs_you: 1, publishing: 1 })
    expect(both).not.toContain('1 product could not be published')
    expect(both).toContain('The room is on fire')
  })

  test('says when a failed publish is retried, and does not count it', async () => {
    const id = await failedProduct('Steady Light')
    const subject = { operation_type: 'product_publish', subject_id: id } as const
    await fail(subject, { payload: { productId: id }, permanent: false })
    const html = await page('/problems?tab=publishing')
    expect(html).toMatch(/Retries <time [^>]*>in (?:1 minute|a moment)<\/time>/)
    expect(badgeOf(html)).toBeUndefined()
  })

  test('says why a product cannot be published again, and stays', async () => {
    const id = await failedProduct('Steady Light')
    const answer = await browser.post(`/problems/products/${id}/retry?tab=publishing`, {})
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(tabsOf(html).current).toBe('publishing')
    expect(html).toContain('role="alert"')
  })

  test("shows nothing of another user's", async () => {
    await failedRender({ permanent: true })
    const id = await failedProduct('Steady Light')
    const stranger = await openPerson()
    const html = await (await stranger.browser.get('/problems')).text()
    expect(html).toContain('Nothing needs you')
    expect(badgeOf(html)).toBeUndefined()
    const answer = await stranger.browser.post(`/problems/products/${id}/retry`, {})
    expect(answer.status).toBe(404)
  })
})

test.each([
  ['/retries', '/problems'],
  ['/retries?show=due', '/problems?tab=waiting'],
  ['/retries?show=exhausted', '/problems?tab=needs_you'],
  ['/retries?show=succeeded', '/problems?tab=resolved&status=succeeded'],
  ['/retries?show=nonsense', '/problems?tab=waiting'],
  ['/suspects', '/problems?tab=suspects'],
])('%s leads to its tab', async (old, tab) => {
  const answer = await browser.get(old)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, tab])
})

describe('a key that Dynamic Mockups refuses', () => {
  test('is shown on every page with where to fix it, and counted', async () => {
    await markIntegrationError(person.ctx, 'dynamic_mockups', 'Invalid API key')
    for (const path of ['/', '/quotes', '/products', '/settings', '/problems?tab=waiting']) {
      const html = await page(path)
      expect(html, path).toContain('Dynamic Mockups refused the API key')
      expect(html, path).toMatch(/Invalid API key <a href="\/integrations">Fix connection<\/a>/)
      expect(badgeOf(html), path).toBe('1')
    }
    expect(await page('/integrations')).not.toContain('>Fix connection</a>')
    // There it is the first thing to fix.
    expect((await page('/problems')).match(/Invalid API key/g)).toHaveLength(1)
  })
})
