import { env, exports } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Context, forUser } from '../../src/context.ts'
import { updateAsset } from '../../src/domain/assets/update-asset.ts'
import { createCollection } from '../../src/domain/collections/create-collection.ts'
import { newCollection } from '../../src/domain/collections/schemas.ts'
import { readStatement } from '../../src/domain/credits/read-statement.ts'
import { usageQuery } from '../../src/domain/credits/schemas.ts'
import { createQuote } from '../../src/domain/quotes/create-quote.ts'
import type { SettledOperation } from '../../src/ledger/types.ts'
import { writeReport } from '../../src/ledger/write-report.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { testBase } from '../support/worker/create-user.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const YEAR = new Date().getUTCFullYear()

let browser: Browser
let person: { userId: string; ctx: Context }
let sequence: number

beforeEach(async () => {
  browser = await openBrowser()
  const userId = String(
    await env.DB.prepare('SELECT id FROM users ORDER BY rowid DESC LIMIT 1').first('id'),
  )
  person = { userId, ctx: forUser(testBase(), userId, { kind: 'system', job: 'test' }) }
  sequence = 0
})

type Entry = {
  operation?: SettledOperation
  credits?: number
  year?: number
  month?: number
  mockupId?: string | null
}

/** An entry as the ledger's report writes it. */
async function entry(one: Entry = {}): Promise<void> {
  const { operation = 'generation', credits = 1, year = YEAR, month = 3, mockupId = null } = one
  sequence += 1
  const net = operation === 'refund' ? -credits : credits
  const settled = {
    ...{ sequence, attemptId: `a${sequence}`, pictureId: null, mockupId, credits, operation },
    ...{ balanceBefore: 3500, balanceAfter: 3500 - net, year, month },
    createdAtMs: Date.UTC(year, month - 1, 9, 10),
  }
  await writeReport(env.DB, person.userId, [settled])
}

/** A mockup of a quote's artwork. */
async function mockupOf(collection: string, title = 'Rest'): Promise<string> {
  const quote = await createQuote(person.ctx, { text: 'Rest', collection })
  const { mockupId, assetId } = await seedMockup(person)
  await env.DB.prepare('UPDATE mockups SET quote_id = ? WHERE user_id = ? AND id = ?')
    .bind(quote.id, person.userId, mockupId)
    .run()
  await env.DB.prepare('UPDATE assets SET title = ? WHERE user_id = ? AND id = ?')
    .bind(title, person.userId, assetId)
    .run()
  return mockupId
}

function statement(query: Record<string, unknown> = {}) {
  return readStatement(person.ctx, usageQuery.parse(query))
}

async function page(path: string): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(200)
  return answer.text()
}

async function csv(query = ''): Promise<string[]> {
  const answer = await browser.get(`/credits.csv${query}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toContain('text/csv')
  expect(answer.headers.get('content-disposition')).toContain('attachment')
  return (await answer.text()).split('\r\n').filter(Boolean)
}

describe('the figures', () => {
  test('a month counts what was spent less what was given back, corrections included', async () => {
    await entry()
    await entry()
    await entry({ operation: 'regeneration' })
    await entry({ operation: 'refund' })
    await entry({ operation: 'correction', credits: 4 })
    await entry({ month: 5 })
    await entry({ year: YEAR - 1, credits: 9 })
    const { months, ofYear, ofPeriod } = await statement({ year: YEAR, month: 3 })
    expect(months).toHaveLength(12)
    expect(months[2]).toEqual({
      ...{ month: 3, generation: 2, regeneration: 1, refund: 1, correction: 4, used: 6 },
    })
    expect(ofPeriod.used).toBe(6)
    expect(ofYear.used).toBe(7)
    expect(months[0]?.used).toBe(0)
  })

  test('shares go by collection, the largest first; what has none is a share of its own', async () => {
    const grounding = await mockupOf('grounding')
    const growth = await mockupOf('growth')
    await entry({ mockupId: grounding })
    await entry({ mockupId: growth })
    await entry({ mockupId: growth })
    await entry({ mockupId: growth, month: 4 })
    await entry({ mockupId: null, month: 4 })
    const { shares } = await statement()
    expect(shares[0]).toEqual({ collection: 'growth', credits: 3 })
    expect(new Set(shares.slice(1))).toEqual(
      new Set([
        { collection: 'grounding', credits: 1 },
        { collection: 'none', credits: 1 },
      ]),
    )
    expect((await statement({ year: YEAR, month: 3 })).shares).toEqual([
      { collection: 'growth', credits: 2 },
      { collection: 'grounding', credits: 1 },
    ])
  })

  test("another user's entries are in none of them", async () => {
    await entry()
    const stranger = await openBrowser()
    const text = await (await stranger.get('/credits')).text()
    expect(text).toContain('No credits used yet')
    const file = await (await stranger.get('/credits.csv')).text()
    expect(file.split('\r\n').filter(Boolean)).toHaveLength(1)
  })
})

describe('the entries', () => {
  test('are filtered by year, month, collection and operation', async () => {
    const growth = await mockupOf('growth')
    await entry({ mockupId: growth })
    await entry({ operation: 'refund', mockupId: growth })
    await entry({ month: 4 })
    await entry({ year: YEAR - 1 })
    const numbers = async (query: Record<string, unknown>) =>
      (await statement(query)).page.rows.map((row) => row.sequence)
    expect(await numbers({})).toEqual([4, 3, 2, 1])
    expect(await numbers({ year: YEAR })).toEqual([3, 2, 1])
    expect(await numbers({ year: YEAR, month: 4 })).toEqual([3])
    expect(await numbers({ collection: 'growth' })).toEqual([2, 1])
    expect(await numbers({ collection: 'none' })).toEqual([4, 3])
    expect(await numbers({ operation: 'refund', collection: 'growth' })).toEqual([2])
    expect((await statement({ collection: 'growth' })).page.total).toBe(2)
  })

  test('pages lead from one to the next without gaps', async () => {
    for (let n = 0; n < 5; n++) await entry()
    const first = await statement({ limit: 2 })
    expect(first.page).toMatchObject({ total: 5, next_before: 4 })
    const second = await statement({ limit: 2, before: first.page.next_before })
    expect(second.page.rows.map((row) => row.sequence)).toEqual([3, 2])
    const last = await statement({ limit: 2, before: second.page.next_before })
    expect(last.page.rows.map((row) => row.sequence)).toEqual([1])
    expect(last.page.next_before).toBeUndefined()
  })

  test('keep the collection they were paid for, when the mockup or its quote has gone', async () => {
    const mockupId = await mockupOf('growth')
    await entry({ mockupId })
    await env.DB.prepare('UPDATE mockups SET quote_id = NULL WHERE user_id = ? AND id = ?')
      .bind(person.userId, mockupId)
      .run()
    const { page: shown, shares } = await statement({ collection: 'growth' })
    expect(shown.rows).toMatchObject([{ sequence: 1, collection: 'growth', scene: 'bedroom' }])
    expect(shares).toEqual([{ collection: 'growth', credits: 1 }])
  })

  test('follow each other in their order where several collections are one page', async () => {
    const growth = await mockupOf('growth')
    const grounding = await mockupOf('grounding')
    for (const mockupId of [growth, null, grounding, growth, null]) await entry({ mockupId })
    await entry({ operation: 'refund', mockupId: growth })
    const first = await statement({ operation: 'generation', limit: 3 })
    expect(first.page.rows.map((row) => row.sequence)).toEqual([5, 4, 3])
    const rest = await statement({
      ...{ operation: 'generation', limit: 3, before: first.page.next_before },
    })
    expect(rest.page.rows.map((row) => row.sequence)).toEqual([2, 1])
    expect(rest.page.total).toBe(5)
  })

  test('of one operation follow each other across any number of collections', async () => {
    const keys = ['calm', 'dawn', 'dusk', 'fern', 'moss']
    for (const name of keys) await createCollection(person.ctx, newCollection.parse({ name }))
    for (const collection of keys) {
      const mockupId = await mockupOf(collection)
      await entry({ mockupId })
      await entry({ mockupId, operation: 'regeneration' })
    }
    const numbers = async (query: Record<string, unknown>) =>
      (await statement(query)).page.rows.map((row) => row.sequence)
    expect(await numbers({ operation: 'regeneration' })).toEqual([10, 8, 6, 4, 2])
    expect(await numbers({ operation: 'regeneration', year: YEAR, month: 3, before: 5 })).toEqual([
      4, 2,
    ])
    expect(await numbers({ operation: 'generation', limit: 2 })).toEqual([9, 7])
    expect(await numbers({ collection: 'dawn' })).toEqual([4, 3])
    expect(await numbers({ collection: 'dawn', operation: 'generation' })).toEqual([3])
  })

  test('of artwork without a quote have the collection of the artwork', async () => {
    await createCollection(person.ctx, newCollection.parse({ name: 'Calm', colour: 'plum' }))
    const { mockupId, assetId } = await seedMockup(person)
    await updateAsset(person.ctx, assetId, { collection: 'calm' })
    await entry({ mockupId })
    expect((await statement()).shares).toEqual([{ collection: 'calm', credits: 1 }])
    const text = await page('/credits?collection=calm')
    expect(text).toContain('1 entry in total')
    expect(text).toContain('<option value="calm" selected="">Calm</option>')
    expect(text).toContain('class="bar bar-plum" id="bar-share-calm"')
  })

  test('of a month are all there where one of them was settled after the month', async () => {
    await entry({ month: 3 })
    await entry({ month: 4 })
    await entry({ month: 3 })
    const { page: march } = await statement({ year: YEAR, month: 3 })
    expect(march.rows.map((row) => row.sequence)).toEqual([3, 1])
    expect(march.total).toBe(2)
  })
})

describe('the totals', () => {
  const counted = async () => {
    const { page: shown, ofYear } = await statement({ year: YEAR })
    return { total: shown.total, used: ofYear.used }
  }

  test('count an entry once, however often it is reported', async () => {
    await entry()
    await entry({ credits: 4, operation: 'correction' })
    sequence = 0
    await entry()
    await entry({ credits: 4, operation: 'correction' })
    await entry({ operation: 'refund' })
    expect(await counted()).toEqual({ total: 3, used: 4 })
  })

  test('are those of the entries when some were lost, and when they are reported again', async () => {
    for (let n = 0; n < 3; n++) await entry()
    await env.DB.prepare('DELETE FROM mockup_credit_usage WHERE user_id = ? AND sequence > 1')
      .bind(person.userId)
      .run()
    expect(await counted()).toEqual({ total: 1, used: 1 })
    sequence = 0
    for (let n = 0; n < 3; n++) await entry()
    expect(await counted()).toEqual({ total: 3, used: 3 })
  })
})

describe('the page', () => {
  test('shows the chart and the same figures in a table', async () => {
    for (let n = 0; n < 3; n++) await entry({ month: 2 })
    const text = await page(`/credits?month=${YEAR}`)
    expect(text.match(/class="chart-bar/g)).toHaveLength(12)
    expect(text).toContain('Feb: 3')
    expect(text).toContain('Soft limit 292')
    expect(text).toContain(`href="/credits?month=${YEAR}-02"`)
    expect(text).toContain(`Used in ${YEAR}`)
    expect(text).not.toMatch(/ style=/)
  })

  test('says how long the budget lasts', async () => {
    expect(await page('/credits')).toContain('No credits have been used this year.')
  })

  test('filters that cannot be read are left out, and those that match nothing say so', async () => {
    await entry()
    expect(await page('/credits?month=20x6&collection=Blue!')).toContain('1 entry in total')
    expect(await page('/credits?collection=growth')).toContain('Nothing matches')
    expect(await page('/credits?month=2001-02')).toMatch(/<option value="2001-02" selected/)
  })
})

describe('the file', () => {
  test('has every entry that matches, with headings', async () => {
    const mockupId = await mockupOf('growth', 'Rest, "always"')
    await entry({ mockupId })
    await entry({ operation: 'refund', month: 4 })
    const lines = await csv()
    expect(lines[0]).toBe(
      'number,date,operation,credits,balance_before,balance_after,artwork,scene,collection,mockup_id',
    )
    expect(lines[1]).toBe(`2,${YEAR}-04-09T10:00:00.000Z,refund,1,3500,3501,,,,`)
    expect(lines[2]).toContain('"Rest, ""always""",bedroom,growth')
    expect(await csv(`?month=${YEAR}-04`)).toHaveLength(2)
    expect(await csv('?operation=generation&collection=growth')).toHaveLength(2)
  })

  test('keeps what was rendered when its mockup is deleted', async () => {
    const mockupId = await mockupOf('growth')
    await entry({ mockupId })
    await browser.post(`/mockups/${mockupId}/delete`, {})
    expect(await page('/credits')).toContain('Deleted')
    expect((await csv())[1]).toContain(`Rest,bedroom,growth,${mockupId}`)
  })

  test('has the newest first where a filter has an index for each value of the other', async () => {
    const [growth, grounding] = [await mockupOf('growth'), await mockupOf('grounding')]
    for (const mockupId of [growth, null, grounding, growth]) await entry({ mockupId })
    const lines = await csv('?operation=generation')
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['4', '3', '2', '1'])
  })

  test('holds no formula a spreadsheet would run', async () => {
    await entry({ mockupId: await mockupOf('growth', '=HYPERLINK("http://x")') })
    expect((await csv())[1]).toContain(`"'=HYPERLINK(""http://x"")"`)
  })

  test('is for people who are signed in', async () => {
    const answer = await exports.default.fetch('http://localhost:8787/credits.csv', {
      redirect: 'manual',
    })
    expect(answer.status).not.toBe(200)
  })
})
