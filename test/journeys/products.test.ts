import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { pricingAnswer } from '../../src/domain/pricing/schemas.ts'
import { productAnswer } from '../../src/domain/products/schemas.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct, productOf, productShape, readProduct } from '../support/worker/products.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const listed = z.object({ products: z.array(productShape), total: z.number() })
const refusal = z.object({
  error: z.string(),
  details: z.array(z.object({ pointer: z.string(), message: z.string() })),
})
const activities = z.object({
  activity: z.array(z.object({ action_type: z.string(), details: z.unknown() })),
})

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

const post = (body: unknown, who = user) => api(who, 'POST', '/api/products', body)
const list = async (query = '', who = user) =>
  listed.parse(await (await api(who, 'GET', `/api/products${query}`)).json())
const titles = async (query: string) => (await list(query)).products.map(({ title }) => title)
const activityOf = async (id: string) => {
  const answer = await api(user, 'GET', `/api/activity?reference_id=${id}`)
  return activities.parse(await answer.json()).activity
}

describe('a new product', () => {
  it('is a draft with titles, SKUs and prices of its own', async () => {
    const product = await addProduct(user, {
      variants: [
        { size: '8x10' },
        { size: '8x10', frameStyle: 'white' },
        { size: '8x10', is_digital: true },
        { size: '99x99' },
        { size: '11x14', frame_style: 'unframed', price: 12.34 },
      ],
    })
    const tail = product.id.replaceAll('-', '').slice(-8).toUpperCase()
    expect(product).toMatchObject({
      status: 'draft',
      publish_state: 'idle',
      product_type: 'Print',
      vendor: 'Haven & Hold',
      tags: [],
      total_views: null,
      total_revenue: 0,
    })
    expect(product.variants.map(({ title, sku, price }) => [title, sku, price])).toEqual([
      ['8×10', `HH-${tail}-8x10-UNF`, 24.99],
      ['8×10 / White Frame', `HH-${tail}-8x10-WHI`, 49.99],
      ['8×10 / Digital', `HH-${tail}-8x10-DIG`, 9.99],
      ['99×99', `HH-${tail}-99x99-UNF`, 24.99],
      ['11×14', `HH-${tail}-11x14-UNF`, 12.34],
    ])
    expect(product.variants[4]?.frame_style).toBeNull()
    expect(await readProduct(user, product.id)).toEqual(product)
  })

  it('is answered as written down, without its owner, keys and hashes', async () => {
    const { mockupId } = await seedMockup(user, { status: 'approved', item: false })
    const { id } = await addProduct(user, { imageIds: [mockupId] })
    const one = await api(user, 'GET', `/api/products/${id}`)
    const answer = z.strictObject({ product: productAnswer })
    expect(answer.safeParse(await one.json()).error).toBeUndefined()
    const rows = await api(user, 'GET', '/api/pricing')
    const prices = z.object({ pricing: z.array(pricingAnswer) })
    expect(prices.safeParse(await rows.json()).error).toBeUndefined()
  })

  it("takes the user's own prices before the system's", async () => {
    await api(user, 'PUT', '/api/pricing/8x10', { base_price: 31, framed_price: 71 })
    const product = await addProduct(user)
    expect(product.variants.map(({ price }) => price)).toEqual([31, 71])
  })

  it('leaves its row in the activity log', async () => {
    const product = await addProduct(user)
    expect(await activityOf(product.id)).toMatchObject([
      {
        action_type: 'product_created',
        details: { productId: product.id, title: product.title, variantCount: 2 },
      },
    ])
  })

  it('keeps its pictures in the order given, each once, as links that need no key', async () => {
    const first = await seedMockup(user, { status: 'approved', item: false })
    const second = await seedMockup(user, { status: 'approved', item: false })
    const ids = [second.mockupId, first.assetId, first.mockupId, second.mockupId]
    const product = await addProduct(user, { imageIds: ids })
    expect(product.images.map(({ source_id, position }) => [source_id, position])).toEqual([
      [second.mockupId, 0],
      [first.assetId, 1],
      [first.mockupId, 2],
    ])
    expect(product.images.map(({ source_type }) => source_type)).toEqual([
      'mockup',
      'asset',
      'mockup',
    ])
    expect(product.images[0]?.src).toMatch(/^http:\/\/localhost:8787\/files\/.+signature=/)
  })

  it("names pictures that are not the user's, and writes nothing", async () => {
    const other = await createUser()
    const theirs = await seedMockup(other)
    const unknown = newId()
    const answer = await post({
      title: 'Rest',
      variants: [{ size: '8x10' }],
      imageIds: [theirs.mockupId, unknown],
    })
    expect(answer.status).toBe(404)
    const { error } = refusal.parse(await answer.json())
    expect(error).toContain(theirs.mockupId)
    expect(error).toContain(unknown)
    expect((await list()).total).toBe(0)
  })

  it("refuses another user's quote and asset", async () => {
    const other = await createUser()
    const theirs = await seedMockup(other)
    const variants = [{ size: '8x10' }]
    const asset = await post({ title: 'Rest', variants, assetId: theirs.assetId })
    expect(asset.status).toBe(404)
    const quote = await post({ title: 'Rest', variants, quoteId: newId() })
    expect(quote.status).toBe(404)
    expect((await list()).total).toBe(0)
  })

  it.each([
    ['two equal variants', { variants: [{ size: '8x10' }, { size: '8 × 10' }] }],
    [
      'a digital variant with a frame',
      { variants: [{ size: '8x10', frame_style: 'black', is_digital: true }] },
    ],
    ['no variants', { variants: [] }],
    ['no title', { title: ' ' }],
    ['a title of 201 characters', { title: 'x'.repeat(201) }],
    ['an unknown collection', { collection: 'spring' }],
    ['an unknown frame', { variants: [{ size: '8x10', frame_style: 'gold' }] }],
    ['a negative price', { variants: [{ size: '8x10', price: -1 }] }],
    ['a price with three decimals', { variants: [{ size: '8x10', price: 1.234 }] }],
    ['an unknown field', { colour: 'red' }],
    ['an image id that is none', { imageIds: ['x'] }],
  ])('refuses %s with the details', async (_, wrong) => {
    const answer = await post({ title: 'Rest', variants: [{ size: '8x10' }], ...wrong })
    expect(answer.status).toBe(400)
    const { error, details } = refusal.parse(await answer.json())
    expect(error).toBe('Invalid request body')
    expect(details.length).toBeGreaterThan(0)
    expect((await list()).total).toBe(0)
  })

  it('can be tried without being made', async () => {
    const answer = await api(user, 'POST', '/api/products?dry_run=true', {
      title: 'Rest',
      variants: [{ size: '8x10' }],
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ dry_run: true, product: { title: 'Rest' } })
    expect((await list()).total).toBe(0)
  })

  it('waits for a person when it is to be published at once under supervision', async () => {
    const product = await addProduct(user, { publishImmediately: true })
    expect(product).toMatchObject({ status: 'pending', publish_state: 'idle' })
    const approvals = await api(user, 'GET', '/api/approvals?status=pending&type=product')
    expect(await approvals.json()).toMatchObject({
      total: 1,
      approvals: [{ reference_id: product.id, payload: { productId: product.id } }],
    })
  })

  it('stays, pending and with the reason, when autopilot finds no shop', async () => {
    await api(user, 'PUT', '/api/settings', { global_mode: 'autopilot' })
    const product = await addProduct(user, { publishImmediately: true })
    expect(product).toMatchObject({ status: 'pending', sync_error: 'Shopify not connected' })
  })
})

describe('the list', () => {
  it('is newest first, with exact totals for each filter', async () => {
    await addProduct(user, { title: 'One', collection: 'growth' })
    await addProduct(user, { title: 'Two', collection: 'grounding' })
    const third = await addProduct(user, { title: 'Three', collection: 'growth' })
    await api(user, 'POST', `/api/products/${third.id}/archive`)
    expect(await titles('')).toEqual(['Three', 'Two', 'One'])
    expect(await list('?collection=growth')).toMatchObject({ total: 2 })
    expect(await list('?status=draft')).toMatchObject({ total: 2 })
    expect(await list('?status=draft&collection=growth')).toMatchObject({ total: 1 })
    expect(await list('?limit=1&offset=1')).toMatchObject({
      total: 3,
      products: [{ title: 'Two' }],
    })
  })

  it('finds parts of words in titles and tags, and means every character', async () => {
    await addProduct(user, { title: 'You are allowed to rest', tags: ['calm'] })
    await addProduct(user, { title: '100% enough', tags: ['say "no"'] })
    expect(await titles('?search=LLOW')).toEqual(['You are allowed to rest'])
    expect(await titles('?search=cal')).toEqual(['You are allowed to rest'])
    expect(await titles('?search=to')).toEqual(['You are allowed to rest'])
    expect(await titles('?search=%25')).toEqual(['100% enough'])
    expect(await titles('?search=_')).toEqual([])
    expect(await titles('?search=%22no')).toEqual(['100% enough'])
    expect(await titles('?search=zebra')).toEqual([])
    expect(await list('?search=enough')).toMatchObject({ total: 1 })
  })

  it("never shows another user's products", async () => {
    const other = await createUser()
    const mine = await addProduct(user)
    expect(await list('', other)).toMatchObject({ total: 0, products: [] })
    for (const [method, path] of [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/publish'],
      ['POST', '/retire'],
      ['POST', '/restore'],
      ['POST', '/archive'],
    ] as const) {
      const body = method === 'PATCH' ? { title: 'Stolen' } : undefined
      const answer = await api(other, method, `/api/products/${mine.id}${path}`, body)
      expect([method, path, answer.status]).toEqual([method, path, 404])
    }
    expect(await readProduct(user, mine.id)).toEqual(mine)
  })

  it('refuses a filter that does not exist', async () => {
    expect((await api(user, 'GET', '/api/products?status=lost')).status).toBe(400)
    expect((await api(user, 'GET', '/api/products?limit=101')).status).toBe(400)
  })
})

describe('changing a product', () => {
  it('leaves what was not given, and keeps the ids of variants that stay', async () => {
    const before = await addProduct(user, { tags: ['calm'] })
    const answer = await api(user, 'PATCH', `/api/products/${before.id}`, {
      title: 'Rest',
      variants: [{ size: '8x10', frame_style: 'white', price: 55 }, { size: 'A4' }],
    })
    const after = await productOf(answer)
    expect(after).toMatchObject({ title: 'Rest', tags: ['calm'] })
    expect(after.variants.map(({ title, price }) => [title, price])).toEqual([
      ['8×10 / White Frame', 55],
      ['A4', 29.99],
    ])
    expect(after.variants[0]?.id).toBe(before.variants[1]?.id)
    expect(after.variants[0]?.sku).toBe(before.variants[1]?.sku)
  })

  it('keeps a price that was set by hand when none is given', async () => {
    const before = await addProduct(user, { variants: [{ size: '8x10', price: 11 }] })
    const answer = await api(user, 'PATCH', `/api/products/${before.id}`, {
      variants: [{ size: '8x10' }, { size: '11x14' }],
    })
    expect((await productOf(answer)).variants.map(({ price }) => price)).toEqual([11, 34.99])
  })

  it('replaces pictures, and keeps one whose mockup is gone by its own id', async () => {
    const first = await seedMockup(user, { status: 'approved', item: false })
    const second = await seedMockup(user, { status: 'approved', item: false })
    const before = await addProduct(user, { imageIds: [first.mockupId, second.mockupId] })
    await user.ctx.d1
      .prepare('UPDATE product_images SET source_id = NULL WHERE source_id = ?')
      .bind(first.mockupId)
      .run()
    const kept = before.images[0]?.id
    const answer = await api(user, 'PATCH', `/api/products/${before.id}`, {
      image_ids: [second.mockupId, kept],
    })
    const after = await productOf(answer)
    expect(after.images.map(({ id }) => id)).toEqual([before.images[1]?.id, kept])
  })

  it('refuses clashing variants and changes nothing', async () => {
    const before = await addProduct(user)
    const answer = await api(user, 'PATCH', `/api/products/${before.id}`, {
      title: 'Other',
      variants: [{ size: '8x10' }, { size: '8x10' }],
    })
    expect(answer.status).toBe(400)
    expect(await readProduct(user, before.id)).toEqual(before)
  })

  it('holds a hundred variants', async () => {
    const variants = Array.from({ length: 100 }, (_, n) => ({ size: `${n + 1}x10` }))
    const product = await addProduct(user, { variants })
    expect(product.variants).toHaveLength(100)
    const more = [...variants, { size: '101x10' }]
    const answer = await api(user, 'PATCH', `/api/products/${product.id}`, { variants: more })
    expect(answer.status).toBe(400)
  })
})

describe('a product that no shop has seen', () => {
  it('is deleted with everything of its own', async () => {
    const { mockupId } = await seedMockup(user, { status: 'approved', item: false })
    const product = await addProduct(user, { imageIds: [mockupId], publishImmediately: true })
    expect((await api(user, 'DELETE', `/api/products/${product.id}`)).status).toBe(200)
    expect((await api(user, 'GET', `/api/products/${product.id}`)).status).toBe(404)
    expect((await list()).total).toBe(0)
    for (const table of ['product_variants', 'product_images']) {
      const left = await user.ctx.d1
        .prepare(`SELECT count(*) AS n FROM ${table} WHERE product_id = ?`)
        .bind(product.id)
        .first('n')
      expect([table, left]).toEqual([table, 0])
    }
    const waiting = await api(user, 'GET', '/api/approvals?status=pending&type=product')
    expect(await waiting.json()).toMatchObject({ total: 0 })
  })

  it('is retired, archived and restored at once', async () => {
    const { id } = await addProduct(user)
    const act = async (verb: string, body?: unknown) =>
      productOf(await api(user, 'POST', `/api/products/${id}/${verb}`, body))
    const retired = await act('retire', { reason: 'seasonal' })
    expect(retired).toMatchObject({ status: 'retired', retire_reason: 'seasonal' })
    expect(retired.retired_at).not.toBeNull()
    const restored = await act('restore')
    expect(restored).toMatchObject({ status: 'draft', retired_at: null, retire_reason: null })
    expect(await act('archive')).toMatchObject({ status: 'archived' })
    expect(await activityOf(id)).toMatchObject([
      { action_type: 'product_archived' },
      { action_type: 'product_restored' },
      { action_type: 'product_retired', details: { productId: id, reason: 'seasonal' } },
      { action_type: 'product_created' },
    ])
  })

  it('is retired by hand unless another reason is given, and only for a known one', async () => {
    const { id } = await addProduct(user)
    const wrong = await api(user, 'POST', `/api/products/${id}/retire`, { reason: 'boredom' })
    expect(wrong.status).toBe(400)
    const retired = await productOf(await api(user, 'POST', `/api/products/${id}/retire`))
    expect(retired.retire_reason).toBe('manual')
  })

  it('cannot be restored while it is a draft, nor published once it is archived', async () => {
    const { id } = await addProduct(user)
    await api(user, 'POST', `/api/products/${id}/archive`)
    expect((await api(user, 'POST', `/api/products/${id}/retire`)).status).toBe(409)
    const publish = await api(user, 'POST', `/api/products/${id}/publish`)
    expect(publish.status).toBe(400)
    expect(refusal.parse(await publish.json()).error).toBe('Shopify not connected')
  })
})

describe('a picture that two mockups share', () => {
  it('is shown once, whichever names it, and naming both again changes nothing', async () => {
    const first = await seedMockup(user, { status: 'approved', item: false })
    const { assetId, pictureId } = first
    const second = await seedMockup(user, { status: 'approved', item: false, assetId, pictureId })
    const imageIds = [first.mockupId, second.mockupId]
    const created = await addProduct(user, { imageIds })
    expect(created.images).toHaveLength(1)
    const again = await productOf(
      await api(user, 'PATCH', `/api/products/${created.id}`, { imageIds }),
    )
    expect(again).toEqual(created)
  })
})
