import { describe, expect, it } from 'vitest'
import type { PictureForShop } from './build-files.ts'
import { buildProductSetInput, type ProductForShop } from './build-product-input.ts'
import type { OwnVariant } from './build-variants.ts'

const product: ProductForShop = {
  id: '0193a1b2-0000-7000-8000-00000000abcd',
  title: 'Rest is not a reward',
  descriptionHtml: '<p>A quiet reminder.</p>',
  vendor: 'Haven & Hold',
  productType: 'Print',
  tags: ['grounding'],
  currency: 'USD',
  handle: 'rest-is-not-a-reward',
}

const variant = (changes: Partial<OwnVariant> = {}): OwnVariant => ({
  id: 'v',
  sku: 'HH-0000ABCD-8X10-UNF',
  size: '8x10',
  frame: 'unframed',
  priceMinor: 2499,
  isDigital: false,
  ...changes,
})

const build = (variants: OwnVariant[]) => buildProductSetInput(product, variants, [], 'create')

describe('options', () => {
  it('is Size alone while variants differ in size only', () => {
    const { input } = build([variant(), variant({ size: 'A4' })])
    expect(input.productOptions).toEqual([
      { name: 'Size', position: 1, values: [{ name: '8x10' }, { name: 'A4' }] },
    ])
    expect(input.variants?.[1]?.optionValues).toEqual([{ optionName: 'Size', name: 'A4' }])
  })

  it('adds Frame as soon as they differ in anything else, and every variant names it', () => {
    const { input } = build([variant(), variant({ frame: 'digital', isDigital: true })])
    expect(input.productOptions?.[1]).toEqual({
      name: 'Frame',
      position: 2,
      values: [{ name: 'Unframed' }, { name: 'Digital' }],
    })
    expect(input.variants?.map(({ optionValues }) => optionValues.map(({ name }) => name))).toEqual(
      [
        ['8x10', 'Unframed'],
        ['8x10', 'Digital'],
      ],
    )
  })
})

describe('variants', () => {
  it('send prices as decimal strings', () => {
    const prices = [0, 5, 99, 2499, 100_000].map((priceMinor, index) =>
      variant({ priceMinor, size: String(index) }),
    )
    expect(build(prices).input.variants?.map(({ price }) => price)).toEqual([
      '0.00',
      '0.05',
      '0.99',
      '24.99',
      '1000.00',
    ])
  })

  it('send prices with the decimals of their currency', () => {
    const priceIn = (currency: string) =>
      buildProductSetInput({ ...product, currency }, [variant()], [], 'create').input.variants?.[0]
        ?.price
    expect(['USD', 'JPY', 'KWD'].map(priceIn)).toEqual(['24.99', '2499', '2.499'])
  })

  it('need shipping when physical and none when digital, and are never out of stock', () => {
    const { input } = build([variant(), variant({ frame: 'digital', isDigital: true })])
    expect(input.variants).toMatchObject([
      { inventoryPolicy: 'CONTINUE', inventoryItem: { tracked: false, requiresShipping: true } },
      { inventoryPolicy: 'CONTINUE', inventoryItem: { tracked: false, requiresShipping: false } },
    ])
  })

  it.each([
    ['none at all', []],
    ['two equal ones', [variant(), variant()]],
    ['a price with half cents', [variant({ priceMinor: 24.5 })]],
    ['a negative price', [variant({ priceMinor: -1 })]],
  ])('refuses %s', (_name, variants) => {
    expect(() => build(variants)).toThrow(RangeError)
  })
})

describe('identity', () => {
  it("is identified by our id until Shopify's is known, and starts as a draft", () => {
    const { identifier, input, synchronous } = build([variant()])
    expect(identifier).toEqual({ customId: { key: 'haven_hub_product_id', value: product.id } })
    expect(input.metafields).toMatchObject([{ type: 'id', value: product.id }])
    expect(input.status).toBe('DRAFT')
    expect(synchronous).toBe(true)
  })

  it('an update is identified by id, carries variant ids, and leaves alone what merchants edit', () => {
    const { handle: _handle, ...rest } = product
    const known = { ...rest, gid: 'gid://shopify/Product/1' }
    const gid = 'gid://shopify/ProductVariant/2'
    const { identifier, input } = buildProductSetInput(known, [variant({ gid })], [], 'update')
    expect(identifier).toEqual({ id: known.gid })
    expect(input.variants?.[0]?.id).toBe(gid)
    for (const field of ['tags', 'handle', 'status', 'metafields', 'seo', 'collections']) {
      expect(input).not.toHaveProperty(field)
    }
  })
})

describe('pictures', () => {
  const files = (pictures: PictureForShop[]) =>
    buildProductSetInput(product, [variant()], pictures, 'create').input.files
  const source = { id: 'p', originalSource: 'https://example.com/a.png', filename: 'a.png' }

  it('take the title when they have no alternative text', () => {
    expect(files([source, { ...source, alt: '  ' }, { ...source, alt: 'A room' }])).toMatchObject([
      { alt: product.title },
      { alt: product.title },
      { alt: 'A room' },
    ])
  })

  it('cut alternative text at 512 characters', () => {
    expect(files([{ ...source, alt: 'x'.repeat(600) }])?.[0]?.alt).toHaveLength(512)
  })

  it('are named by id when the shop has them, so that none is taken in twice', () => {
    const gid = 'gid://shopify/MediaImage/1'
    expect(files([{ ...source, gid }])).toEqual([{ id: gid, alt: product.title }])
  })

  it('must come from somewhere', () => {
    expect(() => files([{ id: 'p', filename: 'a.png' }])).toThrow(RangeError)
  })
})

describe('an update', () => {
  const known: ProductForShop = { id: product.id, gid: 'gid://shopify/Product/1', currency: 'USD' }
  const shown = { gid: 'gid://shopify/ProductVariant/9', options: [{ name: 'Size', value: '5x7' }] }

  it('sends what it is given, and nothing else', () => {
    const update = { ...known, title: 'Rest', handle: 'rest' }
    const { input } = buildProductSetInput(update, undefined, undefined, 'update')
    expect(input).toEqual({ title: 'Rest', handle: 'rest', redirectNewHandle: true })
  })

  it('names variants of others as the shop does, and leaves all else of them alone', () => {
    const { input } = buildProductSetInput(known, [variant(), shown], undefined, 'update')
    expect(input.productOptions).toEqual([
      { name: 'Size', position: 1, values: [{ name: '8x10' }, { name: '5x7' }] },
    ])
    expect(input.variants?.[1]).toEqual({
      id: shown.gid,
      optionValues: [{ optionName: 'Size', name: '5x7' }],
      position: 2,
    })
    expect(input).not.toHaveProperty('files')
  })

  it('leaves the price of a variant alone that names none, but not of a new one', () => {
    const gid = 'gid://shopify/ProductVariant/2'
    const unpriced = variant({ gid, priceMinor: undefined })
    const { input } = buildProductSetInput(known, [unpriced], undefined, 'update')
    expect(input.variants?.[0]).not.toHaveProperty('price')
    const added = variant({ priceMinor: undefined })
    expect(() => buildProductSetInput(known, [added], undefined, 'update')).toThrow(RangeError)
  })

  it('keeps the text of a picture that is to be left alone', () => {
    const gid = 'gid://shopify/MediaImage/1'
    const pictures = [{ id: gid, gid, alt: null, filename: '' }]
    const { input } = buildProductSetInput(known, undefined, pictures, 'update')
    expect(input.files).toEqual([{ id: gid }])
  })

  it('refuses variants that are told apart by different options', () => {
    const other = { ...shown, options: [{ name: 'Paper', value: 'Matt' }] }
    expect(() => buildProductSetInput(known, [variant(), other], undefined, 'update')).toThrow(
      RangeError,
    )
  })
})
