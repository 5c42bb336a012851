import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import type { Browser } from '../support/worker/browser.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { addProduct, productOf, readProduct } from '../support/worker/products.ts'
import { addPicture, rested } from '../support/worker/publishing.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { connectShop, productsAtShop } from '../support/worker/shop.ts'

type Fields = Record<string, string | string[]>

function form(fields: Fields): FormData {
  const data = new FormData()
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) data.append(name, value)
  }
  return data
}

describe('the form of a product', () => {
  let browser: Browser
  let person: Person
  beforeEach(async () => {
    const opened = await openPerson()
    browser = opened.browser
    person = opened.person
  })

  const send = (path: string, fields: Fields) => browser.post(path, form(fields))
  const page = async (path: string) => (await browser.get(path)).text()
  const create = async (fields: Fields): Promise<string> => {
    const answer = await send('/products', { title: 'Rest', variant: ['8x10|unframed'], ...fields })
    if (answer.status !== 303) throw new Error(await answer.text())
    return answer.headers.get('location') ?? ''
  }
  const variants = async () => {
    const { results } = await env.DB.prepare(
      `SELECT size, frame_style, price, compare_at_price, is_active FROM product_variants
       WHERE user_id = ? ORDER BY position`,
    )
      .bind(person.userId)
      .all()
    return results
  }

  it('takes prices next to each ticked variant of a new product, and says what they leave', async () => {
    await create({
      variant: ['8x10|unframed', '8x10|white'],
      'price:8x10|unframed': '30',
      'compare:8x10|unframed': '35.50',
      'price:8x10|white': '',
      'price:A4|unframed': 'not ticked, so not read',
    })
    expect(await variants()).toEqual([
      { size: '8x10', frame_style: null, price: 3000, compare_at_price: 3550, is_active: 1 },
      { size: '8x10', frame_style: 'white', price: 4999, compare_at_price: null, is_active: 1 },
    ])
    const refused = await send('/products', {
      title: '',
      variant: ['8x10|unframed', '8x10|white'],
      'price:8x10|unframed': '30',
    })
    const text = await refused.text()
    expect(text).toContain('name="price:8x10|unframed"')
    expect(text).toContain('Cost $8.00\nMargin $22.00 · 73%')
    expect(text).toContain('Margin not known')
  })

  it('refuses with the facts at the variant, and takes it once it is said to be meant', async () => {
    const fields = { title: 'Rest', variant: ['8x10|unframed'], 'price:8x10|unframed': '3' }
    const refused = await send('/products', fields)
    expect(refused.status).toBe(400)
    const text = await refused.text()
    expect(text).toContain('name="accept_below_cost"')
    expect(text).not.toContain('name="accept_free"')
    expect(text).toMatch(/id="field-price-8x10-unframed-error"/)
    expect(text).toContain('value="3"')
    const said = await send('/products', { ...fields, accept_below_cost: 'true' })
    expect(said.status).toBe(303)
  })

  it('keeps a variant that is not sold now, and refuses to leave none', async () => {
    const path = await create({ variant: ['8x10|unframed', '8x10|white'] })
    const fields = { title: 'Rest', variant: ['8x10|unframed', '8x10|white'], has_off: 'true' }
    expect((await send(path, { ...fields, off: '8x10|white' })).status).toBe(303)
    expect((await variants()).map(({ is_active }) => is_active)).toEqual([1, 0])
    expect(await page(path)).toContain('Not sold now')
    expect(await page('/products')).toMatch(/1 variant · <span class="figures">\$24\.99<\/span>/)
    expect(await page(`${path}/edit`)).toMatch(/name="off" value="8x10\|white"[^>]*checked/)
    // A form that does not ask leaves it as it is.
    await send(path, { title: 'Rest', variant: fields.variant })
    expect((await variants()).map(({ is_active }) => is_active)).toEqual([1, 0])
    const none = await send(path, { ...fields, off: fields.variant })
    expect(none.status).toBe(400)
    expect(await none.text()).toContain('Keep at least one variant on sale')
  })

  it('says beside each size how the chosen artwork prints there', async () => {
    const { assetId } = await seedMockup(person, { status: 'approved', item: false })
    await env.DB.prepare('UPDATE assets SET width = 2400, height = 3000 WHERE id = ?')
      .bind(assetId)
      .run()
    const text = await page(`/products/new?asset=${assetId}`)
    expect(text).toContain('300 dpi')
    expect(text).toMatch(/83 dpi<span class="visually-hidden">, below your limit of 150 dpi/)
    expect(await page('/products/new')).not.toContain(' dpi')
  })

  it('takes plain paragraphs and markup in one field, and shows what is sanitised', async () => {
    const attack = '<p>Be <b>still</b></p><script>alert(1)</script><p onclick="x()">Care</p>'
    const path = await create({ description: attack })
    const shown = await page(path)
    expect(shown).toContain('<p>Be <strong>still</strong></p><p>Care</p>')
    expect(shown).not.toContain('alert(1)')
    const edit = await page(`${path}/edit`)
    expect(edit).toContain('&lt;strong&gt;still&lt;/strong&gt;')
    expect(edit).toContain('Be still Care')
    await send(path, { title: 'Rest', variant: ['8x10|unframed'], description: 'a < b\n\nc' })
    expect(await page(path)).toContain('<p>a &lt; b</p><p>c</p>')
  })

  it('sets what search engines show, and a category of the list or by its id', async () => {
    const refused = await send('/products', {
      title: 'Rest',
      variant: ['8x10|unframed'],
      seo_title: 'x'.repeat(71),
      category: 'other',
      category_id: 'hg 3',
    })
    expect(refused.status).toBe(400)
    const text = await refused.text()
    expect(text).toContain('71 of 70 characters')
    expect(text).toContain('Choose a category, or enter its ID')
    expect(text).toContain('value="hg 3"')
    const path = await create({
      seo_title: 'A print to rest by',
      seo_description: 'For quiet rooms.',
      category: 'other',
      category_id: 'hg-3-4-2-4',
    })
    const edit = await page(`${path}/edit`)
    expect(edit).toMatch(/data-seo-title[^>]*>A print to rest by</)
    expect(edit).toContain('value="hg-3-4-2-4"')
    // What a form does not name stays.
    await send(path, { title: 'Rest now', variant: ['8x10|unframed'] })
    expect(await page(path)).toContain('A print to rest by')
    await send(path, { title: 'Rest', variant: ['8x10|unframed'], seo_title: '', category: '' })
    const cleared = await page(path)
    expect(cleared).not.toContain('A print to rest by')
    expect(cleared).toContain('For quiet rooms.')
    expect(cleared).not.toContain('hg-3-4-2-4')
  })

  it('is kept by the browser under a name that a refusal keeps', async () => {
    const { assetId } = await seedMockup(person, { status: 'approved', item: false })
    const kept_as = `/products/new?asset=${assetId}`
    expect(await page(kept_as)).toContain(`data-keep="${kept_as}"`)
    const refused = await send('/products', { title: '', variant: [], kept_as })
    expect(await refused.text()).toContain(`data-keep="${kept_as}"`)
    const path = await create({})
    expect(await page(`${path}/edit`)).toContain(`data-keep="${path}/edit"`)
  })

  it('is opened with a copy of a product by one press, however often it is sent', async () => {
    const path = await create({ 'price:8x10|unframed': '31' })
    const work_id = /duplicate"[\s\S]*?name="work_id" value="([^"]+)"/.exec(await page(path))?.[1]
    const press = () => send(`${path}/duplicate`, { work_id: work_id ?? '' })
    const [first, second] = [await press(), await press()]
    expect(first.status).toBe(303)
    expect(first.headers.get('location')).toBe(`/products/${work_id}/edit`)
    expect(second.headers.get('location')).toBe(`/products/${work_id}/edit`)
    expect(await page(`/products/${work_id}/edit`)).toContain('value="Rest (copy)"')
    expect(await variants()).toHaveLength(2)
  })

  it('is opened with each copy under a title of its own, also with a copy of a copy', async () => {
    const path = await create({ title: 'Many' })
    const copyOf = async (from: string) => {
      const { headers } = await send(`${from}/duplicate`, { work_id: newId() })
      const at = (headers.get('location') ?? '').replace(/\/edit$/, '')
      const [, title] = / name="title"[^>]* value="([^"]*)"/.exec(await page(`${at}/edit`)) ?? []
      return { at, title }
    }
    const first = await copyOf(path)
    expect(first.title).toBe('Many (copy)')
    expect((await copyOf(path)).title).toBe('Many (copy 2)')
    expect((await copyOf(first.at)).title).toBe('Many (copy 3)')
  })
})

describe('over the API', () => {
  let user: TestUser
  beforeEach(async () => {
    user = await createUser()
  })
  const patch = (id: string, body: unknown) => api(user, 'PATCH', `/api/products/${id}`, body)

  it('markup counts and gives the plain description, which alone replaces it', async () => {
    const product = await addProduct(user, {
      description: 'not this',
      descriptionHtml: '<h1>Care</h1>Dust &amp; <i>rest</i><style>p{}</style>',
    })
    expect(product).toMatchObject({
      description: 'Care\n\nDust & rest',
      description_html: '<h2>Care</h2><p>Dust &amp; <em>rest</em></p>',
    })
    const same = await productOf(await patch(product.id, { description: product.description }))
    expect(same).toMatchObject({ version: 1, description_html: product.description_html })
    const plain = await productOf(await patch(product.id, { description: 'Dust it' }))
    expect(plain).toMatchObject({ description: 'Dust it', description_html: null })
    const paragraphs = await patch(product.id, { description_html: '<p>Dust it</p><script>' })
    expect(await productOf(paragraphs)).toMatchObject({ version: 2, description_html: null })
    const long = await patch(product.id, { description_html: 'x'.repeat(30_001) })
    expect(long.status).toBe(400)
  })

  it('a shop gets markup, search texts and category, and loses what is taken away', async () => {
    const shop = await connectShop(user)
    const category = 'gid://shopify/TaxonomyCategory/hg-3-4-2-2'
    const product = await addProduct(user, {
      imageIds: [await addPicture(user)],
      description_html: '<p>Be <b>still</b></p>',
      seo_title: 'Still',
      seo_description: 'A quiet print',
      category,
    })
    const publish = async () => {
      await api(user, 'POST', `/api/products/${product.id}/publish`)
      await rested(user, product.id, { status: 'active', publish_state: 'idle' })
      return (await productsAtShop(shop))[0]
    }
    expect(await publish()).toMatchObject({
      descriptionHtml: '<p>Be <strong>still</strong></p>',
      seo: { title: 'Still', description: 'A quiet print' },
      category,
      variants: [{}, {}],
    })
    const [first, second] = product.variants
    await patch(product.id, {
      seo_title: null,
      category: null,
      description_html: null,
      variants: [{ id: first?.id }, { id: second?.id, is_active: false }],
    })
    const after = await publish()
    expect(after).toMatchObject({
      descriptionHtml: '<p>Be still</p>',
      seo: { title: null, description: 'A quiet print' },
      category: null,
    })
    expect(after?.variants.map(({ sku }) => sku)).toEqual([first?.sku])
    const again = { id: second?.id, is_active: true }
    await patch(product.id, { variants: [{ id: first?.id }, again] })
    expect((await publish())?.variants.map(({ sku }) => sku)).toEqual([first?.sku, second?.sku])
  })

  it('a copy is a draft of its own, made once', async () => {
    const product = await addProduct(user, {
      title: 'T'.repeat(198),
      imageIds: [await addPicture(user), await addPicture(user)],
      seo_title: 'Still',
      tags: ['calm'],
      variants: [
        { size: '8x10', price: 40 },
        { size: '8.5x11', price: 41 },
        { size: '85x11', price: 42, is_active: false },
      ],
    })
    const copy = (key: string) =>
      api(user, 'POST', `/api/products/${product.id}/duplicate`, undefined, {
        'idempotency-key': key,
      })
    const first = await productOf(await copy('once'), 201)
    expect(first).toMatchObject({
      version: 1,
      title: `${'T'.repeat(193)} (copy)`,
      status: 'draft',
      seo_title: 'Still',
      tags: ['calm'],
      shopify_product_id: null,
    })
    expect(first.variants.map(({ price, is_active }) => [price, is_active])).toEqual([
      [40, true],
      [41, true],
      [42, false],
    ])
    const skus = [...product.variants, ...first.variants].map(({ sku }) => sku)
    expect(new Set(skus).size).toBe(6)
    expect(first.images.map(({ source_id }) => source_id)).toEqual(
      product.images.map(({ source_id }) => source_id),
    )
    expect((await productOf(await copy('once'), 201)).id).toBe(first.id)
    expect((await productOf(await copy('twice'), 201)).id).not.toBe(first.id)
    expect((await readProduct(user, product.id)).version).toBe(1)
    const unknown = await api(user, 'POST', `/api/products/${newId()}/duplicate`)
    expect(unknown.status).toBe(404)
  })
})
