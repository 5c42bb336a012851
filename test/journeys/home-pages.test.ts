import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { isoTime } from '../../src/clock.ts'
import { newId } from '../../src/ids.ts'
import type { Browser } from '../support/worker/browser.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const MINUTE_MS = 60_000

let browser: Browser
let person: Person
beforeEach(async () => {
  const opened = await openPerson()
  browser = opened.browser
  person = opened.person
})

/** Words of a page without its markup. */
async function words(path: string): Promise<string> {
  const html = await (await browser.get(path)).text()
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

async function page(path: string): Promise<string> {
  return (await browser.get(path)).text()
}

function run(text: string, ...values: unknown[]) {
  return env.DB.prepare(text)
    .bind(...values)
    .run()
}

/** A product that is on sale, edited since where that is asked for. */
async function addProduct(title: string, unsent_since: string | null): Promise<string> {
  const id = newId()
  const now = isoTime(person.ctx.clock.now())
  await run(
    `INSERT INTO products (user_id, id, version, title, product_type, vendor, tags, currency, status,
       publish_state, total_orders, total_revenue, created_at, updated_at)
     VALUES (?1, ?2, 2, ?3, 'Print', 'Haven', '[]', 'USD', 'active', 'idle', 0, 0, ?4, ?4)`,
    person.userId,
    id,
    title,
    now,
  )
  await run(
    `INSERT INTO product_publications (user_id, product_id, shop_domain, status, sent_hash,
       unsent_since, published_at, last_synced_at, created_at, updated_at)
     VALUES (?1, ?2, 'haven.myshopify.com', 'active', 'x', ?3, ?4, ?4, ?4, ?4)`,
    person.userId,
    id,
    unsent_since,
    now,
  )
  return id
}

describe('the home page', () => {
  test('shows what has waited the longest first, to be decided on in place', async () => {
    const items: string[] = []
    for (let n = 0; n < 8; n += 1) items.push((await seedMockup(person)).itemId)
    const html = await page('/')
    const shown = [...html.matchAll(/action="\/approvals\/([^"/]+)\/approve"/g)].map(([, id]) => id)
    expect(shown).toEqual(items.slice(0, 6))
    expect(html).toContain('Review all 8')
    const answer = await browser.post(`/approvals/${items[0]}/approve`, { back: '/' })
    expect(answer.headers.get('location')).toBe('/')
    const after = await page('/')
    expect(after).toContain('Review all 7')
    expect(after).not.toContain(`/approvals/${items[0]}/approve`)
    expect(after).toContain('Approved')
  })

  test('says what came of the month, and what is not read is not known', async () => {
    await seedMockup(person)
    const { mockupId } = await seedMockup(person, { status: 'pending', item: false })
    await addProduct('On sale', null)
    const before = await words('/')
    expect(before).toContain('Mockups rendered 1 Mockups approved 0 Products published 1')
    expect(before).toContain('Credits used 0 Revenue Not known')
    await run(
      "UPDATE mockups SET status = 'approved' WHERE user_id = ? AND id = ?",
      person.userId,
      mockupId,
    )
    expect(await words('/')).toContain('Mockups rendered 2 Mockups approved 1')
    // What came of a former month is not of this one.
    await run("UPDATE mockup_tallies SET month = '2020-01' WHERE user_id = ?", person.userId)
    expect(await words('/')).toContain('Mockups rendered 0 Mockups approved 0')
  })

  test('leads to products with unpublished changes, and to no others', async () => {
    const now = isoTime(person.ctx.clock.now())
    const edited = await addProduct('Edited since', now)
    await addProduct('As it was sent', null)
    const html = await page('/')
    expect(html).toContain(`<a href="/products/${edited}">Edited since</a>`)
    expect(html).not.toContain('As it was sent')
    for (let n = 0; n < 6; n += 1) await addProduct(`More ${n}`, now)
    expect((await page('/')).match(/href="\/products\/0/g)).toHaveLength(5)
  })

  test('keeps the first steps until a product is published', async () => {
    const current = async () =>
      /aria-current="step"[^>]*><a[^>]*>([^<]*)/.exec(await page('/'))?.[1]
    // A key is there already.
    expect(await current()).toBe('Connect Shopify')
    expect((await page('/')).match(/class="is-done"/g)).toHaveLength(1)
    await seedMockup(person, { status: 'approved' })
    const id = await addProduct('First', null)
    await run(
      'DELETE FROM product_publications WHERE user_id = ? AND product_id = ?',
      person.userId,
      id,
    )
    expect((await page('/')).match(/class="is-done"/g)).toHaveLength(5)
    await addProduct('Second', null)
    expect(await page('/')).not.toContain('First steps')
  })

  test('asks for itself only while something renders', async () => {
    const { mockupId } = await seedMockup(person, { status: 'pending', item: false })
    const running = await page('/')
    expect(running).toContain('hx-trigger="every 3s"')
    expect(running).toContain('New mockups appear here as they are rendered.')
    await run("UPDATE mockups SET status = 'rejected' WHERE id = ?", mockupId)
    expect(await page('/')).not.toContain('every 3s')
  })
})

describe('a run', () => {
  test('says of a failed mockup that it is retried, and when', async () => {
    const { runId, pictureId } = await seedMockup(person, { status: 'failed', item: false })
    expect(await words(`/runs/${runId}`)).toContain('Needs you')
    const now = person.ctx.clock.now()
    await run(
      `INSERT INTO retry_queue (user_id, id, operation_type, subject_id, payload, error, permanent,
         attempts, max_attempts, next_attempt_at, status, created_at, updated_at)
       VALUES (?1, ?2, 'mockup_generation', ?3, '{}', 'Busy', 0, 0, 5, ?4, 'waiting', ?5, ?5)`,
      person.userId,
      newId(),
      pictureId,
      isoTime(now + 1.5 * MINUTE_MS),
      isoTime(now),
    )
    const text = await words(`/runs/${runId}`)
    expect(text).toContain('Retries in 1 minute')
    expect(text).not.toContain('Needs you')
    // A retry that is due soon changes the page.
    expect(await page(`/runs/${runId}`)).toContain('hx-trigger="every 15s"')
  })

  test('refreshes itself without a script while it goes on, and no longer', async () => {
    const { runId, mockupId } = await seedMockup(person, { status: 'pending', item: false })
    const refresh = '<noscript><meta http-equiv="refresh" content="5"/></noscript>'
    const running = await page(`/runs/${runId}`)
    expect(running).toContain(refresh)
    expect(running).toMatch(
      /<a [^>]*href="\/runs\/[^>]*data-unscripted|data-unscripted[^>]*href="\/runs/,
    )
    expect(running).toContain('1 mockup has not started: it is not rendered and cost')
    await run("UPDATE mockups SET status = 'completed' WHERE id = ?", mockupId)
    const done = await page(`/runs/${runId}`)
    expect(done).not.toContain('http-equiv="refresh"')
    expect(done).toContain(`href="/approvals?run=${runId}"`)
    expect(done).toContain('Review this mockup')
  })
})
