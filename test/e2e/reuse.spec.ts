import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { addArtwork, createOwner } from './owner.ts'

const RENDERING = { timeout: 60_000 }

test('a picture that is there already keeps its decision, is shown once and says where it is from', async ({
  page,
}) => {
  await createOwner(page)
  await addArtwork(page, 'Steady Light')
  await generate(page, 'Generate for 1 credit')
  await page.getByRole('link', { name: 'Review this mockup' }).click()
  await page.getByRole('button', { name: 'Approve Steady Light in Bedroom' }).click()
  await expect(page.locator('#toasts')).toContainText('Nothing left to review.')

  await generate(page, 'Generate for free')
  await expect(page.getByRole('row', { name: /^Steady Light/ })).toContainText('Approved')
  await page.goto('/approvals')
  await expect(page.locator('.review-tile')).toHaveCount(0)
  await page.goto('/mockups')
  await page.locator('main a[href^="/mockups/0"]').first().click()
  await expect(page.getByRole('main')).toContainText('Reused from the run of')
  await page.goto('/products/new')
  await page.getByRole('checkbox', { name: /^Show Steady Light, Bedroom$/i }).check()
})

async function generate(page: Page, button: string): Promise<void> {
  await page.goto('/generate')
  await page.getByRole('checkbox', { name: 'Steady Light' }).check()
  await page.getByRole('checkbox', { name: 'Bedroom' }).check()
  await page.getByRole('button', { name: button }).click()
  await expect(page).toHaveURL(/\/runs\//)
  await expect(page.getByText('1 of 1 mockup done')).toBeVisible(RENDERING)
}
