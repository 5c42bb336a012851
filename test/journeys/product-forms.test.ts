import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { updateSettings } from '../../src/domain/settings/update-settings.ts'
import { newId } from '../../src/ids.ts'
import type { Browser } from '../support/worker/browser.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { recordCalls } from '../support/worker/record-calls.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { connectShopByForm } from '../support/worker/shop.ts'

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

type Fields = Record<string, string | string[]>

function send(fields: Fields): Promise<Response> {
  const data = new FormData()
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) data.append(name, value)
  }
  return browser.post('/products', data)
}

/** What a form sends when nothing in it is changed. */
function fieldsOf(html: string): Fields {
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  const ticked = (name: string) =>
    [...html.matchAll(new RegExp(`name="${name}" value="([^"]+)" checked`, 'g'))].map(
      ([, one]) => one ?? '',
    )
  const selected = (name: string) =>
    new RegExp(`name="${name}"[^]*?</select>`)
      .exec(html)?.[0]
      .match(/value="([^"]*)" selected/)?.[1] ?? ''
  return {
    work_id: value('work_id'),
    next: value('next'),
    of: value('of'),
    title: /name="title"[^>]*value="([^"]*)"/.exec(html)?.[1] ?? '',
    vendor: /name="vendor"[^>]*value="([^"]*)"/.exec(html)?.[1] ?? '',
    collection: selected('collection'),
    asset_id: selected('asset_id'),
    variant: ticked('variant'),
    picture: ticked('picture'),
  }
}

async function approvedArtwork(title: string): ReturnType<typeof seedMockup> {
  const seeded = await seedMockup(person, { status: 'approved', item: false })
  await env.DB.prepare('UPDATE assets SET title = ? WHERE user_id = ? AND id = ?')
    .bind(title, person.userId, seeded.assetId)
    .run()
  return seeded
}

const count = (table: string) =>
  env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE user_id = ?`)
    .bind(person.userId)
    .first('n')

describe('a new product', () => {
  it('has the sizes of the newest one, and says whose they are', async () => {
    await send({ title: 'Rest', variant: ['8x10|unframed', '11x14|white', 'A4|digital'] })
    const html = await page('/products/new')
    expect(html).toContain('from “Rest”, your newest product')
    expect(fieldsOf(html).variant).toEqual(['8x10|unframed', 'A4|digital', '11x14|white'])
  })

  it('takes vendor, type and the start of its SKUs from the settings, and its own from the form', async () => {
    const defaults = { vendor: 'Quiet Prints', product_type: 'Poster', sku_prefix: 'QP' }
    await updateSettings(person.ctx, { defaults })
    expect(fieldsOf(await page('/products/new')).vendor).toBe('Quiet Prints')
    await send({ title: 'One', variant: ['8x10|unframed'], vendor: '', product_type: '' })
    await send({ title: 'Two', variant: ['8x10|unframed'], vendor: 'Loud', product_type: 'Card' })
    const { results } = await env.DB.prepare(
      'SELECT vendor, product_type FROM products WHERE user_id = ? ORDER BY id',
    )
      .bind(person.userId)
      .all()
    expect(results).toEqual([
      { vendor: 'Quiet Prints', product_type: 'Poster' },
      { vendor: 'Loud', product_type: 'Card' },
    ])
    const sku = env.DB.prepare('SELECT sku FROM product_variants WHERE user_id = ? LIMIT 1')
    expect(await sku.bind(person.userId).first('sku')).toMatch(/^QP-[0-9A-F]{8}-8x10-UNF$/)
  })

  it('begins from a mockup: its artwork, with what is approved, and says what is not', async () => {
    const approved = await approvedArtwork('Quiet Is Enough')
    const open = await seedMockup(person, { assetId: approved.assetId, scene: 'home_office' })
    const html = await page(`/products/new?mockup=${approved.mockupId}`)
    const fields = fieldsOf(html)
    expect(fields).toMatchObject({ title: 'Quiet Is Enough', asset_id: approved.assetId })
    expect(fields.picture).toEqual([approved.mockupId])
    expect(html).not.toContain('is not approved yet')
    const unapproved = await page(`/products/new?mockup=${open.mockupId}`)
    expect(fieldsOf(unapproved)).toMatchObject({ title: 'Quiet Is Enough' })
    expect(unapproved).toContain('Home Office was not added')
    expect(unapproved).toContain(`href="/mockups/${open.mockupId}"`)
  })

  it('offers a picture that two mockups share once', async () => {
    const first = await approvedArtwork('Rest')
    const again = await seedMockup(person, {
      assetId: first.assetId,
      pictureId: first.pictureId,
      status: 'approved',
      item: false,
    })
    const html = await page(`/products/new?asset=${first.assetId}`)
    expect(fieldsOf(html).picture).toHaveLength(1)
    expect(html.includes(first.mockupId) && html.includes(again.mockupId)).toBe(false)
  })

  it('waits for two calls of the database one after another, however it begins', async () => {
    const { assetId, mockupId } = await approvedArtwork('Rest')
    await send({ title: 'Rest', variant: ['8x10|unframed'], picture: [mockupId] })
    const newest = env.DB.prepare('SELECT id FROM products WHERE user_id = ?')
    const id = await newest.bind(person.userId).first('id')
    const paths = [
      '/products/new',
      `/products/new?asset=${assetId}`,
      `/products/new?mockup=${mockupId}`,
      `/products/new?assets=${assetId}`,
      `/products/${id}`,
      `/products/${id}/edit`,
      '/products',
      '/products?view=table',
    ]
    for (const path of paths) {
      const { answer, chain } = await recordCalls(path, { cookie: browser.cookie })
      expect({ path, status: answer.status, chain }).toEqual({ path, status: 200, chain: 1 })
    }
  })
})

describe('products of several artworks', () => {
  it('are made one after another, each with one press', async () => {
    await connectShopByForm(browser)
    await send({ title: 'Before', variant: ['8x10|unframed', '11x14|white'] })
    const titles = ['Quiet Is Enough', 'Let It Be Easy', 'Rest']
    const artworks = []
    for (const title of titles) artworks.push(await approvedArtwork(title))
    let path = `/products/new?assets=${artworks.map(({ assetId }) => assetId).join(',')}`
    const said: string[] = []
    for (const [index, title] of titles.entries()) {
      const html = await page(path)
      expect(html).toContain(`Product ${index + 1} of 3.`)
      if (index > 0) said.push(/class="toast-body">([^<]*)/.exec(html)?.[1]?.trim() ?? '')
      const fields = fieldsOf(html)
      expect(fields.title).toBe(title)
      const answer = await send(fields)
      expect(answer.status).toBe(303)
      path = answer.headers.get('location') ?? ''
    }
    expect(said).toEqual([
      'Created Quiet Is Enough. 2 artworks left.',
      'Created Let It Be Easy. 1 artwork left.',
    ])
    expect(path).toBe('/products')
    expect(await page(path)).toContain('Created Rest. That was the last of 3.')
    expect(await count('products')).toBe(4)
    expect(await count('product_variants')).toBe(8)
    expect(await count('product_images')).toBe(3)
  })

  it('skip what was deleted meanwhile, and keep those that follow when a form is refused', async () => {
    const [a, b] = [await approvedArtwork('One'), await approvedArtwork('Two')]
    const gone = await browser.get(`/products/new?assets=${newId()},${a.assetId},${b.assetId}`)
    expect(gone.status).toBe(303)
    const next = gone.headers.get('location') ?? ''
    expect(next).toBe(`/products/new?assets=${a.assetId},${b.assetId}&of=3`)
    const html = await page(next)
    expect(html).toContain(`href="/products/new?assets=${b.assetId}&amp;of=3"`)
    const refused = await send({ ...fieldsOf(html), title: '' })
    expect(refused.status).toBe(400)
    const again = await refused.text()
    expect(fieldsOf(again)).toMatchObject({ next: b.assetId, of: '3' })
    expect(again).toContain('data-unsaved')
  })
})

describe('creating and publishing', () => {
  it('is offered only where a store is connected, and names it', async () => {
    expect(await page('/products/new')).not.toContain('Create and publish')
    const name = (await connectShopByForm(browser)).replace('.myshopify.com', '')
    const html = await page('/products/new')
    expect(html).toContain(`Create and publish to ${name} after approval`)
    await updateSettings(person.ctx, { global_mode: 'autopilot' })
    expect(await page('/products/new')).toMatch(new RegExp(`Create and publish to ${name}\\s*<`))
  })

  it('waits for approval in supervised mode, and publishes on autopilot', async () => {
    const name = (await connectShopByForm(browser)).replace('.myshopify.com', '')
    const supervised = await send({ title: 'One', variant: ['8x10|unframed'], publish: 'true' })
    const one = await page(supervised.headers.get('location') ?? '')
    expect(one).toContain('Created One. It is waiting for approval in Review.')
    expect(await count('approval_items')).toBe(1)
    await updateSettings(person.ctx, { global_mode: 'autopilot' })
    const autopilot = await send({ title: 'Two', variant: ['8x10|unframed'], publish: 'true' })
    const path = autopilot.headers.get('location') ?? ''
    expect(await page(path)).toContain(`Created Two. Publishing to ${name}.myshopify.com.`)
    await expect.poll(() => page(path), { timeout: 20_000 }).toContain('Up to date')
  })
})
