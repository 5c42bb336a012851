import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { createKey } from '../../src/domain/accounts/create-key.ts'
import { replaceFile } from '../../src/domain/assets/replace-file.ts'
import { works } from '../../src/domain/bulk/works.ts'
import { abandonJob } from '../../src/domain/jobs/abandon-job.ts'
import { advanceJob } from '../../src/domain/jobs/advance-job.ts'
import { updateProduct } from '../../src/domain/products/update-product.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import { api } from '../support/worker/api.ts'
import { contextOf, createUser, type TestUser } from '../support/worker/create-user.ts'
import { JPEG_5X7, PNG_6X8 } from '../support/worker/pictures.ts'
import { addPrintArtworks } from '../support/worker/print-artworks.ts'
import { addProduct, readProduct } from '../support/worker/products.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { connectShop } from '../support/worker/shop.ts'
import { upload } from '../support/worker/upload.ts'

const started = z.object({ jobId: z.string() })
const ended = z.object({
  status: z.string(),
  done: z.number(),
  failed: z.number(),
  cancelled: z.number(),
  results: z.array(z.object({ product_id: z.string().nullable(), error: z.string().nullable() })),
})

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

async function post(path: string, body?: unknown) {
  const answer = await api(user, 'POST', path, body)
  const text = await answer.text()
  expect(answer.status, text).toBe(202)
  return started.parse(JSON.parse(text)).jobId
}

const read = async (id: string) =>
  ended.parse(await (await api(user, 'GET', `/api/jobs/${id}`)).json())

/** Works on a job until it has ended, whoever else does. */
async function work(id: string) {
  return vi.waitFor(
    async () => {
      await advanceJob(contextOf(user), id, works)
      const job = await read(id)
      expect(job.status).not.toBe('running')
      return job
    },
    { timeout: 15_000 },
  )
}

async function change(type: string, ids: readonly string[], asked: object = {}) {
  const id = await post('/api/jobs', { type, sel: { ids }, change: asked })
  expect(await work(id)).toMatchObject({ status: 'done', done: ids.length, failed: 0 })
  return id
}

const undo = async (id: string) => work(await post(`/api/jobs/${id}/undo`))
const ORIGIN = 'http://localhost:8787'
const UNDONE = { status: 'done', failed: 0 }

/** Everything stored of the user's products but when and how often it was changed. */
async function content() {
  const rows = await Promise.all(
    ['products', 'product_variants', 'product_images'].map((table) =>
      env.DB.prepare(`SELECT * FROM ${table} WHERE user_id = ? ORDER BY id`)
        .bind(user.userId)
        .all(),
    ),
  )
  return rows.flatMap(({ results }) => results.map(({ version: _, updated_at: __, ...row }) => row))
}

const filesOf = async () => {
  const { objects } = await env.FILES.list({ prefix: `users/${user.userId}/` })
  return objects.map(({ key }) => key).toSorted()
}

describe('jobs on the same products, undone newest first,', () => {
  test('leave them as they were before the first, in whatever order they were tried', async () => {
    const { id } = await addProduct(user, { tags: ['calm'] })
    const first = await content()
    const tags = await change('tags', [id], { add: ['new'] })
    const prices = await change('prices', [id], { percent: 10, round: '.99' })
    const more = await change('prices', [id], { percent: 10 })
    const early = await post(`/api/jobs/${tags}/undo`)
    expect((await work(early)).results[0]?.error ?? 'undone').toContain('changed since')
    expect(await undo(more)).toMatchObject(UNDONE)
    expect(await undo(prices)).toMatchObject(UNDONE)
    expect((await api(user, 'POST', `/api/jobs/${early}/retry`)).status).toBe(200)
    expect(await work(early)).toMatchObject(UNDONE)
    expect(await content()).toEqual(first)
  })

  test('are undone across another job that was undone, and not across an edit', async () => {
    const { id } = await addProduct(user)
    const first = await content()
    const one = await change('tags', [id], { add: ['one'] })
    await undo(await change('tags', [id], { add: ['two'] }))
    await undo(await change('collection', [id], { collection: 'growth' }))
    expect(await undo(one)).toMatchObject(UNDONE)
    expect(await content()).toEqual(first)
    const kept = await change('tags', [id], { add: ['kept'] })
    await updateProduct(user.ctx, id, { title: 'Mine' })
    await undo(await change('tags', [id], { add: ['two'] }))
    expect(await undo(kept)).toMatchObject({ failed: 1 })
    expect(await readProduct(user, id)).toMatchObject({ title: 'Mine', tags: ['kept'] })
  })

  /** The queue's work. */
  async function sync(id: string, status: string) {
    const { publish_task_id: taskId } = await readProduct(user, id)
    await syncProduct(user.ctx, { productId: id, taskId: taskId ?? '' })
    expect(await readProduct(user, id)).toMatchObject({ status, publish_state: 'idle' })
  }

  test('bring back a status step by step, at the shop too', async () => {
    await connectShop(user)
    const { id } = await addProduct(user)
    const published = await change('publish', [id])
    await sync(id, 'active')
    const retired = await change('retire', [id])
    await sync(id, 'retired')
    expect(await undo(retired)).toMatchObject(UNDONE)
    await sync(id, 'active')
    expect(await undo(published)).toMatchObject(UNDONE)
    await sync(id, 'draft')
  })
})

describe('undoing', () => {
  test('what was published needs a key that may publish, also to go on', async () => {
    const { id } = await addProduct(user)
    const undone = await post(`/api/jobs/${await change('archive', [id])}/undo`)
    const scopes = ['read', 'write'] as const
    const { key } = await createKey(user.ctx, { name: 'Writer', scopes: [...scopes] }, ORIGIN)
    const writer = { ...user, apiKey: key }
    for (const verb of ['cancel', 'retry']) {
      const answer = await api(writer, 'POST', `/api/jobs/${undone}/${verb}`)
      expect(answer.status, verb).toBe(403)
    }
  })

  test('that was cancelled can go on', async () => {
    const { id } = await addProduct(user)
    const before = await content()
    const undone = await post(`/api/jobs/${await change('tags', [id], { add: ['new'] })}/undo`)
    expect((await api(user, 'POST', `/api/jobs/${undone}/cancel`)).status).toBe(200)
    expect(await read(undone)).toMatchObject({ status: 'cancelled', cancelled: 1 })
    expect((await api(user, 'POST', `/api/jobs/${undone}/retry`)).status).toBe(200)
    expect(await work(undone)).toMatchObject({ status: 'done', done: 1, cancelled: 0 })
    expect(await content()).toEqual(before)
  })

  test('follows what failed first and was retried, and what was cancelled stays as it was', async () => {
    const [one, two] = [await addProduct(user), await addProduct(user)]
    const before = await content()
    const ids = [one.id, two.id]
    const id = await post('/api/jobs', { type: 'tags', sel: { ids }, change: { add: ['new'] } })
    await abandonJob(user.ctx, { jobId: id })
    expect((await api(user, 'POST', `/api/jobs/${id}/retry`)).status).toBe(200)
    expect((await api(user, 'POST', `/api/jobs/${id}/cancel`)).status).toBe(200)
    expect(await read(id)).toMatchObject({ status: 'cancelled', failed: 0, cancelled: 2 })
    expect((await api(user, 'POST', `/api/jobs/${id}/retry`)).status).toBe(409)
    expect((await api(user, 'POST', `/api/jobs/${id}/undo`)).status).toBe(409)
    expect(await content()).toEqual(before)
    const again = await post('/api/jobs', { type: 'tags', sel: { ids }, change: { add: ['new'] } })
    await abandonJob(user.ctx, { jobId: again })
    await api(user, 'POST', `/api/jobs/${again}/retry`)
    await work(again)
    expect(await undo(again)).toMatchObject({ ...UNDONE, done: 2 })
    expect(await content()).toEqual(before)
  })

  test('brings back prices that are compared with others', async () => {
    const { id } = await addProduct(user, {
      variants: [
        { size: '8x10', price: 20, compare_at_price: 30 },
        { size: '11x14', price: 40 },
      ],
    })
    const before = await content()
    const job = await change('prices', [id], { percent: 20, round: '.99' })
    expect((await readProduct(user, id)).variants.map(({ price }) => price)).toEqual([23.99, 47.99])
    expect(await undo(job)).toMatchObject(UNDONE)
    expect(await content()).toEqual(before)
  })

  test('takes back what a recipe has added, texts too', async () => {
    const [, asset = ''] = await addPrintArtworks(user, 2)
    const { id } = await addProduct(user, {
      asset_id: asset,
      tags: ['mine'],
      description: 'Mine, with an end.',
      variants: [{ size: '8x10', price: 21 }],
    })
    const before = await content()
    const recipe = {
      ...{ name: 'Prints', sizes: ['8x10', '24x36'], frames: ['unframed', 'black'] },
      ...{ title: '{artwork} of a recipe', description: '{artwork}', tags: ['print'] },
    }
    const answer = await api(user, 'POST', '/api/recipes', recipe)
    const made = z.object({ recipe: z.object({ id: z.string() }) }).parse(await answer.json())
    const job = await change('recipe', [id], { recipe_id: made.recipe.id, texts: true })
    expect((await readProduct(user, id)).variants).toHaveLength(4)
    expect(await undo(job)).toMatchObject(UNDONE)
    expect(await content()).toEqual(before)
  })

  test('brings back pictures to the letter, with the variants that show them', async () => {
    const old = await seedMockup(user, { status: 'approved', item: false })
    const other = await seedMockup(user, {
      ...{ status: 'approved', item: false, scene: 'home_office', assetId: old.assetId },
    })
    const { id, variants } = await addProduct(user, { imageIds: [old.mockupId, other.mockupId] })
    const { images } = await readProduct(user, id)
    const shown = [{ id: images[0]?.id, variant_ids: [variants[1]?.id] }, { id: images[1]?.id }]
    expect((await api(user, 'PUT', `/api/products/${id}/images`, shown)).status).toBe(200)
    const before = await content()
    const later = { ...user, ctx: { ...user.ctx, clock: { now: () => Date.now() + 1_000 } } }
    await seedMockup(later, { status: 'approved', item: false, assetId: old.assetId })
    const job = await change('pictures', [id])
    expect(await content()).not.toEqual(before)
    expect(await undo(job)).toMatchObject(UNDONE)
    expect(await content()).toEqual(before)
  })

  test('says of a picture whose file is not kept that it cannot come back, changing nothing', async () => {
    const { asset } = z
      .object({ asset: z.object({ id: z.string() }) })
      .parse(await (await upload(user, PNG_6X8)).json())
    const { id } = await addProduct(user, { imageIds: [asset.id] })
    await replaceFile(user.ctx, asset.id, JPEG_5X7)
    const job = await change('pictures', [id])
    const after = await content()
    const files = await filesOf()
    const undone = await undo(job)
    expect(undone.results[0]?.error ?? 'undone').toContain('artwork')
    expect(undone).toMatchObject({ done: 0, failed: 1 })
    expect(await content()).toEqual(after)
    expect(await filesOf()).toEqual(files)
  })

  test('takes back products that wait for approval, with their proposals', async () => {
    const [, one = '', two = ''] = await addPrintArtworks(user, 3)
    const recipe = {
      ...{ name: 'Prints', sizes: ['8x10'], frames: ['unframed'], title: '{artwork}' },
      publish: true,
    }
    const answer = await api(user, 'POST', '/api/recipes', recipe)
    const made = z.object({ recipe: z.object({ id: z.string() }) }).parse(await answer.json())
    const path = `/api/recipes/${made.recipe.id}/apply`
    const job = await post(path, { asset_ids: [one, two] })
    const [first] = (await work(job)).results
    expect((await readProduct(user, first?.product_id ?? '')).status).toBe('pending')
    await change('tags', [first?.product_id ?? ''], { add: ['new'] }).then(undo)
    expect(await undo(job)).toMatchObject({ done: 2, failed: 0 })
    expect(await content()).toEqual([])
    const open = 'SELECT count(*) AS n FROM approval_items WHERE user_id = ?'
    expect(await env.DB.prepare(open).bind(user.userId).first('n')).toBe(0)
  })
})
