import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { forUser } from '../../src/context.ts'
import { newId } from '../../src/ids.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { testBase } from '../support/worker/create-user.ts'
import { recordCalls } from '../support/worker/record-calls.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { connectShopByForm, productsAtShop } from '../support/worker/shop.ts'

let browser: Browser
let userId: string

beforeEach(async () => {
  browser = await openBrowser()
  const newest = env.DB.prepare('SELECT id FROM users ORDER BY rowid DESC LIMIT 1')
  userId = String(await newest.first('id'))
})

type Row = {
  title: string
  status?: string
  updated?: string
  revenue?: number
  collection?: string | null
}

/** Products as they are stored, the first one oldest. */
async function store(rows: readonly Row[]): Promise<string[]> {
  const ids = rows.map(() => newId())
  const insert = env.DB.prepare(
    `INSERT INTO products (user_id, id, title, status, collection, total_revenue, total_orders,
      created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  await env.DB.batch(
    rows.map(({ title, status = 'draft', updated, revenue = 0, collection = null }, index) => {
      const at = updated ?? '2026-01-01T00:00:00.000Z'
      const orders = revenue > 0 ? 1 : 0
      const id = ids[index] ?? ''
      return insert.bind(userId, id, title, status, collection, revenue, orders, at, at)
    }),
  )
  return ids
}

async function page(path: string, status = 200): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(status)
  return answer.text()
}

/** The titles of a list, in its order. */
async function titlesAt(path: string): Promise<string[]> {
  return titlesIn(await page(path))
}

function titlesIn(html: string): string[] {
  return [...html.matchAll(/aria-label="Select ([^"]+)"/g)].map(([, title]) => title ?? '')
}

function sent(action: string, ids: readonly string[], more: Record<string, string> = {}): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries({ action, ...more })) data.append(name, value)
  for (const id of ids) data.append('product', id)
  return data
}

async function statuses(): Promise<Record<string, string>> {
  const { results } = await env.DB.prepare(
    'SELECT title, status || CASE publish_state WHEN ? THEN ? ELSE ? || publish_state END AS is_now FROM products WHERE user_id = ?',
  )
    .bind('idle', '', ' ', userId)
    .all<{ title: string; is_now: string }>()
  return Object.fromEntries(results.map(({ title, is_now }) => [title, is_now]))
}

async function create(title: string): Promise<string> {
  const data = new FormData()
  for (const [name, value] of Object.entries({ title, variant: '8x10|unframed' })) {
    data.append(name, value)
  }
  const answer = await browser.post('/products', data)
  return (answer.headers.get('location') ?? '').slice('/products/'.length)
}

describe('the order of the list', () => {
  const rows: Row[] = [
    { title: 'breathe', status: 'active', updated: '2026-01-03T00:00:00.000Z', revenue: 500 },
    { title: 'Zest', status: 'draft', updated: '2026-01-05T00:00:00.000Z' },
    { title: 'Anchor', status: 'active', updated: '2026-01-01T00:00:00.000Z', revenue: 900 },
    { title: 'Calm', status: 'retired', updated: '2026-01-04T00:00:00.000Z', revenue: 900 },
  ]

  it('is what the URL asks for, in any case of letters, and newest first without it', async () => {
    await store(rows)
    expect(await titlesAt('/products')).toEqual(['Calm', 'Anchor', 'Zest', 'breathe'])
    expect(await titlesAt('/products?sort=created')).toEqual(['breathe', 'Zest', 'Anchor', 'Calm'])
    expect(await titlesAt('/products?sort=title')).toEqual(['Anchor', 'breathe', 'Calm', 'Zest'])
    expect(await titlesAt('/products?sort=-title')).toEqual(['Zest', 'Calm', 'breathe', 'Anchor'])
    expect(await titlesAt('/products?sort=-updated')).toEqual(['Zest', 'Calm', 'breathe', 'Anchor'])
    expect(await titlesAt('/products?sort=-revenue')).toEqual(['Calm', 'Anchor', 'breathe', 'Zest'])
    expect(await titlesAt('/products?sort=status')).toEqual(['Zest', 'breathe', 'Anchor', 'Calm'])
    expect(await titlesAt('/products?sort=title&status=active')).toEqual(['Anchor', 'breathe'])
    expect(await titlesAt('/products?sort=nonsense')).toEqual(['Calm', 'Anchor', 'Zest', 'breathe'])
  })

  it.each(['title', '-title', 'updated', '-updated', 'revenue', 'status', 'created'])(
    'goes from page to page and back by %s without losing or repeating a product',
    async (sort) => {
      const many = Array.from(
        { length: 60 },
        (_, index): Row => ({
          title: `Print ${(index * 37) % 60}`,
          status: ['draft', 'active', 'retired'][index % 3] ?? 'draft',
          updated: `2026-01-0${1 + (index % 4)}T00:00:00.000Z`,
          revenue: index % 5,
          collection: index % 2 ? 'growth' : null,
        }),
      )
      await store(many)
      for (const filter of ['', '&collection=growth', '&status=active']) {
        const seen: string[][] = []
        let path: string | undefined = `/products?sort=${sort}${filter}`
        let html = ''
        while (path) {
          html = await page(path)
          seen.push(titlesIn(html))
          path = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
        }
        const all = seen.flat()
        expect(new Set(all).size).toBe(all.length)
        expect(all.length).toBe(filter === '' ? 60 : filter.includes('growth') ? 30 : 20)
        const back = /href="([^"]+)" rel="prev"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
        if (seen.length > 1) expect(await titlesAt(back ?? '')).toEqual(seen.at(-2))
      }
    },
  )

  it('reads no more of ten times as many products, and waits for one call', async () => {
    const rowsOf = (count: number) =>
      Array.from(
        { length: count },
        (_, index): Row => ({
          title: `Print ${index}`,
          status: ['draft', 'active', 'retired'][index % 3] ?? 'draft',
          collection: index % 2 ? 'growth' : null,
        }),
      )
    await store(rowsOf(300))
    const sorts = ['title', '-updated', '-revenue', 'status', 'created', '-created']
    const read = async (sort: string, filter: string) => {
      const path = `/products?view=table&sort=${sort}${filter}`
      const { rowsRead, chain } = await recordCalls(path, { cookie: browser.cookie })
      expect(chain).toBe(1)
      return rowsRead
    }
    const filters = ['', '&status=active', '&collection=growth']
    const pairs = sorts.flatMap((sort) => filters.map((filter) => [sort, filter] as const))
    const small: number[] = []
    for (const [sort, filter] of pairs) small.push(await read(sort, filter))
    for (let times = 0; times < 9; times += 1) await store(rowsOf(300))
    for (const [index, [sort, filter]] of pairs.entries()) {
      expect(await read(sort, filter), `${sort}${filter}`).toBeLessThanOrEqual(
        (small[index] ?? 0) + 6,
      )
    }
  })
})

describe('the look of the list', () => {
  it('is a table or tiles as the URL says, and then as it was chosen last', async () => {
    await store([{ title: 'Breathe' }])
    expect(await page('/products')).not.toContain('<table')
    const table = await page('/products?view=table')
    expect(table).toContain('<table')
    expect(table).toContain('Not published')
    expect(await page('/products')).toContain('<table')
    expect(await page('/products?view=tiles')).toContain('View Details')
    expect(await page('/products')).not.toContain('<table')
  })

  it('says what is known of Shopify, and not that nothing was sold', async () => {
    const [live, busy, failed] = await store([
      { title: 'Live', status: 'active' },
      { title: 'Busy', status: 'draft' },
      { title: 'Failed', status: 'pending' },
    ])
    const set = (id: string | undefined, change: string) =>
      env.DB.prepare(`UPDATE products SET ${change} WHERE user_id = ? AND id = ?`)
        .bind(userId, id)
        .run()
    await set(busy, "publish_state = 'publishing', publish_target = 'active'")
    await set(failed, "publish_state = 'failed', sync_error = 'The picture is too large'")
    await env.DB.prepare(
      `INSERT INTO product_publications (user_id, product_id, shop_domain, status, created_at, updated_at)
       VALUES (?, ?, 'calm.myshopify.com', 'active', '2026-01-01', '2026-01-01')`,
    )
      .bind(userId, live)
      .run()
    for (const view of ['table', 'tiles']) {
      const html = await page(`/products?view=${view}`)
      expect(html).toContain('Up to date')
      expect(html).toContain('Publishing')
      expect(html).toContain('Failed: The picture is too large')
      expect(html).not.toContain('0 orders')
      expect(html).not.toContain('$0.00')
    }
    await env.DB.prepare('UPDATE product_publications SET unsent_since = ? WHERE user_id = ?')
      .bind('2026-01-02', userId)
      .run()
    expect(await page('/products')).toContain('Unpublished changes')
    await set(live, 'total_orders = 2, total_revenue = 4998')
    const sold = await page('/products')
    expect(sold).toContain('2 orders')
    expect(sold).toContain('$49.98')
  })
})

describe('unpublished changes', () => {
  it('are what was edited since the shop got it, until it is published or taken back', async () => {
    const shop = await connectShopByForm(browser)
    const id = await create('Rest')
    const path = `/products/${id}`
    const state = async () => {
      const [, table = ''] = (await page('/products?view=table')).split('<tbody')
      return /Unpublished changes|Up to date|Not published|Publishing/.exec(table)?.[0]
    }
    const save = (fields: Record<string, string>) =>
      browser.post(path, { title: 'Rest', variant: '8x10|unframed', ...fields })
    await save({ title: 'Rest' })
    expect(await state()).toBe('Not published')
    await browser.post(`${path}/publish`, {})
    await expect.poll(state, { timeout: 20_000 }).toBe('Up to date')
    // What the shop does not show is no change of it.
    await save({ collection: 'growth' })
    expect(await state()).toBe('Up to date')
    await save({ title: 'Rest well', collection: 'growth' })
    expect(await state()).toBe('Unpublished changes')
    expect(await titlesAt('/products?check=unpublished_changes&view=tiles')).toEqual(['Rest well'])
    expect(await page(path)).toContain('Publish changes')
    await save({ title: 'Rest', collection: 'growth' })
    expect(await state()).toBe('Up to date')
    await save({ title: 'Rest well', collection: 'growth' })
    await browser.post(`${path}/publish`, {})
    await expect.poll(state, { timeout: 20_000 }).toBe('Up to date')
    expect(await productsAtShop(shop)).toMatchObject([{ title: 'Rest well' }])
    expect(await titlesAt('/products?check=unpublished_changes&view=tiles')).toEqual([])
  })
})

describe('changing several at once', () => {
  it('archives what is not live and names each that it refuses, with the reason', async () => {
    const ids = await store([
      { title: 'Draft' },
      { title: 'Live', status: 'active' },
      { title: 'Old', status: 'retired' },
    ])
    const answer = await browser.post('/products/bulk?view=table&sort=title', sent('archive', ids))
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(html).toContain('Archived 2 products.')
    expect(html).toContain('1 product not changed.')
    expect(html).toContain('“Live”: It is active. Retire it instead.')
    expect(html).toContain('aria-sort="ascending"')
    expect(await statuses()).toEqual({ Draft: 'archived', Live: 'active', Old: 'archived' })
    const logged = env.DB.prepare(
      "SELECT count(*) AS n FROM activity_log WHERE user_id = ? AND action_type = 'product_archived'",
    )
    expect(await logged.bind(userId).first('n')).toBe(2)
  })

  it('returns to the list as it was, and says what was done', async () => {
    const ids = await store([{ title: 'One' }, { title: 'Two' }])
    const answer = await browser.post(
      '/products/bulk?status=draft&sort=title&view=table',
      sent('delete', ids),
    )
    expect(answer.status).toBe(303)
    const back = answer.headers.get('location') ?? ''
    expect(back).toBe('/products?status=draft&sort=title&view=table')
    expect(await page(back)).toContain('Deleted 2 drafts.')
    expect(await statuses()).toEqual({})
  })

  it('deletes drafts with their parts, and keeps their mockups', async () => {
    const person = { userId, ctx: forUser(testBase(), userId, { kind: 'system', job: 'test' }) }
    const { mockupId } = await seedMockup(person, { status: 'approved', item: false })
    const data = new FormData()
    const fields = { title: 'Rest', variant: '8x10|unframed', picture: mockupId }
    for (const [name, value] of Object.entries(fields)) data.append(name, value)
    const made = await browser.post('/products', data)
    const id = (made.headers.get('location') ?? '').slice('/products/'.length)
    expect((await browser.post('/products/bulk', sent('delete', [id]))).status).toBe(303)
    for (const table of ['products', 'product_variants', 'product_images']) {
      const count = env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE user_id = ?`)
      expect(await count.bind(userId).first('n'), table).toBe(0)
    }
    expect(await page(`/mockups/${mockupId}`)).toContain('Approved')
  })

  it('retires only what is live, with the reason', async () => {
    const ids = await store([{ title: 'Draft' }, { title: 'Live', status: 'active' }])
    const answer = await browser.post('/products/bulk', sent('retire', ids, { reason: 'seasonal' }))
    expect(await answer.text()).toContain('Only active products can be retired')
    expect(await statuses()).toEqual({ Draft: 'draft', Live: 'retired' })
    const reason = env.DB.prepare(
      "SELECT retire_reason FROM products WHERE user_id = ? AND title = 'Live'",
    )
    expect(await reason.bind(userId).first('retire_reason')).toBe('seasonal')
  })

  it('publishes to the connected store, and nothing without one', async () => {
    const draft = await create('Draft')
    const refused = await browser.post('/products/bulk', sent('publish', [draft]))
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('Shopify not connected')
    const shop = await connectShopByForm(browser)
    const [old] = await store([{ title: 'Old', status: 'archived' }])
    const answer = await browser.post('/products/bulk', sent('publish', [draft, old ?? '']))
    const html = await answer.text()
    expect(html).toContain('Publishing Draft.')
    expect(html).toContain('“Old”: This product is archived')
    await expect.poll(async () => (await statuses()).Draft, { timeout: 20_000 }).toBe('active')
    expect(await productsAtShop(shop)).toMatchObject([{ title: 'Draft', status: 'ACTIVE' }])
  })

  it('changes two hundred at once', async () => {
    await connectShopByForm(browser)
    const ids = await store(Array.from({ length: 200 }, (_, index) => ({ title: `P${index}` })))
    expect((await browser.post('/products/bulk', sent('archive', ids))).status).toBe(303)
    const archived = Object.values(await statuses())
    expect(archived.filter((status) => status === 'archived')).toHaveLength(200)
  })

  it('changes nothing of another’s, of nothing selected, and of more than two hundred', async () => {
    const [mine = ''] = await store([{ title: 'Mine' }])
    const other = await openBrowser()
    expect((await other.post('/products/bulk', sent('archive', [mine]))).status).toBe(409)
    expect((await browser.post('/products/bulk', sent('archive', []))).status).toBe(400)
    const many = Array.from({ length: 201 }, () => newId())
    const refused = await browser.post('/products/bulk', sent('archive', [mine, ...many]))
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('Select up to 200 products')
    expect(await statuses()).toEqual({ Mine: 'draft' })
  })
})
