import { describe, expect, it } from 'vitest'
import { buildProductSetInput } from '../../src/integrations/shopify/build-product-input.ts'
import { ensureIdDefinition } from '../../src/integrations/shopify/ensure-id-definition.ts'
import { findProduct } from '../../src/integrations/shopify/find-product.ts'
import { setProduct } from '../../src/integrations/shopify/set-product.ts'
import { uploadPicture } from '../../src/integrations/shopify/upload-picture.ts'
import { productEditSchema } from './edit-product.ts'
import { okValue, openTestShop, somePng, someProduct, someVariants } from './shop-for-tests.ts'

/** A shop with one product that has one picture. */
const openStocked = async () => {
  const shop = openTestShop()
  const { client } = shop
  okValue(await ensureIdDefinition(client))
  const picture = { filename: 'room.png', mimeType: 'image/png', bytes: await somePng() }
  const { resourceUrl } = okValue(await uploadPicture(client, picture))
  const pictures = [{ id: 'p1', originalSource: resourceUrl, filename: 'room.png' }]
  const input = buildProductSetInput(someProduct(), someVariants(), pictures, 'create')
  const { gid } = okValue(await setProduct(client, input))
  shop.clock.now += 5000
  const [product] = shop.products()
  if (!product) throw new Error('no product')
  const now = () => shop.products()[0]
  const page = `/admin/products/${gid.split('/').at(-1)}`
  const textOf = async (path: string) => (await shop.get(path)).text()
  return { ...shop, gid, product, now, page, textOf }
}

/** Everything the product's form sends when somebody presses Save without typing. */
const formOf = ({ product }: Awaited<ReturnType<typeof openStocked>>): Record<string, string> => ({
  title: product.title,
  descriptionHtml: product.descriptionHtml.replaceAll('\n', '\r\n'),
  vendor: product.vendor,
  productType: product.productType,
  tags: product.tags.join(', '),
  handle: product.handle,
  status: product.status,
  seoTitle: product.seo.title ?? '',
  seoDescription: product.seo.description ?? '',
  ...Object.fromEntries(
    product.variants.flatMap(({ gid, price, compareAtPrice }) => [
      [`price:${gid.split('/').at(-1)}`, price],
      [`compare:${gid.split('/').at(-1)}`, compareAtPrice ?? ''],
    ]),
  ),
})

describe('a product edited at the shop', () => {
  it('changes what is named, leaves the rest, and its time moves', async () => {
    const shop = await openStocked()
    const { product } = shop
    const edit = {
      title: 'Rest, if you like',
      tags: ['grounding', 'theirs'],
      seo: { title: 'Rest' },
      published: true,
      variants: [
        { sku: product.variants[0]?.sku ?? '', price: '30', compareAtPrice: '40.5' },
        { id: product.variants[2]?.gid, remove: true as const },
      ],
    }
    const parsed = await shop.shopify.edit(shop.gid, productEditSchema.parse(edit), shop.shop)
    expect(parsed?.refusal).toBeUndefined()
    const now = shop.now()
    expect(now).toMatchObject({
      title: 'Rest, if you like',
      descriptionHtml: product.descriptionHtml,
      tags: ['grounding', 'theirs'],
      seo: { title: 'Rest', description: null },
      published: true,
    })
    expect(now?.variants.map(({ price, compareAtPrice }) => [price, compareAtPrice])).toEqual([
      ['30.00', '40.50'],
      ['49.99', null],
    ])
    expect(now?.updatedAt).not.toBe(product.updatedAt)
  })

  it('moves its time by each of two edits in the same moment', async () => {
    const shop = await openStocked()
    const timeAfter = async (title: string) =>
      (await shop.shopify.edit(shop.gid, { title }))?.product.updatedAt
    expect(await timeAfter('One')).not.toBe(await timeAfter('Two'))
  })

  it('takes pictures away, in, and in another order', async () => {
    const shop = await openStocked()
    const add = [
      { alt: 'Theirs', filename: 'a.png', colour: '#112233' },
      { alt: null, filename: 'b.png', colour: '#445566' },
    ]
    await shop.shopify.edit(shop.gid, { media: { add } })
    const [ours, theirs, other] = shop.now()?.media ?? []
    expect([ours?.alt, theirs?.alt, other?.status]).toEqual([
      'Rest is not a reward',
      'Theirs',
      'READY',
    ])
    const media = {
      remove: [ours?.gid ?? ''],
      reorder: [other?.gid ?? ''],
      alt: [{ id: other?.gid ?? '', alt: 'First' }],
    }
    await shop.shopify.edit(shop.gid, { media })
    expect(shop.now()?.media.map(({ alt }) => alt)).toEqual(['First', 'Theirs'])
  })

  it('gets a variant of a new size, which the API shows', async () => {
    const shop = await openStocked()
    const addVariant = {
      options: { Size: '40x50', Frame: 'Unframed' },
      sku: 'THEIRS',
      price: '5.00',
    }
    const edited = await shop.shopify.edit(shop.gid, { addVariant })
    expect(edited?.refusal).toBeUndefined()
    const found = okValue(await findProduct(shop.client, { gid: shop.gid }))
    expect(found?.variants.at(-1)).toMatchObject({ sku: 'THEIRS', price: '5.00' })
  })

  it('is refused what no shop would take, and then nothing has changed', async () => {
    const shop = await openStocked()
    const before = shop.now()
    const gone = shop.product.variants.map(({ gid }) => ({ id: gid, remove: true as const }))
    const edits = [
      { title: 'New', variants: [{ sku: 'never there', price: '1.00' }] },
      { title: 'New', variants: gone },
      { title: 'New', media: { remove: ['7'] } },
    ]
    for (const edit of edits) {
      expect((await shop.shopify.edit(shop.gid, edit))?.refusal).toBeTypeOf('string')
    }
    expect(shop.now()).toEqual(before)
  })
})

describe('the admin page of a product', () => {
  it('saves nothing when nothing was typed', async () => {
    const shop = await openStocked()
    const answer = await shop.post(shop.page, formOf(shop))
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/done=same$/)
    expect(shop.now()).toEqual(shop.product)
  })

  it('saves the field that was typed, and only that', async () => {
    const shop = await openStocked()
    const number = shop.product.variants[0]?.gid.split('/').at(-1)
    await shop.post(shop.page, { ...formOf(shop), vendor: 'Theirs', [`price:${number}`]: '31.00' })
    const { vendor, updatedAt, variants } = shop.product
    const now = shop.now()
    expect({ ...now, vendor, updatedAt, variants }).toEqual(shop.product)
    expect([now?.vendor, now?.variants[0]?.price]).toEqual(['Theirs', '31.00'])
    expect(await shop.textOf(`${shop.page}?done=saved`)).toContain('Saved at the shop')
  })

  it('says why a form was refused', async () => {
    const shop = await openStocked()
    const answer = await shop.post(shop.page, { ...formOf(shop), title: ' ' })
    const url = URL.parse(answer.headers.get('location') ?? '')
    expect(await shop.textOf(`${shop.page}${url?.search}`)).toContain('Nothing was saved. title')
    expect(shop.now()).toEqual(shop.product)
  })

  it('adds, renames and removes pictures, and deletes the product', async () => {
    const shop = await openStocked()
    await shop.post(`${shop.page}/media`, { alt: 'Theirs', colour: '#112233' })
    const number = shop.now()?.media[0]?.gid.split('/').at(-1)
    await shop.post(`${shop.page}/media/${number}`, { alt: 'Ours, renamed' })
    expect(shop.now()?.media.map(({ alt }) => alt)).toEqual(['Ours, renamed', 'Theirs'])
    await shop.post(`${shop.page}/media/${number}/remove`, {})
    expect(shop.now()?.media.map(({ alt }) => alt)).toEqual(['Theirs'])
    await shop.post(`${shop.page}/delete`, {})
    expect(shop.products()).toEqual([])
    expect(await shop.textOf('/admin/products?done=deleted')).toContain('no products yet')
  })
})
