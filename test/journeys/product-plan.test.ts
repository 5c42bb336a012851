import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { publishProduct } from '../../src/domain/publishing/publish-product.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct, readProduct } from '../support/worker/products.ts'
import { addPicture, publishNow, rested, withoutQueue } from '../support/worker/publishing.ts'
import { breakShop, connectShop, editAtShop, productsAtShop } from '../support/worker/shop.ts'

const plan = z.object({
  plan_id: z.string(),
  read_at: z.string(),
  shop_domain: z.string().nullable(),
  undecided: z.array(z.string()),
  changes: z.array(
    z.object({
      path: z.string(),
      hub: z.string().nullable(),
      published: z.string().nullable(),
      shop: z.string().nullable(),
      will: z.string(),
    }),
  ),
})

let user: TestUser
let shop: string
beforeEach(async () => {
  user = await createUser()
  shop = await connectShop(user)
})

const make = (more = {}) =>
  addProduct(user, {
    title: 'Still water',
    vendor: 'Haven & Hold',
    tags: ['calm'],
    variants: [{ size: '8x10' }],
    ...more,
  })
const act = (id: string, verb: string, body?: unknown) =>
  api(user, 'POST', `/api/products/${id}/${verb}`, body)
const planOf = async (id: string, query = 'action=publish') => {
  const answer = await api(user, 'GET', `/api/products/${id}/plan?${query}`)
  expect(answer.status).toBe(200)
  return plan.parse(await answer.json())
}
const pathsOf = ({ changes }: z.infer<typeof plan>) =>
  changes.map(({ path, will }) => `${will} ${path}`)
const forgetLook = (id: string) =>
  env.DB.prepare(
    "UPDATE product_publications SET seen_at = '2026-01-01' WHERE user_id = ? AND product_id = ? AND seen_at IS NOT NULL",
  )
    .bind(user.userId, id)
    .run()

describe('the plan of publishing', () => {
  it('of a new product adds all of it, and nothing is written', async () => {
    const { id, variants } = await make({ imageIds: [await addPicture(user)] })
    const sku = variants[0]?.sku
    const found = await planOf(id)
    expect(found).toMatchObject({ shop_domain: shop, undecided: [] })
    expect(pathsOf(found)).toEqual([
      'add title',
      'add product_type',
      'add vendor',
      'add tags/calm',
      'add handle',
      `add variants/${sku}`,
      `add variants/${sku}/price`,
      'add pictures/1',
      'add status',
      'add online_store',
    ])
    expect(found.changes.find(({ path }) => path.endsWith('/price'))).toMatchObject({
      hub: '24.99',
      published: null,
      shop: null,
    })
    expect(await productsAtShop(shop)).toEqual([])
    expect(await readProduct(user, id)).toMatchObject({ publish_state: 'idle', status: 'draft' })
  })

  it('of a draft at the shop puts nothing on sale', async () => {
    const { id } = await make()
    const found = await planOf(id, 'action=publish&target=draft')
    expect(found.changes.find(({ path }) => path === 'status')).toMatchObject({ hub: 'DRAFT' })
    expect(found.changes.some(({ path }) => path === 'online_store')).toBe(false)
  })

  it('names each field, variant and tag that changes, and nothing else', async () => {
    const { id } = await make()
    await publishNow(user, id)
    expect((await planOf(id)).changes).toEqual([])
    await api(user, 'PATCH', `/api/products/${id}`, {
      vendor: 'Us',
      tags: ['blue'],
      variants: [{ size: '8x10', price: 12, compare_at_price: 20 }, { size: 'A4' }],
    })
    const [first, second] = (await readProduct(user, id)).variants
    expect((await planOf(id)).changes).toEqual([
      change('vendor', 'Us', 'Haven & Hold', 'Haven & Hold', 'change'),
      change('tags/blue', 'blue', null, null, 'add'),
      change('tags/calm', null, 'calm', 'calm', 'remove'),
      change(`variants/${first?.sku}/price`, '12.00', '24.99', '24.99', 'change'),
      change(`variants/${first?.sku}/compare_at_price`, '20.00', null, null, 'add'),
      change(`variants/${second?.sku}`, 'A4', null, null, 'add'),
      change(`variants/${second?.sku}/price`, '29.99', null, null, 'add'),
    ])
  })

  it('does what it says: after it was carried out there is nothing left to change', async () => {
    const { id } = await make()
    await publishNow(user, id)
    await api(user, 'PATCH', `/api/products/${id}`, {
      title: 'Deep water',
      tags: ['blue'],
      variants: [{ size: 'A4' }],
    })
    const { plan_id } = await planOf(id)
    const ctx = withoutQueue(user)
    const { taskId } = await publishProduct(ctx, id, { planId: plan_id })
    await syncProduct(ctx, { productId: id, taskId })
    expect(await readProduct(user, id)).toMatchObject({ publish_state: 'idle', sync_error: null })
    expect(await productsAtShop(shop)).toMatchObject([
      { title: 'Deep water', tags: ['blue'], variants: [{ price: '29.99' }] },
    ])
    await forgetLook(id)
    expect((await planOf(id)).changes).toEqual([])
  })

  it('is another one once either side has changed, and publishing by the old one is refused', async () => {
    const { id } = await make()
    const { plan_id } = await planOf(id)
    expect((await planOf(id)).plan_id).toBe(plan_id)
    await api(user, 'PATCH', `/api/products/${id}`, { vendor: 'Us' })
    const refused = await act(id, 'publish', { plan_id })
    expect(refused.status).toBe(409)
    const answer = z.object({ code: z.string(), plan }).parse(await refused.json())
    expect(answer.code).toBe('plan_changed')
    expect((await act(id, 'publish', { planId: answer.plan.plan_id })).status).toBe(202)
    const done = await rested(user, id, { status: 'active' })
    await forgetLook(id)
    const before = await planOf(id)
    await editAtShop(shop, done.shopify_product_gid ?? '', { vendor: 'Someone' })
    await forgetLook(id)
    expect((await planOf(id)).plan_id).not.toBe(before.plan_id)
  })

  it('asks about what was changed at the shop, under one name with overwrite and without', async () => {
    const { id } = await make()
    const { shopify_product_gid: gid } = await publishNow(user, id)
    await editAtShop(shop, gid ?? '', { title: 'Deep water' })
    await forgetLook(id)
    const asked = await planOf(id)
    expect(asked).toMatchObject({ undecided: ['title'], changes: [{ will: 'ask' }] })
    const body = { plan_id: asked.plan_id, overwrite: true }
    const tried = await act(id, 'publish?dry_run=true', body)
    expect(tried.status).toBe(200)
    expect(await tried.json()).toMatchObject({
      dry_run: true,
      plan_id: asked.plan_id,
      changes: [{ path: 'title', will: 'change' }],
    })
    expect((await act(id, 'publish', body)).status).toBe(202)
    await rested(user, id, { publish_state: 'idle', sync_error: null })
    expect(await productsAtShop(shop)).toMatchObject([{ title: 'Still water' }])
  })

  it('cannot be made where the shop cannot be reached; publishing without one still begins', async () => {
    const { id } = await make()
    await publishNow(user, id)
    await forgetLook(id)
    await breakShop(shop, { kind: 'status', value: 500, operation: '*' })
    const answer = await api(user, 'GET', `/api/products/${id}/plan?action=publish`)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({
      code: 'unavailable',
      error: expect.stringContaining('Nothing was changed'),
    })
    expect((await act(id, 'publish', { plan_id: 'a'.repeat(64) })).status).toBe(503)
    const tried = await act(id, 'publish?dry_run=true')
    expect(await tried.json()).toMatchObject({ dry_run: true, plan_id: null, changes: null })
    expect((await act(id, 'publish')).status).toBe(202)
  })

  it('is refused where publishing is, and a draft of what is on sale too', async () => {
    const { id } = await make()
    await publishNow(user, id)
    for (const query of ['action=publish&target=draft', 'action=restore']) {
      const answer = await api(user, 'GET', `/api/products/${id}/plan?${query}`)
      expect(answer.status).toBe(409)
    }
    expect((await act(id, 'publish', { target: 'draft' })).status).toBe(409)
    const unknown = await api(user, 'GET', `/api/products/${id}/plan?action=sell`)
    expect(unknown.status).toBe(400)
  })
})

describe('the plan of taking off sale and bringing back', () => {
  it('shows what becomes of its status, and a dry run of each answers it', async () => {
    const { id } = await make()
    await publishNow(user, id)
    const found = await planOf(id, 'action=retire')
    expect(found.changes).toEqual([change('status', 'ARCHIVED', 'ACTIVE', 'ACTIVE', 'change')])
    const tried = await act(id, 'retire?dry_run=true', { reason: 'seasonal' })
    expect(await tried.json()).toMatchObject({ dry_run: true, plan_id: found.plan_id })
    expect(await readProduct(user, id)).toMatchObject({ status: 'active', publish_state: 'idle' })
    expect((await act(id, 'retire', { plan_id: 'b'.repeat(64) })).status).toBe(409)
    expect((await act(id, 'retire', { plan_id: found.plan_id })).status).toBe(200)
    await rested(user, id, { status: 'retired' })
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ARCHIVED' }])
    const restored = await planOf(id, 'action=restore')
    expect(restored.changes).toMatchObject([{ path: 'status', hub: 'DRAFT', shop: 'ARCHIVED' }])
    expect((await act(id, 'restore', { plan_id: restored.plan_id })).status).toBe(200)
    await rested(user, id, { status: 'draft' })
  })

  it('of what no shop has changes nothing there', async () => {
    const { id } = await make()
    const found = await planOf(id, 'action=archive')
    expect(found).toMatchObject({ shop_domain: null, changes: [] })
    expect((await act(id, 'archive', { plan_id: found.plan_id })).status).toBe(200)
    expect(await readProduct(user, id)).toMatchObject({ status: 'archived' })
  })

  it('is refused where the action is, with the same sentence', async () => {
    const { id } = await make()
    await act(id, 'archive')
    const [tried, done] = [await act(id, 'retire?dry_run=true'), await act(id, 'retire')]
    expect([tried.status, done.status]).toEqual([409, 409])
    const sentence = z.object({ error: z.string() })
    expect(sentence.parse(await tried.json())).toEqual(sentence.parse(await done.json()))
  })
})

describe('a job that publishes', () => {
  it('leaves what was changed at the shop, unless it overwrites', async () => {
    const { id } = await make()
    const { shopify_product_gid: gid } = await publishNow(user, id)
    await editAtShop(shop, gid ?? '', { vendor: 'Someone' })
    await forgetLook(id)
    await planOf(id)
    const tried = (change: object) =>
      api(user, 'POST', '/api/jobs?dry_run=true', { type: 'publish', sel: { ids: [id] }, change })
    expect(await (await tried({})).json()).toMatchObject({
      refused: 1,
      rows: [
        { result: 'refused', reason: expect.stringContaining('changed on Shopify (vendor)') },
      ],
    })
    expect(await (await tried({ overwrite: true })).json()).toMatchObject({ changed: 1 })
  })
})

describe('keys', () => {
  it('that may only read see plans and drift, and decide nothing', async () => {
    const { id } = await make()
    await env.DB.prepare('UPDATE api_keys SET permissions = ? WHERE user_id = ?')
      .bind(JSON.stringify({ hub: ['read'] }), user.userId)
      .run()
    const reader = user
    expect((await api(reader, 'GET', `/api/products/${id}/plan?action=publish`)).status).toBe(200)
    expect((await api(reader, 'GET', `/api/products/${id}/drift`)).status).toBe(200)
    for (const take of ['hub', 'shop']) {
      const decisions = [{ field: 'title', take }]
      const answer = await api(reader, 'POST', `/api/products/${id}/drift`, { decisions })
      expect(answer.status).toBe(403)
    }
    expect((await api(reader, 'PUT', `/api/products/${id}/locks`, { fields: [] })).status).toBe(403)
  })
})

function change(
  path: string,
  hub: string | null,
  published: string | null,
  atShop: string | null,
  will: string,
) {
  return { path, hub, published, shop: atShop, will }
}
