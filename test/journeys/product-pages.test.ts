import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type Context, forUser } from '../../src/context.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { testBase } from '../support/worker/create-user.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { connectShopByForm, productsAtShop } from '../support/worker/shop.ts'
import { uploadFile } from '../support/worker/upload.ts'

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

/** The value of a hidden field of a page. */
function hidden(text: string, name: string): string {
  const value = new RegExp(`type="hidden" name="${name}" value="([^"]+)"`).exec(text)?.[1]
  if (value === undefined) throw new Error(`no hidden field ${name}`)
  return value
}

/** Fills in the form of a new product and answers the product's path. */
async function createProduct(fields: Record<string, string | string[]> = {}): Promise<string> {
  const answer = await browser.post(
    '/products',
    form({ title: 'You are allowed to rest', variant: ['8x10|unframed'], ...fields }),
  )
  expect(answer.status).toBe(303)
  return answer.headers.get('location') ?? ''
}

describe('the list of products', () => {
  it('leads to the first product while there is none', async () => {
    const text = await page('/products')
    expect(text).toContain('No products yet')
    expect(text).toContain('Create products from your approved assets')
    expect(text).toContain('Create Your First Product')
    expect(text).not.toContain('All Status')
  })

  it('shows variants and prices, and filters by the URL', async () => {
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
  it('says what is wrong at the fields, and keeps what was typed', async () => {
    const { mockupId } = await seedMockup(person, { status: 'approved', item: false })
    const answer = await browser.post(
      '/products',
      form({ title: '', tags: 'calm, quiet', variant: [], picture: [mockupId] }),
    )
    expect(answer.status).toBe(400)
    const text = await answer.text()
    expect(text).toContain('Enter a title')
    expect(text).toContain('Select 1 to 100 sizes and finishes')
    expect(text).toContain('value="calm, quiet"')
    expect(text).toMatch(
      new RegExp(`value="${mockupId}"[^>]*checked|checked[^>]*value="${mockupId}"`),
    )
    expect(await page('/products')).toContain('No products yet')
  })

  it('shows pictures in the order of the form, which buttons without a script change', async () => {
    const [a, b, c] = [await approved(), await approved(), await approved()]
    const typed = { title: 'Rest', variant: ['8x10|unframed'], picture: [b, a, c] }
    const moved = await (
      await browser.post('/products/new', form({ ...typed, move: `up:${c}` }))
    ).text()
    const ticked = [...moved.matchAll(/name="picture" value="([^"]+)"[^>]*checked/g)]
    expect(ticked.map(([, id]) => id)).toEqual([b, c, a])
    const path = await createProduct({ ...typed, picture: [b, c, a] })
    const rows = await env.DB.prepare(
      'SELECT source_id FROM product_images WHERE user_id = ? ORDER BY position',
    )
      .bind(person.userId)
      .all<{ source_id: string }>()
    expect(rows.results.map((row) => row.source_id)).toEqual([b, c, a])
    expect(await page(path)).toContain('3. Bedroom')
  })

  it('begins from an artwork with its approved mockups ticked', async () => {
    const { assetId, mockupId } = await seedMockup(person, { status: 'approved', item: false })
    const other = await approved()
    const text = await page(`/products/new?asset=${assetId}`)
    expect(text).toContain('value="You are allowed to rest"')
    expect(text).toMatch(new RegExp(`value="${mockupId}"[^>]*checked`))
    expect(text).not.toMatch(new RegExp(`value="${other}"[^>]*checked`))
    expect(text.indexOf(mockupId)).toBeLessThan(text.indexOf(other))
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

describe('a form sent twice', () => {
  it('makes one product, and with other content says which one is there', async () => {
    const work_id = hidden(await page('/products/new'), 'work_id')
    const typed = { work_id, title: 'Rest', variant: ['8x10|unframed'] }
    const first = await createProduct(typed)
    expect(await createProduct(typed)).toBe(first)
    const other = await browser.post('/products', form({ ...typed, title: 'Rest, later' }))
    expect(other.status).toBe(409)
    const text = await other.text()
    expect(text).toContain('Already created')
    expect(text).toContain(`href="${first}"`)
    expect(text).toContain('value="Rest, later"')
    const another = await createProduct({
      ...typed,
      title: 'Rest, later',
      work_id: hidden(text, 'work_id'),
    })
    expect(another).not.toBe(first)
    const onto = await browser.post(
      first,
      form({ ...typed, title: 'Rest, later', version: hidden(text, 'version') }),
    )
    expect(onto.headers.get('location')).toBe(first)
    expect(await page('/products')).toContain('2 products')
  })

  it('is kept by the browser, so that Back leads to the same form', async () => {
    const answer = await browser.get('/products/new')
    expect(answer.headers.get('cache-control')).toBe('private, no-cache')
  })

  it('keeps its id while it is refused', async () => {
    const work_id = hidden(await page('/products/new'), 'work_id')
    const refused = await browser.post('/products', form({ work_id, title: '', variant: [] }))
    expect(hidden(await refused.text(), 'work_id')).toBe(work_id)
  })
})

describe('two people at one product', () => {
  const both = { variant: ['8x10|unframed'], 'price:8x10|unframed': '24.99' }

  it('see both values, lose nothing, and the second saves on top when they mean it', async () => {
    const path = await createProduct({ title: 'Rest' })
    const version = hidden(await page(`${path}/edit`), 'version')
    const save = (fields: Record<string, string | string[]>) =>
      browser.post(path, form({ ...both, ...fields }))
    expect((await save({ title: 'From one tab', version })).status).toBe(303)
    const late = await save({ title: 'From the other', tags: 'calm', version })
    expect(late.status).toBe(412)
    const text = await late.text()
    expect(text).toContain('From one tab')
    expect(text).toContain('value="From the other"')
    expect(text).toContain('value="calm"')
    expect(await page(path)).toContain('From one tab')
    const now = hidden(text, 'version')
    expect(now).not.toBe(version)
    expect((await save({ title: 'From the other', tags: 'calm', version: now })).status).toBe(303)
    expect(await page(path)).toContain('From the other')
  })

  it('of one size see both prices', async () => {
    const version = hidden(await page('/pricing?edit=8x10'), 'version')
    const save = (base_price: string, seen: string) =>
      browser.post('/pricing/8x10', { base_price, version: seen })
    expect((await save('31', version)).status).toBe(303)
    expect((await save('31', version)).status).toBe(303)
    const late = await save('32', version)
    expect(late.status).toBe(412)
    const text = await late.text()
    expect(text).toContain('$31.00')
    expect(text).toContain('value="32"')
    expect((await save('32', hidden(text, 'version'))).status).toBe(303)
    expect(await page('/pricing')).toContain('$32.00')
  })
})

describe('what a save of the form does not name', () => {
  it('stays: compare-at prices, the order of variants, and pictures that came since', async () => {
    const path = await createProduct({ variant: ['8x10|unframed', 'A4|unframed'] })
    const id = path.slice('/products/'.length)
    await env.DB.batch([
      env.DB.prepare(
        'UPDATE product_variants SET compare_at_price = 9900 WHERE product_id = ?',
      ).bind(id),
      env.DB.prepare(
        'UPDATE product_variants SET position = 1 - position WHERE product_id = ?',
      ).bind(id),
    ])
    const answer = await browser.post(
      path,
      form({ title: 'Rest', variant: ['8x10|unframed', 'A4|unframed'] }),
    )
    expect(answer.status).toBe(303)
    const rows = await env.DB.prepare(
      'SELECT size, compare_at_price FROM product_variants WHERE product_id = ? ORDER BY position',
    )
      .bind(id)
      .all()
    expect(rows.results).toEqual([
      { size: 'A4', compare_at_price: 9900 },
      { size: '8x10', compare_at_price: 9900 },
    ])
  })
})

describe('what is not known', () => {
  it('is not counted as nothing: a frame without a cost has no margin', async () => {
    const path = await createProduct({ variant: ['8x10|unframed', '8x10|white', '8x10|digital'] })
    const text = await page(path)
    expect(text).toContain('68%')
    expect(text).toContain('100%')
    expect(text).not.toContain('84%')
    expect(text).toContain('Not known')
  })

  it('is warned of: a download without a file, on the page and on the form', async () => {
    const path = await createProduct({ variant: ['8x10|digital'] })
    for (const at of [path, `${path}/edit`]) expect(await page(at)).toContain('get nothing until')
    const file = new Uint8Array(new TextEncoder().encode('%PDF-1.7 a print'))
    expect((await uploadFile(browser, file, 'Rest.pdf')).status).toBe(303)
    const [, option = ''] = /value="([^"]+)"[^>]*>Rest\.pdf/.exec(await page(path)) ?? []
    const [, field = ''] = /name="(digital_file:[^"]+)"/.exec(await page(path)) ?? []
    const answer = await browser.post(`${path}/delivery`, {
      [field]: option,
      accept_undelivered: 'true',
    })
    expect(answer.status).toBe(303)
    const after = await page(path)
    expect(after).not.toContain('get nothing until')
    expect(after).toContain('Confirmed by Ada')
  })
})

describe('a price of nothing on the form', () => {
  it('is taken only when it is ticked that it is meant', async () => {
    const path = await createProduct()
    const free = { title: 'Rest', variant: ['8x10|unframed'], 'price:8x10|unframed': '0' }
    const refused = await browser.post(path, form(free))
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('name="accept_free"')
    expect((await browser.post(path, form({ ...free, accept_free: 'true' }))).status).toBe(303)
    expect(await page(path)).toContain('$0.00')
  })
})

describe('the pictures to choose from', () => {
  it('are none that a person rejected', async () => {
    const { mockupId } = await seedMockup(person, { status: 'rejected', item: false })
    expect(await page('/products/new')).not.toContain(mockupId)
    const answer = await browser.post(
      '/products',
      form({ title: 'Rest', variant: ['8x10|unframed'], picture: [mockupId] }),
    )
    expect(answer.status).toBe(409)
  })
})

describe('a shop in another currency', () => {
  it('is announced before publishing, and prices can be typed in it', async () => {
    await connectShopByForm(browser)
    await env.DB.prepare(
      `UPDATE integrations SET metadata = json_set(metadata, '$.currency', 'JPY')
       WHERE user_id = ? AND provider = 'shopify'`,
    )
      .bind(person.userId)
      .run()
    const path = await createProduct()
    const text = await page(path)
    expect(text).toContain('$24.99')
    expect(text).toContain('Prices are in USD, but your store sells in JPY')
    const refused = await browser.post(`${path}/publish`, {})
    expect(refused.status).toBe(409)
    const typed = { title: 'Rest', variant: ['8x10|unframed'], currency: 'JPY' }
    const saved = await browser.post(path, form({ ...typed, 'price:8x10|unframed': '2500' }))
    expect(saved.status).toBe(303)
    expect(await page(path)).toContain('¥2,500')
  })
})

describe('the page of a product', () => {
  it('says that no shop is connected, and does nothing when publishing is asked for', async () => {
    const path = await createProduct()
    expect(await page(path)).toContain('Shopify is not connected')
    const answer = await browser.post(`${path}/publish`, {})
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Shopify not connected')
  })

  it('publishes, follows, links to the shop, and retires', async () => {
    const shop = await connectShopByForm(browser)
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
        expect(text).toContain('End of season')
        expect(text).toContain('Restore')
      },
      { timeout: 15_000, interval: 200 },
    )
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'ARCHIVED' }])
  })

  it('polls only while it is being published', async () => {
    await connectShopByForm(browser)
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

  it('is tried again at the shop it was made for, though another is connected since', async () => {
    const first = await connectShopByForm(browser)
    const path = await createProduct()
    expect((await browser.post(`${path}/publish`, {})).status).toBe(303)
    const active = "SELECT count(*) AS n FROM products WHERE user_id = ? AND publish_state = 'idle'"
    const atRest = () => env.DB.prepare(active).bind(person.userId).first('n')
    await expect.poll(atRest, { timeout: 20_000 }).toBe(1)
    await env.DB.prepare("UPDATE products SET publish_state = 'failed' WHERE user_id = ?")
      .bind(person.userId)
      .run()
    const second = await connectShopByForm(browser, { live: 'keep' })
    expect((await browser.post(`${path}/retry`, {})).status).toBe(303)
    await expect.poll(atRest, { timeout: 20_000 }).toBe(1)
    expect(await productsAtShop(first)).toMatchObject([{ status: 'ACTIVE' }])
    expect(await productsAtShop(second)).toEqual([])
  })

  it('is deleted, and only by its owner', async () => {
    const path = await createProduct()
    const other = await openBrowser()
    expect((await other.get(path)).status).toBe(404)
    expect((await other.post(`${path}/delete`, {})).status).toBe(404)
    expect((await browser.post(`${path}/delete`, {})).headers.get('location')).toBe('/products')
    await page(path, 404)
  })
})

describe('the page of prices', () => {
  it('edits a row in the table, and resets it to the default', async () => {
    expect(await page('/pricing?edit=8x10')).toContain('value="24.99"')
    const wrong = await browser.post('/pricing/8x10', { base_price: 'x', cost: '7.5' })
    expect(wrong.status).toBe(400)
    const text = await wrong.text()
    expect(text).toContain('Enter an amount such as 24.99')
    expect(text).toContain('value="7.5"')
    expect((await browser.post('/pricing/8x10', { base_price: '31' })).status).toBe(303)
    const own = await page('/pricing')
    expect(own).toContain('$31.00')
    expect(own).toContain('Reset to default')
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

it('the longest description is saved in any script, with a price for every size and finish', async () => {
  const description = '字'.repeat(10_000)
  const sizes = Array.from({ length: 110 }, (_, index) => `${index + 1}.5x99.5`)
  const finishes = ['unframed', 'white', 'black', 'natural', 'digital']
  const prices = sizes.flatMap((size) =>
    finishes.flatMap((finish) => [
      [`price:${size}|${finish}`, '24.99'],
      [`compare:${size}|${finish}`, ''],
    ]),
  )
  // As browsers send it: each byte of such a script takes three.
  const answer = await browser.post('/products', {
    ...Object.fromEntries(prices),
    title: 'You are allowed to rest',
    variant: '8x10|unframed',
    description,
  })
  expect(answer.status).toBe(303)
})
