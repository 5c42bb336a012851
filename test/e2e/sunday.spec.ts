import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { expect, test } from './fixtures.ts'
import { createOwner } from './owner.ts'
import { settings } from './settings.ts'

const ORIGIN = `http://localhost:${settings.E2E_HUB_PORT}`
const PRINTS = 'Dawn Mist Fern Tide Moss Dusk Rain Clay Reed Salt Pine Snow'.split(' ')
const CHOSEN = PRINTS.slice(0, 6)
/** Of these, one has pictures, one is given a price below its cost, one is too small for 24x36. */
const [PICTURED = '', CHEAP = '', SMALL = ''] = CHOSEN
const SCENES = ['bedroom', 'home_office', 'living_room']
const MIN_DPI = 72
// 24 inches at that, and far from it.
const [WIDTH_PX, SMALL_PX] = [1728, 720]
const AS_PRICED = '2 variants · $24.99 – $79.99'
const RAISED = '2 variants · $27.99 – $87.99'
const WORKING = { timeout: 60_000 }
const AT_ONCE = { timeout: 1_000 }

test.setTimeout(180_000)

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'by keyboard where it matters' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('twelve artworks become products that print well and earn money, in bulk', async ({
      page,
    }) => {
      await createOwner(page)
      await limitPrint(page)
      await uploadAll(page)
      await addQuotes(page)
      await renderRooms(page)
      await addRecipe(page)
      await createProducts(page)
      await orderPictures(page, javaScriptEnabled)
      await duplicateTwice(page)
      await renderBedroomAgain(page)
      await takeNewerPictures(page)
      await raisePrices(page)
      await undo(page)
    })
  })
}

const toasts = (page: Page) => page.locator('#toasts')
const boxes = (page: Page) => page.locator('main input[name="product"]')
const lineOf = (page: Page, print: string) =>
  page.getByRole('row').filter({ has: page.getByLabel(`Title of the product of ${print}`) })

/** Work of the queues shows once its page is loaded again, with a script or without. */
async function eventually(page: Page, check: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.reload()
    await check()
  }).toPass(WORKING)
}

async function limitPrint(page: Page): Promise<void> {
  await page.goto('/settings')
  await page.locator('[name="min_dpi"]').fill(String(MIN_DPI))
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(toasts(page)).toContainText('Settings saved.')
}

async function uploadAll(page: Page): Promise<void> {
  for (const prints of [CHOSEN, PRINTS.slice(CHOSEN.length)]) {
    const multipart = new FormData()
    multipart.append('work_id', randomUUID())
    for (const print of prints) {
      multipart.append('file', new Blob([await drawFlat(print)]), `${print}.png`)
    }
    const answer = await page.request.post('/assets', { headers: { origin: ORIGIN }, multipart })
    expect(answer.status(), await answer.text()).toBe(200)
  }
}

/** One colour is drawn, sent and rendered quickly. */
async function drawFlat(print: string): Promise<Uint8Array<ArrayBuffer>> {
  const width = print === SMALL ? SMALL_PX : WIDTH_PX
  const background = { r: 20 * PRINTS.indexOf(print), g: 150, b: 140 }
  const create = { width, height: (width * 3) / 2, channels: 3, background } as const
  return new Uint8Array(await sharp({ create }).png().toBuffer())
}

async function addQuotes(page: Page): Promise<void> {
  await page.goto('/quotes/list')
  const lines = PRINTS.map((print) => `Wait for ${print.toLowerCase()}.,Ada,${print}.png`)
  await page.getByLabel('Quotes, one a line').fill(['quote,author,file', ...lines].join('\n'))
  await page.getByLabel('Collection of quotes that name none').selectOption('growth')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check 12 quotes')
  await expect(page.getByText('Same name')).toHaveCount(PRINTS.length)
  await page.getByRole('button', { name: 'Add quotes' }).click()
  await expect(toasts(page)).toContainText('Added 12 quotes. Gave 12 artworks a quote.')
}

/** Three rooms of one artwork, approved as they come. */
async function renderRooms(page: Page): Promise<void> {
  await page.goto(`/assets?search=${PICTURED}`)
  const id = await page.getByRole('checkbox', { name: PICTURED }).getAttribute('value')
  const query = new URLSearchParams(SCENES.map((scene) => ['scene', scene]))
  await page.goto(`/generate?asset=${id}&${query}&skip_approval=true`)
  await page.getByRole('button', { name: 'Generate for 3 credits' }).click()
  await expect(page).toHaveURL(/\/runs\//)
  const done = page.getByText('3 of 3 mockups done')
  await eventually(page, () => expect(done).toBeVisible(AT_ONCE))
}

async function addRecipe(page: Page): Promise<void> {
  await page.goto('/recipes/new')
  await page.getByLabel('Name').fill('Two sizes')
  for (const size of ['8×10', '24×36']) await page.getByRole('checkbox', { name: size }).check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(toasts(page)).toContainText('Added Two sizes.')
}

/** One too cheap and one too coarse: each says why, and stays until it is meant. */
async function createProducts(page: Page): Promise<void> {
  await page.goto('/assets')
  for (const print of CHOSEN) await page.getByRole('checkbox', { name: print }).check()
  await page.getByRole('button', { name: 'Create products' }).click()
  const [cheap, small] = [lineOf(page, CHEAP), lineOf(page, SMALL)]
  const price = cheap.getByLabel('Price of 8×10')
  await expect(small).toContainText('prints at 30 dpi at 24×36, below your limit of 72 dpi')
  await cheap.getByRole('button', { name: `Edit ${CHEAP}` }).click()
  await price.fill('5')
  await page.getByRole('button', { name: 'Update' }).click()
  await expect(cheap).toContainText('8×10 sells for $5.00 and costs $8.00: each sale loses $3.00.')
  await expect(cheap).toContainText(/-\$3\.00 -60 ?%/)
  await page.getByRole('button', { name: 'Create 4 of 6' }).click()
  await expect(page.getByText('4 products are being created. 2 products were not')).toBeVisible()
  await expect(price).toHaveValue('5')
  await small.getByRole('checkbox', { name: 'Sell 24×36 anyway' }).check()
  await page.getByRole('button', { name: 'Create 2 products' }).click()
  await expect(page.getByText('1 product is being created. 1 product was not')).toBeVisible()
  await expect(cheap).toContainText('costs $8.00')
  await expect(price).toHaveValue('5')
}

async function orderPictures(page: Page, hasScript: boolean): Promise<void> {
  await page.goto('/products')
  await eventually(page, () => expect(boxes(page)).toHaveCount(5, AT_ONCE))
  await page.getByRole('link', { name: PICTURED, exact: true }).click()
  await page.getByRole('link', { name: 'Edit pictures' }).click()
  const names = page.locator('.picture-row-name')
  await expect(names).toHaveCount(SCENES.length)
  const [first = '', second = '', third = ''] = await names.allInnerTexts()
  if (hasScript) {
    await page.getByRole('button', { name: `Move ${first}`, exact: true }).focus()
    await page.keyboard.press('ArrowDown')
  } else await page.getByRole('button', { name: `Move ${first} down` }).click()
  await expect(names).toHaveText([second, first, third])
  await page.getByRole('button', { name: 'Save pictures' }).click()
  await expect(toasts(page)).toContainText(`Saved the pictures of ${PICTURED}.`)
  await expect(page.getByText(`1. ${second}`)).toBeVisible()
}

async function duplicateTwice(page: Page): Promise<void> {
  const url = page.url()
  for (const _copy of ['one', 'another']) {
    await page.goto(url)
    await page.getByRole('button', { name: 'Duplicate' }).click()
    await expect(toasts(page)).toContainText(`Created ${PICTURED} (copy`)
  }
}

async function renderBedroomAgain(page: Page): Promise<void> {
  await page.goto('/mockups?scene=bedroom')
  await page.locator('main a[href^="/mockups/0"]').first().click()
  await page.getByRole('button', { name: 'Render again', exact: true }).click()
  await page.getByRole('button', { name: 'Render again for 1 credit' }).click()
  await expect(page).toHaveURL(/\/runs\//)
  const tile = page.locator('.review-tile')
  await page.goto('/approvals')
  await eventually(page, () => expect(tile).toHaveCount(1, AT_ONCE))
  await tile.getByRole('button', { name: /^Approve/ }).click()
  await expect(toasts(page)).toContainText('Approved')
}

async function takeNewerPictures(page: Page): Promise<void> {
  await page.goto('/products')
  await page.getByRole('link', { name: PICTURED, exact: true }).click()
  const news = page.getByText('A newer approved picture of Bedroom is available')
  await expect(news).toBeVisible()
  const url = page.url()
  await page.goto('/products')
  const shown = page.getByRole('checkbox', { name: PICTURED })
  await expect(shown).toHaveCount(3)
  for (const box of await shown.all()) await box.check()
  await page.locator('.bulk-bar').getByText('More', { exact: true }).click()
  await page.getByRole('button', { name: 'Newer pictures' }).click()
  await expect(page.getByText('New pictures 1')).toHaveCount(3)
  await page.getByRole('button', { name: 'Change 3 products' }).click()
  await waitForJob(page, 3)
  await page.goto(url)
  await expect(page.getByRole('button', { name: 'Duplicate' })).toBeVisible()
  await expect(news).toHaveCount(0)
}

async function waitForJob(page: Page, products: number): Promise<void> {
  await expect(page).toHaveURL(/\/jobs\/0/)
  const done = page.getByRole('main').getByText(`${products} of ${products}`, { exact: true })
  await eventually(page, () => expect(done).toBeVisible(AT_ONCE))
  await expect(page.getByRole('row', { name: /Done$/ })).toHaveCount(products)
}

async function raisePrices(page: Page): Promise<void> {
  await page.goto('/products')
  await expect(page.getByText(AS_PRICED)).toHaveCount(7)
  for (const box of await boxes(page).all()) await box.check()
  await page.getByRole('button', { name: 'Prices', exact: true }).click()
  await page.getByLabel('Percentage or amount').fill('10')
  await page.getByLabel('Round to').selectOption('.99')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByText(/8×10.*24\.99.*→.*27\.99/)).toHaveCount(7)
  await expect(page.getByText(/24×36.*79\.99.*→.*87\.99/)).toHaveCount(7)
  await page.getByRole('button', { name: 'Reprice 7 products' }).click()
  await waitForJob(page, 7)
  const url = page.url()
  await page.goto('/products')
  await expect(page.getByText(RAISED)).toHaveCount(7)
  await page.goto(url)
}

async function undo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
  await expect(toasts(page)).toContainText('Undoing.')
  await waitForJob(page, 7)
  await page.goto('/products')
  await expect(page.getByText(AS_PRICED)).toHaveCount(7)
}
