import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Context, forUser } from '../../src/context.ts'
import { decideMockups } from '../../src/domain/review/decide-mockups.ts'
import { newId } from '../../src/ids.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { testBase } from '../support/worker/create-user.ts'
import { hiddenValue } from '../support/worker/hidden-value.ts'
import { textOf, toastOf } from '../support/worker/page-text.ts'
import { recordCalls } from '../support/worker/record-calls.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const MINUTE_MS = 60_000

let browser: Browser
let person: { userId: string; ctx: Context }
/** The same person, as the pages know them. */
let signedIn: Context

beforeEach(async () => {
  browser = await openBrowser()
  const newest = env.DB.prepare('SELECT id FROM users ORDER BY rowid DESC LIMIT 1')
  const userId = String(await newest.first('id'))
  person = { userId, ctx: forUser(testBase(), userId, { kind: 'system', job: 'test' }) }
  const actor = { kind: 'user', userId, name: 'Ada', email: 'ada@example.com' } as const
  signedIn = forUser(testBase(), userId, actor)
})

const page = async (path: string) => (await browser.get(path)).text()

function chosen(ids: readonly string[], more: Record<string, string>): FormData {
  const form = new FormData()
  for (const id of ids) form.append('id', id)
  for (const [name, value] of Object.entries(more)) form.set(name, value)
  return form
}

/** Presses Undo of the toast on this page. */
async function undo(path: string): Promise<Response> {
  const html = await page(path)
  const [, action = ''] = /action="([^"]*\/undo[^"]*)"/.exec(html) ?? []
  const form = { at: hiddenValue(html, 'at'), back: hiddenValue(html, 'back') }
  return browser.post(action.replaceAll('&amp;', '&'), form)
}

describe('a press', () => {
  test('is said by name, with what is left, and undone from there', async () => {
    const { itemId, mockupId } = await seedMockup(person, { scene: 'therapy_office' })
    await seedMockup(person)
    const path = '/approvals?scene=therapy_office'
    await browser.post(`/approvals/${itemId}/approve?scene=therapy_office`, {})
    const undone = await undo(path)
    expect(undone.headers.get('location')).toBe(path)
    const said = toastOf(await page(path))
    expect(said).toContain('Undone: You are allowed to rest in Therapy Office is as it was before.')
    expect(await statusOf(mockupId)).toBe('completed')
    await browser.post(`/approvals/${itemId}/approve?scene=therapy_office`, {})
    expect(toastOf(await page(path))).toContain(
      'Approved You are allowed to rest in Therapy Office. 1 left. Undo',
    )
  })

  test('about one artwork says which, and undoes all of it', async () => {
    const first = await seedMockup(person)
    const { assetId } = first
    const others = [
      await seedMockup(person, { assetId, scene: 'home_office' }),
      await seedMockup(person, { assetId, scene: 'living_room' }),
    ]
    const html = await page('/approvals')
    expect(textOf(html)).toContain('Approve all 3')
    const ids = [first, ...others].map(({ itemId }) => itemId)
    await browser.post('/approvals/bulk', chosen(ids, { decision: 'approved' }))
    const said = await page('/approvals')
    expect(toastOf(said)).toContain('Approved 3 mockups of You are allowed to rest.')
    expect(textOf(said)).toContain('Create products from 3 approved mockups')
    expect(said).toContain(`/products/new?assets=${assetId}`)
    await browser.post('/approvals/bulk?status=approved', chosen(ids, { decision: 'rejected' }))
    await undo('/approvals?status=approved')
    expect(await statusOf(first.mockupId)).toBe('approved')
    expect(textOf(await page('/approvals'))).toContain('Approved 3 Rejected 0')
  })

  test('returns to the page that it was pressed on, if that is ours', async () => {
    const [one, two] = [await seedMockup(person), await seedMockup(person)]
    const home = await browser.post(`/approvals/${one.itemId}/approve`, { back: '/' })
    expect(home.headers.get('location')).toBe('/')
    const form = { back: 'https://evil.example/' }
    const foreign = await browser.post(`/approvals/${two.itemId}/approve`, form)
    expect(foreign.headers.get('location')).toBe('/')
  })

  test('that overturns what another tab decided says so', async () => {
    const [one, two, three] = [
      await seedMockup(person),
      await seedMockup(person),
      await seedMockup(person),
    ]
    const now = Date.now()
    const before = { ...signedIn, clock: { now: () => now - 2 * MINUTE_MS } }
    await decideMockups(before, [one.mockupId, two.mockupId, three.mockupId], 'approved')
    await browser.post(`/approvals/${one.itemId}/reject`, {})
    expect(toastOf(await page('/approvals'))).toContain(
      'You are allowed to rest in Bedroom. Approved in another tab 2 minutes ago by you. Now rejected.',
    )
    expect(await statusOf(one.mockupId)).toBe('rejected')
    await browser.post(`/approvals/${two.itemId}/approve`, {})
    const same = toastOf(await page('/approvals'))
    expect(same).toContain('Already approved 2 minutes ago by you.')
    expect(same).not.toContain('Undo')
    const ids = [two.itemId, three.itemId]
    await browser.post('/approvals/bulk', chosen(ids, { decision: 'rejected' }))
    expect(toastOf(await page('/approvals'))).toContain(
      '2 of them were approved after you opened this page.',
    )
  })

  test('about a product that waits publishes nothing before it is confirmed by name', async () => {
    const item = await addProductItem('Quiet Is Enough')
    const list = await page('/approvals?type=product')
    expect(textOf(list)).toContain('Approve and publish “Quiet Is Enough”?')
    const path = '/approvals/bulk?type=product'
    const asked = await browser.post(path, chosen([item], { decision: 'approved' }))
    expect(asked.status).toBe(200)
    const text = textOf(await asked.text())
    expect(text).toContain('Approve and publish “Quiet Is Enough”?')
    expect(text).toContain('Approve and publish 1 product')
    expect(await itemStatusOf(item)).toBe('pending')
    await browser.post(path, chosen([item], { decision: 'rejected' }))
    const said = toastOf(await page('/approvals?type=product'))
    expect(said).toContain('Rejected Quiet Is Enough. It is a draft again.')
    expect(said).not.toContain('Undo')
  })

  test('never takes mockups and products together', async () => {
    const item = await addProductItem('Quiet Is Enough')
    const { itemId, mockupId } = await seedMockup(person)
    const both = chosen([itemId, item], { decision: 'approved', confirmed: 'true' })
    for (const path of ['/approvals/bulk', '/approvals/bulk?type=product']) {
      const answer = await browser.post(path, both)
      expect(answer.status).toBe(409)
      expect(await answer.text()).toContain('Mockups and products are reviewed separately.')
    }
    expect([await statusOf(mockupId), await itemStatusOf(item)]).toEqual(['completed', 'pending'])
  })
})

test.each(['', '?status=approved', '?scene=bedroom', '?collection=growth'])(
  'the list %s reads no more rows where more is to review or approved than can be selected',
  async (query) => {
    const { assetId } = await seedMockup(person)
    const add = async (count: number) => {
      const ids: string[] = []
      for (let n = 0; n < count; n += 1) {
        const { mockupId } = await seedMockup(person, { assetId })
        if (query === '?status=approved') ids.push(mockupId)
      }
      if (ids.length > 0) await decideMockups(signedIn, ids, 'approved')
      const grow = "UPDATE approval_items SET collection = 'growth' WHERE user_id = ?"
      await env.DB.prepare(grow).bind(person.userId).run()
    }
    await add(205)
    const few = await recordCalls(`/approvals${query}`, browser)
    await add(50)
    const many = await recordCalls(`/approvals${query}`, browser)
    expect(await many.answer.text()).toContain('You are allowed to rest')
    expect(many.rowsRead).toBeLessThanOrEqual(few.rowsRead + 1)
    expect(many.chain).toBe(1)
  },
)

test('a run that is filtered by is offered and selected, however many are newer', async () => {
  const { runId, mockupId } = await seedMockup(person)
  for (let n = 0; n < 26; n += 1) await seedMockup(person)
  expect(await page('/approvals')).not.toContain(`value="${runId}"`)
  const html = await page(`/approvals?run=${runId}`)
  expect(html).toMatch(new RegExp(`<option value="${runId}" selected`))
  expect(html).toContain(`href="/mockups/${mockupId}?`)
  expect(html.match(/<li class="review-tile/g)).toHaveLength(1)
})

describe('the page of a mockup', () => {
  test('leads through the list that it was opened from, and on after a decision', async () => {
    const { assetId } = await seedMockup(person, { scene: 'home_office' })
    const others = [
      await seedMockup(person, { scene: 'home_office', assetId }),
      await seedMockup(person, { scene: 'home_office', assetId }),
    ]
    await seedMockup(person, { scene: 'bedroom', assetId })
    const list = await page('/approvals?scene=home_office')
    const links = [...list.matchAll(/href="(\/mockups\/[^"]+in=review[^"]+)"/g)].map(([, url]) =>
      String(url).replaceAll('&amp;', '&'),
    )
    expect(links).toHaveLength(3)
    const [first = '', second = '', third = ''] = links
    const middle = (await page(second)).replaceAll('&amp;', '&')
    expect(middle).toContain(`href="${first}"`)
    expect(middle).toContain(`href="${third}"`)
    expect(middle).toContain('href="/approvals?scene=home_office"')
    const [, action = ''] =
      /<form[^>]* action="(\/mockups\/[^"]+\/approve[^"]*)"/.exec(middle) ?? []
    const answer = await browser.post(action, { reason: '', seen: 'completed' })
    expect(answer.headers.get('location')).toBe(third)
    expect(toastOf(await page(third))).toContain('Approved You are allowed to rest in Home Office.')
    expect(others).toHaveLength(2)
  })

  test('approves on the way into a product, and says which products show it', async () => {
    const { mockupId, assetId } = await seedMockup(person)
    const answer = await browser.post(`/mockups/${mockupId}/approve`, { lead: 'product' })
    expect(answer.headers.get('location')).toBe(`/products/new?asset=${assetId}`)
    const product = await addProduct('Calm print')
    await env.DB.prepare(
      `INSERT INTO product_images (user_id, id, product_id, position, picture_id, file_key,
         source_type, source_id, created_at)
       SELECT user_id, ?3, ?4, 0, picture_id, 'x', 'mockup', id, created_at FROM mockups
       WHERE user_id = ?1 AND id = ?2`,
    )
      .bind(person.userId, mockupId, newId(), product)
      .run()
    const text = await page(`/mockups/${mockupId}`)
    expect(text).toContain(`href="/products/${product}"`)
    expect(text).toContain('Calm print')
  })

  test('says of a picture that is shown again where it came from', async () => {
    const made = await seedMockup(person)
    const { assetId, pictureId } = made
    const again = await seedMockup(person, { assetId, pictureId, item: false })
    const text = await page(`/mockups/${again.mockupId}`)
    expect(text).toContain('Reused from the run of')
    expect(text).toContain(`href="/runs/${made.runId}"`)
    expect(await page(`/mockups/${made.mockupId}`)).not.toContain('Reused from the run')
    const gallery = await page('/mockups')
    expect(gallery.match(/<li class="tile/g)).toHaveLength(1)
    expect(gallery).toContain('In 2 runs')
  })
})

async function addProduct(title: string): Promise<string> {
  const id = newId()
  const now = new Date().toISOString()
  await env.DB.prepare(
    `INSERT INTO products (user_id, id, title, tags, status, created_at, updated_at)
     VALUES (?, ?, ?, '[]', 'pending', ?, ?)`,
  )
    .bind(person.userId, id, title, now, now)
    .run()
  return id
}

/** A product that waits to be approved. */
async function addProductItem(title: string): Promise<string> {
  const [id, product] = [newId(), await addProduct(title)]
  await env.DB.prepare(
    `INSERT INTO approval_items (user_id, id, type, reference_id, reference_table, payload,
       priority, status, sample, created_at)
     VALUES (?, ?, 'product', ?, 'products', '{}', 0, 'pending', 0, ?)`,
  )
    .bind(person.userId, id, product, new Date().toISOString())
    .run()
  return id
}

function itemStatusOf(id: string) {
  return env.DB.prepare('SELECT status FROM approval_items WHERE user_id = ? AND id = ?')
    .bind(person.userId, id)
    .first('status')
}

function statusOf(mockupId: string) {
  return env.DB.prepare('SELECT status FROM mockups WHERE user_id = ? AND id = ?')
    .bind(person.userId, mockupId)
    .first('status')
}

describe('a rejection', () => {
  test('says what is wrong, chosen from a list or in words, wherever it is shown', async () => {
    const { itemId, mockupId } = await seedMockup(person)
    const why = { reason_code: 'crop', reason: 'cut off at the left' }
    await browser.post('/approvals/bulk', { id: itemId, decision: 'rejected', ...why })
    expect(await page('/approvals?status=rejected')).toContain('Crop: cut off at the left')
    expect(await page(`/mockups/${mockupId}`)).toContain('Crop: cut off at the left')
    expect(await page('/activity')).toContain('Crop: cut off at the left')
    await browser.post(`/mockups/${mockupId}/approve`, { ...why, reason: '' })
    expect(await page('/approvals?status=approved')).not.toContain('review-reason')
  })
})
