import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { forUser } from '../../src/context.ts'
import { replaceFile } from '../../src/domain/assets/replace-file.ts'
import { findMatchingProducts, listProductTiles } from '../../src/domain/products/list-products.ts'
import { type ProductCheck, productQuery } from '../../src/domain/products/schemas.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { openBrowser } from '../support/worker/browser.ts'
import { createUser, type TestUser, testBase } from '../support/worker/create-user.ts'
import { pngClaiming } from '../support/worker/pictures.ts'
import { addProduct, productOf } from '../support/worker/products.ts'
import { recordCalls } from '../support/worker/record-calls.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { upload } from '../support/worker/upload.ts'

let user: TestUser

beforeEach(async () => {
  user = await createUser()
})

const assetAnswer = z.object({ asset: z.object({ id: z.string() }) })

/** An artwork of 4:5 that has 150 dpi at 16×20, and 134 at 18×24. */
async function artwork(width = 2412, height = 3015): Promise<string> {
  const answer = await upload(user, pngClaiming(width, height))
  return assetAnswer.parse(await answer.json()).asset.id
}

const refusal = z.object({
  errors: z.array(
    z.object({ pointer: z.string(), message: z.string(), accept: z.string().optional() }),
  ),
})

async function refusedBy(answer: Response) {
  expect(answer.status).toBe(400)
  return refusal.parse(await answer.json()).errors
}

async function matching(check: ProductCheck, more: Record<string, string> = {}): Promise<string[]> {
  const { rows } = await listProductTiles(user.ctx, productQuery.parse({ check, ...more }))
  return rows.map(({ title }) => title)
}

const accepted = z.object({
  variants: z.array(
    z.object({
      size: z.string(),
      low_dpi_accepted_by: z.string().nullable(),
      low_dpi_accepted_at: z.string().nullable(),
    }),
  ),
})

async function acceptedSizes(id: string): Promise<string[]> {
  const answer = await api(user, 'GET', `/api/products/${id}`)
  const { product } = z.object({ product: accepted }).parse(await answer.json())
  return product.variants.flatMap(({ size, low_dpi_accepted_by: by, low_dpi_accepted_at: at }) =>
    by && at ? [`${size} by ${by}`] : [],
  )
}

describe('print sizes', () => {
  it('are answered for an artwork, with what its file says of its colours', async () => {
    const id = await artwork()
    const answer = await api(user, 'GET', `/api/assets/${id}/print-sizes`)
    const body = z
      .object({
        sizes: z.array(z.looseObject({ size: z.string() })),
        profile: z.string(),
        alpha: z.boolean(),
        min_dpi: z.number(),
        tolerance: z.number(),
      })
      .parse(await answer.json())
    expect(body).toMatchObject({ profile: 'none', alpha: false, min_dpi: 150, tolerance: 0.03 })
    const of = (size: string) => body.sizes.find((one) => one.size === size)
    expect(of('16x20')).toEqual({
      size: '16x20',
      dpi: 150,
      quality: 'fair',
      fit: true,
      crop: 0,
      below_limit: false,
    })
    expect(of('18x24')).toMatchObject({ dpi: 125, fit: false, crop: 0.0625, below_limit: true })
    const other = await api(await createUser(), 'GET', `/api/assets/${id}/print-sizes`)
    expect(other.status).toBe(404)
  })
})

describe('a size below the print limit', () => {
  it('is refused with its resolution, the limit and the largest size that reaches it', async () => {
    const body = { title: 'Rest', assetId: await artwork(), variants: [{ size: '16x20' }] }
    await addProduct(user, body)
    const variants = [{ size: '8x10' }, { size: '18x24' }, { size: '18x24', is_digital: true }]
    const errors = await refusedBy(await api(user, 'POST', '/api/products', { ...body, variants }))
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/variants/1/size', '/variants/2/size'])
    expect(errors[0]).toEqual({
      pointer: '/variants/1/size',
      message:
        'The artwork prints at 125 dpi at 18×24, below your limit of 150 dpi. The largest of your sizes that reaches it is 16×20',
      accept: 'acceptLowDpi',
    })
  })

  it('is sold when that is said for it or for all, and the product keeps who said so', async () => {
    const assetId = await artwork()
    const one = await addProduct(user, {
      assetId,
      variants: [{ size: '8x10' }, { size: '18x24', acceptLowDpi: true }],
    })
    expect(await acceptedSizes(one.id)).toEqual(['18x24 by Test key'])
    const all = await addProduct(user, {
      assetId,
      variants: [{ size: '18x24' }, { size: '24x36' }],
      acceptLowDpi: true,
    })
    expect(await acceptedSizes(all.id)).toEqual(['18x24 by Test key', '24x36 by Test key'])
    // What was accepted stays so without being said again.
    const again = { variants: [{ size: '18x24', price: 90 }, { size: '24x36' }] }
    await productOf(await api(user, 'PATCH', `/api/products/${all.id}`, again))
    expect(await acceptedSizes(all.id)).toHaveLength(2)
  })

  it('is judged again with another artwork, and when a variant is switched on', async () => {
    const [large, small] = [await artwork(6000, 7500), await artwork()]
    const { id } = await addProduct(user, {
      assetId: large,
      variants: [{ size: '16x20' }, { size: '18x24', is_active: false }, { size: '24x36' }],
      acceptLowDpi: true,
    })
    expect(await acceptedSizes(id)).toEqual([])
    const path = `/api/products/${id}`
    const other = await refusedBy(await api(user, 'PATCH', path, { assetId: small }))
    expect(other.map(({ pointer }) => pointer)).toEqual(['/variants/2/size'])
    await productOf(await api(user, 'PATCH', path, { assetId: small, acceptLowDpi: true }))
    expect(await acceptedSizes(id)).toEqual(['24x36 by Test key'])
    const on = {
      variants: [{ size: '16x20' }, { size: '18x24', is_active: true }, { size: '24x36' }],
    }
    const errors = await refusedBy(await api(user, 'PATCH', path, on))
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/variants/1/size'])
  })

  it('is not known of a product without an artwork', async () => {
    const { id } = await addProduct(user, { variants: [{ size: '24x36' }] })
    expect(await matching('below_print_limit')).toEqual([])
    expect(await acceptedSizes(id)).toEqual([])
  })

  it('is confirmed on the page of a product that has it, which says who did', async () => {
    const browser = await openBrowser()
    const newest = env.DB.prepare('SELECT id FROM users ORDER BY rowid DESC LIMIT 1')
    const userId = String(await newest.first('id'))
    user = { ...user, userId, ctx: forUser(testBase(), userId, { kind: 'system', job: 'test' }) }
    const { assetId } = await seedMockup(user, { status: 'approved', item: false })
    const form = { title: 'Rest', asset_id: assetId, variant: '24x36|unframed' }
    const made = await browser.post('/products', form)
    const path = made.headers.get('location') ?? ''
    expect(await (await browser.get(path)).text()).not.toContain('Below print limit')
    await browser.post('/settings', {
      global_mode: 'supervised',
      annual_mockup_budget: '3500',
      monthly_mockup_soft_limit: '292',
      min_dpi: '300',
    })
    const before = await (await browser.get(path)).text()
    expect(before).toContain('24×36 at 222 dpi')
    expect(before).toContain('Not confirmed')
    await browser.post(`${path}/accept-print`, {})
    const after = await (await browser.get(path)).text()
    expect(after).toContain('24×36 at 222 dpi')
    expect(after).toContain('Confirmed by')
    expect(after).not.toContain('Not confirmed')
    const listed = await (await browser.get('/products?check=below_print_limit')).text()
    expect(listed).toContain('aria-label="Select Rest"')
  })
})

describe('checks', () => {
  it('find products with a search, a status and a collection, in any order', async () => {
    const { mockupId } = await seedMockup(user, { status: 'approved', item: false })
    await addProduct(user, { title: 'Breathe in', collection: 'growth' })
    await addProduct(user, { title: 'Anchor', collection: 'growth' })
    await addProduct(user, { title: 'Breathe out' })
    await addProduct(user, { title: 'Breathe deep', imageIds: [mockupId] })
    expect(await matching('no_mockups')).toEqual(['Breathe out', 'Anchor', 'Breathe in'])
    expect(await matching('no_mockups', { search: 'breathe' })).toEqual([
      'Breathe out',
      'Breathe in',
    ])
    expect(await matching('no_mockups', { collection: 'growth', status: 'draft' })).toEqual([
      'Anchor',
      'Breathe in',
    ])
    expect(await matching('no_mockups', { status: 'active' })).toEqual([])
    const sorted = await listProductTiles(user.ctx, {
      ...productQuery.parse({ check: 'no_mockups', limit: 2 }),
      sort: 'title',
    })
    expect(sorted.rows.map(({ title }) => title)).toEqual(['Anchor', 'Breathe in'])
    const next = await listProductTiles(user.ctx, {
      ...productQuery.parse({ check: 'no_mockups', limit: 2, cursor: sorted.next_cursor }),
      sort: 'title',
    })
    expect(next.rows.map(({ title }) => title)).toEqual(['Breathe out'])
    const unknown = await api(user, 'GET', '/api/products?check=ugly')
    expect(unknown.status).toBe(400)
  })

  it('follow the price, the costs, the limit and the file that they depend on', async () => {
    const assetId = await artwork()
    const { id } = await addProduct(user, {
      title: 'Rest',
      assetId,
      variants: [{ size: '16x20', price: 40 }],
    })
    expect(await matching('unprofitable')).toEqual([])
    expect(await matching('below_print_limit')).toEqual([])
    await api(user, 'PUT', '/api/pricing/16x20', { base_price: 49.99, cost: 45 })
    expect(await matching('unprofitable')).toEqual(['Rest'])
    await productOf(
      await api(user, 'PATCH', `/api/products/${id}`, { variants: [{ size: '16x20', price: 46 }] }),
    )
    expect(await matching('unprofitable')).toEqual([])
    await api(user, 'PUT', '/api/settings', { fees: { fixed: 2 } })
    expect(await matching('unprofitable')).toEqual(['Rest'])
    await api(user, 'DELETE', '/api/pricing/16x20')
    expect(await matching('unprofitable')).toEqual([])

    await api(user, 'PUT', '/api/settings', { print: { minDpi: 151 } })
    expect(await matching('below_print_limit')).toEqual(['Rest'])
    await replaceFile(user.ctx, assetId, pngClaiming(4000, 5000))
    expect(await matching('below_print_limit')).toEqual([])
    await replaceFile(user.ctx, assetId, pngClaiming(800, 1000))
    expect(await matching('below_print_limit')).toEqual(['Rest'])
  })

  it('reach all of many products, a piece at a time', async () => {
    const add = async (n: number) => {
      const text = `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2)
        INSERT INTO products (user_id, id, title, status, currency, created_at, updated_at)
        SELECT ?1, printf('%s%012x', ?3, n), 'Print ' || n, 'draft', 'USD', '2026-01-01', '2026-01-01'
        FROM numbers`
      await env.DB.prepare(text).bind(user.userId, n, newId().slice(0, 24)).run()
      await env.DB.prepare(`INSERT INTO product_variants (user_id, id, product_id, position, title, sku,
          size, price, inventory_quantity, inventory_policy, is_digital, is_active, created_at, updated_at)
        SELECT user_id, id, id, 0, '8x10', 'HH', '8x10', 500, 0, 'continue', 0, 1, created_at, updated_at
        FROM products WHERE user_id = ?1`)
        .bind(user.userId)
        .run()
    }
    await add(450)
    await api(user, 'PUT', '/api/settings', { fees: { fixed: 1 } })
    const unprofitable = async () => {
      const page = await listProductTiles(user.ctx, productQuery.parse({ check: 'unprofitable' }))
      return page.total
    }
    // Each reading works off a piece of 200 first.
    expect(await unprofitable()).toBe(200)
    expect(await unprofitable()).toBe(400)
    expect(await unprofitable()).toBe(450)
    const left = env.DB.prepare('SELECT count(*) AS n FROM product_checks WHERE user_id = ?')
    expect(await left.bind(user.userId).first('n')).toBe(0)
  })
})

describe('the list by a check', () => {
  it('reads no more of three times as many products, and selects all that match', async () => {
    const browser = await openBrowser()
    const newest = env.DB.prepare('SELECT id FROM users ORDER BY rowid DESC LIMIT 1')
    const userId = String(await newest.first('id'))
    const store = async (n: number) => {
      const text = `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2)
        INSERT INTO products (user_id, id, title, status, collection, is_below_print, is_unprofitable,
          created_at, updated_at)
        SELECT ?1, printf('%s%012x', ?3, n), 'Print ' || n, iif(n % 3, 'draft', 'active'),
          iif(n % 2, 'growth', NULL), n % 2, n % 7 = 0, '2026-01-01', '2026-01-01' FROM numbers`
      await env.DB.prepare(text).bind(userId, n, newId().slice(0, 24)).run()
    }
    const paths = ['no_mockups', 'below_print_limit', 'unprofitable'].flatMap((check) =>
      ['', '&status=active', '&collection=growth', '&search=print'].map(
        (more) => `/products?view=table&check=${check}${more}`,
      ),
    )
    const read = async (path: string) => {
      const { rowsRead, chain } = await recordCalls(path, { cookie: browser.cookie })
      expect(chain, path).toBe(1)
      return rowsRead
    }
    await store(2_400)
    const small = new Map<string, number>()
    for (const path of paths) small.set(path, await read(path))
    await store(4_800)
    for (const path of paths) {
      expect(await read(path), path).toBeLessThanOrEqual((small.get(path) ?? 0) + 10)
    }
    const ctx = forUser(testBase(), userId, { kind: 'system', job: 'test' })
    const first = await findMatchingProducts(ctx, { check: 'below_print_limit' }, { most: 2_000 })
    const rest = await findMatchingProducts(
      ctx,
      { check: 'below_print_limit' },
      { most: 2_000, after: first.at(-1) },
    )
    expect(new Set([...first, ...rest]).size).toBe(3_600)
    const whole = await browser.get('/products?check=below_print_limit&count=all')
    expect(await whole.text()).toContain('Select all 3,600 that match')
    const some = await (await browser.get('/products?check=below_print_limit')).text()
    expect(some).toContain('Count them all')
  })
})
