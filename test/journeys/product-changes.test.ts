import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { app } from '../../src/app.tsx'
import { forgetDeleted } from '../../src/domain/mockups/forget-deleted.ts'
import { newId } from '../../src/ids.ts'
import { strikeBatches } from '../support/faults/bindings.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addFile, addProduct, productOf, readProduct } from '../support/worker/products.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { connectShop } from '../support/worker/shop.ts'

const refusal = z.object({
  error: z.string(),
  code: z.string(),
  details: z.array(z.object({ pointer: z.string(), message: z.string() })),
})
const total = z.object({ total: z.number() })

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

const patch = (id: string, body: unknown, headers: Record<string, string> = {}) =>
  api(user, 'PATCH', `/api/products/${id}`, body, headers)
const refusalOf = async (answer: Response, status: number) => {
  expect(answer.status).toBe(status)
  return refusal.parse(await answer.json())
}
const count = async (path: string) => total.parse(await (await api(user, 'GET', path)).json()).total
const inDatabase = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(...values)
    .run()

describe('a product asked for under an Idempotency-Key', () => {
  const body = { title: 'Rest', variants: [{ size: '8x10' }] }
  const create = (key: string, input: unknown = body) =>
    api(user, 'POST', '/api/products', input, { 'idempotency-key': key })

  /** The Worker dies between the rows and its answer: the claim is free again after a while. */
  const loseTheAnswer = (key: string) =>
    inDatabase(
      `UPDATE idempotency_keys SET status = NULL, answer = NULL,
       created_at = '${new Date(Date.now() - 10 * 60_000).toISOString()}'
       WHERE user_id = ? AND key LIKE ?`,
      user.userId,
      `%/${key}`,
    )

  it('is one product, also when the first answer was lost with its Worker', async () => {
    const first = await productOf(await create('once'), 201)
    await loseTheAnswer('once')
    const second = await productOf(await create('once'), 201)
    expect(second.id).toBe(first.id)
    expect(await count('/api/products')).toBe(1)
    expect(await count(`/api/activity?reference_id=${first.id}`)).toBe(1)
  })

  it('is published on autopilot once, however often it is asked for', async () => {
    await connectShop(user)
    await api(user, 'PUT', '/api/settings', { global_mode: 'autopilot' })
    const input = { ...body, publishImmediately: true }
    const first = await productOf(await create('publish', input), 201)
    await loseTheAnswer('publish')
    const second = await productOf(await create('publish', input), 201)
    expect(second).toMatchObject({ id: first.id, publish_task_id: first.publish_task_id })
    const requested = `SELECT count(*) AS n FROM activity_log
      WHERE user_id = ? AND action_type = 'product_publish_requested'`
    expect(await env.DB.prepare(requested).bind(user.userId).first('n')).toBe(1)
  })

  it('is published by the repeat where the first died before asking for it', async () => {
    const input = { ...body, publishImmediately: true }
    const { id } = await productOf(await create('half', input), 201)
    await loseTheAnswer('half')
    await inDatabase('DELETE FROM approval_items WHERE reference_id = ?', id)
    await inDatabase(
      `UPDATE products SET status = 'draft', updated_at = created_at WHERE id = ?`,
      id,
    )
    expect(await productOf(await create('half', input), 201)).toMatchObject({
      id,
      status: 'pending',
    })
    expect(await count('/api/approvals?status=pending&type=product')).toBe(1)
  })

  it('is not proposed again by a repeat after a person said no', async () => {
    const input = { ...body, publishImmediately: true }
    const { id } = await productOf(await create('no', input), 201)
    const items = await env.DB.prepare('SELECT id FROM approval_items WHERE reference_id = ?')
      .bind(id)
      .first('id')
    expect((await api(user, 'POST', `/api/approvals/${items}/reject`)).status).toBe(200)
    await loseTheAnswer('no')
    expect(await productOf(await create('no', input), 201)).toMatchObject({ id, status: 'draft' })
  })
})

describe('a change that names the version it saw', () => {
  const etagOf = (version: number) => `"${version}-x"`

  it('is refused with what is there now when somebody else was first', async () => {
    const before = await addProduct(user)
    expect(before.version).toBe(1)
    const first = await patch(before.id, { title: 'First' }, { 'if-match': etagOf(1) })
    expect(await productOf(first)).toMatchObject({ title: 'First', version: 2 })
    const second = await patch(before.id, { tags: ['late'] }, { 'if-match': etagOf(1) })
    expect(second.status).toBe(412)
    expect(await second.json()).toMatchObject({
      code: 'precondition_failed',
      product: { id: before.id, title: 'First', version: 2, tags: [] },
    })
    expect(await readProduct(user, before.id)).toMatchObject({ title: 'First', tags: [] })
  })

  it('wins once of two at the same moment, pictures and variants included', async () => {
    const { mockupId } = await seedMockup(user, { status: 'approved', item: false })
    const before = await addProduct(user)
    const answers = await Promise.all([
      patch(before.id, { variants: [{ size: 'A4' }] }, { 'if-match': etagOf(1) }),
      patch(before.id, { image_ids: [mockupId] }, { 'if-match': etagOf(1) }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412])
    const after = await readProduct(user, before.id)
    const isFirst = answers[0]?.status === 200
    expect(after.variants).toHaveLength(isFirst ? 1 : 2)
    expect(after.images).toHaveLength(isFirst ? 0 : 1)
    expect(after.version).toBe(2)
  })

  it('is made without a version, and twice the same is one change', async () => {
    const before = await addProduct(user)
    const change = { title: 'Rest', variants: [{ size: '8x10', price: 11 }] }
    expect(await productOf(await patch(before.id, change))).toMatchObject({ version: 2 })
    const again = await patch(before.id, change, { 'if-match': etagOf(1) })
    expect(await productOf(again)).toMatchObject({ version: 2 })
    expect(await count(`/api/activity?reference_id=${before.id}`)).toBe(2)
  })

  it('does not see ids that come back from the shop as a change', async () => {
    const before = await addProduct(user)
    await connectShop(user)
    await api(user, 'POST', `/api/products/${before.id}/publish`)
    await expect
      .poll(async () => (await readProduct(user, before.id)).status, { timeout: 15_000 })
      .toBe('active')
    const answer = await patch(before.id, { title: 'Rest' }, { 'if-match': etagOf(1) })
    expect(await productOf(answer)).toMatchObject({ version: 2 })
  })

  it('is refused for a deletion too', async () => {
    const before = await addProduct(user)
    await patch(before.id, { title: 'Other' })
    const path = `/api/products/${before.id}`
    const refused = await api(user, 'DELETE', path, undefined, { 'if-match': etagOf(1) })
    expect(refused.status).toBe(412)
    expect(await readProduct(user, before.id)).toMatchObject({ title: 'Other' })
    const done = await api(user, 'DELETE', path, undefined, { 'if-match': etagOf(2) })
    expect(done.status).toBe(200)
  })
})

describe('a change touches what it names, and nothing else', () => {
  it('keeps a compare-at price that was not named', async () => {
    const { id } = await addProduct(user, {
      variants: [{ size: '8x10', price: 20, compare_at_price: 30, sky_pilot_asset_id: 'sp-1' }],
    })
    const after = await productOf(await patch(id, { variants: [{ size: '8x10', price: 21 }] }))
    expect(after.variants).toMatchObject([
      { price: 21, compare_at_price: 30, sky_pilot_asset_id: 'sp-1' },
    ])
  })

  it('takes a variant by its id, and clears what is named as none', async () => {
    const before = await addProduct(user, {
      variants: [
        { size: '8x10', price: 20, compare_at_price: 30, sky_pilot_asset_id: 'sp-1' },
        { size: 'A4', price: 20, compare_at_price: 31 },
      ],
    })
    const [first, second] = before.variants
    const answer = await patch(before.id, {
      variants: [{ id: second?.id }, { id: first?.id, compareAtPrice: null, price: 35 }],
    })
    expect((await productOf(answer)).variants).toMatchObject([
      { id: second?.id, price: 20, compare_at_price: 31 },
      { id: first?.id, price: 35, compare_at_price: null, sky_pilot_asset_id: 'sp-1' },
    ])
  })

  it('leaves to others what came in between reading and writing', async () => {
    const { mockupId } = await seedMockup(user, { status: 'approved', item: false })
    const before = await addProduct(user, { imageIds: [mockupId] })
    let isDone = false
    const between = strikeBatches(async (call, [statements]) => {
      if (!isDone && Array.isArray(statements) && statements.length > 2) {
        isDone = true
        await inDatabase(
          `UPDATE product_variants SET inventory_quantity = 7 WHERE product_id = ?`,
          before.id,
        )
        await inDatabase(
          `UPDATE product_images SET alt = 'A quiet room' WHERE product_id = ?`,
          before.id,
        )
      }
      return call()
    })
    const variants = [
      { size: '8x10', price: 30 },
      { size: '8x10', frame_style: 'white' },
    ]
    const second = await seedMockup(user, { status: 'approved', item: false })
    const answer = await send('PATCH', `/api/products/${before.id}`, between, {
      title: 'Rest',
      variants,
      image_ids: [second.mockupId, ...before.images.map(({ id }) => id)],
    })
    expect(answer.status).toBe(200)
    const kept = await env.DB.prepare(
      'SELECT inventory_quantity FROM product_variants WHERE product_id = ?',
    )
      .bind(before.id)
      .all()
    expect(kept.results).toEqual(variants.map(() => ({ inventory_quantity: 7 })))
    const after = await readProduct(user, before.id)
    expect(after.images).toMatchObject([
      { source_id: second.mockupId, position: 0 },
      { id: before.images[0]?.id, alt: 'A quiet room', position: 1 },
    ])
    expect(after.variants.map(({ price }) => price)).toEqual([30, 49.99])
  })

  it('refuses a variant id that the product does not have, by name', async () => {
    const before = await addProduct(user)
    const unknown = newId()
    const { error } = await refusalOf(await patch(before.id, { variants: [{ id: unknown }] }), 404)
    expect(error).toContain(unknown)
    const other = { id: before.variants[0]?.id, size: 'A4' }
    await refusalOf(await patch(before.id, { variants: [other] }), 400)
    expect(await readProduct(user, before.id)).toEqual(before)
  })

  it('refuses a tag with a comma, which the form and the shop would split', async () => {
    const before = await addProduct(user)
    await refusalOf(await patch(before.id, { tags: ['calm, quiet'] }), 400)
  })
})

describe('a price', () => {
  const create = (variants: unknown[], more = {}) =>
    api(user, 'POST', '/api/products', { title: 'Rest', variants, ...more })

  it('is above 0, unless said that it is free', async () => {
    const free = [{ size: '8x10', price: 0 }]
    const { details } = await refusalOf(await create(free), 400)
    expect(details).toMatchObject([{ pointer: '/variants/0/price' }])
    expect(await count('/api/products')).toBe(0)
    const product = await productOf(await create(free, { acceptFree: true }), 201)
    expect(product.variants).toMatchObject([{ price: 0 }])
    const renamed = await patch(product.id, { variants: [{ size: '8x10' }], title: 'Free' })
    expect((await productOf(renamed)).variants).toMatchObject([{ price: 0 }])
    await refusalOf(await patch(product.id, { variants: [{ size: 'A4', price: 0 }] }), 400)
  })

  it('is below the compare-at price, also when only one of them is named', async () => {
    await refusalOf(await create([{ size: '8x10', price: 20, compare_at_price: 20 }]), 400)
    const good = [{ size: '8x10', price: 20, compare_at_price: 25 }]
    const product = await productOf(await create(good), 201)
    const { details } = await refusalOf(
      await patch(product.id, { variants: [{ size: '8x10', price: 26 }] }),
      400,
    )
    expect(details[0]?.message).toContain('25.00')
    const both = { size: '8x10', price: 26, compare_at_price: null }
    expect((await patch(product.id, { variants: [both] })).status).toBe(200)
  })
})

describe('a digital variant without a file', () => {
  it('is warned of in every answer, until there is something to deliver', async () => {
    const product = await addProduct(user, {
      variants: [{ size: '8x10' }, { size: '8x10', is_digital: true }],
    })
    const digital = product.variants[1]?.id
    expect(product.warnings).toMatchObject([{ code: 'nothing_to_deliver', variant_ids: [digital] }])
    const listed = await api(user, 'GET', '/api/products')
    expect(await listed.json()).toMatchObject({
      products: [{ warnings: [{ code: 'nothing_to_deliver' }] }],
    })
    const answer = await patch(product.id, {
      variants: [
        { size: '8x10' },
        { id: digital, sky_pilot_asset_id: 'sp-7', digital_file_id: await addFile(user) },
      ],
    })
    expect((await productOf(answer)).warnings).toMatchObject([
      { code: 'delivery_not_confirmed', variant_ids: [digital] },
    ])
    const said = await patch(product.id, { acceptUndelivered: true })
    expect((await productOf(said)).warnings).toEqual([])
  })
})

describe('prices in another currency', () => {
  const yen = { title: 'Rest', currency: 'JPY', variants: [{ size: '8x10', price: 2500 }] }

  it('are kept and shown in that currency’s own units', async () => {
    const product = await addProduct(user, yen)
    expect(product).toMatchObject({ currency: 'JPY', variants: [{ price: 2500 }] })
    const kept = 'SELECT price FROM product_variants WHERE product_id = ?'
    expect(await env.DB.prepare(kept).bind(product.id).first('price')).toBe(2500)
    const dinar = await addProduct(user, {
      currency: 'kwd',
      variants: [{ size: '8x10', price: 7.125 }],
    })
    expect(dinar).toMatchObject({ currency: 'KWD', variants: [{ price: 7.125 }] })
    expect(await env.DB.prepare(kept).bind(dinar.id).first('price')).toBe(7125)
  })

  it('have that currency’s decimals, and come from no price in dollars', async () => {
    const half = { ...yen, variants: [{ size: '8x10', price: 2500.5 }] }
    await refusalOf(await api(user, 'POST', '/api/products', half), 400)
    const none = { ...yen, variants: [{ size: '8x10' }] }
    const { details } = await refusalOf(await api(user, 'POST', '/api/products', none), 400)
    expect(details[0]).toMatchObject({ pointer: '/variants/0/price' })
    const unknown = { ...yen, currency: 'YENS' }
    await refusalOf(await api(user, 'POST', '/api/products', unknown), 400)
  })

  it('are not published to a shop that sells in another', async () => {
    await connectShop(user)
    await inDatabase(
      `UPDATE integrations SET metadata = json_set(metadata, '$.currency', 'JPY')
       WHERE user_id = ? AND provider = 'shopify'`,
      user.userId,
    )
    const product = await addProduct(user)
    const publish = (query = '') => api(user, 'POST', `/api/products/${product.id}/publish${query}`)
    const { error } = await refusalOf(await publish(), 409)
    expect(error).toContain('Prices are in USD, but your store sells in JPY.')
    await refusalOf(await publish('?dry_run=true'), 409)
    const typed = await patch(product.id, {
      currency: 'JPY',
      variants: [{ size: '8x10', price: 2500 }],
    })
    expect(typed.status).toBe(200)
    expect((await publish()).status).toBe(202)
  })

  it('change their currency only when every price is given again', async () => {
    const product = await addProduct(user)
    await refusalOf(await patch(product.id, { currency: 'JPY' }), 400)
    const one = { currency: 'JPY', variants: [{ size: '8x10', price: 2500 }, { size: 'A4' }] }
    await refusalOf(await patch(product.id, one), 400)
    expect(await readProduct(user, product.id)).toEqual(product)
  })
})

describe('a picture of a product', () => {
  it('is refused by name when it is deleted between being found and being taken', async () => {
    const { mockupId } = await seedMockup(user, { status: 'approved', item: false })
    let isGone = false
    const gone = strikeBatches(async (call, [statements]) => {
      if (!isGone && Array.isArray(statements) && statements.length > 2) {
        isGone = true
        await inDatabase('DELETE FROM approval_items WHERE reference_id = ?', mockupId)
        await inDatabase('DELETE FROM mockups WHERE id = ?', mockupId)
      }
      return call()
    })
    const answer = await send('POST', '/api/products', gone, {
      title: 'Rest',
      variants: [{ size: '8x10' }],
      imageIds: [mockupId],
    })
    const { error } = await refusalOf(answer, 404)
    expect(error).toContain(mockupId)
    expect(await count('/api/products')).toBe(0)
  })

  it('is none that is rejected in the same moment', async () => {
    const { mockupId, pictureId } = await seedMockup(user, { status: 'approved', item: false })
    let isRejected = false
    const rejected = strikeBatches(async (call, [statements]) => {
      if (!isRejected && Array.isArray(statements) && statements.length > 2) {
        isRejected = true
        await inDatabase("UPDATE pictures SET decision = 'rejected' WHERE id = ?", pictureId)
      }
      return call()
    })
    const product = await addProduct(user)
    const change = { title: 'Other', image_ids: [mockupId] }
    const answer = await send('PATCH', `/api/products/${product.id}`, rejected, change)
    expect((await refusalOf(answer, 409)).error).toContain(mockupId)
    expect(await readProduct(user, product.id)).toEqual(product)
  })

  it('keeps its file while the product shows it, and lets go of it afterwards', async () => {
    const { mockupId, pictureId } = await seedMockup(user, { status: 'approved', item: false })
    const product = await addProduct(user, { imageIds: [mockupId] })
    const stateOf = () =>
      env.DB.prepare('SELECT state FROM pictures WHERE id = ?').bind(pictureId).first('state')
    expect((await api(user, 'DELETE', `/api/mockups/${mockupId}`)).status).toBe(200)
    await forgetDeleted(user.ctx, [mockupId])
    expect(await stateOf()).toBe('stored')
    await patch(product.id, { image_ids: [] })
    expect(await stateOf()).toBe('unused')
  })

  it('is none that a person rejected', async () => {
    const rejected = await seedMockup(user, { status: 'rejected', item: false })
    const input = { title: 'Rest', variants: [{ size: '8x10' }], imageIds: [rejected.mockupId] }
    const created = await refusalOf(await api(user, 'POST', '/api/products', input), 409)
    expect(created.error).toContain(rejected.mockupId)
    expect(created.details).toMatchObject([{ pointer: expect.stringContaining('/image') }])
    expect(await count('/api/products')).toBe(0)
    const product = await addProduct(user)
    const changed = await patch(product.id, { image_ids: [rejected.mockupId] })
    await refusalOf(changed, 409)
    expect(await readProduct(user, product.id)).toEqual(product)
  })
})

/** A request under a changed environment: something happens between two of its statements. */
function send(
  method: string,
  path: string,
  changes: Partial<Env>,
  body: unknown,
): Promise<Response> {
  const request = new Request(`http://localhost:8787${path}`, {
    method,
    headers: { authorization: `Bearer ${user.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return Promise.resolve(app.fetch(request, { ...env, ...changes }, createExecutionContext()))
}
