import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { createKey } from '../../src/domain/accounts/create-key.ts'
import type { ProductChange } from '../../src/domain/products/schemas.ts'
import { updateProduct } from '../../src/domain/products/update-product.ts'
import type { Browser } from '../support/worker/browser.ts'
import type { TestUser } from '../support/worker/create-user.ts'
import { hiddenValue } from '../support/worker/hidden-value.ts'
import { openPerson } from '../support/worker/open-person.ts'
import { addProduct, readProduct } from '../support/worker/products.ts'
import { publishNow, rested } from '../support/worker/publishing.ts'
import { connectShop, deleteAtShop, editAtShop, productsAtShop } from '../support/worker/shop.ts'

let browser: Browser
let user: TestUser
let shop: string

beforeAll(async () => {
  const opened = await openPerson()
  browser = opened.browser
  const { userId, ctx } = opened.person
  const scopes = ['read', 'write', 'publish'] as const
  const { key } = await createKey(ctx, { name: 'Test', scopes: [...scopes] }, 'http://localhost')
  user = { userId, ctx, apiKey: key, vendorKey: opened.vendorKey }
  shop = await connectShop(user)
})

async function page(path: string, status = 200): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(status)
  return answer.text()
}

/** A product on sale, and what the shop calls it. */
async function onSale(
  title: string,
  more = {},
): Promise<{ path: string; id: string; gid: string }> {
  const { id } = await addProduct(user, { title, variants: [{ size: '8x10' }], ...more })
  await publishNow(user, id)
  const found = (await productsAtShop(shop)).find((each) => each.title === title)
  return { id, path: `/products/${id}`, gid: found?.gid ?? '' }
}

/** As if the shop had been looked at long ago. */
async function passTime(id: string): Promise<void> {
  await env.DB.prepare(
    `UPDATE product_publications SET seen_at = '2026-01-01T00:00:00.000Z'
     WHERE user_id = ? AND product_id = ? AND seen_at IS NOT NULL`,
  )
    .bind(user.userId, id)
    .run()
}

async function changeAtShop(
  { id, gid }: { id: string; gid: string },
  change: Record<string, unknown>,
): Promise<void> {
  await editAtShop(shop, gid, change)
  await passTime(id)
}

const edit = (id: string, change: ProductChange) => updateProduct(user.ctx, id, change)

/** What the form of a plan sends, as it is on its page. */
function confirmed(html: string): Record<string, string> {
  const names = ['plan_id', 'version', 'target']
  const seen = hiddenValue(html, 'seen').replaceAll('&quot;', '"')
  return { seen, ...Object.fromEntries(names.map((name) => [name, hiddenValue(html, name)])) }
}

describe('where a product stands', () => {
  test('is looked at behind the page once the last look is old, and says what was found', async () => {
    const product = await onSale('Still water')
    await passTime(product.id)
    const before = await page(product.path)
    expect(before).toContain(`hx-get="${product.path}/look"`)
    expect(before).not.toContain('Changed on Shopify')
    await changeAtShop(product, { title: 'Still water, large' })
    const after = await page(`${product.path}/look`)
    expect(after).not.toContain('hx-trigger="load"')
    expect(after).toContain('Title changed at')
    expect(await page('/products?check=changed_at_shop')).toContain('Still water')
    expect(await page('/products?view=table')).toContain('Changed on Shopify')
    await edit(product.id, { vendor: 'Someone' })
    expect(await page(product.path)).toContain('Changed here and on Shopify')
  })

  test('is looked at by a button without a script, and says that it was deleted', async () => {
    const product = await onSale('Gone by noon')
    expect(await page(product.path)).toContain('Up to date')
    await deleteAtShop(shop, product.gid)
    expect((await browser.post(`${product.path}/look`, {})).status).toBe(303)
    expect(await page(product.path)).toContain('Deleted on Shopify')
    const drift = await page(`${product.path}/drift`)
    expect(drift).toContain('Create it again')
    expect(drift).toContain('Keep it deleted')
  })

  test('says that it waits for credentials, with the way to them', async () => {
    const { id } = await addProduct(user, { title: 'Parked' })
    await env.DB.prepare(
      `UPDATE products SET publish_state = 'publishing', publish_target = 'active',
         publish_parked_at = '2026-11-22T00:00:00.000Z' WHERE user_id = ? AND id = ?`,
    )
      .bind(user.userId, id)
      .run()
    const text = await page(`/products/${id}`)
    expect(text).toContain('Waiting for your store connection')
    expect(text).toContain('href="/integrations"')
  })
})

describe('the plan of publishing', () => {
  test('shows all that is made at first, and is done by one press', async () => {
    const { id } = await addProduct(user, {
      title: 'A first one',
      variants: [{ size: '8x10' }, { size: 'A4', frame_style: 'white' }],
    })
    expect(await page(`/products/${id}`)).toContain(`href="/products/${id}/plan?action=publish"`)
    const plan = await page(`/products/${id}/plan?action=publish`)
    expect(plan).toContain('It will be created at')
    expect(plan).toContain('A4 / White Frame')
    expect(plan).not.toContain('What happens')
    const answer = await browser.post(`/products/${id}/publish`, confirmed(plan))
    expect(answer.headers.get('location')).toBe(`/products/${id}`)
    await rested(user, id, { status: 'active', publish_state: 'idle' })
  })

  test('can be a draft first, which is said until it is published', async () => {
    const { id } = await addProduct(user, { title: 'A quiet draft' })
    const plan = await page(`/products/${id}/plan?action=publish&target=draft`)
    expect((await browser.post(`/products/${id}/publish`, confirmed(plan))).status).toBe(303)
    await rested(user, id, { status: 'draft', publish_state: 'idle' })
    expect(await page(`/products/${id}`)).toContain('Draft on Shopify')
    const found = (await productsAtShop(shop)).find(({ title }) => title === 'A quiet draft')
    expect(found).toMatchObject({ status: 'DRAFT' })
  })

  test('shows both sides of a change, and says when there is none', async () => {
    const product = await onSale('Slow roots', { description: 'A print for a quiet wall.' })
    expect(await page(`${product.path}/plan?action=publish`)).toContain('Nothing to send')
    await edit(product.id, { description: 'A print for a calm wall.' })
    const plan = await page(`${product.path}/plan?action=publish`)
    expect(plan).toContain('1 change will be sent to')
    expect(plan).toContain('<del>quiet</del>')
    expect(plan).toContain('<ins>calm</ins>')
  })

  test('is shown again, with what is different, when it is no longer what would be done', async () => {
    const product = await onSale('Two windows')
    await edit(product.id, { vendor: 'Someone' })
    const seen = confirmed(await page(`${product.path}/plan?action=publish`))
    await edit(product.id, { product_type: 'Poster' })
    const refused = await browser.post(`${product.path}/publish`, seen)
    expect(refused.status).toBe(409)
    const text = await refused.text()
    expect(text).toContain('Different now: Product type.')
    expect((await browser.post(`${product.path}/publish`, confirmed(text))).status).toBe(303)
    await rested(user, product.id, { publish_state: 'idle', sync_error: null })
    expect(await page(product.path)).toContain('Up to date')
  })

  test('of retiring asks the reason', async () => {
    const product = await onSale('Had its day')
    const plan = await page(`${product.path}/plan?action=retire`)
    expect(plan).toContain('<del><span>Active</span></del>')
    const sent = { ...confirmed(plan), reason: 'seasonal' }
    expect((await browser.post(`${product.path}/retire`, sent)).status).toBe(303)
    await rested(user, product.id, { status: 'retired', publish_state: 'idle' })
    expect(await page(product.path)).toContain('End of season')
  })
})

describe('what was changed at the shop', () => {
  test('is decided field by field before anything is sent', async () => {
    const product = await onSale('Three choices', { tags: ['calm'] })
    await changeAtShop(product, { title: 'Theirs', vendor: 'Theirs', productType: 'Theirs' })
    const refused = await browser.post(`${product.path}/publish`, {})
    expect(refused.status).toBe(409)
    const text = await refused.text()
    expect(text).toContain('name="take:title"')
    const seen = (field: string) => [`seen:${field}`, hiddenValue(text, `seen:${field}`)]
    const none = await browser.post(`${product.path}/drift`, Object.fromEntries([seen('title')]))
    expect(none.status).toBe(400)
    const answer = await browser.post(`${product.path}/drift`, {
      ...Object.fromEntries(['title', 'vendor', 'product_type'].map(seen)),
      'take:title': 'shop',
      'take:vendor': 'hub',
      'take:product_type': 'lock',
      back: `${product.path}/plan?action=publish`,
    })
    expect(answer.headers.get('location')).toBe(`${product.path}/plan?action=publish`)
    const plan = await page(`${product.path}/plan?action=publish`)
    expect(plan).toContain('1 change will be sent to')
    expect(plan).toContain('1 left alone')
    expect(await readProduct(user, product.id)).toMatchObject({ title: 'Theirs' })
    expect((await browser.post(`${product.path}/publish`, confirmed(plan))).status).toBe(303)
    await rested(user, product.id, { publish_state: 'idle', sync_error: null })
    expect(await page(product.path)).toContain('Product type')
  })

  test('is decided for all of it at once', async () => {
    const product = await onSale('All of it')
    await changeAtShop(product, { title: 'Theirs, all', vendor: 'Theirs' })
    const drift = await page(`${product.path}/drift`)
    const fields = ['title', 'vendor'].map((field) => [
      `seen:${field}`,
      hiddenValue(drift, `seen:${field}`),
    ])
    const sent = { ...Object.fromEntries(fields), all: 'shop' }
    expect((await browser.post(`${product.path}/drift`, sent)).status).toBe(303)
    expect(await page(`${product.path}/drift`)).toContain('Nothing to decide')
    expect(await readProduct(user, product.id)).toMatchObject({ title: 'Theirs, all' })
  })

  test('and fields to leave alone are chosen on the page; the handle is one from the start', async () => {
    const product = await onSale('Left alone')
    const text = await page(product.path)
    expect(text).toContain('URL handle: publishing does not change this on Shopify')
    expect(text).toContain('links, ads and search results')
    const version = hiddenValue(text, 'version')
    const answer = await browser.post(`${product.path}/locks`, { version, field: 'tags' })
    expect(answer.status).toBe(303)
    expect(await page(product.path)).toContain('Tags: publishing does not change this on Shopify')
  })
})

describe('changes', () => {
  test('are listed with who and until when, and undone by one press', async () => {
    const product = await onSale('Taken back')
    const text = await page(product.path)
    expect(text).toContain('Can be undone until')
    const [, undo = ''] = /action="([^"]+\/undo)"/.exec(text) ?? []
    expect((await browser.post(undo, {})).status).toBe(303)
    await rested(user, product.id, { status: 'draft', publish_state: 'idle' })
    const list = await page(`${product.path}/changes`)
    expect(list).toContain('Undid an earlier change')
    expect(list).toContain('Undone')
  })

  test('show first what undoing does, where something was changed since', async () => {
    const product = await onSale('Moved since')
    await edit(product.id, { title: 'Moved again' })
    await publishNow(user, product.id)
    await changeAtShop(product, { vendor: 'Theirs' })
    const [, undo = ''] = /action="([^"]+\/undo)"/.exec(await page(product.path)) ?? []
    const refused = await browser.post(undo, {})
    expect(refused.status).toBe(409)
    const plan = await refused.text()
    expect(plan).toContain('Something changed since')
    const plan_id = hiddenValue(plan, 'plan_id')
    expect((await browser.post(undo, { plan_id })).status).toBe(303)
    await rested(user, product.id, { publish_state: 'idle', title: 'Moved since' })
  })
})
