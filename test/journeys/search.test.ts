import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { createQuote } from '../../src/domain/quotes/create-quote.ts'
import { newQuote } from '../../src/domain/quotes/schemas.ts'
import { newId } from '../../src/ids.ts'
import type { Browser } from '../support/worker/browser.ts'
import { openFilledAccount } from '../support/worker/fill-account.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { recordCalls } from '../support/worker/record-calls.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

let browser: Browser
let person: Person
let ids: Awaited<ReturnType<typeof seedMockup>>

beforeAll(async () => {
  ;({ browser, person } = await openPerson())
  ids = await seedMockup(person)
})

/** Where each result leads, by the heading of its group. */
async function find(text: string, who: Browser = browser) {
  const html = await (await who.get(`/search?${new URLSearchParams({ q: text })}`)).text()
  const groups = html.matchAll(
    /<section class="search-group" aria-label="(\w+)">(.*?)<\/section>/gs,
  )
  return Object.fromEntries(
    [...groups].map(([, name = '', group = '']) => [
      name,
      [...group.matchAll(/class="search-result" href="([^"]*)"/g)].map(([, href]) => href),
    ]),
  )
}

test('an artwork and its mockups are found by a part of its title', async () => {
  expect(await find('ALLOWED to re')).toEqual({
    Artworks: [`/assets/${ids.assetId}`],
    Mockups: [`/mockups/${ids.mockupId}`],
  })
})

test('a quote is found by its text or its author', async () => {
  const input = newQuote.parse({
    text: 'Begin where you are',
    author: 'Zora',
    collection: 'growth',
  })
  const { id } = await createQuote(person.ctx, input, newId())
  expect(await find('where you')).toEqual({ Quotes: [`/quotes?edit=${id}`] })
  expect(await find('zora')).toEqual({ Quotes: [`/quotes?edit=${id}`] })
})

test('a product is found by its title', async () => {
  const id = newId()
  const at = '2026-03-09T10:00:00.000Z'
  await env.DB.prepare(
    `INSERT INTO products (user_id, id, version, title, product_type, vendor, tags, currency,
       status, publish_state, total_orders, total_revenue, created_at, updated_at)
     VALUES (?, ?, 1, 'Harbour light', 'wall_art', 'Haven', '[]', 'USD', 'draft', 'idle', 0, 0, ?, ?)`,
  )
    .bind(person.userId, id, at, at)
    .run()
  expect(await find('harbour')).toEqual({ Products: [`/products/${id}`] })
})

test('pages and rooms are found by their names', async () => {
  expect(await find('pricing')).toEqual({ Pages: ['/pricing'] })
  expect((await find('bedroom')).Pages).toContain('/mockups?scene=bedroom')
})

test('nothing of another user is found', async () => {
  const stranger = await openPerson()
  expect(await find('allowed', stranger.browser)).toEqual({})
})

test('signs that a search gives a meaning are looked for as they are', async () => {
  expect(await find('" OR owner : "a*')).toEqual({})
})

describe('the search page', () => {
  test('is there before anything is searched for', async () => {
    const html = await (await browser.get('/search')).text()
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html).not.toContain('Nothing found')
  })

  test('says so where nothing is found, and shows what was typed as text', async () => {
    const html = await (await browser.get('/search?q=%3Cb%3Ezebra')).text()
    expect(html).toContain('Nothing found for “&lt;b&gt;zebra”')
  })

  test('takes a text that is too long for none', async () => {
    const answer = await browser.get(`/search?q=${'a'.repeat(1_001)}`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).not.toContain('search-group')
  })

  test('asks the database three times at most, at once, and reads few rows of many', async () => {
    const [few, many] = [await openFilledAccount(300), await openFilledAccount(3_000)]
    const small = await recordCalls('/search?q=quiet', few)
    const large = await recordCalls('/search?q=quiet', many)
    expect(await large.answer.text()).toContain('Quiet print in Bedroom')
    // One of them is what every page shows around its content.
    expect({ chain: large.chain, calls: large.calls }).toEqual({ chain: 1, calls: 3 })
    expect(large.rowsRead).toBeLessThanOrEqual(small.rowsRead + 1)
    expect(large.rowsRead).toBeLessThanOrEqual(300)
  })
})
