import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct } from '../support/worker/products.ts'
import { addPicture, rested } from '../support/worker/publishing.ts'
import { connectShop, productsAtShop } from '../support/worker/shop.ts'

const planned = z.object({
  before: z.number(),
  after: z.number(),
  cost: z.number().nullable(),
  margin: z.number().nullable(),
  margin_percent: z.number().nullable(),
  is_below_cost: z.boolean(),
})
const bulk = z.object({
  sizes: z.array(
    z.object({
      size: z.string(),
      base_price: planned.nullable(),
      framed_price: planned.nullable(),
      digital_price: planned.nullable(),
    }),
  ),
  seen: z.string().optional(),
})

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

const put = (size: string, body: unknown) => api(user, 'PUT', `/api/pricing/${size}`, body)
const get = async (size: string) => (await api(user, 'GET', `/api/pricing/${size}`)).json()
const change = (body: unknown, query = '', headers = {}) =>
  api(user, 'POST', `/api/pricing/bulk${query}`, body, headers)

describe('a price below cost', () => {
  it('of a product is refused with the price that mends it, until it is said twice', async () => {
    await api(user, 'PUT', '/api/settings', { fees: { percent: 10, fixed: 0.5 } })
    const body = { title: 'Be still', variants: [{ size: '8x10', price: 8 }, { size: 'A4' }] }
    const refused = await api(user, 'POST', '/api/products', body)
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({
      errors: [
        {
          pointer: '/variants/0/price',
          message:
            '8×10 sells for $8.00 and costs $9.30: each sale loses $1.30. From $9.44 on it pays its cost',
          accept: 'acceptBelowCost',
        },
      ],
    })
    const { id, variants } = await addProduct(user, { ...body, acceptBelowCost: true })
    const change = (price: number, more = {}) =>
      api(user, 'PATCH', `/api/products/${id}`, {
        variants: [{ id: variants[0]?.id, price, ...more }, { id: variants[1]?.id }],
      })
    expect((await change(8)).status).toBe(200)
    expect((await change(7.5)).status).toBe(400)
    expect((await change(7.5, { acceptBelowCost: true })).status).toBe(200)
  })

  it('of a size is refused likewise, and only where it is set or its cost known', async () => {
    const refused = await put('8x10', { base_price: 5, digital_price: 0.01, cost: 6 })
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({
      errors: [{ pointer: '/base_price', accept: 'acceptBelowCost' }],
    })
    expect((await put('8x10', { base_price: 5, cost: 6, acceptBelowCost: true })).status).toBe(200)
    expect((await put('8x10', { base_price: 5, cost: 7 })).status).toBe(200)
    expect((await put('8x10', { base_price: 4.5 })).status).toBe(400)
    expect((await put('11x14', { base_price: 1 })).status).toBe(200)
  })
})

describe('a size', () => {
  it('is switched off and on, weighed, and keeps its prices and costs', async () => {
    const off = await put('8x10', { is_active: false, weight_grams: 250 })
    expect(await off.json()).toMatchObject({
      pricing: {
        base_price: 24.99,
        cost: 8,
        is_active: false,
        weight_grams: 250,
        is_system: false,
      },
    })
    const page = await api(user, 'GET', '/api/pricing')
    expect(await page.json()).toMatchObject({ total: 10 })
    await put('8x10', { is_active: true })
    expect(await get('8x10')).toMatchObject({ pricing: { is_active: true, weight_grams: 250 } })
    expect((await put('5x7', { is_active: false })).status).toBe(400)
    expect((await put('8x10', {})).status).toBe(400)
    expect((await put('8x10', { weight_grams: 1.5 })).status).toBe(400)
  })
})

it('a weight goes to the shop with each print, as far as it is known', async () => {
  const shop = await connectShop(user)
  await put('8x10', { weight_grams: 250 })
  const { id } = await addProduct(user, {
    title: 'Rooted',
    imageIds: [await addPicture(user)],
    variants: [
      { size: '8x10' },
      { size: '8x10', frame_style: 'white' },
      { size: 'A4' },
      { size: 'A4', frame_style: 'black' },
    ],
  })
  const trial = await api(user, 'POST', `/api/products/${id}/publish?dry_run=true`)
  expect(await trial.json()).toMatchObject({
    variants: [{ weight_grams: 250 }, { weight_grams: null }, {}, {}],
  })
  expect((await api(user, 'POST', `/api/products/${id}/publish`)).status).toBe(202)
  await rested(user, id, { status: 'active', publish_state: 'idle' })
  const [atShop] = await productsAtShop(shop)
  expect(atShop?.variants.map(({ weight }) => weight ?? null)).toEqual([
    { value: 250, unit: 'GRAMS' },
    null,
    null,
    null,
  ])
})

describe('a change of many prices', () => {
  it('is tried first, says what it touches, and is done once', async () => {
    const { id } = await addProduct(user, {
      title: 'Rooted',
      variants: [{ size: '8x10' }, { size: '8x10', is_digital: true }, { size: 'A3' }],
    })
    const asked = { percent: 10, round: '.99', sizes: ['8x10', '11x14'] }
    const trial = await change(asked, '?dry_run=true')
    const found = await trial.json()
    expect(found).toMatchObject({
      dry_run: true,
      products: [{ id, title: 'Rooted', variants: 2 }],
      total: { products: 1, variants: 2 },
    })
    const { sizes, seen } = bulk.parse(found)
    expect(sizes[0]).toEqual({
      size: '8x10',
      base_price: {
        before: 24.99,
        after: 27.99,
        cost: 8,
        margin: 19.99,
        margin_percent: 71,
        is_below_cost: false,
      },
      framed_price: expect.objectContaining({ before: 49.99, after: 54.99, margin: null }),
      digital_price: expect.objectContaining({ before: 9.99, after: 10.99, cost: 0 }),
    })
    expect(await get('8x10')).toMatchObject({ pricing: { base_price: 24.99 } })
    const key = { 'idempotency-key': crypto.randomUUID() }
    expect((await change({ ...asked, seen }, '', key)).status).toBe(200)
    expect((await change({ ...asked, seen }, '', key)).status).toBe(200)
    expect(await get('8x10')).toMatchObject({
      pricing: { base_price: 27.99, framed_price: 54.99, cost: 8, is_system: false, inherited: [] },
    })
    expect(await get('A3')).toMatchObject({ pricing: { base_price: 44.99, is_system: true } })
    // Somebody changed them in between: what was seen is no longer what there is.
    expect((await change({ ...asked, seen })).status).toBe(409)
    expect(await get('8x10')).toMatchObject({ pricing: { base_price: 27.99 } })
  })

  it('below cost is refused as a whole, until it is said twice', async () => {
    const asked = { percent: -80, sizes: ['8x10', '11x14'] }
    const refused = await change(asked)
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({
      errors: [
        { pointer: '/percent', accept: 'acceptBelowCost' },
        { pointer: '/percent', accept: 'acceptBelowCost' },
      ],
    })
    expect(await get('8x10')).toMatchObject({ pricing: { is_system: true } })
    expect((await change({ ...asked, accept_below_cost: true })).status).toBe(200)
    expect(await get('8x10')).toMatchObject({ pricing: { base_price: 5 } })
  })

  it.each([
    [{ percent: 10, amount: 5 }],
    [{ round: '.99' }],
    [{ percent: -91 }],
    [{ percent: 1.234 }],
    [{ percent: 10, round: '.95' }],
    [{ percent: 10, sizes: ['5x5'] }],
    [{ amount: 0.001 }],
  ])('refuses %j', async (body) => {
    expect((await change(body)).status).toBe(400)
  })
})

describe('a change of costs', () => {
  it('says what sells below cost by it', async () => {
    await addProduct(user, {
      title: 'Rooted',
      variants: [{ size: '8x10' }, { size: '8x10', frame_style: 'white' }, { size: 'A3' }],
    })
    const dear = await put('8x10', { base_price: 24.99, cost: 30, frame_cost: 10 })
    expect(await dear.json()).toMatchObject({ unprofitable: { variants: 1, products: 1 } })
    const fees = await api(user, 'PUT', '/api/settings', { fees: { fixed: 12 } })
    expect(await fees.json()).toMatchObject({ unprofitable: { variants: 2, products: 1 } })
    const unknown = await put('8x10', { base_price: 24.99, cost: null })
    expect(await unknown.json()).toMatchObject({ unprofitable: { variants: 0, products: 0 } })
    // An index seeks each size: nothing else of the user's is read.
    const plan = await env.DB.prepare(
      `EXPLAIN QUERY PLAN SELECT v.id FROM json_each('[]') AS asked CROSS JOIN product_variants AS v
        ON v.user_id = asked.value ->> 'user_id' AND v.size = asked.value ->> 'size'`,
    ).all()
    expect(JSON.stringify(plan.results)).toContain('variants_by_price')
  })
})
