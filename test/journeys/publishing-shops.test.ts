import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { deleteProduct } from '../../src/domain/publishing/delete-product.ts'
import { settleFormerShopsOfAll } from '../../src/domain/publishing/former-shops.ts'
import { publishProduct } from '../../src/domain/publishing/publish-product.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct, readProduct } from '../support/worker/products.ts'
import { publishNow, rested, withoutQueue, withShop } from '../support/worker/publishing.ts'
import { breakShop, connectShop, newShop, productsAtShop, putShop } from '../support/worker/shop.ts'

const refusal = z.object({
  error: z.string(),
  code: z.string(),
  type: z.string(),
  live: z.number(),
  shop_domain: z.string(),
})

let user: TestUser
let first: string
beforeEach(async () => {
  user = await createUser()
  first = await connectShop(user)
})

const act = (id: string, verb: string) => api(user, 'POST', `/api/products/${id}/${verb}`)

async function onSale(title = 'On sale'): Promise<string> {
  const { id } = await addProduct(user, { title })
  expect(await publishNow(user, id)).toMatchObject({ status: 'active' })
  return id
}

describe('connecting another shop', () => {
  it('asks what becomes of what is on sale in the first, and changes nothing', async () => {
    await onSale()
    await onSale('Also on sale')
    const answer = await putShop(user, newShop())
    expect(answer.status).toBe(409)
    expect(refusal.parse(await answer.json())).toMatchObject({
      code: 'live_products',
      type: 'urn:haven-hub:problem:live_products',
      live: 2,
    })
    expect(await connectedShop()).toBe(first)
  })

  it('asks nothing where nothing is on sale, and forgets the first', async () => {
    await addProduct(user)
    await connectShop(user)
    const other = await createUser()
    expect((await putShop(other, first)).status).toBe(200)
    expect(await keptShops()).toEqual([])
  })

  it('retires there what is on sale there, and then forgets the first', async () => {
    const [one, two] = [await onSale(), await onSale('Two')]
    const second = await connectShop(user, { live: 'retire' })
    for (const id of [one, two])
      await rested(user, id, { status: 'retired', publish_state: 'idle' })
    const statuses = (await productsAtShop(first)).map(({ status }) => status)
    expect(statuses).toEqual(['ARCHIVED', 'ARCHIVED'])
    expect(await productsAtShop(second)).toEqual([])
    await expect.poll(keptShops, { timeout: 10_000 }).toEqual([])
  })

  it('retires there although the Worker died right after connecting: the sweep does it', async () => {
    const id = await onSale()
    await connectShop(user, { live: 'keep' })
    await env.DB.prepare('UPDATE former_shops SET retires = 1 WHERE user_id = ?')
      .bind(user.userId)
      .run()
    await settleFormerShopsOfAll(user.ctx)
    await rested(user, id, { status: 'retired', publish_state: 'idle' })
    expect(await productsAtShop(first)).toMatchObject([{ status: 'ARCHIVED' }])
    await expect.poll(keptShops, { timeout: 10_000 }).toEqual([])
  })

  it('keeps what is on sale there, and the credentials, encrypted, for nobody else', async () => {
    const id = await onSale()
    await connectShop(user, { live: 'keep' })
    expect(await readProduct(user, id)).toMatchObject({ status: 'active' })
    expect(await productsAtShop(first)).toMatchObject([{ status: 'ACTIVE', published: true }])
    expect(await keptShops()).toEqual([first])
    const other = await createUser()
    expect((await putShop(other, first)).status).toBe(409)
  })

  it('back again takes the kept credentials away', async () => {
    const id = await onSale()
    await connectShop(user, { live: 'keep' })
    await connectShop(user, { shop: first })
    expect(await keptShops()).toEqual([])
    expect((await readProduct(user, id)).shopify_product_gid).not.toBeNull()
  })
})

describe('connecting another shop after disconnecting the first', () => {
  const disconnect = () => api(user, 'DELETE', '/api/integrations/shopify')

  it('asks the same, and changes nothing', async () => {
    await onSale()
    await onSale('Also on sale')
    await disconnect()
    const answer = await putShop(user, newShop())
    expect(answer.status).toBe(409)
    const refused = refusal.parse(await answer.json())
    expect(refused).toMatchObject({ code: 'live_products', live: 2, shop_domain: first })
    expect(refused.error).toContain(first)
    const { status } = await readIntegration()
    expect(status).toBe('disconnected')
  })

  it('connects where they are to be kept on sale', async () => {
    const id = await onSale()
    await disconnect()
    const second = await connectShop(user, { live: 'keep' })
    expect(await connectedShop()).toBe(second)
    expect(await readProduct(user, id)).toMatchObject({ status: 'active' })
    expect(await productsAtShop(first)).toMatchObject([{ status: 'ACTIVE' }])
  })

  it('says what to do where they are to be retired, for which the hub lacks credentials', async () => {
    await onSale()
    await disconnect()
    const answer = await putShop(user, newShop(), { live: 'retire' })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain(`Connect ${first} again`)
    expect(await readIntegration()).toMatchObject({ status: 'disconnected' })
    await connectShop(user, { shop: first })
    await connectShop(user, { live: 'retire' })
    await expect
      .poll(async () => (await productsAtShop(first))[0]?.status, { timeout: 20_000 })
      .toBe('ARCHIVED')
  })

  it('asks nothing for the same shop, or where nothing is on sale', async () => {
    await addProduct(user)
    await disconnect()
    const second = await connectShop(user)
    await onSale()
    await disconnect()
    expect((await putShop(user, second)).status).toBe(200)
  })

  it('asks of every shop that was left with something on sale', async () => {
    const id = await onSale()
    const second = await connectShop(user, { live: 'keep' })
    await publishNow(user, id)
    await onSale('At the second')
    await disconnect()
    const refused = refusal.parse(await (await putShop(user, newShop())).json())
    expect(refused).toMatchObject({ code: 'live_products', live: 3 })
    expect(refused.error).toContain(first)
    expect(refused.error).toContain(second)
  })
})

describe('a key that may write and not publish', () => {
  const mayOnlyWrite = () =>
    env.DB.prepare('UPDATE api_keys SET permissions = ? WHERE user_id = ?')
      .bind(JSON.stringify({ hub: ['read', 'write'] }), user.userId)
      .run()

  it('cannot retire by connecting another shop, and is told the scope', async () => {
    const id = await onSale()
    await mayOnlyWrite()
    const answer = await putShop(user, newShop(), { live: 'retire' })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('publish')
    expect(await connectedShop()).toBe(first)
    expect(await readProduct(user, id)).toMatchObject({ status: 'active', publish_state: 'idle' })
  })

  it('connects another shop where what is on sale stays so', async () => {
    await onSale()
    await mayOnlyWrite()
    expect((await putShop(user, newShop(), { live: 'keep' })).status).toBe(200)
  })
})

describe('a product whose making at a shop had no answer', () => {
  const down = { kind: 'transient', message: 'The shop is down' } as const

  /** Publishes; the shop makes the product, or does not, and from there on nothing is heard of it. */
  async function loseTheAnswer(id: string, arrives: boolean): Promise<void> {
    let isDown = false
    const failing = withShop(withoutQueue(user), (verbs) => ({
      setProduct: async (...given) => {
        if (arrives) await verbs.setProduct(...given)
        isDown = true
        return down
      },
      findProduct: async (by) => (isDown ? down : verbs.findProduct(by)),
      ensureIdDefinition: async () => (isDown ? down : verbs.ensureIdDefinition()),
    }))
    expect(await publishNow(user, id, failing)).toMatchObject({ publish_state: 'failed' })
    expect(await productsAtShop(first)).toHaveLength(arrives ? 1 : 0)
  }

  async function unanswered({ arrives = true } = {}): Promise<string> {
    const { id } = await addProduct(user)
    await loseTheAnswer(id, arrives)
    return id
  }

  it('after the shop was asked whether it has it is not deleted here', async () => {
    const id = await unanswered({ arrives: false })
    const published = withShop(user.ctx, (verbs) => ({
      findProduct: async (by) => {
        const found = await verbs.findProduct(by)
        await loseTheAnswer(id, true)
        return found
      },
    }))
    await expect(deleteProduct(published, id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await readProduct(user, id)).toMatchObject({ status: 'pending' })
  })

  it('is not deleted here while the hub cannot ask that shop, and says what to do', async () => {
    const id = await unanswered()
    await api(user, 'DELETE', '/api/integrations/shopify')
    const answer = await api(user, 'DELETE', `/api/products/${id}`)
    expect(answer.status).toBe(409)
    const { error } = z.object({ error: z.string() }).parse(await answer.json())
    expect(error).toContain(`Connect ${first} again`)
    expect(await readProduct(user, id)).toMatchObject({ status: 'pending' })
    await act(id, 'archive')
    expect(await readProduct(user, id)).toMatchObject({ status: 'archived' })
  })

  it('that the shop does not have after all is deleted once the shop is connected', async () => {
    const id = await unanswered({ arrives: false })
    await api(user, 'DELETE', '/api/integrations/shopify')
    expect((await api(user, 'DELETE', `/api/products/${id}`)).status).toBe(409)
    await connectShop(user, { shop: first })
    expect((await api(user, 'DELETE', `/api/products/${id}`)).status).toBe(200)
  })
})

describe('a product on sale in the first shop, when another is connected', () => {
  it.each([
    ['retire', 'retired'],
    ['archive', 'archived'],
  ])('%s takes it off sale where it is', async (verb, status) => {
    const id = await onSale()
    const second = await connectShop(user, { live: 'keep' })
    await act(id, verb)
    await rested(user, id, { status, publish_state: 'idle' })
    expect(await productsAtShop(first)).toMatchObject([{ status: 'ARCHIVED' }])
    expect(await productsAtShop(second)).toEqual([])
    await expect.poll(keptShops, { timeout: 10_000 }).toEqual([])
  })

  it('is published at the second as a product of its own, and retired at both', async () => {
    const id = await onSale()
    const atFirst = await readProduct(user, id)
    const second = await connectShop(user, { live: 'keep' })
    expect((await readProduct(user, id)).shopify_product_gid).toBeNull()
    expect(await publishNow(user, id)).toMatchObject({ status: 'active' })
    const atSecond = await readProduct(user, id)
    expect(atSecond.shopify_product_gid).toBe((await productsAtShop(second))[0]?.gid)
    expect(await productsAtShop(first)).toMatchObject([
      { gid: atFirst.shopify_product_gid, status: 'ACTIVE' },
    ])
    await act(id, 'retire')
    await rested(user, id, { status: 'retired', publish_state: 'idle' })
    expect(await productsAtShop(first)).toMatchObject([{ status: 'ARCHIVED' }])
    expect(await productsAtShop(second)).toMatchObject([{ status: 'ARCHIVED' }])
  })

  it('stays on sale at the second when only what is in the first is retired', async () => {
    const id = await onSale()
    const second = await connectShop(user, { live: 'keep' })
    await publishNow(user, id)
    await connectShop(user, { shop: first, live: 'retire' })
    await expect
      .poll(async () => (await productsAtShop(second))[0]?.status, { timeout: 10_000 })
      .toBe('ARCHIVED')
    await rested(user, id, { status: 'active', publish_state: 'idle' })
    expect(await productsAtShop(first)).toMatchObject([{ status: 'ACTIVE' }])
  })

  it('cannot be retired while the hub has no credentials for its shop, and says so', async () => {
    const id = await onSale()
    await api(user, 'DELETE', '/api/integrations/shopify')
    await connectShop(user, { live: 'keep' })
    const answer = await act(id, 'retire')
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(first)
    expect(await readProduct(user, id)).toMatchObject({ status: 'active', publish_state: 'idle' })
    expect(await productsAtShop(first)).toMatchObject([{ status: 'ACTIVE' }])
  })

  it('cannot be deleted', async () => {
    const id = await onSale()
    await connectShop(user, { live: 'keep' })
    expect((await api(user, 'DELETE', `/api/products/${id}`)).status).toBe(409)
  })
})

describe('a task', () => {
  it('acts at the shop it was made for', async () => {
    const ctx = withoutQueue(user)
    const { id } = await addProduct(user)
    const { taskId } = await publishProduct(ctx, id)
    const second = await connectShop(user, { live: 'keep' })
    await syncProduct(ctx, { productId: id, taskId })
    expect(await productsAtShop(second)).toEqual([])
    expect(await productsAtShop(first)).toMatchObject([{ status: 'ACTIVE' }])
    expect(await readProduct(user, id)).toMatchObject({ status: 'active', publish_state: 'idle' })
  })

  it('whose retiring at the first shop fails leaves the product on sale and says why', async () => {
    const id = await onSale()
    await connectShop(user, { live: 'keep' })
    await breakShop(first, { kind: 'status', value: 403, operation: '*' })
    await act(id, 'retire')
    const failed = await rested(user, id, { publish_state: 'failed' })
    expect(failed).toMatchObject({ status: 'active' })
    expect(await keptShops()).toEqual([first])
  })
})

async function readIntegration() {
  const answer = await api(user, 'GET', '/api/integrations/shopify')
  const integration = z.object({ account: z.string().nullable(), status: z.string() })
  return z.object({ integration }).parse(await answer.json()).integration
}

async function connectedShop(): Promise<string | null> {
  return (await readIntegration()).account
}

async function keptShops(): Promise<unknown[]> {
  const { results } = await env.DB.prepare(
    'SELECT shop_domain, credentials FROM former_shops WHERE user_id = ?',
  )
    .bind(user.userId)
    .all()
  for (const { credentials } of results) expect(credentials).toMatch(/^v1\./)
  return results.map(({ shop_domain }) => shop_domain)
}
