import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, signIn, test } from './fixtures.ts'

type Group = {
  paths: readonly string[]
  /** The first row of a list leads to a page of its own, or to one below it. */
  details?: readonly { list: string; link: string; below?: string }[]
}

const GROUPS: Record<string, Group> = {
  'home and search': { paths: ['/', '/search', '/search?q=quiet', '/activity'] },
  artwork: {
    paths: ['/assets', '/assets/upload', '/quotes', '/quotes/list', '/collections'],
    details: [{ list: '/assets', link: 'main a[href^="/assets/0"]' }],
  },
  'generating and runs': {
    paths: ['/generate', '/runs'],
    details: [{ list: '/runs', link: 'main a[href^="/runs/"]' }],
  },
  'mockups and review': {
    paths: [
      '/mockups',
      '/mockups?status=approved',
      '/mockups?search=breathe&collection=growth&from=2026-01-01&sort=score',
      '/mockups/regenerate',
      '/mockups/deleted',
      '/mockups/stale',
      '/approvals',
      '/approvals?type=product',
      '/approvals?status=approved',
    ],
    details: [
      { list: '/mockups', link: 'main a[href^="/mockups/"]' },
      {
        list: '/mockups?status=rejected',
        link: 'main a[href^="/mockups/0"]',
        below: '/regenerate',
      },
    ],
  },
  'scenes and kits': {
    paths: [
      '/scenes',
      '/scenes?add=1',
      '/scenes/bedroom/autopilot',
      '/scenes/import',
      '/scenes/import?for=bedroom',
      '/kits',
      '/kits?add=1',
    ],
    details: [{ list: '/scenes', link: 'main a[href*="&from="]' }],
  },
  products: {
    paths: [
      '/products',
      '/products?view=table',
      '/products/new',
      '/recipes',
      '/recipes/new',
      '/recipes/apply',
      '/pricing',
      '/pricing/change?change=10&unit=percent&round=.99&sizes=8x10,11x14',
      '/pricing/losses',
      '/digital-files',
      '/jobs',
      '/jobs/new?type=prices&by=percent&value=10',
    ],
    details: [
      { list: '/products?status=active', link: 'main a[href^="/products/0"]' },
      {
        list: '/products?status=active',
        link: 'main a[href^="/products/0"]',
        below: '/pictures',
      },
    ],
  },
  problems: {
    paths: [
      '/problems',
      '/problems?tab=waiting',
      '/problems?tab=suspects',
      '/problems?tab=publishing',
      '/problems?tab=resolved',
    ],
  },
  settings: { paths: ['/settings', '/account', '/credits', '/integrations', '/keys'] },
}

const NARROW = { width: 320, height: 800 }
const WIDE = { width: 1440, height: 900 }

async function pathsOf(page: Page, { paths, details = [] }: Group): Promise<string[]> {
  const found: string[] = []
  for (const { list, link, below = '' } of details) {
    await page.goto(list)
    const href = (await page.locator(link).first().getAttribute('href')) ?? list
    found.push(href.replace(/(?=\?|$)/, below))
  }
  return [...paths, ...found]
}

/** The names of the buttons in sight that are there twice. */
async function equalButtons(page: Page): Promise<string[]> {
  const content = await page.locator('main').ariaSnapshot()
  const names = [...content.matchAll(/- button "([^"]+)"/g)].map(([, name = '']) => name)
  return names.filter((name, index) => names.indexOf(name) < index)
}

for (const [name, group] of Object.entries(GROUPS)) {
  test(`${name}: every page is there, has one heading, fits 320 pixels and passes axe`, async ({
    page,
    browserErrors,
  }) => {
    await signIn(page)
    for (const path of await pathsOf(page, group)) {
      await page.setViewportSize(WIDE)
      const response = await page.goto(path)
      expect.soft(response?.status(), path).toBe(200)
      await expect.soft(page.locator('h1'), path).toHaveCount(1)
      expect.soft(await equalButtons(page), `${path}: buttons of one name`).toEqual([])
      const { violations } = await browserErrors.ignoreDuring(() =>
        new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
          .analyze(),
      )
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
      expect.soft(found, path).toEqual([])
      await page.setViewportSize(NARROW)
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect.soft(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
    }
  })
}

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
  // The pointer is on the link of the new page now.
  await page.mouse.move(0, 0)
  await link.hover()
  await expect(page.locator('.button:visible').first()).toBeVisible()
  expect(asked).toEqual(['GET'])
})
