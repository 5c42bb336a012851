import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Context } from '../../src/context.ts'
import { archiveProduct } from '../../src/domain/publishing/archive-product.ts'
import { publishProduct } from '../../src/domain/publishing/publish-product.ts'
import { restoreProduct } from '../../src/domain/publishing/restore-product.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { PNG_6X8 } from '../support/worker/pictures.ts'
import { addProduct, readProduct } from '../support/worker/products.ts'
import { publishNow, withoutQueue, withShop } from '../support/worker/publishing.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { connectShop, newShop, productsAtShop, putShop } from '../support/worker/shop.ts'

const LONGER_THAN_A_LEASE_MS = 3 * 60_000

let user: TestUser
let shop: string
let ctx: Context
beforeEach(async () => {
  user = await createUser()
  shop = await connectShop(user)
  ctx = withoutQueue(user)
})

/** The same work, done the first time only. */
function once(work: () => Promise<unknown>): () => Promise<void> {
  let isDone = false
  return async () => {
    if (isDone) return
    isDone = true
    await work()
  }
}

/** The lease of whoever is at work lapses, by the clock of the Worker and of its objects. */
function letTheLeaseLapse(): void {
  vi.useFakeTimers({ now: Date.now() + LONGER_THAN_A_LEASE_MS, toFake: ['Date'] })
}

async function sync(as: Context, id: string): Promise<void> {
  const { publish_task_id: taskId } = await readProduct(user, id)
  await syncProduct(as, { productId: id, taskId: taskId ?? '' })
}

const down = { kind: 'transient', message: 'The shop is down' } as const

describe('a product whose ACTIVE call has had no answer', () => {
  it('counts as on sale though the shop showed a draft afterwards', async () => {
    const { id } = await addProduct(user)
    const late: (() => Promise<unknown>)[] = []
    const slow = withShop(ctx, (verbs) => ({
      publishToOnlineStore: async (...given) =>
        late.length > 0 ? down : verbs.publishToOnlineStore(...given),
      setStatus: async (...given) => {
        late.push(() => verbs.setStatus(...given))
        return { kind: 'unknown', message: 'No answer' }
      },
    }))
    await publishNow(user, id, slow)
    await late[0]?.()
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ACTIVE' }])
    expect(await readProduct(user, id)).toMatchObject({ publish_state: 'failed' })
    expect((await putShop(user, newShop())).status).toBe(409)
  })

  it('counts as on sale though an older run saw the draft that it was before', async () => {
    const { id } = await addProduct(user)
    let isDown = false
    const failing = withShop(ctx, (verbs) => ({
      setStatus: async (...given) => {
        await verbs.setStatus(...given)
        isDown = true
        return down
      },
      findProduct: async (by) => (isDown ? down : verbs.findProduct(by)),
    }))
    const overtaken = once(async () => {
      letTheLeaseLapse()
      await sync(failing, id)
    })
    const older = withShop(ctx, (verbs) => ({
      findProduct: async (by) => {
        const found = await verbs.findProduct(by)
        if (found.kind === 'ok' && found.value) await overtaken()
        return found
      },
    }))
    const { taskId } = await publishProduct(ctx, id)
    const unsold = withShop(ctx, () => ({ publishToOnlineStore: async () => down }))
    await syncProduct(unsold, { productId: id, taskId })
    // Asking looks at the shop too.
    const { taskId: second } = await publishProduct(ctx, id)
    await syncProduct(older, { productId: id, taskId: second })
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ACTIVE' }])
    expect(await readProduct(user, id)).toMatchObject({ publish_state: 'failed' })
    expect((await putShop(user, newShop())).status).toBe(409)
  })
})

describe('a run that was paused while newer tasks put the product on sale', () => {
  it('does not note the archiving that the shop confirmed long ago', async () => {
    const { id } = await addProduct(user)
    await publishNow(user, id, ctx)
    await archiveProduct(ctx, id)
    const overtaken = once(() => finishAndSellAgain(id))
    const paused = withShop(ctx, (verbs) => ({
      setStatus: async (...given) => {
        const set = await verbs.setStatus(...given)
        await overtaken()
        return set
      },
    }))
    await sync(paused, id)
    await expectOnSale(id)
  })

  it('does not note that the shop had none', async () => {
    const { id } = await addProduct(user)
    await publishProduct(ctx, id)
    await archiveProduct(ctx, id)
    const overtaken = once(() => finishAndSellAgain(id))
    const paused = withShop(ctx, (verbs) => ({
      findProduct: async (by) => {
        const found = await verbs.findProduct(by)
        await overtaken()
        return found
      },
    }))
    await sync(paused, id)
    await expectOnSale(id)
  })

  it('does not note that the shop had lost the one before', async () => {
    const { id } = await addProduct(user)
    await publishNow(user, id, ctx)
    await env.DB.prepare(
      "UPDATE product_publications SET shop_product_gid = 'gid://shopify/Product/1' WHERE product_id = ?",
    )
      .bind(id)
      .run()
    const overtaken = once(async () => {
      letTheLeaseLapse()
      await sync(ctx, id)
    })
    const paused = withShop(ctx, (verbs) => ({
      findProduct: async (by) => {
        const found = await verbs.findProduct(by)
        await overtaken()
        return found
      },
    }))
    const { taskId } = await publishProduct(ctx, id)
    await syncProduct(paused, { productId: id, taskId })
    await expectOnSale(id)
  })

  /** Another run does what is to be archived; then it is restored and published. */
  async function finishAndSellAgain(id: string): Promise<void> {
    letTheLeaseLapse()
    await sync(ctx, id)
    await restoreProduct(ctx, id)
    if ((await readProduct(user, id)).publish_state !== 'idle') await sync(ctx, id)
    await publishNow(user, id, ctx)
  }

  async function expectOnSale(id: string): Promise<void> {
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ACTIVE' }])
    expect(await readProduct(user, id)).toMatchObject({ status: 'active', publish_state: 'idle' })
    expect((await putShop(user, newShop())).status).toBe(409)
    expect((await api(user, 'DELETE', `/api/products/${id}`)).status).toBe(409)
  }
})

describe('a picture that is rejected while its product is published', () => {
  async function seedPicture() {
    const seeded = await seedMockup(user, { status: 'approved', item: false })
    await env.FILES.put(`users/${user.userId}/pictures/${seeded.pictureId}.1.png`, PNG_6X8)
    return seeded
  }
  const reject = async (mockupId: string) =>
    expect((await api(user, 'POST', `/api/mockups/${mockupId}/reject`)).status).toBe(200)

  it('after the check and before the ACTIVE call keeps the product off sale', async () => {
    const { mockupId } = await seedPicture()
    const { id } = await addProduct(user, { imageIds: [mockupId] })
    const interrupted = withShop(ctx, (verbs) => ({
      publishToOnlineStore: async (...given) => {
        await reject(mockupId)
        return verbs.publishToOnlineStore(...given)
      },
    }))
    const product = await publishNow(user, id, interrupted)
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'DRAFT' }])
    expect(product).toMatchObject({ status: 'pending', publish_state: 'failed' })
    expect(product.sync_error).toContain('pictures that were rejected: 1')
  })

  it('after the check and before it is sent is not shown by a product on sale', async () => {
    const { mockupId } = await seedPicture()
    const { id } = await addProduct(user)
    await publishNow(user, id, ctx)
    await api(user, 'PATCH', `/api/products/${id}`, { image_ids: [mockupId] })
    const interrupted = withShop(ctx, (verbs) => ({
      uploadPicture: async (picture) => {
        const pushed = await verbs.uploadPicture(picture)
        await reject(mockupId)
        return pushed
      },
    }))
    const product = await publishNow(user, id, interrupted)
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ACTIVE', media: [] }])
    expect(product).toMatchObject({ status: 'active', publish_state: 'failed' })
    expect(product.sync_error).toContain('pictures that were rejected: 1')
  })

  it('and taken from the product meanwhile is not published with what was sent before', async () => {
    const { mockupId } = await seedPicture()
    const { id } = await addProduct(user, { imageIds: [mockupId] })
    const interrupted = withShop(ctx, (verbs) => ({
      publishToOnlineStore: async (...given) => {
        await reject(mockupId)
        await api(user, 'PATCH', `/api/products/${id}`, { image_ids: [] })
        return verbs.publishToOnlineStore(...given)
      },
    }))
    expect(await publishNow(user, id, interrupted)).toMatchObject({ status: 'active' })
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ACTIVE', media: [] }])
  })
})
