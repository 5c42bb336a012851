import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type Context, forUser } from '../../src/context.ts'
import { newId } from '../../src/ids.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { testBase } from '../support/worker/create-user.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { productsAtShop } from '../support/worker/shop.ts'

let browser: Browser
let person: { userId: string; ctx: Context }

beforeEach(async () => {
  browser = await openBrowser()
  const newest = await env.DB.prepare('SELECT id FROM users ORDER BY rowid DESC LIMIT 1').first(
    'id',
  )
  const userId = String(newest)
  person = { userId, ctx: forUser(testBase(), userId, { kind: 'system', job: 'test' }) }
})

async function page(path: string, status = 200): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(status)
  return answer.text()
}

function form(fields: Record<string, string | string[]>): FormData {
  const data = new FormData()
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) data.append(name, value)
  }
  return data
}

/** Fills in the form of a new product and answers the product's path. */
async function createProduct(fields: Record<string, string | string[]> = {}): Promise<string> {
  const answer = await browser.post(
    '/products',
    form({ title: 'You are allowed to rest', variant: ['8x10|unframed'], ...fields }),
  )
  expect(answer.status).toBe(303)
  return (answer.headers.get('location') ?? '').replace('?done=created', '')
}

async function connect(): Promise<string> {
  const name = `test-${newId()}`
  const shop = `${name}.myshopify.com`
  const answer = await browser.post('/integrations/shopify', {
    shop_domain: shop,
    client_id: `client_${name}`,
    client_secret: `secret_${name}`,
    access_token: '',
  })
  expect(answer.status).toBe(303)
  return shop
}

describe('the list of products', () => {
  it('leads to the first product while there is none', async () => {
    const text = await page('/products')
    expect(text).toContain('No products yet')
    expect(text).toContain('Create products from your approved assets')
    expect(text).toContain('Create Your First Product')
    expect(text).not.toContain('All Status')
  })

  it('shows variants and prices, and filters by the address', async () => {
    await createProduct({ variant: ['8x10|unframed', '8x10|white'] })
    await createProduct({ title: 'Breathe', collection: 'growth' })
    const all = await page('/products')
    expect(all).toContain('2 variants')
    expect(all).toContain('$24.99 – $49.99')
    expect(all).toContain('1 variant')
    expect(await page('/products?search=breathe')).not.toContain('allowed to rest')
    expect(await page('/products?collection=growth')).toContain('Breathe')
    expect(await page('/products?status=active')).toContain('Clear filters')
    expect(await page('/products?status=nonsense')).toContain('Breathe')
  })
})

describe('the form of a product', () => {
  it('says what is wrong beside the fields, and keeps what was typed', async () => {
    const { mockupId } = await seedMockup(person, { status: 'approved', item: false })
    const answer = await browser.post(
      '/products',
      form({ title: '', tags: 'calm, quiet', variant: [], picture: [mockupId] }),
    )
    expect(answer.status).toBe(400)
    const text = await answer.text()
    expect(text).toContain('Give the product a title')
    expect(text).toContain('Tick at least one size and finish')
    expect(text).toContain('value="calm, quiet"')
    expect(text).toMatch(
      new RegExp(`value="${mockupId}"[^>]*checked|checked[^>]*value="${mockupId}"`),
    )
    expect(await page('/products')).toContain('No products yet')
  })

  it('orders pictures by their numbers, and those without after them', async () => {
    const [a, b, c] = [await approved(), await approved(), await approved()]
    const path = await createProduct({
      picture: [a, b, c],
      [`place:${a}`]: '',
      [`place:${b}`]: '2',
      [`place:${c}`]: '1',
    })
    const rows = await env.DB.prepare(
      'SELECT source_id FROM product_images WHERE user_id = ? ORDER BY position',
    )
      .bind(person.userId)
      .all<{ source_id: string }>()
    expect(rows.results.map((row) => row.source_id)).toEqual([c, b, a])
    expect(await page(path)).toContain('3. Mockup')
  })

  it('begins from an artwork with its approved mockups ticked', async () => {
    const { assetId, mockupId } = await seedMockup(person, { status: 'approved', item: false })
    const other = await approved()
    const text = await page(`/products/new?asset=${assetId}`)
    expect(text).toContain('value="You are allowed to rest"')
    expect(text).toContain(mockupId)
    expect(text).not.toContain(other)
  })

  it('changes prices, and takes an empty one for the default', async () => {
    const path = await createProduct({ variant: ['8x10|unframed', '8x10|white'] })
    const save = (prices: Record<string, string>) =>
      browser.post(
        path,
        form({ title: 'Rest', variant: ['8x10|unframed', '8x10|white'], ...prices }),
      )
    const wrong = await save({ 'price:8x10|unframed': 'cheap' })
    expect(wrong.status).toBe(400)
    expect(await wrong.text()).toContain('value="cheap"')
    const own = { 'price:8x10|unframed': '19.50', 'price:8x10|white': '70' }
    expect((await save(own)).status).toBe(303)
    expect(await page(path)).toContain('$19.50')
    await save({ 'price:8x10|unframed': '', 'price:8x10|white': '70' })
    const text = await page(path)
    expect(text).toContain('$24.99')
    expect(text).toContain('$70.00')
  })

  it('writes what was typed as text, never as markup', async () => {
    const path = await createProduct({ title: '<img src=x onerror=alert(1)>' })
    for (const at of [path, `${path}/edit`, '/products']) {
      expect(await page(at)).not.toContain('<img src=x')
    }
  })
})

describe('the page of a product', () => {
  it('says that no shop is connected, and does nothing when publishing is asked for', async () => {
    const path = await createProduct()
    expect(await page(path)).toContain('No shop is connected')
    const answer = await browser.post(`${path}/publish`, {})
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Shopify not connected')
  })

  it('publishes, follows, links to the shop, and retires', async () => {
    const shop = await connect()
    const path = await createProduct()
    expect((await browser.post(`${path}/publish`, {})).headers.get('location')).toBe(path)
    const live = await vi.waitFor(
      async () => {
        const text = await page(path)
        expect(text).toContain('Open in store')
        return text
      },
      { timeout: 15_000, interval: 200 },
    )
    expect(live).not.toContain('hx-trigger="every')
    expect(live).toContain('Open in Shopify admin')
    await browser.post(`${path}/retire`, { reason: 'seasonal' })
    await vi.waitFor(
      async () => {
        const text = await page(path)
        expect(text).toContain('Its season is over')
        expect(text).toContain('Restore')
      },
      { timeout: 15_000, interval: 200 },
    )
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ARCHIVED' }])
  })

  it('asks again by itself only while the shop is being told', async () => {
    await connect()
    const path = await createProduct()
    expect(await page(path)).not.toContain('product-poll')
    await env.DB.prepare("UPDATE products SET publish_state = 'publishing' WHERE user_id = ?")
      .bind(person.userId)
      .run()
    expect(await page(path)).toContain('product-poll')
  })

  it('shows why it failed, with a button to try again', async () => {
    const path = await createProduct()
    await env.DB.prepare(
      `UPDATE products SET publish_state = 'failed', publish_target = 'active', status = 'pending',
       sync_error = 'The picture is too large' WHERE user_id = ?`,
    )
      .bind(person.userId)
      .run()
    const text = await page(path)
    expect(text).toContain('The picture is too large')
    expect(text).toContain(`${path}/retry`)
  })

  it('is deleted, and is nobody else’s', async () => {
    const path = await createProduct()
    const other = await openBrowser()
    expect((await other.get(path)).status).toBe(404)
    expect((await other.post(`${path}/delete`, {})).status).toBe(404)
    expect((await browser.post(`${path}/delete`, {})).headers.get('location')).toBe(
      '/products?done=deleted',
    )
    await page(path, 404)
  })
})

describe('the page of prices', () => {
  it('edits a row in its place, and goes back to the default', async () => {
    expect(await page('/pricing?edit=8x10')).toContain('value="24.99"')
    const wrong = await browser.post('/pricing/8x10', { base_price: 'x', cost: '7.5' })
    expect(wrong.status).toBe(400)
    const text = await wrong.text()
    expect(text).toContain('Write an amount such as 24.99')
    expect(text).toContain('value="7.5"')
    expect((await browser.post('/pricing/8x10', { base_price: '31' })).status).toBe(303)
    const own = await page('/pricing')
    expect(own).toContain('$31.00')
    expect(own).toContain('Back to default')
    expect((await browser.post('/pricing/8x10/reset', {})).status).toBe(303)
    expect(await page('/pricing')).not.toContain('$31.00')
  })

  it('takes a size of one’s own, which products can have then', async () => {
    const answer = await browser.post('/pricing', { size: '5 × 7', base_price: '12.50' })
    expect(answer.status).toBe(303)
    expect(await page('/products/new')).toContain('value="5x7|unframed"')
    const wrong = await browser.post('/pricing', { size: '<b>', base_price: '12.50' })
    expect(wrong.status).toBe(400)
  })
})

async function approved(): Promise<string> {
  return (await seedMockup(person, { status: 'approved', item: false })).mockupId
}
