import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Context } from '../../src/context.ts'
import { setPricing } from '../../src/domain/pricing/set-pricing.ts'
import { createRecipe } from '../../src/domain/recipes/create-recipe.ts'
import { listAllRecipes } from '../../src/domain/recipes/list-recipes.ts'
import { newRecipe } from '../../src/domain/recipes/schemas.ts'
import { newId } from '../../src/ids.ts'
import type { Browser } from '../support/worker/browser.ts'
import { hiddenValue } from '../support/worker/hidden-value.ts'
import { openPerson } from '../support/worker/open-person.ts'
import { textOf, toastOf } from '../support/worker/page-text.ts'
import { addPrintArtworks } from '../support/worker/print-artworks.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const RECIPE = {
  name: 'Prints',
  sizes: ['8x10', '24x36'],
  frames: ['unframed'],
  title: '“{quote}” by {author}',
  tags: ['{collection}'],
}

let browser: Browser
let person: { userId: string; ctx: Context }
beforeEach(async () => {
  const opened = await openPerson()
  browser = opened.browser
  person = opened.person
})

async function page(path: string, status = 200): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status, path).toBe(status)
  return answer.text()
}

function addRecipe(body: object = {}) {
  return createRecipe(person.ctx, newRecipe.parse({ ...RECIPE, ...body }))
}

/** What the page's form would send, with other values; a list is sent one by one. */
function formOf(html: string, values: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData()
  const decode = (text = '') =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
  const [, inner = ''] = /<form[^>]*id="products".*?>(.*?)<\/form>/s.exec(html) ?? []
  for (const [tag] of inner.matchAll(/<input[^>]*>/g)) {
    const read = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]
    const isTicked = read('type') !== 'checkbox' || / checked/.test(tag)
    if (isTicked) form.append(decode(read('name')), decode(read('value') ?? ''))
  }
  for (const [, name, text] of inner.matchAll(
    /<textarea[^>]*name="([^"]*)"[^>]*>(.*?)<\/textarea>/gs,
  )) {
    form.append(decode(name), decode(text))
  }
  form.append('recipe', /<option value="([^"]*)" selected/.exec(inner)?.[1] ?? '')
  for (const [name, value] of Object.entries(values)) form.set(name, value)
  return form
}

async function send(html: string, values: Readonly<Record<string, string>>): Promise<Response> {
  return browser.post('/recipes/apply', formOf(html, values))
}

const titlesMade = async () => {
  const { results } = await env.DB.prepare(
    'SELECT title FROM products WHERE user_id = ? ORDER BY title',
  )
    .bind(person.userId)
    .all()
  return results.map(({ title }) => title)
}

describe('the form of a recipe', () => {
  test('is sent, keeps what was typed where it is refused, and saves', async () => {
    const html = await page('/recipes/new')
    const typed = { work_id: hiddenValue(html, 'work_id'), name: 'Prints', finishes: 'black' }
    const wrong = { ...typed, sizes: '8x10', title: '{artwork} of {year}', tags: 'a, {collection}' }
    const refused = await browser.post('/recipes', wrong)
    expect(refused.status).toBe(400)
    const again = await refused.text()
    expect(textOf(again)).toContain('There is no placeholder {year}.')
    expect(again).toContain('value="{artwork} of {year}"')
    const saved = await browser.post('/recipes', { ...wrong, title: '{artwork}' })
    expect(saved.headers.get('location')).toBe('/recipes')
    expect(await listAllRecipes(person.ctx)).toMatchObject([
      {
        name: 'Prints',
        sizes: ['8x10'],
        frames: ['black'],
        digital: false,
        tags: ['a', '{collection}'],
      },
    ])
    const sentTwice = await browser.post('/recipes', { ...wrong, title: '{artwork}' })
    expect(sentTwice.headers.get('location')).toBe('/recipes')
    expect(await listAllRecipes(person.ctx)).toHaveLength(1)
    const list = textOf(await page('/recipes'))
    expect(list).toContain('8×10')
    expect(list).toContain('Black frame')
  })

  test('shows what it makes of an artwork, and of one without a quote, as text', async () => {
    await addPrintArtworks(person, 1)
    const html = await page('/recipes/new')
    const values = {
      work_id: hiddenValue(html, 'work_id'),
      title: '“{quote}” by {author}',
      description: '<b>{artwork}</b>',
    }
    const answer = await browser.post('/recipes/sample', values)
    expect(answer.status).toBe(200)
    const sample = /id="sample-parts".*?<\/form>/s.exec(await answer.text())?.[0] ?? ''
    expect(textOf(sample)).toContain('“Quiet 1” by Ada')
    expect(sample).toContain('&lt;b&gt;Print 1&lt;/b&gt;')
    expect(await listAllRecipes(person.ctx)).toEqual([])
  })

  test('says what others have changed meanwhile, and deletes', async () => {
    const { id } = await addRecipe()
    const html = await page(`/recipes/${id}`)
    const version = hiddenValue(html, 'version')
    const fields = { name: 'Mine', sizes: '8x10', finishes: 'white', title: '{artwork}', version }
    expect((await browser.post(`/recipes/${id}`, fields)).status).toBe(303)
    const late = await browser.post(`/recipes/${id}`, { ...fields, name: 'Late' })
    expect(late.status).toBe(409)
    expect(textOf(await late.text())).toContain('changed in another tab')
    await browser.post(`/recipes/${id}/delete`, {})
    expect(toastOf(await page('/recipes'))).toContain('Deleted Mine.')
    await page(`/recipes/${id}`, 404)
  })
})

describe('the table of what will be made', () => {
  test('leads to a first recipe, and back with the same artworks', async () => {
    const assets = await addPrintArtworks(person, 2)
    const url = `/recipes/apply?assets=${assets.join(',')}`
    const html = await page(url)
    expect(textOf(html)).toContain('you come back here with 2 artworks')
    const back = /href="(\/recipes\/new\?back_to=[^"]*)"/.exec(html)?.[1] ?? ''
    const form = await page(back)
    const answer = await browser.post('/recipes', {
      ...{ work_id: hiddenValue(form, 'work_id'), back_to: hiddenValue(form, 'back_to') },
      ...{ name: 'First', sizes: '8x10', finishes: 'black', title: '{artwork}' },
    })
    const [recipe] = await listAllRecipes(person.ctx)
    expect(answer.headers.get('location')).toBe(`${url}&recipe=${recipe?.id}`)
    const shown = await page(answer.headers.get('location') ?? '')
    expect(shown).toContain('value="Print 2"')
    expect(textOf(shown)).toContain('Create 2 products')
    for (const other of ['//evil.example', 'https://evil.example', '/settings']) {
      const there = await page(`/recipes/new?back_to=${encodeURIComponent(other)}`)
      expect(hiddenValue(there, 'back_to')).toBe('')
    }
  })

  test('makes four of six, keeps two with their reasons, and makes one that is said twice', async () => {
    await setPricing(person.ctx, '8x10', {
      base_price: 20,
      cost: 12,
      accept_free: false,
      accept_below_cost: false,
    })
    await addRecipe()
    const assets = await addPrintArtworks(person, 6)
    const [coarse = '', cheap = ''] = assets
    const html = await page(`/recipes/apply?assets=${assets.join(',')}`)
    expect(textOf(html)).toContain('Create 5 of 6')
    expect(textOf(html)).toContain('Sell 24×36 anyway')
    const opened = await (await send(html, { open: cheap })).text()
    const lower = { [`price:${cheap}:8x10|unframed`]: '11.50' }
    const priced = await (await send(opened, { ...lower, update: 'true' })).text()
    expect(textOf(priced)).toContain('Create 4 of 6')
    expect(textOf(priced)).toContain('Sell 8×10 below cost anyway')
    const edited = { [`title:${assets[5]}`]: 'A title of my own', create: 'true' }
    const first = await send(priced, edited)
    expect(first.status).toBe(200)
    const rest = await first.text()
    expect(textOf(rest)).toContain('4 products are being created. 2 products were not')
    expect(rest).toContain('/jobs/')
    await vi.waitFor(async () => expect(await titlesMade()).toHaveLength(4), { timeout: 15_000 })
    expect(await titlesMade()).toContain('A title of my own')
    expect(rest).toContain('value="11.50"')
    // One of them is accepted and the button pressed, with nothing in between.
    expect(textOf(rest)).toContain('Create 2 products')
    expect(rest).toMatch(/<button[^>]* name="create"(?![^>]* disabled)/)
    const again = await send(priced, edited)
    expect(textOf(await again.text())).toContain('4 products are being created.')
    const last = await send(rest, {
      ...{ [`acceptLowDpi:${coarse}`]: 'true', [`leave:${cheap}`]: 'true', create: 'true' },
    })
    expect(last.status).toBe(303)
    expect(last.headers.get('location')).toMatch(/^\/jobs\//)
    await vi.waitFor(async () => expect(await titlesMade()).toHaveLength(5), { timeout: 15_000 })
    expect(await titlesMade()).toContain('“Quiet 1” by Ada')
  })

  test('loses nothing that was typed, also where it cannot be read or its line is closed', async () => {
    const { id } = await addRecipe()
    const other = await addRecipe({ name: 'Other', title: '{artwork}, framed', frames: ['black'] })
    const [, asset = '', next = ''] = await addPrintArtworks(person, 3)
    const html = await page(`/recipes/apply?asset=${asset}&asset=${next}&recipe=${id}`)
    const opened = await (await send(html, { open: asset })).text()
    const typed = {
      [`description:${asset}`]: 'Words of <mine>',
      [`price:${asset}:8x10|unframed`]: 'cheap',
      [`title:${asset}`]: 'x'.repeat(201),
    }
    const wrong = await (await send(opened, { ...typed, create: 'true' })).text()
    expect(textOf(wrong)).toContain('Enter a title of 1 to 200 characters')
    expect(textOf(wrong)).toContain('1 product is being created. 1 product was not')
    const closed = await (await send(wrong, { close: asset })).text()
    expect(closed).toContain('value="Words of &lt;mine&gt;"')
    expect(textOf(closed)).toContain('Enter an amount such as 24.99')
    expect(textOf(closed)).toContain('Create 1 product')
    const changed = await (await send(closed, { recipe: other.id, update: 'true' })).text()
    expect(changed).toContain(`value="${'x'.repeat(201)}"`)
    expect(changed).toContain('value="cheap"')
  })

  test('says what is gone, and where to select artworks', async () => {
    await addRecipe()
    const [asset = ''] = await addPrintArtworks(person, 1)
    const html = textOf(await page(`/recipes/apply?assets=${asset},${newId()},nonsense`))
    expect(html).toContain('1 artwork is no longer there')
    expect(textOf(await page('/recipes/apply'))).toContain('Select artworks')
  })

  test('is reached from artworks, from products, and from a review', async () => {
    const [one = '', two = ''] = await addPrintArtworks(person, 2)
    const chosen = new FormData()
    for (const id of [one, two]) chosen.append('asset', id)
    const fromArtworks = await browser.post('/assets/products', chosen)
    expect(fromArtworks.headers.get('location')).toBe(`/recipes/apply?assets=${one},${two}`)
    expect((await browser.post('/assets/products', {})).headers.get('location')).toBe('/assets')
    expect(await page('/products')).toContain('href="/recipes/apply"')
    const { itemId, assetId, runId } = await seedMockup(person, { status: 'approved' })
    const fromReview = await browser.post('/approvals/products?status=approved', { id: itemId })
    expect(fromReview.headers.get('location')).toBe(`/recipes/apply?assets=${assetId}`)
    expect(await page(`/runs/${runId}`)).toContain(`href="/recipes/apply?assets=${assetId}"`)
  })
})
