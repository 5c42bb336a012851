import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { type AddedMockup, addMockups } from './add-mockups.ts'
import { expect, test } from './fixtures.ts'

const ROOMS: Record<string, string> = {
  bedroom: 'Bedroom',
  home_office: 'Home Office',
  living_room: 'Living Room',
  reading_nook: 'Reading Nook',
  therapy_office: 'Therapy Office',
}
const A_SCREEN = 12

/** Somebody new, with so many artworks in five rooms to review; in the order of the page. */
async function openReview(page: Page, artworks: number): Promise<AddedMockup[]> {
  const email = `${randomUUID()}@example.com`
  await page.goto('/sign-up')
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill('a long enough password')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('navigation').first()).toBeVisible()
  const added = addMockups(email, artworks)
  await page.goto('/approvals')
  return added.toReversed()
}

const nameOf = ({ title, scene }: AddedMockup) => `${title} in ${ROOMS[scene]}`
const toasts = (page: Page) => page.locator('#toasts')
const tiles = (page: Page) => page.locator('.review-tile:visible')
const scrollY = (page: Page) => page.evaluate(() => window.scrollY)
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

test('the place is kept, however many decisions are made', async ({ page }) => {
  await openReview(page, 20)
  await page.evaluate(() => window.scrollTo(0, 1_500))
  await page.mouse.move(0, 0)
  const seen: number[] = []
  for (let n = 0; n < 20; n += 1) {
    const verb = n % 4 === 3 ? 'Reject' : 'Approve'
    const inView = page.locator(`.review-tile:visible [aria-label^="${verb} Print"]`)
    const places = await inView.evaluateAll((buttons) =>
      buttons.flatMap((button, at) => {
        const { top, bottom } = button.getBoundingClientRect()
        return top > 100 && bottom < window.innerHeight - 120 ? [at] : []
      }),
    )
    const button = inView.nth(places[0] ?? 0)
    const name = (await button.getAttribute('aria-label'))?.replace(/^\w+ /, '') ?? ''
    await button.click()
    await expect(toasts(page)).toContainText(name)
    seen.push(await scrollY(page))
  }
  expect(new Set(seen)).toEqual(new Set([1_500]))
  await expect(page.getByRole('link', { name: /^To review/ })).toContainText('80')
})

test('the keys decide, and the focus goes on with what is now in that place', async ({ page }) => {
  const [first, second, third, fourth] = await openReview(page, 3)
  if (!first || !second || !third || !fourth) throw new Error('Too few mockups')
  await page.keyboard.press('j')
  expect(await focused(page)).toBe(nameOf(first))
  await page.keyboard.press('j')
  expect(await focused(page)).toBe(nameOf(second))
  await page.keyboard.press('a')
  await expect(toasts(page)).toHaveText(/Approved .* 14 left\./)
  await expect(toasts(page)).toContainText(`Approved ${nameOf(second)}. 14 left.`)
  expect(await focused(page)).toBe(nameOf(third))
  await page.keyboard.press('k')
  expect(await focused(page)).toBe(nameOf(first))
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('r')
  await expect(toasts(page)).toContainText(`Rejected ${nameOf(third)}. 13 left.`)
  expect(await focused(page)).toBe(nameOf(fourth))
  await page.keyboard.press('x')
  await expect(page.getByText('1 mockup selected')).toBeVisible()
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+A')
  await expect(toasts(page)).toContainText(`Approved 3 mockups of ${first.title}. 10 left.`)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('a toast undoes a press, in place', async ({ page }) => {
  const [first] = await openReview(page, 2)
  if (!first) throw new Error('Too few mockups')
  await page.getByRole('button', { name: `Reject ${nameOf(first)}` }).click()
  await expect(toasts(page)).toContainText(`Rejected ${nameOf(first)}. 9 left.`)
  await expect(tiles(page)).toHaveCount(9)
  await toasts(page).getByRole('button', { name: 'Undo' }).click()
  await expect(toasts(page)).toContainText(`Undone: ${nameOf(first)} is as it was before.`)
  await expect(tiles(page)).toHaveCount(10)
  await expect(page).toHaveURL(/\/approvals$/)
})

test('a decision shows at once, and is taken back with the reason when it is refused', async ({
  page,
  browserErrors,
}) => {
  const [first, second] = await openReview(page, 2)
  if (!first || !second) throw new Error('Too few mockups')
  const free = Promise.withResolvers<void>()
  await page.route(`**/approvals/${first.itemId}/approve*`, async (route) => {
    await free.promise
    await route.continue({ url: route.request().url().replace(first.itemId, randomUUID()) })
  })
  await page.getByRole('button', { name: `Approve ${nameOf(first)}` }).click()
  await expect(tiles(page)).toHaveCount(9)
  expect(await focused(page)).toBe(nameOf(second))
  await browserErrors.ignoreDuring(async () => {
    free.resolve()
    await expect(toasts(page).getByRole('alert')).toContainText('Approval item not found')
  })
  await expect(tiles(page)).toHaveCount(10)
  await page.route(`**/approvals/${second.itemId}/approve*`, (route) => route.abort())
  await browserErrors.ignoreDuring(async () => {
    await page.getByRole('button', { name: `Approve ${nameOf(second)}` }).click()
    await expect(page.locator('#unreachable')).toBeVisible()
  })
  await expect(tiles(page)).toHaveCount(10)
})

test('presses that come faster than answers are all made', async ({ page }) => {
  await openReview(page, 4)
  await page.keyboard.press('j')
  for (let n = 0; n < 8; n += 1) await page.keyboard.press('a')
  await expect(tiles(page)).toHaveCount(12)
  await expect(toasts(page)).toContainText('12 left.')
  await page.reload()
  await expect(tiles(page)).toHaveCount(12)
})

test('a second tab that overturns a decision says so', async ({ page, context }) => {
  const [first] = await openReview(page, 1)
  if (!first) throw new Error('Too few mockups')
  const other = await context.newPage()
  await other.goto('/approvals')
  await page.getByRole('button', { name: `Approve ${nameOf(first)}` }).click()
  await expect(toasts(page)).toContainText('Approved')
  await other.getByRole('button', { name: `Reject ${nameOf(first)}` }).click()
  await expect(toasts(other)).toContainText(
    'Approved in another tab just now by you. Now rejected.',
  )
})

test('a screen shows twelve pictures or more, artwork by artwork', async ({ page }) => {
  const mockups = await openReview(page, 6)
  const inView = await page.locator('.review-tile img').evaluateAll(
    (pictures) =>
      pictures.filter((picture) => {
        const { top, bottom, width } = picture.getBoundingClientRect()
        return top >= 0 && bottom <= window.innerHeight && width > 150
      }).length,
  )
  expect(inView).toBeGreaterThanOrEqual(A_SCREEN)
  const shown = await page
    .locator('.review-open')
    .evaluateAll((links) => links.map((link) => link.getAttribute('aria-label')))
  expect(shown).toEqual(mockups.map(nameOf))
})

test('the page of a mockup turns over with the keys of the list, and leads on to products', async ({
  page,
}) => {
  const [first, second] = await openReview(page, 1)
  if (!first || !second) throw new Error('Too few mockups')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const heading = page.getByRole('heading', { level: 1 })
  const lead = page.locator('.lead')
  await expect(heading).toHaveText(first.title)
  await expect(lead).toHaveText(ROOMS[first.scene] ?? '')
  await page.keyboard.press('j')
  await expect(lead).toHaveText(ROOMS[second.scene] ?? '')
  await page.keyboard.press('ArrowLeft')
  await expect(lead).toHaveText(ROOMS[first.scene] ?? '')
  for (let left = 4; left > 0; left -= 1) {
    await page.keyboard.press('a')
    await expect(toasts(page)).toContainText(`${left} left.`)
  }
  await page.keyboard.press('a')
  await expect(toasts(page)).toContainText('Nothing left to review.')
  const next = page.getByRole('link', { name: 'Create products from 5 approved mockups' })
  await expect(next).toHaveAttribute('href', /^\/products\/new\?assets=[0-9a-f-]{36}$/)
})

test('what is reviewed is filtered in the URL, and passes axe', async ({ page, browserErrors }) => {
  await openReview(page, 4)
  await page.getByText('Filter', { exact: true }).click()
  await page.getByLabel('Scene', { exact: true }).selectOption({ label: 'Bedroom' })
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(/scene=bedroom/)
  await expect(tiles(page)).toHaveCount(4)
  await expect(page.getByRole('link', { name: /^To review/ })).toContainText('4')
  const found = await browserErrors.ignoreDuring(() => new AxeBuilder({ page }).analyze())
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  await page.getByRole('link', { name: 'Remove filter: Bedroom' }).click()
  await expect(tiles(page)).toHaveCount(20)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('each decision leads back to the list, and is undone from there', async ({ page }) => {
    const [first] = await openReview(page, 1)
    if (!first) throw new Error('Too few mockups')
    await page.getByRole('button', { name: `Approve ${nameOf(first)}` }).click()
    await expect(toasts(page)).toContainText(`Approved ${nameOf(first)}. 4 left.`)
    await toasts(page).getByRole('button', { name: 'Undo' }).click()
    await expect(tiles(page)).toHaveCount(5)
    await page.getByRole('button', { name: /^Approve all 5/ }).click()
    await expect(page.getByRole('link', { name: /^Create products from 5/ })).toBeVisible()
  })
})
