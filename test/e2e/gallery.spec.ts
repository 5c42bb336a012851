import type { Page } from '@playwright/test'
import { addMockups } from './add-mockups.ts'
import { expect, test } from './fixtures.ts'
import { signUp } from './owner.ts'

const toasts = (page: Page) => page.locator('#toasts')
const count = (page: Page) => page.locator('.bulk-count')
const tile = (page: Page, n: number) => page.locator('.tile').nth(n)
const boxOf = (page: Page, n: number) => tile(page, n).locator('[data-select]')

test('mockups are decided about, deleted and downloaded by keyboard and in bulk', async ({
  page,
}) => {
  const { email } = await signUp(page)
  addMockups(email, 11)
  await page.goto('/mockups?sort=title')
  await expect(page.locator('main')).toContainText('55 mockups')

  // With nothing selected a key takes what has the focus; Enter answers its question.
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('r')
  await page.getByLabel('Reason (optional)').fill('Too dark')
  await page.keyboard.press('Enter')
  await expect(toasts(page)).toContainText('Rejected Print 1 in')
  await expect(tile(page, 1)).toContainText('Rejected')
  await expect(count(page)).toHaveText('0 mockups selected')
  await expect(boxOf(page, 1)).toBeFocused()

  // Enter on a box is no decision.
  await page.keyboard.press('x')
  await expect(count(page)).toHaveText('1 mockup selected')
  await page.keyboard.press('Enter')
  await page.keyboard.press('x')
  await expect(tile(page, 1)).toContainText('Rejected')

  await page.getByLabel('Select all', { exact: true }).check()
  await expect(count(page)).toHaveText('48 mockups selected')
  const all = page.getByLabel('Select all 55 that match')
  await all.check()
  await expect(count(page)).toHaveText('55 mockups selected')
  await boxOf(page, 0).uncheck()
  await expect(all).toBeHidden()
  await expect(count(page)).toHaveText('47 mockups selected')

  await page.getByLabel('Select all', { exact: true }).check()
  await all.check()
  await page.locator('.more-menu summary').click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as ZIP' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('mockups.zip')
  await page.locator('.more-menu').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(toasts(page)).toContainText('Deleted 55 mockups.')
  await toasts(page).getByRole('button', { name: 'Undo' }).click()
  await expect(toasts(page)).toContainText('Restored 55 mockups.')
  await expect(page).toHaveURL(/\/mockups\?sort=title$/)
  await expect(tile(page, 1)).toContainText('Rejected')
})
