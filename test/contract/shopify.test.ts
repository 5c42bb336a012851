import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { buildSchema, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { ProductSetVariables } from '../../src/integrations/shopify/build-product-input.ts'
import { buildProductSetInput } from '../../src/integrations/shopify/build-product-input.ts'
import { addTags, removeTags } from '../../src/integrations/shopify/change-tags.ts'
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
import { uploadPicture } from '../../src/integrations/shopify/upload-picture.ts'
import { officialSchema } from './shopify/official-schema.ts'
import { problemsOf, variantProblems } from './shopify/problems.ts'
import { anyProduct, anyUpdate } from './shopify/products.ts'
import { createRecorder } from './shopify/recorder.ts'
import { differences } from './shopify/subset.ts'

const GID = 'gid://shopify/Product/1'
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

  it('finds them all', () => {
    expect(documents.length).toBeGreaterThanOrEqual(10)
  })

  it('every verb sends variables that fit', async () => {
    const { client, sent } = createRecorder()
    const bytes = new Uint8Array(10)
    await readShop(client)
    await ensureIdDefinition(client)
    await findProduct(client, { gid: GID })
    await findProduct(client, { productId: 'x' })
    await findPictures(client, GID, 3)
    await setProduct(client, built())
    await uploadPicture(client, { filename: 'a.png', mimeType: 'image/png', bytes })
    await addTags(client, GID, ['calm'])
    await removeTags(client, GID, ['blue'])
    await findOnlineStore(client)
    await publishToOnlineStore(client, GID, 'gid://shopify/Publication/1')
    for (const status of ['ACTIVE', 'DRAFT', 'ARCHIVED'] as const) {
      await setStatus(client, GID, status)
    }
    expect(sent).toHaveLength(14)
    for (const { query, variables } of sent) {
      expect(problemsOf(officialSchema, query, variables)).toEqual([])
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
        for (const file of variables.input.files ?? []) {
          expect([...(file.alt ?? '')].length).toBeLessThanOrEqual(512)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('the input of a productSet that changes a product', () => {
  it('fits the schema, whatever is sent of it, and lists only what is given', () => {
    fc.assert(
      fc.property(anyUpdate, ({ product, variants, pictures }) => {
        const variables = buildProductSetInput(product, variants, pictures, 'update')
        expect(setProductProblems(variables)).toEqual([])
        expect('variants' in variables.input).toBe(variants !== undefined)
        expect('productOptions' in variables.input).toBe(variants !== undefined)
        expect('files' in variables.input).toBe(pictures !== undefined)
        for (const never of ['status', 'tags', 'metafields', 'collections']) {
          expect(variables.input).not.toHaveProperty(never)
        }
      }),
      { numRuns: 200 },
    )
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
    ['variants without their options', { productOptions: undefined }],
    ['a missing option', { variants: [{ ...variant, optionValues: [] }] }],
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
