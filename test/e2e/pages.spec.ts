import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, signIn, test } from './fixtures.ts'

const PATHS = [
  '/',
  '/assets',
  '/assets/upload',
  '/quotes',
  '/collections',
  '/generate',
  '/runs',
  '/mockups',
  '/mockups?status=approved',
  '/mockups/stale',
  '/approvals',
  '/scenes',
  '/scenes?add=1',
  '/scenes/import',
  '/scenes/import?for=bedroom',
  '/kits',
  '/kits?add=1',
  '/products',
  '/products?view=table',
  '/products/new',
  '/pricing',
  '/credits',
  '/problems',
  '/problems?tab=waiting',
  '/problems?tab=suspects',
  '/problems?tab=publishing',
  '/problems?tab=resolved',
  '/search',
  '/search?q=quiet',
  '/activity',
  '/settings',
  '/account',
  '/integrations',
  '/keys',
]

/** The first row of a list leads to a page of its own. */
const FIRST_OF: [list: string, link: string][] = [
  ['/runs', 'main a[href^="/runs/"]'],
  ['/mockups', 'main a[href^="/mockups/"]'],
  ['/scenes', 'main a[href*="&from="]'],
  ['/products?status=active', 'main a[href^="/products/0"]'],
]

const NARROW = { width: 320, height: 800 }
const WIDE = { width: 1440, height: 900 }

async function findDetails(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const [list, link] of FIRST_OF) {
    await page.goto(list)
    found.push((await page.locator(link).first().getAttribute('href')) ?? list)
  }
  return found
}

test('every page is there, has one heading, and fits 320 pixels', async ({ page }) => {
  await signIn(page)
  for (const path of [...PATHS, ...(await findDetails(page))]) {
    await page.setViewportSize(WIDE)
    const response = await page.goto(path)
    expect.soft(response?.status(), path).toBe(200)
    await expect.soft(page.locator('h1'), path).toHaveCount(1)
    await page.setViewportSize(NARROW)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect.soft(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
  }
})

test('every page passes axe at WCAG 2.2 AA', async ({ page, browserErrors }) => {
  await signIn(page)
  for (const path of [...PATHS, ...(await findDetails(page))]) {
    await page.goto(path)
    const { violations } = await browserErrors.ignoreDuring(() =>
      new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze(),
    )
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    expect.soft(found, path).toEqual([])
  }
})

test('a page of the navigation is asked for when the pointer arrives, and not again when it is pressed', async ({
  page,
}) => {
  await signIn(page)
  const asked: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/products') asked.push(request.method())
  })
  const link = page.getByRole('navigation').first().getByRole('link', { name: 'Products' })
  const answered = page.waitForResponse((response) => response.url().endsWith('/products'))
  await link.hover()
  await answered
  expect(asked).toEqual(['GET'])
  await link.click()
  await expect(page).toHaveURL(/\/products$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Products')
  expect(asked).toEqual(['GET'])
})
