import { env } from 'cloudflare:workers'
import { beforeEach, expect, test, vi } from 'vitest'
import * as z from 'zod'
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
import { plainPng } from '../support/worker/artwork.ts'
import { addProduct, type ProductView, productOf, readProduct } from '../support/worker/products.ts'
import { addPicture } from '../support/worker/publishing.ts'
import { deleteAtShop, editAtShop, productsAtShop, putShop } from '../support/worker/shop.ts'
import { upload } from '../support/worker/upload.ts'

/** Twenty set-ups: seconds, and more where other work shares the cores. */
const LOOP_TIMEOUT_MS = 120_000
/** After this a reading is too old to plan from. */
const LOOK_AGAIN_MS = 31_000
const assetShape = z.object({ asset: z.object({ id: z.string() }) })
const driftShape = z.object({ fields: z.array(z.object({ field: z.string() })) })
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

test('row 40: a picture FAILED → that one again, alone', async () => {
  const id = await addPictured(stage, ['first', 'second'])
  stage.failPicture('second')
  expect(await publishUntilRest(id)).toMatchObject(ON_SALE)
  const { status, media } = await onlyAtShop(stage)
  expect(status).toBe('ACTIVE')
  expect(media.map(({ alt }) => alt)).toEqual(['first', 'second'])
  expect(countCalls(stage.calls, 'upload')).toBe(3)
})

test('row 40: a picture FAILED again → it is named, and nothing is on sale', async () => {
  const id = await addPictured(stage, ['first', 'second'])
  stage.failPicture('second', 99)
  const failed = await publishUntilRest(id)
  expect(failed).toMatchObject({ status: 'pending', publish_state: 'failed' })
  expect(failed.sync_error).toMatch(/picture 2\b/)
  expect(await onlyAtShop(stage)).toMatchObject({ status: 'DRAFT' })
  expect(countCalls(stage.calls, 'upload')).toBeLessThanOrEqual(4)
})

/** Delivers the task until it has come to an end: a wait of its own is over at once. */
async function publishUntilRest(id: string): Promise<ProductView> {
  let product = await publishWhole(stage, id)
  for (let rounds = 0; rounds < 6 && product.publish_state === 'publishing'; rounds += 1) {
    passTime(20_000)
    product = await deliverTask(stage, id)
  }
  return product
}

async function addPictured({ user }: ShopStage, alts: string[]): Promise<string> {
  const prints = alts.map((_alt, index) => plainPng(60, 80, [90, 40 * index, 90]))
  const assets = await Promise.all(
    prints.map(async (print) => {
      const answer = await upload(user, await print)
      return assetShape.parse(await answer.json()).asset.id
    }),
  )
  const { id, images } = await addProduct(user, { imageIds: assets, tags: ['calm'] })
  const named = images.map((image, index) => ({ id: image.id, alt: alts[index] }))
  await productOf(await api(user, 'PUT', `/api/products/${id}/images`, named))
  return id
}

test('row 40: deleted at the shop → refused until a person says so, then one product again', async () => {
  const { id } = await addProduct(stage.user)
  await publishWhole(stage, id)
  const before = await onlyAtShop(stage)
  await deleteAtShop(stage.shop, before.gid)
  passTime(LOOK_AGAIN_MS)
  const refused = await api(stage.user, 'POST', `/api/products/${id}/publish`)
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({ code: 'shop_changed', fields: ['status'] })
  expect(await productsAtShop(stage.shop)).toEqual([])
  expect(await publishWhole(stage, id, { overwrite: true })).toMatchObject(ON_SALE)
  const after = await onlyAtShop(stage)
  expect(after.gid).not.toBe(before.gid)
  expect(after).toMatchObject({ title: before.title, status: 'ACTIVE' })
})

test('row 40: the answer is lost, and the shop changes the same field → not overwritten unseen', async () => {
  const { id } = await addProduct(stage.user)
  await publishWhole(stage, id)
  const { gid } = await onlyAtShop(stage)
  await api(stage.user, 'PATCH', `/api/products/${id}`, { title: 'Ours' })
  stage.strike('productSet', async (send) => {
    await send()
    await editAtShop(stage.shop, gid, { title: 'Theirs' })
    throw new TypeError('Network connection lost.')
  })
  passTime(LOOK_AGAIN_MS)
  const failed = await publishWhole(stage, id)
  expect(failed).toMatchObject({ publish_state: 'failed' })
  expect(failed.sync_error).toContain('changed on Shopify')
  expect(await onlyAtShop(stage)).toMatchObject({ title: 'Theirs' })
  passTime(LOOK_AGAIN_MS)
  expect(await driftOf(stage, id)).toEqual(['title'])
})

test('row 40: the answer is lost, and the shop changes another field → both stay', async () => {
  const { id } = await addProduct(stage.user)
  await publishWhole(stage, id)
  const { gid } = await onlyAtShop(stage)
  await api(stage.user, 'PATCH', `/api/products/${id}`, { title: 'Ours' })
  stage.strike('productSet', async (send) => {
    await send()
    await editAtShop(stage.shop, gid, { descriptionHtml: '<p>Theirs</p>' })
    throw new TypeError('Network connection lost.')
  })
  passTime(LOOK_AGAIN_MS)
  await publishWhole(stage, id)
  expect(await onlyAtShop(stage)).toMatchObject({
    title: 'Ours',
    descriptionHtml: '<p>Theirs</p>',
  })
  passTime(LOOK_AGAIN_MS)
  expect(await driftOf(stage, id)).toEqual(['description'])
})

test('row 40: the echo of our own write is no drift', async () => {
  const { id } = await addProduct(stage.user, {
    title: 'Rest  &  be',
    description: 'Be\u00a0still\nnow\n\n“Quiet” & <here>',
    tags: ['Quiet', 'calm'],
    imageIds: [await addPicture(stage.user)],
  })
  await publishWhole(stage, id)
  passTime(LOOK_AGAIN_MS)
  expect(await driftOf(stage, id)).toEqual([])
  await api(stage.user, 'PATCH', `/api/products/${id}`, { description: 'One\n\nTwo\u00a0three' })
  await publishWhole(stage, id)
  const { descriptionHtml } = await onlyAtShop(stage)
  expect(descriptionHtml).toBe('<p>One</p>\n<p>Two&nbsp;three</p>')
  passTime(LOOK_AGAIN_MS)
  expect(await driftOf(stage, id)).toEqual([])
  const sent = countCalls(stage.calls, 'productSet')
  expect(await publishWhole(stage, id)).toMatchObject(ON_SALE)
  expect(countCalls(stage.calls, 'productSet')).toBe(sent)
})

async function driftOf({ user }: ShopStage, id: string): Promise<string[]> {
  const answer = await api(user, 'GET', `/api/products/${id}/drift`)
  const { fields } = driftShape.parse(await answer.json())
  return fields.map(({ field }) => field)
}

test('row 40: 401 → parked, and after new credentials it goes on where it was', async () => {
  const { id } = await addProduct(stage.user)
  const refused = answering({ errors: '[API] Invalid API key or access token' }, { status: 401 })
  stage.strike('publishablePublish', refused, 2)
  await publishWhole(stage, id)
  const { publish_task_id: task } = await readProduct(stage.user, id)
  expect(await parkedAt(id)).not.toBeNull()
  expect(await retriesOf(stage)).toEqual([])
  expect((await putShop(stage.user, stage.shop)).status).toBe(200)
  expect(await parkedAt(id)).toBeNull()
  const done = await deliverTask(stage, id)
  expect(done).toMatchObject({ ...ON_SALE, publish_task_id: task })
  expect(countCalls(stage.calls, 'productSet')).toBe(1)
})

async function parkedAt(id: string): Promise<string | null> {
  return env.DB.prepare('SELECT publish_parked_at FROM products WHERE user_id = ? AND id = ?')
    .bind(stage.user.userId, id)
    .first<string | null>('publish_parked_at')
}

test.each([
  ['a first publication', publishFirst],
  ['a change of what is on sale', changeOnSale],
])(
  'row 40: killed between any two calls of %s → one product, nothing sent twice without need',
  async (_what, prepare) => {
    const verbs: string[] = []
    await dieAt(stage, await prepare(stage), { nth: Number.NaN, when: 'after', verbs })
    const moments = verbs.flatMap((verb, index) => [
      { verb, nth: index + 1, when: 'before' as const },
      { verb, nth: index + 1, when: 'after' as const },
    ])
    expect(moments.length).toBeGreaterThan(6)
    const seen: Record<string, unknown> = {}
    const wanted: Record<string, unknown> = {}
    for (const { verb, nth, when } of moments) {
      const moment = `${when} call ${nth}, ${verb}`
      const other = await openShopStage()
      const id = await prepare(other)
      const died = await dieAt(other, id, { nth, when })
      const { status, publish_state } = await deliverTask(other, id)
      const atShop = await productsAtShop(other.shop)
      seen[moment] = {
        died,
        ended: [status, publish_state],
        atShop: atShop.map((each) => [each.title, each.tags, each.status, each.published]),
        sent: countCalls(other.calls, 'productSet'),
        pushed: countCalls(other.calls, 'upload'),
      }
      wanted[moment] = {
        died: true,
        ended: ['active', 'idle'],
        atShop: [['You are allowed to rest', ['calm'], 'ACTIVE', true]],
        sent: verb === 'setProduct' && when === 'after' ? 2 : 1,
        pushed: verb === 'uploadPicture' && when === 'after' ? 2 : 1,
      }
    }
    expect(seen).toEqual(wanted)
  },
  LOOP_TIMEOUT_MS,
)

async function publishFirst(on: ShopStage): Promise<string> {
  const imageIds = [await addPicture(on.user)]
  const { id } = await addProduct(on.user, { tags: ['calm'], imageIds })
  await askToPublish(on, id)
  return id
}

/** On sale, and then given another title, another tag and its only picture. */
async function changeOnSale(on: ShopStage): Promise<string> {
  const { id } = await addProduct(on.user, { title: 'Once', tags: ['once'] })
  await publishWhole(on, id)
  const change = {
    title: 'You are allowed to rest',
    tags: ['calm'],
    image_ids: [await addPicture(on.user)],
  }
  await productOf(await api(on.user, 'PATCH', `/api/products/${id}`, change))
  passTime(LOOK_AGAIN_MS)
  await askToPublish(on, id)
  on.calls.length = 0
  return id
}

type Death = { nth: number; when: 'before' | 'after'; verbs?: string[] }

/** Works on the task until the Worker dies at this call, or to the end; whether it died. */
async function dieAt(on: ShopStage, id: string, { nth, when, verbs = [] }: Death) {
  const { publish_task_id: taskId } = await readProduct(on.user, id)
  const dying = killedAt(on.ctx, nth, when, verbs)
  return syncProduct(dying, { productId: id, taskId: taskId ?? '' }).then(
    () => false,
    (cause: unknown) => cause instanceof Error && cause.message === 'killed',
  )
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
