import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const UNMAPPED = 'without a template'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a scene is given a template of one’s own account, and two others are imported', async ({
      page,
      browserErrors,
    }) => {
      await signUp(page)
      await connect(page)
      await expect(page.getByText(`5 built-in scenes ${UNMAPPED}`)).toBeVisible()
      await page.getByRole('link', { name: 'Choose for Bedroom' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('A template for Bedroom')
      await page.getByRole('radio').first().check()
      await page.getByRole('button', { name: 'Go on' }).click()
      await expect(page.getByLabel('In place of')).toHaveValue('bedroom')
      await page.getByRole('button', { name: 'Add scene' }).click()
      await expect(page.getByText(`4 built-in scenes ${UNMAPPED}`)).toBeVisible()
      await page.getByRole('link', { name: 'Import templates' }).first().click()
      await page.getByRole('checkbox', { name: 'Bedroom, black, panorama' }).check()
      await page.getByRole('button', { name: 'Next' }).click()
      await expect(page.getByText('25–48 of 200')).toBeVisible()
      await page.getByLabel('Search templates').fill('walnut, square')
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Filter' }).click()
      const black = page.getByRole('checkbox', { name: 'Bedroom, black, panorama' })
      await expect(page.getByText('25–48 of 200')).toBeHidden()
      await expect(black).toBeChecked()
      await page.getByRole('checkbox', { name: 'Bedroom, walnut, square' }).check()
      await page.getByRole('button', { name: 'Go on' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 2 templates')
      if (javaScriptEnabled) {
        const found = await browserErrors.ignoreDuring(() => new AxeBuilder({ page }).analyze())
        expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      }
      await page.getByRole('button', { name: 'Add 2 scenes' }).click()
      await expect(
        page.getByRole('list', { name: 'Your scenes' }).getByRole('listitem'),
      ).toHaveCount(3)
    })
  })
}

test('what is ticked while a search is under way stays ticked', async ({ page }) => {
  await signUp(page)
  await connect(page)
  await page.goto('/scenes/import')
  const [reached, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let searches = 0
  await page.route(/search=walnut/, async (route) => {
    searches += 1
    if (searches > 1) return route.continue()
    reached.resolve()
    await free.promise
    // The browser may have given it up by now.
    await route.continue().catch(() => undefined)
  })
  await page.getByLabel('Search templates').fill('walnut')
  await reached.promise
  const black = page.getByRole('checkbox', { name: 'Bedroom, black, panorama' })
  await black.check()
  free.resolve()
  await expect(page.getByRole('checkbox', { name: 'Bedroom, walnut, square' })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'Bedroom, black, square' })).toBeHidden()
  await expect(black).toBeChecked()
})

async function signUp(page: Page): Promise<void> {
  await page.goto('/sign-up')
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('E-mail').fill(`${randomUUID()}@example.com`)
  await page.getByLabel('Password').fill('a long enough password')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('navigation').first()).toBeVisible()
}

async function connect(page: Page): Promise<void> {
  await page.goto('/integrations')
  await page.getByLabel('API key of your own').fill(`sandbox_studio_key_${randomUUID()}`)
  await page.getByRole('button', { name: 'Check and save' }).click()
}
