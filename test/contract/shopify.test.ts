import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { buildSchema, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { requestedCost } from '../../sandbox/shopify/cost.ts'
import type { ProductSetVariables } from '../../src/integrations/shopify/build-product-input.ts'
import { buildProductSetInput } from '../../src/integrations/shopify/build-product-input.ts'
import { addTags, removeTags } from '../../src/integrations/shopify/change-tags.ts'
import {
  createCollection,
  findCollection,
  moveProduct,
} from '../../src/integrations/shopify/collections.ts'
import { ensureIdDefinition } from '../../src/integrations/shopify/ensure-id-definition.ts'
import { findPictures } from '../../src/integrations/shopify/find-pictures.ts'
import { findProduct } from '../../src/integrations/shopify/find-product.ts'
import {
  findOnlineStore,
  publishToOnlineStore,
} from '../../src/integrations/shopify/online-store.ts'
import { readShop } from '../../src/integrations/shopify/read-shop.ts'
import { setProduct, setProductDocument } from '../../src/integrations/shopify/set-product.ts'
import { setStatus } from '../../src/integrations/shopify/set-status.ts'
import { LARGEST_LISTS, MAX_PICTURES } from '../../src/integrations/shopify/shop-product.ts'
import { uploadPicture } from '../../src/integrations/shopify/upload-picture.ts'
import { officialSchema } from './shopify/official-schema.ts'
import { problemsOf, variantProblems } from './shopify/problems.ts'
import { anyProduct, largestProduct } from './shopify/products.ts'
import { createRecorder } from './shopify/recorder.ts'
import { differences } from './shopify/subset.ts'

const GID = 'gid://shopify/Product/1'
const COLLECTION = 'gid://shopify/Collection/1'
/** Shopify's documentation: what a single query may ask for. */
const MAX_QUERY_POINTS = 1000
const VERBS = new URL('../../src/integrations/shopify/', import.meta.url)
const sdl = readFileSync(new URL('../../sandbox/shopify/schema.graphql', import.meta.url), 'utf8')

const built = (changes: Partial<ProductSetVariables['input']> = {}): ProductSetVariables => {
  const variables = buildProductSetInput(
    {
      id: '0193a1b2-0000-7000-8000-00000000abcd',
      title: 'Rest',
      descriptionHtml: '',
      vendor: 'Haven & Hold',
      productType: 'Print',
      currency: 'USD',
      tags: [],
      handle: 'rest',
    },
    [
      { id: 'a', sku: 'A', size: '8x10', frame: 'white', priceMinor: 4999, isDigital: false },
      { id: 'b', sku: 'B', size: '8x10', frame: 'digital', priceMinor: 999, isDigital: true },
    ],
    [{ id: 'p', originalSource: 'https://example.com/a.png', filename: 'a.png' }],
    'create',
  )
  return { ...variables, input: { ...variables.input, ...changes } }
}

const setProductProblems = (variables: object): string[] => [
  ...problemsOf(officialSchema, setProductDocument, { ...variables }),
  ...variantProblems(variables),
]

describe("the hub's operations against Shopify's schema", async () => {
  const documents: [string, string][] = []
  for (const name of readdirSync(VERBS).filter((file) => !file.endsWith('.test.ts'))) {
    const exported: Record<string, unknown> = await import(new URL(name, VERBS).href)
    for (const [key, value] of Object.entries(exported)) {
      if (key.endsWith('Document')) documents.push([key, z.string().parse(value)])
    }
  }

  it.each(documents)('%s is valid and uses nothing deprecated', (_name, document) => {
    const [definition] = parse(document).definitions
    expect(definition?.kind).toBe('OperationDefinition')
    const unfilled = problemsOf(officialSchema, document, {}).filter(
      (problem) => !/^Variable .* was not provided/.test(problem),
    )
    expect(unfilled).toEqual([])
  })

  /** Everything that the hub ever sends, of the largest product where there is one. */
  const sendAll = async () => {
    const { client, sent } = createRecorder()
    const bytes = new Uint8Array(10)
    await readShop(client)
    await ensureIdDefinition(client)
    for (const by of [{ gid: GID }, { productId: 'x' }]) {
      await findProduct(client, by)
      await findProduct(client, by, LARGEST_LISTS)
    }
    for (const mode of ['create', 'update'] as const) {
      const { product, variants, pictures } = largestProduct(mode)
      await setProduct(client, buildProductSetInput(product, variants, pictures, mode))
    }
    const { id, currency } = largestProduct('update').product
    const part = { id, gid: GID, currency, title: 'Rest' }
    await setProduct(client, buildProductSetInput(part, undefined, undefined, 'update'))
    await uploadPicture(client, { filename: 'a.png', mimeType: 'image/png', bytes })
    await findPictures(client, GID, MAX_PICTURES)
    await addTags(client, GID, ['calm'])
    await removeTags(client, GID, ['blue'])
    await findOnlineStore(client)
    await publishToOnlineStore(client, GID, 'gid://shopify/Publication/1')
    for (const status of ['ACTIVE', 'DRAFT', 'ARCHIVED'] as const) {
      await setStatus(client, GID, status)
    }
    await findCollection(client, { gid: COLLECTION })
    await findCollection(client, { handle: 'quiet-days' })
    await createCollection(client, { title: 'Quiet days', handle: 'quiet-days', mark: 'quiet' })
    await moveProduct(client, GID, { join: [COLLECTION], leave: [COLLECTION] })
    await moveProduct(client, GID, { join: [], leave: [COLLECTION] })
    return sent
  }

  it('every verb sends variables that fit, and every document has a verb', async () => {
    const sent = await sendAll()
    for (const { query, variables } of sent) {
      expect(problemsOf(officialSchema, query, variables)).toEqual([])
    }
    const used = new Set(sent.map(({ query }) => query))
    expect(documents.filter(([, document]) => !used.has(document)).map(([name]) => name)).toEqual(
      [],
    )
  })

  it('none asks for more points than Shopify gives a single one', async () => {
    const schema = buildSchema(sdl)
    for (const { query, variables } of await sendAll()) {
      const points = requestedCost(schema, parse(query), variables)
      expect(points, query).toBeGreaterThan(0)
      expect(points, query).toBeLessThanOrEqual(MAX_QUERY_POINTS)
    }
  })
})

describe('the input of productSet', () => {
  it('fits the schema, whatever the product', () => {
    fc.assert(
      fc.property(anyProduct, ({ product, variants, pictures, mode }) => {
        const variables = buildProductSetInput(product, variants, pictures, mode)
        expect(setProductProblems(variables)).toEqual([])
        for (const { file } of variables.input.variants ?? []) {
          if (file) expect(variables.input.files).toContainEqual(file)
        }
        for (const { alt = 'as it is' } of variables.input.files ?? []) {
          expect([...alt].length).toBeLessThanOrEqual(512)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('says of a product that the shop has nothing but what it is given', () => {
    fc.assert(
      fc.property(anyProduct, ({ product, variants, pictures, mode }) => {
        const { input } = buildProductSetInput(product, variants, pictures, mode)
        const named = (...names: string[]) => names.filter((name) => name in input)
        expect(named('variants', 'productOptions')).toHaveLength(variants ? 2 : 0)
        expect(named('files')).toHaveLength(pictures ? 1 : 0)
        expect(named('title')).toHaveLength(product.title === undefined ? 0 : 1)
        expect(named('collections')).toEqual([])
        const firstTime = named('status', 'metafields')
        expect(firstTime).toHaveLength(mode === 'create' ? 2 : 0)
        if (mode === 'update') expect(named('tags')).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('leaves prices, costs and weights alone where none are given', () => {
    const { product, variants = [] } = largestProduct('update')
    const bare = variants.map(({ gid, ...variant }) => {
      if ('options' in variant) return { gid, ...variant }
      const { priceMinor: _price, costMinor: _cost, weightGrams: _weight, ...rest } = variant
      return { gid, ...rest, pictureId: undefined }
    })
    const { input } = buildProductSetInput(product, bare, undefined, 'update')
    for (const variant of input.variants ?? []) {
      for (const name of ['price', 'compareAtPrice', 'file']) {
        expect(variant).not.toHaveProperty(name)
      }
      expect(Object.keys(variant.inventoryItem ?? {})).toEqual(['tracked', 'requiresShipping'])
    }
  })
})

describe('mistakes that must be caught', () => {
  const [variant] = built().input.variants ?? []
  if (!variant) throw new Error('a product has variants')

  it.each([
    ['a misspelt field', 'mutation { productCreate(product: {titel: "x"}) { product { id } } }'],
    ['a field there is not', 'query { shop { domain } }'],
    ['a deprecated field', 'query { publications(first: 1) { nodes { name } } }'],
    ['a missing argument', 'mutation { productSet(synchronous: true) { product { id } } }'],
  ])('%s', (_name, query) => {
    expect(problemsOf(officialSchema, query, {})).not.toEqual([])
  })

  it.each([
    ['a numeric price', { variants: [{ ...variant, price: 49.99 }] }],
    ['a price of one decimal', { variants: [{ ...variant, price: '49.9' }] }],
    ['an unknown status', { status: 'PUBLISHED' }],
    ['an unknown policy', { variants: [{ ...variant, inventoryPolicy: 'ALLOW' }] }],
    ['shipping on the variant', { variants: [{ ...variant, requiresShipping: true }] }],
    ['a missing option name', { variants: [{ ...variant, optionValues: [{ name: '8x10' }] }] }],
    ['a search title outside of seo', { seoTitle: 'Rest' }],
    ['a category that is no id', { category: { id: 'hg-3-4-2-2' } }],
    ['a missing option', { variants: [{ ...variant, optionValues: [] }] }],
    ['a numeric cost', { variants: [{ ...variant, inventoryItem: { cost: 8 } }] }],
    ['variants without their options', { productOptions: undefined }],
    ['two equal variants', { variants: [variant, variant] }],
    ['pictures as addresses', { files: ['https://example.com/a.png'] }],
  ])('%s', (_name, changes) => {
    const { identifier, input, synchronous } = built()
    expect(setProductProblems({ identifier, input, synchronous })).toEqual([])
    const wrong = { identifier, synchronous, input: { ...input, ...changes } }
    expect(setProductProblems(wrong)).not.toEqual([])
  })

  it('two ways to say which product', () => {
    const identifier = { id: GID, handle: 'rest' }
    expect(setProductProblems({ ...built(), identifier })).not.toEqual([])
  })
})

describe("the sandbox's schema", () => {
  it("is a part of Shopify's", () => {
    expect(differences(buildSchema(sdl), officialSchema)).toEqual([])
  })

  it.each([
    ['a type', /type SelectedOption \{/, 'type Chosen { name: String }\ntype SelectedOption {'],
    ['a field', /(type Product implements[^{]*\{)/, '$1\n  colour: String'],
    ['nullability', /onlineStoreUrl: URL/, 'onlineStoreUrl: URL!'],
    ['an argument', /product\(id: ID!\)/, 'product(id: ID!, colour: String)'],
    ['a default', /synchronous: Boolean = true/, 'synchronous: Boolean = false'],
    ['an enum value', /enum MediaStatus \{/, 'enum MediaStatus {\n  LOST'],
    ['a required input', /optionValues: \[VariantOptionValueInput!\]!/, 'barcode: String'],
    ['one of', /input ProductSetIdentifiers @oneOf/, 'input ProductSetIdentifiers'],
  ])('is caught when it differs in %s', (_name, pattern, replacement) => {
    const changed = sdl.replace(pattern, replacement)
    expect(changed).not.toBe(sdl)
    expect(differences(buildSchema(changed), officialSchema)).toHaveLength(1)
  })
})
