import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { drawPrint } from './draw-print.ts'
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
      await upload(page)
      await connect(page)
      await expect(page.getByText(`5 built-in scenes ${UNMAPPED}`)).toBeVisible()
      await page.getByRole('link', { name: 'Choose for Bedroom' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('A template for Bedroom')
      await page.getByRole('radio').first().check()
      await page.getByRole('button', { name: 'Go on' }).click()
      await expect(page.getByLabel('In place of')).toHaveValue('bedroom')
      await expect(page.getByText('White bars left and right: cover instead?')).toBeVisible()
      await page.getByLabel('Name', { exact: true }).fill('Our bedroom')
      await page.getByRole('button', { name: 'Cover', exact: true }).click()
      await expect(page.getByLabel('Fit')).toHaveValue('cover')
      await expect(page.getByText('show the whole artwork instead?')).toBeVisible()
      await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Our bedroom')
      await expect(page.getByLabel('In place of')).toHaveValue('bedroom')
      await page.getByRole('button', { name: 'Add scene' }).click()
      await expect(page.getByText(`4 built-in scenes ${UNMAPPED}`)).toBeVisible()
      await page.getByRole('link', { name: 'Import templates' }).first().click()
      await page.getByRole('checkbox', { name: 'Bedroom, black, panorama' }).check()
      await page.getByRole('button', { name: 'Next' }).click()
      await expect(page.getByText('25–48 of 200')).toBeVisible()
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
      await expect(page.getByRole('link', { name: 'Our bedroom', exact: true })).toBeVisible()
      await page.goto('/generate?scene=living_room')
      await expect(page.getByRole('checkbox', { name: 'Living Room' })).toBeDisabled()
      await expect(page.getByRole('checkbox', { name: 'Living Room' })).not.toBeChecked()
      await page.getByRole('checkbox', { name: 'Bedroom, black, panorama' }).check()
      const choose = page.getByRole('link', { name: 'Choose a template for Living Room' })
      if (javaScriptEnabled) {
        await choose.focus()
        await page.keyboard.press('x')
        await expect(page.getByRole('checkbox', { name: 'Living Room' })).not.toBeChecked()
        await page.keyboard.press('k')
        await page.keyboard.press('j')
        await expect(choose).toBeFocused()
        await page.keyboard.press('j')
        await expect(page.getByRole('checkbox', { name: 'Our bedroom' })).toBeFocused()
      }
      await choose.click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('A template for Living Room')
    })
  })
}

async function signUp(page: Page): Promise<void> {
  await page.goto('/sign-up')
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('E-mail').fill(`${randomUUID()}@example.com`)
  await page.getByLabel('Password').fill('a long enough password')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('navigation').first()).toBeVisible()
}

/** One of a portrait's shape. */
async function upload(page: Page): Promise<void> {
  await page.goto('/assets?upload=1')
  const form = page.getByRole('form', { name: 'Upload artwork' })
  const buffer = await drawPrint('Quiet')
  await form.getByLabel('Picture').setInputFiles({ name: 'p.png', mimeType: 'image/png', buffer })
  await form.getByLabel('Title').fill('Quiet')
  await form.getByRole('button', { name: 'Upload' }).click()
  await expect(page.getByRole('list', { name: 'Assets' })).toContainText('Quiet')
}

async function connect(page: Page): Promise<void> {
  await page.goto('/integrations')
  await page.getByLabel('API key of your own').fill(`sandbox_studio_key_${randomUUID()}`)
  await page.getByRole('button', { name: 'Check and save' }).click()
}
