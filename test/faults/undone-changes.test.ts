import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../src/context.ts'
import { publishProduct } from '../../src/domain/publishing/publish-product.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import { listChanges } from '../../src/domain/publishing/undo/list-changes.ts'
import { undoChange } from '../../src/domain/publishing/undo/undo-change.ts'
import { failAfter, failBefore, onCall } from '../support/faults/around.ts'
import { strikeBatches } from '../support/faults/bindings.ts'
import { passTime } from '../support/faults/stage.ts'
import { api } from '../support/worker/api.ts'
import { contextOf, createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct, readProduct } from '../support/worker/products.ts'
import { breakShop, connectShop, productsAtShop } from '../support/worker/shop.ts'

const LEASE_MS = 2 * 60_000
const PAGE = { limit: 20, offset: 0 }

let user: TestUser
let shop: string
beforeEach(async () => {
  user = await createUser()
  shop = await connectShop(user)
})

/** The user's work with no queue, under a changed environment. */
function by(changes: Partial<Env> = {}): Context {
  const ctx = contextOf(user, changes)
  const send = () => Promise.reject(new Error('the queue takes nothing'))
  const silent = { ...ctx.queues.shopifyPublishing, send }
  return { ...ctx, queues: { ...ctx.queues, shopifyPublishing: silent } }
}

/** Works on the product's task until it has ended, whatever struck it before. */
async function finish(productId: string) {
  for (let tries = 0; tries < 4; tries += 1) {
    const { publish_task_id: taskId, publish_state: state } = await readProduct(user, productId)
    if (!taskId || state === 'idle' || state === 'failed') return readProduct(user, productId)
    await syncProduct(by(), { productId, taskId })
    passTime(LEASE_MS)
  }
  return readProduct(user, productId)
}

async function publish(productId: string) {
  await publishProduct(by(), productId)
  expect(await finish(productId)).toMatchObject({ status: 'active', publish_state: 'idle' })
}

/** A product that was published, and again with another title and price. */
async function published() {
  const { id, variants } = await addProduct(user, { tags: ['calm'] })
  await publish(id)
  const first = await shown()
  const dearer = variants.map((row) => ({ id: row.id, price: row.price + 5 }))
  await api(user, 'PATCH', `/api/products/${id}`, { title: 'Renamed', variants: dearer })
  await publish(id)
  expect(await shown()).not.toEqual(first)
  const { rows } = await listChanges(by(), id, PAGE)
  const change = rows.find(({ kind }) => kind === 'publish')
  return { id, changeId: change?.id ?? '', first }
}

const shown = async () => productsAtShop(shop)

async function expectUndone({ id, changeId, first }: Awaited<ReturnType<typeof published>>) {
  await undoChange(by(), id, changeId)
  expect(await finish(id)).toMatchObject({
    title: 'You are allowed to rest',
    status: 'active',
    publish_state: 'idle',
  })
  expect(await shown()).toEqual(first)
  const { rows } = await listChanges(by(), id, PAGE)
  const undoing = rows.filter(({ undoes }) => undoes === changeId)
  expect(undoing).toMatchObject([{ state: 'done' }])
  expect(rows.find((row) => row.id === changeId)).toMatchObject({ undone_by: undoing[0]?.id })
}

describe('undoing a publish', () => {
  test('killed before or after any of its batches is done once', async () => {
    for (const strike of [failBefore, failAfter]) {
      const product = await published()
      for (let n = 1; n <= 8; n += 1) {
        const ctx = by(strikeBatches(onCall(n, strike())))
        await undoChange(ctx, product.id, product.changeId).catch(() => undefined)
      }
      await expectUndone(product)
    }
  })

  test('whose work is killed between any two steps goes on where it was', async () => {
    const product = await published()
    const { taskId } = await undoChange(by(), product.id, product.changeId)
    for (let n = 1; n <= 12; n += 3) {
      for (const strike of [failBefore, failAfter]) {
        const ctx = by(strikeBatches(onCall(n, strike())))
        await syncProduct(ctx, { productId: product.id, taskId: taskId ?? '' }).catch(
          () => undefined,
        )
        passTime(LEASE_MS)
      }
    }
    await expectUndone(product)
  })

  test('whose message comes twice, also at once, is done once', async () => {
    const product = await published()
    const { taskId } = await undoChange(by(), product.id, product.changeId)
    const message = { productId: product.id, taskId: taskId ?? '' }
    await Promise.all([syncProduct(by(), message), syncProduct(by(), message)])
    await syncProduct(by(), message)
    await expectUndone(product)
  })

  test('of which an answer is lost finds what the shop did', async () => {
    const product = await published()
    await undoChange(by(), product.id, product.changeId)
    await breakShop(shop, { kind: 'lost_response', times: 2 })
    await expectUndone(product)
  })

  test('that the shop refused can be asked for again', async () => {
    const product = await published()
    const { changeId } = await undoChange(by(), product.id, product.changeId)
    await breakShop(shop, { kind: 'status', value: 400, operation: 'productSet', times: 6 })
    await finish(product.id)
    const { rows } = await listChanges(by(), product.id, PAGE)
    expect(rows.find(({ id }) => id === changeId)).toMatchObject({ state: 'failed' })
    expect(rows.find(({ id }) => id === product.changeId)).toMatchObject({ undone_by: null })
  })
})
