import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { works } from '../../src/domain/bulk/works.ts'
import { abandonJob } from '../../src/domain/jobs/abandon-job.ts'
import { advanceJob } from '../../src/domain/jobs/advance-job.ts'
import { forgetUndoable, resendJobs } from '../../src/domain/jobs/resend-jobs.ts'
import { updateProduct } from '../../src/domain/products/update-product.ts'
import { newId } from '../../src/ids.ts'
import { failAfter, failBefore, onCall } from '../support/faults/around.ts'
import { beforeWrite } from '../support/faults/before-write.ts'
import { strikeBatches } from '../support/faults/bindings.ts'
import { passTime } from '../support/faults/stage.ts'
import { api } from '../support/worker/api.ts'
import { contextOf, createUser, type TestUser, testBase } from '../support/worker/create-user.ts'
import { addProduct, type ProductView, readProduct } from '../support/worker/products.ts'

const DAY_MS = 24 * 60 * 60_000
const started = z.object({ jobId: z.string(), total: z.number() })
const job = z.object({
  status: z.string(),
  total: z.number(),
  done: z.number(),
  failed: z.number(),
  cancelled: z.number(),
  undo_until: z.string().nullable(),
  results: z.array(
    z.object({ title: z.string(), status: z.string(), error: z.string().nullable() }),
  ),
})

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

async function start(type: string, ids: readonly string[], change: object) {
  const answer = await api(user, 'POST', '/api/jobs', { type, sel: { ids }, change })
  expect(answer.status).toBe(202)
  return started.parse(await answer.json()).jobId
}

const read = async (id: string) =>
  job.parse(await (await api(user, 'GET', `/api/jobs/${id}`)).json())
const advance = (id: string, changes: Partial<Env> = {}) =>
  advanceJob(contextOf(user, changes), id, works)
const add = (count: number, overrides: object = {}) =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      addProduct(user, { title: `Print ${index}`, ...overrides }),
    ),
  )
const idsOf = (products: readonly ProductView[]) => products.map(({ id }) => id)
const prices = async (id: string) =>
  (await readProduct(user, id)).variants.map(({ price }) => price)

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

async function undo(id: string) {
  const answer = await api(user, 'POST', `/api/jobs/${id}/undo`)
  expect(answer.status).toBe(202)
  return started.parse(await answer.json()).jobId
}

const TEN_UP = { percent: 10, round: '.99' }

describe('a job', () => {
  test('changes each product, says so, and undone leaves all as it was', async () => {
    const ids = idsOf(await add(3, { tags: ['calm'] }))
    for (const [type, change, changed] of [
      ['tags', { add: ['new', 'Calm'], remove: ['other'] }, { tags: ['calm', 'new'] }],
      ['collection', { collection: 'growth' }, { collection: 'growth' }],
      ['prices', TEN_UP, { variants: [{ price: 27.99 }, { price: 54.99 }] }],
    ] as const) {
      const before = await content()
      const id = await start(type, ids, change)
      await advance(id)
      expect(await read(id)).toMatchObject({ status: 'done', total: 3, done: 3, failed: 0 })
      for (const each of ids) expect(await readProduct(user, each)).toMatchObject(changed)
      await advance(await undo(id))
      expect(await content()).toEqual(before)
    }
    const logged = `SELECT count(*) AS n FROM activity_log
      WHERE user_id = ? AND action_type = 'product_changed'`
    expect(await env.DB.prepare(logged).bind(user.userId).first('n')).toBe(18)
  })

  test('asked for twice is one, and undone twice is one', async () => {
    const ids = idsOf(await add(1))
    const headers = { 'idempotency-key': newId() }
    const body = { type: 'tags', sel: { ids }, change: { add: ['new'] } }
    const ask = async () =>
      started.parse(await (await api(user, 'POST', '/api/jobs', body, headers)).json())
    const first = await ask()
    expect(await ask()).toEqual(first)
    await advance(first.jobId)
    expect(await undo(first.jobId)).toBe(await undo(first.jobId))
  })

  test('worked on by two at once changes each product once', async () => {
    const ids = idsOf(await add(4))
    const id = await start('prices', ids, { percent: 10 })
    await Promise.all([advance(id), advance(id), advance(id)])
    await advance(id)
    expect(await read(id)).toMatchObject({ status: 'done', done: 4, failed: 0 })
    for (const each of ids) expect(await prices(each)).toEqual([27.49, 54.99])
  })

  test('killed before or after its batch changes each product once', async () => {
    for (const strike of [failBefore, failAfter]) {
      const ids = idsOf(await add(2))
      const id = await start('prices', ids, { percent: 10 })
      // The first batch reads the products, the second writes them.
      await expect(advance(id, strikeBatches(onCall(2, strike('lost'))))).rejects.toThrow('lost')
      await advance(id)
      expect(await read(id)).toMatchObject({ status: 'done', done: 2 })
      for (const each of ids) expect(await prices(each)).toEqual([27.49, 54.99])
    }
  })

  test('an edit in between is kept, and the change made on top of it', async () => {
    const [product, other] = await add(2, { tags: ['a'] })
    const id = await start('tags', idsOf(product && other ? [product, other] : []), { add: ['b'] })
    const edit = () => updateProduct(user.ctx, product?.id ?? '', { tags: ['c'] })
    await advance(id, beforeWrite(/^update "job_items"/, edit).changes)
    expect(await read(id)).toMatchObject({ status: 'done', done: 2, failed: 0 })
    expect((await readProduct(user, product?.id ?? '')).tags).toEqual(['c', 'b'])
    expect((await readProduct(user, other?.id ?? '')).tags).toEqual(['a', 'b'])
  })

  test('a lost message is sent again by the sweep, and not before it is due', async () => {
    const id = await start('tags', idsOf(await add(1)), { add: ['b'] })
    const sent: unknown[] = []
    const JOBS = new Proxy(env.JOBS, {
      get: (queue, name) =>
        name === 'send'
          ? async (body: { jobId: string }) => {
              if (body.jobId === id) sent.push(body)
            }
          : Reflect.get(queue, name),
    })
    const sweep = () => resendJobs(testBase({ JOBS }))
    await sweep()
    expect(sent).toEqual([])
    passTime(31_000)
    await sweep()
    await sweep()
    expect(sent).toEqual([{ type: 'job.advance', version: 1, userId: user.userId, jobId: id }])
  })

  test('whose every delivery failed ends, and what failed can be retried', async () => {
    const id = await start('tags', idsOf(await add(2)), { add: ['b'] })
    await abandonJob(user.ctx, { jobId: id })
    expect(await read(id)).toMatchObject({ status: 'done', done: 0, failed: 2 })
    expect((await api(user, 'POST', `/api/jobs/${id}/retry`)).status).toBe(200)
    await advance(id)
    expect(await read(id)).toMatchObject({ status: 'done', done: 2, failed: 0 })
  })

  test('cancelled leaves what it has not begun, and goes on with nothing', async () => {
    const ids = idsOf(await add(2))
    const id = await start('tags', ids, { add: ['b'] })
    const cancel = () => api(user, 'POST', `/api/jobs/${id}/cancel`)
    const { changes } = beforeWrite(/^update "job_items"/, cancel)
    await advance(id, changes)
    expect(await read(id)).toMatchObject({ status: 'cancelled', done: 0, failed: 0, cancelled: 2 })
    expect((await readProduct(user, ids[0] ?? '')).tags).toEqual([])
    expect((await cancel()).status).toBe(409)
  })

  test('fails what it must not change, with the reason, and does the others', async () => {
    const [cheap, dear] = await add(2)
    await api(user, 'PUT', '/api/pricing/8x10', { base_price: 24.99, cost: 10, frame_cost: 5 })
    const lowered = await start('prices', idsOf(cheap && dear ? [cheap, dear] : []), {
      percent: -70,
    })
    await api(user, 'DELETE', `/api/products/${dear?.id}`)
    await advance(lowered)
    const found = await read(lowered)
    expect(found).toMatchObject({ status: 'done', done: 0, failed: 2 })
    expect(found.results.map(({ error }) => error)).toEqual([
      expect.stringContaining('each sale loses'),
      'It was deleted.',
    ])
    expect(await prices(cheap?.id ?? '')).toEqual([24.99, 49.99])
    const meant = { percent: -70, accept_below_cost: true }
    await advance(await start('prices', [cheap?.id ?? ''], meant))
    expect(await prices(cheap?.id ?? '')).toEqual([7.5, 15])
    await advance(await start('prices', [cheap?.id ?? ''], { mend: true, round: '.99' }))
    expect(await prices(cheap?.id ?? '')).toEqual([10.99, 15])
  })
})

describe('undoing', () => {
  test('leaves what was changed since, with the reason, and says so before the job is over', async () => {
    const [one, other] = await add(2)
    const ids = idsOf(one && other ? [one, other] : [])
    const id = await start('tags', ids, { add: ['b'] })
    expect((await api(user, 'POST', `/api/jobs/${id}/undo`)).status).toBe(409)
    await advance(id)
    await updateProduct(user.ctx, ids[0] ?? '', { title: 'Mine' })
    const undone = await undo(id)
    await advance(undone)
    const found = await read(undone)
    expect(found).toMatchObject({ done: 1, failed: 1 })
    expect(found.results[0]?.error).toContain('It was changed since')
    expect((await readProduct(user, ids[0] ?? '')).tags).toEqual(['b'])
    expect((await readProduct(user, ids[1] ?? '')).tags).toEqual([])
    expect((await api(user, 'POST', `/api/jobs/${id}/retry`)).status).toBe(409)
    expect((await api(user, 'POST', `/api/jobs/${undone}/undo`)).status).toBe(409)
  })

  test('brings back what had no shop as it was, to the letter', async () => {
    const [draft, old] = await add(2)
    const ids = idsOf(draft && old ? [draft, old] : [])
    const retired = `UPDATE products SET status = 'retired', retired_at = '2026-01-01T00:00:00.000Z',
      retire_reason = 'seasonal' WHERE user_id = ? AND id = ?`
    await env.DB.prepare(retired)
      .bind(user.userId, ids[1] ?? '')
      .run()
    const before = await content()
    const id = await start('archive', ids, {})
    await advance(id)
    expect((await readProduct(user, ids[0] ?? '')).status).toBe('archived')
    await advance(await undo(id))
    expect(await content()).toEqual(before)
    const restored = await start('restore', [ids[1] ?? ''], {})
    await advance(restored)
    expect((await readProduct(user, ids[1] ?? '')).status).toBe('draft')
    await advance(await undo(restored))
    expect(await content()).toEqual(before)
  })

  test('is over after ninety days, and what products were is forgotten', async () => {
    const id = await start('tags', idsOf(await add(1)), { add: ['b'] })
    await advance(id)
    passTime(91 * DAY_MS)
    while ((await forgetUndoable(testBase())) > 0);
    expect((await api(user, 'POST', `/api/jobs/${id}/undo`)).status).toBe(409)
    const kept = 'SELECT count(before) AS n FROM job_items WHERE user_id = ?'
    expect(await env.DB.prepare(kept).bind(user.userId).first('n')).toBe(0)
  })
})

describe('all that match', () => {
  const body = (expected: number) => ({
    type: 'collection',
    sel: { filter: { search: 'Print' }, expected },
    change: { collection: 'growth' },
  })

  test('are changed where they are as many as were seen; another count is answered', async () => {
    await add(2)
    const refused = await api(user, 'POST', '/api/jobs', body(3))
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({ count: 2 })
    const tried = await api(user, 'POST', '/api/jobs?dry_run=true', body(2))
    expect(await tried.json()).toMatchObject({ total: 2, changed: 2, refused: 0 })
    const answer = started.parse(await (await api(user, 'POST', '/api/jobs', body(2))).json())
    await advance(answer.jobId)
    expect(await read(answer.jobId)).toMatchObject({ total: 2, done: 2 })
  })

  test('are more than two hundred, in several messages', async () => {
    const now = new Date().toISOString()
    await env.DB.prepare(
      `INSERT INTO products (user_id, id, title, product_type, vendor, tags, currency, status,
         publish_state, version, total_orders, total_revenue, created_at, updated_at)
       SELECT ?, printf('00000000-0000-7000-8000-%012d', key), 'Print ' || key, 'Print', 'Me',
         '[]', 'USD', 'draft', 'idle', 1, 0, 0, ?, ?
       FROM json_each('[' || substr(replace(hex(zeroblob(230)), '00', ',1'), 2) || ']')`,
    )
      .bind(user.userId, now, now)
      .run()
    const answer = await api(user, 'POST', '/api/jobs', {
      ...body(230),
      sel: { filter: { status: 'draft' }, expected: 230 },
    })
    const { jobId } = started.parse(await answer.json())
    expect(await advance(jobId)).toBe(100)
    expect(await read(jobId)).toMatchObject({ status: 'running', done: 100 })
    while ((await advance(jobId)) > 0);
    expect(await read(jobId)).toMatchObject({ status: 'done', done: 230, failed: 0 })
  })
})
