import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { addArtwork, createOwner } from './owner.ts'
import { readZipNames } from './read-zip-names.ts'

const PRINTS = ['First Light', 'Second Wind', 'Third Place', 'Fourth Wall']
const ROOMS = ['Bedroom', 'Home Office', 'Living Room', 'Reading Nook', 'Therapy Office']
const PICTURES = PRINTS.length * ROOMS.length
const KIT = 'All rooms'
const RENDERING = { timeout: 90_000 }
/** Of the twenty, in the order of the page. */
const REJECTED = [
  { at: 3, code: 'Placement', digit: '1', text: 'Too high on the wall' },
  { at: 11, code: 'Quality', digit: '5', text: 'Blurred' },
]

test.setTimeout(180_000)

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'by keyboard alone' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a run by kit is reviewed, what is wrong is placed otherwise, and all is downloaded', async ({
      page,
    }) => {
      await createOwner(page)
      for (const title of PRINTS) await addArtwork(page, title)
      await addKit(page)
      await generateByKit(page, javaScriptEnabled)
      await page.getByRole('link', { name: `Review these ${PICTURES} mockups` }).click()
      if (javaScriptEnabled) await reviewByKeys(page)
      else await reviewByForms(page)
      await renderRejectedAgain(page)
      await downloadAll(page)
    })
  })
}

const toasts = (page: Page) => page.locator('#toasts')

async function addKit(page: Page): Promise<void> {
  await page.goto('/kits?add=1')
  await page.getByLabel('Name').fill(KIT)
  for (const room of ROOMS) await page.getByLabel(`Role of ${room}`).selectOption('room')
  await page.getByRole('button', { name: 'Add kit' }).click()
  await expect(toasts(page)).toContainText(KIT)
}

async function generateByKit(page: Page, hasScript: boolean): Promise<void> {
  await page.goto('/generate')
  await page.getByRole('button', { name: `Select all ${PRINTS.length} artworks` }).click()
  await expect(page.getByText(`${PRINTS.length} artworks selected`).first()).toBeVisible()
  await page.getByLabel('Kit').selectOption({ label: KIT })
  if (!hasScript) {
    const use = page.getByRole('button', { name: 'Use this kit' })
    if (await use.isVisible()) await use.click()
    const cost = page.getByRole('button', { name: 'See the cost' })
    if (await cost.isVisible()) await cost.click()
  }
  await page.getByRole('button', { name: `Generate for ${PICTURES} credits` }).click()
  await expect(page).toHaveURL(/\/runs\//)
  await expect(async () => {
    await page.reload()
    await expect(page.getByText(`${PICTURES} of ${PICTURES} mockups done`)).toBeVisible({
      timeout: 3_000,
    })
  }).toPass(RENDERING)
}

/** Not once is the mouse touched. */
async function reviewByKeys(page: Page): Promise<void> {
  await expect(page.locator('.review-tile')).toHaveCount(PICTURES)
  await page.keyboard.press('j')
  for (let at = 0; at < PICTURES; at += 1) {
    const rejected = REJECTED.find((one) => one.at === at)
    if (rejected) {
      await page.keyboard.press('r')
      await page.keyboard.press(rejected.digit)
      await focus(page, page.getByRole('dialog').getByRole('textbox'))
      await page.keyboard.type(rejected.text)
      await page.keyboard.press('Enter')
    } else await page.keyboard.press('a')
    const left = PICTURES - 1 - at
    await expect(toasts(page)).toContainText(left > 0 ? ` ${left} left.` : 'Nothing left')
  }
}

/** By Tab, as a person without a mouse does. */
async function focus(page: Page, wanted: Locator): Promise<void> {
  for (let n = 0; n < 10; n += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Not reached by Tab')
}

async function reviewByForms(page: Page): Promise<void> {
  for (const { at, code, text } of REJECTED.toReversed()) {
    await page.locator('.review-open').nth(at).click()
    await page.getByLabel('What is wrong').selectOption({ label: code })
    await page.locator('textarea[name="reason"]').fill(text)
    await page.getByRole('button', { name: 'Reject', exact: true }).click()
    await expect(toasts(page)).toContainText('Rejected')
    await page.goto('/approvals')
  }
  for (let left = PRINTS.length; left > 0; left -= 1) {
    await page
      .getByRole('button', { name: /^Approve all/ })
      .first()
      .click()
    await expect(toasts(page)).toContainText(/Approved [45] mockups of/)
  }
}

async function renderRejectedAgain(page: Page): Promise<void> {
  for (const { code, text } of REJECTED) {
    await page.goto('/approvals?status=rejected')
    const tile = page.locator('.review-tile', { hasText: text })
    await expect(tile).toContainText(code)
    await tile.getByRole('link', { name: /Render .*again/ }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Change placement')
    await expect(page.getByRole('main')).toContainText(text)
    await page.getByRole('button', { name: 'Smaller', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Use the placement of the scene' })).toBeVisible()
    await page.getByRole('button', { name: 'Render again · 1 credit' }).click()
    await expect(toasts(page)).toContainText('again')
  }
  await expect(async () => {
    await page.goto('/approvals')
    await expect(page.locator('.review-tile')).toHaveCount(REJECTED.length, { timeout: 1_000 })
  }).toPass(RENDERING)
}

async function downloadAll(page: Page): Promise<void> {
  await page.goto('/mockups?status=approved')
  const boxes = page.locator('main input[name="id"]')
  await expect(boxes).toHaveCount(PICTURES - REJECTED.length)
  for (const box of await boxes.all()) await box.check()
  await page.locator('.bulk-bar').getByText('More', { exact: true }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download as ZIP' }).click()
  const names = await readZipNames(await (await downloading).path())
  expect(names).toHaveLength(PICTURES - REJECTED.length)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toContain(`${PRINTS[3]} - Bedroom.png`)
}
