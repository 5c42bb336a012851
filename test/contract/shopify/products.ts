import * as fc from 'fast-check'
import type { PictureForShop } from '../../../src/integrations/shopify/build-files.ts'
import type { ProductForShop } from '../../../src/integrations/shopify/build-product-input.ts'
import type {
  OwnVariant,
  VariantForShop,
} from '../../../src/integrations/shopify/build-variants.ts'

const gid = (kind: string) => fc.nat().map((number) => `gid://shopify/${kind}/${number}`)
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const product: fc.Arbitrary<ProductForShop> = fc.record({
  id: fc.uuid({ version: 7 }),
  gid: optional(gid('Product')),
  title: fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }),
  descriptionHtml: fc.string(),
  seo: optional(fc.record({ title: optional(fc.string()), description: optional(fc.string()) })),
  category: fc.constantFrom(undefined, null, 'gid://shopify/TaxonomyCategory/hg-3-4-2-2'),
  vendor: fc.string(),
  productType: fc.string(),
  currency: fc.constantFrom('USD', 'JPY', 'KWD'),
  tags: fc.array(fc.string({ minLength: 1 }), { maxLength: 5 }),
  handle: fc.stringMatching(/^[a-z0-9-]{1,40}$/),
})

const price = fc.integer({ min: 0, max: 99_999_999 })

const variants: fc.Arbitrary<OwnVariant[]> = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    gid: optional(gid('ProductVariant')),
    sku: fc.string({ minLength: 1, maxLength: 40 }),
    size: fc.constantFrom('8x10', '11x14', '24x36', 'A4', 'A3'),
    frame: fc.constantFrom('unframed', 'white', 'black', 'natural', 'digital'),
    priceMinor: price,
    compareAtPriceMinor: optional(price),
    isDigital: fc.boolean(),
    weightGrams: optional(fc.integer({ min: 0, max: 200_000 })),
  }),
  { minLength: 1, maxLength: 25, selector: ({ size, frame }) => `${size} ${frame}` },
)

const picture: fc.Arbitrary<PictureForShop> = fc
  .record({
    id: fc.uuid(),
    source: fc.oneof(
      gid('MediaImage').map((value) => ({ gid: value })),
      fc.webUrl().map((value) => ({ originalSource: value })),
    ),
    alt: optional(fc.string({ maxLength: 700, unit: 'grapheme' })),
    filename: fc.string({ minLength: 1, maxLength: 60 }),
  })
  .map(({ source, ...rest }) => ({ ...rest, ...source }))

/** Any product the hub may have to publish; each variant shows one of its pictures, or none. */
export const anyProduct = fc
  .record({
    product,
    variants,
    pictures: fc.array(picture, { maxLength: 8 }),
    shown: fc.array(fc.option(fc.nat({ max: 7 })), { minLength: 25, maxLength: 25 }),
    mode: fc.constantFrom('create' as const, 'update' as const),
  })
  .map(({ shown, ...made }) => ({
    ...made,
    variants: made.variants.map((variant, index): VariantForShop => {
      const place = shown[index] ?? undefined
      return { ...variant, pictureId: place === undefined ? null : made.pictures[place]?.id }
    }),
  }))

const money = fc.nat({ max: 9_999_999 }).map((cents) => (cents / 100).toFixed(2))

/** What the shop has, named as it names it, with or without prices of its own. */
const shownVariants: fc.Arbitrary<VariantForShop[]> = fc.uniqueArray(
  fc.record(
    {
      gid: gid('ProductVariant'),
      options: fc
        .string({ minLength: 1, maxLength: 20 })
        .map((value) => [{ name: 'Paper', value }]),
      price: money,
      compareAtPrice: fc.option(money, { nil: null }),
      sku: fc.string(),
      inventoryPolicy: fc.constantFrom('CONTINUE' as const, 'DENY' as const),
      requiresShipping: fc.boolean(),
      isTracked: fc.boolean(),
      weightGrams: fc.nat({ max: 200_000 }),
    },
    { requiredKeys: ['gid', 'options'] },
  ),
  { minLength: 1, maxLength: 10, selector: ({ options }) => options[0]?.value },
)

/** Any change of a product that the shop has: some fields, and each list or not. */
export const anyUpdate = fc.record({
  product: fc
    .record({
      product,
      keys: fc.subarray(['title', 'vendor', 'seo', 'category', 'handle'] as const),
    })
    .map(({ product: whole, keys }): ProductForShop => {
      const sent = Object.fromEntries(keys.map((key) => [key, whole[key]]))
      return { id: whole.id, gid: 'gid://shopify/Product/1', currency: whole.currency, ...sent }
    }),
  variants: optional(fc.oneof(variants, shownVariants)),
  pictures: optional(fc.array(picture, { maxLength: 8 })),
})
