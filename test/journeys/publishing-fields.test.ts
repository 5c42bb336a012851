import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Context } from '../../src/context.ts'
import { findProductRow } from '../../src/domain/products/get-product.ts'
import { lookAtShop } from '../../src/domain/publishing/drift/look-at-shop.ts'
import { publishProduct } from '../../src/domain/publishing/publish-product.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import { askShop } from '../../src/domain/publishing/task.ts'
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
import { breakShop, connectShop, editAtShop, productsAtShop } from '../support/worker/shop.ts'

type SetProduct = ReturnType<Context['shopify']>['setProduct']
type Sent = Parameters<SetProduct>

let user: TestUser
let shop: string
let ctx: Context
beforeEach(async () => {
  user = await createUser()
  shop = await connectShop(user)
  ctx = withoutQueue(user)
})

const edit = async (id: string, change: object) =>
  expect((await api(user, 'PATCH', `/api/products/${id}`, change)).status).toBe(200)

const lock = (id: string, fields: string[]) =>
  env.DB.prepare('UPDATE products SET locked_fields = ? WHERE id = ?')
    .bind(JSON.stringify(fields), id)
    .run()

async function atShop() {
  const [product] = await productsAtShop(shop)
  if (!product) throw new Error('the shop has no product')
  return product
}

/** What the shop is asked to set, while a product is published. */
async function publishAndListen(id: string, as = ctx) {
  const sent: Sent[] = []
  const listening = withShop(as, (verbs) => ({
    setProduct: (...given) => {
      sent.push(given)
      return verbs.setProduct(...given)
    },
  }))
  return { product: await publishNow(user, id, listening), sent }
}

/** Somebody has said that what the shop shows is as it should be. */
const accept = (id: string) =>
  env.DB.prepare('UPDATE product_publications SET shop_base = shop_seen WHERE product_id = ?')
    .bind(id)
    .run()

async function keptOf(id: string) {
  const row = await env.DB.prepare('SELECT * FROM product_publications WHERE product_id = ?')
    .bind(id)
    .first()
  return z
    .object({
      status: z.string(),
      drifted_fields: z.string(),
      drifted_since: z.string().nullable(),
      shop_base: z.string().nullable(),
      sending: z.string().nullable(),
      unsent_since: z.string().nullable(),
    })
    .parse(row)
}

describe('a product that the shop has', () => {
  it('is sent nothing but what differs, and the rest stays as the shop has it', async () => {
    const { id } = await addProduct(user, {
      title: 'First',
      vendor: 'Haven',
      imageIds: [await addPicture(user)],
    })
    await publishNow(user, id, ctx)
    const { gid, tags } = await atShop()
    await edit(id, { vendor: 'Second' })
    await editAtShop(shop, gid, { tags: [...tags, 'of the shop'] })
    const { sent, product } = await publishAndListen(id)
    expect(product).toMatchObject({ status: 'active', publish_state: 'idle' })
    expect(sent).toHaveLength(1)
    expect(sent[0]?.[0]).toEqual({ id, gid, currency: 'USD', vendor: 'Second' })
    expect(sent[0]?.slice(1, 3)).toEqual([undefined, undefined])
    expect((await atShop()).tags).toContain('of the shop')
    const again = await publishAndListen(id)
    expect(again.sent).toEqual([])
    expect(await keptOf(id)).toMatchObject({ sending: null, unsent_since: null, status: 'active' })
  })

  it('is asked about first where somebody changed it there, and then nothing is sent', async () => {
    const { id } = await addProduct(user, { title: 'Ours' })
    await publishNow(user, id, ctx)
    const { gid, variants } = await atShop()
    await editAtShop(shop, gid, {
      title: 'Theirs',
      variants: [{ id: variants[0]?.gid, price: '77.00' }],
    })
    await edit(id, { title: 'Ours again', vendor: 'Another' })
    const asked = await findProductRow(ctx, id)
    if (!asked) throw new Error('no product')
    const taskId = await askShop(ctx, asked, { target: 'active', shop })
    await syncProduct(ctx, { productId: id, taskId: taskId ?? '' })
    const failed = await readProduct(user, id)
    expect(failed.sync_error).toBe(
      'Title and prices were changed on Shopify since the last publish. Nothing was sent. Decide about them on the product’s page, then publish again.',
    )
    const before = await atShop()
    expect([before.title, before.variants[0]?.price]).toEqual(['Theirs', '77.00'])
    expect((await keptOf(id)).drifted_fields).toBe('["title","prices"]')
    const { taskId: forced } = await publishProduct(ctx, id, { overwrite: true })
    await syncProduct(ctx, { productId: id, taskId: forced })
    const now = await atShop()
    expect(now.title).toBe('Ours again')
    expect(now.variants[0]?.price).not.toBe('77.00')
    expect(await keptOf(id)).toMatchObject({ drifted_fields: '[]', drifted_since: null })
  })

  it('is not made again unasked where somebody deleted it there', async () => {
    const { id } = await addProduct(user)
    await publishNow(user, id, ctx)
    const { gid } = await atShop()
    const url = `${env.SANDBOX_URL}/__sandbox/shopify/products/${encodeURIComponent(gid)}`
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(200)
    const asked = await findProductRow(ctx, id)
    if (!asked) throw new Error('no product')
    const taskId = await askShop(ctx, asked, { target: 'active', shop })
    await syncProduct(ctx, { productId: id, taskId: taskId ?? '' })
    expect((await readProduct(user, id)).sync_error).toContain('was deleted on Shopify')
    expect(await productsAtShop(shop)).toEqual([])
    expect((await keptOf(id)).drifted_fields).toBe('["status"]')
    const { taskId: forced } = await publishProduct(ctx, id, { overwrite: true })
    await syncProduct(ctx, { productId: id, taskId: forced })
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ACTIVE' }])
  })

  it('carries out the plan that it was asked for with, or nothing', async () => {
    const { id } = await addProduct(user, { title: 'Planned' })
    await publishNow(user, id, ctx)
    await edit(id, { title: 'Changed after the plan' })
    const asked = await findProductRow(ctx, id)
    if (!asked) throw new Error('no product')
    const taskId = await askShop(ctx, asked, { target: 'active', shop, planId: 'another plan' })
    await syncProduct(ctx, { productId: id, taskId: taskId ?? '' })
    expect((await readProduct(user, id)).sync_error).toContain('after the plan was made')
    expect((await atShop()).title).toBe('Planned')
  })
})

describe('what is locked', () => {
  it('is left alone at the shop: prices of variants that are there, too', async () => {
    const { id } = await addProduct(user, { variants: [{ size: '8x10', price: 10 }] })
    await publishNow(user, id, ctx)
    const { gid, variants } = await atShop()
    await editAtShop(shop, gid, {
      variants: [{ id: variants[0]?.gid, price: '15.00' }],
      title: 'Theirs',
    })
    await lock(id, ['handle', 'prices', 'title'])
    await edit(id, {
      title: 'Ours',
      variants: [
        { size: '8x10', price: 12 },
        { size: 'A4', price: 20 },
      ],
    })
    await publishNow(user, id, ctx)
    const now = await atShop()
    expect(now.title).toBe('Theirs')
    expect(now.variants.map(({ price }) => price)).toEqual(['15.00', '20.00'])
    expect(now.variants[0]?.gid).toBe(variants[0]?.gid)
  })

  it('is the URL handle after the first publish, and no edit of a person’s', async () => {
    const product = await addProduct(user, { title: 'Named once' })
    const { version } = await readProduct(user, product.id)
    const done = await publishNow(user, product.id, ctx)
    expect(done.version).toBe(version)
    const { handle } = await atShop()
    await edit(product.id, { title: 'Named twice' })
    await publishNow(user, product.id, ctx)
    expect((await atShop()).handle).toBe(handle)
    expect((await keptOf(product.id)).unsent_since).toBeNull()
    await lock(product.id, [])
    const { sent } = await publishAndListen(product.id)
    expect(sent[0]?.[0].handle).toContain('named-twice')
    expect((await atShop()).handle).toContain('named-twice')
  })
})

describe('what others have at the shop', () => {
  it('and was accepted stays: their pictures and variants, while ours change', async () => {
    const first = await addPicture(user)
    const { id, images } = await addProduct(user, {
      imageIds: [first],
      variants: [{ size: '8x10', price: 10 }],
    })
    await publishNow(user, id, ctx)
    const { gid, media } = await atShop()
    await editAtShop(shop, gid, {
      media: { add: [{ alt: 'Theirs' }] },
      addVariant: { options: { Size: '5x7' }, price: '5.00' },
    })
    await lock(id, ['handle'])
    await lookAtShop(ctx, id, { maxAgeMs: 0 })
    await accept(id)
    await edit(id, {
      image_ids: [images[0]?.id, await addPicture(user)],
      variants: [
        { size: '8x10', price: 11 },
        { size: 'A4', price: 20 },
      ],
    })
    expect(await publishNow(user, id, ctx)).toMatchObject({ sync_error: null })
    const now = await atShop()
    expect(now.media.map(({ alt }) => alt)).toContain('Theirs')
    expect(now.media).toHaveLength(3)
    expect(now.media[0]?.gid).toBe(media[0]?.gid)
    expect(now.variants.map(({ price }) => price).toSorted()).toEqual(['11.00', '20.00', '5.00'])
    expect((await keptOf(id)).drifted_fields).toBe('[]')
  })
})

describe('an answer that is lost', () => {
  it.each(['productSet', 'productUpdate', 'tagsAdd'])('to %s is no drift', async (operation) => {
    const { id } = await addProduct(user, { title: 'Before', tags: ['calm'] })
    await publishNow(user, id, ctx)
    await edit(id, { title: 'After', tags: ['calm', 'green'] })
    const { gid } = await atShop()
    if (operation === 'productUpdate') await editAtShop(shop, gid, { published: true })
    await breakShop(shop, { kind: 'lost_response', operation, times: 2 })
    await publishNow(user, id, ctx)
    const done = await publishNow(user, id, ctx)
    expect(done).toMatchObject({ status: 'active', publish_state: 'idle', sync_error: null })
    expect(await atShop()).toMatchObject({ title: 'After', status: 'ACTIVE' })
    expect((await atShop()).tags.toSorted()).toEqual(['calm', 'green'])
    expect((await keptOf(id)).drifted_fields).toBe('[]')
  })
})

it('a product that is staged is a draft at the shop, and on sale once it is published', async () => {
  const { id } = await addProduct(user)
  const asked = await findProductRow(ctx, id)
  if (!asked) throw new Error('no product')
  const taskId = await askShop(ctx, asked, { target: 'staged', shop })
  await syncProduct(ctx, { productId: id, taskId: taskId ?? '' })
  expect(await readProduct(user, id)).toMatchObject({ status: 'draft', publish_state: 'idle' })
  expect(await atShop()).toMatchObject({ status: 'DRAFT', published: false })
  expect(await keptOf(id)).toMatchObject({ status: 'draft', sending: null, unsent_since: null })
  const { sent, product } = await publishAndListen(id)
  expect(sent).toEqual([])
  expect(product).toMatchObject({ status: 'active', publish_state: 'idle' })
  expect(await atShop()).toMatchObject({ status: 'ACTIVE', published: true })
})

describe('a picture that the shop cannot process', () => {
  /** Fails the first pictures that are new at the shop, as often as said. */
  function failing(times: number) {
    const failed = new Set<string>()
    const seen = new Set<string>()
    const pushes = { count: 0 }
    const fail = <T extends { gid: string; status: string; errors: string[] }>(media: T[]) =>
      media.map((each) =>
        failed.has(each.gid) ? { ...each, status: 'FAILED' as const, errors: ['Too blue.'] } : each,
      )
    const as = withShop(ctx, (verbs) => ({
      uploadPicture: (picture) => {
        pushes.count += 1
        return verbs.uploadPicture(picture)
      },
      setProduct: async (...given) => {
        const answer = await verbs.setProduct(...given)
        if (answer.kind !== 'ok') return answer
        const added = answer.value.media.filter(({ gid }) => !seen.has(gid))
        for (const { gid } of answer.value.media) seen.add(gid)
        const [first] = added
        if (first && failed.size < times) failed.add(first.gid)
        return { ...answer, value: { ...answer.value, media: fail(answer.value.media) } }
      },
      findProduct: async (...given) => {
        const answer = await verbs.findProduct(...given)
        if (answer.kind !== 'ok' || !answer.value) return answer
        return { ...answer, value: { ...answer.value, media: fail(answer.value.media) } }
      },
      findPictures: async (...given) => {
        const answer = await verbs.findPictures(...given)
        return answer.kind === 'ok' && answer.value
          ? { ...answer, value: fail(answer.value) }
          : answer
      },
    }))
    return { as, pushes }
  }

  it('is sent again alone, while the others stay the same ones', async () => {
    const { id } = await addProduct(user, { imageIds: [await addPicture(user)] })
    await multiplyPictures(user, id, 3)
    const { as, pushes } = failing(1)
    expect(await publishNow(user, id, as)).toMatchObject({ status: 'active' })
    expect(pushes.count).toBe(4)
    expect((await atShop()).media).toHaveLength(3)
  })

  it('is named, with what to do, once it was sent three times', async () => {
    const { id } = await addProduct(user, { imageIds: [await addPicture(user)] })
    const { as, pushes } = failing(3)
    const { taskId } = await publishProduct(as, id)
    for (let messages = 0; messages < 3; messages += 1) {
      await syncProduct(as, { productId: id, taskId })
    }
    const { publish_state, sync_error } = await readProduct(user, id)
    expect(publish_state).toBe('failed')
    expect(sync_error).toMatch(/^Shopify could not process picture 1 .*Too blue\..*publish again/)
    expect(pushes.count).toBe(3)
    expect(await publishNow(user, id, ctx)).toMatchObject({ status: 'active' })
  })
})
