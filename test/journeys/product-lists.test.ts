import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { forUser } from '../../src/context.ts'
import { newId } from '../../src/ids.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { testBase } from '../support/worker/create-user.ts'
import { hiddenValue } from '../support/worker/hidden-value.ts'
import { textOf } from '../support/worker/page-text.ts'
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

/** Selects, looks at what will happen, starts it, and waits until the job has ended. */
async function change(type: string, ids: readonly string[], values: Record<string, string> = {}) {
  const asked = await browser.post('/products/bulk', sent(type, ids))
  expect(asked.status).toBe(303)
  const question = new URLSearchParams(values)
  const preview = await page(`${asked.headers.get('location')}&${question}`)
  const form = new FormData()
  for (const [name, value] of Object.entries({ type, ...values })) form.append(name, value)
  form.append('id', ids.join(','))
  form.append('work_id', hiddenValue(preview, 'work_id'))
  const started = await browser.post('/jobs', form)
  expect(started.status).toBe(303)
  const path = started.headers.get('location') ?? ''
  await ended(path)
  return { path, preview: textOf(preview) }
}

async function ended(path: string): Promise<string> {
  await expect
    .poll(async () => page(path), { timeout: 20_000 })
    .not.toContain('data-announce="0 percent')
  await expect.poll(async () => page(path), { timeout: 20_000 }).toContain('Job ended')
  return textOf(await page(path))
}

const undo = async (path: string) =>
  ended((await browser.post(`${path}/undo`, {})).headers.get('location') ?? '')

describe('changing several at once', () => {
  it('shows what will happen, does it as a job, and undoes it', async () => {
    const ids = await store([
      { title: 'Draft' },
      { title: 'Live', status: 'active' },
      { title: 'Old', status: 'retired' },
    ])
    const { path, preview } = await change('archive', ids)
    expect(preview).toContain('Will change 2 Stay as they are 0 Cannot be changed 1')
    expect(preview).toContain('Live It is active. Retire it instead.')
    const shown = textOf(await page(path))
    expect(shown).toContain('Products 3 Done 2 Failed 1')
    expect(textOf(await page(`${path}?state=failed`))).toContain('Live Failed It is active.')
    expect(textOf(await page('/jobs'))).toContain('Archive · 3 products')
    expect(await statuses()).toEqual({ Draft: 'archived', Live: 'active', Old: 'archived' })
    const logged = env.DB.prepare(
      "SELECT count(*) AS n FROM activity_log WHERE user_id = ? AND action_type = 'product_archived'",
    )
    expect(await logged.bind(userId).first('n')).toBe(2)
    expect(await undo(path)).toContain('Done 2 Failed 0')
    expect(await statuses()).toEqual({ Draft: 'draft', Live: 'active', Old: 'retired' })
  })

  it('changes tags and prices, with a look at each, and keeps what was typed wrong', async () => {
    const ids = [await create('One'), await create('Two')]
    const tags = await change('tags', ids, { add: 'calm, new' })
    expect(tags.preview).toContain('Tags none → calm, new')
    const raised = await change('prices', ids, { by: 'percent', value: '10', round: '.99' })
    expect(raised.preview).toContain('$24.99 → $27.99')
    const wrong = await page(`/jobs/new?type=prices&id=${ids[0]}&by=percent&value=ten`)
    expect(wrong).toContain('value="ten"')
    expect(wrong).toContain('aria-invalid="true"')
    await undo(raised.path)
    const prices = env.DB.prepare('SELECT DISTINCT price FROM product_variants WHERE user_id = ?')
    expect(await prices.bind(userId).first('price')).toBe(2499)
  })

  it('changes all that match, as long as they are as many as were seen', async () => {
    await store(Array.from({ length: 205 }, (_, index) => ({ title: `P${index}` })))
    const form = new FormData()
    form.append('action', 'archive')
    form.append('matching', '205')
    const asked = await browser.post('/products/bulk?status=draft', form)
    const question = await page(asked.headers.get('location') ?? '')
    expect(textOf(question)).toContain('All 205 products that match')
    expect(textOf(question)).toContain('Worked out for the first 200 products')
    await store([{ title: 'Another' }])
    const values = { type: 'archive', matching: '205', status: 'draft' }
    const refused = await browser.post('/jobs', values)
    expect(refused.status).toBe(409)
    expect(textOf(await refused.text())).toContain('206 items match now')
    const started = await browser.post('/jobs', { ...values, matching: '206' })
    await ended(started.headers.get('location') ?? '')
    expect(Object.values(await statuses()).filter((one) => one === 'archived')).toHaveLength(206)
  })

  it('deletes drafts at once, and returns to the list as it was', async () => {
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
    const { preview } = await change('retire', ids, { reason: 'seasonal' })
    expect(preview).toContain('Only active products can be retired')
    expect(await statuses()).toEqual({ Draft: 'draft', Live: 'retired' })
    const reason = env.DB.prepare(
      "SELECT retire_reason FROM products WHERE user_id = ? AND title = 'Live'",
    )
    expect(await reason.bind(userId).first('retire_reason')).toBe('seasonal')
  })

  it('publishes to the connected store; undone, each is a draft there, and retired ones sell again', async () => {
    const shop = await connectShopByForm(browser)
    const draft = await create('Draft')
    const [old = ''] = await store([{ title: 'Old', status: 'archived' }])
    const { path, preview } = await change('publish', [draft, old])
    expect(preview).toContain('Old This product is archived')
    const status = () => statuses().then(({ Draft }) => Draft)
    await expect.poll(status, { timeout: 20_000 }).toBe('active')
    expect(await productsAtShop(shop)).toMatchObject([{ title: 'Draft', status: 'ACTIVE' }])
    const retired = await change('retire', [draft])
    await expect.poll(status, { timeout: 20_000 }).toBe('retired')
    expect(await undo(retired.path)).toContain('Done 1 Failed 0')
    await expect.poll(status, { timeout: 20_000 }).toBe('active')
    expect(await productsAtShop(shop)).toMatchObject([{ title: 'Draft', status: 'ACTIVE' }])
    expect(await undo(path)).toContain('Done 1 Failed 0')
    await expect.poll(status, { timeout: 20_000 }).toBe('draft')
    const again = await change('publish', [await create('Other')])
    await expect.poll(async () => (await statuses()).Other, { timeout: 20_000 }).toBe('active')
    expect(await undo(again.path)).toContain('Done 1')
    await expect.poll(async () => (await statuses()).Other, { timeout: 20_000 }).toBe('draft')
  })

  it('changes nothing of another’s, of nothing selected, and of more than two hundred', async () => {
    const [mine = ''] = await store([{ title: 'Mine' }])
    const other = await openBrowser()
    expect((await other.post('/jobs', { type: 'archive', id: mine })).status).toBe(409)
    expect((await browser.post('/products/bulk', sent('archive', []))).status).toBe(400)
    const many = Array.from({ length: 201 }, () => newId())
    const refused = await browser.post('/products/bulk', sent('archive', [mine, ...many]))
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('Select up to 200 products')
    expect(await statuses()).toEqual({ Mine: 'draft' })
  })
})
