import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'

const price = z.object({
  size: z.string(),
  base_price: z.number(),
  framed_price: z.number().nullable(),
  digital_price: z.number().nullable(),
  cost: z.number().nullable(),
  frame_cost: z.number().nullable(),
  is_system: z.boolean(),
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

  it("of the user's own stand in the place of the system's, for that user alone", async () => {
    const other = await createUser()
    const answer = await put('8x10', { base_price: 29.5, framedPrice: 60, cost: 9 })
    expect(answer.status).toBe(200)
    expect((await list()).total).toBe(10)
    expect(await get('8x10')).toMatchObject({
      base_price: 29.5,
      framed_price: 60,
      digital_price: null,
      cost: 9,
      is_system: false,
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
    [{ base_price: 1, colour: 'red' }],
    [[]],
  ])('refuse %j and stay as they were', async (body) => {
    expect((await put('8x10', body)).status).toBe(400)
    expect(await get('8x10')).toMatchObject({ base_price: 24.99 })
  })

  it('answer 404 for a size without a price and 400 for what is no size', async () => {
    expect((await api(user, 'GET', '/api/pricing/99x99')).status).toBe(404)
    expect((await api(user, 'GET', '/api/pricing/%3Cscript%3E')).status).toBe(400)
  })

  it('want a key', async () => {
    expect((await api(undefined, 'GET', '/api/pricing')).status).toBe(401)
  })
})
