import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { addMockups } from './add-mockups.ts'
import { expect, test } from './fixtures.ts'
import { createOwner, send } from './owner.ts'

const PHONE = { width: 390, height: 844 }

/** Creates drafts by the form's own address, without looking at each. */
async function createDrafts(page: Page, titles: readonly string[]): Promise<void> {
  for (const title of titles) {
    await send(page, '/products', { title, variant: '8x10|unframed' })
  }
}

/** The form of a product that is begun from an approved mockup, one of five of their artwork. */
async function formOfMockup(page: Page): Promise<string> {
  const { email } = await createOwner(page)
  for (const { itemId } of addMockups(email, 1)) {
    await send(page, `/approvals/${itemId}/approve`, {})
  }
  await page.goto('/mockups?status=approved')
  await page.locator('main a[href^="/mockups/0"]').first().click()
  const link = page.locator('main a[href^="/products/new?"]').first()
  return (await link.getAttribute('href')) ?? ''
}

/** The ids of the artworks. */
async function artworks(page: Page): Promise<string[]> {
  await page.goto('/products/new')
  const options = page.getByLabel('Artwork to start from').locator('option:not([value=""])')
  return options.evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''))
}

const titleField = (page: Page) => page.getByLabel('Title', { exact: true })

test('products are compared in a table, sorted, and changed several at once in place', async ({
  page,
}) => {
  const mark = randomUUID().slice(0, 8)
  await createOwner(page)
  await createDrafts(
    page,
    Array.from({ length: 44 }, (_, index) => `Draft ${mark} ${String(index).padStart(2, '0')}`),
  )
  await page.goto('/products?view=table&status=draft')
  await page.getByRole('link', { name: 'Product', exact: true }).click()
  await expect(page).toHaveURL(/sort=title/)
  await expect(page.getByRole('columnheader', { name: 'Product' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  await page.mouse.wheel(0, 1500)
  await page.waitForFunction(() => window.scrollY > 1000)
  for (const number of ['25', '26']) {
    await page.getByRole('checkbox', { name: `Select Draft ${mark} ${number}` }).check()
  }
  const bar = page.locator('.bulk-bar')
  await expect(bar.locator('.bulk-count')).toHaveText('2 products selected')
  await bar.getByText('More', { exact: true }).click()
  await bar.getByRole('button', { name: 'Delete drafts', exact: true }).first().click()
  const question = page.getByRole('dialog', { name: 'Delete these drafts?' })
  await expect(question).toContainText('2 products selected')
  const before = await page.evaluate(() => window.scrollY)
  await question.getByRole('button', { name: 'Delete drafts' }).click()
  await expect(page.locator('#toasts')).toContainText('Deleted 2 drafts.')
  await expect(question).toBeHidden()
  expect(await page.evaluate(() => window.scrollY)).toBe(before)
  await expect(page.getByRole('checkbox', { name: `Select Draft ${mark} 25` })).toHaveCount(0)
  // The look that was chosen is remembered.
  await page.goto('/products')
  await expect(page.getByRole('table', { name: 'Products' })).toBeVisible()
  await page.getByRole('link', { name: 'Tiles' }).click()
  await expect(page.getByRole('list', { name: 'Products' })).toBeVisible()
})

test('a row, a column or everything is ticked with one press', async ({ page }) => {
  await createOwner(page)
  await page.goto('/products/new')
  const boxes = page.locator('.size-matrix [name=variant]')
  const ticked = page.locator('.size-matrix [name=variant]:checked')
  const all = page.getByRole('checkbox', { name: 'All sizes and finishes' })
  await all.check()
  await expect(ticked).toHaveCount(await boxes.count())
  await all.uncheck()
  await expect(ticked).toHaveCount(0)
  await page.getByRole('checkbox', { name: 'All 8×10' }).check()
  await expect(ticked).toHaveCount(5)
  await page.getByRole('checkbox', { name: 'All Unframed' }).check()
  await expect(page.getByRole('checkbox', { name: 'A4', exact: true })).toBeChecked()
  await expect(all).toBeChecked({ indeterminate: true })
})

test('several artworks become products with one press each', async ({ page }) => {
  const { email } = await createOwner(page)
  addMockups(email, 3)
  await createDrafts(page, [`Before ${randomUUID().slice(0, 8)}`])
  const ids = (await artworks(page)).slice(0, 3)
  expect(ids.length).toBe(3)
  await page.goto(`/products/new?assets=${ids.join(',')}`)
  for (const left of ['2 artworks', '1 artwork']) {
    const title = await titleField(page).inputValue()
    expect(title).not.toBe('')
    await page.getByRole('button', { name: /^Create and publish to/ }).click()
    await expect(page.locator('#toasts')).toContainText(`Created ${title}.`)
    await expect(page.locator('#toasts')).toContainText(`${left} left.`)
    await expect(page).toHaveURL(/assets=/)
  }
  await page.getByRole('link', { name: /^Skip (?!to)/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Products')
})

test('pictures change places by keyboard, and a form that was left is as it was typed', async ({
  page,
}) => {
  await page.goto(await formOfMockup(page))
  const list = page.getByRole('list', { name: 'Pictures to choose from' })
  const titles = () => list.locator('.tile-title').allTextContents()
  const [first, second] = await titles()
  const down = list.getByRole('listitem').first().getByRole('button', { name: /down$/ })
  await down.focus()
  await page.keyboard.press('Enter')
  expect((await titles()).slice(0, 2)).toEqual([second, first])
  await expect(
    list.getByRole('listitem').nth(1).getByRole('button', { name: /down$/ }),
  ).toBeFocused()
  const form = page.url()
  await titleField(page).fill('Half a title')
  const editor = page.getByRole('textbox', { name: /^Description/ })
  await editor.fill('Be ')
  await page.getByRole('button', { name: 'Bold' }).click()
  await page.keyboard.type('still')
  await page.getByRole('navigation').first().getByRole('link', { name: 'Home' }).click()
  await expect(page).toHaveURL(/:\d+\/$/)
  await page.goto(form)
  const restored = page.locator('.notice-title', { hasText: 'Restored what you typed' })
  await expect(restored).toBeVisible()
  await expect(titleField(page)).toHaveValue('Half a title')
  await expect(editor.locator('strong, b')).toHaveText('still')
  expect((await titles()).slice(0, 2)).toEqual([second, first])
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(restored).toBeHidden()
  await expect(titleField(page)).not.toHaveValue('Half a title')
})

test('on a phone the button is three screens down at most, and always in view', async ({
  page,
}) => {
  const path = await formOfMockup(page)
  await page.setViewportSize(PHONE)
  await page.goto(path)
  const button = page.getByRole('button', { name: /^Create and publish to/ })
  await expect(button).toBeInViewport()
  const end = await page
    .locator('.sticky-actions')
    .evaluate((bar) => (bar.parentElement?.getBoundingClientRect().bottom ?? 0) + window.scrollY)
  expect(end).toBeLessThanOrEqual(3 * PHONE.height)
})

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('a product is created, its pictures ordered, and several are archived', async ({ page }) => {
    const title = `Plain ${randomUUID().slice(0, 8)}`
    await createOwner(page)
    await page.goto('/products/new')
    await page.getByRole('textbox', { name: 'Title' }).fill(title)
    await page.getByRole('checkbox', { name: '8×10', exact: true }).check()
    await page.getByRole('button', { name: 'Create Product', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    const list = `/products?view=table&search=${encodeURIComponent(title)}`
    const rowOf = page.getByRole('row', { name: new RegExp(title) })
    await page.goto(list)
    await page.getByRole('checkbox', { name: `Select ${title}` }).check()
    await page.locator('.bulk-bar').getByText('More', { exact: true }).click()
    await page.getByRole('button', { name: 'Archive', exact: true }).click()
    await page.getByRole('button', { name: 'Archive 1 product', exact: true }).click()
    await expect(page).toHaveURL(/\/jobs\/0/)
    await expect(async () => {
      await page.goto(list)
      await expect(rowOf).toContainText('Archived', { timeout: 1_000 })
    }).toPass({ timeout: 30_000 })
  })
})
