import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from '../support/worker/browser.ts'
import { openPerson } from '../support/worker/open-person.ts'
import { newShop, productsAtShop } from '../support/worker/shop.ts'

let browser: Browser
let first: string
beforeEach(async () => {
  browser = (await openPerson()).browser
  first = newShop()
  expect((await connect(first)).status).toBe(303)
})

function connect(shop: string, more: Record<string, string> = {}): Promise<Response> {
  const name = shop.replace('.myshopify.com', '')
  return browser.post('/integrations/shopify', {
    shop_domain: shop,
    client_id: `client_${name}`,
    client_secret: `secret_${name}`,
    ...more,
  })
}

/** A product on sale at the first shop; gives its path. */
async function sellSomething(): Promise<string> {
  const made = await browser.post('/products', {
    title: 'You are allowed to rest',
    variant: '8x10|unframed',
  })
  const path = made.headers.get('location') ?? ''
  await browser.post(`${path}/publish`, {})
  await expect.poll(() => page(path), { timeout: 20_000 }).toContain('Open in store')
  return path
}

/** So many more that are on sale where a product is. */
async function sellCopies(id: string, count: number): Promise<void> {
  const numbers = `(WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n
    WHERE n < ${count}) SELECT '${count}-' || n AS copy FROM n)`
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO products (user_id, id, title, status, created_at, updated_at)
       SELECT user_id, copy, title, status, created_at, updated_at
       FROM products, ${numbers} WHERE id = ?`,
    ).bind(id),
    env.DB.prepare(
      `INSERT INTO product_publications (user_id, product_id, shop_domain, status, created_at,
         updated_at)
       SELECT user_id, copy, shop_domain, status, created_at, updated_at
       FROM product_publications, ${numbers} WHERE product_id = ?`,
    ).bind(id),
  ])
}

async function page(path: string): Promise<string> {
  return (await browser.get(path)).text()
}

describe('the page Integrations, when another shop is connected', () => {
  it('asks what becomes of what is on sale, and keeps what was typed', async () => {
    expect(await page('/integrations')).not.toContain('If this is a different store')
    await sellSomething()
    expect(await page('/integrations')).toContain('If this is a different store')
    const second = newShop()
    const refused = await connect(second)
    expect(refused.status).toBe(409)
    const text = await refused.text()
    expect(text).toContain(`1 product is on sale in ${first}`)
    expect(text).toContain('Keep them on sale there')
    expect(text).toContain('Retire them there')
    expect(text).toContain(`value="${second}"`)
    expect(text).toContain(`client_${second.replace('.myshopify.com', '')}`)
    expect(await page('/integrations')).toContain(first)
  })

  it('counts what is on sale to a hundred, and says that there is more', async () => {
    const path = await sellSomething()
    await sellCopies(path.split('/').at(-1) ?? '', 99)
    expect(await page('/integrations')).toContain(`the 100 products on sale in ${first}`)
    await sellCopies(path.split('/').at(-1) ?? '', 1_000)
    expect(await page('/integrations')).toContain(`the products on sale in ${first}`)
    const refused = await connect(newShop())
    expect(await refused.text()).toContain(`More than 1000 products are on sale in ${first}`)
  })

  it('keeps it on sale, says so there and at the product', async () => {
    const path = await sellSomething()
    const second = newShop()
    expect((await connect(second, { live: 'keep' })).status).toBe(303)
    const integrations = await page('/integrations')
    expect(integrations).toContain('Still on sale in another store')
    expect(integrations).toContain(`1 product in ${first}`)
    const product = await page(path)
    expect(product).toContain(`Not on sale in ${second}`)
    expect(product).toContain(first)
    expect(product).toContain('Open in store')
    expect(product).not.toContain(`${path}/delete`)
  })

  it('asks the same after the first was disconnected, and says why it cannot retire', async () => {
    await sellSomething()
    await browser.post('/integrations/shopify/disconnect', {})
    expect(await page('/integrations')).toContain(`on sale in ${first}`)
    const refused = await connect(newShop())
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('name="live"')
    const retiring = await connect(newShop(), { live: 'retire' })
    expect(retiring.status).toBe(409)
    expect(await retiring.text()).toContain(`Connect ${first} again`)
    expect((await connect(newShop(), { live: 'keep' })).status).toBe(303)
  })

  it('retires it there when that is chosen', async () => {
    const path = await sellSomething()
    expect((await connect(newShop(), { live: 'retire' })).status).toBe(303)
    await expect
      .poll(async () => (await productsAtShop(first))[0]?.status, { timeout: 10_000 })
      .toBe('ARCHIVED')
    await expect.poll(() => page(path), { timeout: 10_000 }).toContain('Retired')
    expect(await page('/integrations')).not.toContain('Still on sale in another store')
  })
})
