import * as fc from 'fast-check'
import type { PictureForShop } from '../../../src/integrations/shopify/build-files.ts'
import type { ProductForShop } from '../../../src/integrations/shopify/build-product-input.ts'
import {
  type OwnVariant,
  optionNames,
  type ShownVariant,
  type VariantForShop,
} from '../../../src/integrations/shopify/build-variants.ts'

const gid = (kind: string) => fc.nat().map((number) => `gid://shopify/${kind}/${number}`)
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const title = fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' })
const fields = {
  descriptionHtml: optional(fc.string()),
  seo: optional(fc.record({ title: optional(fc.string()), description: optional(fc.string()) })),
  category: fc.constantFrom(undefined, null, 'gid://shopify/TaxonomyCategory/hg-3-4-2-2'),
  vendor: optional(fc.string()),
  productType: optional(fc.string()),
  currency: fc.constantFrom('USD', 'JPY', 'KWD'),
  tags: optional(fc.array(fc.string({ minLength: 1 }), { maxLength: 5 })),
  handle: optional(fc.stringMatching(/^[a-z0-9-]{1,40}$/)),
}
const id = fc.uuid({ version: 7 })

const price = fc.integer({ min: 0, max: 99_999_999 })
const weight = optional(fc.integer({ min: 0, max: 200_000 }))

/** A price may be left alone only of a variant that the shop has. */
const known = fc.oneof(
  fc.record({ gid: gid('ProductVariant'), priceMinor: optional(price) }),
  fc.record({ priceMinor: price }),
)
const own: fc.Arbitrary<OwnVariant[]> = fc.uniqueArray(
  fc
    .record({
      id: fc.uuid(),
      known,
      sku: fc.string({ minLength: 1, maxLength: 40 }),
      size: fc.constantFrom('8x10', '11x14', '24x36', 'A4', 'A3'),
      frame: fc.constantFrom('unframed', 'white', 'black', 'natural', 'digital'),
      compareAtPriceMinor: optional(price),
      isDigital: fc.boolean(),
      weightGrams: weight,
      costMinor: optional(price),
    })
    .map(({ known: of, ...rest }) => ({ ...rest, ...of })),
  { minLength: 1, maxLength: 20, selector: ({ size, frame }) => `${size} ${frame}` },
)

/** What others have added at the shop, without its options: those are the product's. */
const foreign = fc.array(
  fc.record({
    gid: gid('ProductVariant'),
    sku: optional(fc.string({ maxLength: 40 })),
    price: optional(fc.nat({ max: 99_999 }).map((cents) => (cents / 100).toFixed(2))),
    compareAtPrice: fc.constantFrom(undefined, null, '12.00'),
    inventoryPolicy: fc.constantFrom(undefined, 'DENY' as const, 'CONTINUE' as const),
    requiresShipping: optional(fc.boolean()),
    isTracked: optional(fc.boolean()),
    weightGrams: weight,
  }),
  { maxLength: 4 },
)

const variants: fc.Arbitrary<VariantForShop[]> = fc.record({ own, foreign }).map((made) => [
  ...made.own,
  ...made.foreign.map((variant, index): ShownVariant => {
    const names = optionNames(made.own)
    return { ...variant, options: names.map((name) => ({ name, value: `Theirs ${index}` })) }
  }),
])

const picture: fc.Arbitrary<PictureForShop> = fc
  .record({
    id: fc.uuid(),
    source: fc.oneof(
      gid('MediaImage').map((value) => ({ gid: value })),
      fc.webUrl().map((value) => ({ originalSource: value })),
    ),
    alt: fc.option(optional(fc.string({ maxLength: 700, unit: 'grapheme' }))),
    filename: fc.string({ minLength: 1, maxLength: 60 }),
  })
  .map(({ source, ...rest }) => ({ ...rest, ...source }))
const pictures = fc.array(picture, { maxLength: 8 })
const shown = fc.array(fc.option(fc.nat({ max: 7 })), { minLength: 24, maxLength: 24 })

type Sent = {
  product: ProductForShop
  variants: VariantForShop[] | undefined
  pictures: PictureForShop[] | undefined
  mode: 'create' | 'update'
}

/** Each variant shows one of the pictures that are sent, none, or what it has. */
const withPictures = <T extends Sent>({ places, ...made }: T & { places: (number | null)[] }) => ({
  ...made,
  variants: made.variants?.map((variant, index): VariantForShop => {
    const place = places[index] ?? undefined
    return { ...variant, pictureId: place === undefined ? null : made.pictures?.[place]?.id }
  }),
})

/** A product that is made, put on sale at once or left as a draft at first: with everything. */
const created = fc
  .record({
    product: fc.record({ id, title, ...fields }),
    variants,
    pictures,
    places: shown,
    mode: fc.constant('create' as const),
  })
  .map(withPictures)

/** One that the shop has: any part of it, and what is locked is left out. */
const updated = fc
  .record({
    product: fc.record({ id, gid: optional(gid('Product')), title: optional(title), ...fields }),
    variants: optional(variants),
    pictures: optional(pictures),
    places: shown,
    mode: fc.constant('update' as const),
  })
  .map(withPictures)

/** Anything that the hub may have to send of a product. */
export const anyProduct: fc.Arbitrary<Sent> = fc.oneof(created, updated)

/** The largest product that there is: 100 variants, with all that may be said of them. */
export const largestProduct = (mode: 'create' | 'update'): Sent & { mode: typeof mode } => {
  const count = { variants: 100, pictures: 50 }
  const list = <T>(length: number, make: (index: number) => T) =>
    Array.from({ length }, (_, n) => make(n))
  return {
    mode,
    product: {
      id: '0193a1b2-0000-7000-8000-00000000abcd',
      ...(mode === 'update' ? { gid: 'gid://shopify/Product/1' } : {}),
      title: 'Rest',
      descriptionHtml: '<p>Rest</p>',
      seo: { title: 'Rest', description: 'Rest' },
      category: null,
      vendor: 'Haven & Hold',
      productType: 'Print',
      currency: 'USD',
      tags: ['calm'],
      handle: 'rest',
    },
    variants: list(count.variants, (index) => ({
      id: `v${index}`,
      ...(mode === 'update' ? { gid: `gid://shopify/ProductVariant/${index}` } : {}),
      sku: `SKU-${index}`,
      size: `${index}x10`,
      frame: 'white',
      priceMinor: 4999,
      isDigital: false,
      weightGrams: 900,
      costMinor: 1200,
      pictureId: `p${index % count.pictures}`,
    })),
    pictures: list(count.pictures, (index) => ({
      id: `p${index}`,
      originalSource: `https://example.com/${index}.png`,
      filename: `${index}.png`,
    })),
  }
}
