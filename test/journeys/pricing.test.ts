import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct } from '../support/worker/products.ts'

const price = z.object({
  size: z.string(),
  base_price: z.number(),
  framed_price: z.number().nullable(),
  digital_price: z.number().nullable(),
  cost: z.number().nullable(),
  frame_cost: z.number().nullable(),
  is_system: z.boolean(),
  currency: z.string(),
  version: z.number(),
  inherited: z.array(z.string()),
})
const listed = z.object({ pricing: z.array(price), total: z.number() })
const one = z.object({ pricing: price.nullable() })

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

const list = async (who = user) =>
  listed.parse(await (await api(who, 'GET', '/api/pricing')).json())
const get = async (size: string, who = user) =>
  one.parse(await (await api(who, 'GET', `/api/pricing/${size}`)).json()).pricing
const put = (size: string, body: unknown, who = user) =>
  api(who, 'PUT', `/api/pricing/${size}`, body)

describe('prices', () => {
  it('begin with the ten sizes of the system, in decimals, small sheets first', async () => {
    const { pricing, total } = await list()
    expect(total).toBe(10)
    expect(pricing.map(({ size }) => size).slice(0, 3)).toEqual(['8x10', 'A4', '11x14'])
    expect(pricing[0]).toMatchObject({
      base_price: 24.99,
      framed_price: 49.99,
      digital_price: 9.99,
      cost: 8,
      is_system: true,
    })
  })

  it("of the user's own replace the system's, for that user alone", async () => {
    const other = await createUser()
    const answer = await put('8x10', { base_price: 29.5, framedPrice: 60, cost: 9 })
    expect(answer.status).toBe(200)
    expect((await list()).total).toBe(10)
    expect(await get('8x10')).toMatchObject({
      base_price: 29.5,
      framed_price: 60,
      digital_price: 9.99,
      cost: 9,
      is_system: false,
      inherited: ['digital_price'],
    })
    expect(await get('8x10', other)).toMatchObject({ base_price: 24.99, is_system: true })
  })

  it('can be set again, and for sizes the system does not know', async () => {
    await put('8x10', { base_price: 1 })
    await put('8x10', { base_price: 2 })
    expect(await get('8x10')).toMatchObject({ base_price: 2 })
    await put('5x7', { base_price: 12.5 })
    expect((await list()).pricing[0]).toMatchObject({ size: '5x7', base_price: 12.5 })
  })

  it('go back to the default', async () => {
    await put('8x10', { base_price: 1 })
    await put('5x7', { base_price: 1 })
    const back = await api(user, 'DELETE', '/api/pricing/8x10')
    expect(one.parse(await back.json()).pricing).toMatchObject({ base_price: 24.99 })
    const gone = await api(user, 'DELETE', '/api/pricing/5x7')
    expect(one.parse(await gone.json()).pricing).toBeNull()
    expect((await api(user, 'DELETE', '/api/pricing/5x7')).status).toBe(404)
  })

  it.each([
    [{ base_price: -1 }],
    [{ base_price: 24.999 }],
    [{ base_price: 1e9 }],
    [{ base_price: '24.99' }],
    [{ framed_price: 10 }],
    [{ base_price: 0 }],
    [{ base_price: 20, framed_price: 0 }],
    [{ base_price: 20, currency: 'EURO' }],
    [{ base_price: 20.5, currency: 'JPY' }],
    [{ base_price: 1, colour: 'red' }],
    [[]],
  ])('refuse %j and stay as they were', async (body) => {
    expect((await put('8x10', body)).status).toBe(400)
    expect(await get('8x10')).toMatchObject({ base_price: 24.99 })
  })

  it('of a size leave framed and downloads at the default where only one was given', async () => {
    expect((await put('8x10', { base_price: 26.5 })).status).toBe(200)
    expect(await get('8x10')).toMatchObject({
      base_price: 26.5,
      framed_price: 49.99,
      digital_price: 9.99,
      cost: null,
      inherited: ['framed_price', 'digital_price'],
    })
    const variants = [
      { size: '8x10' },
      { size: '8x10', frame_style: 'black' },
      { size: '8x10', is_digital: true },
    ]
    const { variants: made } = await addProduct(user, { variants })
    expect(made.map(({ price }) => price)).toEqual([26.5, 49.99, 9.99])
  })

  it('change only where they are named, and null is the default again', async () => {
    await put('8x10', { base_price: 30, framed_price: 70, cost: 9, frame_cost: 12 })
    await put('8x10', { base_price: 31 })
    expect(await get('8x10')).toMatchObject({
      base_price: 31,
      framed_price: 70,
      cost: 9,
      frame_cost: 12,
    })
    await put('8x10', { base_price: 31, framed_price: null, cost: null })
    expect(await get('8x10')).toMatchObject({ framed_price: 49.99, cost: null })
  })

  it('of nothing are taken only when they are meant', async () => {
    const answer = await put('8x10', { base_price: 20, digital_price: 0, acceptFree: true })
    expect(answer.status).toBe(200)
    expect(await get('8x10')).toMatchObject({ digital_price: 0 })
  })

  it.each([
    ['base_price', { base_price: 1e-9 }],
    ['digital_price', { base_price: 10, digital_price: 1e-12 }],
  ])('that are nothing in the smallest unit are prices of nothing: %s', async (name, prices) => {
    const answer = await api(user, 'PUT', '/api/pricing/8x10', prices)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(`/${name}`)
    const meant = { ...prices, accept_free: true }
    expect((await api(user, 'PUT', '/api/pricing/8x10', meant)).status).toBe(200)
  })

  it('set twice the same are one change, with one row in the activity', async () => {
    await put('8x10', { base_price: 30 })
    const first = await get('8x10')
    await put('8x10', { base_price: 30 })
    expect(await get('8x10')).toEqual(first)
    const activity = await api(user, 'GET', '/api/activity')
    expect(await activity.json()).toMatchObject({ total: 1 })
  })

  it('are not overwritten by somebody who saw an older version', async () => {
    const seen = await get('8x10')
    const etag = { 'if-match': `"${seen?.version}-x"` }
    expect((await api(user, 'PUT', '/api/pricing/8x10', { base_price: 30 }, etag)).status).toBe(200)
    const late = await api(user, 'PUT', '/api/pricing/8x10', { base_price: 40 }, etag)
    expect(late.status).toBe(412)
    expect(await late.json()).toMatchObject({ pricing: { size: '8x10', base_price: 30 } })
    const reset = await api(user, 'DELETE', '/api/pricing/8x10', undefined, etag)
    expect(reset.status).toBe(412)
    expect(await get('8x10')).toMatchObject({ base_price: 30 })
  })

  it('set again after a reset are not those that were seen before it', async () => {
    await put('8x10', { base_price: 30 })
    const seen = await get('8x10')
    await api(user, 'DELETE', '/api/pricing/8x10')
    await put('8x10', { base_price: 35 })
    const etag = { 'if-match': `"${seen?.version}-x"` }
    const late = await api(user, 'PUT', '/api/pricing/8x10', { base_price: 40 }, etag)
    expect(late.status).toBe(412)
  })

  it('can be in a currency without cents, and take no default in dollars then', async () => {
    const answer = await put('8x10', { base_price: 2500, currency: 'jpy' })
    expect(answer.status).toBe(200)
    expect(await get('8x10')).toMatchObject({
      base_price: 2500,
      currency: 'JPY',
      framed_price: null,
      inherited: [],
    })
    const yen = { currency: 'JPY', variants: [{ size: '8x10' }] }
    expect(await addProduct(user, yen)).toMatchObject({ variants: [{ price: 2500 }] })
  })

  it('answer 404 for a size without a price and 400 for what is no size', async () => {
    expect((await api(user, 'GET', '/api/pricing/99x99')).status).toBe(404)
    expect((await api(user, 'GET', '/api/pricing/%3Cscript%3E')).status).toBe(400)
  })

  it('want a key', async () => {
    expect((await api(undefined, 'GET', '/api/pricing')).status).toBe(401)
  })
})
