import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import * as z from 'zod'
import { credentialsOf } from '../../sandbox/shopify/credentials.ts'
import { expect, test } from './fixtures.ts'
import { createOwner, send } from './owner.ts'
import { settings } from './settings.ts'

const SANDBOX = `http://localhost:${settings.E2E_SANDBOX_PORT}`
const TITLES = 'Dawn Mist Fern Tide Moss Dusk'.split(' ')
/** Of these the shop's staff changes the title: theirs is kept, ours is pushed, it is left alone. */
const [KEPT = '', PUSHED = '', LOCKED = ''] = TITLES
const WORKING = { timeout: 60_000 }

const shopProducts = z.object({
  products: z.array(
    z.object({
      title: z.string(),
      status: z.string(),
      adminUrl: z.string(),
      variants: z.array(z.object({ price: z.string() })),
    }),
  ),
})

test('what a shop shows is seen before it is sent, decided about, and undone', async ({ page }) => {
  const { shop } = await createOwner(page)
  const paths = await publishByPlan(page)
  await eventuallyAtShop(shop, TITLES.length, { status: 'ACTIVE' })
  for (const title of [KEPT, PUSHED, LOCKED]) await renameAtShop(page, shop, title)

  await decide(page, paths.get(KEPT) ?? '', 'Keep Shopify’s')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${KEPT} of the shop`)
  await decide(page, paths.get(PUSHED) ?? '', 'Use ours')
  await decide(page, paths.get(LOCKED) ?? '', 'Leave alone')
  for (const title of [PUSHED, LOCKED]) await publish(page, paths.get(title) ?? '')
  await eventuallyAtShop(shop, 1, { title: PUSHED })
  await eventuallyAtShop(shop, 1, { title: `${LOCKED} of the shop` })

  const before = await pricesAtShop(shop)
  await raisePrices(page)
  await undo(page)
  expect(await pricesAtShop(shop)).toEqual(before)

  await connectAnother(page)
  await eventuallyAtShop(shop, TITLES.length, { status: 'ARCHIVED' })
})

/** Six products, each published by its plan. */
async function publishByPlan(page: Page): Promise<Map<string, string>> {
  const paths = new Map<string, string>()
  for (const title of TITLES) {
    const { url } = await send(page, '/products', { title, variant: '8x10|unframed' })
    paths.set(title, new URL(url).pathname)
  }
  for (const path of paths.values()) await publish(page, path)
  return paths
}

async function publish(page: Page, path: string): Promise<void> {
  await page.goto(`${path}/plan?action=publish`)
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Publish/ })
    .click()
  await expect(page).toHaveURL(path)
}

/** The shop's staff, on the shop's own page. */
async function renameAtShop(page: Page, shop: string, title: string): Promise<void> {
  const { adminUrl } = (await atShop(shop)).find((each) => each.title === title) ?? {}
  await page.goto(`${SANDBOX}${adminUrl}`)
  await page.getByLabel('Title', { exact: true }).fill(`${title} of the shop`)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved at the shop')).toBeVisible()
}

async function decide(page: Page, path: string, choice: string): Promise<void> {
  await send(page, `${path}/look`, {})
  await page.goto(path)
  await expect(page.getByRole('main')).toContainText('Changed on Shopify')
  await page.goto(`${path}/drift`)
  await page.getByLabel(choice).check()
  await page.getByRole('button', { name: 'Save decisions' }).click()
  await expect(page.locator('#toasts')).toContainText('Decided on 1 field')
  await page.goto(path)
}

async function raisePrices(page: Page): Promise<void> {
  await page.goto('/products')
  for (const box of await page.locator('main input[name="product"]').all()) await box.check()
  await page.getByRole('button', { name: 'Prices', exact: true }).click()
  await page.getByLabel('Percentage or amount').fill('10')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('button', { name: `Reprice ${TITLES.length} products` }).click()
  await ended(page)
}

async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
  await expect(page.locator('#toasts')).toContainText('Undoing.')
  await ended(page)
  await page.goto('/products')
  await expect(page.getByText('24.99')).toHaveCount(TITLES.length)
}

/** The job whose page this is has changed all of them. */
async function ended(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/jobs\/0/)
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('main')).toContainText(`${TITLES.length} of ${TITLES.length}`)
  }).toPass(WORKING)
}

async function connectAnother(page: Page): Promise<void> {
  const shop = credentialsOf(`test-${randomUUID().slice(0, 8)}.myshopify.com`)
  await send(page, '/integrations/shopify', {
    kind: 'app',
    shop_domain: shop?.domain ?? '',
    client_id: shop?.clientId ?? '',
    client_secret: shop?.clientSecret ?? '',
    live: 'retire',
  })
}

async function atShop(shop: string) {
  const answer = await fetch(`${SANDBOX}/__sandbox/shopify/products?shop=${shop}.myshopify.com`)
  return shopProducts.parse(await answer.json()).products
}

async function pricesAtShop(shop: string): Promise<(string | undefined)[]> {
  return (await atShop(shop)).map(({ variants }) => variants[0]?.price)
}

/** So many products at the shop are like this, soon. */
async function eventuallyAtShop(
  shop: string,
  count: number,
  like: { status?: string; title?: string },
): Promise<void> {
  await expect(async () => {
    const products = await atShop(shop)
    const found = products.filter(
      ({ status, title }) => (like.status ?? status) === status && (like.title ?? title) === title,
    )
    expect(found).toHaveLength(count)
  }).toPass(WORKING)
}
