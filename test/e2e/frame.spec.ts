import type { Page } from '@playwright/test'
import { addMockups } from './add-mockups.ts'
import { expect, signIn, test } from './fixtures.ts'
import { addArtwork, createOwner, send, signUp } from './owner.ts'

const PHONE = { width: 390, height: 844 }
const SECTIONS = [
  'Home',
  'Artwork',
  'Generate',
  'Review',
  'Mockups',
  'Products',
  'Problems',
  'Settings',
]
const SETTINGS = [
  'General',
  'Account',
  'Scenes',
  'Kits',
  'Collections',
  'Credits',
  'Connections',
  'API keys',
  'Activity',
]

const main = (page: Page) => page.getByRole('navigation', { name: 'Main' })

test('eight sections lead everywhere, and a section of several pages shows them as tabs', async ({
  page,
}) => {
  await signIn(page)
  const links = main(page).getByRole('listitem').getByRole('link')
  const names = await links.allTextContents()
  expect(names.map((name) => SECTIONS.find((section) => name.startsWith(section)))).toEqual(
    SECTIONS,
  )
  await links.filter({ hasText: 'Settings' }).click()
  const tabs = page.getByRole('navigation', { name: 'Settings pages' }).getByRole('link')
  await expect(tabs).toHaveText(SETTINGS)
  await tabs.filter({ hasText: 'Collections' }).click()
  await expect(page).toHaveURL(/\/collections$/)
  await expect(tabs.filter({ hasText: 'Collections' })).toHaveAttribute('aria-current', 'page')
  await expect(links.filter({ hasText: 'Settings' })).toHaveAttribute('aria-current', 'true')
})

test.describe('the account menu', () => {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'with a script' : 'without a script', () => {
      test.use({ javaScriptEnabled })

      test('is in view however wide the screen and wherever the page, and signs out', async ({
        page,
      }) => {
        await signIn(page)
        for (const size of [{ width: 1440, height: 900 }, PHONE]) {
          await page.setViewportSize(size)
          await page.goto('/quotes')
          await page.mouse.wheel(0, 600)
          const button = page.getByRole('button', { name: /^Account menu for/ })
          await expect(button.filter({ visible: true })).toBeInViewport()
          await button.filter({ visible: true }).click()
          const menu = page.locator('#account-menu')
          await expect(menu.getByText('demo@havenhub.test')).toBeInViewport()
          await expect(menu.getByRole('link', { name: 'Account' })).toBeInViewport()
        }
        await page.getByRole('button', { name: 'Sign out' }).click()
        await expect(page).toHaveURL(/\/sign-in/)
      })
    })
  }
})

test.describe('searching everything', () => {
  test('opens by / or Ctrl+K, finds as one types, and Enter opens what the arrows chose', async ({
    page,
  }) => {
    await signIn(page)
    await page.goto('/quotes')
    await page.keyboard.press('/')
    const box = page.getByRole('dialog', { name: 'Find anything' })
    await expect(box.getByRole('searchbox')).toBeFocused()
    await page.keyboard.type('Possib')
    await expect(box.getByRole('region', { name: 'Mockups' }).getByRole('link')).not.toHaveCount(0)
    await expect(page).toHaveTitle(/^Quotes/)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    const chosen = page.locator('[data-result]:focus')
    const href = await chosen.getAttribute('href')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await expect(box.getByRole('searchbox')).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`${href}$`))
    await page.keyboard.press('Control+k')
    await page.keyboard.type('pricing')
    // What was found for "pri" has it too; Enter opens what was found for all that is typed.
    await expect(box.locator('[data-sought=pricing]')).toHaveCount(1)
    await expect(box.getByRole('link', { name: 'Pricing' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/pricing$/)
  })

  test('gives the focus back at Esc, and leaves / to fields that are typed into', async ({
    page,
  }) => {
    await signIn(page)
    await page.goto('/products')
    const link = page.getByRole('link', { name: 'Create Product' })
    await link.focus()
    await page.keyboard.press('/')
    await page.keyboard.type('quiet')
    await page.keyboard.press('Escape')
    await expect(link).toBeFocused()
    await page.keyboard.press('f')
    await page.keyboard.type('a/b')
    await expect(page.getByPlaceholder('Search titles and tags')).toHaveValue('a/b')
    await expect(page.getByRole('dialog', { name: 'Find anything' })).toBeHidden()
  })

  test.describe('without a script', () => {
    test.use({ javaScriptEnabled: false })

    test('is a page of its own', async ({ page }) => {
      await signIn(page)
      await main(page).getByRole('link', { name: 'Search' }).click()
      await page.getByLabel('Search everything').fill('possib')
      await page.getByRole('main').getByRole('button', { name: 'Search' }).click()
      await expect(
        page.getByRole('region', { name: 'Artworks' }).getByRole('link'),
      ).not.toHaveCount(0)
    })
  })
})

test('an address without a page keeps the navigation', async ({ page, browserErrors }) => {
  await signIn(page)
  // The browser reports the missing page as an error of its own.
  await browserErrors.ignoreDuring(() => page.goto('/nothing/here'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
  await main(page).getByRole('link', { name: 'Products' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Products')
})

test.describe('a link back', () => {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'with a script' : 'without a script', () => {
      test.use({ javaScriptEnabled })

      test('keeps the filters of the list, also after something was done', async ({ page }) => {
        await signIn(page)
        await page.goto('/products?status=active')
        await page.locator('main a[href^="/products/0"]').first().click()
        const back = page.locator('.back-link')
        await expect(back).toHaveAttribute('href', '/products?status=active')
        await page.reload()
        await expect(back).toHaveAttribute('href', '/products?status=active')
        await page.locator('main a[href$="/edit"]').first().click()
        await expect(page).toHaveURL(/\/edit$/)
        await back.click()
        await expect(page).not.toHaveURL(/\/edit$/)
        await expect(back).toHaveAttribute('href', '/products?status=active')
        await back.click()
        await expect(page).toHaveURL(/\/products\?status=active$/)
      })
    })
  }
})

test('the title of the tab says how much waits on the page', async ({ page }) => {
  const { email } = await createOwner(page)
  addMockups(email, 1)
  await page.goto('/approvals')
  await expect(page.locator('#count-approvals')).toHaveText(/^5/)
  await expect(page).toHaveTitle(/^\(5\) /)
  await page.goto('/pricing')
  await expect(page).toHaveTitle(/^Pricing/)
})

test('a thin bar shows that a page takes long, and none that it comes at once', async ({
  page,
}) => {
  await signIn(page)
  const bar = page.locator('#page-progress')
  const shown = () =>
    page.evaluate(() => {
      const seen = { bar: false }
      Object.assign(window, { seen })
      const look = () => {
        seen.bar ||= document.getElementById('page-progress')?.hidden === false
        requestAnimationFrame(look)
      }
      look()
    })
  await shown()
  await main(page).getByRole('link', { name: 'Generate' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Generate mockups')
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route('**/pricing', async (route) => {
    await released
    await route.continue()
  })
  await page.goto('/products')
  await expect(bar).toBeHidden()
  await page.getByRole('link', { name: 'Pricing' }).click()
  await expect(bar).toBeVisible()
  release()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pricing')
  await expect(bar).toBeHidden()
})

const LONG = 'W'.repeat(80)

test('a word of 80 letters in every name pushes no page sideways', async ({ page }) => {
  await signUp(page, { name: LONG })
  await send(page, '/quotes', { text: LONG, author: LONG, collection: 'growth', mood: LONG })
  await send(page, '/collections', {
    name: 'W'.repeat(60),
    key: 'long',
    colour: 'plum',
    shop: 'none',
  })
  await send(page, '/keys', { name: 'W'.repeat(60), scopes: 'read' })
  await addArtwork(page, LONG, { collection: 'growth' })
  const paths = [
    '/',
    '/assets',
    '/quotes',
    '/generate',
    '/products/new',
    '/collections',
    '/kits?add=1',
    '/keys',
    '/activity',
    '/problems',
    '/search?q=WWWW',
  ]
  for (const path of paths) {
    await page.goto(path)
    for (const width of [1440, 390, 320]) {
      await page.setViewportSize({ width, height: 844 })
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect.soft(beyond, `${path} at ${width} px`).toBeLessThanOrEqual(0)
    }
  }
})

test('a printed page is its content, on paper of its own colour', async ({ page }) => {
  await signIn(page)
  await page.goto('/quotes')
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(main(page)).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('table')).toBeVisible()
  const ink = await page.evaluate(() => getComputedStyle(document.body).color)
  expect(ink).toBe('rgb(34, 41, 42)')
})

test('a list has more columns where the screen is large', async ({ page }) => {
  await signIn(page)
  await page.goto('/mockups')
  const columns = () =>
    page
      .locator('.image-grid')
      .first()
      .evaluate((grid) => getComputedStyle(grid).gridTemplateColumns.split(' ').length)
  const usual = await columns()
  await page.setViewportSize({ width: 2560, height: 1440 })
  expect(await columns()).toBeGreaterThan(usual)
})
