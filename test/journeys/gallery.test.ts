import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { listMockups } from '../../src/domain/mockups/list-mockups.ts'
import { MOCKUP_SORTS, type MockupSort, mockupQuery } from '../../src/domain/mockups/schemas.ts'
import { rowIdsAt } from '../../src/domain/pictures/mockup-status.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { openFilledAccount } from '../support/worker/fill-account.ts'
import { recordCalls } from '../support/worker/record-calls.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

type Row = {
  id: string
  title: string
  quote: string
  collection: string | null
  assetId: string
  runId: string
  scene: string
  status: string
  stale: boolean
  score: number | null
  made: string
}

const ARTWORKS = [
  ['b one', 'Rest is part of the work', 'grounding'],
  ['A two', 'Small steps count', 'growth'],
  ['rest three', null, null],
  ['a TWO', 'Breathe before you answer', 'growth'],
] as const
const SCENES = ['bedroom', 'living_room', 'home_office'] as const
const STATUSES = ['completed', 'approved', 'rejected', 'failed', 'pending', 'generating'] as const
const SCORES = [null, 0.5, 0.9, null, 0] as const
const DAY_MS = 24 * 60 * 60 * 1_000
const START_MS = Date.parse('2026-10-01T12:00:00.000Z')
const PAGE_ROWS = 7

let user: TestUser
const rows: Row[] = []

beforeAll(async () => {
  user = await createUser()
  const assetIds: string[] = []
  for (const [title, quote, collection] of ARTWORKS) {
    const first = await seedMockup(user, { item: false })
    assetIds.push(first.assetId)
    await env.DB.prepare('DELETE FROM mockups WHERE user_id = ?').bind(user.userId).run()
    const quoteId = newId()
    if (quote) {
      await env.DB.prepare(
        `INSERT INTO quotes (user_id, id, version, text, author, collection, created_at, updated_at)
         VALUES (?, ?, 1, ?, 'Ada Reed', ?, '2026-11-21T10:00:00.000Z', '2026-11-21T10:00:00.000Z')`,
      )
        .bind(user.userId, quoteId, quote, collection)
        .run()
    }
    await env.DB.prepare('UPDATE assets SET title = ?, quote_id = ? WHERE user_id = ? AND id = ?')
      .bind(title, quote ? quoteId : null, user.userId, first.assetId)
      .run()
  }
  for (let n = 0; n < 44; n++) {
    const [assetId = '', [title, quote, collection]] = [assetIds[n % 4], ARTWORKS[(n % 4) as 0]]
    const [scene, status] = [SCENES[(n % 3) as 0], STATUSES[((n * 7) % 6) as 0]]
    const [score, stale] = [SCORES[(n % 5) as 0], n % 4 === 1]
    const seeded = await seedMockup(user, { assetId, scene, status, item: false })
    const { mockupId } = seeded
    // A run has a pair once.
    const runId = rows[n - (n % 12)]?.runId ?? seeded.runId
    const made = new Date(START_MS + n * DAY_MS).toISOString()
    // An id has the time of its request.
    const id = `${rowIdsAt(Date.parse(made))}${mockupId.slice(13)}`
    await env.DB.prepare(
      `UPDATE mockups SET id = ?, quality_score = ?, stale = ?, created_at = ?, collection = ?,
         run_id = ?
       WHERE user_id = ? AND id = ?`,
    )
      .bind(id, score, stale ? 1 : 0, made, collection, runId, user.userId, mockupId)
      .run()
    rows.push({
      id,
      title,
      quote: quote ?? '',
      collection,
      assetId,
      runId,
      scene,
      status,
      stale,
      score,
      made,
    })
  }
})

const newestFirst = (one: Row, other: Row) => (one.id < other.id ? 1 : -1)
const ORDERS: Record<MockupSort, (one: Row, other: Row) => number> = {
  newest: newestFirst,
  oldest: (one, other) => newestFirst(other, one),
  score: (one, other) => (other.score ?? -1) - (one.score ?? -1) || newestFirst(one, other),
  title: (one, other) =>
    one.title.toLowerCase().localeCompare(other.title.toLowerCase()) ||
    one.assetId.localeCompare(other.assetId) ||
    newestFirst(one, other),
}

type Query = Parameters<typeof mockupQuery.parse>[0] & object
type Case = [name: string, query: () => Query, keep: (row: Row) => boolean]

const contains = (row: Row, text: string) =>
  `${row.title}\n${row.quote}`.toLowerCase().includes(text.toLowerCase())
const first = () => rows[0]?.assetId ?? ''

const CASES: Case[] = [
  ['everything', () => ({}), () => true],
  ['a scene', () => ({ scene: 'bedroom' }), (row) => row.scene === 'bedroom'],
  ['a status', () => ({ status: 'approved' }), (row) => row.status === 'approved'],
  ['what is pending', () => ({ status: 'pending' }), (row) => row.status === 'pending'],
  ['what is rendered', () => ({ status: 'generating' }), (row) => row.status === 'generating'],
  [
    'a scene and a status',
    () => ({ scene: 'bedroom', status: 'rejected' }),
    (row) => row.scene === 'bedroom' && row.status === 'rejected',
  ],
  ['a collection', () => ({ collection: 'growth' }), (row) => row.collection === 'growth'],
  [
    'a collection, a scene and what is pending',
    () => ({ collection: 'growth', scene: 'living_room', status: 'pending' }),
    (row) => row.collection === 'growth' && row.scene === 'living_room' && row.status === 'pending',
  ],
  ['a run', () => ({ run_id: rows[5]?.runId }), (row) => row.runId === rows[5]?.runId],
  ['an artwork', () => ({ asset_id: first() }), (row) => row.assetId === first()],
  ['a title, in any case', () => ({ search: 'REST' }), (row) => contains(row, 'rest')],
  ['the text of a quote', () => ({ search: 'before you' }), (row) => contains(row, 'before you')],
  ['nothing there', () => ({ search: 'zebra' }), () => false],
  [
    'a text, within a collection and a status',
    () => ({ search: 'two', collection: 'growth', status: 'completed' }),
    (row) => contains(row, 'two') && row.collection === 'growth' && row.status === 'completed',
  ],
  [
    'a text of one artwork',
    () => ({ search: 'part of', asset_id: first() }),
    (row) => row.assetId === first(),
  ],
  ['the author of a quote', () => ({ search: 'ada reed' }), (row) => row.quote !== ''],
  [
    'the author of a quote, of one artwork',
    () => ({ search: 'ada reed', asset_id: first() }),
    (row) => row.assetId === first(),
  ],
  [
    'a text of a run',
    () => ({ search: 'two', run_id: rows[5]?.runId }),
    (row) => row.runId === rows[5]?.runId && contains(row, 'two'),
  ],
  [
    'some days',
    () => ({ created_from: '2026-10-11T12:00:00Z', created_to: '2026-10-31T13:00:00+01:00' }),
    (row) => row.made >= '2026-10-11T12:00:00' && row.made < '2026-10-31T12:00:00',
  ],
]

async function walk(query: Query, way: 'cursor' | 'before', from?: string): Promise<string[]> {
  const found: string[] = []
  let at = from
  do {
    const asked = mockupQuery.parse({ ...query, limit: PAGE_ROWS, ...(at ? { [way]: at } : {}) })
    const page = await listMockups(user.ctx, asked)
    const ids = page.rows.map(({ mockup }) => mockup.id)
    if (way === 'cursor') found.push(...ids)
    else found.unshift(...ids)
    at = way === 'cursor' ? page.next_cursor : page.previous_cursor
  } while (at)
  return found
}

describe.each(MOCKUP_SORTS)('sorted by %s', (sort) => {
  test.each(CASES)('%s is listed page by page, and back again', async (_name, query, keep) => {
    const expected = rows
      .filter(keep)
      .sort(ORDERS[sort])
      .map(({ id }) => id)
    const asked = { ...query(), sort }
    expect(await walk(asked, 'cursor')).toEqual(expected)
    const last = expected.at(-1)
    if (last) expect(await walk(asked, 'before', last)).toEqual(expected.slice(0, -1))
    const page = await listMockups(user.ctx, mockupQuery.parse({ ...asked, limit: 3, offset: 4 }))
    expect(page.rows.map(({ mockup }) => mockup.id)).toEqual(expected.slice(4, 7))
    expect(page).toMatchObject({ total: expected.length })
    expect(page).not.toHaveProperty('total_at_least')
  })
})

describe('the JSON API', () => {
  const answer = z.object({ mockups: z.array(z.object({ id: z.string() })), total: z.number() })

  test('takes the same filters and orders, of a selection too', async () => {
    const query = 'search=two&collection=growth&created_from=2026-10-11T14:00:00%2B02:00&sort=score'
    const got = await api(user, 'GET', `/api/mockups?${query}&limit=100`)
    const expected = rows
      .filter((row) => contains(row, 'two') && row.collection === 'growth')
      .filter((row) => row.made >= '2026-10-11T12:00:00')
      .sort(ORDERS.score)
      .map(({ id }) => id)
    const { mockups, total } = answer.parse(await got.json())
    expect({ ids: mockups.map(({ id }) => id), total }).toEqual({
      ids: expected,
      total: expected.length,
    })
    const filter = { search: 'two', collection: 'growth', created_from: '2026-10-11T12:00:00Z' }
    const body = { sel: { filter, expected: expected.length }, action: 'delete' }
    const tried = await api(user, 'POST', '/api/mockups/bulk?dry_run=true', body)
    const { deleted, skipped } = z
      .object({ deleted: z.number(), skipped: z.number() })
      .parse(await tried.json())
    expect(deleted + skipped).toBe(expected.length)
  })

  test.each(['sort=best', 'collection=nowhere', 'created_from=yesterday', 'colour=red'])(
    'refuses %s',
    async (query) => {
      expect((await api(user, 'GET', `/api/mockups?${query}`)).status).toBe(400)
    },
  )
})

test.each([
  'search=quiet',
  'search=quiet&sort=score',
  'sort=oldest',
  'sort=title',
  'sort=score',
  'sort=score&scene=bedroom',
  'scene=bedroom',
  'collection=growth',
  'collection=growth&status=completed',
])('a page of %s reads as few rows of many as of few', async (query) => {
  const [few, many] = [await openFilledAccount(300), await openFilledAccount(3_000)]
  for (const { userId } of [few, many]) {
    const assign = "UPDATE assets SET own_collection = 'growth' WHERE user_id = ?"
    await env.DB.prepare(assign).bind(userId).run()
  }
  const small = await recordCalls(`/mockups?${query}`, few)
  const large = await recordCalls(`/mockups?${query}`, many)
  expect(await large.answer.text()).toContain('Quiet print')
  expect(large.chain).toBe(1)
  expect(large.rowsRead).toBeLessThanOrEqual(small.rowsRead + 1)
  expect(large.rowsRead).toBeLessThanOrEqual(1_000)
})

test.each(['run', 'artwork'] as const)(
  'the mockups of one %s read as few rows of many',
  async (of) => {
    const [few, many] = [await openFilledAccount(300), await openFilledAccount(3_000)]
    const filterOf = async (userId: string) => {
      const select = 'SELECT run_id, asset_id FROM mockups WHERE user_id = ? ORDER BY id LIMIT 1'
      const one = await env.DB.prepare(select).bind(userId).first<Record<string, string>>()
      return of === 'run' ? `run=${one?.run_id}` : `assetId=${one?.asset_id}`
    }
    for (const sort of MOCKUP_SORTS) {
      const [small, large] = [
        await recordCalls(`/mockups?${await filterOf(few.userId)}&sort=${sort}`, few),
        await recordCalls(`/mockups?${await filterOf(many.userId)}&sort=${sort}`, many),
      ]
      expect({ sort, more: large.rowsRead > small.rowsRead + 20 }).toEqual({ sort, more: false })
    }
  },
)
