import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

/** Uploads one print under a title, by the page that uploads. */
export async function uploadArtwork(page: Page, title: string, buffer: Buffer): Promise<void> {
  await page.goto('/assets/upload')
  const file = { name: 'print.png', mimeType: 'image/png', buffer }
  await page.locator('[data-pick=files]').setInputFiles(file)
  await page.getByLabel('Title of').fill(title)
  await page.getByRole('button', { name: 'Save 1 artwork' }).click()
  await expect(page.getByRole('list', { name: 'Artworks' })).toContainText(title)
}
