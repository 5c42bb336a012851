import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Context } from '../../src/context.ts'
import { publishProduct } from '../../src/domain/publishing/publish-product.ts'
import { recheckPublications } from '../../src/domain/publishing/recheck-publications.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct, readProduct } from '../support/worker/products.ts'
import {
  addPicture,
  publishNow,
  rested,
  withoutQueue,
  withShop,
} from '../support/worker/publishing.ts'
import { connectShop, deleteAtShop, editAtShop, productsAtShop } from '../support/worker/shop.ts'

let user: TestUser
let shop: string
let ctx: Context
beforeAll(async () => {
  user = await createUser()
  shop = await connectShop(user)
  ctx = withoutQueue(user)
})

async function published(more: Record<string, unknown> = {}) {
  const { id } = await addProduct(user, {
    title: 'Still water',
    vendor: 'Haven & Hold',
    tags: ['calm'],
    description: 'Quiet',
    variants: [{ size: '8x10' }, { size: 'A4' }],
    ...more,
  })
  const done = await publishNow(user, id, ctx)
  expect(done).toMatchObject({ status: 'active', sync_error: null })
  return { id, gid: done.shopify_product_gid ?? '' }
}

type Made = { id: string; gid: string }

const atShop = async ({ gid }: Made) => {
  const found = (await productsAtShop(shop)).find((each) => each.gid === gid)
  if (!found) throw new Error('not at the shop')
  return found
}
const forgetLook = ({ id }: Made) =>
  env.DB.prepare(
    "UPDATE product_publications SET seen_at = '2026-01-01' WHERE user_id = ? AND product_id = ? AND seen_at IS NOT NULL",
  )
    .bind(user.userId, id)
    .run()
/** What staff do at the shop; the hub has looked before. */
const edit = async (made: Made, change: Record<string, unknown>) => {
  await forgetLook(made)
  await editAtShop(shop, made.gid, change)
}
const patch = async ({ id }: Made, change: Record<string, unknown>) => {
  const answer = await api(user, 'PATCH', `/api/products/${id}`, change)
  expect(answer.status, await answer.clone().text()).toBe(200)
}
const work = (id: string, taskId: string, by = ctx) => syncProduct(by, { productId: id, taskId })
const lock = async ({ id }: Made, fields: string[]) => {
  const answer = await api(user, 'PUT', `/api/products/${id}/locks`, { fields })
  expect(answer.status, await answer.clone().text()).toBe(200)
}
const changes = z.object({ changes: z.array(z.object({ id: z.string(), kind: z.string() })) })
const newest = async ({ id }: Made) => {
  const answer = await api(user, 'GET', `/api/products/${id}/changes`)
  return changes.parse(await answer.json()).changes[0]?.id ?? ''
}
const refusal = z.object({ code: z.string(), plan: z.object({ plan_id: z.string() }) })
const started = z.object({ taskId: z.string() })
/** Undoes the last change, by its plan where something was changed since. */
const undoLast = async (made: Made) => {
  const path = `/api/products/${made.id}/changes/${await newest(made)}/undo`
  let answer = await api(user, 'POST', path)
  if (answer.status === 409) {
    const { plan } = refusal.parse(await answer.json())
    answer = await api(user, 'POST', path, { plan_id: plan.plan_id })
  }
  const text = await answer.text()
  expect(answer.status, text).toBe(202)
  await work(made.id, started.parse(JSON.parse(text)).taskId)
  return rested(user, made.id, { publish_state: 'idle', sync_error: null })
}

describe('undoing a publish', () => {
  it('leaves a field alone that was locked since', async () => {
    const made = await published()
    const { descriptionHtml } = await atShop(made)
    await patch(made, { title: 'Deep water', description: 'Loud' })
    await publishNow(user, made.id, ctx)
    await lock(made, ['handle', 'title'])
    const product = await undoLast(made)
    expect(await atShop(made)).toMatchObject({ title: 'Deep water', descriptionHtml })
    expect(product).toMatchObject({ title: 'Deep water', description: 'Quiet' })
  })

  it('does not decide about what it does not touch', async () => {
    const made = await published()
    await patch(made, { vendor: 'Us' })
    await publishNow(user, made.id, ctx)
    await edit(made, { title: 'Theirs' })
    await undoLast(made)
    await forgetLook(made)
    const answer = await api(user, 'POST', `/api/products/${made.id}/publish`)
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ code: 'shop_changed', fields: ['title'] })
    expect(await atShop(made)).toMatchObject({ title: 'Theirs' })
  })

  it('leaves the tags that staff put there, and those that they took away', async () => {
    const made = await published()
    await edit(made, { tags: ['calm', 'theirs'] })
    await patch(made, { tags: ['calm', 'new'] })
    await publishNow(user, made.id, ctx)
    await edit(made, { tags: ['calm', 'new', 'later'] })
    await undoLast(made)
    expect((await atShop(made)).tags.toSorted()).toEqual(['calm', 'later'])
  })

  it('leaves off sale what staff took off sale since, and says so', async () => {
    const made = await published()
    await patch(made, { title: 'Ours' })
    await publishNow(user, made.id, ctx)
    await edit(made, { status: 'ARCHIVED' })
    await undoLast(made)
    expect(await atShop(made)).toMatchObject({ status: 'ARCHIVED' })
    const drift = await (await api(user, 'GET', `/api/products/${made.id}/drift`)).json()
    expect(drift).toMatchObject({ fields: [{ field: 'status', undecided: true }] })
  })
})

describe('undoing a retire', () => {
  it('brings back what was sold to whoever has the link as just that', async () => {
    const made = await published()
    await edit(made, { status: 'UNLISTED' })
    await api(user, 'GET', `/api/products/${made.id}/drift`)
    const decided = await api(user, 'POST', `/api/products/${made.id}/drift`, {
      decisions: [{ field: 'status', take: 'shop' }],
    })
    expect(decided.status).toBe(200)
    await api(user, 'POST', `/api/products/${made.id}/retire`)
    const { publish_task_id } = await readProduct(user, made.id)
    await work(made.id, publish_task_id ?? '')
    await rested(user, made.id, { status: 'retired', publish_state: 'idle' })
    await undoLast(made)
    expect(await atShop(made)).toMatchObject({ status: 'UNLISTED' })
  })
})

describe('a search text of the shop’s own', () => {
  it('stays where the hub changes the other one', async () => {
    const made = await published({ seo_title: 'Water' })
    await edit(made, { seo: { title: 'Water', description: 'Theirs' } })
    await env.DB.prepare(
      'UPDATE product_publications SET shop_base = NULL, shop_seen = NULL, seen_at = NULL WHERE user_id = ? AND product_id = ?',
    )
      .bind(user.userId, made.id)
      .run()
    await patch(made, { seo_title: 'Still water' })
    await publishNow(user, made.id, ctx)
    expect((await atShop(made)).seo).toEqual({ title: 'Still water', description: 'Theirs' })
  })
})

describe('a task that goes on after a lost answer', () => {
  /** The first call that changes the product is carried out, then staff edit, and no answer comes. */
  const losing = (made: Made, change: Record<string, unknown>) => {
    let calls = 0
    return withShop(ctx, (verbs) => ({
      setProduct: async (...asked) => {
        const set = await verbs.setProduct(...asked)
        calls += 1
        if (calls > 1) return set
        await editAtShop(shop, made.gid, change)
        return { kind: 'unknown', message: 'No answer' }
      },
    }))
  }
  const publishLosing = async (made: Made, change: Record<string, unknown>) => {
    const { taskId } = await publishProduct(ctx, made.id)
    await work(made.id, taskId, losing(made, change))
    return readProduct(user, made.id)
  }

  it('keeps a variant that staff have added meanwhile', async () => {
    const made = await published()
    await patch(made, { variants: [{ size: '8x10' }, { size: 'A4' }, { size: '11x14' }] })
    const addVariant = { options: { Size: 'Theirs' }, sku: 'THEIRS', price: '5' }
    await publishLosing(made, { addVariant })
    const { variants } = await atShop(made)
    expect(variants.map(({ sku }) => sku)).toContain('THEIRS')
    expect(variants).toHaveLength(4)
  })

  it('keeps a picture that staff have put in the place of another', async () => {
    const made = await published({ imageIds: [await addPicture(user)] })
    const { images } = await readProduct(user, made.id)
    const entries = [{ id: images[0]?.id }, { asset_id: await addPicture(user) }]
    const placed = await api(user, 'PUT', `/api/products/${made.id}/images`, entries)
    expect(placed.status, await placed.clone().text()).toBe(200)
    const [first] = (await atShop(made)).media
    await publishLosing(made, { media: { remove: [first?.gid], add: [{ alt: 'Theirs' }] } })
    const { media } = await atShop(made)
    expect(media.map(({ alt }) => alt)).toContain('Theirs')
  })

  it('sends no category over what staff have made of it', async () => {
    const made = await published()
    const [ours, theirs] = ['hg-3-4-2', 'hg-3-4-1'].map(
      (name) => `gid://shopify/TaxonomyCategory/${name}`,
    )
    await patch(made, { category: ours })
    await publishLosing(made, { category: theirs })
    expect(await atShop(made)).toMatchObject({ category: theirs })
  })
})

describe('a picture that is sent once more', () => {
  it('takes none away that staff have added meanwhile', async () => {
    const made = await published({ imageIds: [await addPicture(user)] })
    const { images } = await readProduct(user, made.id)
    const entries = [{ id: images[0]?.id }, { asset_id: await addPicture(user) }]
    const placed = await api(user, 'PUT', `/api/products/${made.id}/images`, entries)
    expect(placed.status, await placed.clone().text()).toBe(200)
    const { taskId } = await publishProduct(ctx, made.id)
    let sets = 0
    const failing = withShop(ctx, (verbs) => ({
      setProduct: async (...asked) => {
        const set = await verbs.setProduct(...asked)
        sets += 1
        if (sets > 1 || set.kind !== 'ok') return set
        await editAtShop(shop, made.gid, { media: { add: [{ alt: 'Theirs' }] } })
        const media = set.value.media.map((each, place) =>
          place === 1 ? { ...each, status: 'FAILED' as const } : each,
        )
        return { ...set, value: { ...set.value, media } }
      },
    }))
    await work(made.id, taskId, failing)
    expect(sets).toBeGreaterThan(1)
    expect((await atShop(made)).media.map(({ alt }) => alt)).toContain('Theirs')
  })
})

describe('the look after a call that nobody heard the answer of', () => {
  const recheckNow = async (made: Made) => {
    await env.DB.prepare(
      "UPDATE product_publications SET recheck_at = '2026-01-01T00:00:00.000Z' WHERE user_id = ? AND product_id = ?",
    )
      .bind(user.userId, made.id)
      .run()
    const before = (await readProduct(user, made.id)).publish_task_id
    await recheckPublications(ctx)
    const { publish_task_id } = await readProduct(user, made.id)
    if (publish_task_id && publish_task_id !== before) await work(made.id, publish_task_id)
  }

  it('publishes nothing that a person has only saved', async () => {
    const made = await published()
    await patch(made, { title: 'Only saved' })
    await recheckNow(made)
    expect(await atShop(made)).toMatchObject({ title: 'Still water' })
    expect(await readProduct(user, made.id)).toMatchObject({ sync_error: null })
  })

  it('pushes over nothing that staff have changed', async () => {
    const made = await published()
    await edit(made, { title: 'Theirs' })
    await recheckNow(made)
    expect(await atShop(made)).toMatchObject({ title: 'Theirs' })
  })
})

describe('a product that the shop shows otherwise', () => {
  const act = async (made: Made, verb: string, body?: unknown) => {
    const answer = await api(user, 'POST', `/api/products/${made.id}/${verb}`, body)
    expect(answer.ok, await answer.clone().text()).toBe(true)
    const { publish_task_id } = await readProduct(user, made.id)
    await work(made.id, publish_task_id ?? '')
    return rested(user, made.id, { publish_state: 'idle', sync_error: null })
  }

  it('is deleted here too once its deletion there is accepted', async () => {
    const made = await published()
    await forgetLook(made)
    await deleteAtShop(shop, made.gid)
    expect((await api(user, 'DELETE', `/api/products/${made.id}`)).status).toBe(409)
    await api(user, 'GET', `/api/products/${made.id}/drift`)
    const decisions = [{ field: 'status', take: 'shop' }]
    const decided = await api(user, 'POST', `/api/products/${made.id}/drift`, { decisions })
    expect(decided.status).toBe(200)
    expect(await readProduct(user, made.id)).toMatchObject({ status: 'retired' })
    expect((await api(user, 'DELETE', `/api/products/${made.id}`)).status).toBe(200)
  })

  it('is retired where staff have archived it already', async () => {
    const made = await published()
    await edit(made, { status: 'ARCHIVED' })
    expect(await act(made, 'retire')).toMatchObject({ status: 'retired' })
    expect(await atShop(made)).toMatchObject({ status: 'ARCHIVED' })
  })

  it('is archived there where it was a draft of ours', async () => {
    const { id } = await addProduct(user)
    const made = { id, gid: '' }
    const staged = await act(made, 'publish', { target: 'draft' })
    expect(staged).toMatchObject({ status: 'draft' })
    const there = { id, gid: staged.shopify_product_gid ?? '' }
    expect(await atShop(there)).toMatchObject({ status: 'DRAFT' })
    expect(await act(there, 'archive')).toMatchObject({ status: 'archived' })
    expect(await atShop(there)).toMatchObject({ status: 'ARCHIVED' })
  })
})

describe('the plan', () => {
  it('names the price of a variant that is added', async () => {
    const made = await published()
    await patch(made, { variants: [{ size: '8x10' }, { size: 'A4' }, { size: '11x14' }] })
    const answer = await api(user, 'GET', `/api/products/${made.id}/plan?action=publish`)
    const { changes: found } = z
      .object({ changes: z.array(z.object({ path: z.string(), will: z.string() })) })
      .parse(await answer.json())
    expect(found.map(({ path, will }) => `${will} ${path.replace(/HH-[^/]+/, 'x')}`)).toEqual([
      'add variants/x',
      'add variants/x/price',
    ])
  })
})
