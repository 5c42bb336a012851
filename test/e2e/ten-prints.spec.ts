import type { Page } from '@playwright/test'
import { dropFiles } from './drop-files.ts'
import { expect, test } from './fixtures.ts'
import { createOwner } from './owner.ts'

const PRINTS = 10
const PRODUCTS = 6
const ROOMS = ['Bedroom', 'Therapy Office', 'Living Room', 'Reading Nook', 'Home Office']
const RENDERS = PRINTS * ROOMS.length
const MOST_PRESSES = 45
const RENDERING = { timeout: 150_000 }
const KIT = 'All rooms'

test.setTimeout(300_000)

test('ten files become ten approved sets and six published products in 45 presses', async ({
  page,
}) => {
  await createOwner(page)
  await addKit(page)
  await page.goto('/')
  const presses = await countPresses(page)

  presses.begin('upload')
  await press(page, 'link', 'Artwork')
  await dropFiles(page, files())
  presses.add('drop', 1)
  await press(page, 'button', 'Save and generate')
  await expect(page).toHaveURL(/\/generate\?asset=/, RENDERING)

  presses.begin('generate')
  await page.getByLabel('Kit').selectOption({ label: KIT })
  presses.add('open the kits, choose one', 2)
  await press(page, 'button', `Generate for ${RENDERS} credits`)
  await expect(page).toHaveURL(/\/runs\//)
  await expect(page.getByText(`${RENDERS} of ${RENDERS} mockups done`)).toBeVisible(RENDERING)

  presses.begin('review')
  await press(page, 'link', `Review these ${RENDERS} mockups`)
  await expect(page).toHaveURL(/\/approvals\?.*run=/)
  await approveEachArtwork(page)

  presses.begin('create products')
  await press(page, 'link', 'Create them one by one')
  // Chosen once: the next forms begin with the sizes that were used last.
  await page.getByRole('checkbox', { name: '8×10', exact: true }).click()
  for (let left = PRINTS - 1; left >= PRINTS - PRODUCTS; left -= 1) {
    await press(page, 'button', /^Create and publish to/)
    await expect(page.locator('#toasts')).toContainText(`${left} artworks left.`)
  }

  presses.begin('approve products')
  await press(page, 'link', 'Review products', '#toasts')
  await expect(page.getByRole('link', { name: 'Products 6' })).toBeVisible()
  await page.getByLabel('Select all').first().click()
  await press(page, 'button', /^Approve and publish/, '.bulk-bar')
  await press(page, 'button', `Approve and publish ${PRODUCTS} products`)
  await expect(page.locator('#toasts')).toContainText(`Approved ${PRODUCTS} products.`)

  await expect(async () => {
    await page.goto('/products?status=active')
    await expect(page.getByRole('link', { name: /View Details/ })).toHaveCount(PRODUCTS, {
      timeout: 1_000,
    })
  }).toPass(RENDERING)
  console.log(presses.report())
  expect(presses.total()).toBeLessThanOrEqual(MOST_PRESSES)
})

async function addKit(page: Page): Promise<void> {
  await page.goto('/kits?add=1')
  await page.getByLabel('Name').fill(KIT)
  for (const room of ROOMS) await page.getByLabel(`Role of ${room}`).selectOption('room')
  await page.getByRole('button', { name: 'Add kit' }).click()
  await expect(page.locator('#toasts')).toContainText(KIT)
}

function files(): { name: string; text: string }[] {
  return Array.from({ length: PRINTS }, (_, n) => ({
    name: `${String(n + 1).padStart(2, '0')} ${'abcdefghij'[n]} slow morning.png`,
    text: `Slow morning ${n}`,
  }))
}

async function approveEachArtwork(page: Page): Promise<void> {
  const groups = page.locator('.review-group:visible')
  for (let left = PRINTS; left > 0; left -= 1) {
    await expect(groups).toHaveCount(left)
    await groups
      .first()
      .getByRole('button', { name: /^Approve all/ })
      .click()
    await expect(page.locator('#toasts')).toContainText(`Approved ${ROOMS.length} mockups of`)
  }
}

/** A press is a mouse button on anything, or Enter or Space. */
async function countPresses(page: Page) {
  const steps: { name: string; presses: string[]; count: number }[] = []
  const add = (what: string, count: number) => {
    const step = steps.at(-1)
    if (!step) throw new Error(`Pressed before the first step: ${what}`)
    step.presses.push(what.replaceAll(/\s+/g, ' ').trim())
    step.count += count
  }
  await page.exposeFunction('notePress', (what: string) => add(what, 1))
  await page.addInitScript(() => {
    const note = ({ target }: Event) => {
      const pressed = target instanceof Element ? target.closest('a, button, label, input') : null
      const text = pressed instanceof HTMLElement ? pressed.innerText : ''
      Reflect.get(window, 'notePress')(text || pressed?.ariaLabel || String(pressed?.tagName))
    }
    addEventListener('pointerdown', note, { capture: true })
    addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Enter' || event.key === ' ') note(event)
      },
      { capture: true },
    )
  })
  await page.reload()
  const total = () => steps.reduce((sum, { count }) => sum + count, 0)
  const report = () =>
    [
      ...steps.map(({ name, presses, count }) => `${name}: ${count} (${presses.join(' | ')})`),
      `${total()} presses`,
    ].join('\n')
  const begin = (name: string) => steps.push({ name, presses: [], count: 0 })
  return { begin, add, total, report }
}

async function press(
  page: Page,
  role: 'link' | 'button',
  name: string | RegExp,
  within = 'body',
): Promise<void> {
  await page.locator(within).getByRole(role, { name }).first().click()
}
