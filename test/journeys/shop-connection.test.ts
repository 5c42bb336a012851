import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Context } from '../../src/context.ts'
import { getShopifyAccount } from '../../src/domain/integrations/get-shopify-account.ts'
import { checkShop } from '../../src/domain/publishing/check-shop.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import type { Browser } from '../support/worker/browser.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { openPerson } from '../support/worker/open-person.ts'
import { textOf, toastOf } from '../support/worker/page-text.ts'
import { addProduct } from '../support/worker/products.ts'
import { publishNow } from '../support/worker/publishing.ts'
import { breakShop, changeShop, newShop, putShop } from '../support/worker/shop.ts'

const check = z.object({
  name: z.string(),
  state: z.enum(['ok', 'missing', 'unknown']),
  message: z.string(),
  url: z.string().nullable(),
})
const answer = z.object({
  integration: z.object({
    status: z.string(),
    account: z.string().nullable(),
    error: z.string().nullable(),
    checks: z.array(check),
  }),
})
const refusal = z.object({ error: z.string() })

let user: TestUser
let shop: string
beforeEach(async () => {
  user = await createUser()
  shop = newShop()
})

const nameOf = (domain: string) => domain.replace('.myshopify.com', '')

async function connected(more = {}) {
  const response = await putShop(user, shop, more)
  expect(response.status).toBe(200)
  return answer.parse(await response.json()).integration
}

/** The checks of a shop that has been set so, by their names. */
async function checksWith(settings: Parameters<typeof changeShop>[1], domain = shop) {
  shop = domain
  await changeShop(shop, settings)
  const { checks } = await connected()
  return Object.fromEntries(checks.map((each) => [each.name, each]))
}

describe('a shop that is connected', () => {
  it('is checked: permissions, currency, Online Store, password, orders and webhooks', async () => {
    const { checks, status } = await connected()
    expect(status).toBe('connected')
    const states = Object.fromEntries(checks.map(({ name, state }) => [name, state]))
    expect(states).toEqual({
      access: 'ok',
      permissions: 'ok',
      currency: 'ok',
      online_store: 'ok',
      password: 'ok',
      orders: 'ok',
      // The hub of the tests has no address of its own.
      webhooks: 'missing',
    })
  })

  it('says which permission is missing, what it is for, and where to add it', async () => {
    const { permissions, orders, online_store } = await checksWith(
      {},
      `test-limited-${newId()}.myshopify.com`,
    )
    expect(permissions).toMatchObject({ state: 'missing' })
    expect(permissions?.message).toContain('read_publications to find your sales channels')
    expect(permissions?.message).toContain('read_orders to count what was sold')
    expect(permissions?.url).toContain('/admin/settings')
    expect(orders?.message).toContain('without read_orders')
    expect(online_store).toMatchObject({ state: 'unknown' })
  })

  it('says that prices are in another currency, and what to do', async () => {
    const { currency } = await checksWith({ currency: 'EUR' })
    expect(currency).toMatchObject({ state: 'missing' })
    expect(currency?.message).toContain('The store sells in EUR, and your prices are in USD')
    expect(currency?.message).toContain('Enter prices in EUR')
  })

  it('says that it has no Online Store', async () => {
    const { online_store } = await checksWith({ online_store: false })
    expect(online_store).toMatchObject({ state: 'missing' })
    expect(online_store?.message).toContain('Add it in Shopify admin')
  })

  it('says that its storefront asks for a password', async () => {
    const { password } = await checksWith({ password: true })
    expect(password).toMatchObject({ state: 'missing' })
    expect(password?.message).toContain('customers cannot see them until you remove the password')
  })

  it('says that orders are protected customer data, and everything else works', async () => {
    const { orders, ...others } = await checksWith({ orders: 'denied' })
    expect(orders).toMatchObject({ state: 'missing' })
    expect(orders?.message).toContain('protected customer data')
    expect(others.permissions).toMatchObject({ state: 'ok' })
    expect(others.password).toMatchObject({ state: 'ok' })
    const { id } = await addProduct(user)
    expect(await publishNow(user, id)).toMatchObject({ status: 'active' })
  })

  it('is looked at again, by the API and by the page', async () => {
    await connected()
    await changeShop(shop, { password: true })
    const again = await api(user, 'POST', '/api/integrations/shopify/check')
    const { checks } = answer.parse(await again.json()).integration
    expect(checks.find(({ name }) => name === 'password')).toMatchObject({ state: 'missing' })
  })

  it('says that it takes the credentials no longer, and nothing else of it is known', async () => {
    await connected()
    await changeShop(shop, { revoked: true })
    const again = await api(user, 'POST', '/api/integrations/shopify/check')
    const { checks, status } = answer.parse(await again.json()).integration
    expect(status).toBe('error')
    expect(checks).toMatchObject([{ name: 'access', state: 'missing' }])
    expect(checks[0]?.message).toContain('the app was uninstalled')
  })

  it('is not connected where the app may change no products: nothing could work', async () => {
    await changeShop(shop, { scopes: ['read_orders'] })
    const refused = await putShop(user, shop)
    expect(refused.status).toBe(400)
    expect(refusal.parse(await refused.json()).error).toContain('write_products')
    await expect(getShopifyAccount(user.ctx)).rejects.toThrow('not connected')
  })
})

describe('webhooks of a shop', () => {
  const webhooksFor = async (ctx: Context) => {
    await checkShop(ctx)
    const { checks } = answer.parse(
      await (await api(user, 'GET', '/api/integrations/shopify')).json(),
    ).integration
    return checks.find(({ name }) => name === 'webhooks')
  }
  const onHttps = (ctx: Context): Context => ({
    ...ctx,
    config: { ...ctx.config, publicUrl: 'https://hub.example.com' },
  })
  const connectToken = (more = {}) =>
    api(user, 'PUT', '/api/integrations/shopify', {
      shopDomain: shop,
      accessToken: `shpat_${nameOf(shop)}`,
      ...more,
    })

  it('need a public address: without it the nightly check does the work', async () => {
    await connected()
    const webhooks = await webhooksFor(user.ctx)
    expect(webhooks).toMatchObject({ state: 'missing' })
    expect(webhooks?.message).toContain('public https address')
    expect(webhooks?.message).toContain('each night')
    expect(await webhooksFor(onHttps(user.ctx))).toMatchObject({ state: 'ok' })
  })

  it('need the API secret key where a token was pasted, which is kept encrypted', async () => {
    await connectToken()
    const without = await webhooksFor(onHttps(user.ctx))
    expect(without).toMatchObject({ state: 'missing' })
    expect(without?.message).toContain('API secret key')
    const apiSecret = `shpss_${newId()}`
    const response = await connectToken({ apiSecret })
    expect(response.status).toBe(200)
    expect(await response.text()).not.toContain(apiSecret)
    expect(await webhooksFor(onHttps(user.ctx))).toMatchObject({ state: 'ok' })
    expect((await getShopifyAccount(user.ctx)).credentials).toEqual({
      accessToken: `shpat_${nameOf(shop)}`,
      apiSecret,
    })
    const row = await env.DB.prepare(
      `SELECT credentials, metadata FROM integrations WHERE user_id = ? AND provider = 'shopify'`,
    )
      .bind(user.userId)
      .first()
    expect(JSON.stringify(row)).not.toContain(apiSecret)
    expect(JSON.stringify(row)).not.toContain('shpat_')
  })

  it('need no further secret with an app: one is refused', async () => {
    expect((await putShop(user, shop, { apiSecret: 'shpss_x' })).status).toBe(400)
  })
})

describe('the page Connections', () => {
  let browser: Browser
  beforeEach(async () => {
    browser = (await openPerson()).browser
  })

  const page = async (path = '/integrations') => (await browser.get(path)).text()
  const connect = (typed: string, more = {}) =>
    browser.post('/integrations/shopify', {
      shop_domain: typed,
      client_id: `client_${nameOf(shop)}`,
      client_secret: `secret_${nameOf(shop)}`,
      ...more,
    })

  it.each([
    ['its name', (name: string) => ` ${name.toUpperCase()} `],
    ['a page of the admin', (name: string) => `https://admin.shopify.com/store/${name}/products/1`],
    ['its old admin', (name: string) => `https://${name}.myshopify.com/admin`],
  ])('takes a shop as %s', async (_what, typed) => {
    expect((await connect(typed(nameOf(shop)))).status).toBe(303)
    expect(await page()).toContain(shop)
  })

  it('says of a domain of one’s own how to find the right one', async () => {
    const refused = await connect('https://www.havenhold.com')
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('Settings, Domains')
  })

  it('shows each check with a link, checks again, and never shows a secret', async () => {
    await changeShop(shop, { password: true, orders: 'denied' })
    const connectedBy = await browser.post('/integrations/shopify', {
      kind: 'token',
      shop_domain: shop,
      access_token: `shpat_${nameOf(shop)}`,
      api_secret: 'shpss_of_the_app',
    })
    expect(connectedBy.status).toBe(303)
    const html = await page()
    expect(html).not.toContain('shpss_of_the_app')
    const text = textOf(html)
    expect(text).toContain('Storefront password Password required')
    expect(text).toContain('Orders No access')
    expect(html).toContain(`/shopify/${shop}/admin/settings`)
    await changeShop(shop, { password: false, orders: 'granted' })
    expect((await browser.post('/integrations/shopify/check', {})).status).toBe(303)
    const after = textOf(await page())
    expect(after).toContain('Storefront password OK')
    expect(after).toContain('Orders OK')
  })

  it('keeps the connection where Shopify does not answer a check, and says so', async () => {
    await connect(shop)
    await breakShop(shop, { kind: 'status', value: 503, operation: '*' })
    const pressed = await browser.post('/integrations/shopify/check', {})
    expect(pressed.status).toBe(303)
    const html = await page()
    expect(toastOf(html)).toContain('could not be checked. Nothing was changed')
    expect(textOf(html)).toContain('Permissions OK')
  })

  it('says before disconnecting what stays on sale, and that nothing is changed there', async () => {
    await connect(shop)
    expect(await page()).toContain('Nothing is on sale in this store')
    const made = await browser.post('/products', { title: 'Rest', variant: '8x10|unframed' })
    const path = made.headers.get('location') ?? ''
    await browser.post(`${path}/publish`, {})
    await expect.poll(() => page(path), { timeout: 20_000 }).toContain('Open in store')
    const html = await page()
    const text = textOf(html)
    expect(text).toContain('1 product stays on sale in this store')
    expect(text).toContain('Nothing is changed at the store')
    expect(text).toContain('Work in progress waits')
    expect(html).toContain(`/shopify/${shop}/products/`)
  })
})
