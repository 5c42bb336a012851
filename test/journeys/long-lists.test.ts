import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import type { Browser } from '../support/worker/browser.ts'
import { createUser } from '../support/worker/create-user.ts'
import { openPerson } from '../support/worker/open-person.ts'

const answer = z.object({
  quotes: z.array(z.object({ text: z.string() })),
  total: z.number(),
  total_at_least: z.literal(true).optional(),
  next_cursor: z.string().optional(),
})

let userId: string
let browser: Browser
beforeEach(async () => {
  const opened = await openPerson()
  browser = opened.browser
  userId = opened.person.userId
})

/** Quotes `Line 1`, `Line 2`, …: the last is the newest. */
async function addQuotes(count: number, first = 1): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: newId(),
    text: `Line ${first + index}`,
  }))
  await env.DB.prepare(
    `INSERT INTO quotes (user_id, id, version, text, collection, created_at, updated_at)
     SELECT ?, value ->> 'id', 1, value ->> 'text', 'growth', '2026-11-21T10:00:00.000Z',
       '2026-11-21T10:00:00.000Z' FROM json_each(?)`,
  )
    .bind(userId, JSON.stringify(rows))
    .run()
}

const lines = (html: string) => [...html.matchAll(/Line (\d+)\b/g)].map(([, n]) => Number(n))

function linkIn(html: string, rel: 'next' | 'prev'): string {
  const [tag = ''] = html.match(new RegExp(`<a[^>]*rel="${rel}"[^>]*>`)) ?? []
  const href = /href="([^"]*)"/.exec(tag)?.[1]
  if (!href) throw new Error(`no ${rel} page`)
  return href.replaceAll('&amp;', '&')
}

test('a page leads to the next and back to itself, whatever is added meanwhile', async () => {
  await addQuotes(60)
  const first = await (await browser.get('/quotes')).text()
  expect(first).toContain('1–25 of 60')
  const second = await (await browser.get(linkIn(first, 'next'))).text()
  expect(lines(second)[0]).toBe(35)
  expect(second).toContain('26–50 of 60')
  await addQuotes(3, 61)
  const third = await (await browser.get(linkIn(second, 'next'))).text()
  expect([...new Set(lines(third))]).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
  const back = await (await browser.get(linkIn(third, 'prev'))).text()
  expect(lines(back)).toEqual(lines(second))
})

test('a filter stays on the way from page to page', async () => {
  await addQuotes(30)
  const first = await (await browser.get('/quotes?collection=growth')).text()
  const next = linkIn(first, 'next')
  expect(next).toContain('collection=growth')
  expect(linkIn(await (await browser.get(next)).text(), 'prev')).toBe('/quotes?collection=growth')
})

test('a page counts what it searched for no further than 100, and says that there are more', async () => {
  await addQuotes(101)
  const found = await (await browser.get('/quotes?search=line')).text()
  expect(found).toContain('1–25 of more than 100')
  expect(await (await browser.get('/quotes')).text()).toContain('1–25 of 101')
})

test('a total of a search is exact to 1,000, and beyond it says that there are more', async () => {
  const user = await createUser()
  userId = user.userId
  const list = async (query = '') =>
    answer.parse(await (await api(user, 'GET', `/api/quotes${query}`)).json())
  await addQuotes(1_000)
  const exact = await list('?search=line')
  expect(exact).toMatchObject({ total: 1_000 })
  expect(exact).not.toHaveProperty('total_at_least')
  await addQuotes(1, 1_001)
  expect(await list('?search=line')).toMatchObject({ total: 1_000, total_at_least: true })
  expect(await list()).toMatchObject({ total: 1_001 })
  expect(await list('?collection=growth')).not.toHaveProperty('total_at_least')
})
