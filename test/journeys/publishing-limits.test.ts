import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct } from '../support/worker/products.ts'
import {
  addPicture,
  publishNow,
  rested,
  withoutQueue,
  withShop,
} from '../support/worker/publishing.ts'
import { sandboxPost } from '../support/worker/sandbox.ts'
import { breakShop, connectShop, productsAtShop } from '../support/worker/shop.ts'

const started = z.object({ jobId: z.string() })
const job = z.object({
  status: z.string(),
  done: z.number(),
  failed: z.number(),
  changed: z.number(),
  sent: z.number(),
  arrived: z.number(),
  not_arrived: z.number(),
  results: z.array(
    z.object({
      title: z.string(),
      status: z.string(),
      arrival: z.string().nullable(),
      arrival_error: z.string().nullable(),
    }),
  ),
})
const bucket = z.object({ least: z.number(), taken: z.number(), throttled: z.number() })

let user: TestUser
let shop: string
beforeEach(async () => {
  user = await createUser()
  shop = await connectShop(user)
})

/** Products of two sizes, without a picture: a shop takes its time for those. */
async function add(count: number, imageIds: readonly string[] = []): Promise<string[]> {
  const variants = [{ size: '8x10' }, { size: '11x14' }]
  const products = await Promise.all(
    Array.from({ length: count }, (_, n) =>
      addProduct(user, { title: `Print ${n + 1}`, imageIds, variants }),
    ),
  )
  return products.map(({ id }) => id)
}

async function start(type: string, ids: readonly string[]): Promise<string> {
  const body = { type, sel: { ids }, change: {} }
  const answer = await api(user, 'POST', '/api/jobs', body)
  expect(answer.status).toBe(202)
  return started.parse(await answer.json()).jobId
}

const read = async (id: string) =>
  job.parse(await (await api(user, 'GET', `/api/jobs/${id}`)).json())
const untilSettled = (id: string) =>
  vi.waitFor(
    async () => {
      const state = await read(id)
      expect(state.status).toBe('done')
      expect(state.arrived + state.not_arrived).toBe(state.sent)
      return state
    },
    { timeout: 25_000, interval: 100 },
  )
const readBucket = async () =>
  bucket.parse(
    await (await fetch(`${env.SANDBOX_URL}/__sandbox/shopify/bucket?shop=${shop}`)).json(),
  )

describe('a job within the limits of a shop', () => {
  it('publishes each product once, and never asks for points that the shop has not', async () => {
    const ids = await add(12)
    const available = 300
    await sandboxPost('/shopify/bucket', { shop, available })
    const before = await readBucket()
    const end = await untilSettled(await start('publish', ids))
    expect(end).toMatchObject({ done: 12, failed: 0, sent: 12, arrived: 12, not_arrived: 0 })
    const after = await readBucket()
    expect(after.taken - before.taken).toBeGreaterThan(available)
    expect(after.throttled).toBe(0)
    expect(after.least).toBeGreaterThanOrEqual(0)
    const atShop = await productsAtShop(shop)
    expect(atShop).toHaveLength(12)
    expect(new Set(atShop.map(({ title }) => title)).size).toBe(12)
    expect(atShop.every(({ status, published }) => status === 'ACTIVE' && published)).toBe(true)
  })

  it('says what has not arrived and why, and retries that alone', async () => {
    const ids = await add(3, [await addPicture(user)])
    await breakShop(shop, { kind: 'status', value: 402, times: 1 })
    const id = await start('publish', ids)
    const first = await untilSettled(id)
    expect(first).toMatchObject({ done: 3, failed: 0, sent: 3, arrived: 2, not_arrived: 1 })
    const missing = first.results.filter(({ arrival }) => arrival === 'failed')
    expect(missing).toHaveLength(1)
    expect(missing[0]?.arrival_error).toContain('the store is frozen until its bill is paid')
    const rows = await api(user, 'GET', `/api/jobs/${id}?arrival=failed`)
    expect(job.parse(await rows.json()).results).toEqual(missing)

    expect((await api(user, 'POST', `/api/jobs/${id}/retry`)).status).toBe(200)
    const second = await untilSettled(id)
    expect(second).toMatchObject({ done: 3, failed: 0, sent: 3, arrived: 3, not_arrived: 0 })
    expect(second.changed).toBe(3)
    expect(await productsAtShop(shop)).toHaveLength(3)
  })

  it('counts what is asked for once more elsewhere, and not what something else replaced', async () => {
    const [kept = '', other = ''] = await add(2)
    await breakShop(shop, { kind: 'status', value: 402, times: 2 })
    const id = await start('publish', [kept, other])
    expect(await untilSettled(id)).toMatchObject({ arrived: 0, not_arrived: 2 })
    await api(user, 'POST', `/api/products/${kept}/publish`)
    await vi.waitFor(async () => expect(await read(id)).toMatchObject({ arrived: 1 }), 10_000)
    await api(user, 'POST', `/api/products/${other}/archive`)
    await rested(user, other, { status: 'archived', publish_state: 'idle' })
    expect(await read(id)).toMatchObject({ sent: 2, arrived: 1, not_arrived: 1 })
  })
})

describe('what hardly changes at a shop', () => {
  /** Counts how often the shop is asked; the channel that is found may be one that is gone. */
  function counting(channel?: string) {
    const asked = { definitions: 0, channels: 0 }
    const ctx = withShop(withoutQueue(user), (verbs) => ({
      ensureIdDefinition: () => {
        asked.definitions += 1
        return verbs.ensureIdDefinition()
      },
      findOnlineStore: async () => {
        asked.channels += 1
        if (channel && asked.channels === 1) return { kind: 'ok', value: channel }
        return verbs.findOnlineStore()
      },
    }))
    return { asked, ctx }
  }

  it('is asked once, and not for each product', async () => {
    const ids = await add(3)
    const { asked, ctx } = counting()
    for (const id of ids) {
      expect(await publishNow(user, id, ctx)).toMatchObject({ status: 'active' })
    }
    expect(asked).toEqual({ definitions: 1, channels: 1 })
  })

  it('is asked again as soon as the shop does not know it any more', async () => {
    const ids = await add(2)
    const { asked, ctx } = counting('gid://shopify/Publication/404')
    for (const id of ids) {
      expect(await publishNow(user, id, ctx)).toMatchObject({ status: 'active' })
    }
    expect(asked.channels).toBe(2)
  })
})
