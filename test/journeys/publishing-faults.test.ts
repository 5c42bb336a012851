import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import type { Context } from '../../src/context.ts'
import { getShopifyAccount } from '../../src/domain/integrations/get-shopify-account.ts'
import { updateProduct } from '../../src/domain/products/update-product.ts'
import { publishProduct } from '../../src/domain/publishing/publish-product.ts'
import { getAccessToken } from '../../src/domain/publishing/sync/access-token.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct, readProduct } from '../support/worker/products.ts'
import {
  addPicture,
  multiplyPictures,
  publishNow,
  withoutQueue,
  withShop,
} from '../support/worker/publishing.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { atShop, breakShop, connectShop, productsAtShop } from '../support/worker/shop.ts'

const refusal = z.object({ error: z.string(), status: z.number() })
const PUSH_MS = 2_500

let user: TestUser
let shop: string
beforeEach(async () => {
  user = await createUser()
  shop = await connectShop(user)
})

const dryRun = (id: string) => api(user, 'POST', `/api/products/${id}/publish?dry_run=true`)
const publish = (id: string) => api(user, 'POST', `/api/products/${id}/publish`)

/** Counts the pictures pushed; each takes this long by the clock of the Worker and its objects. */
function countingPushes(ctx: Context, pushMs = 0) {
  const pushes = { count: 0 }
  const counting = withShop(ctx, (verbs) => ({
    uploadPicture: async (picture) => {
      pushes.count += 1
      if (pushMs > 0) vi.setSystemTime(Date.now() + pushMs)
      return verbs.uploadPicture(picture)
    },
  }))
  return { pushes, ctx: counting }
}

describe('a task continues where it was', () => {
  it('fifty pictures at 2.5 s each are published, each pushed once', async () => {
    const { id } = await addProduct(user, { imageIds: [await addPicture(user)] })
    await multiplyPictures(user, id, 50)
    vi.useFakeTimers({ now: Date.now(), toFake: ['Date'] })
    const { pushes, ctx } = countingPushes(withoutQueue(user), PUSH_MS)
    const { taskId } = await publishProduct(ctx, id)
    for (let deliveries = 0; deliveries < 8; deliveries += 1) {
      await syncProduct(ctx, { productId: id, taskId })
    }
    expect(await readProduct(user, id)).toMatchObject({ status: 'active', publish_state: 'idle' })
    expect(pushes.count).toBe(50)
    expect((await productsAtShop(shop))[0]?.media).toHaveLength(50)
  })

  it('a worker that dies between two pictures costs the picture under way, no more', async () => {
    const { id } = await addProduct(user, { imageIds: [await addPicture(user)] })
    await multiplyPictures(user, id, 6)
    const { pushes, ctx } = countingPushes(withoutQueue(user))
    const dying = withShop(ctx, (verbs) => ({
      uploadPicture: async (picture) => {
        const pushed = await verbs.uploadPicture(picture)
        if (pushes.count === 4) throw new Error('killed')
        return pushed
      },
    }))
    const { taskId } = await publishProduct(ctx, id)
    const task = { productId: id, taskId }
    await expect(syncProduct(dying, task)).rejects.toThrow('killed')
    await syncProduct(ctx, task)
    expect(await readProduct(user, id)).toMatchObject({ status: 'active' })
    expect(pushes.count).toBe(7)
  })
})

describe('tags of a product on sale', () => {
  it('are sent when they change, and the tags of the shop stay', async () => {
    const { id } = await addProduct(user, { tags: ['calm', 'blue'] })
    await publishNow(user, id)
    const [atFirst] = await productsAtShop(shop)
    await atShop(
      shop,
      'mutation T($product: ProductUpdateInput!) { productUpdate(product: $product) { userErrors { message } } }',
      { product: { id: atFirst?.gid, tags: ['calm', 'blue', 'shop-sale'] } },
    )
    await api(user, 'PATCH', `/api/products/${id}`, { tags: ['calm', 'green'] })
    await publishNow(user, id)
    const [after] = await productsAtShop(shop)
    expect(after?.tags.toSorted()).toEqual(['calm', 'green', 'shop-sale'])
  })

  it('are sent once more when the answer to one of their calls is lost', async () => {
    const { id } = await addProduct(user, { tags: ['calm', 'blue'] })
    await publishNow(user, id)
    await api(user, 'PATCH', `/api/products/${id}`, { tags: ['green'] })
    await breakShop(shop, { kind: 'lost_response', operation: 'tagsAdd', times: 1 })
    await breakShop(shop, { kind: 'lost_response', operation: 'tagsRemove', times: 1 })
    const ctx = withoutQueue(user)
    const { taskId } = await publishProduct(ctx, id)
    await syncProduct(ctx, { productId: id, taskId })
    await syncProduct(ctx, { productId: id, taskId })
    if ((await readProduct(user, id)).publish_state === 'failed') await publishNow(user, id)
    expect((await productsAtShop(shop))[0]?.tags).toEqual(['green'])
  })
})

describe('a person saves while the shop answers', () => {
  it('and the pictures that are there stay the same ones', async () => {
    const first = await addPicture(user)
    const { id, images } = await addProduct(user, { imageIds: [first, await addPicture(user)] })
    const ctx = withoutQueue(user)
    const { taskId } = await publishProduct(ctx, id)
    const turned = images.map((image) => image.id).toReversed()
    await updateProduct(
      savingAfter(ctx, () => syncProduct(ctx, { productId: id, taskId })),
      id,
      {
        title: 'Saved meanwhile',
        accept_free: false,
        image_ids: turned,
      },
    )
    const before = (await productsAtShop(shop))[0]?.media.map(({ gid }) => gid)
    const { pushes, ctx: counting } = countingPushes(ctx)
    await publishNow(user, id, counting)
    expect(pushes.count).toBe(0)
    const [after] = await productsAtShop(shop)
    expect(after?.title).toBe('Saved meanwhile')
    expect(after?.media.map(({ gid }) => gid)).toEqual(before?.toReversed())
  })
})

/** The save has read its product; the work happens; then the save writes. */
function savingAfter(ctx: Context, work: () => Promise<void>): Context {
  const db = new Proxy(ctx.db, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name)
      if (name !== 'batch' || typeof member !== 'function') return member
      return async (statements: unknown[]) => {
        if (statements.length > 2) await work()
        return Reflect.apply(member, target, [statements])
      }
    },
  })
  return { ...ctx, db }
}

describe('the access token', () => {
  it('being renewed by another stops nobody else at the shop', async () => {
    const { id } = await addProduct(user)
    const limiter = user.ctx.limiterOf('shopify', shop)
    await limiter.lease('access-token', 20_000)
    const ctx = withoutQueue(user)
    const { taskId } = await publishProduct(ctx, id)
    await syncProduct(ctx, { productId: id, taskId })
    expect(await readProduct(user, id)).toMatchObject({ publish_state: 'publishing' })
    expect(await limiter.take()).toMatchObject({ result: 'go' })
  })

  it('that somebody has renewed already is not renewed again', async () => {
    const account = await getShopifyAccount(user.ctx)
    const old = await getAccessToken(user.ctx, account)
    const refused = old.kind === 'ok' ? old.value : ''
    const renewed = await getAccessToken(user.ctx, account, refused)
    expect(renewed).not.toEqual(old)
    expect(await getAccessToken(user.ctx, account, refused)).toEqual(renewed)
  })

  it('that the shop refuses is shown at the integration, and the product waits', async () => {
    const { id } = await addProduct(user)
    await breakShop(shop, { kind: 'status', value: 401, operation: '*' })
    await publishNow(user, id)
    const answer = await api(user, 'GET', '/api/integrations/shopify')
    const { integration } = z
      .object({ integration: z.object({ status: z.string(), error: z.string().nullable() }) })
      .parse(await answer.json())
    expect(integration.status).toBe('error')
    expect(integration.error).toContain('did not accept')
    expect(await readProduct(user, id)).toMatchObject({
      publish_state: 'publishing',
      sync_error: null,
    })
  })
})

describe('a dry run of publishing', () => {
  it('says what the first publication sends, as the API names and counts it', async () => {
    const { id, variants } = await addProduct(user, {
      tags: ['calm'],
      imageIds: [await addPicture(user)],
      variants: [{ size: '8x10', price: 24.99, compare_at_price: 30 }],
    })
    const answer = await dryRun(id)
    expect(answer.status).toBe(200)
    // Nobody has set a vendor: it is the connected store's name.
    const [shopName] = shop.split('.')
    const planned: unknown = await answer.json()
    expect(planned).toMatchObject({
      dry_run: true,
      action: 'create',
      shop_domain: shop,
      shopify_product_id: null,
      product: { title: 'You are allowed to rest', vendor: shopName, tags: ['calm'] },
      variants: [{ sku: variants[0]?.sku, price: 24.99, compare_at_price: 30 }],
      images: [{ alt: 'You are allowed to rest', upload: true }],
    })
    expect(JSON.stringify(planned)).not.toMatch(/[a-z]Minor|[a-z]Html|productType/)
  })

  it('of a change names neither the handle nor tags that stay', async () => {
    const { id } = await addProduct(user, { tags: ['calm', 'blue'] })
    await publishNow(user, id)
    await api(user, 'PATCH', `/api/products/${id}`, { title: 'Rest', tags: ['calm', 'green'] })
    const { product } = z
      .object({ product: z.record(z.string(), z.unknown()) })
      .parse(await (await dryRun(id)).json())
    expect(product).toMatchObject({ title: 'Rest', tags_added: ['green'], tags_removed: ['blue'] })
    expect(product).not.toHaveProperty('handle')
    expect(product).not.toHaveProperty('tags')
  })

  it.each([
    [
      'a product that was put away',
      (id: string) => api(user, 'POST', `/api/products/${id}/archive`),
    ],
    ['a picture that was rejected since', rejectPicture],
    ['no shop', () => api(user, 'DELETE', '/api/integrations/shopify')],
  ])('is refused for %s, exactly as publishing is', async (_what, change) => {
    const { mockupId } = await seedMockup(user, { status: 'approved', item: false })
    const { id } = await addProduct(user, { imageIds: [mockupId] })
    await change(id)
    const [tried, real] = [await dryRun(id), await publish(id)]
    const [first, second] = [refusal.parse(await tried.json()), refusal.parse(await real.json())]
    expect(real.status).toBeGreaterThanOrEqual(400)
    expect(first).toEqual(second)
    expect(await readProduct(user, id)).toMatchObject({ publish_state: 'idle' })
  })
})

async function rejectPicture(productId: string): Promise<void> {
  await env.DB.prepare(
    `UPDATE pictures SET decision = 'rejected' WHERE user_id = ? AND id IN
       (SELECT picture_id FROM product_images WHERE user_id = ? AND product_id = ?)`,
  )
    .bind(user.userId, user.userId, productId)
    .run()
}

describe('a picture that was rejected after the product took it', () => {
  it('is not published, by a person or by a task that was waiting', async () => {
    const { mockupId } = await seedMockup(user, { status: 'approved', item: false })
    const { id } = await addProduct(user, { imageIds: [mockupId] })
    const ctx = withoutQueue(user)
    const { taskId } = await publishProduct(ctx, id)
    await rejectPicture(id)
    await syncProduct(ctx, { productId: id, taskId })
    const failed = await readProduct(user, id)
    expect(failed).toMatchObject({ publish_state: 'failed' })
    expect(failed.sync_error).toContain('rejected')
    expect(await productsAtShop(shop)).toEqual([])
    expect((await publish(id)).status).toBe(409)
    await api(user, 'PATCH', `/api/products/${id}`, { image_ids: [] })
    expect(await publishNow(user, id)).toMatchObject({ status: 'active' })
  })
})
