import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import * as z from 'zod'
import { expect, test } from './fixtures.ts'
import { addArtwork, signUp } from './owner.ts'
import { settings } from './settings.ts'

const UNMAPPED = 'without a template'
const MAPPED = ['Bedroom', 'Therapy Office', 'Living Room']
const IMPORTED = ['Bedroom, black, panorama', 'Bedroom, walnut, square']
const ROLES = ['Hero', 'Room', 'Room', 'Detail', 'Scale']
const RENDERING = 60_000

type CheckPage = (page: Page) => Promise<void>

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('an account’s own templates become rooms, a kit and mockups, and only those cost', async ({
      page,
      browserErrors,
    }) => {
      const key = `sandbox_studio_key_${randomUUID()}`
      const checkPage: CheckPage = async (page) => {
        if (!javaScriptEnabled) return
        const found = await browserErrors.ignoreDuring(() => new AxeBuilder({ page }).analyze())
        expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      }
      await signUp(page)
      await connect(page, key)
      await expect(page.getByText(`5 built-in scenes ${UNMAPPED}`)).toBeVisible()
      await addArtwork(page, 'Steady Light')
      for (const room of MAPPED) await giveTemplate(page, room)
      await expect(page.getByText(`2 built-in scenes ${UNMAPPED}`)).toBeVisible()
      await importTwo(page, checkPage)
      await addKit(page, checkPage)
      await draft(page, checkPage)
      expect(await chargedTo(key)).toBe(0)
      await generateByKit(page, checkPage)
      expect(await chargedTo(key)).toBe(MAPPED.length + IMPORTED.length)
    })
  })
}

test('what is ticked while a search is under way stays ticked', async ({ page }) => {
  await signUp(page)
  await connect(page, `sandbox_studio_key_${randomUUID()}`)
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

async function connect(page: Page, key: string): Promise<void> {
  await page.goto('/integrations')
  await page.getByLabel('API key', { exact: true }).fill(key)
  await page.getByRole('button', { name: 'Check and save' }).click()
  await expect(page.getByText(`5 built-in scenes ${UNMAPPED}`)).toBeVisible()
}

async function giveTemplate(page: Page, room: string): Promise<void> {
  await page.goto('/scenes')
  await page.getByRole('link', { name: `Choose for ${room}` }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`A template for ${room}`)
  await page.getByLabel('Search').fill(room)
  // Searched while it is typed, or by the form where there is no script.
  await page.getByLabel('Search').press('Enter')
  await expect(page).toHaveURL(/search=/)
  await page
    .getByRole('radio', { name: new RegExp(`^${room}`) })
    .first()
    .check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByLabel('Use it for')).not.toHaveValue('')
  if (room === 'Bedroom') await coverInstead(page)
  await page.getByRole('button', { name: 'Add scene' }).click()
  await expect(page.getByRole('link', { name: `Choose for ${room}` })).toHaveCount(0)
}

/** The draft asks where the shapes differ; what was typed stays. */
async function coverInstead(page: Page): Promise<void> {
  await expect(page.getByText('White bars left and right. Cover the frame instead?')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Growth' }).check()
  await page.getByRole('button', { name: 'Cover', exact: true }).click()
  await expect(page.getByLabel('Fit')).toHaveValue('cover')
  await expect(page.getByText('Show the whole artwork instead?')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'Growth' })).toBeChecked()
  await expect(page.getByLabel('Use it for')).toHaveValue('bedroom')
}

async function importTwo(page: Page, checkPage: CheckPage): Promise<void> {
  const [first = '', second = ''] = IMPORTED
  await page.getByRole('link', { name: 'Import templates' }).first().click()
  await page.getByRole('checkbox', { name: first }).check()
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('25–48 of 200')).toBeVisible()
  await page.getByRole('checkbox', { name: second }).check()
  await page.getByLabel('Search templates').fill('walnut, square')
  await page.getByLabel('Search templates').press('Enter')
  await expect(page.getByText('25–48 of 200')).toBeHidden()
  for (const each of IMPORTED) {
    await expect(page.getByRole('checkbox', { name: each })).toBeChecked()
  }
  await checkPage(page)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 2 templates')
  await checkPage(page)
  await page.getByRole('button', { name: 'Add 2 scenes' }).click()
  const own = page.getByRole('list', { name: 'Your scenes' })
  await expect(own.getByRole('listitem')).toHaveCount(MAPPED.length + IMPORTED.length)
  await checkPage(page)
}

async function addKit(page: Page, checkPage: CheckPage): Promise<void> {
  await page.goto('/kits')
  await page.getByRole('link', { name: 'Add kit' }).first().click()
  await page.getByLabel('Name').fill('My rooms')
  for (const [n, scene] of [...MAPPED, ...IMPORTED].entries()) {
    await page.getByLabel(`Role of ${scene}`, { exact: true }).selectOption({ label: ROLES[n] })
  }
  await checkPage(page)
  await page.getByRole('button', { name: 'Add kit' }).click()
  await expect(page.getByRole('row', { name: /My rooms/ })).toBeVisible()
}

/** Of a scene, on its own page: what will be sent, before anything is paid. */
async function draft(page: Page, checkPage: CheckPage): Promise<void> {
  await page.goto('/scenes')
  await page.getByRole('link', { name: IMPORTED[0], exact: true }).click()
  await expect(page.getByRole('img', { name: /^Draft/ })).toBeVisible()
  await checkPage(page)
}

async function generateByKit(page: Page, checkPage: CheckPage): Promise<void> {
  await page.goto('/generate')
  await page.getByRole('checkbox', { name: 'Steady Light' }).check()
  await page.getByLabel('Kit').selectOption({ label: 'My rooms' })
  const use = page.getByRole('button', { name: 'Use this kit' })
  if (await use.isVisible()) await use.click()
  for (const scene of [...MAPPED, ...IMPORTED]) {
    await expect(page.getByRole('checkbox', { name: scene, exact: true })).toBeChecked()
  }
  await expect(page.getByRole('checkbox', { name: 'Reading Nook' })).toBeDisabled()
  await page.getByRole('link', { name: 'Choose a template for Reading Nook' }).focus()
  await page.keyboard.press('x')
  await expect(page.getByRole('checkbox', { name: 'Reading Nook' })).not.toBeChecked()
  await checkPage(page)
  // Without a script the first press shows the cost.
  const cost = page.getByRole('button', { name: 'See the cost' })
  if (await cost.isVisible()) await cost.click()
  await page.getByRole('button', { name: 'Generate for 5 credits' }).click()
  await expect(page).toHaveURL(/\/runs\//)
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('5 of 5 mockups done')).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: RENDERING })
  await checkPage(page)
}

const chargedAnswer = z.object({ charged: z.number() })

/** What the sandbox has charged the key. */
async function chargedTo(key: string): Promise<number> {
  const sandbox = `http://localhost:${settings.E2E_SANDBOX_PORT}/__sandbox`
  const answer = await fetch(`${sandbox}/dynamic-mockups/renders?key=${key}`)
  return chargedAnswer.parse(await answer.json()).charged
}
