import { beforeEach, describe, expect, test } from 'vitest'
import { writeAll } from '../../src/db/client.ts'
import { openPictureItem } from '../../src/domain/approvals/item.ts'
import { updateAsset } from '../../src/domain/assets/update-asset.ts'
import { createCollection } from '../../src/domain/collections/create-collection.ts'
import { newCollection } from '../../src/domain/collections/schemas.ts'
import { newId } from '../../src/ids.ts'
import type { Browser } from '../support/worker/browser.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { PNG_6X8 } from '../support/worker/pictures.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const CALM = { name: 'Calm Evenings', key: '', colour: 'plum', shop: 'none', shop_handle: '' }
const BADGE = '<span class="badge badge-plum badge-long">Calm Evenings</span>'
const OPTION = '<option value="calm_evenings">Calm Evenings</option>'

let browser: Browser
let person: Person

beforeEach(async () => {
  const opened = await openPerson()
  browser = opened.browser
  person = opened.person
})

async function page(path: string): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(200)
  return answer.text()
}

function add(more: object = {}) {
  return createCollection(
    person.ctx,
    newCollection.parse({ name: CALM.name, colour: 'plum', ...more }),
  )
}

async function artwork(fields: Record<string, string>): Promise<void> {
  const form = new FormData()
  form.set('file', new File([PNG_6X8], 'day.png', { type: 'image/png' }))
  for (const [name, value] of Object.entries({ title: '', quote_id: '', ...fields })) {
    form.set(name, value)
  }
  expect((await browser.post('/assets', form)).status).toBe(303)
}

describe('the page of collections', () => {
  test('shows the system’s three, which nobody edits, and leads to the first own one', async () => {
    const html = await page('/collections')
    for (const name of ['Grounding', 'Wholeness', 'Growth']) expect(html).toContain(name)
    expect(html).toContain('No collections of your own yet')
    expect(html).not.toContain('?edit=')
    expect(html).toContain('href="/collections" aria-current="page"')
  })

  test('adds, edits and deletes with plain forms', async () => {
    const opened = await browser.get('/collections?add=1')
    const url = opened.headers.get('location') ?? ''
    const workId = url.split('add=')[1] ?? ''
    expect(await page(url)).toContain(`name="work_id" value="${workId}"`)
    const added = await browser.post('/collections', { ...CALM, work_id: workId })
    expect(added.headers.get('location')).toBe('/collections')
    expect(await page('/collections')).toContain(BADGE)
    const form = await page('/collections?edit=calm_evenings')
    expect(form).toContain('value="Calm Evenings"')
    const change = { ...CALM, name: 'Calm', shop: 'handle', shop_handle: 'calm-art', version: '1' }
    const saved = await browser.post('/collections/calm_evenings', change)
    expect(saved.headers.get('location')).toBe('/collections')
    expect(await page('/collections')).toContain('calm-art')
    const gone = await browser.post('/collections/calm_evenings/delete', {})
    expect(gone.headers.get('location')).toBe('/collections')
    expect(await page('/collections')).toContain('No collections of your own yet')
  })

  test('gives a refused form back as it was typed, with what is wrong', async () => {
    const wrong = { ...CALM, name: '', key: 'No!', shop: 'handle', shop_handle: 'A b' }
    const answer = await browser.post('/collections', wrong)
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toContain('Give the collection a name')
    expect(html).toContain('value="No!"')
    expect(html).toContain('value="A b"')
    expect(html).toContain('href="#field-collection-shop_handle"')
    const without = await browser.post('/collections', { ...CALM, shop: 'handle' })
    expect(without.status).toBe(400)
    expect(await without.text()).toContain('Enter the handle of the Shopify collection')
  })

  test('says that a key is taken, and adds the same form once', async () => {
    await add()
    const taken = await browser.post('/collections', { ...CALM, work_id: newId() })
    expect(taken.status).toBe(409)
    expect(await taken.text()).toContain('already have a collection with the key calm_evenings')
    const winter = { ...CALM, name: 'Winter', work_id: newId() }
    await browser.post('/collections', winter)
    expect((await browser.post('/collections', winter)).status).toBe(303)
    const other = await browser.post('/collections', { ...winter, name: 'Frost' })
    expect(other.status).toBe(409)
    const html = await other.text()
    expect(html).toContain('This collection was already added')
    expect(html).toContain('formaction="/collections/winter"')
    expect(await page('/collections')).not.toContain('Frost')
  })

  test('shows both values where somebody else saved first', async () => {
    await add()
    await browser.post('/collections/calm_evenings', { ...CALM, name: 'Theirs', version: '1' })
    const late = await browser.post('/collections/calm_evenings', {
      ...CALM,
      name: 'Mine',
      version: '1',
    })
    expect(late.status).toBe(409)
    const html = await late.text()
    expect(html).toContain('This collection was changed in another tab')
    expect(html).toContain('value="Mine"')
    expect(html).toContain('Theirs')
    expect(html).toContain('name="version" value="2"')
  })

  test('says what has a collection that cannot be deleted, with links to it', async () => {
    await add()
    await artwork({ collection: 'calm_evenings' })
    const refused = await browser.post('/collections/calm_evenings/delete', {})
    expect(refused.status).toBe(409)
    const html = await refused.text()
    expect(html).toContain('is in use: 1 artwork.')
    expect(html).toContain('href="/assets?collection=calm_evenings"')
  })

  test('offers no further one beyond fifty', async () => {
    for (let n = 1; n <= 50; n += 1) await add({ name: `Collection ${n}` })
    const html = await page('/collections')
    expect(html).toContain('which is the limit')
    expect(html).not.toContain('href="/collections?add=')
    const answer = await browser.post('/collections', { ...CALM, work_id: newId() })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('value="Calm Evenings"')
    const form = await (await browser.get(`/quotes?add=${newId()}`)).text()
    expect(form).toContain('<option value="collection_50">Collection 50</option>')
  })

  test('refuses what belongs to the system, and what is nobody’s', async () => {
    expect((await browser.post('/collections/growth', CALM)).status).toBe(403)
    expect((await browser.post('/collections/growth/delete', {})).status).toBe(403)
    expect((await browser.get('/collections?edit=spring')).status).toBe(404)
  })
})

describe('an own collection', () => {
  beforeEach(async () => {
    await add()
  })

  test('is offered wherever one is chosen', async () => {
    await browser.post('/quotes', { text: 'Rest', collection: 'growth', author: '', mood: '' })
    await artwork({})
    const product = { title: 'Print', variant: '8x10|unframed', work_id: newId() }
    expect((await browser.post('/products', product)).status).toBe(303)
    for (const path of ['/quotes', '/assets', '/generate', '/products', '/products/new']) {
      expect(await page(path)).toContain(OPTION)
    }
    expect(await page(`/assets/upload?add=${newId()}`)).toContain(OPTION)
    for (const path of [`/scenes?add=${newId()}`, `/quotes?add=${newId()}`]) {
      expect(await page(path)).toContain('value="calm_evenings"')
    }
  })

  test('is shown by its name in its colour on what has it', async () => {
    const quote = { text: 'Rest', collection: 'calm_evenings', author: '', mood: '' }
    expect((await browser.post('/quotes', quote)).status).toBe(303)
    expect(await page('/quotes')).toContain(BADGE)
    await artwork({ collection: 'calm_evenings' })
    expect(await page('/assets')).toContain(BADGE)
    expect(await page('/generate')).toContain(BADGE)
    const scene = {
      ...{ scene_key: 'loft', name: 'Loft', dm_template_id: 'dm_loft' },
      recommended_collections: 'calm_evenings',
    }
    expect((await browser.post('/scenes', scene)).status).toBe(303)
    expect(await page('/scenes')).toContain(BADGE)
    const product = {
      ...{ title: 'Print', variant: '8x10|unframed', work_id: newId() },
      collection: 'calm_evenings',
    }
    const made = await browser.post('/products', product)
    expect(await page('/products')).toContain(BADGE)
    expect(await page((made.headers.get('location') ?? '').replace(/\?.*/, ''))).toContain(BADGE)
  })

  test('of an artwork is that of its mockups and their approval items', async () => {
    const { mockupId, pictureId, assetId } = await seedMockup(person, { item: false })
    const others = ['living_room', 'reading_nook'].map((scene) =>
      seedMockup(person, { scene, assetId, item: false }),
    )
    const pictureIds = [pictureId, ...(await Promise.all(others)).map((of) => of.pictureId)]
    await updateAsset(person.ctx, assetId, { collection: 'calm_evenings' })
    await writeAll(person.ctx.db, [openPictureItem(person.ctx, pictureIds)])
    expect(await page('/approvals')).toContain(BADGE)
    expect(await page(`/mockups/${mockupId}`)).toContain(BADGE)
  })

  test('of an artwork is changed on its form, and kept while its quote has another', async () => {
    const quote = { text: 'Rest', collection: 'growth', author: '', mood: '' }
    await browser.post('/quotes', quote)
    const quoteId = /edit=([0-9a-f-]{36})/.exec(await page('/quotes'))?.[1] ?? ''
    await artwork({})
    const id = /id="asset-([0-9a-f-]{36})/.exec(await page('/assets'))?.[1] ?? ''
    const form = { title: 'Day', quote_id: '', collection: 'calm_evenings' }
    expect((await browser.post(`/assets/${id}`, form)).status).toBe(303)
    expect(await page('/assets')).toContain(BADGE)
    expect((await browser.post(`/assets/${id}`, { ...form, quote_id: quoteId })).status).toBe(303)
    expect(await page('/assets')).not.toContain(BADGE)
    expect(await page(`/assets/${id}`)).toMatch(/<option value="calm_evenings" selected/)
  })

  test('that has gone meanwhile is named at its field, with everything typed kept', async () => {
    const quote = { text: 'Stay a while', collection: 'spring', author: '', mood: '' }
    const asset = new FormData()
    asset.set('file', new File([PNG_6X8], 'day.png', { type: 'image/png' }))
    asset.set('title', 'Stay a while')
    asset.set('collection', 'spring')
    const scene = {
      ...{ scene_key: 'loft', name: 'Stay a while', dm_template_id: 'dm_loft' },
      recommended_collections: 'spring',
    }
    const product = { title: 'Stay a while', variant: '8x10|unframed', collection: 'spring' }
    const sent: [string, Record<string, string> | FormData][] = [
      ['/quotes', quote],
      ['/assets', asset],
      ['/scenes', scene],
      ['/products', product],
    ]
    for (const [path, form] of sent) {
      const answer = await browser.post(path, form)
      expect(answer.status).toBe(400)
      const html = await answer.text()
      expect(html).toContain('There is no collection &quot;spring&quot;')
      expect(html).toContain('Stay a while')
    }
  })
})
