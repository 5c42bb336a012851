import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Context } from '../../src/context.ts'
import { CHECK_SHOPS, checkAllShops } from '../../src/domain/publishing/check-all-shops.ts'
import { checkShop } from '../../src/domain/publishing/check-shop.ts'
import { connectShop as connectAgain } from '../../src/domain/publishing/connect-shop.ts'
import { publishProduct } from '../../src/domain/publishing/publish-product.ts'
import { countParked } from '../../src/domain/publishing/resume-parked.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import { syncStaleProducts } from '../../src/domain/publishing/sync-stale-products.ts'
import { writeCursor } from '../../src/domain/sweeps/cursor.ts'
import { recordHeartbeat } from '../../src/domain/sweeps/record-heartbeat.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { openPerson } from '../support/worker/open-person.ts'
import { textOf } from '../support/worker/page-text.ts'
import { addProduct, readProduct } from '../support/worker/products.ts'
import {
  addPicture,
  multiplyPictures,
  rested,
  withoutQueue,
  withShop,
} from '../support/worker/publishing.ts'
import { changeShop, connectShop, newShop, productsAtShop } from '../support/worker/shop.ts'

let user: TestUser
let shop: string
beforeEach(async () => {
  user = await createUser()
  shop = await connectShop(user)
})

const integration = z.object({
  integration: z.object({ status: z.string(), error: z.string().nullable() }),
})

async function readIntegration() {
  const answer = await api(user, 'GET', '/api/integrations/shopify')
  return integration.parse(await answer.json()).integration
}

/** Counts the calls that reach the shop, and the pictures among them. */
function counting(ctx: Context) {
  const made = { calls: 0, pictures: 0 }
  const counted = withShop(ctx, (verbs) => ({
    findProduct: (by) => {
      made.calls += 1
      return verbs.findProduct(by)
    },
    ensureIdDefinition: () => {
      made.calls += 1
      return verbs.ensureIdDefinition()
    },
    uploadPicture: (picture) => {
      made.pictures += 1
      return verbs.uploadPicture(picture)
    },
  }))
  return { made, ctx: counted }
}

/** Collects what is sent in batches: of each message the product and its task. */
function recordingBatches(ctx: Context) {
  const sent: [string, string][][] = []
  const queue = {
    ...ctx.queues.shopifyPublishing,
    sendBatch: async (messages: Iterable<{ body: { productId: string; taskId: string } }>) => {
      sent.push([...messages].map(({ body }) => [body.productId, body.taskId]))
      return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } }
    },
  }
  const queues = { ...ctx.queues, shopifyPublishing: queue }
  return { sent, ctx: { ...ctx, queues } }
}

function parkedRow(id: string) {
  return env.DB.prepare(
    `SELECT publish_state, publish_task_id, publish_parked_at, publish_resumed_at, sync_error
     FROM products WHERE user_id = ? AND id = ?`,
  )
    .bind(user.userId, id)
    .first()
}

function countRows(table: 'retry_queue' | 'activity_log', where: string) {
  return env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE user_id = ? AND ${where}`)
    .bind(user.userId)
    .first('n')
}

describe('a 401 in the middle of publishing pictures', () => {
  it('parks the task, and mended it goes on without pushing any picture again', async () => {
    const { id } = await addProduct(user, { imageIds: [await addPicture(user)] })
    await multiplyPictures(user, id, 6)
    const { made, ctx } = counting(withoutQueue(user))
    const refusing = withShop(ctx, (verbs) => ({
      uploadPicture: async (picture) => {
        if (made.pictures === 4) await changeShop(shop, { revoked: true })
        return verbs.uploadPicture(picture)
      },
    }))
    const { taskId } = await publishProduct(ctx, id)
    await syncProduct(refusing, { productId: id, taskId })
    expect(await parkedRow(id)).toMatchObject({
      publish_state: 'publishing',
      publish_task_id: taskId,
      sync_error: null,
    })
    expect((await parkedRow(id))?.publish_parked_at).not.toBeNull()
    expect(await readIntegration()).toMatchObject({ status: 'error' })
    const pushed = made.pictures

    await changeShop(shop, { revoked: false })
    await checkShop(ctx)
    await syncProduct(ctx, { productId: id, taskId })
    expect(await readProduct(user, id)).toMatchObject({
      status: 'active',
      publish_state: 'idle',
      publish_task_id: taskId,
    })
    // The refused push was the fifth: it alone is made once more, by the same task.
    expect(made.pictures).toBe(pushed + 2)
    expect((await productsAtShop(shop))[0]?.media).toHaveLength(6)
    expect(await readIntegration()).toMatchObject({ status: 'connected', error: null })
  })

  it('is no failure: no retry, no activity of the product, and one of the connection', async () => {
    const { id } = await addProduct(user)
    const ctx = withoutQueue(user)
    const { taskId } = await publishProduct(ctx, id)
    await changeShop(shop, { revoked: true })
    await syncProduct(ctx, { productId: id, taskId })
    await syncProduct(ctx, { productId: id, taskId })
    expect(await countRows('retry_queue', '1 = 1')).toBe(0)
    expect(await countRows('activity_log', `action_type = 'product_publish_failed'`)).toBe(0)
    expect(await countRows('activity_log', `action_type = 'integration_failed'`)).toBe(1)
  })
})

describe('while a shop refuses the credentials', () => {
  async function park(ctx: Context, id: string): Promise<string> {
    const { taskId } = await publishProduct(ctx, id)
    await syncProduct(ctx, { productId: id, taskId })
    expect((await parkedRow(id))?.publish_parked_at).not.toBeNull()
    return taskId
  }

  it('further products are parked without asking the shop', async () => {
    const [first, second] = [await addProduct(user), await addProduct(user)]
    const { made, ctx } = counting(withoutQueue(user))
    await changeShop(shop, { revoked: true })
    await park(ctx, first.id)
    const asked = made.calls
    await park(ctx, second.id)
    expect(made.calls).toBe(asked)
  })

  it('the sweep leaves alone what is parked, and a late message does too', async () => {
    const { id } = await addProduct(user)
    const { made, ctx } = counting(withoutQueue(user))
    await changeShop(shop, { revoked: true })
    const taskId = await park(ctx, id)
    await env.DB.prepare(
      `UPDATE products SET publish_queued_at = '2020-01-01T00:00:00.000Z' WHERE user_id = ?`,
    )
      .bind(user.userId)
      .run()
    await syncStaleProducts(ctx)
    const row = await parkedRow(id)
    await changeShop(shop, { revoked: false })
    const asked = made.calls
    await syncProduct(ctx, { productId: id, taskId })
    expect(made.calls).toBe(asked)
    expect(await parkedRow(id)).toEqual(row)
  })

  it('thirty parked products go on when the shop is connected again, in another way', async () => {
    const ctx = withoutQueue(user)
    await changeShop(shop, { revoked: true })
    const ids: string[] = []
    for (let n = 0; n < 30; n += 1) ids.push((await addProduct(user, { title: `Rest ${n}` })).id)
    const tasks = new Map<string, string>()
    for (const id of ids) tasks.set(id, await park(ctx, id))
    await changeShop(shop, { revoked: false })
    const { sent, ctx: recording } = recordingBatches(ctx)
    const access_token = `shpat_${shop.replace('.myshopify.com', '')}`
    await connectAgain(recording, { shop_domain: shop, access_token })
    expect(sent).toHaveLength(1)
    expect(new Map(sent[0])).toEqual(tasks)
    for (const [productId, taskId] of [...tasks].slice(0, 3)) {
      await syncProduct(ctx, { productId, taskId })
      expect(await readProduct(user, productId)).toMatchObject({ status: 'active' })
    }
    expect(await productsAtShop(shop)).toHaveLength(3)
  })

  it('a second refusal parks the same task once more, with no try used', async () => {
    const { id } = await addProduct(user)
    const ctx = withoutQueue(user)
    await changeShop(shop, { revoked: true })
    const taskId = await park(ctx, id)
    await changeShop(shop, { revoked: false })
    await checkShop(ctx)
    expect((await parkedRow(id))?.publish_parked_at).toBeNull()
    await changeShop(shop, { revoked: true })
    await syncProduct(ctx, { productId: id, taskId })
    expect(await parkedRow(id)).toMatchObject({ publish_task_id: taskId, sync_error: null })
    expect((await parkedRow(id))?.publish_parked_at).not.toBeNull()
    expect(await countRows('retry_queue', '1 = 1')).toBe(0)
    await changeShop(shop, { revoked: false })
    await checkShop(ctx)
    await syncProduct(ctx, { productId: id, taskId })
    expect(await readProduct(user, id)).toMatchObject({ status: 'active' })
  })

  it('a run that still had the old credentials marks nothing, and its product goes on', async () => {
    const { id } = await addProduct(user)
    const ctx = withoutQueue(user)
    const { taskId } = await publishProduct(ctx, id)
    let isMended = false
    const late = withShop(ctx, (verbs) => ({
      ensureIdDefinition: async () => {
        if (isMended) return verbs.ensureIdDefinition()
        isMended = true
        await connectShop(user, { shop })
        return { kind: 'unauthorized', message: 'Shopify did not accept the access token' }
      },
    }))
    const pasted = await api(user, 'PUT', '/api/integrations/shopify', {
      shopDomain: shop,
      accessToken: `shpat_${shop.replace('.myshopify.com', '')}`,
    })
    expect(pasted.status).toBe(200)
    await syncProduct(late, { productId: id, taskId })
    expect(await readIntegration()).toMatchObject({ status: 'connected' })
    expect((await parkedRow(id))?.publish_parked_at).toBeNull()
    await syncProduct(ctx, { productId: id, taskId })
    expect(await readProduct(user, id)).toMatchObject({ status: 'active' })
  })

  it('the sweep asks the shop now and then, and goes on when it takes them again', async () => {
    const { id } = await addProduct(user)
    const ctx = withoutQueue(user)
    await changeShop(shop, { revoked: true })
    const taskId = await park(ctx, id)
    await checkOwnShop(ctx)
    expect(await readIntegration()).toMatchObject({ status: 'error' })
    expect((await parkedRow(id))?.publish_parked_at).not.toBeNull()
    await changeShop(shop, { revoked: false })
    await checkOwnShop(ctx)
    expect(await readIntegration()).toMatchObject({ status: 'connected' })
    expect(await parkedRow(id)).toMatchObject({ publish_task_id: taskId, publish_parked_at: null })
    await syncProduct(ctx, { productId: id, taskId })
    expect(await readProduct(user, id)).toMatchObject({ status: 'active' })
  })

  it('what waits for a shop that was replaced waits until that one is connected again', async () => {
    const { id } = await addProduct(user)
    const ctx = withoutQueue(user)
    await changeShop(shop, { revoked: true })
    const taskId = await park(ctx, id)
    await connectShop(user, { shop: newShop(), live: 'keep' })
    expect(await parkedRow(id)).toMatchObject({ publish_task_id: taskId })
    expect((await parkedRow(id))?.publish_parked_at).not.toBeNull()
    await changeShop(shop, { revoked: false })
    await connectShop(user, { shop, live: 'keep' })
    await rested(user, id, { status: 'active', publish_state: 'idle' })
    expect(await productsAtShop(shop)).toHaveLength(1)
  })

  it('a job says how many of its products wait', async () => {
    const ids = [(await addProduct(user)).id, (await addProduct(user)).id]
    await changeShop(shop, { revoked: true })
    const body = { type: 'publish', sel: { ids }, change: {} }
    const answer = await api(user, 'POST', '/api/jobs', body)
    const { jobId } = z.object({ jobId: z.string() }).parse(await answer.json())
    await expect.poll(() => countParked(user.ctx, jobId), { timeout: 20_000 }).toBe(2)
    await changeShop(shop, { revoked: false })
    await checkShop(user.ctx)
    expect(await countParked(user.ctx, jobId)).toBe(0)
    for (const id of ids) await rested(user, id, { status: 'active', publish_state: 'idle' })
  })

  it('what is under way when the shop is disconnected waits for it too', async () => {
    const { id } = await addProduct(user)
    const ctx = withoutQueue(user)
    const { taskId } = await publishProduct(ctx, id)
    await api(user, 'DELETE', '/api/integrations/shopify')
    await syncProduct(ctx, { productId: id, taskId })
    expect((await parkedRow(id))?.publish_parked_at).not.toBeNull()
    await connectShop(user, { shop })
    await rested(user, id, { status: 'active', publish_state: 'idle' })
  })
})

describe('the pages', () => {
  it('say everywhere that the connection is broken, what waits, and what to press', async () => {
    const person = await openPerson()
    const { browser } = person
    shop = newShop()
    const name = shop.replace('.myshopify.com', '')
    await browser.post('/integrations/shopify', {
      shop_domain: shop,
      client_id: `client_${name}`,
      client_secret: `secret_${name}`,
    })
    const made = await browser.post('/products', { title: 'Rest', variant: '8x10|unframed' })
    const path = made.headers.get('location') ?? ''
    await changeShop(shop, { revoked: true })
    await browser.post(`${path}/publish`, {})
    const read = async (url: string) => textOf(await (await browser.get(url)).text())
    await expect.poll(() => read('/quotes'), { timeout: 20_000 }).toContain('1 product is waiting')
    const quotes = await read('/quotes')
    expect(quotes).toContain('Shopify needs attention')
    expect(quotes).toContain('Reconnect')
    expect(await read('/integrations')).toContain('1 product waits, and will continue')
    expect(await read('/products')).toContain('Waiting for your store connection')
    await changeShop(shop, { revoked: false })
    await browser.post('/integrations/shopify/check', {})
    await expect.poll(() => read(path), { timeout: 20_000 }).toContain('Open in store')
    expect(await read('/quotes')).not.toContain('Shopify needs attention')
  })
})

/** The sweep's next turn begins with the user's shop, however many shops others have. */
async function checkOwnShop(ctx: Context): Promise<void> {
  await recordHeartbeat(ctx, CHECK_SHOPS, 'started')
  await writeCursor(ctx, CHECK_SHOPS, user.userId.slice(0, -1))
  await checkAllShops(ctx)
}
