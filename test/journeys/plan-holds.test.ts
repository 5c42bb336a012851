import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { lookAtShop } from '../../src/domain/publishing/drift/look-at-shop.ts'
import type { Reading } from '../../src/domain/publishing/sides/reading.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import { api } from '../support/worker/api.ts'
import { createUser } from '../support/worker/create-user.ts'
import { addProduct, readProduct } from '../support/worker/products.ts'
import { addPicture, publishNow, rested, withoutQueue } from '../support/worker/publishing.ts'
import { connectShop, editAtShop } from '../support/worker/shop.ts'

const ROUNDS = 5
const SEEDS = [21]

const planShape = z.object({
  plan_id: z.string(),
  undecided: z.array(z.string()),
  changes: z.array(z.object({ path: z.string(), hub: z.string().nullable(), will: z.string() })),
})
const driftShape = z.object({
  fields: z.array(z.object({ field: z.string(), undecided: z.boolean() })),
})

/** Numbers from 0 to below 1, the same for the same seed. */
function randomOf(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** What a shop shows, thing by thing, as a plan names it. */
function valuesOf(shown: Reading): Map<string, string> {
  const variants = shown.variants.flatMap(({ sku, gid, ...row }) => {
    const path = `variants/${sku || gid.slice(gid.lastIndexOf('/') + 1)}`
    return [
      [path, row.options.map(({ value }) => value).join(' / ')],
      [`${path}/price`, row.price],
      [`${path}/compare_at_price`, row.compareAtPrice],
    ] as const
  })
  const all: (readonly [string, string | null])[] = [
    ['title', shown.title],
    ['description', shown.descriptionHtml],
    ['product_type', shown.productType],
    ['vendor', shown.vendor],
    ['handle', shown.handle],
    ['category', shown.category],
    ['seo/title', shown.seo.title],
    ['seo/description', shown.seo.description],
    ['status', shown.status],
    ['online_store', shown.isOnline ? 'published' : 'hidden'],
    ...shown.tags.map((tag) => [`tags/${tag}`, tag] as const),
    ...shown.media.map(
      ({ gid }) => [`pictures/at-shop/${gid.slice(gid.lastIndexOf('/') + 1)}`, gid] as const,
    ),
    ...variants,
  ]
  return new Map(all.filter((each): each is [string, string] => Boolean(each[1])))
}

it.each(SEEDS)(
  'a shop shows what its plan said, and nothing else of it changes (%d)',
  async (seed) => {
    const random = randomOf(seed)
    const user = await createUser()
    const shop = await connectShop(user)
    const ctx = withoutQueue(user)
    const { id } = await addProduct(user, {
      title: 'Still water',
      tags: ['calm'],
      description: 'Quiet',
      variants: [{ size: '8x10' }, { size: 'A4' }],
      imageIds: [await addPicture(user)],
    })
    const gid = (await publishNow(user, id, ctx)).shopify_product_gid ?? ''
    const some = <T>(list: readonly T[], chance = 0.25) => list.filter(() => random() < chance)
    const word = () => `w${Math.floor(random() * 1_000)}`
    const price = () => `${Math.floor(random() * 90) + 50}.00`
    const read = async () => {
      await env.DB.prepare(
        "UPDATE product_publications SET seen_at = '2026-01-01' WHERE user_id = ? AND seen_at IS NOT NULL",
      )
        .bind(user.userId)
        .run()
      const look = await lookAtShop(ctx, id, { maxAgeMs: 0 })
      if (look.kind !== 'read' || !look.reading) throw new Error('not there')
      return look.reading
    }
    const send = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: unknown) => {
      const answer = await api(user, method, `/api/products/${id}${path}`, body)
      return { status: answer.status, body: await answer.json() }
    }
    const editHere = async () => {
      const { variants } = await readProduct(user, id)
      const rows = variants.map((row) => ({ id: row.id, price: row.price }))
      const priced = rows.map((row) => (random() < 0.5 ? { ...row, price: Number(price()) } : row))
      const sizes = ['11x14', '16x20', '18x24'].filter((size) =>
        variants.every((row) => row.size !== size),
      )
      const added = sizes[0] ? [...rows, { size: sizes[0] }] : rows
      const changes = some([
        { title: word() },
        { description: word() },
        { tags: ['calm', word()] },
        { tags: [word()] },
        { seo_title: word() },
        { vendor: word() },
        { variants: priced },
        { variants: added },
        { variants: rows.length > 1 ? rows.slice(1) : rows },
      ])
      await send('PATCH', '', Object.assign({}, ...changes))
    }
    const editThere = async (round: number) => {
      const now = await read()
      const sold = now.variants.at(-1)
      const addVariant = { options: { Size: `Theirs ${round}` }, sku: `T${round}`, price: '5.00' }
      for (const change of some(
        [
          { title: word() },
          { descriptionHtml: `<p>${word()} <i>x</i></p>` },
          { tags: [...now.tags, word()] },
          { tags: now.tags.slice(1) },
          { seo: { title: now.seo.title, description: word() } },
          { vendor: word() },
          { variants: [{ id: sold?.gid, price: price() }] },
          { variants: [{ id: sold?.gid, compareAtPrice: '300.00' }] },
          { media: { add: [{ alt: word() }] } },
          { addVariant },
          { status: 'UNLISTED' },
        ],
        0.12,
      )) {
        await editAtShop(shop, gid, change)
      }
    }
    const decideSome = async () => {
      await read()
      const { fields } = driftShape.parse((await send('GET', '/drift')).body)
      for (const { field, undecided } of fields) {
        if (!undecided || random() < 0.15) continue
        const take = random() < 0.5 ? 'hub' : 'shop'
        await send('POST', '/drift', { decisions: [{ field, take }] })
      }
    }
    let carriedOut = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      await editHere()
      await editThere(round)
      const locked = some(['title', 'tags', 'prices', 'pictures', 'seo'] as const, 0.1)
      expect((await send('PUT', '/locks', { fields: ['handle', ...locked] })).status).toBe(200)
      await decideSome()
      const before = valuesOf(await read())
      const plan = planShape.parse((await send('GET', '/plan?action=publish')).body)
      const asked = await send('POST', '/publish', { plan_id: plan.plan_id })
      const label = `seed ${seed} round ${round}: ${JSON.stringify({ plan, asked, locked })}`
      if (plan.undecided.length > 0) {
        expect(asked, label).toMatchObject({ status: 409, body: { code: 'shop_changed' } })
        expect([...valuesOf(await read())], label).toEqual([...before])
        continue
      }
      expect(asked.status, label).toBe(202)
      const { taskId } = z.object({ taskId: z.string() }).parse(asked.body)
      await syncProduct(ctx, { productId: id, taskId })
      const { sync_error } = await rested(user, id, {}).then(async () => {
        for (let looks = 0; looks < 100; looks += 1) {
          const product = await readProduct(user, id)
          if (['idle', 'failed'].includes(product.publish_state)) return product
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
        throw new Error('never ended')
      })
      const after = valuesOf(await read())
      if (sync_error?.includes('cannot be kept')) {
        expect([...after], label).toEqual([...before])
        continue
      }
      expect(sync_error, label).toBeNull()
      carriedOut += 1
      const expected = new Map(before)
      const isLoose = (path: string) => path === 'description'
      for (const { path, hub, will } of plan.changes) {
        if (will === 'leave' || will === 'ask') continue
        if (hub !== null) expected.set(path, hub)
        else
          for (const each of [...expected.keys()]) {
            if (each === path || each.startsWith(`${path}/`)) expected.delete(each)
          }
      }
      const changed = new Set(plan.changes.map(({ path }) => path))
      for (const path of new Set([...expected.keys(), ...after.keys()])) {
        if (isLoose(path) && changed.has(path)) continue
        if (path === 'variants/order' || path.endsWith('/alt')) continue
        expect([path, after.get(path)], label).toEqual([path, expected.get(path)])
      }
    }
    expect(carriedOut).toBeGreaterThan(0)
  },
)
