import { beforeEach, describe, expect, it } from 'vitest'
import { lockFields } from '../../src/domain/publishing/drift/lock-fields.ts'
import { lookAtShop } from '../../src/domain/publishing/drift/look-at-shop.ts'
import { publishProduct } from '../../src/domain/publishing/publish-product.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct } from '../support/worker/products.ts'
import { publishNow, withoutQueue, withShop } from '../support/worker/publishing.ts'
import { sandboxPost } from '../support/worker/sandbox.ts'
import {
  breakShop,
  collectionsAtShop,
  connectShop,
  deleteAtShop,
  editAtShop,
  newShop,
  productsAtShop,
} from '../support/worker/shop.ts'

let user: TestUser
let shop: string
beforeEach(async () => {
  user = await createUser()
  shop = await connectShop(user)
})

const addCollection = async (body: Record<string, unknown>) => {
  const answer = await api(user, 'POST', '/api/collections', body)
  expect(await answer.json()).toMatchObject({ success: true })
}
const change = async (path: string, body: unknown) => {
  const answer = await api(user, 'PATCH', path, body)
  expect(await answer.json()).toMatchObject({ success: true })
}
const addTheirs = (handle: string) =>
  sandboxPost('/shopify/collections', { shop, handle, title: `Their ${handle}` })
const collectionsOf = async () => (await productsAtShop(shop)).map(({ collections }) => collections)

describe('a collection that is to be made', () => {
  beforeEach(() => addCollection({ key: 'quiet_days', name: 'Quiet days', shop: 'create' }))

  it('is made once for all of its products, and published', async () => {
    const products = [
      await addProduct(user, { collection: 'quiet_days' }),
      await addProduct(user, { collection: 'quiet_days' }),
    ]
    for (const { id } of products) {
      expect(await publishNow(user, id)).toMatchObject({ status: 'active', sync_error: null })
    }
    const [made, ...more] = await collectionsAtShop(shop)
    expect(more).toEqual([])
    expect(made).toMatchObject({ handle: 'quiet-days', title: 'Quiet days', published: true })
    expect(made?.products).toHaveLength(2)
  })

  it.each(['collectionCreate', 'publishablePublish', 'productUpdate', 'collectionByIdentifier'])(
    'is made once though the answer to %s is lost',
    async (operation) => {
      const { id } = await addProduct(user, { collection: 'quiet_days' })
      await breakShop(shop, { kind: 'lost_response', operation, times: 1 })
      expect(await publishNow(user, id)).toMatchObject({ status: 'active', sync_error: null })
      const made = await collectionsAtShop(shop)
      expect(made).toMatchObject([{ handle: 'quiet-days', published: true }])
      expect(await collectionsOf()).toEqual([['quiet-days']])
    },
  )

  it('is asked for no more once a product is in it', async () => {
    const { id } = await addProduct(user, { collection: 'quiet_days' })
    await publishNow(user, id)
    await change(`/api/products/${id}`, { title: 'Another' })
    const asked: string[] = []
    const ctx = withShop(withoutQueue(user), (atShop) => ({
      findCollection: (by) => {
        asked.push('find')
        return atShop.findCollection(by)
      },
      moveProduct: (gid, to) => {
        asked.push('move')
        return atShop.moveProduct(gid, to)
      },
    }))
    expect(await publishNow(user, id, ctx)).toMatchObject({ status: 'active' })
    expect(asked).toEqual([])
  })

  it('is joined by a product that the shop has lost, and gets once more', async () => {
    const { id } = await addProduct(user, { collection: 'quiet_days' })
    await publishNow(user, id)
    const [atShop] = await productsAtShop(shop)
    await deleteAtShop(shop, atShop?.gid ?? '')
    const ctx = withoutQueue(user)
    const { taskId } = await publishProduct(ctx, id, { overwrite: true })
    await syncProduct(ctx, { productId: id, taskId })
    expect(await collectionsOf()).toEqual([['quiet-days']])
  })

  it('is joined again by a product whose deletion at the shop was accepted', async () => {
    const { id } = await addProduct(user, { collection: 'quiet_days' })
    await publishNow(user, id)
    const [atShop] = await productsAtShop(shop)
    await deleteAtShop(shop, atShop?.gid ?? '')
    await lookAtShop(user.ctx, id, { maxAgeMs: 0 })
    const decisions = [{ field: 'status', take: 'shop' }]
    const decided = await api(user, 'POST', `/api/products/${id}/drift`, { decisions })
    expect(decided.status).toBe(200)
    expect((await api(user, 'POST', `/api/products/${id}/restore`)).status).toBe(200)
    expect(await publishNow(user, id)).toMatchObject({ status: 'active' })
    expect(await collectionsOf()).toEqual([['quiet-days']])
  })

  it('is not one of the same handle that the shop has already', async () => {
    await addTheirs('quiet-days')
    const { id } = await addProduct(user, { collection: 'quiet_days' })
    const product = await publishNow(user, id)
    expect(product).toMatchObject({ publish_state: 'failed' })
    expect(product.sync_error).toContain('already has a collection with the handle quiet-days')
    expect(await collectionsAtShop(shop)).toMatchObject([
      { title: 'Their quiet-days', products: [] },
    ])
  })

  it('is another one at another shop', async () => {
    const { id } = await addProduct(user, { collection: 'quiet_days' })
    await publishNow(user, id)
    const second = await connectShop(user, { shop: newShop(), live: 'keep' })
    await publishNow(user, id)
    const [here, there] = [await collectionsAtShop(shop), await collectionsAtShop(second)]
    expect([here.length, there.length]).toEqual([1, 1])
    expect(here[0]?.gid).not.toBe(there[0]?.gid)
  })
})

describe("a collection of the shop's own", () => {
  it('is joined, and is left as visible as it is', async () => {
    await addTheirs('wall-art')
    await addCollection({ key: 'walls', name: 'Walls', shop: 'handle', shop_handle: 'wall-art' })
    const { id } = await addProduct(user, { collection: 'walls' })
    await publishNow(user, id)
    expect(await collectionsOf()).toEqual([['wall-art']])
    expect(await collectionsAtShop(shop)).toHaveLength(1)
  })

  it('is looked for when it is chosen, and a handle that the shop does not have is refused', async () => {
    await addTheirs('wall-art')
    const input = { key: 'walls', name: 'Walls', shop: 'handle' }
    const wrong = { ...input, shop_handle: 'wall-arts' }
    const refused = await api(user, 'POST', '/api/collections', wrong)
    expect(refused.status).toBe(400)
    const message = 'Your Shopify store has no collection with the handle wall-arts'
    expect(await refused.json()).toMatchObject({ errors: [{ pointer: '/shop_handle', message }] })
    await addCollection({ ...input, shop_handle: 'wall-art' })
    const path = '/api/collections/walls'
    const changed = await api(user, 'PATCH', path, { shop_handle: 'wall-arts' })
    expect(changed.status).toBe(400)
    await breakShop(shop, { kind: 'status', value: 503, operation: 'collectionByIdentifier' })
    await change(path, { shop_handle: 'wall-arts' })
  })

  it('of a handle that the shop does not have fails the task and says what to do', async () => {
    await addTheirs('wall-art')
    await addCollection({ key: 'walls', name: 'Walls', shop: 'handle', shop_handle: 'wall-art' })
    const { id } = await addProduct(user, { collection: 'walls' })
    const second = await connectShop(user, { shop: newShop() })
    const product = await publishNow(user, id)
    expect(product).toMatchObject({ publish_state: 'failed' })
    expect(product.sync_error).toContain('no collection with the handle wall-art')
    expect(product.sync_error).toContain('/collections')
    expect((await productsAtShop(second))[0]).toMatchObject({ published: false })
  })
})

describe('moving a product', () => {
  beforeEach(async () => {
    await addTheirs('theirs')
    await addTheirs('wall-art')
    await addCollection({ key: 'walls', name: 'Walls', shop: 'handle', shop_handle: 'wall-art' })
    await addCollection({ key: 'quiet_days', name: 'Quiet days', shop: 'create' })
  })
  const putBoth = async () => {
    const { id } = await addProduct(user, { collection: 'walls' })
    await publishNow(user, id)
    const [atShop] = await productsAtShop(shop)
    await editAtShop(shop, atShop?.gid ?? '', { collections: ['wall-art', 'theirs'] })
    return id
  }
  it('leaves the collection that we joined, and no other', async () => {
    const id = await putBoth()
    await change(`/api/products/${id}`, { collection: 'quiet_days' })
    await publishNow(user, id)
    expect((await collectionsOf())[0]?.toSorted()).toEqual(['quiet-days', 'theirs'])
    await change(`/api/products/${id}`, { collection: null })
    await publishNow(user, id)
    expect(await collectionsOf()).toEqual([['theirs']])
  })

  it('is left to the shop while the field is locked', async () => {
    const id = await putBoth()
    await lockFields(user.ctx, id, ['collection', 'handle'])
    await change(`/api/products/${id}`, { collection: 'quiet_days' })
    await publishNow(user, id)
    expect((await collectionsOf())[0]?.toSorted()).toEqual(['theirs', 'wall-art'])
  })
})
