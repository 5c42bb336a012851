import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Context } from '../../src/context.ts'
import { findApprovals } from '../../src/domain/approvals/find-approvals.ts'
import { createProduct } from '../../src/domain/products/create-product.ts'
import { newProduct } from '../../src/domain/products/schemas.ts'
import { addProduct as addFormProduct } from '../../src/domain/publishing/add-product.ts'
import { archiveProduct } from '../../src/domain/publishing/archive-product.ts'
import { settleFormerShopsOfAll } from '../../src/domain/publishing/former-shops.ts'
import { publishProduct } from '../../src/domain/publishing/publish-product.ts'
import { recheckPublications } from '../../src/domain/publishing/recheck-publications.ts'
import { restoreProduct } from '../../src/domain/publishing/restore-product.ts'
import { retireProduct } from '../../src/domain/publishing/retire-product.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import { decideProduct } from '../../src/domain/review/decide-product.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct, readProduct } from '../support/worker/products.ts'
import { publishNow, rested, withoutQueue, withShop } from '../support/worker/publishing.ts'
import { breakShop, connectShop, productsAtShop } from '../support/worker/shop.ts'

let user: TestUser
let shop: string
beforeEach(async () => {
  user = await createUser()
  shop = await connectShop(user)
})

/** A product that was retired before the shop got it, and restored: the shop has said so. */
async function absentAtShop(ctx: Context): Promise<string> {
  const { id } = await addProduct(user)
  await publishProduct(ctx, id)
  await retireProduct(ctx, id, 'manual')
  await finish(ctx, id)
  await restoreProduct(ctx, id)
  expect(await readProduct(user, id)).toMatchObject({ status: 'draft', publish_state: 'idle' })
  expect(await productsAtShop(shop)).toEqual([])
  return id
}

/** Does what a task still has to do. */
async function finish(ctx: Context, id: string): Promise<void> {
  const { publish_task_id: taskId } = await readProduct(user, id)
  if (taskId) await syncProduct(ctx, { productId: id, taskId })
}

/** Publishes, and does something else at the moment before the shop gets or shows the product. */
async function publishMeanwhile(ctx: Context, id: string, act: () => Promise<unknown>) {
  const { taskId } = await publishProduct(ctx, id)
  let hasActed = false
  const actOnce = async () => {
    if (!hasActed) await act()
    hasActed = true
  }
  const interrupted = withShop(ctx, (verbs) => ({
    setProduct: async (...given) => {
      await actOnce()
      return verbs.setProduct(...given)
    },
    // What the shop has as it is to be is sent nothing.
    publishToOnlineStore: async (...given) => {
      await actOnce()
      return verbs.publishToOnlineStore(...given)
    },
  }))
  await syncProduct(interrupted, { productId: id, taskId })
}

describe('a product that is taken off sale while it is published', () => {
  it.each([
    ['retired', (ctx: Context, id: string) => retireProduct(ctx, id, 'manual')],
    ['archived', archiveProduct],
  ])('that the shop said it has not: what is %s here is on sale nowhere', async (status, act) => {
    const ctx = withoutQueue(user)
    const id = await absentAtShop(ctx)
    await publishMeanwhile(ctx, id, () => act(ctx, id))
    await finish(ctx, id)
    expect(await readProduct(user, id)).toMatchObject({ status, publish_state: 'idle' })
    expect((await productsAtShop(shop)).map((each) => each.status)).not.toContain('ACTIVE')
  })

  it('at a shop that archived it before, and another shop is connected', async () => {
    const ctx = withoutQueue(user)
    const { id } = await addProduct(user)
    await publishNow(user, id, ctx)
    await retireProduct(ctx, id, 'manual')
    await finish(ctx, id)
    const second = await connectShop(user)
    await api(user, 'POST', `/api/products/${id}/restore`)
    await connectShop(user, { shop })
    await publishMeanwhile(ctx, id, async () => {
      await connectShop(user, { shop: second, live: 'keep' })
      await retireProduct(ctx, id, 'manual')
    })
    await finish(ctx, id)
    expect(await readProduct(user, id)).toMatchObject({ status: 'retired', publish_state: 'idle' })
    expect(await productsAtShop(shop)).not.toMatchObject([{ status: 'ACTIVE' }])
  })
})

it('a product that the shop said it has not, and whose making had no answer, is not deleted here as if no shop had it', async () => {
  const ctx = withoutQueue(user)
  const id = await absentAtShop(ctx)
  const { taskId } = await publishProduct(ctx, id)
  let isDown = false
  const down = { kind: 'transient', message: 'The shop is down' } as const
  const failing = withShop(ctx, (verbs) => ({
    setProduct: async (...given) => {
      await verbs.setProduct(...given)
      isDown = true
      return down
    },
    findProduct: async (by) => (isDown ? down : verbs.findProduct(by)),
    ensureIdDefinition: async () => (isDown ? down : verbs.ensureIdDefinition()),
  }))
  await syncProduct(failing, { productId: id, taskId })
  expect(await readProduct(user, id)).toMatchObject({ publish_state: 'failed' })
  expect(await productsAtShop(shop)).toHaveLength(1)
  expect((await api(user, 'DELETE', `/api/products/${id}`)).status).toBe(409)
})

it('a product that was rejected while another tab approved it stays a draft', async () => {
  const { id } = await addProduct(user, { publishImmediately: true })
  const seen = await readProposal()
  await api(user, 'POST', `/api/approvals/${seen.id}/reject`)
  await expect(decideProduct(withoutQueue(user), seen, 'approved')).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await readProduct(user, id)).toMatchObject({ status: 'draft', publish_state: 'idle' })
})

it('a shop that is left with retire is left though the last change could not be sent', async () => {
  const ctx = withoutQueue(user)
  const { id } = await addProduct(user)
  await publishNow(user, id, ctx)
  const first = shop
  await breakShop(first, { kind: 'status', value: 403, operation: 'productSet', times: 1 })
  await api(user, 'PATCH', `/api/products/${id}`, { title: 'Another title' })
  expect(await publishNow(user, id, ctx)).toMatchObject({ publish_state: 'failed' })
  await connectShop(user, { live: 'retire' })
  await settleFormerShopsOfAll(user.ctx)
  await rested(user, id, { status: 'retired', publish_state: 'idle' })
  expect(await productsAtShop(first)).toMatchObject([{ status: 'ARCHIVED' }])
})

it('a run that was paused between its lease and its call does not make the call', async () => {
  const ctx = withoutQueue(user)
  const { id } = await addProduct(user)
  const { taskId } = await publishProduct(ctx, id)
  let nowMs = Date.now()
  const paused = { ...ctx, clock: { now: () => (nowMs += 70_000) } }
  await syncProduct(paused, { productId: id, taskId })
  expect(await productsAtShop(shop)).toEqual([])
  expect(await readProduct(user, id)).toMatchObject({ publish_state: 'publishing' })
})

describe('a call that the shop carries out late, after its answer was given up', () => {
  const QUARTER_HOUR_MS = 15 * 60_000 + 1_000
  const unheard = { kind: 'unknown', message: 'Shopify did not respond in time' } as const
  const later = (ctx: Context) => ({
    ...ctx,
    clock: { now: () => Date.now() + QUARTER_HOUR_MS },
  })

  /** Runs the task with the first call of a verb held back; returns what carries it out. */
  async function holdBack(ctx: Context, id: string, verb: 'setProduct' | 'setStatus') {
    let land: (() => Promise<unknown>) | undefined
    const slow = withShop(ctx, (verbs) => ({
      setProduct: async (...given) => {
        if (land || verb !== 'setProduct') return verbs.setProduct(...given)
        land = () => verbs.setProduct(...given)
        return unheard
      },
      setStatus: async (...given) => {
        if (land || verb !== 'setStatus') return verbs.setStatus(...given)
        land = () => verbs.setStatus(...given)
        return unheard
      },
    }))
    await finish(slow, id)
    if (!land) throw new Error('no call was held back')
    return land
  }

  it('does not take off sale for good what was put on sale meanwhile', async () => {
    const ctx = withoutQueue(user)
    const { id } = await addProduct(user)
    await publishProduct(ctx, id)
    const land = await holdBack(ctx, id, 'setProduct')
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ACTIVE' }])
    await land()
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'DRAFT' }])
    await recheckPublications(later(ctx))
    await finish(later(ctx), id)
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ACTIVE' }])
    expect(await readProduct(user, id)).toMatchObject({ status: 'active', publish_state: 'idle' })
  })

  it('does not leave on sale what was retired meanwhile', async () => {
    const ctx = withoutQueue(user)
    const { id } = await addProduct(user)
    await publishProduct(ctx, id)
    const land = await holdBack(ctx, id, 'setStatus')
    await retireProduct(ctx, id, 'seasonal')
    await finish(ctx, id)
    const { retired_at } = await readProduct(user, id)
    await land()
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ACTIVE' }])
    await recheckPublications(later(ctx))
    await finish(later(ctx), id)
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ARCHIVED' }])
    expect(await readProduct(user, id)).toMatchObject({
      status: 'retired',
      retired_at,
      retire_reason: 'seasonal',
      publish_state: 'idle',
    })
  })

  it('is looked for once: a shop that answered everything is asked nothing', async () => {
    const ctx = withoutQueue(user)
    const { id } = await addProduct(user)
    await publishNow(user, id, ctx)
    const { publish_task_id } = await readProduct(user, id)
    await recheckPublications(later(ctx))
    expect(await readProduct(user, id)).toMatchObject({ publish_task_id, publish_state: 'idle' })
  })
})

it('a form that is sent twice at the same moment on autopilot queues one publication', async () => {
  const ctx = withoutQueue(user)
  await api(user, 'PUT', '/api/settings', { global_mode: 'autopilot' })
  const form = newProduct.parse({
    title: 'Twice',
    variants: [{ size: '8x10' }],
    publish_immediately: true,
  })
  const workId = newId()
  await createProduct(ctx, form, workId)
  const other = async () => {
    await addFormProduct(ctx, form, workId)
    await finish(ctx, workId)
  }
  await addFormProduct(beforeItsFirstBatch(ctx, other), form, workId)
  const { publish_state } = await readProduct(user, workId)
  const requested = await countActivity('product_publish_requested')
  expect({ publish_state, requested }).toEqual({ publish_state: 'idle', requested: 1 })
  expect(await productsAtShop(shop)).toMatchObject([{ status: 'ACTIVE' }])
})

describe('a proposal that two people approve at the same moment', () => {
  const start = (ctx: Context, id: string) => {
    const killed = withShop(ctx, () => ({
      findProduct: async () => {
        throw new Error('killed')
      },
    }))
    return expect(finish(killed, id)).rejects.toThrow('killed')
  }

  it.each([
    ['waiting', async () => {}],
    ['begun', start],
    ['done', finish],
  ])('is published and noted once, its publication %s', async (_progress, proceed) => {
    const ctx = withoutQueue(user)
    const { id } = await addProduct(user, { publishImmediately: true })
    const seen = await readProposal()
    const other = async () => {
      await decideProduct(ctx, seen, 'approved')
      await proceed(ctx, id)
    }
    await decideProduct(beforeItsFirstBatch(ctx, other), seen, 'approved')
    await decideProduct(ctx, seen, 'approved')
    expect(await countActivity('product_publish_requested')).toBe(1)
    expect(await countActivity('product_approved')).toBe(1)
  })
})

it('a proposal that two people reject at the same moment is a draft, and neither is refused', async () => {
  const { id } = await addProduct(user, { publishImmediately: true })
  const seen = await readProposal()
  await decideProduct(user.ctx, seen, 'rejected')
  await decideProduct(user.ctx, seen, 'rejected')
  expect(await countActivity('product_rejected')).toBe(1)
  expect(await readProduct(user, id)).toMatchObject({ status: 'draft', publish_state: 'idle' })
})

/** The open approval item of the user's one proposal, as somebody has read it. */
async function readProposal() {
  const { approvals } = z
    .object({ approvals: z.array(z.object({ id: z.string() })) })
    .parse(await (await api(user, 'GET', '/api/approvals?status=pending')).json())
  const [item] = await findApprovals(user.ctx, [approvals[0]?.id ?? ''])
  if (!item) throw new Error('no item')
  return item
}

function countActivity(type: string): Promise<unknown> {
  return env.DB.prepare(
    'SELECT count(*) AS n FROM activity_log WHERE user_id = ? AND action_type = ?',
  )
    .bind(user.userId, type)
    .first('n')
}

/** The work has read what it decides by; something else happens; then it writes. */
function beforeItsFirstBatch(ctx: Context, act: () => Promise<void>): Context {
  let isDone = false
  const db = new Proxy(ctx.db, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name)
      if (name !== 'batch' || typeof member !== 'function') return member
      return async (statements: unknown[]) => {
        if (!isDone) {
          isDone = true
          await act()
        }
        return Reflect.apply(member, target, [statements])
      }
    },
  })
  return { ...ctx, db }
}
