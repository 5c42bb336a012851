import type { Page } from '@playwright/test'
import { addMockups } from './add-mockups.ts'
import { expect, test } from './fixtures.ts'
import { addArtwork, createOwner, publishProduct, signUp } from './owner.ts'

const ROOMS = ['Bedroom', 'Therapy Office', 'Living Room', 'Reading Nook', 'Home Office']
const RENDERING = 90_000
const MOST_SHIFT = 0.01

/** How far what is in sight was pushed around since the page was loaded, without what a press did. */
async function watchShift(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const shifts: number[] = []
    Reflect.set(window, 'shifts', shifts)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!Reflect.get(entry, 'hadRecentInput')) shifts.push(Number(Reflect.get(entry, 'value')))
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  return () =>
    page.evaluate(() => {
      const shifts: number[] = Reflect.get(window, 'shifts')
      return shifts.reduce((sum, value) => sum + value, 0)
    })
}

/** Starts ten renders, of two new prints in five rooms, and leaves the page at the run. */
async function startTen(page: Page): Promise<void> {
  const prints = ['Steady Light', 'Quiet Light']
  for (const print of prints) await addArtwork(page, print)
  await page.goto('/generate')
  for (const name of [...prints, ...ROOMS]) await page.getByRole('checkbox', { name }).check()
  await page.getByRole('button', { name: 'Generate for 10 credits' }).click()
  await expect(page).toHaveURL(/\/runs\//)
}

function figure(page: Page, term: string) {
  return page.locator('.month-figures div', { hasText: term }).locator('dd')
}

/** The count of the navigation, as a number. */
async function badge(page: Page): Promise<number> {
  return Number.parseInt((await page.locator('#count-approvals').innerText()) || '0', 10)
}

test('what must be done is in the first screen, and a decision is made without leaving it', async ({
  page,
}) => {
  const { email } = await createOwner(page)
  await publishProduct(page, 'Before')
  addMockups(email, 4)
  await page.goto('/')
  const strip = page.getByRole('list', { name: 'Mockups to review' })
  const tiles = strip.getByRole('listitem')
  await expect(tiles).toHaveCount(6)
  for (const part of [strip, page.locator('#problems'), page.locator('#credit-card')]) {
    const box = await part.boundingBox()
    expect((box?.y ?? 900) + (box?.height ?? 0)).toBeLessThanOrEqual(900)
  }
  const before = await badge(page)
  const [first, second] = await Promise.all([
    tiles.first().getAttribute('id'),
    tiles.nth(1).getAttribute('id'),
  ])
  await page.evaluate(() => window.scrollTo(0, 100))
  await tiles
    .first()
    .getByRole('button', { name: /^Approve/ })
    .click()
  await expect(page.locator(`#${first}`)).toHaveCount(0)
  await expect(page.locator('#toasts')).toContainText('Approved')
  await expect(tiles.first()).toHaveAttribute('id', second ?? '')
  await expect(tiles).toHaveCount(6)
  expect(await page.evaluate(() => window.scrollY)).toBe(100)
  expect(await badge(page)).toBe(before - 1)
  await expect(page.getByRole('link', { name: `Review all ${before - 1}` })).toBeVisible()
  await expect(page).toHaveURL(/\/$/)
})

test('a run moves nothing on its page, and leads on to its review', async ({ page }) => {
  await createOwner(page)
  await startTen(page)
  const shift = await watchShift(page)
  await page.reload()
  await expect(page.getByText(/left|estimating/).first()).toBeVisible()
  await expect(page.getByText('10 of 10 mockups done')).toBeVisible({ timeout: RENDERING })
  await expect(page.getByText(/took \d+ (second|min)/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Review these 10 mockups' })).toHaveAttribute(
    'href',
    /^\/approvals\?run=/,
  )
  expect(await shift()).toBeLessThanOrEqual(MOST_SHIFT)
})

test('while a run goes on, all of the home page agrees and nothing of it moves', async ({
  page,
}) => {
  await createOwner(page)
  await publishProduct(page, 'Before')
  await page.goto('/')
  const [made, credits, waiting] = await Promise.all([
    figure(page, 'Mockups rendered').innerText(),
    figure(page, 'Credits used').innerText(),
    badge(page),
  ])
  await startTen(page)
  const shift = await watchShift(page)
  await page.goto('/')
  const run = page.getByRole('row', { name: /2 artworks × 5 scenes/ }).first()
  await expect(run).toContainText('Running')
  await expect(run).toContainText('Done', { timeout: RENDERING })
  await expect(run).toContainText('10 to review')
  expect(await figure(page, 'Mockups rendered').innerText()).toBe(String(Number(made) + 10))
  expect(await figure(page, 'Credits used').innerText()).toBe(String(Number(credits) + 10))
  expect(await badge(page)).toBe(waiting + 10)
  await expect(page.getByRole('link', { name: `Review all ${waiting + 10}` })).toBeVisible()
  const latest = page.getByRole('list', { name: 'Latest mockups' })
  await expect(latest.getByText('To review')).toHaveCount(6)
  await expect(page.locator('#credit-card')).not.toContainText('held')
  // Once nothing renders, nothing asks any more.
  await expect(page.locator('#home')).not.toHaveAttribute('hx-trigger')
  expect(await shift()).toBeLessThanOrEqual(MOST_SHIFT)
})

test('a new account sees the steps to its first published product, and one thing to do', async ({
  page,
}) => {
  await signUp(page)
  await page.goto('/')
  const steps = page.locator('.first-steps li')
  await expect(steps).toHaveCount(7)
  await expect(page.locator('[aria-current=step]')).toContainText('Connect')
  await page.goto('/generate')
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('No artwork yet')
  await expect(page.locator('main').getByRole('link')).toHaveText(['Upload artwork'])
  await expect(page.getByRole('checkbox')).toHaveCount(0)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the cost is shown before it is spent, and the run refreshes itself', async ({ page }) => {
    await createOwner(page)
    const print = 'Steady Light'
    await addArtwork(page, print)
    await page.goto('/generate')
    await page.getByRole('checkbox', { name: print }).check()
    for (const room of ROOMS) await page.getByRole('checkbox', { name: room }).check()
    await page.getByRole('button', { name: 'See the cost' }).click()
    await expect(page).toHaveURL(/\/generate$/)
    await expect(page.getByText('Nothing is spent yet.')).toBeVisible()
    await page.getByRole('button', { name: 'Generate for 5 credits' }).click()
    await expect(page).toHaveURL(/\/runs\//)
    await expect(page.locator('meta[http-equiv=refresh]')).toHaveAttribute('content', '5')
    await expect(page.getByRole('link', { name: 'Refresh' }).first()).toBeVisible()
    await expect(page.getByText('5 of 5 mockups done')).toBeVisible({ timeout: RENDERING })
    await expect(page.locator('meta[http-equiv=refresh]')).toHaveCount(0)
  })
})
