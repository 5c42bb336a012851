import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { type AddedMockup, addMockups } from './add-mockups.ts'
import { expect, test } from './fixtures.ts'
import { createOwner, send, signUp } from './owner.ts'

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
  const { email } = await signUp(page)
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
const shown = (page: Page) =>
  page
    .locator('.review-open:visible')
    .evaluateAll((links) => links.map((link) => link.getAttribute('aria-label')))

async function expectNoViolations(
  page: Page,
  { ignoreDuring }: { ignoreDuring<T>(work: () => Promise<T>): Promise<T> },
): Promise<void> {
  const found = await ignoreDuring(() => new AxeBuilder({ page }).analyze())
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

type Spot = { x: number; y: number }

async function middleOf(shown: Locator): Promise<Spot> {
  const box = await shown.boundingBox()
  if (!box) throw new Error('Not in sight')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** What a browser asks for from now on: decisions, pictures and all else, and their bytes. */
async function countTraffic(page: Page) {
  const asked = { decisions: 0, pictures: 0, others: 0 }
  let bytes = 0
  page.on('request', (request) => {
    if (request.method() === 'POST') asked.decisions += 1
    else if (request.resourceType() === 'image') asked.pictures += 1
    else asked.others += 1
  })
  const client = await page.context().newCDPSession(page)
  await client.send('Network.enable')
  client.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  const report = () => `${JSON.stringify(asked)}, ${Math.round(bytes / 1024)} KiB`
  return { report, decisions: () => asked.decisions }
}

/** As a hand does: Playwright's own click scrolls to what it presses. */
const clickAt = (page: Page, { x, y }: Spot) => page.mouse.click(x, y)

test('the place and the focus are kept, however many decisions are made', async ({ page }) => {
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
    const before = await shown(page)
    await button.click()
    await expect(toasts(page)).toContainText(`${name}. ${99 - n} left.`)
    seen.push(await scrollY(page))
    expect(await focused(page)).toBe(before[before.indexOf(name) + 1])
  }
  expect(new Set(seen)).toEqual(new Set([1_500]))
  await expect(page.getByRole('link', { name: /^To review/ })).toContainText('80')
})

test('several that are decided at once leave the place and the focus as they were', async ({
  page,
}) => {
  await openReview(page, 20)
  await page.evaluate(() => window.scrollTo(0, 1_500))
  const selectThree = async () => {
    const names = await shown(page)
    const inView = await tiles(page).evaluateAll((all) =>
      all.flatMap((tile, at) => {
        const { top, bottom } = tile.getBoundingClientRect()
        return top > 100 && bottom < window.innerHeight - 200 ? [at] : []
      }),
    )
    const chosen = inView.slice(0, 3).map((at) => names[at] ?? '')
    for (const name of chosen) await page.getByRole('checkbox', { name, exact: true }).check()
    await expect(page.getByText('3 mockups selected')).toBeVisible()
    const next = names.filter((name) => !chosen.includes(name ?? ''))[inView[0] ?? 0]
    return { next }
  }
  const bar = page.locator('.bulk-bar')
  const first = await selectThree()
  await clickAt(page, await middleOf(bar.getByRole('button', { name: 'Approve' })))
  await expect(toasts(page)).toContainText('Approved 3 mockups')
  expect(await scrollY(page)).toBe(1_500)
  expect(await focused(page)).toBe(first.next)

  const second = await selectThree()
  await bar.getByLabel('Reason').evaluate((field) => {
    if (field instanceof HTMLElement) field.focus()
  })
  await page.keyboard.type('Too dark')
  await page.keyboard.press('Tab')
  expect(await scrollY(page)).toBe(1_500)
  await page.keyboard.press('Enter')
  await expect(toasts(page)).toContainText('Rejected 3 mockups')
  expect(await scrollY(page)).toBe(1_500)
  expect(await focused(page)).toBe(second.next)
})

test('a second press on the same spot decides the next one: a toast moves nothing', async ({
  page,
}) => {
  const [first, second, third] = await openReview(page, 3)
  if (!first || !second || !third) throw new Error('Too few mockups')
  const top = () => tiles(page).first().boundingBox()
  const before = await top()
  const spot = await middleOf(page.getByRole('button', { name: `Approve ${nameOf(first)}` }))
  await clickAt(page, spot)
  await expect(toasts(page)).toContainText(`Approved ${nameOf(first)}. 14 left.`)
  expect(await top()).toEqual(before)
  await clickAt(page, spot)
  await expect(toasts(page)).toContainText(`Approved ${nameOf(second)}. 13 left.`)
  await expect(page).toHaveURL(/\/approvals$/)
  expect(await focused(page)).toBe(nameOf(third))
  await expect(toasts(page)).toHaveAttribute('role', 'status')
})

test('keys pressed before a script of the page has come decide one picture each', async ({
  page,
}) => {
  const mockups = await openReview(page, 2)
  await page.goto('/pricing')
  const free = Promise.withResolvers<void>()
  await page.route('**/review.js', async (route) => {
    await free.promise
    await route.continue()
  })
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Review' }).click()
  await expect(tiles(page)).toHaveCount(10)
  await page.keyboard.press('j')
  for (let n = 0; n < 4; n += 1) await page.keyboard.press('a')
  await expect(toasts(page)).toContainText('6 left.')
  free.resolve()
  await expect(tiles(page)).toHaveCount(6)
  expect(await shown(page)).toEqual(mockups.slice(4).map(nameOf))
})

const PICTURES_AN_ARTWORK = 5

// By `a` each decision loads the page's list: a hundred take three quarters of a minute here.
for (const { key, artworks, set } of [
  { key: 'a', artworks: 6, set: 1 },
  { key: 'Shift+A', artworks: 10, set: PICTURES_AN_ARTWORK },
]) {
  const count = artworks * PICTURES_AN_ARTWORK
  const keys = count / set + 1
  test(`${count} pictures are reviewed with ${keys} keys by ${key}`, async ({ page }) => {
    await openReview(page, artworks)
    const traffic = await countTraffic(page)
    let pressed = 0
    const press = async (one: string) => {
      await page.keyboard.press(one)
      pressed += 1
    }
    await press('j')
    for (let left = count - set; left >= 0; left -= set) {
      await press(key)
      await expect(toasts(page)).toContainText(left > 0 ? ` ${left} left.` : 'Nothing left')
    }
    await expect(page.getByRole('heading', { name: 'All mockups are reviewed' })).toBeVisible()
    console.log(`${count} pictures by ${key}: ${pressed} keys, ${traffic.report()}`)
    expect(pressed).toBe(keys)
    expect(traffic.decisions()).toBe(keys - 1)
  })
}

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

test('a rejection says why by keys: of one, of several, and by mouse', async ({ page }) => {
  const [first, second, third, fourth] = await openReview(page, 2)
  if (!first || !second || !third || !fourth) throw new Error('Too few mockups')
  const why = page.getByRole('dialog', { name: /^Reject/ })
  await page.keyboard.press('j')
  await page.keyboard.press('r')
  await expect(why.getByRole('heading')).toHaveText(`Reject ${nameOf(first)}`)
  await page.keyboard.press('Escape')
  await expect(why).toBeHidden()
  expect(await focused(page)).toBe(nameOf(first))
  await page.keyboard.press('r')
  await page.keyboard.press('2')
  await expect(why.getByLabel('Crop')).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(toasts(page)).toContainText(`Rejected ${nameOf(first)} (Crop). 9 left.`)
  expect(await focused(page)).toBe(nameOf(second))
  await page.keyboard.press('r')
  await page.keyboard.press('6')
  await page.keyboard.type('a 2nd frame')
  await page.keyboard.press('Enter')
  await expect(toasts(page)).toContainText(`Rejected ${nameOf(second)} (Other: a 2nd frame).`)
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('r')
  await expect(why.getByRole('heading')).toHaveText('Reject: 2 mockups selected')
  await page.keyboard.press('1')
  await page.keyboard.press('r')
  await expect(toasts(page)).toContainText('Rejected 2 mockups')
  await expect(toasts(page)).toContainText('(Placement). 6 left.')
  await tiles(page).first().hover()
  await page.locator('[data-ask-reason]').first().click()
  await why.getByText('Quality').click()
  await why.getByRole('button', { name: 'Reject' }).click()
  await expect(toasts(page)).toContainText('(Quality). 5 left.')
  await page.keyboard.press('z')
  await expect(toasts(page)).toContainText('Undone')
  await expect(tiles(page)).toHaveCount(6)
})

test('the next picture is there before it is asked for, and what is refused is shown again', async ({
  page,
  browserErrors,
}) => {
  const [first, second, third, fourth, fifth] = await openReview(page, 1)
  if (!first || !second || !third || !fourth || !fifth) throw new Error('Too few mockups')
  await page.keyboard.press('j')
  await page.keyboard.press('f')
  const view = page.getByRole('dialog', { name: 'Full size' })
  await expect(view.locator('img')).toHaveAttribute('alt', nameOf(first))
  await page.keyboard.press('1')
  await expect(view.locator('output')).toHaveText('100 %')
  await expectNoViolations(page, browserErrors)
  const [natural, width] = await view
    .locator('img')
    .evaluate((image) => [Reflect.get(image, 'naturalWidth'), image.clientWidth])
  expect(width).toBe(natural)
  await page.keyboard.press('a')
  await expect(view).toContainText('4 left.')
  await expect(view.locator('img')).toHaveAttribute('alt', nameOf(second))
  await page.keyboard.press('Escape')
  expect(await focused(page)).toBe(nameOf(second))

  await page.keyboard.press('Enter')
  const lead = page.locator('.lead')
  await expect(lead).toHaveText(ROOMS[second.scene] ?? '')
  const isAhead = page.locator('a[rel="next"][data-ahead]')
  await expect(isAhead).toBeVisible()
  const free = Promise.withResolvers<void>()
  await page.route('**/approve?*', async (route) => {
    await free.promise
    await route.continue()
  })
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const { shownMs, src } = await page.evaluate(async () => {
    const start = performance.now()
    const before = document.querySelector('.mockup-picture img')
    const key = new KeyboardEvent('keydown', { key: 'a', bubbles: true, cancelable: true })
    document.body.dispatchEvent(key)
    for (;;) {
      const image = document.querySelector('.mockup-picture img')
      const isThere = image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0
      if (image !== before && isThere) {
        return { shownMs: performance.now() - start, src: new URL(image.src).pathname }
      }
      await new Promise(requestAnimationFrame)
    }
  })
  console.log(`the next picture shows after ${shownMs.toFixed(1)} ms`)
  await expect(lead).toHaveText(ROOMS[third.scene] ?? '')
  expect(asked).not.toContain(src)
  await expect(isAhead).toBeVisible()
  // Another press, before the first has an answer: both are made.
  await page.keyboard.press('a')
  await expect(lead).toHaveText(ROOMS[fourth.scene] ?? '')
  free.resolve()
  await expect(toasts(page)).toContainText('2 left.')
  await expect(page).toHaveURL(new RegExp(fourth.id))
  await expect(isAhead).toBeVisible()
  await page.route(`**/${fourth.id}/reject?*`, (route) => route.abort())
  await browserErrors.ignoreDuring(async () => {
    await page.keyboard.press('r')
    await page.keyboard.press('r')
    await expect(page.locator('#unreachable')).toBeVisible()
  })
  await expect(lead).toHaveText(ROOMS[fourth.scene] ?? '')
  await expect(page).toHaveURL(new RegExp(fourth.id))

  await page.keyboard.press('c')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compare mockups')
  const sides = page.getByRole('list', { name: 'Two mockups' }).getByRole('listitem')
  await expect(sides).toHaveCount(2)
  await expectNoViolations(page, browserErrors)
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('a')
  await expect(sides.nth(1)).toContainText('Approved')
  await page.keyboard.press('f')
  await expect(view.locator('img')).toHaveAttribute('alt', nameOf(fifth))
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Review', exact: true }).last().click()
  await expect(tiles(page)).toHaveCount(1)
})

test('keys judge what is in full size, whatever of it was pressed, and nothing behind it', async ({
  page,
}) => {
  const mockups = await openReview(page, 1)
  const last = mockups.at(-1)
  if (!last) throw new Error('Too few mockups')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('f')
  const view = page.getByRole('dialog', { name: 'Full size' })
  await expect(view).toBeVisible()
  const next = view.locator('[data-view="next"]')
  for (const _ of mockups.slice(1)) await next.click()
  await expect(next).toBeDisabled()
  await page.keyboard.press('a')
  await expect(toasts(page)).toContainText(`Approved ${nameOf(last)}`)
  await expect(tiles(page)).toHaveCount(mockups.length - 1)
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

test('products are apart from mockups, and published only after a question that names them', async ({
  page,
}) => {
  const titles = ['Quiet Light', 'Steady Light']
  const { email } = await createOwner(page)
  addMockups(email, 1)
  for (const title of titles) {
    await send(page, '/products', { title, variant: '8x10|unframed', publish: 'true' })
  }
  await page.goto('/approvals')
  await expect(tiles(page)).toHaveCount(5)
  await expect(page.getByText('Steady Light')).toHaveCount(0)
  await page.getByRole('link', { name: 'Products 2' }).click()
  const waiting = page.getByRole('list', { name: 'Products' }).getByRole('listitem')
  await expect(waiting).toHaveCount(2)
  await expect(tiles(page)).toHaveCount(0)
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  const question = page.getByRole('dialog')
  await expect(question).toContainText(/Approve and publish “(?:Quiet|Steady) Light”\?/)
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await page.getByLabel('Select all').first().check()
  await page.locator('.bulk-bar').getByRole('button', { name: 'Approve and publish' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Approve and publish 2 products?',
  )
  for (const title of titles) await expect(page.getByRole('main')).toContainText(title)
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(waiting).toHaveCount(2)
  await page.goto('/products?status=active')
  await expect(page.getByText('Light')).toHaveCount(0)
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
  expect(await shown(page)).toEqual(mockups.map(nameOf))
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
  await expect(next).toHaveAttribute('href', /^\/recipes\/apply\?assets=[0-9a-f-]{36}$/)
})

test('what is reviewed is filtered in the URL, and passes axe', async ({ page, browserErrors }) => {
  await openReview(page, 4)
  await page.getByText('Filter', { exact: true }).click()
  await page.getByLabel('Scene', { exact: true }).selectOption({ label: 'Bedroom' })
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(/scene=bedroom/)
  await expect(tiles(page)).toHaveCount(4)
  await expect(page.getByRole('link', { name: /^To review/ })).toContainText('4')
  await expectNoViolations(page, browserErrors)
  await page.getByRole('link', { name: 'Remove filter: Bedroom' }).click()
  await expect(tiles(page)).toHaveCount(20)
})

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } })

  /** As a finger does: to the side from the middle of a picture. */
  async function swipe(page: Page, picture: Locator, by: number): Promise<void> {
    const { x, y } = await middleOf(picture)
    const client = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number) =>
      client.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: at === undefined ? [] : [{ x: at, y }],
      })
    await touch('touchStart', x)
    for (const part of [0.25, 0.5, 0.75, 1]) await touch('touchMove', x + by * part)
    await touch('touchEnd')
    await client.detach()
  }

  test('a swipe decides and is undone; a short one, and one of a zoomed picture, does nothing', async ({
    page,
  }) => {
    const [first, second, third] = await openReview(page, 1)
    if (!first || !second || !third) throw new Error('Too few mockups')
    await page.getByRole('link', { name: nameOf(first) }).tap()
    const lead = page.locator('.lead')
    const picture = page.locator('.mockup-picture')
    await expect(lead).toHaveText(ROOMS[first.scene] ?? '')
    await swipe(page, picture, 150)
    await expect(toasts(page)).toContainText(`Approved ${nameOf(first)}. 4 left.`)
    await expect(lead).toHaveText(ROOMS[second.scene] ?? '')
    await swipe(page, picture, -60)
    await expect(lead).toHaveText(ROOMS[second.scene] ?? '')
    await swipe(page, picture, -150)
    await expect(toasts(page)).toContainText(`Rejected ${nameOf(second)}. 3 left.`)
    await toasts(page).getByRole('button', { name: 'Undo' }).click()
    await expect(toasts(page)).toContainText(`Undone: ${nameOf(second)}`)
    await expect(lead).toHaveText(ROOMS[second.scene] ?? '')
    await picture.click()
    const view = page.getByRole('dialog', { name: 'Full size' })
    await view.getByRole('button', { name: '100 %' }).click()
    await swipe(page, view.locator('.full-size-stage'), 150)
    await expect(view.locator('img')).toHaveAttribute('alt', nameOf(second))
    await view.getByRole('button', { name: 'Fit' }).click()
    await swipe(page, view.locator('.full-size-stage'), 150)
    await expect(view).toContainText(`Approved ${nameOf(second)}. 3 left.`)
    await expect(view.locator('img')).toHaveAttribute('alt', nameOf(third))
  })
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
