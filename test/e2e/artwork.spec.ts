import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { drawPrint } from './draw-print.ts'
import { dropFiles } from './drop-files.ts'
import { expect, test } from './fixtures.ts'
import { createOwner, send } from './owner.ts'
import { uploadArtwork } from './upload-artwork.ts'

const unique = () => randomUUID().slice(0, 8)

const rows = (page: Page) => page.locator('[data-uploaded]')

test('ten files dropped on the list are saved with one press', async ({ page }) => {
  await createOwner(page)
  await page.goto('/assets')
  const id = unique()
  const files = Array.from({ length: 10 }, (_, n) => ({
    name: `${String(n + 1).padStart(2, '0')} ${'abcdefghij'[n]} quiet light ${id}.png`,
    text: `${id} ${n}`,
  }))
  await dropFiles(page, files)
  await expect(page).toHaveURL(/\/assets\/upload/)
  await page.getByRole('button', { name: 'Save 10 artworks' }).click()
  await expect(page.getByText('Saved 10 artworks.')).toBeVisible({ timeout: 60_000 })
  const list = page.getByRole('list', { name: 'Artworks' })
  await expect(list).toContainText(`A Quiet Light ${id}`, { ignoreCase: true })
  await page.getByRole('link', { name: 'Generate mockups' }).click()
  await expect(page).toHaveURL(/\/generate\?asset=/)
  await expect(
    page.getByRole('checkbox', { name: new RegExp(id, 'i'), checked: true }),
  ).toHaveCount(10)
})

test('a file that is dropped before the page is ready for it does not take its place', async ({
  page,
}) => {
  await createOwner(page)
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/upload.js', async (route) => {
    await promise
    await route.continue()
  })
  await page.goto('/assets')
  const isStopped = await page.evaluate(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['print'], 'print.png', { type: 'image/png' }))
    const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })
    return !document.body.dispatchEvent(drop)
  })
  expect(isStopped).toBe(true)
  resolve()
})

test('each file shows how far it is, is judged, and the same one is known', async ({ page }) => {
  await createOwner(page)
  await page.goto('/assets/upload')
  const id = unique()
  await dropFiles(page, [
    { name: `01 morning ${id}.png`, text: id },
    { name: `copy of morning ${id}.png`, text: id },
  ])
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toContainText('Prints acceptably up to 8×10')
  await expect(rows(page)).toContainText('white bars in four rooms')
  await expect(page.getByText(/Already uploaded as/)).toBeVisible()
  await expect(page.locator('[data-upload-summary]')).toHaveText('2 uploaded')
})

test('a file whose upload was cut off is tried again, the others are not', async ({
  page,
  browserErrors,
}) => {
  await createOwner(page)
  await page.goto('/assets/upload')
  const id = unique()
  let isCut = false
  await page.route('**/assets/upload', async (route) => {
    const isSecond = route.request().postDataBuffer()?.includes(`dusk ${id}`)
    if (!isSecond || isCut) return route.continue()
    isCut = true
    return route.abort('connectionreset')
  })
  await browserErrors.ignoreDuring(async () => {
    await dropFiles(page, [
      { name: `dawn ${id}.png`, text: `dawn ${id}` },
      { name: `dusk ${id}.png`, text: `dusk ${id}` },
    ])
    await expect(page.getByText('The upload was interrupted.')).toBeVisible()
  })
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(rows(page)).toHaveCount(2)
})

test('a page that is left while files are sent asks first, and keeps what is stored', async ({
  page,
}) => {
  await createOwner(page)
  await page.goto('/assets/upload')
  const id = unique()
  await page.route('**/assets/upload', async (route) => {
    if (route.request().postDataBuffer()?.includes(`held ${id}`)) return
    return route.continue()
  })
  await dropFiles(page, [
    { name: `first ${id}.png`, text: `first ${id}` },
    { name: `held ${id}.png`, text: `held ${id}` },
  ])
  await expect(rows(page)).toHaveCount(1)
  const asked: string[] = []
  page.on('dialog', async (dialog) => {
    asked.push(dialog.message())
    await (asked.length === 1 ? dialog.dismiss() : dialog.accept())
  })
  const home = page.getByRole('navigation').first().getByRole('link', { name: 'Home' })
  await home.click()
  await expect(page).toHaveURL(/\/assets\/upload/)
  await home.click()
  await expect(page).not.toHaveURL(/\/assets\/upload/)
  expect(asked[0]).toContain('Artwork that is not saved yet will be lost')
  await page.goto(`/assets?search=${id}`)
  await expect(page.getByRole('list', { name: 'Artworks' }).getByRole('listitem')).toHaveCount(1)
})

test('a quote is found while one types, by keyboard alone, and a new one is added', async ({
  page,
}) => {
  await createOwner(page)
  await send(page, '/quotes', { text: 'I dwell in Possibility', collection: 'growth' })
  const id = unique()
  await uploadArtwork(page, `Picked ${id}`, await drawPrint(id))
  await page.getByRole('link', { name: `Picked ${id}` }).click()
  const quote = page.getByRole('combobox', { name: 'Quote' })
  await quote.focus()
  await page.keyboard.type('dwell')
  await expect(page.getByRole('option', { name: /I dwell in Possibility/ })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(quote).toHaveValue(/I dwell in Possibility/)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(`Saved Picked ${id}.`)).toBeVisible()
  await expect(page.getByRole('figure')).toContainText('I dwell in Possibility')

  await page.goto('/assets/upload')
  await dropFiles(page, [{ name: `new ${id}.png`, text: `new ${id}` }])
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('combobox', { name: 'Quote' }).first().click()
  await page.keyboard.type(`Rest well ${id}`)
  await page.getByRole('option', { name: `Add “Rest well ${id}” as a new quote` }).click()
  await page.getByRole('combobox', { name: 'Collection' }).first().selectOption('growth')
  await page.getByRole('button', { name: 'Save 1 artwork' }).click()
  await page.goto(`/quotes?search=${id}`)
  await expect(page.getByRole('row', { name: new RegExp(`Rest well ${id}`) })).toContainText('1')
})

test('archiving keeps the place in the list, and is taken back with Undo', async ({ page }) => {
  await createOwner(page)
  const id = unique()
  await uploadArtwork(page, `Kept ${id}`, await drawPrint(id))
  await page.setViewportSize({ width: 1000, height: 500 })
  await page.goto('/assets')
  await page.evaluate(() => window.scrollTo(0, 300))
  const before = await page.evaluate(() => window.scrollY)
  await page.getByRole('button', { name: `Archive Kept ${id}` }).evaluate((button) => {
    if (button instanceof HTMLElement) button.click()
  })
  await expect(page.getByText(`Archived Kept ${id}.`)).toBeVisible()
  expect(await page.evaluate(() => window.scrollY)).toBe(before)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(`Restored Kept ${id}.`)).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('several files go in one form, and each has a page', async ({ page }) => {
    await createOwner(page)
    await send(page, '/quotes', { text: 'I dwell in Possibility', collection: 'growth' })
    const id = unique()
    await page.goto('/assets/upload')
    const file = async (name: string) => ({
      name: `${name} ${id}.png`,
      mimeType: 'image/png',
      buffer: await drawPrint(`${name} ${id}`),
    })
    const form = page.getByRole('form', { name: 'Upload files' })
    await form.locator('input[type=file]').setInputFiles([await file('dawn'), await file('dusk')])
    await form.getByRole('button', { name: 'Upload', exact: true }).click()
    await expect(page.getByText('Uploaded 2 artworks.')).toBeVisible()
    await page
      .getByRole('link', { name: new RegExp(`dusk ${id}`, 'i') })
      .first()
      .click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Dusk')
    await page.getByRole('searchbox', { name: 'Search quotes' }).fill('dwell')
    await page.getByRole('button', { name: 'Search quotes' }).click()
    await page.locator('select[name=quote_id]').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('figure')).toContainText('I dwell in Possibility')
  })
})
