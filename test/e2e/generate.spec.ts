import { expect, test } from './fixtures.ts'
import { addArtwork, createOwner } from './owner.ts'

const RENDERING = 60_000

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('what a search finds is selected at once, seen pair by pair, and rendered', async ({
      page,
    }) => {
      await createOwner(page)
      for (const title of ['Steady Light', 'Quiet Light', 'Loud Noon']) {
        await addArtwork(page, title)
      }
      await page.goto('/generate')
      const filter = page.getByRole('button', { name: 'Filter' })
      await page.getByLabel('Search titles').fill('light')
      if (!javaScriptEnabled) await filter.click()
      const selection = page.getByRole('region', { name: 'Selected artworks' })
      await page.getByRole('button', { name: 'Select all 2 artworks' }).click()
      await expect(selection.getByRole('listitem')).toHaveCount(2)
      await selection.getByRole('button', { name: 'Remove Quiet Light' }).click()
      await expect(selection.getByRole('listitem')).toHaveText(['Steady Light'])
      await expect(page.getByRole('checkbox', { name: 'Quiet Light' })).not.toBeChecked()
      // It stays selected where the list does not show it.
      await page.getByLabel('Search titles').fill('noon')
      if (!javaScriptEnabled) await filter.click()
      await expect(page.getByRole('checkbox', { name: 'Steady Light' })).toHaveCount(0)
      await page.getByRole('checkbox', { name: 'Loud Noon' }).check()
      await page.getByRole('checkbox', { name: 'Bedroom' }).check()
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'See the cost' }).click()
      const pairs = page.getByRole('table', { name: 'Every selected artwork' })
      await expect(pairs.getByRole('cell', { name: '1 credit' })).toHaveCount(2)
      await expect(selection.getByRole('listitem')).toHaveCount(2)
      await page.getByRole('button', { name: 'Generate for 2 credits' }).click()
      await expect(page).toHaveURL(/\/runs\//)
      for (const name of ['Steady Light, Bedroom', 'Loud Noon, Bedroom']) {
        await expect(page.getByRole('img', { name })).toBeVisible({ timeout: RENDERING })
      }
      await expect(page.getByRole('link', { name: 'Review these 2 mockups' })).toBeVisible({
        timeout: RENDERING,
      })
      await page.goto('/generate?mockups=none')
      await expect(page.locator('#artworks').getByRole('checkbox')).toHaveCount(1)
    })
  })
}
