import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { findPublication } from '../../src/domain/publishing/publications.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct, delivered } from '../support/worker/products.ts'
import { publishNow } from '../support/worker/publishing.ts'
import { connectShop, productsAtShop } from '../support/worker/shop.ts'

let user: TestUser
let shop: string
beforeEach(async () => {
  user = await createUser()
  shop = await connectShop(user)
})

const put = async (path: string, body: unknown) => {
  const answer = await api(user, 'PUT', path, body)
  expect(answer.status).toBe(200)
}
const sendCost = (send_cost: boolean) => put('/api/settings', { shop: { send_cost } })
const planOf = async (id: string) => {
  const answer = await api(user, 'GET', `/api/products/${id}/plan?action=publish`)
  return z.object({ changes: z.array(z.unknown()) }).parse(await answer.json()).changes
}
const costsAtShop = async () =>
  (await productsAtShop(shop)).flatMap(({ variants }) => variants.map(({ cost }) => cost))

describe('what prints cost', () => {
  it('goes to the shop only where it was asked for, and stays there after', async () => {
    await put('/api/pricing/8x10', { base_price: 24.99, cost: 8, frame_cost: 12.5 })
    await put('/api/pricing/18x24', { base_price: 60, cost: null })
    const { id } = await addProduct(user, {
      variants: [
        { size: '8x10' },
        { size: '8x10', frame_style: 'black' },
        { size: '18x24' },
        await delivered(user),
      ],
    })
    await publishNow(user, id)
    expect(await costsAtShop()).toEqual([null, null, null, null])

    await sendCost(true)
    await publishNow(user, id)
    expect(await costsAtShop()).toEqual(['8.00', '20.50', null, '0.00'])

    await put('/api/pricing/8x10', { base_price: 24.99, cost: 9, frame_cost: 12.5 })
    await publishNow(user, id)
    expect(await costsAtShop()).toEqual(['9.00', '21.50', null, '0.00'])

    await sendCost(false)
    await put('/api/pricing/8x10', { base_price: 24.99, cost: 10, frame_cost: 12.5 })
    expect(await planOf(id)).toEqual([])
    await publishNow(user, id)
    expect(await costsAtShop()).toEqual(['9.00', '21.50', null, '0.00'])
  })

  it('is in the plan, like anything else that is sent', async () => {
    await put('/api/pricing/8x10', { base_price: 24.99, cost: 8 })
    const { id, variants } = await addProduct(user, { variants: [{ size: '8x10' }] })
    await publishNow(user, id)
    expect(await planOf(id)).toEqual([])
    await sendCost(true)
    expect(await planOf(id)).toEqual([
      {
        path: `variants/${variants[0]?.sku}/cost`,
        hub: '8.00',
        published: null,
        shop: null,
        will: 'add',
      },
    ])
    await publishNow(user, id)
    expect(await planOf(id)).toEqual([])
  })

  it('counts postage where the user pays it, and no fees', async () => {
    await put('/api/pricing/8x10', { base_price: 24.99, cost: 8 })
    await put('/api/settings', {
      fees: { percent: 2.9, fixed: 0.3, postage: 4.5, pays_postage: true },
      shop: { sendCost: true },
    })
    const { id } = await addProduct(user)
    await publishNow(user, id)
    expect((await costsAtShop())[0]).toBe('12.50')
  })

  it('is told as no unpublished change', async () => {
    await put('/api/pricing/8x10', { base_price: 24.99, cost: 8 })
    await sendCost(true)
    const { id } = await addProduct(user)
    await publishNow(user, id)
    await put('/api/pricing/8x10', { base_price: 24.99, cost: 9 })
    await api(user, 'PATCH', `/api/products/${id}`, { description: 'Other' })
    await api(user, 'PATCH', `/api/products/${id}`, { description: null })
    const publication = await findPublication(user.ctx, { productId: id, shop })
    expect(publication).toMatchObject({ unsent_since: null })
  })
})
