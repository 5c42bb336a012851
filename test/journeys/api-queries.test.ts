import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { app } from '../../src/app.tsx'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { PNG_6X8 } from '../support/worker/pictures.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { upload } from '../support/worker/upload.ts'

const problem = z.object({
  error: z.string(),
  details: z.array(z.object({ pointer: z.string(), message: z.string() })),
})
const totalled = z.object({ total: z.number() })
const created = z.object({ quote: z.object({ id: z.string() }) })
const uploaded = z.object({ asset: z.object({ id: z.string() }) })
const productAnswer = z.object({ product: z.object({ id: z.string() }) })

const PASTED =
  'You do not have to earn your rest — you may “put it down” now, 100%_sure\\ly, and come back when you are ready.'

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

async function createQuote(text = PASTED): Promise<string> {
  const answer = await api(user, 'POST', '/api/quotes', { text, collection: 'grounding' })
  return created.parse(await answer.json()).quote.id
}

async function createProduct(title: string): Promise<string> {
  const variants = [{ size: '8x10' }]
  const answer = await api(user, 'POST', '/api/products', { title, variants })
  return productAnswer.parse(await answer.json()).product.id
}

async function totalOf(path: string): Promise<number> {
  const answer = await api(user, 'GET', path)
  expect([path, answer.status]).toEqual([path, 200])
  return totalled.parse(await answer.json()).total
}

describe('a search', () => {
  const found = (noun: string, search: string) =>
    totalOf(`/api/${noun}?search=${encodeURIComponent(search)}`)

  test.each([3, 48, 49, 50, 51, 80, PASTED.length])(
    'of %i characters of a pasted quote finds it',
    async (length) => {
      const part = PASTED.slice(0, length)
      await createQuote()
      await createQuote('Another one')
      expect(await found('quotes', part)).toBe(1)
      await upload(user, PNG_6X8, { title: PASTED })
      expect(await found('assets', part)).toBe(1)
      await createProduct(PASTED)
      expect(await found('products', part)).toBe(1)
    },
  )

  test.each(['%', '_', '\\', '"', "'", '*', 'do%rest', '\u0000abc', 'x"y OR z'])(
    'for %j takes every character literally',
    async (search) => {
      await createQuote('You may rest')
      await createProduct('You may rest')
      expect(await found('quotes', search)).toBe(0)
      expect(await found('products', search)).toBe(0)
    },
  )

  test.each(['quotes', 'assets', 'products'])(
    'of more than 1,000 characters in %s is refused, and says so',
    async (noun) => {
      expect(await found(noun, 'a'.repeat(1_000))).toBe(0)
      const answer = await api(user, 'GET', `/api/${noun}?search=${'a'.repeat(1_001)}`)
      expect(answer.status).toBe(400)
      const { details } = problem.parse(await answer.json())
      expect(details).toEqual([
        { pointer: '/search', message: expect.stringContaining('1,000 characters') },
      ])
    },
  )
})

/** Every JSON route with its method and a path that fits it. */
const routes = [
  ...new Map(
    app.routes
      .filter(({ path, method }) => /^\/api\/(?!auth)/.test(path) && method !== 'ALL')
      .map(({ path, method }) => {
        const filled = path
          .replace(':decision{approve|reject}', 'approve')
          .replace(':size', '8x10')
          .replace(/:\w+/, newId())
        return [`${method} ${filled}`, [method, filled] as const]
      }),
  ).values(),
]

describe('a query name', () => {
  test('is looked at in every route there is', () => {
    expect(routes.length).toBeGreaterThan(50)
  })

  test.each(routes)('that %s %s does not know is refused by name', async (method, path) => {
    const answer = await api(user, method, `${path}?no_such_filter=1`)
    expect(answer.status).toBe(400)
    const { error, details } = problem.parse(await answer.json())
    expect(error).toBe('Invalid query parameters')
    // What the route cannot do without is missing, too.
    const others = details.filter(({ pointer }) => pointer !== '/ids')
    expect(others).toEqual([
      { pointer: '/no_such_filter', message: expect.stringContaining('no_such_filter') },
    ])
  })

  test('that is misspelt changes no list', async () => {
    const answer = await api(user, 'GET', '/api/quotes?colection=growth&limit=2')
    expect(problem.parse(await answer.json()).details).toMatchObject([{ pointer: '/colection' }])
  })

  test('is taken in camelCase too, and named as it was written', async () => {
    expect(await totalOf(`/api/mockups?assetId=${newId()}`)).toBe(0)
    const answer = await api(user, 'GET', '/api/mockups?assetId=none')
    expect(problem.parse(await answer.json()).details).toMatchObject([{ pointer: '/assetId' }])
  })
})

describe('an empty filter', () => {
  test.each([
    '/api/quotes?collection=&search=&limit=&cursor=&offset=',
    '/api/assets?status=&quote_id=&collection=&search=',
    '/api/scenes?owner=&is_active=',
    '/api/mockups?status=&scene=&asset_id=&quoteId=&stale=',
    '/api/mockups/runs?cursor=',
    '/api/approvals?status=&type=',
    '/api/retries?status=&operation_type=&due=',
    '/api/products?status=&collection=&search=',
    '/api/pricing?limit=',
    '/api/activity?module=&reference_id=',
  ])('counts as not given: %s', async (path) => {
    expect(await totalOf(path)).toBe(await totalOf(path.split('?')[0] ?? ''))
  })

  test('of the credits counts as not given', async () => {
    expect((await api(user, 'GET', '/api/mockups/credits?year=&month=')).status).toBe(200)
  })
})

describe('an id in capitals', () => {
  const path = (noun: string, id: string) => `/api/${noun}/${id.toUpperCase()}`

  test('in the path is the same id', async () => {
    const { mockupId, assetId, runId, itemId } = await seedMockup(user)
    const found = [
      path('quotes', await createQuote()),
      path('products', await createProduct('Rest')),
      path('assets', assetId),
      path('mockups', mockupId),
      path('mockups/runs', runId),
      path('approvals', itemId),
      path('scenes', '00000000-0000-7000-8000-000000000001'),
    ]
    for (const one of found) {
      expect([one, (await api(user, 'GET', one)).status]).toEqual([one, 200])
    }
  })

  test('in a filter is the same id', async () => {
    const quoteId = await createQuote()
    await upload(user, PNG_6X8, { quoteId: quoteId.toUpperCase() })
    await seedMockup(user)
    const second = await seedMockup(user)
    const upper = (id: string) => id.toUpperCase()
    expect(await totalOf(`/api/assets?quote_id=${upper(quoteId)}`)).toBe(1)
    expect(await totalOf(`/api/mockups?asset_id=${upper(second.assetId)}`)).toBe(1)
    expect(await totalOf(`/api/activity?reference_id=${upper(quoteId)}`)).toBe(1)
    const next = await api(user, 'GET', `/api/mockups?cursor=${upper(second.mockupId)}`)
    expect(await next.json()).toMatchObject({ mockups: [{}] })
  })

  test('in a body is the same id, and counts once with its small twin', async () => {
    const { assetId, itemId } = await seedMockup(user)
    const quoteId = (await createQuote()).toUpperCase()
    const twins = [assetId, assetId.toUpperCase()]
    const dry = { assetIds: twins, scenes: ['bedroom'], regenerate: true }
    const cost = await api(user, 'POST', '/api/mockups/generate?dry_run=true', dry)
    expect(await cost.json()).toMatchObject({ pairs: 1 })
    const patched = await api(user, 'PATCH', path('assets', assetId), { quote_id: quoteId })
    expect(await patched.json()).toMatchObject({ asset: { quote_id: quoteId.toLowerCase() } })
    const bulk = { ids: [itemId.toUpperCase(), itemId], decision: 'approved' }
    const decided = await api(user, 'POST', '/api/approvals/bulk', bulk)
    expect(await decided.json()).toMatchObject({ decided: 1, refused: [] })
    const product = {
      ...{ title: 'Rest', variants: [{ size: '8x10' }], quoteId },
      ...{ assetId: assetId.toUpperCase(), imageIds: [assetId.toUpperCase()] },
    }
    expect((await api(user, 'POST', '/api/products', product)).status).toBe(201)
  })
})

test('an uploaded asset is found by the id that was answered, in capitals', async () => {
  const answer = await upload(user, PNG_6X8, {})
  const { asset } = uploaded.parse(await answer.json())
  expect((await api(user, 'DELETE', `/api/assets/${asset.id.toUpperCase()}`)).status).toBe(200)
  expect((await api(user, 'GET', `/api/assets/${asset.id}`)).status).toBe(404)
})
