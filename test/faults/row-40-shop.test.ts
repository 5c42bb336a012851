import { env } from 'cloudflare:workers'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Context } from '../../src/context.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import {
  answering,
  askToPublish,
  countCalls,
  deliverTask,
  lostAnswer,
  onlyAtShop,
  openShopStage,
  publishWhole,
  refusing,
  type ShopStage,
  throttled,
} from '../support/faults/shop-stage.ts'
import { passTime } from '../support/faults/stage.ts'
import { api } from '../support/worker/api.ts'
import { addProduct, readProduct } from '../support/worker/products.ts'
import { addPicture } from '../support/worker/publishing.ts'
import { productsAtShop } from '../support/worker/shop.ts'

const ON_SALE = { status: 'active', publish_state: 'idle', sync_error: null }

let stage: ShopStage
beforeEach(async () => {
  stage = await openShopStage()
})

async function retriesOf({ user }: ShopStage) {
  const { retries } = await (await api(user, 'GET', '/api/retries')).json<{ retries: unknown[] }>()
  return retries
}

/** When the product's task goes on. */
async function continuesAt({ user }: ShopStage, id: string): Promise<number> {
  const at = await env.DB.prepare(
    'SELECT publish_queued_at FROM products WHERE user_id = ? AND id = ?',
  )
    .bind(user.userId, id)
    .first<string>('publish_queued_at')
  return Date.parse(at ?? '')
}

test.each([
  ['productSet', 1],
  ['publishablePublish', 1],
  ['productUpdate', 1],
  ['productSet', 2],
])('row 40: the answer of %s is lost %i times → one product, on sale', async (operation, times) => {
  const { id } = await addProduct(stage.user, { tags: ['calm'] })
  stage.strike(operation, lostAnswer, times)
  await publishWhole(stage, id)
  expect(await productsAtShop(stage.shop)).toHaveLength(1)
  if (times > 1) await publishWhole(stage, id)
  expect(await readProduct(stage.user, id)).toMatchObject(ON_SALE)
  expect(await onlyAtShop(stage)).toMatchObject({ status: 'ACTIVE', published: true })
})

test.each([
  ['by HTTP 200 with its cost', throttled(1_200, 100), 12_000],
  [
    'by 429 with Retry-After',
    answering({}, { status: 429, headers: { 'retry-after': '30' } }),
    30_000,
  ],
])('row 40: throttled %s → waits as told, uses no try', async (_how, strike, waitMs) => {
  const { id } = await addProduct(stage.user)
  vi.useFakeTimers({ now: Date.now(), toFake: ['Date'] })
  const askedMs = Date.now()
  stage.strike('productSet', strike)
  expect(await publishWhole(stage, id)).toMatchObject({ publish_state: 'publishing' })
  const untilMs = await continuesAt(stage, id)
  expect(untilMs - askedMs).toBeGreaterThanOrEqual(waitMs)
  expect(untilMs - askedMs).toBeLessThan(waitMs * 1.5)
  expect(await productsAtShop(stage.shop)).toEqual([])
  passTime(waitMs * 1.5)
  expect(await deliverTask(stage, id)).toMatchObject(ON_SALE)
  expect(await retriesOf(stage)).toEqual([])
  expect(countCalls(stage.calls, 'productSet')).toBe(2)
})

test('row 40: throttled for a second → waits in place', async () => {
  const { id } = await addProduct(stage.user)
  stage.strike('productSet', throttled(50, 100))
  expect(await publishWhole(stage, id)).toMatchObject(ON_SALE)
})

test('row 40: a refused field → the error is shown, nothing is half done or tried again', async () => {
  const { id } = await addProduct(stage.user)
  stage.strike('productSet', refusing('INVALID_PRODUCT', 'Title is not to its liking'), 9)
  expect(await publishWhole(stage, id)).toMatchObject({
    status: 'pending',
    publish_state: 'failed',
  })
  const { sync_error } = await readProduct(stage.user, id)
  expect(sync_error).toContain('Title is not to its liking')
  expect(countCalls(stage.calls, 'productSet')).toBe(1)
  expect(await productsAtShop(stage.shop)).toEqual([])
  expect(await retriesOf(stage)).toMatchObject([{ status: 'exhausted' }])
})

test('row 40: refused when it is to be shown → the error is shown, and nobody sees the product', async () => {
  const { id } = await addProduct(stage.user)
  const userErrors = [{ field: ['id'], message: 'This sales channel is closed' }]
  stage.strike(
    'publishablePublish',
    answering({ data: { publishablePublish: { publishable: null, userErrors } } }),
  )
  const failed = await publishWhole(stage, id)
  expect(failed).toMatchObject({ status: 'pending', publish_state: 'failed' })
  expect(failed.sync_error).toContain('This sales channel is closed')
  expect(await onlyAtShop(stage)).toMatchObject({ status: 'DRAFT', published: false })
})

test('row 40: GENERIC_ERROR → tried again', async () => {
  const { id } = await addProduct(stage.user)
  stage.strike('productSet', refusing('GENERIC_ERROR', 'Something went wrong'))
  expect(await publishWhole(stage, id)).toMatchObject(ON_SALE)
  expect(countCalls(stage.calls, 'productSet')).toBe(2)
})

test('row 40: killed between any two calls → one product, and nothing is sent twice without need', async () => {
  const verbs: string[] = []
  await publishAndDie(stage, Number.NaN, 'after', verbs)
  const moments = verbs.flatMap((verb, index) => [
    { verb, nth: index + 1, when: 'before' as const },
    { verb, nth: index + 1, when: 'after' as const },
  ])
  expect(moments.length).toBeGreaterThan(12)
  const seen: Record<string, unknown> = {}
  const wanted: Record<string, unknown> = {}
  for (const { verb, nth, when } of moments) {
    const moment = `${when} call ${nth}, ${verb}`
    const other = await openShopStage()
    const { id, died } = await publishAndDie(other, nth, when)
    const { status, publish_state } = await deliverTask(other, id)
    seen[moment] = {
      died,
      ended: [status, publish_state],
      atShop: (await productsAtShop(other.shop)).length,
      sent: countCalls(other.calls, 'productSet'),
      pushed: countCalls(other.calls, 'upload'),
    }
    wanted[moment] = {
      died: true,
      ended: ['active', 'idle'],
      atShop: 1,
      sent: verb === 'setProduct' && when === 'after' ? 2 : 1,
      pushed: verb === 'uploadPicture' && when === 'after' ? 2 : 1,
    }
  }
  expect(seen).toEqual(wanted)
})

/** Publishes a product with a picture until the Worker dies at this call, or to the end. */
async function publishAndDie(
  on: ShopStage,
  nth: number,
  when: 'before' | 'after',
  verbs: string[] = [],
): Promise<{ id: string; died: boolean }> {
  const { id } = await addProduct(on.user, {
    tags: ['calm'],
    imageIds: [await addPicture(on.user)],
  })
  const taskId = await askToPublish(on, id)
  const work = syncProduct(killedAt(on.ctx, nth, when, verbs), { productId: id, taskId })
  const died = await work.then(
    () => false,
    (cause: unknown) => cause instanceof Error && cause.message === 'killed',
  )
  return { id, died }
}

/** The Worker dies before or after the nth call that it makes at the shop. */
function killedAt(ctx: Context, nth: number, when: 'before' | 'after', verbs: string[]): Context {
  let calls = 0
  return {
    ...ctx,
    shopify: (account) =>
      new Proxy(ctx.shopify(account), {
        get(whole, name) {
          const verb: unknown = Reflect.get(whole, name)
          if (typeof verb !== 'function') return verb
          return async (...given: unknown[]) => {
            calls += 1
            const isLast = calls === nth
            verbs.push(String(name))
            if (isLast && when === 'before') throw new Error('killed')
            const result: unknown = await Reflect.apply(verb, whole, given)
            if (isLast) throw new Error('killed')
            return result
          }
        },
      }),
  }
}
