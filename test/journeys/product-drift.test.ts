import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { lookAtShop } from '../../src/domain/publishing/drift/look-at-shop.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct, readProduct } from '../support/worker/products.ts'
import { addPicture, publishNow } from '../support/worker/publishing.ts'
import {
  breakShop,
  connectShop,
  deleteAtShop,
  editAtShop,
  productsAtShop,
} from '../support/worker/shop.ts'

const drift = z.object({
  fields: z.array(
    z.object({
      field: z.string(),
      hub: z.unknown(),
      published: z.unknown(),
      shop: z.unknown(),
      locked: z.boolean(),
      undecided: z.boolean(),
      seen: z.string(),
      changed_since: z.string().nullable(),
    }),
  ),
  looked_at: z.string().nullable(),
})

let user: TestUser
let shop: string
beforeAll(async () => {
  user = await createUser()
  shop = await connectShop(user)
})

let id: string
let gid: string
beforeEach(async () => {
  const made = await addProduct(user, {
    title: 'Still water',
    tags: ['calm', 'blue'],
    description: 'Quiet',
    variants: [{ size: '8x10' }, { size: 'A4' }],
  })
  id = made.id
  const done = await publishNow(user, id)
  expect(done).toMatchObject({ status: 'active', sync_error: null })
  gid = done.shopify_product_gid ?? ''
  await lookAtShop(user.ctx, id, { maxAgeMs: 0 })
})

/** The last look is too old to be believed. */
const passMinute = () =>
  env.DB.prepare(
    "UPDATE product_publications SET seen_at = '2026-01-01' WHERE user_id = ? AND product_id = ? AND seen_at IS NOT NULL",
  )
    .bind(user.userId, id)
    .run()

const edit = async (change: Record<string, unknown>) => {
  await passMinute()
  await editAtShop(shop, gid, change)
}
const readDrift = async () => {
  const answer = await api(user, 'GET', `/api/products/${id}/drift`)
  expect(answer.status).toBe(200)
  return drift.parse(await answer.json())
}
const decide = (field: string, take: 'hub' | 'shop', more = {}) =>
  api(user, 'POST', `/api/products/${id}/drift`, { decisions: [{ field, take, ...more }] })
/** The same by a person who has looked. */
const lookAndDecide = async (field: string, take: 'hub' | 'shop') => {
  await readDrift()
  return decide(field, take)
}
const publish = (body?: unknown) => api(user, 'POST', `/api/products/${id}/publish`, body)
const atShop = async () => (await productsAtShop(shop)).find((each) => each.gid === gid)
const flagOf = async () => {
  const answer = await api(user, 'GET', `/api/products/${id}`)
  return z.object({ product: z.object({ is_drifted: z.boolean() }) }).parse(await answer.json())
    .product.is_drifted
}

describe('what was changed at the shop', () => {
  it('is nothing right after publishing', async () => {
    await passMinute()
    expect(await readDrift()).toMatchObject({ fields: [] })
    expect(await flagOf()).toBe(false)
  })

  it('can be decided by way of trial, which leaves no trace and says what the decision does', async () => {
    await edit({ title: 'Deep water', vendor: 'Theirs' })
    await readDrift()
    const before = await readProduct(user, id)
    const decisions = [
      { field: 'title', take: 'shop' },
      { field: 'vendor', take: 'hub' },
    ]
    const path = `/api/products/${id}/drift`
    const tried = await api(user, 'POST', `${path}?dry_run=true`, { decisions })
    expect(tried.status).toBe(200)
    const { fields, ...said } = drift.extend({ dry_run: z.boolean() }).parse(await tried.json())
    expect(said.dry_run).toBe(true)
    expect(fields).toMatchObject([{ field: 'vendor', undecided: false }])
    expect(await readProduct(user, id)).toEqual(before)
    expect((await readDrift()).fields).toMatchObject([{ undecided: true }, { undecided: true }])
    const done = drift.parse(await (await api(user, 'POST', path, { decisions })).json())
    expect(done.fields).toEqual(fields)
  })

  it('and what is left alone can be tried, and is not written', async () => {
    const before = await readProduct(user, id)
    const path = `/api/products/${id}/locks?dry_run=true`
    const tried = await api(user, 'PUT', path, { fields: ['title', 'handle'] })
    expect(await tried.json()).toMatchObject({
      dry_run: true,
      product: { locked_fields: ['title', 'handle'] },
    })
    expect(await readProduct(user, id)).toEqual(before)
  })

  it('is shown with what the hub says and what was published', async () => {
    await edit({ title: 'Deep water', tags: ['calm', 'theirs'] })
    const { fields, looked_at } = await readDrift()
    expect(looked_at).not.toBeNull()
    expect(fields).toMatchObject([
      { field: 'title', hub: 'Still water', published: 'Still water', shop: 'Deep water' },
      { field: 'tags', hub: ['calm', 'blue'], shop: ['calm', 'theirs'] },
    ])
    expect(fields.map(({ undecided, locked }) => [undecided, locked])).toEqual([
      [true, false],
      [true, false],
    ])
    expect(fields[0]?.changed_since).not.toBeNull()
    expect(await flagOf()).toBe(true)
  })

  it('is nothing while it is what the hub says too', async () => {
    await api(user, 'PATCH', `/api/products/${id}`, { title: 'Deep water' })
    await edit({ title: 'Deep water' })
    expect((await readDrift()).fields).toEqual([])
  })

  it('holds publishing back until it is decided on', async () => {
    await edit({ vendor: 'Someone' })
    const refused = await publish()
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({
      code: 'shop_changed',
      fields: ['vendor'],
      plan: { changes: [{ path: 'vendor', shop: 'Someone', will: 'ask' }] },
    })
    expect(await readProduct(user, id)).toMatchObject({ publish_state: 'idle' })
  })

  it('is read again from what was read last where the shop cannot be reached', async () => {
    await edit({ title: 'Deep water' })
    await readDrift()
    await passMinute()
    await breakShop(shop, { kind: 'status', value: 500, operation: '*' })
    const answer = await api(user, 'GET', `/api/products/${id}/drift`)
    expect(await answer.json()).toMatchObject({ fields: [{ field: 'title' }] })
    await fetch(`${env.SANDBOX_URL}/__sandbox/faults?shop=${shop}`, { method: 'DELETE' })
  })

  it('is not looked at while a task is under way', async () => {
    await edit({ title: 'Deep water' })
    await env.DB.prepare(
      "UPDATE products SET publish_state = 'queued' WHERE user_id = ? AND id = ?",
    )
      .bind(user.userId, id)
      .run()
    const look = await lookAtShop(user.ctx, id, { maxAgeMs: 0 })
    expect(look).toMatchObject({ kind: 'read', reading: { title: 'Deep water' } })
    expect(await flagOf()).toBe(false)
  })
})

describe('keeping theirs', () => {
  it('makes the product what the shop shows, and leaves nothing to publish', async () => {
    await edit({
      title: 'Deep water',
      descriptionHtml: '<p>Loud</p><table><tr><td>x</td></tr></table>',
      tags: ['blue', 'theirs'],
      vendor: 'Someone',
    })
    const { fields } = await readDrift()
    const answer = await api(user, 'POST', `/api/products/${id}/drift`, {
      decisions: fields.map(({ field, seen }) => ({ field, seen, take: 'shop' })),
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ success: true, fields: [] })
    expect(await readProduct(user, id)).toMatchObject({
      title: 'Deep water',
      description: 'Loud\n\nx',
      tags: ['blue'],
      vendor: 'Someone',
    })
    await passMinute()
    expect((await readDrift()).fields).toEqual([])
    const plan = await api(user, 'GET', `/api/products/${id}/plan?action=publish`)
    expect(await plan.json()).toMatchObject({ changes: [], undecided: [] })
    const unsent = await env.DB.prepare(
      'SELECT unsent_since FROM product_publications WHERE user_id = ? AND product_id = ?',
    )
      .bind(user.userId, id)
      .first()
    expect(unsent).toEqual({ unsent_since: null })
    const log = await api(user, 'GET', `/api/activity?reference_id=${id}&limit=3`)
    expect(await log.text()).toContain('product_drift_decided')
  })

  it('takes prices below cost as a merchant set them', async () => {
    const [first] = (await readProduct(user, id)).variants
    await edit({ variants: [{ sku: first?.sku, price: '1.50', compareAtPrice: '20.00' }] })
    expect((await lookAndDecide('prices', 'shop')).status).toBe(200)
    const [now] = (await readProduct(user, id)).variants
    expect(now).toMatchObject({ price: 1.5, compare_at_price: 20 })
  })

  it('switches a variant off that the shop has no longer, and leaves theirs there', async () => {
    const [first] = (await readProduct(user, id)).variants
    await edit({ variants: [{ sku: first?.sku, remove: true }] })
    expect((await lookAndDecide('variants', 'shop')).status).toBe(200)
    const rows = (await readProduct(user, id)).variants
    expect(rows.map(({ size, is_active }) => [size, is_active])).toEqual([
      ['8x10', false],
      ['A4', true],
    ])
    expect((await readDrift()).fields).toEqual([])
  })

  it('takes the text of a picture, and that it is gone', async () => {
    await api(user, 'PATCH', `/api/products/${id}`, { image_ids: [await addPicture(user)] })
    await publishNow(user, id)
    await readDrift()
    const media = (await atShop())?.media[0]?.gid
    await edit({ media: { alt: [{ id: media, alt: 'A lake' }], add: [{ alt: 'Theirs' }] } })
    expect((await lookAndDecide('pictures', 'shop')).status).toBe(200)
    expect((await readProduct(user, id)).images.map(({ alt }) => alt)).toEqual(['A lake'])
    await edit({ media: { remove: [media] } })
    expect((await lookAndDecide('pictures', 'shop')).status).toBe(200)
    expect((await readProduct(user, id)).images).toEqual([])
    expect((await readDrift()).fields).toEqual([])
  })

  it('retires what was archived there, without a word to the shop', async () => {
    await edit({ status: 'ARCHIVED' })
    expect((await readDrift()).fields).toMatchObject([{ field: 'status', shop: 'archived' }])
    expect((await lookAndDecide('status', 'shop')).status).toBe(200)
    expect(await readProduct(user, id)).toMatchObject({ status: 'retired', publish_state: 'idle' })
    expect((await readDrift()).fields).toEqual([])
  })

  it('makes a draft of what was drafted there', async () => {
    await edit({ status: 'DRAFT' })
    expect((await lookAndDecide('status', 'shop')).status).toBe(200)
    expect(await readProduct(user, id)).toMatchObject({ status: 'draft' })
  })

  it('retires what was deleted there, and publishes it afresh later', async () => {
    await passMinute()
    await deleteAtShop(shop, gid)
    expect((await readDrift()).fields).toMatchObject([{ field: 'status', shop: 'deleted' }])
    expect((await publish()).status).toBe(409)
    expect((await lookAndDecide('status', 'shop')).status).toBe(200)
    expect(await readProduct(user, id)).toMatchObject({
      status: 'retired',
      shopify_product_gid: null,
    })
  })
})

describe('pushing ours', () => {
  it('is kept, and the next publishing puts back what the hub says', async () => {
    await edit({ title: 'Deep water' })
    const decided = await lookAndDecide('title', 'hub')
    expect(await decided.json()).toMatchObject({ fields: [{ field: 'title', undecided: false }] })
    expect(await flagOf()).toBe(false)
    expect(await publishNow(user, id)).toMatchObject({ sync_error: null, publish_state: 'idle' })
    expect(await atShop()).toMatchObject({ title: 'Still water' })
    await passMinute()
    expect((await readDrift()).fields).toEqual([])
  })

  it('is asked again once the shop shows something else', async () => {
    await edit({ title: 'Deep water' })
    await lookAndDecide('title', 'hub')
    await edit({ title: 'Deeper water' })
    expect((await readDrift()).fields).toMatchObject([{ field: 'title', undecided: true }])
    expect((await publish()).status).toBe(409)
  })

  it('happens at once with overwrite', async () => {
    await edit({ title: 'Deep water' })
    expect((await publish({ overwrite: true })).status).toBe(202)
    await vi.waitFor(async () => expect(await atShop()).toMatchObject({ title: 'Still water' }), {
      timeout: 20_000,
      interval: 50,
    })
  })
})

describe('a decision', () => {
  it('is refused where the shop shows something else than was seen, with what it shows', async () => {
    await edit({ title: 'Deep water' })
    const [title] = (await readDrift()).fields
    await edit({ title: 'Deeper water' })
    const refused = await decide('title', 'shop', { seen: title?.seen })
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({
      code: 'shop_changed',
      fields: [{ field: 'title', shop: 'Deeper water' }],
    })
    expect(await readProduct(user, id)).toMatchObject({ title: 'Still water' })
  })

  it('is refused likewise where nobody has looked since', async () => {
    await edit({ title: 'Deep water' })
    await readDrift()
    await edit({ title: 'Deeper water' })
    expect((await decide('title', 'shop')).status).toBe(409)
  })

  it('changes nothing the second time', async () => {
    await edit({ title: 'Deep water' })
    await lookAndDecide('title', 'shop')
    const { version } = await readProduct(user, id)
    expect((await decide('title', 'shop')).status).toBe(200)
    expect(await readProduct(user, id)).toMatchObject({ version })
  })
})

describe('locked fields', () => {
  const lock = (fields: string[], headers = {}) =>
    api(user, 'PUT', `/api/products/${id}/locks`, { fields }, headers)

  it('are left alone: no drift, no unpublished change, nothing sent', async () => {
    await edit({ title: 'Deep water' })
    expect((await readDrift()).fields).toHaveLength(1)
    expect((await lock(['title', 'handle'])).status).toBe(200)
    expect(await flagOf()).toBe(false)
    await api(user, 'PATCH', `/api/products/${id}`, { title: 'Ours', vendor: 'Us' })
    const plan = await api(user, 'GET', `/api/products/${id}/plan?action=publish`)
    expect(await plan.json()).toMatchObject({
      changes: expect.arrayContaining([
        expect.objectContaining({ path: 'title', will: 'leave' }),
        expect.objectContaining({ path: 'vendor', will: 'change' }),
      ]),
    })
    await publishNow(user, id)
    expect(await atShop()).toMatchObject({ title: 'Deep water' })
  })

  it('are refused for another version, and for a field that is none', async () => {
    const moved = await lock(['title'], { 'if-match': '"99-x"' })
    expect(moved.status).toBe(412)
    expect((await lock(['status'])).status).toBe(400)
  })

  it('show as unpublished and changed again once they are unlocked', async () => {
    await lock(['title', 'handle'])
    await edit({ title: 'Deep water' })
    expect((await readDrift()).fields).toMatchObject([{ locked: true, undecided: false }])
    await lock(['handle'])
    expect(await flagOf()).toBe(true)
  })
})
