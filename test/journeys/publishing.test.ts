import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Context } from '../../src/context.ts'
import { markIntegrationError } from '../../src/domain/integrations/mark-integration-error.ts'
import { publishProduct } from '../../src/domain/publishing/publish-product.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import { syncStaleProducts } from '../../src/domain/publishing/sync-stale-products.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser, testBase } from '../support/worker/create-user.ts'
import { addProduct, delivered, productOf, readProduct } from '../support/worker/products.ts'
import { addPicture, rested, withoutQueue } from '../support/worker/publishing.ts'
import { breakShop, connectShop, productsAtShop } from '../support/worker/shop.ts'

const refusal = z.object({ error: z.string() })
const accepted = z.object({ taskId: z.string(), shopifyProductId: z.string().nullable() })
const retries = z.object({
  retries: z.array(z.object({ id: z.string(), status: z.string(), error: z.string() })),
})

let user: TestUser
let shop: string
beforeEach(async () => {
  user = await createUser()
  shop = await connectShop(user)
})

const act = (id: string, verb: string, body?: unknown) =>
  api(user, 'POST', `/api/products/${id}/${verb}`, body)

async function publish(id: string) {
  const answer = await act(id, 'publish')
  expect(answer.status).toBe(202)
  return accepted.parse(await answer.json())
}

describe('publishing', () => {
  it('ends with the product visible at the shop, and keeps what the shop calls it', async () => {
    const product = await addProduct(user, {
      description: 'A <quiet> print',
      tags: ['calm'],
      imageIds: [await addPicture(user)],
      variants: [{ size: '8x10' }, { size: '8x10', frame_style: 'black' }, await delivered(user)],
    })
    expect(await publish(product.id)).toMatchObject({ shopifyProductId: null })
    const done = await rested(user, product.id, { status: 'active', publish_state: 'idle' })
    const [atShop, ...more] = await productsAtShop(shop)
    expect(more).toEqual([])
    expect(atShop).toMatchObject({
      title: product.title,
      status: 'ACTIVE',
      published: true,
      media: [{ status: 'READY', alt: product.title }],
    })
    expect(
      atShop?.variants.map(({ sku, price, options, requiresShipping }) => [
        sku,
        price,
        options.map(({ value }) => value),
        requiresShipping,
      ]),
    ).toEqual([
      [product.variants[0]?.sku, '24.99', ['8x10', 'Unframed'], true],
      [product.variants[1]?.sku, '49.99', ['8x10', 'Black'], true],
      [product.variants[2]?.sku, '9.99', ['8x10', 'Digital'], false],
    ])
    expect(done).toMatchObject({
      shopify_product_gid: atShop?.gid,
      shopify_handle: atShop?.handle,
      sync_error: null,
    })
    expect(done.published_at).not.toBeNull()
    expect(done.variants.map((variant) => variant.shopify_variant_gid)).toEqual(
      atShop?.variants.map(({ gid }) => gid),
    )
    const page = await fetch(done.shopify_url ?? '')
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('A &lt;quiet&gt; print')
  })

  it('takes away the error that the shop was shown with', async () => {
    await markIntegrationError(user.ctx, 'shopify', 'Shopify did not accept the access token')
    const { id } = await addProduct(user)
    await publish(id)
    await rested(user, id, { status: 'active' })
    const answer = await api(user, 'GET', '/api/integrations/shopify')
    expect(await answer.json()).toMatchObject({ integration: { status: 'connected', error: null } })
  })

  it('leaves its row in the activity log', async () => {
    const { id } = await addProduct(user)
    await publish(id)
    const done = await rested(user, id, { status: 'active' })
    const answer = await api(user, 'GET', `/api/activity?reference_id=${id}`)
    expect(await answer.json()).toMatchObject({
      activity: [
        {
          action_type: 'product_published',
          details: { productId: id, shopifyProductId: done.shopify_product_id },
        },
        { action_type: 'product_publish_requested' },
        { action_type: 'product_created' },
      ],
    })
  })

  it('sends changes to the same product, and keeps its pictures there', async () => {
    const picture = await addPicture(user)
    const { id } = await addProduct(user, { imageIds: [picture] })
    await publish(id)
    const first = await rested(user, id, { status: 'active' })
    const before = await productsAtShop(shop)
    await api(user, 'PATCH', `/api/products/${id}`, {
      title: 'Rest',
      variants: [{ size: '8x10', price: 12 }, { size: 'A4' }],
    })
    const { taskId, shopifyProductId } = await publish(id)
    expect(shopifyProductId).toBe(first.shopify_product_id)
    await rested(user, id, { publish_task_id: taskId, publish_state: 'idle', status: 'active' })
    const after = await productsAtShop(shop)
    expect(after.map(({ gid }) => gid)).toEqual(before.map(({ gid }) => gid))
    expect(after[0]).toMatchObject({ title: 'Rest', status: 'ACTIVE' })
    expect(after[0]?.variants.map(({ price }) => price)).toEqual(['12.00', '29.99'])
    expect(after[0]?.media.map(({ gid }) => gid)).toEqual(before[0]?.media.map(({ gid }) => gid))
    expect(after[0]?.variants[0]?.gid).toBe(before[0]?.variants[0]?.gid)
  })

  it('says at once when no shop is connected', async () => {
    const other = await createUser()
    const { id } = await addProduct(other)
    const answer = await api(other, 'POST', `/api/products/${id}/publish`)
    expect(answer.status).toBe(400)
    expect(refusal.parse(await answer.json()).error).toBe('Shopify not connected')
    expect(await readProduct(other, id)).toMatchObject({ status: 'draft', publish_state: 'idle' })
  })

  it('can be tried without being done', async () => {
    const { id } = await addProduct(user)
    const answer = await api(user, 'POST', `/api/products/${id}/publish?dry_run=true`)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ dry_run: true, action: 'create' })
    expect(await readProduct(user, id)).toMatchObject({ publish_state: 'idle' })
    expect(await productsAtShop(shop)).toEqual([])
  })

  it('begins at once on autopilot when it is asked for with the product', async () => {
    await api(user, 'PUT', '/api/settings', { global_mode: 'autopilot' })
    const { id } = await addProduct(user, { publishImmediately: true })
    await rested(user, id, { status: 'active' })
  })

  it('begins with the approval under supervision', async () => {
    const { id } = await addProduct(user, { publishImmediately: true })
    const waiting = z
      .object({ approvals: z.array(z.object({ id: z.string() })) })
      .parse(await (await api(user, 'GET', '/api/approvals?status=pending')).json())
    await api(user, 'POST', `/api/approvals/${waiting.approvals[0]?.id}/approve`)
    await rested(user, id, { status: 'active' })
  })
})

describe('one product at the shop, whatever happens', () => {
  it('when it is published twice in a row and twice at once', async () => {
    const { id } = await addProduct(user)
    const first = await publish(id)
    await Promise.all([act(id, 'publish'), act(id, 'publish')])
    expect(first.taskId).toMatch(/^[0-9a-f-]{36}$/)
    await rested(user, id, { status: 'active', publish_state: 'idle' })
    expect(await productsAtShop(shop)).toHaveLength(1)
  })

  it('when the answer is lost', async () => {
    await breakShop(shop, { kind: 'lost_response', times: 1 })
    const { id } = await addProduct(user)
    await publish(id)
    await rested(user, id, { status: 'active', publish_state: 'idle' })
    expect(await productsAtShop(shop)).toHaveLength(1)
  })

  it('when the connection is cut before anything is done', async () => {
    await breakShop(shop, { kind: 'reset', times: 1 })
    const { id } = await addProduct(user)
    await publish(id)
    await rested(user, id, { status: 'active', publish_state: 'idle' })
    expect(await productsAtShop(shop)).toHaveLength(1)
  })

  it('when every answer is lost until the retry queue takes it up', async () => {
    await breakShop(shop, { kind: 'lost_response', times: 2 })
    const { id } = await addProduct(user)
    await publish(id)
    await rested(user, id, { status: 'pending', publish_state: 'failed' })
    const { retries: rows } = retries.parse(await (await api(user, 'GET', '/api/retries')).json())
    expect(rows).toMatchObject([{ status: 'waiting' }])
    await api(user, 'POST', `/api/retries/${rows[0]?.id}/run`)
    await rested(user, id, { status: 'active', publish_state: 'idle', sync_error: null })
    expect(await productsAtShop(shop)).toHaveLength(1)
    expect(await (await api(user, 'GET', '/api/retries')).json()).toMatchObject({
      retries: [{ status: 'succeeded' }],
    })
  })

  it('when its worker dies before or after any of its calls', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let call = 1; call <= 6; call += 1) {
        const silent = withoutQueue(user)
        const { id } = await addProduct(user, { title: `Dies ${when} call ${call}` })
        const { taskId } = await publishProduct(silent, id)
        const dying = dyingAt(silent, when, call)
        await expect(syncProduct(dying, { productId: id, taskId })).rejects.toThrow('killed')
        await syncProduct(silent, { productId: id, taskId })
        expect(await readProduct(user, id)).toMatchObject({ status: 'active' })
      }
    }
    const titles = (await productsAtShop(shop)).map(({ title }) => title)
    expect(titles).toHaveLength(12)
    expect(new Set(titles).size).toBe(12)
  })

  it('when its message comes again after it has ended', async () => {
    const silent = withoutQueue(user)
    const { id } = await addProduct(user)
    const { taskId } = await publishProduct(silent, id)
    await syncProduct(silent, { productId: id, taskId })
    const done = await readProduct(user, id)
    await syncProduct(silent, { productId: id, taskId })
    await syncProduct(silent, { productId: id, taskId: newId() })
    expect(await readProduct(user, id)).toEqual(done)
    expect(await productsAtShop(shop)).toHaveLength(1)
  })

  it('when two consumers hold the same message', async () => {
    const silent = withoutQueue(user)
    const { id } = await addProduct(user)
    const { taskId } = await publishProduct(silent, id)
    const task = { productId: id, taskId }
    await Promise.all([syncProduct(silent, task), syncProduct(silent, task)])
    await syncProduct(silent, task)
    expect(await readProduct(user, id)).toMatchObject({ status: 'active', publish_state: 'idle' })
    expect(await productsAtShop(shop)).toHaveLength(1)
  })

  it('when the queue loses its message and the sweep sends it again', async () => {
    const { id } = await addProduct(user)
    await publishProduct(withoutQueue(user), id)
    const sent: string[] = []
    const { shopifyPublishing: queue } = user.ctx.queues
    const send: typeof queue.send = (task, options) => {
      sent.push(task.productId)
      return queue.send(task, options)
    }
    const queues = { ...user.ctx.queues, shopifyPublishing: { ...queue, send } }
    const later = { now: () => Date.now() + 91_000 }
    await syncStaleProducts({ ...user.ctx, queues })
    expect(sent).not.toContain(id)
    expect(await syncStaleProducts({ ...user.ctx, queues, clock: later })).toBeGreaterThan(0)
    expect(sent).toContain(id)
    await rested(user, id, { status: 'active', publish_state: 'idle' })
    expect(await productsAtShop(shop)).toHaveLength(1)
  })
})

it('the sweep reads only what is under way, however many products there are', async () => {
  const prepared: string[] = []
  const prepare = (query: string) => {
    prepared.push(query)
    return env.DB.prepare(query)
  }
  const db = new Proxy(env.DB, {
    get: (target, name) => {
      const member: unknown = name === 'prepare' ? prepare : Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  await syncStaleProducts(testBase({ DB: db }))
  const [query = ''] = prepared
  const values = Array.from(query.matchAll(/\?/g), () => 1)
  const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${query}`)
    .bind(...values)
    .all()
  expect(JSON.stringify(plan.results)).toContain('USING INDEX products_publishing')
})

describe('a publication that fails', () => {
  it('leaves the product pending with the reason, and can be tried again by hand', async () => {
    const silent = withoutQueue(user)
    const { id } = await addProduct(user, { imageIds: [await addPicture(user)] })
    const key = `users/${user.userId}/assets/`
    const [image] = (await readProduct(user, id)).images
    expect(image?.src).toContain(key)
    await user.ctx.files.remove([keyOf(image?.src)])
    const { taskId } = await publishProduct(silent, id)
    await syncProduct(silent, { productId: id, taskId })
    const failed = await readProduct(user, id)
    expect(failed).toMatchObject({ status: 'pending', publish_state: 'failed' })
    expect(failed.sync_error).toContain('picture')
    expect(await productsAtShop(shop)).toEqual([])
    await api(user, 'PATCH', `/api/products/${id}`, { image_ids: [] })
    await publish(id)
    await rested(user, id, { status: 'active', sync_error: null })
  })

  it('leaves a live product on sale', async () => {
    const { id } = await addProduct(user)
    await publish(id)
    await rested(user, id, { status: 'active' })
    await breakShop(shop, { kind: 'status', value: 403, operation: '*' })
    await publish(id)
    const failed = await rested(user, id, { publish_state: 'failed' })
    expect(failed.status).toBe('active')
    expect(failed.sync_error).toContain('403')
  })

  it('waits while the shop is throttled, and uses no try', async () => {
    await breakShop(shop, { kind: 'rate_limit', value: 1, times: 2 })
    const { id } = await addProduct(user)
    await publish(id)
    await rested(user, id, { status: 'active' })
    expect(await (await api(user, 'GET', '/api/retries')).json()).toMatchObject({ total: 0 })
  })

  it('is repaired when the access token has ended', async () => {
    const { id } = await addProduct(user)
    await breakShop(shop, { kind: 'status', value: 401, operation: 'productSet', times: 1 })
    await publish(id)
    await rested(user, id, { status: 'active' })
  })
})

describe('a product on sale', () => {
  async function onSale() {
    const { id } = await addProduct(user)
    await publish(id)
    await rested(user, id, { status: 'active' })
    return id
  }

  it('is retired once the shop has archived it', async () => {
    const id = await onSale()
    const answered = await productOf(await act(id, 'retire', { reason: 'underperformer' }))
    expect(answered).toMatchObject({ status: 'active', publish_state: 'retiring' })
    const retired = await rested(user, id, { status: 'retired', publish_state: 'idle' })
    expect(retired).toMatchObject({ retire_reason: 'underperformer' })
    expect(retired.retired_at).not.toBeNull()
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ARCHIVED' }])
  })

  it('becomes a draft again, and is the same product when it is published again', async () => {
    const id = await onSale()
    await act(id, 'retire')
    await rested(user, id, { status: 'retired' })
    await act(id, 'restore')
    await rested(user, id, { status: 'draft', publish_state: 'idle', retired_at: null })
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'DRAFT' }])
    await publish(id)
    await rested(user, id, { status: 'active' })
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ACTIVE' }])
  })

  it('is archived off sale too', async () => {
    const id = await onSale()
    await act(id, 'archive')
    await rested(user, id, { status: 'archived' })
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ARCHIVED' }])
  })

  it('cannot be deleted', async () => {
    const id = await onSale()
    const answer = await api(user, 'DELETE', `/api/products/${id}`)
    expect(answer.status).toBe(409)
    expect(await readProduct(user, id)).toMatchObject({ status: 'active' })
  })

  it('cannot be deleted either when only the answer was lost', async () => {
    const silent = withoutQueue(user)
    const { id } = await addProduct(user)
    const { taskId } = await publishProduct(silent, id)
    await breakShop(shop, { kind: 'lost_response', times: 2 })
    await syncProduct(silent, { productId: id, taskId })
    expect(await readProduct(user, id)).toMatchObject({ publish_state: 'failed' })
    expect((await api(user, 'DELETE', `/api/products/${id}`)).status).toBe(409)
  })

  it('is found by our own id when the shop no longer knows the id it gave', async () => {
    const id = await onSale()
    const before = await readProduct(user, id)
    await user.ctx.d1
      .prepare(
        'UPDATE product_publications SET shop_product_gid = ?, shop_product_id = ? WHERE product_id = ?',
      )
      .bind('gid://shopify/Product/999999', '999999', id)
      .run()
    const { taskId } = await publish(id)
    const after = await rested(user, id, { publish_task_id: taskId, publish_state: 'idle' })
    expect(after.shopify_product_gid).toBe(before.shopify_product_gid)
    expect(await productsAtShop(shop)).toHaveLength(1)
  })
})

/** A worker that is gone before or after its nth call to the shop. */
function dyingAt(ctx: Context, when: 'before' | 'after', call: number): Context {
  let calls = 0
  return {
    ...ctx,
    shopify: (account) => {
      calls += 1
      if (calls < call) return ctx.shopify(account)
      if (when === 'before') throw new Error('killed')
      return dieAfterwards(ctx.shopify(account))
    },
  }
}

function dieAfterwards(verbs: ReturnType<Context['shopify']>): ReturnType<Context['shopify']> {
  return new Proxy(verbs, {
    get: (target, name) => {
      const verb: unknown = Reflect.get(target, name)
      if (typeof verb !== 'function') return verb
      return async (...given: unknown[]) => {
        await Reflect.apply(verb, target, given)
        throw new Error('killed')
      }
    },
  })
}

function keyOf(link: string | undefined): string {
  return decodeURIComponent(new URL(link ?? '').pathname.replace('/files/', ''))
}
