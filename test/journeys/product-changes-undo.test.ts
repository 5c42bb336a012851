import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { forgetChanges } from '../../src/domain/changes/forget-changes.ts'
import { publishProduct } from '../../src/domain/publishing/publish-product.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import { undoChange } from '../../src/domain/publishing/undo/undo-change.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser, testBase } from '../support/worker/create-user.ts'
import { addFile, addProduct, readProduct } from '../support/worker/products.ts'
import { addPicture, publishNow, rested, withoutQueue } from '../support/worker/publishing.ts'
import { connectShop, editAtShop, productsAtShop } from '../support/worker/shop.ts'

const DAY_MS = 24 * 60 * 60_000
const changeShape = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.string(),
  actor: z.string(),
  job_id: z.string().nullable(),
  undone_by: z.string().nullable(),
  undone_actor: z.string().nullable(),
  undone_at: z.string().nullable(),
  undoes: z.string().nullable(),
  can_undo: z.boolean(),
  reason: z.string().nullable(),
})
const list = z.object({ changes: z.array(changeShape), total: z.number() })
const planShape = z.object({
  plan_id: z.string(),
  changed_since: z.boolean(),
  changes: z.array(
    z.object({
      path: z.string(),
      hub: z.string().nullable(),
      shop: z.string().nullable(),
      will: z.string(),
    }),
  ),
})
const undone = z.object({
  change_id: z.string(),
  taskId: z.string().optional(),
  message: z.string(),
})
const refused = z.object({ code: z.string(), error: z.string(), plan: planShape.optional() })

let user: TestUser
let shop: string
beforeEach(async () => {
  user = await createUser()
  shop = await connectShop(user)
})

async function changesOf(id: string, owner = user) {
  return list.parse(await (await api(owner, 'GET', `/api/products/${id}/changes`)).json()).changes
}

async function newest(id: string) {
  const [change] = await changesOf(id)
  if (!change) throw new Error('no change')
  return change
}

const ask = (id: string, changeId: string, body?: object, query = '') =>
  api(user, 'POST', `/api/products/${id}/changes/${changeId}/undo${query}`, body)

async function undo(id: string, changeId: string, body?: object) {
  const answer = await ask(id, changeId, body)
  const text = await answer.text()
  expect(answer.status, text).toBe(202)
  const started = undone.parse(JSON.parse(text))
  if (started.taskId) await work(id, started.taskId)
  return started
}

async function refusal(id: string, changeId: string, body?: object) {
  const answer = await ask(id, changeId, body)
  expect(answer.status).toBe(409)
  return refused.parse(await answer.json())
}

/** Does the work in place; the queue may be at it, too. */
async function work(id: string, taskId: string) {
  await syncProduct(withoutQueue(user), { productId: id, taskId })
  await rested(user, id, { publish_state: 'idle' })
}

/** Starts a job and waits until it has done all of it. */
async function job(path: string, body?: object) {
  const answer = await api(user, 'POST', path, body)
  const { jobId } = z.object({ jobId: z.string() }).parse(await answer.json())
  await vi.waitFor(
    async () => {
      const now = await (await api(user, 'GET', `/api/jobs/${jobId}`)).json()
      expect(now).toMatchObject({ status: 'done', failed: 0 })
    },
    { timeout: 15_000, interval: 100 },
  )
  return jobId
}

/** Asks for a status, and does the work in place. */
async function act(id: string, verb: string) {
  const answer = await api(user, 'POST', `/api/products/${id}/${verb}`)
  expect(answer.ok).toBe(true)
  const { publish_task_id } = await readProduct(user, id)
  if (publish_task_id) await work(id, publish_task_id)
  return readProduct(user, id)
}

/** A product at the shop as a whole, but for when it was changed. */
async function shown() {
  const answer = await fetch(`${env.SANDBOX_URL}/__sandbox/shopify/products?shop=${shop}`)
  const text = JSON.stringify(await answer.json(), (key, value) =>
    key === 'updatedAt' ? undefined : value,
  )
  // What a shop has deleted is pushed again: it is the same file under another id.
  return text.replace(/(?<=MediaImage\/|files\/)\d+/g, 'id')
}

async function published(overrides: Record<string, unknown> = {}) {
  const { id } = await addProduct(user, {
    description: 'A <quiet> print',
    tags: ['calm', 'print'],
    imageIds: [await addPicture(user)],
    ...overrides,
  })
  expect(await publishNow(user, id)).toMatchObject({ status: 'active', sync_error: null })
  return id
}

describe('undoing', () => {
  test('a first publish makes it a draft here and at the shop, and undoing that sells it again', async () => {
    const id = await published()
    const first = await newest(id)
    expect(first).toMatchObject({ kind: 'publish', state: 'done', can_undo: true })
    const before = await shown()
    await undo(id, first.id)
    expect(await readProduct(user, id)).toMatchObject({ status: 'draft', publish_state: 'idle' })
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'DRAFT' }])
    const [second, again] = await changesOf(id)
    expect(again).toMatchObject({ undone_by: second?.id, can_undo: false })
    expect(again?.undone_actor).toBe('Test key')
    expect(second).toMatchObject({ undoes: first.id, state: 'done', can_undo: true })
    await undo(id, second?.id ?? '')
    expect(await readProduct(user, id)).toMatchObject({ status: 'active' })
    expect(await shown()).toBe(before)
  })

  test('a retire sells it again, an archive makes it what it was, each byte for byte', async () => {
    const id = await published()
    const before = await shown()
    await act(id, 'retire')
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ARCHIVED' }])
    const retired = await readProduct(user, id)
    await act(id, 'archive')
    const archive = await newest(id)
    expect(archive.kind).toBe('archive')
    await undo(id, archive.id)
    expect(await readProduct(user, id)).toMatchObject({
      status: 'retired',
      retire_reason: 'manual',
      retired_at: retired.retired_at,
    })
    const retire = (await changesOf(id)).find(({ kind, undoes }) => kind === 'retire' && !undoes)
    const answer = await refusal(id, retire?.id ?? '')
    expect(answer).toMatchObject({ code: 'changed_since' })
    await undo(id, retire?.id ?? '', { plan_id: answer.plan?.plan_id })
    expect(await readProduct(user, id)).toMatchObject({ status: 'active', retired_at: null })
    expect(await shown()).toBe(before)
  })

  test('an update brings back what customers saw, a merchant’s own words among it', async () => {
    const id = await published({
      variants: [{ size: '8x10' }, { size: '8x10', frame_style: 'white' }, { size: '11x14' }],
    })
    const [{ gid, variants } = { gid: '', variants: [] }] = await productsAtShop(shop)
    const [sold] = variants
    await editAtShop(shop, gid, {
      title: 'What a merchant wrote',
      descriptionHtml: '<p>Their <b>own</b> words</p>',
      variants: [{ sku: sold?.sku, price: '31.00' }],
    })
    const before = await shown()
    const product = await readProduct(user, id)
    const [first, second, third] = product.variants
    const patched = await api(user, 'PATCH', `/api/products/${id}`, {
      title: 'Renamed here',
      description: 'Other words',
      tags: ['calm', 'new'],
      variants: [
        { id: first?.id, price: 45 },
        { id: second?.id, price: 60, compare_at_price: 80 },
        { id: third?.id },
      ],
    })
    expect(patched.status).toBe(200)
    const entries = [{ asset_id: await addPicture(user) }]
    const placed = await api(user, 'PUT', `/api/products/${id}/images`, entries)
    expect(placed.status).toBe(200)
    const edited = await readProduct(user, id)
    const ctx = withoutQueue(user)
    await work(id, (await publishProduct(ctx, id, { overwrite: true })).taskId)
    expect(await productsAtShop(shop)).toMatchObject([{ title: 'Renamed here' }])
    const after = await shown()
    const change = await newest(id)
    expect(change).toMatchObject({ kind: 'publish', state: 'done', can_undo: true })
    await undo(id, change.id)
    expect(await shown()).toBe(before)
    expect(await readProduct(user, id)).toMatchObject({
      title: product.title,
      description: product.description,
      tags: product.tags,
      sync_error: null,
      publish_state: 'idle',
      variants: product.variants.map(({ price, compare_at_price }) => ({
        price,
        compare_at_price,
      })),
      images: product.images.map((image) => ({ id: image.id })),
    })
    // The merchant's words are a change again that nobody has decided on: its plan is shown first.
    const undoing = (await newest(id)).id
    const { plan } = await refusal(id, undoing)
    await undo(id, undoing, { plan_id: plan?.plan_id })
    expect(await shown()).toBe(after)
    expect(await readProduct(user, id)).toMatchObject({ title: edited.title, tags: edited.tags })
  })

  test('what no shop has is at once what it was, with its reason', async () => {
    const { id } = await addProduct(user)
    await act(id, 'archive')
    const change = await newest(id)
    expect(change).toMatchObject({ kind: 'archive', state: 'done' })
    expect(await undo(id, change.id)).not.toHaveProperty('taskId')
    expect(await readProduct(user, id)).toMatchObject({ status: 'draft' })
  })

  test('prices brings them back here, and says when the shop gets them', async () => {
    const { id, variants } = await addProduct(user)
    const prices = async () => (await readProduct(user, id)).variants.map(({ price }) => price)
    const first = await prices()
    const dearer = variants.map((row) => ({
      id: row.id,
      price: Math.round(row.price * 100 + 1_000) / 100,
    }))
    const patched = await api(user, 'PATCH', `/api/products/${id}`, { variants: dearer })
    expect(patched.status).toBe(200)
    const change = await newest(id)
    expect(change).toMatchObject({ kind: 'prices', state: 'done', can_undo: true })
    const planned = await ask(id, change.id, undefined, '?dry_run=true')
    expect(planShape.parse(await planned.json())).toMatchObject({
      changed_since: false,
      changes: variants.map(({ sku, price }) => ({
        path: `variants/${sku}/price`,
        hub: String(price),
        will: 'change',
      })),
    })
    const { message } = await undo(id, change.id)
    expect(message).toContain('published next')
    expect(await prices()).toEqual(first)
    await undo(id, (await newest(id)).id)
    expect(await prices()).toEqual(dearer.map(({ price }) => price))
    await api(user, 'PATCH', `/api/products/${id}`, { title: 'Another' })
    expect((await changesOf(id)).map(({ kind }) => kind)).toEqual(['prices', 'prices', 'prices'])
    expect((await api(user, 'DELETE', `/api/products/${id}`)).status).toBe(200)
    expect((await api(user, 'GET', `/api/products/${id}/changes`)).status).toBe(404)
  })

  test('pressed twice, or twice at once, is done once', async () => {
    const id = await published()
    const change = await newest(id)
    const ctx = withoutQueue(user)
    const both = await Promise.all([undoChange(ctx, id, change.id), undoChange(ctx, id, change.id)])
    expect(both[0]).toEqual(both[1])
    const again = undone.parse(await (await ask(id, change.id)).json())
    expect(again.change_id).toBe(both[0].changeId)
    expect(await changesOf(id)).toHaveLength(2)
  })

  test('what was changed since is shown as a plan first, and done with it', async () => {
    const id = await published()
    const change = await newest(id)
    await api(user, 'PATCH', `/api/products/${id}`, { title: 'Renamed since' })
    const answer = await refusal(id, change.id)
    expect(answer).toMatchObject({
      code: 'changed_since',
      plan: {
        changed_since: true,
        changes: [{ path: 'status', hub: 'DRAFT', shop: 'ACTIVE', will: 'change' }],
      },
    })
    expect(await refusal(id, change.id, { plan_id: 'another' })).toMatchObject({
      code: 'changed_since',
    })
    await undo(id, change.id, { plan_id: answer.plan?.plan_id })
    expect(await readProduct(user, id)).toMatchObject({ status: 'draft', title: 'Renamed since' })
  })

  test('is refused after ninety days, and then forgotten', async () => {
    const { id } = await addProduct(user)
    await act(id, 'archive')
    const change = await newest(id)
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(Date.now() + 90 * DAY_MS)
    expect(await refusal(id, change.id)).toMatchObject({ code: 'conflict' })
    expect(await newest(id)).toMatchObject({ can_undo: false })
    await forgetChanges(testBase())
    expect(await changesOf(id)).toEqual([])
    expect((await ask(id, change.id)).status).toBe(404)
  })

  test('finds nothing of another user', async () => {
    const { id } = await addProduct(user)
    await act(id, 'archive')
    const change = await newest(id)
    user = await createUser()
    expect((await ask(id, change.id)).status).toBe(404)
    expect((await api(user, 'GET', `/api/products/${id}/changes`)).status).toBe(404)
    const { id: own } = await addProduct(user)
    expect((await ask(own, change.id)).status).toBe(404)
    expect((await ask(own, newId())).status).toBe(404)
  })

  test('a job takes back the words that it gave for a first publish', async () => {
    const download = { size: '8x10', is_digital: true, digital_file_id: await addFile(user) }
    const { id } = await addProduct(user, { variants: [download] })
    const word = async () => (await readProduct(user, id)).variants[0]?.delivery_confirmed_at
    const change = { accept_undelivered: true }
    const jobId = await job('/api/jobs', { type: 'publish', sel: { ids: [id] }, change })
    await rested(user, id, { status: 'active', publish_state: 'idle' })
    expect(await word()).not.toBeNull()
    await job(`/api/jobs/${jobId}/undo`)
    await rested(user, id, { status: 'draft', publish_state: 'idle' })
    expect(await word()).toBeNull()
  })

  test('a job brings back what each of its publishes sent', async () => {
    const ids = [await published(), await published()]
    const download = { size: '8x10', is_digital: true, digital_file_id: await addFile(user) }
    const before = await shown()
    const titles = async () =>
      Promise.all(ids.map(async (id) => (await readProduct(user, id)).title))
    for (const id of ids) {
      const { variants } = await readProduct(user, id)
      const listed = [...variants.map((row) => ({ id: row.id })), download]
      await api(user, 'PATCH', `/api/products/${id}`, { title: 'By a job', variants: listed })
    }
    const jobId = await job('/api/jobs', {
      type: 'publish',
      sel: { ids },
      change: { accept_undelivered: true },
    })
    for (const id of ids) await rested(user, id, { publish_state: 'idle', sync_error: null })
    expect(await productsAtShop(shop)).toMatchObject([{ title: 'By a job' }, { title: 'By a job' }])
    expect(await newest(ids[0] ?? '')).toMatchObject({ job_id: jobId, state: 'done' })
    await job(`/api/jobs/${jobId}/undo`)
    for (const id of ids) await rested(user, id, { publish_state: 'idle', sync_error: null })
    expect(await shown()).toBe(before)
    expect(await titles()).toEqual(['You are allowed to rest', 'You are allowed to rest'])
    const [undoing, original] = await changesOf(ids[0] ?? '')
    expect(undoing).toMatchObject({ undoes: original?.id, state: 'done' })
    expect(original).toMatchObject({ undone_by: undoing?.id })
  })
})
