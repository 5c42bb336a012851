import type { Page } from '@playwright/test'
import { addMockups } from './add-mockups.ts'
import { expect, test } from './fixtures.ts'
import { createOwner } from './owner.ts'

const toast = (page: Page) => page.locator('#toasts')

test('the time zone of the browser is used until another is chosen, on every page', async ({
  browser,
}) => {
  const context = await browser.newContext({ timezoneId: 'Asia/Tokyo' })
  const page = await context.newPage()
  const { email } = await createOwner(page)
  addMockups(email, 1)
  // Its script notes the browser's zone, for all pages from the next on.
  await page.goto('/')
  await page.goto('/activity')
  await expect(page.locator('time').first()).toHaveAttribute('title', /GMT\+9$/)
  await page.goto('/account')
  const zone = page.getByLabel('Time zone')
  await expect(zone).toHaveValue('')
  await expect(zone.locator('option').first()).toHaveText('Same as this browser: Asia/Tokyo')
  await zone.selectOption({ label: 'New York' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(toast(page)).toContainText('Account saved.')
  await expect(page.getByLabel('Time zone')).toHaveValue('America/New_York')
  for (const path of ['/activity', '/mockups', '/runs']) {
    await page.goto(path)
    await expect(page.locator('time').first()).toHaveAttribute('title', /GMT-[45]$/)
  }
  await context.close()
})

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with a script' : 'without a script'

  test.describe(how, () => {
    test.use({ javaScriptEnabled })

    test('defaults of new products are saved, and wrong ones are kept as typed', async ({
      page,
      browserErrors,
    }) => {
      const { shop } = await createOwner(page)
      await page.goto('/account')
      await expect(page.getByLabel('Vendor')).toHaveValue(shop)
      await page.getByLabel('SKU prefix').fill('A-1')
      await page.getByLabel('Product type').fill('Poster')
      // Chromium reports an answer of 400 as an error.
      await browserErrors.ignoreDuring(async () => {
        await page.getByRole('button', { name: 'Save', exact: true }).click()
        await expect(page.getByLabel('SKU prefix')).toHaveAttribute('aria-invalid', 'true')
      })
      await expect(page.getByLabel('Product type')).toHaveValue('Poster')
      await page.getByLabel('SKU prefix').fill('hh')
      await page.getByLabel('Product type').fill('')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(toast(page)).toContainText('Account saved.')
      await expect(page.getByLabel('Product type')).toHaveValue('Print')
      await expect(page.getByLabel('SKU prefix')).toHaveValue('HH')
    })

    test('customizing a scene keeps nothing after Cancel, and the version after Save', async ({
      page,
    }) => {
      await createOwner(page)
      await page.goto('/scenes')
      const own = page.getByRole('list', { name: 'Your scenes' })
      await page.getByRole('link', { name: 'Customize Reading Nook' }).click()
      await expect(page.getByRole('heading', { name: 'Customize Reading Nook' })).toBeVisible()
      await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Reading Nook')
      await page.getByRole('link', { name: 'Cancel' }).click()
      await expect(page).toHaveURL(/\/scenes$/)
      await expect(page.getByLabel('Name', { exact: true })).toHaveCount(0)
      await expect(own).toHaveCount(0)
      await page.reload()
      await expect(own).toHaveCount(0)

      await page.getByRole('link', { name: 'Customize Reading Nook' }).click()
      await expect(page.getByLabel('Name', { exact: true })).toBeVisible()
      await page.getByLabel('Name', { exact: true }).fill('Evening Nook')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(toast(page)).toContainText('Saved your version of Evening Nook.')
      await expect(own).toContainText('Evening Nook')
      await page.getByRole('button', { name: 'Delete Evening Nook' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
      await expect(toast(page)).toContainText('Deleted Evening Nook.')
      await expect(own).toHaveCount(0)
    })

    test('a store is found by what its owner pastes, or it is said what to type', async ({
      page,
      browserErrors,
    }) => {
      const { shop } = await createOwner(page)
      await page.goto('/integrations')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Connections')
      await page.getByText('Replace credentials or connect another store').click()
      const form = page.getByRole('form', { name: 'Connect with an app' })
      await form.getByLabel('Store address').fill('https://havenhold.example/products')
      await form.getByLabel('Client ID').fill(`client_${shop}`)
      await form.getByLabel('Client secret').fill(`secret_${shop}`)
      await browserErrors.ignoreDuring(async () => {
        await form.getByRole('button', { name: 'Check and connect' }).click()
        await expect(page.getByText('The store was not connected')).toBeVisible()
      })
      await expect(page.getByText('ends in .myshopify.com').first()).toBeVisible()
      await form
        .getByLabel('Store address')
        .fill(`https://admin.shopify.com/store/${shop}/products?selectedView=all`)
      await form.getByLabel('Client secret').fill(`secret_${shop}`)
      await form.getByRole('button', { name: 'Check and connect' }).click()
      await expect(toast(page)).toContainText(`Connected ${shop}.myshopify.com.`)
    })
  })
}

test('a scene far down the page is turned off and on where it is', async ({ page }) => {
  await createOwner(page)
  await page.setViewportSize({ width: 390, height: 700 })
  for (const name of ['First', 'Second', 'Third', 'Fourth']) {
    await page.goto('/scenes?add=1')
    await page.getByLabel('Name', { exact: true }).fill(`${name} Room`)
    await page.getByLabel('Key', { exact: true }).fill(`${name.toLowerCase()}_room`)
    await page.getByLabel('Template ID').fill('dm_bedroom_001')
    await page.getByRole('button', { name: 'Add scene' }).click()
    await expect(toast(page)).toContainText(`Added ${name} Room.`)
  }
  const button = page.getByRole('button', { name: /^Turn off First Room/ })
  await button.scrollIntoViewIfNeeded()
  const before = await page.evaluate(() => window.scrollY)
  expect(before).toBeGreaterThan(300)
  await button.click()
  await expect(toast(page)).toContainText('Turned off First Room.')
  expect(await page.evaluate(() => window.scrollY)).toBe(before)
  await page.getByRole('button', { name: /^Turn on First Room/ }).click()
  await expect(toast(page)).toContainText('Turned on First Room.')
  expect(await page.evaluate(() => window.scrollY)).toBe(before)
})
