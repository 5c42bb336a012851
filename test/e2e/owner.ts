import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { credentialsOf } from '../../sandbox/shopify/credentials.ts'
import { drawPrint } from './draw-print.ts'
import { expect } from './fixtures.ts'
import { settings } from './settings.ts'

const ORIGIN = `http://localhost:${settings.E2E_HUB_PORT}`

export type Owner = { email: string; shop: string }

/**
 * Somebody new, signed in and connected with the sandbox's vendors: the built-in scenes have
 * templates, and what is rendered, sold and changed is nobody else's.
 */
export async function createOwner(page: Page): Promise<Owner> {
  const id = randomUUID()
  const handle = `test-${id.slice(0, 8)}`
  const shop = credentialsOf(`${handle}.myshopify.com`)
  const { email } = await signUp(page)
  await send(page, '/integrations/dynamic_mockups', { api_key: `sandbox_${id}` })
  await send(page, '/integrations/shopify', {
    kind: 'app',
    shop_domain: shop?.domain ?? '',
    client_id: shop?.clientId ?? '',
    client_secret: shop?.clientSecret ?? '',
  })
  return { email, shop: handle }
}

/** Somebody new, signed in, with nothing yet. */
export async function signUp(page: Page, { name = 'Ada' } = {}): Promise<{ email: string }> {
  const email = `${randomUUID()}@example.com`
  await send(page, '/sign-up', { name, email, password: 'a long enough password' })
  return { email }
}

/** Sends a form as its page would; the answer to one that is taken is the next page. */
export async function send(
  page: Page,
  path: string,
  form: Record<string, string>,
): Promise<{ url: string }> {
  const answer = await page.request.post(path, { form, headers: { origin: ORIGIN } })
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200)
  return { url: answer.url() }
}

/** A print of its own under a title, sent as the form does that needs no script. */
export async function addArtwork(
  page: Page,
  title: string,
  fields: Record<string, string> = {},
): Promise<void> {
  const file = { name: 'print.png', mimeType: 'image/png', buffer: await drawPrint(title) }
  const answer = await page.request.post('/assets', {
    headers: { origin: ORIGIN },
    multipart: { work_id: randomUUID(), title, ...fields, file },
  })
  expect(answer.status()).toBe(200)
}

/** A product of one size, without a picture, on sale. */
export async function publishProduct(page: Page, title: string): Promise<{ path: string }> {
  const { url } = await send(page, '/products', { title, variant: '8x10|unframed' })
  const { pathname: path } = new URL(url)
  await send(page, `${path}/publish`, {})
  await expect(async () => {
    const answer = await page.request.get('/products?status=active')
    expect(await answer.text()).toContain(title)
  }).toPass({ timeout: 30_000 })
  return { path }
}
