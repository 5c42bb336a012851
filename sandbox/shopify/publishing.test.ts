import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { buildProductSetInput } from '../../src/integrations/shopify/build-product-input.ts'
import { addTags, removeTags } from '../../src/integrations/shopify/change-tags.ts'
import { ensureIdDefinition } from '../../src/integrations/shopify/ensure-id-definition.ts'
import { findProduct } from '../../src/integrations/shopify/find-product.ts'
import {
  findOnlineStore,
  publishToOnlineStore,
} from '../../src/integrations/shopify/online-store.ts'
import { readShop } from '../../src/integrations/shopify/read-shop.ts'
import { requestAccessToken } from '../../src/integrations/shopify/request-access-token.ts'
import { setProduct } from '../../src/integrations/shopify/set-product.ts'
import { setStatus } from '../../src/integrations/shopify/set-status.ts'
import { uploadPicture } from '../../src/integrations/shopify/upload-picture.ts'
import { okValue, openTestShop, somePng, someProduct, someVariants } from './shop-for-tests.ts'

const create = () => buildProductSetInput(someProduct(), someVariants(), [], 'create')

describe('connecting', () => {
  it('gives a token for the right client id and secret, good for a day', async () => {
    const { client, clock, shop } = openTestShop()
    const name = shop.replace('.myshopify.com', '')
    const credentials = { clientId: `client_${name}`, clientSecret: `secret_${name}` }
    const token = okValue(await requestAccessToken(client, credentials, clock.now))
    expect(token.expiresAt - clock.now).toBeCloseTo(86_400_000, -4)
    const connected = { ...client, accessToken: token.accessToken }
    expect(okValue(await readShop(connected))).toMatchObject({ domain: shop, missingScopes: [] })
    clock.now += 86_400_000
    expect((await readShop(connected)).kind).toBe('unauthorized')
  })

  it('refuses a wrong secret, and a token of another shop', async () => {
    const { client, clock } = openTestShop()
    const credentials = { clientId: 'client_x', clientSecret: 'nonsense' }
    expect(await requestAccessToken(client, credentials, clock.now)).toEqual({
      kind: 'unauthorized',
      message: 'Shopify did not accept this client ID and secret',
    })
    const foreign = { ...client, accessToken: 'shpat_haven-hold' }
    expect((await readShop(foreign)).kind).toBe('unauthorized')
  })

  it('says which scopes an app lacks', async () => {
    const domain = 'test-limited-one.myshopify.com'
    const facts = okValue(await readShop(openTestShop({ domain }).client))
    expect(facts.missingScopes).toEqual(['read_publications', 'write_publications', 'read_orders'])
  })

  it('knows no other shops', async () => {
    const { client } = openTestShop()
    const elsewhere = { ...client, shop: 'somebody-else.myshopify.com' }
    expect((await readShop(elsewhere)).kind).toBe('denied')
  })
})

describe('the whole way to a product on sale', () => {
  it('shows it in the store once its pictures are ready, published and active', async () => {
    const { client, clock, get, products } = openTestShop()
    expect(okValue(await ensureIdDefinition(client))).toBe('created')
    expect(okValue(await ensureIdDefinition(client))).toBe('present')
    const picture = { filename: 'room.png', mimeType: 'image/png', bytes: await somePng() }
    const { resourceUrl } = okValue(await uploadPicture(client, picture))
    const pictures = [{ id: 'p1', originalSource: resourceUrl, filename: 'room.png' }]
    const variables = buildProductSetInput(someProduct(), someVariants(), pictures, 'create')
    const made = okValue(await setProduct(client, variables))
    expect(made).toMatchObject({ status: 'DRAFT', onlineStoreUrl: null })
    expect(made.variants.map(({ sku, price }) => [sku, price])).toEqual([
      ['HH-0000ABCD-8X10-UNF', '24.99'],
      ['HH-0000ABCD-8X10-WHI', '49.99'],
      ['HH-0000ABCD-8X10-DIG', '9.99'],
    ])
    expect(made.media).toMatchObject([{ status: 'UPLOADED', alt: 'Rest is not a reward' }])

    const pictureStatus = async () =>
      okValue(await findProduct(client, { gid: made.gid }))?.media[0]?.status
    expect(await pictureStatus()).toBe('UPLOADED')
    clock.now += 700
    expect(await pictureStatus()).toBe('PROCESSING')
    clock.now += 1000
    expect(await pictureStatus()).toBe('READY')

    const page = `/products/${made.handle}`
    expect((await get(page)).status).toBe(404)
    const store = okValue(await findOnlineStore(client))
    okValue(await publishToOnlineStore(client, made.gid, store))
    expect((await get(page)).status).toBe(404)
    const live = okValue(await setStatus(client, made.gid, 'ACTIVE'))
    expect(live?.onlineStoreUrl).toMatch(new RegExp(`${page}$`))
    const shown = await get(page)
    expect(shown.status).toBe(200)
    expect(await shown.text()).toContain('Rest is not a reward')
    const url = URL.parse(products()[0]?.media[0]?.url ?? '', 'http://x')?.pathname
    const path = url?.replace(/^\/shopify\/[^/]+/, '') ?? ''
    expect(new Uint8Array(await (await get(path)).arrayBuffer())).toEqual(picture.bytes)

    okValue(await setStatus(client, made.gid, 'ARCHIVED'))
    expect((await get(page)).status).toBe(404)
  })
})

describe('productSet', () => {
  it('makes one product however often it is sent with the same custom id', async () => {
    const { client, products } = openTestShop()
    okValue(await ensureIdDefinition(client))
    const both = await Promise.all([setProduct(client, create()), setProduct(client, create())])
    const [first, second] = both.map(okValue)
    expect(second?.gid).toBe(first?.gid)
    expect(products()).toHaveLength(1)
    const found = okValue(await findProduct(client, { productId: someProduct().id }))
    expect(found?.gid).toBe(first?.gid)
  })

  it('makes another product each time without an identifier', async () => {
    const { client, products } = openTestShop()
    const { input } = create()
    const { handle: _handle, metafields: _metafields, ...anonymous } = input
    const variables = { identifier: undefined, input: anonymous, synchronous: true }
    const send = () => setProduct(client, Object.assign(create(), variables))
    okValue(await send())
    okValue(await send())
    expect(products().map(({ handle }) => handle)).toEqual([
      'rest-is-not-a-reward',
      'rest-is-not-a-reward-1',
    ])
  })

  it('replaces lists, keeps variants whose id is carried, and leaves alone what is not sent', async () => {
    const { client, products } = openTestShop()
    okValue(await ensureIdDefinition(client))
    const made = okValue(await setProduct(client, create()))
    const kept = someVariants().slice(0, 2)
    const variants = kept.map((variant, index) => ({ ...variant, gid: made.variants[index]?.gid }))
    const product = someProduct({ gid: made.gid, title: 'Rest', tags: [] })
    okValue(await setProduct(client, buildProductSetInput(product, variants, [], 'update')))
    const [now] = products()
    expect(now?.variants.map(({ gid }) => gid)).toEqual(
      made.variants.slice(0, 2).map(({ gid }) => gid),
    )
    expect(now).toMatchObject({ title: 'Rest', tags: ['grounding'], handle: made.handle })
    const found = okValue(await findProduct(client, { productId: someProduct().id }))
    expect(found?.gid).toBe(made.gid)
  })

  it('carries physical and digital variants as the shop needs them', async () => {
    const { client, products } = openTestShop()
    okValue(await ensureIdDefinition(client))
    okValue(await setProduct(client, create()))
    expect(products()[0]?.variants).toMatchObject([
      { title: '8x10 / Unframed', requiresShipping: true, tracked: false },
      { title: '8x10 / White', requiresShipping: true, inventoryPolicy: 'CONTINUE' },
      { title: '8x10 / Digital', requiresShipping: false, inventoryPolicy: 'CONTINUE' },
    ])
  })

  it('uses a picture it already has instead of adding it again', async () => {
    const { client, products } = openTestShop()
    okValue(await ensureIdDefinition(client))
    const picture = { filename: 'a.png', mimeType: 'image/png', bytes: await somePng() }
    const { resourceUrl } = okValue(await uploadPicture(client, picture))
    const source = [{ id: 'p', originalSource: resourceUrl, filename: 'a.png' }]
    const made = okValue(
      await setProduct(
        client,
        buildProductSetInput(someProduct(), someVariants(), source, 'create'),
      ),
    )
    const gid = made.media[0]?.gid
    const again = [{ id: 'p', gid, filename: 'a.png', alt: 'By the window' }]
    const product = someProduct({ gid: made.gid })
    okValue(
      await setProduct(client, buildProductSetInput(product, someVariants(), again, 'update')),
    )
    expect(products()[0]?.media).toMatchObject([{ gid, alt: 'By the window' }])
  })

  it('fails a picture that cannot be read, and says why', async () => {
    const { client, clock } = openTestShop()
    okValue(await ensureIdDefinition(client))
    const pictures = [{ id: 'p', originalSource: 'https://example.com/a.png', filename: 'a.png' }]
    const variables = buildProductSetInput(someProduct(), someVariants(), pictures, 'create')
    const { gid } = okValue(await setProduct(client, variables))
    clock.now += 2000
    const found = okValue(await findProduct(client, { gid }))
    expect(found?.media).toMatchObject([
      { status: 'FAILED', errors: ['The file could not be downloaded.'] },
    ])
  })
})

describe('faults and limits', () => {
  it('throttles by cost and refills with time', async () => {
    const { client, clock } = openTestShop()
    const results = await Promise.all(Array.from({ length: 900 }, () => readShop(client)))
    const throttled = results.find((result) => result.kind === 'throttled')
    expect(throttled).toEqual({ kind: 'throttled', waitMs: 1000 })
    clock.now += 1000
    expect((await readShop(client)).kind).toBe('ok')
  })

  it('applies a fault to the operation it names', async () => {
    const { client, faults, products } = openTestShop()
    faults.add({ vendor: 'shopify', kind: 'status', value: 503, operation: 'productSet', times: 1 })
    faults.add({ vendor: 'shopify', kind: 'rate_limit', value: 7, operation: 'shop' })
    okValue(await ensureIdDefinition(client))
    expect((await setProduct(client, create())).kind).toBe('transient')
    expect(products()).toEqual([])
    expect((await setProduct(client, create())).kind).toBe('ok')
    expect(await readShop(client)).toEqual({ kind: 'throttled', waitMs: 7000 })
  })

  it('distinguishes a product that is gone from one that is refused', async () => {
    const { client } = openTestShop()
    expect(okValue(await setStatus(client, 'gid://shopify/Product/1', 'ARCHIVED'))).toBeNull()
    expect(okValue(await findProduct(client, { gid: 'gid://shopify/Product/1' }))).toBeNull()
  })

  it('keeps everything over a restart', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'shop-'))
    onTestFinished(() => rmSync(stateDir, { recursive: true }))
    const before = openTestShop({ stateDir })
    okValue(await ensureIdDefinition(before.client))
    okValue(await setProduct(before.client, create()))
    await before.shopify.close()
    const after = openTestShop({ stateDir, domain: before.shop })
    const again = okValue(await setProduct(after.client, create()))
    expect(after.products()).toHaveLength(1)
    expect(again.gid).toBe(before.products()[0]?.gid)
    after.shopify.reset(before.shop)
    expect(after.products()).toEqual([])
    await after.shopify.close()
  })
})

describe('tags', () => {
  it('are added and taken away without a word about the others', async () => {
    const { client, products } = openTestShop()
    okValue(await ensureIdDefinition(client))
    const { gid } = okValue(await setProduct(client, create()))
    okValue(await addTags(client, gid, ['calm', 'GROUNDING']))
    okValue(await addTags(client, gid, ['calm']))
    expect(products()[0]?.tags).toEqual(['calm', 'grounding'])
    okValue(await removeTags(client, gid, ['Grounding', 'never there']))
    expect(products()[0]?.tags).toEqual(['calm'])
    expect((await addTags(client, 'gid://shopify/Product/1', ['calm'])).kind).toBe('denied')
  })
})
