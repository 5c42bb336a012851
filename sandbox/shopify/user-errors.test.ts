import { describe, expect, it } from 'vitest'
import type {
  ProductSetInput,
  ProductSetVariables,
} from '../../src/integrations/shopify/build-product-input.ts'
import { buildProductSetInput } from '../../src/integrations/shopify/build-product-input.ts'
import { ensureIdDefinition } from '../../src/integrations/shopify/ensure-id-definition.ts'
import { setProduct } from '../../src/integrations/shopify/set-product.ts'
import { okValue, openTestShop, someProduct, someVariants } from './shop-for-tests.ts'

const built = buildProductSetInput(someProduct(), someVariants(), [], 'create')
const first = built.input.variants?.[0]
if (!first) throw new Error('a product has variants')

const changed = (changes: Partial<ProductSetInput>): ProductSetVariables => ({
  ...built,
  input: { ...built.input, ...changes },
})

const option = (name: string, value: string) => ({ name, position: 1, values: [{ name: value }] })

const mistakes: [string, ProductSetVariables, RegExp][] = [
  [
    'a price that is no amount',
    changed({ variants: [{ ...first, price: '-1' }] }),
    /Price must be .* \(variants.0.price\)/,
  ],
  [
    'four options',
    changed({ productOptions: ['A', 'B', 'C', 'D'].map((name) => option(name, 'x')) }),
    /maximum of 3 options/,
  ],
  [
    'a variant that lacks an option',
    changed({ variants: [{ ...first, optionValues: first.optionValues.slice(0, 1) }] }),
    /add option values for Frame/,
  ],
  [
    'an option that does not exist',
    changed({ productOptions: [option('Size', '8x10')] }),
    /Option does not exist: Frame/,
  ],
  [
    'an option value that does not exist',
    changed({ productOptions: [option('Size', 'A4'), option('Frame', 'Unframed')] }),
    /Option value does not exist: 8x10/,
  ],
  [
    'two variants of the same options',
    changed({ variants: [first, first] }),
    /The variant '8x10 \/ Unframed' already exists/,
  ],
  [
    'a variant of another product',
    changed({ variants: [{ ...first, id: 'gid://shopify/ProductVariant/1' }] }),
    /Product variant does not exist/,
  ],
  ['no title', changed({ title: ' ' }), /Title can't be blank/],
  ['a custom id without its metafield', changed({ metafields: [] }), /must have the same value/],
  [
    'an id of no product',
    { ...built, identifier: { id: 'gid://shopify/Product/1' } },
    /Product does not exist/,
  ],
  [
    'a file the shop does not have',
    changed({ files: [{ id: 'gid://shopify/MediaImage/1', alt: '' }] }),
    /File does not exist/,
  ],
]

describe('a mistake in productSet is a user error and changes nothing', () => {
  it.each(mistakes)('%s', async (_name, variables, message) => {
    const { client, products } = openTestShop()
    okValue(await ensureIdDefinition(client))
    const result = await setProduct(client, variables)
    expect(result).toMatchObject({ kind: 'denied', message: expect.stringMatching(message) })
    expect(products()).toEqual([])
  })

  it('variants without options', async () => {
    const { client } = openTestShop()
    okValue(await ensureIdDefinition(client))
    const variables = changed({})
    const { productOptions: _options, ...input } = variables.input
    const result = await setProduct(client, Object.assign(variables, { input }))
    expect(result).toMatchObject({ message: expect.stringMatching(/options input is required/) })
  })

  it('a custom id before its definition exists', async () => {
    const { client } = openTestShop()
    const result = await setProduct(client, built)
    expect(result).toMatchObject({ message: expect.stringMatching(/definition of type 'id'/) })
  })

  it("a handle that is another product's", async () => {
    const { client, products } = openTestShop()
    okValue(await ensureIdDefinition(client))
    okValue(await setProduct(client, built))
    const other = buildProductSetInput(someProduct({ id: 'other' }), someVariants(), [], 'create')
    const result = await setProduct(client, other)
    expect(result).toMatchObject({ message: expect.stringMatching(/already in use/) })
    expect(products()).toHaveLength(1)
  })
})
