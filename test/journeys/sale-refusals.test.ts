import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { forUser } from '../../src/context.ts'
import { createKey } from '../../src/domain/accounts/create-key.ts'
import { works } from '../../src/domain/bulk/works.ts'
import { advanceJob } from '../../src/domain/jobs/advance-job.ts'
import { publishProduct } from '../../src/domain/publishing/publish-product.ts'
import { syncProduct } from '../../src/domain/publishing/sync-product.ts'
import { api } from '../support/worker/api.ts'
import { openBrowser } from '../support/worker/browser.ts'
import { createUser, type TestUser, testBase } from '../support/worker/create-user.ts'
import {
  addFile,
  addProduct,
  delivered,
  productOf,
  readProduct,
} from '../support/worker/products.ts'
import { publishNow, rested, withoutQueue, withShop } from '../support/worker/publishing.ts'
import { connectShop, productsAtShop } from '../support/worker/shop.ts'

const problemShape = z.object({
  error: z.string(),
  errors: z.array(
    z.object({ pointer: z.string(), message: z.string(), accept: z.string().optional() }),
  ),
})
const PRINT = { size: '8x10' }

async function refused(answer: Response, status = 409) {
  const text = await answer.text()
  expect(answer.status, text).toBe(status)
  return problemShape.parse(JSON.parse(text))
}

async function sellerOf(...variants: Record<string, unknown>[]) {
  const user = await createUser()
  const shop = await connectShop(user)
  const product = await addProduct(user, { variants: [PRINT, ...variants] })
  return { user, shop, product, path: `/api/products/${product.id}` }
}

const download = (digital_file_id?: string) => ({ size: '8x10', is_digital: true, digital_file_id })

describe('a download', () => {
  test('without a file is not published, nor planned, whatever is said', async () => {
    const { user, shop, path } = await sellerOf(download())
    const said = { acceptUndelivered: true }
    for (const url of [`${path}/publish`, `${path}/publish?dry_run=true`]) {
      const problem = await refused(await api(user, 'POST', url, said))
      expect(problem.errors).toEqual([
        { pointer: '/variants/1/digital_file_id', message: expect.stringContaining('no file') },
      ])
      expect(problem.error).toContain('Nothing was published')
    }
    expect(await productsAtShop(shop)).toEqual([])
  })

  test('with a file goes on sale once somebody says that the delivery app has it', async () => {
    const user = await createUser()
    const shop = await connectShop(user)
    const file = await addFile(user)
    const product = await addProduct(user, { variants: [PRINT, download(file)] })
    const path = `/api/products/${product.id}/publish`
    const problem = await refused(await api(user, 'POST', path))
    expect(problem.errors[0]).toMatchObject({
      pointer: '/variants/1/digital_file_id',
      accept: 'acceptUndelivered',
    })
    expect((await readProduct(user, product.id)).variants[1]?.delivery_confirmed_at).toBeNull()
    const dry = await api(user, 'POST', `${path}?dry_run=true`, { acceptUndelivered: true })
    expect(dry.status).toBe(200)
    expect((await readProduct(user, product.id)).variants[1]?.delivery_confirmed_at).toBeNull()
    const begun = await api(user, 'POST', path, { acceptUndelivered: true })
    expect(begun.status).toBe(202)
    const live = await rested(user, product.id, { status: 'active', publish_state: 'idle' })
    expect(live.variants[1]).toMatchObject({ delivery_confirmed_by: expect.any(String) })
    expect(live.variants[0]?.delivery_confirmed_at).toBeNull()
    expect(live.warnings).toEqual([])
    expect((await productsAtShop(shop))[0]?.variants).toHaveLength(2)
  })

  test('keeps its word while its file stays, and loses it with another file', async () => {
    const user = await createUser()
    const product = await addProduct(user, { variants: [PRINT, await delivered(user)] })
    const path = `/api/products/${product.id}`
    const [print, digital] = product.variants
    expect(digital?.delivery_confirmed_at).not.toBeNull()
    expect(digital?.digital_file_url).toContain(`/files/users/${user.userId}/files/`)
    const change = (more: Record<string, unknown>) =>
      api(user, 'PATCH', path, { variants: [{ id: print?.id }, { id: digital?.id, ...more }] })
    const dearer = await productOf(await change({ price: 12 }))
    expect(dearer.variants[1]?.delivery_confirmed_at).toBe(digital?.delivery_confirmed_at)
    const other = await addFile(user, 'another print')
    const moved = await productOf(await change({ digital_file_id: other }))
    expect(moved.variants[1]).toMatchObject({
      digital_file_id: other,
      delivery_confirmed_by: null,
      delivery_confirmed_at: null,
    })
    expect(moved.warnings).toMatchObject([
      { code: 'delivery_not_confirmed', variant_ids: [digital?.id] },
    ])
    const said = await productOf(await api(user, 'PATCH', path, { acceptUndelivered: true }))
    expect(said.variants[1]?.delivery_confirmed_at).not.toBeNull()
    const again = await productOf(await api(user, 'PATCH', path, { acceptUndelivered: true }))
    expect(again.version).toBe(said.version)
  })

  test('takes files of its own user alone, and a print takes none', async () => {
    const [user, stranger] = [await createUser(), await createUser()]
    const theirs = await addFile(stranger)
    const own = await addFile(user)
    const make = (variant: Record<string, unknown>) =>
      api(user, 'POST', '/api/products', { title: 'Rest', variants: [variant] })
    const unknown = await refused(await make(download(theirs)), 404)
    expect(unknown.error).toContain(theirs)
    expect(unknown.errors[0]?.pointer).toBe('/variants/0/digital_file_id')
    const print = await refused(await make({ size: '8x10', digital_file_id: own }), 400)
    expect(print.errors[0]?.pointer).toBe('/variants/0/digital_file_id')
  })

  test('that is switched off does not hinder, nor is it warned of', async () => {
    const { user, product } = await sellerOf({ ...download(), is_active: false })
    expect(product.warnings).toEqual([])
    expect(await publishNow(user, product.id)).toMatchObject({ status: 'active' })
  })

  test('that is on sale already stays and is updated, with a warning; a new one is refused', async () => {
    const user = await createUser()
    const shop = await connectShop(user)
    const variant = await delivered(user)
    const { id } = await addProduct(user, { variants: [PRINT, variant] })
    const live = await publishNow(user, id)
    await api(user, 'PATCH', `/api/products/${id}`, {
      title: 'Rest more',
      variants: live.variants.map((one) => ({ id: one.id, digital_file_id: null })),
    })
    const after = await publishNow(user, id)
    expect(after).toMatchObject({ status: 'active', sync_error: null })
    expect(after.warnings).toMatchObject([{ code: 'nothing_to_deliver' }])
    expect((await productsAtShop(shop))[0]).toMatchObject({ title: 'Rest more' })
    await api(user, 'PATCH', `/api/products/${id}`, {
      variants: [
        ...live.variants.map((one) => ({ id: one.id })),
        { size: '11x14', is_digital: true },
      ],
    })
    const problem = await refused(await api(user, 'POST', `/api/products/${id}/publish`))
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual(['/variants/2/digital_file_id'])
  })

  test('that was retired is not on sale any more, and is refused like a new one', async () => {
    const user = await createUser()
    await connectShop(user)
    const { id } = await addProduct(user, { variants: [PRINT, await delivered(user)] })
    const live = await publishNow(user, id)
    await api(user, 'POST', `/api/products/${id}/retire`)
    await rested(user, id, { status: 'retired', publish_state: 'idle' })
    await api(user, 'POST', `/api/products/${id}/restore`)
    await rested(user, id, { status: 'draft', publish_state: 'idle' })
    await api(user, 'PATCH', `/api/products/${id}`, {
      variants: live.variants.map((one) => ({ id: one.id, digital_file_id: null })),
    })
    await refused(await api(user, 'POST', `/api/products/${id}/publish`))
  })

  test('that loses its file while it is published is not put on sale', async () => {
    const user = await createUser()
    const shop = await connectShop(user)
    const product = await addProduct(user, { variants: [PRINT, await delivered(user)] })
    const takeFile = () =>
      api(user, 'PATCH', `/api/products/${product.id}`, {
        variants: product.variants.map((one) => ({ id: one.id, digital_file_id: null })),
      })
    const ctx = withShop(withoutQueue(user), (client) => ({
      async publishToOnlineStore(...call) {
        await takeFile()
        return client.publishToOnlineStore(...call)
      },
    }))
    const { taskId } = await publishProduct(ctx, product.id)
    await syncProduct(ctx, { productId: product.id, taskId })
    const after = await readProduct(user, product.id)
    expect(after).toMatchObject({ status: 'pending', publish_state: 'failed' })
    expect(after.sync_error).toContain('no file')
    expect(await productsAtShop(shop)).toMatchObject([{ status: 'DRAFT' }])
  })
})

async function publishByJob(user: TestUser, ids: readonly string[], change: object) {
  const asked = await api(user, 'POST', '/api/jobs', { type: 'publish', sel: { ids }, change })
  const { jobId } = z.object({ jobId: z.string() }).parse(await asked.json())
  await advanceJob(user.ctx, jobId, works)
  return (await api(user, 'GET', `/api/jobs/${jobId}`)).json()
}

describe('several ways to publish', () => {
  test('of several, those with a download that nobody confirmed are refused with the reason', async () => {
    const user = await createUser()
    await connectShop(user)
    const fine = await addProduct(user, { variants: [PRINT] })
    const lacking = await addProduct(user, { variants: [download(await addFile(user))] })
    const publish = (change: object) => publishByJob(user, [fine.id, lacking.id], change)
    expect(await publish({})).toMatchObject({
      done: 1,
      failed: 1,
      results: expect.arrayContaining([
        expect.objectContaining({ error: expect.stringContaining('confirmed') }),
      ]),
    })
    expect(await publish({ acceptUndelivered: true })).toMatchObject({ done: 2, failed: 0 })
    const [sold] = (await readProduct(user, lacking.id)).variants
    expect(sold).toMatchObject({ delivery_confirmed_at: expect.any(String) })
  })

  test('a proposal is approved once it is said, and waits until then', async () => {
    const user = await createUser()
    await connectShop(user)
    const product = await addProduct(user, {
      variants: [download(await addFile(user))],
      publishImmediately: true,
    })
    const item = await approvalOf(user, product.id)
    const problem = await refused(await api(user, 'POST', `/api/approvals/${item}/approve`))
    expect(problem.errors[0]?.accept).toBe('acceptUndelivered')
    expect(await readProduct(user, product.id)).toMatchObject({ status: 'pending' })
    const said = { acceptUndelivered: true }
    const done = await api(user, 'POST', `/api/approvals/${item}/approve`, said)
    expect(done.status).toBe(200)
    await rested(user, product.id, { status: 'active', publish_state: 'idle' })
  })

  test('on autopilot what may not be sold stays pending with the reason', async () => {
    const user = await createUser()
    await connectShop(user)
    await api(user, 'PUT', '/api/settings', { globalMode: 'autopilot' })
    const product = await addProduct(user, { variants: [download()], publishImmediately: true })
    expect(product).toMatchObject({ status: 'pending', publish_state: 'failed' })
    expect(product.sync_error).toContain('no file')
  })

  async function addSmallPrint(user: TestUser): Promise<string> {
    const { id } = await addProduct(user, { variants: [{ size: '24x36' }] })
    const asset = await env.DB.prepare(
      `INSERT INTO assets (user_id, id, title, file_key, format, width, height, byte_size,
         content_hash, status, version, created_at, updated_at)
       VALUES (?1, ?2, 'Small', 'users/x/assets/y.png', 'png', 1200, 1800, 1, 'h', 'active', 1, ?3, ?3)
       RETURNING id`,
    )
      .bind(user.userId, crypto.randomUUID(), new Date().toISOString())
      .first('id')
    await env.DB.prepare('UPDATE products SET asset_id = ? WHERE user_id = ? AND id = ?')
      .bind(asset, user.userId, id)
      .run()
    return id
  }

  test('a size below the print limit that nobody accepted is refused, and passes when it is said', async () => {
    const user = await createUser()
    await connectShop(user)
    const id = await addSmallPrint(user)
    const problem = await refused(await api(user, 'POST', `/api/products/${id}/publish`))
    expect(problem.errors).toMatchObject([{ pointer: '/variants/0/size', accept: 'acceptLowDpi' }])
    const said = await api(user, 'POST', `/api/products/${id}/publish`, { acceptLowDpi: true })
    expect(said.status).toBe(202)
    await rested(user, id, { status: 'active' })
  })

  test('a job publishes it once it is said, and the product remembers who said so', async () => {
    const user = await createUser()
    await connectShop(user)
    const id = await addSmallPrint(user)
    const refusals = await publishByJob(user, [id], {})
    expect(refusals).toMatchObject({ done: 0, failed: 1 })
    expect(await publishByJob(user, [id], { acceptLowDpi: true })).toMatchObject({ done: 1 })
    const said = `SELECT low_dpi_accepted_by IS NOT NULL AND low_dpi_accepted_at IS NOT NULL AS said
      FROM product_variants WHERE user_id = ? AND product_id = ?`
    expect(await env.DB.prepare(said).bind(user.userId, id).first('said')).toBe(1)
  })
})

describe('the pages', () => {
  test('say why, and publish once the box is ticked', async () => {
    const { browser, user } = await openSeller()
    await connectShop(user)
    const { id, version } = await addProduct(user, {
      variants: [download(await addFile(user))],
    })
    const first = await browser.post(`/products/${id}/publish`, {})
    expect(first.status).toBe(409)
    const html = await first.text()
    expect(html).toContain('Nobody has confirmed that your delivery app has the file')
    expect(html).toContain('name="accept_undelivered"')
    const form = { version: String(version), accept_undelivered: 'true' }
    expect((await browser.post(`/products/${id}/publish`, form)).status).toBe(303)
    await rested(user, id, { status: 'active', publish_state: 'idle' })
  })

  test('show the files of a product, and take the word about them as they were seen', async () => {
    const { browser, user } = await openSeller()
    const { id, version } = await addProduct(user, {
      variants: [{ ...download(await addFile(user)), sky_pilot_asset_id: 'sp-9' }],
    })
    const page = await (await browser.get(`/products/${id}`)).text()
    expect(page).toContain('Download.pdf')
    expect(page).toContain('sp-9')
    expect(page).toContain('Not confirmed')
    const said = { accept_undelivered: 'true' }
    const stale = { ...said, version: String(version + 1) }
    expect((await browser.post(`/products/${id}/delivery`, stale)).status).toBe(412)
    const form = { ...said, version: String(version) }
    expect((await browser.post(`/products/${id}/delivery`, form)).status).toBe(303)
    const after = await (await browser.get(`/products/${id}`)).text()
    expect(after).not.toContain('Not confirmed')
    expect((await readProduct(user, id)).variants[0]?.delivery_confirmed_by).toBe('Ada')
  })

  test('of approvals ask for the word too', async () => {
    const { browser, user } = await openSeller()
    await connectShop(user)
    const product = await addProduct(user, {
      variants: [download(await addFile(user))],
      publishImmediately: true,
    })
    const id = await approvalOf(user, product.id)
    const asked = { id, decision: 'approved', confirmed: 'true' }
    const first = await browser.post('/approvals/bulk?type=product', asked)
    expect(first.status).toBe(409)
    expect(await first.text()).toContain('name="accept_undelivered"')
    const said = { ...asked, accept_undelivered: 'true' }
    expect((await browser.post('/approvals/bulk?type=product', said)).status).toBe(303)
    await rested(user, product.id, { status: 'active', publish_state: 'idle' })
  })
})

/** A person in a browser, with a key for the API. */
async function openSeller() {
  const browser = await openBrowser()
  const userId = String(
    await env.DB.prepare('SELECT id FROM users ORDER BY rowid DESC LIMIT 1').first('id'),
  )
  const ctx = forUser(testBase(), userId, { kind: 'system', job: 'test' })
  const scopes = ['read', 'write', 'publish'] as const
  const { key } = await createKey(ctx, { name: 'Test', scopes: [...scopes] }, 'http://localhost')
  return { browser, user: { userId, ctx, apiKey: key, vendorKey: '' } }
}

async function approvalOf(user: TestUser, productId: string): Promise<string> {
  const row = await env.DB.prepare(
    'SELECT id FROM approval_items WHERE user_id = ? AND reference_id = ?',
  )
    .bind(user.userId, productId)
    .first<{ id: string }>()
  return row?.id ?? ''
}
