import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { works } from '../../src/domain/bulk/works.ts'
import { advanceJob } from '../../src/domain/jobs/advance-job.ts'
import { lineAnswer } from '../../src/domain/recipes/schemas.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addPrintArtworks } from '../support/worker/print-artworks.ts'
import { readProduct } from '../support/worker/products.ts'
import { recordCalls } from '../support/worker/record-calls.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const previewed = z.object({ dry_run: z.literal(true), lines: z.array(lineAnswer) })
const applied = z.object({ jobId: z.uuid(), total: z.number(), refused: z.array(lineAnswer) })
const RECIPE = {
  name: 'Prints',
  sizes: ['8x10', '24x36'],
  frames: ['unframed', 'black'],
  title: '“{quote}” by {author}',
  description: '{quote}\n\nFrom {collection}',
  tags: ['{collection}', 'by {author}', 'print'],
}

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

async function addRecipe(body: object = {}): Promise<string> {
  const answer = await api(user, 'POST', '/api/recipes', { ...RECIPE, ...body })
  return z.object({ recipe: z.object({ id: z.string() }) }).parse(await answer.json()).recipe.id
}

const addArtworks = (count: number) => addPrintArtworks(user, count)

async function preview(id: string, body: object) {
  const answer = await api(user, 'POST', `/api/recipes/${id}/apply?dry_run=true`, body)
  expect(answer.status).toBe(200)
  return previewed.parse(await answer.json()).lines
}

async function apply(id: string, body: object, headers = {}) {
  const answer = await api(user, 'POST', `/api/recipes/${id}/apply`, body, headers)
  const text = await answer.text()
  expect(answer.status, text).toBe(202)
  return applied.parse(JSON.parse(text))
}

async function productsOf(jobId: string, count: number) {
  const rows = await vi.waitFor(
    async () => {
      const { results } = await env.DB.prepare(
        `SELECT product_id, subject_id, state, error FROM job_items
         WHERE user_id = ? AND job_id = ? ORDER BY n`,
      )
        .bind(user.userId, jobId)
        .all()
      expect(results.map(({ state, error }) => [state, error])).toEqual(
        Array.from({ length: count }, () => ['done', null]),
      )
      return results
    },
    { timeout: 15_000, interval: 100 },
  )
  return Promise.all(rows.map(({ product_id }) => readProduct(user, String(product_id))))
}

describe('a recipe', () => {
  test('of six artworks, one below cost and one too coarse, makes four; said twice, one more', async () => {
    await api(user, 'PUT', '/api/pricing/8x10', { base_price: 20, framed_price: 40, cost: 12 })
    const id = await addRecipe()
    const assets = await addArtworks(6)
    const [coarse = '', cheap = ''] = assets
    const low = { variants: [{ size: '8x10', price: 11.5 }] }
    const body = { asset_ids: assets, edits: { [cheap]: low } }
    const lines = await preview(id, body)
    expect(lines.map(({ title }) => title)).toEqual([
      ...['“Quiet 1” by Ada', '“Quiet 2”', '“Quiet 3” by Ada'],
      ...['“Quiet 4” by Ada', '“Quiet 5” by Ada', '“Quiet 6” by Ada'],
    ])
    expect(lines[2]).toMatchObject({
      ...{ description: 'Quiet 3\n\nFrom Growth', tags: ['Growth', 'by Ada', 'print'] },
      ...{ price_from: 20, margin: null, missing: [], refusals: [], accepted: [] },
    })
    expect(lines[1]?.tags).toEqual(['Growth', 'print'])
    expect(lines[0]?.refusals).toMatchObject([
      { accept: 'acceptLowDpi', message: expect.stringContaining('24×36') },
      { accept: 'acceptLowDpi' },
    ])
    expect(lines[1]?.refusals).toMatchObject([
      { accept: 'acceptBelowCost', pointer: '/variants/0/price' },
    ])
    const first = await apply(id, body)
    expect(first.total).toBe(4)
    expect(first.refused.map(({ asset_id }) => asset_id)).toEqual([coarse, cheap])
    const made = await productsOf(first.jobId, 4)
    for (const [index, line] of lines.slice(2).entries()) {
      const product = made[index]
      expect(product).toMatchObject({ title: line.title, tags: line.tags, status: 'draft' })
      expect(product?.variants.map(({ title, price }) => ({ title, price }))).toEqual(
        line.variants.map(({ title, price }) => ({ title, price })),
      )
      expect(product?.images.map(({ source_id }) => source_id)).toEqual(line.pictures)
    }
    const meant = { asset_ids: [coarse], edits: { [coarse]: { acceptLowDpi: true } } }
    const [accepted] = await preview(id, meant)
    expect(accepted).toMatchObject({ refusals: [], accepted: [{ accept: 'acceptLowDpi' }, {}] })
    const second = await apply(id, meant)
    expect(await productsOf(second.jobId, 1)).toMatchObject([{ title: '“Quiet 1” by Ada' }])
  })

  test('refuses what cannot be made at all, with every reason, and starts nothing', async () => {
    const id = await addRecipe()
    const [coarse = '', other = ''] = await addArtworks(2)
    const body = { asset_ids: [coarse, other], edits: { [other]: { leave_out: true } } }
    const answer = await api(user, 'POST', `/api/recipes/${id}/apply`, body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      details: [{ pointer: `/edits/${coarse}/variants/2/size`, accept: 'acceptLowDpi' }, {}],
    })
    const unknown = await api(user, 'POST', `/api/recipes/${id}/apply?dry_run=true`, {
      asset_ids: [coarse, newId()],
    })
    expect(unknown.status).toBe(404)
    const stray = { asset_ids: [coarse], edits: { [other]: { title: 'X' } } }
    expect((await api(user, 'POST', `/api/recipes/${id}/apply`, stray)).status).toBe(400)
    expect(
      await env.DB.prepare('SELECT count(*) AS n FROM jobs WHERE user_id = ?')
        .bind(user.userId)
        .first('n'),
    ).toBe(0)
  })

  test('says what is missing, and makes the product without it', async () => {
    const kit = {
      name: 'Rooms',
      scenes: [
        { scene_key: 'home_office', role: 'hero' },
        { scene_key: 'reading_nook', role: 'room' },
      ],
    }
    const made = await (await api(user, 'POST', '/api/kits', kit)).json()
    const { id: kit_id } = z.object({ kit: z.object({ id: z.string() }) }).parse(made).kit
    const id = await addRecipe({ kit_id, sizes: ['8x10', '24x36'], digital: true })
    const [, full = ''] = await addArtworks(2)
    const { assetId: bare } = await seedMockup(user, { status: 'completed' })
    await api(user, 'PUT', '/api/pricing/24x36', { base_price: 90 })
    await env.DB.prepare('UPDATE product_pricing SET is_active = 0 WHERE user_id = ?')
      .bind(user.userId)
      .run()
    const [one, two] = await preview(id, { asset_ids: [full, bare] })
    expect(one?.missing).toEqual([
      { code: 'room', message: 'No approved mockup in Reading Nook' },
      { code: 'size', message: 'No price for 24×36, which is left out' },
      { code: 'file', message: 'No file to download yet' },
    ])
    expect(one?.variants.map(({ title }) => title)).toEqual([
      ...['8×10', '8×10 / Black Frame', '8×10 / Digital'],
    ])
    expect(one?.pictures).toHaveLength(2)
    expect(two).toMatchObject({ title: 'You are allowed to rest', pictures: [] })
    expect(two?.missing.map(({ code }) => code)).toEqual(['quote', 'mockup', 'size', 'file'])
  })

  test('takes what a person edits, and leaves out what they leave out', async () => {
    const id = await addRecipe()
    const [, asset = ''] = await addArtworks(2)
    const edit = {
      title: 'Mine',
      description: '',
      tags: ['own'],
      variants: [
        { size: '24x36', leaveOut: true },
        { size: '24x36', frame_style: 'black', leave_out: true },
        { size: '8x10', frame_style: 'black', price: 77.5 },
      ],
    }
    const { jobId } = await apply(id, { assetIds: [asset], edits: { [asset]: edit } })
    const [product] = await productsOf(jobId, 1)
    expect(product).toMatchObject({ title: 'Mine', description: null, tags: ['own'] })
    expect(product?.variants.map(({ title }) => title)).toEqual(['8×10', '8×10 / Black Frame'])
    expect(product?.variants[1]?.price).toBe(77.5)
  })

  test('makes each product once, however often its job is worked on, and one key is one job', async () => {
    const id = await addRecipe()
    const assets = (await addArtworks(4)).slice(1)
    const send = () => apply(id, { asset_ids: assets }, { 'idempotency-key': 'once' })
    const { jobId } = await send()
    // Killed once what it made is written, and worked on from several sides at once.
    const killed = { ...works, follow: () => Promise.reject(new Error('killed')) }
    const attempts = [killed, works, killed, works].map((each) =>
      advanceJob(user.ctx, jobId, each).catch(() => undefined),
    )
    await Promise.all(attempts)
    await productsOf(jobId, 3)
    expect((await send()).jobId).toBe(jobId)
    const listed = await api(user, 'GET', '/api/products')
    expect(await listed.json()).toMatchObject({ total: 3 })
    const undone = await api(user, 'POST', `/api/jobs/${jobId}/undo`)
    const undo = z.object({ jobId: z.string() }).parse(await undone.json())
    await vi.waitFor(
      async () => {
        await advanceJob(user.ctx, undo.jobId, works)
        const left = await (await api(user, 'GET', '/api/products')).json()
        expect(left).toMatchObject({ total: 0 })
      },
      { timeout: 15_000 },
    )
  })

  test('that publishes puts its products before a person where one decides', async () => {
    const id = await addRecipe({ publish: true })
    const assets = (await addArtworks(2)).slice(1)
    const { jobId } = await apply(id, { asset_ids: assets })
    const [product] = await productsOf(jobId, 1)
    expect(product).toMatchObject({ status: 'pending' })
    const item = env.DB.prepare(
      'SELECT status FROM approval_items WHERE user_id = ? AND reference_id = ?',
    ).bind(user.userId, product?.id)
    expect(await item.first('status')).toBe('pending')
  })

  test('reads as often for one artwork as for twelve', async () => {
    const id = await addRecipe()
    const assets = await addArtworks(12)
    const path = `/api/recipes/${id}/apply?dry_run=true`
    const few = { json: { asset_ids: assets.slice(1, 2) } }
    await recordCalls(path, user, few)
    const one = await recordCalls(path, user, few)
    const all = await recordCalls(path, user, { json: { asset_ids: assets } })
    expect([one.answer.status, all.answer.status]).toEqual([200, 200])
    expect(all.calls).toBe(one.calls)
  })
})
