import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Context } from '../../src/context.ts'
import { newId } from '../../src/ids.ts'
import type { Browser } from '../support/worker/browser.ts'
import { createUser } from '../support/worker/create-user.ts'
import { hiddenValue } from '../support/worker/hidden-value.ts'
import { openPerson } from '../support/worker/open-person.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

let browser: Browser
let person: { userId: string; ctx: Context }
beforeEach(async () => {
  const opened = await openPerson()
  browser = opened.browser
  person = opened.person
})

const AT = '2026-11-21T10:00:00.000Z'

/** Quotes `Line 1.`, `Line 2.`, …, the last the newest; their ids. */
async function addQuotes(count: number, userId = person.userId): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId())
  await env.DB.prepare(
    `INSERT INTO quotes (user_id, id, text, collection, created_at, updated_at)
     SELECT ?, value, 'Line ' || (key + 1) || '.', 'growth', ?, ? FROM json_each(?)`,
  )
    .bind(userId, AT, AT, JSON.stringify(ids))
    .run()
  return ids
}

/** Artworks `Print 1.`, `Print 2.`, …; their ids. */
async function addAssets(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId())
  await env.DB.prepare(
    `INSERT INTO assets (user_id, id, title, file_key, format, width, height, byte_size,
       content_hash, status, created_at, updated_at)
     SELECT ?1, value, 'Print ' || (key + 1) || '.', 'users/' || ?1 || '/assets/' || value || '.png',
       'png', 6, 8, 90, 'abc', 'active', ?2, ?2 FROM json_each(?3)`,
  )
    .bind(person.userId, AT, JSON.stringify(ids))
    .run()
  return ids
}

async function page(path: string): Promise<string> {
  const answer = await browser.get(path)
  expect([path, answer.status]).toEqual([path, 200])
  return answer.text()
}

/** The options of the select of this name, chosen ones with an asterisk. */
function optionsOf(html: string, name: string): string[] {
  const [, inner = ''] =
    new RegExp(`<select[^>]*name="${name}"[^>]*>(.*?)</select>`, 's').exec(html) ?? []
  return [...inner.matchAll(/<option([^>]*)>([^<]*)</g)].map(
    ([, attributes = '', label = '']) => `${/\bselected\b/.test(attributes) ? '*' : ''}${label}`,
  )
}

describe('the form of a product', () => {
  const typed = { title: 'A typed title', variant: '8x10|unframed', 'place:x': '' }

  test('offers the newest quotes and artworks, and finds the others', async () => {
    await addQuotes(60)
    await addAssets(60)
    const html = await page('/products/new')
    const quotes = optionsOf(html, 'quote_id')
    expect(quotes).toHaveLength(51)
    expect(quotes[1]).toContain('Line 60.')
    expect(quotes.join()).not.toContain('Line 5.')
    expect(optionsOf(html, 'asset_id')).toHaveLength(51)
    const found = await page('/products/new?quote_search=line+5.&asset_search=print+4.')
    expect(optionsOf(found, 'quote_id').join()).toContain('Line 5.')
    expect(optionsOf(found, 'quote_id')).toHaveLength(2)
    expect(optionsOf(found, 'asset_id')).toEqual(['*No artwork', 'Print 4.'])
  })

  test('keeps what was typed, ticked and chosen while its choices are searched', async () => {
    const [oldest = ''] = await addQuotes(60)
    const [print = ''] = await addAssets(60)
    const workId = hiddenValue(await page('/products/new'), 'work_id')
    const sent = {
      ...typed,
      work_id: workId,
      asset_id: print,
      quote_search: 'line 1.',
      tags: 'calm',
    }
    const answer = await browser.post('/products/new', sent)
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(html).toContain('value="A typed title"')
    expect(html).toContain('value="calm"')
    expect(html).toMatch(/<input[^>]*value="8x10\|unframed"[^>]*checked/)
    expect(hiddenValue(html, 'work_id')).toBe(workId)
    expect(optionsOf(html, 'asset_id')).toContain('*Print 1.')
    expect(optionsOf(html, 'quote_id').join()).toContain('Line 1.')
    expect(html).not.toContain('class="field-error"')
    expect(await page('/products')).toContain('No products yet')
    const meant = { ...sent, quote_id: oldest, accept_low_dpi: 'true' }
    const made = await browser.post('/products', meant)
    expect(made.status).toBe(303)
    expect(await page(`/products/${workId}`)).toContain('Line 1.')
    const edit = await page(`/products/${workId}/edit`)
    expect(optionsOf(edit, 'quote_id').filter((label) => label.startsWith('*'))).toEqual([
      expect.stringContaining('Line 1.'),
    ])
    const version = hiddenValue(edit, 'version')
    const searched = await browser.post(`/products/${workId}/edit`, {
      ...{ ...typed, title: 'Another title', version, quote_id: oldest, quote_search: 'line 2.' },
    })
    const again = await searched.text()
    expect(again).toContain('value="Another title"')
    expect(hiddenValue(again, 'version')).toBe(version)
    const labels = optionsOf(again, 'quote_id').join()
    expect(labels).toMatch(/\*“?Line 1\./)
    expect(labels).toContain('Line 2.')
  })

  test('shows a script what matches, with what is chosen by now', async () => {
    const [oldest = ''] = await addQuotes(60)
    const html = await page(`/products/new?quote_id=${oldest}&quote_search=line+7.`)
    expect(optionsOf(html, 'quote_id')).toHaveLength(3)
    expect(optionsOf(html, 'quote_id')[1]).toMatch(/^\*.*Line 1\./)
    expect(html).toMatch(/data-picker[^>]* data-href="[^"]+"/)
  })

  test("never offers another user's quotes", async () => {
    const other = await createUser()
    const [theirs = ''] = await addQuotes(3, other.userId)
    await addQuotes(1)
    const html = await page(`/products/new?quote_id=${theirs}&quote_search=line`)
    expect(optionsOf(html, 'quote_id')).toHaveLength(2)
  })

  test('that was refused still shows a picture that was ticked, however old', async () => {
    const [oldest = ''] = await addAssets(20)
    const { mockupId } = await seedMockup(person, { status: 'approved' })
    const sent = new FormData()
    const pictures = [oldest, mockupId].map((id) => ['picture', id])
    for (const [name = '', value = ''] of [['variant', '8x10|unframed'], ...pictures]) {
      sent.append(name, value)
    }
    const answer = await browser.post('/products', sent)
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toMatch(new RegExp(`<input[^>]*value="${oldest}"[^>]*checked`))
    expect(html).toMatch(new RegExp(`<input[^>]*value="${mockupId}"[^>]*checked`))
  })
})

describe('the forms of artworks', () => {
  test('find an old quote, and keep what was typed', async () => {
    const [oldest = ''] = await addQuotes(60)
    const [print = ''] = await addAssets(1)
    const version = hiddenValue(await page(`/assets/${print}`), 'version')
    const sent = { title: 'Typed', version, quote_id: oldest, quote_search: 'line 2.' }
    const html = await (await browser.post(`/assets/${print}/find-quote`, sent)).text()
    expect(html).toContain('value="Typed"')
    const labels = optionsOf(html, 'quote_id').join()
    expect(labels).toMatch(/\*“?Line 1\./)
    expect(labels).toContain('Line 2.')
    expect((await browser.post(`/assets/${print}`, sent)).status).toBe(303)
    const saved = await page(`/assets/${print}`)
    expect(optionsOf(saved, 'quote_id').join()).toMatch(/\*“?Line 1\./)
    expect(saved).toContain('Typed')
  })

  test('an upload finds an old quote before its picture is sent', async () => {
    await addQuotes(60)
    await addAssets(1)
    const workId = hiddenValue(await page(`/assets/upload?add=${newId()}`), 'work_id')
    const form = new FormData()
    for (const [name, value] of Object.entries({
      ...{ title: 'Typed', quote_id: '', quote_search: 'line 1.', work_id: workId },
    })) {
      form.set(name, value)
    }
    const html = await (await browser.post('/assets/upload/find', form)).text()
    expect(html).toContain('value="Typed"')
    expect(hiddenValue(html, 'work_id')).toBe(workId)
    expect(optionsOf(html, 'quote_id').join()).toContain('Line 1.')
  })
})

test('quotes show how many artworks they have', async () => {
  const [one = '', two = ''] = await addQuotes(2)
  const [print = '', other = ''] = await addAssets(2)
  const counts = async () =>
    Object.fromEntries(
      [
        ...(await page('/quotes')).matchAll(/quote_id=([0-9a-f-]{36})" aria-label="(\d+) artwork/g),
      ].map(([, id, count]) => [id, count]),
    )
  for (const id of [print, other]) {
    await browser.post(`/assets/${id}`, { title: 'Print', quote_id: one })
  }
  expect(await counts()).toEqual({ [one]: '2' })
  await browser.post(`/assets/${other}`, { title: 'Print', quote_id: two })
  expect(await counts()).toEqual({ [one]: '1', [two]: '1' })
  await browser.post(`/assets/${print}/delete`, {})
  expect(await counts()).toEqual({ [two]: '1' })
})

test('scenes are shown by the pictures of their templates, never by what was rendered', async () => {
  const rendered = await seedMockup(person, { status: 'approved' })
  const thumbnail = '/templates/dm_bedroom_001/thumbnail'
  const seen = async (path: string) => {
    const html = await page(path)
    return [html.includes(thumbnail), html.includes(`/${rendered.pictureId}.`)]
  }
  expect(await seen('/scenes')).toEqual([false, false])
  // The page starts a reading in the background.
  await vi.waitFor(async () => expect(await seen('/scenes')).toEqual([true, false]), 5_000)
  expect(await seen('/generate')).toEqual([true, false])
})
