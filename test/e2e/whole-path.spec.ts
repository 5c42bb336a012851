import type { Page } from '@playwright/test'
import { drawPrint } from './draw-print.ts'
import { expect, test } from './fixtures.ts'
import { createOwner } from './owner.ts'
import { uploadArtwork } from './upload-artwork.ts'

const ROOMS = ['Bedroom', 'Therapy Office', 'Living Room', 'Reading Nook', 'Home Office']
const RENDERING = { timeout: 60_000 }

/** Names start with a capital on some pages and not on others. */
const anyCase = (text: string) => new RegExp(`^${text}$`, 'i')

test('artwork becomes five mockups, a product, and a page at the shop', async ({ page }) => {
  const print = 'Steady Light'
  await createOwner(page)
  await uploadArtwork(page, print, await drawPrint(print))
  await generate(page, print)
  await approveAll(page, print)
  await uploadFile(page)
  await createProduct(page, print)
  await chooseFile(page)
  await publish(page)
  await lookAtShop(page, print)
})

async function generate(page: Page, print: string): Promise<void> {
  await page.goto('/generate')
  await page.getByRole('checkbox', { name: print }).check()
  for (const room of ROOMS) await page.getByRole('checkbox', { name: room }).check()
  await page.getByRole('button', { name: 'Generate for 5 credits' }).click()
  await expect(page).toHaveURL(/\/runs\//)
  await expect(page.getByText('5 of 5 mockups done')).toBeVisible(RENDERING)
  await expect(page.getByRole('row', { name: new RegExp(`^${print}`) })).toContainText('To review')
}

async function approveAll(page: Page, print: string): Promise<void> {
  await page.getByRole('link', { name: 'Review these 5 mockups' }).click()
  for (const room of ROOMS) {
    await page.getByRole('checkbox', { name: anyCase(`${print} in ${room}`) }).check()
  }
  await expect(page.getByText('5 mockups selected')).toBeVisible()
  await page.locator('.bulk-bar').getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByRole('checkbox', { name: new RegExp(print) })).toHaveCount(0)
}

async function createProduct(page: Page, print: string): Promise<void> {
  await page.goto('/products/new')
  const form = page.getByRole('form', { name: 'Product', exact: true })
  await form.getByLabel('Title', { exact: true }).fill(print)
  await form.getByLabel('Collection (optional)').selectOption('growth')
  for (const variant of ['8×10', '11×14 / Natural Frame', '8×10 / Digital']) {
    await form.getByRole('checkbox', { name: variant, exact: true }).check()
  }
  for (const room of ROOMS) {
    await form.getByRole('checkbox', { name: anyCase(`Show ${print}, ${room}`) }).check()
  }
  await form.getByRole('button', { name: 'Create Product' }).click()
  await expect(page.getByRole('heading', { level: 1, name: print })).toBeVisible()
  await expect(page.getByRole('row', { name: /11×14 \/ Natural Frame/ })).toContainText('$69.99')
}

async function uploadFile(page: Page): Promise<void> {
  await page.goto('/digital-files')
  const buffer = Buffer.from('%PDF-1.7 a steady light')
  const file = { name: 'steady-light.pdf', mimeType: 'application/pdf', buffer }
  await page.getByLabel('File', { exact: true }).setInputFiles(file)
  await page.getByRole('button', { name: 'Upload file' }).click()
  await expect(page.getByRole('row', { name: /steady-light\.pdf/ })).toBeVisible()
}

/** A download goes on sale with a file, and the word that the delivery app has it. */
async function chooseFile(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'File of 8×10 / Digital' }).fill('steady')
  await page.getByRole('option', { name: /steady-light\.pdf/ }).click()
  await page.getByRole('checkbox', { name: 'The delivery app has these files' }).check()
  await page.getByRole('button', { name: 'Save downloads' }).click()
  await expect(page.getByText('Confirmed by')).toBeVisible()
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Publish', exact: true }).click()
  await expect(page.getByText(/It will be created at/)).toBeVisible()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByRole('link', { name: /Open in store/ })).toBeVisible(RENDERING)
  await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText('Active')
}

async function lookAtShop(page: Page, print: string): Promise<void> {
  const opening = page.waitForEvent('popup')
  await page.getByRole('link', { name: /Open in store/ }).click()
  const shop = await opening
  await expect(shop.getByRole('heading', { level: 1 })).toHaveText(print)
  await expect(shop.getByRole('list', { name: 'Pictures' }).getByRole('listitem')).toHaveCount(5)
  await expect(shop.getByText('$24.99').first()).toBeVisible()
}
