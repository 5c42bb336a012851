import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planVariants, type VariantInput } from './plan-variants.ts'
import { skuOf } from './sku.ts'
import { FRAME_STYLES, kindKey, type VariantKind } from './variant-kind.ts'
import { variantTitle } from './variant-title.ts'

const ID = '01939a2b-7c11-7000-8000-00a1b2c3d4e5'
const PRICES = new Map([
  ['8x10', { base_price: 2499, framed_price: 4999, digital_price: 999 }],
  ['A4', { base_price: 2999, framed_price: 5999, digital_price: 999 }],
])

const unframed = (size: string): VariantKind => ({ size, frame_style: null, is_digital: false })
const digital = (size: string): VariantKind => ({ size, frame_style: null, is_digital: true })
const framed = (size: string, frame_style: 'white' | 'black' | 'natural'): VariantKind => ({
  size,
  frame_style,
  is_digital: false,
})

const kind: fc.Arbitrary<VariantKind> = fc
  .record({
    size: fc.constantFrom('8x10', '8.5x11', '85x11', '11x14', 'A4', '24x36', '2 4x36'),
    finish: fc.constantFrom<'none' | 'digital' | (typeof FRAME_STYLES)[number]>(
      'none',
      'digital',
      ...FRAME_STYLES,
    ),
  })
  .map(({ size, finish }) => {
    if (finish === 'none') return unframed(size)
    return finish === 'digital' ? digital(size) : framed(size, finish)
  })

const plan = (inputs: readonly VariantInput[], more = {}) =>
  planVariants({ productId: ID, skuPrefix: 'HH', currency: 'USD', prices: PRICES, ...more }, inputs)

const planned = (inputs: readonly VariantInput[], more = {}) => {
  const result = plan(inputs, more)
  if (result.result !== 'planned') throw new Error(JSON.stringify(result.errors))
  return result.variants
}

describe('titles and SKUs', () => {
  test('a variant is named by its size and finish', () => {
    expect(variantTitle(unframed('8x10'))).toBe('8×10')
    expect(variantTitle(framed('8x10', 'white'))).toBe('8×10 / White Frame')
    expect(variantTitle(digital('8x10'))).toBe('8×10 / Digital')
    expect(variantTitle(unframed('A4'))).toBe('A4')
  })

  test('a SKU takes the last eight hex digits of the id, in capitals', () => {
    expect(skuOf('HH', ID, unframed('8x10'))).toBe('HH-B2C3D4E5-8x10-UNF')
    expect(skuOf('HH', ID, framed('8x10', 'natural'))).toBe('HH-B2C3D4E5-8x10-NAT')
    expect(skuOf('HH', ID, digital('A4'))).toBe('HH-B2C3D4E5-A4-DIG')
    expect(skuOf('HH', ID, framed('8.5x11', 'black'))).toBe('HH-B2C3D4E5-85x11-BLA')
    expect(skuOf('CALM', ID, digital('A4'))).toBe('CALM-B2C3D4E5-A4-DIG')
  })

  test('sizes that read alike without punctuation still get SKUs of their own', () => {
    const skus = planned([unframed('8.5x11'), unframed('85x11')]).map((variant) => variant.sku)
    expect(skus).toEqual(['HH-B2C3D4E5-85x11-UNF', 'HH-B2C3D4E5-85x11-UNF-2'])
  })
})

describe('a plan', () => {
  test('an unframed print and a download of one size are two variants', () => {
    expect(planned([unframed('8x10'), digital('8x10')]).map(({ price }) => price)).toEqual([
      2499, 999,
    ])
  })

  const COSTS = {
    bySize: new Map([['8x10', { cost: 800, frame_cost: null }]]),
    fees: { percent_bp: 1_000, fixed: 0, postage: 0 },
  }

  test('a price below cost is refused with the price that mends it, unless it is meant', () => {
    const low = [{ ...unframed('8x10'), price: 8 }]
    const message =
      '8×10 sells for $8.00 and costs $8.80: each sale loses $0.80. From $8.89 on it pays its cost'
    expect(plan(low, { costs: COSTS })).toEqual({
      result: 'refused',
      errors: [{ pointer: '/variants/0/price', message, accept: 'acceptBelowCost' }],
    })
    expect(planned(low, { costs: COSTS, acceptBelowCost: true })).toMatchObject([{ price: 800 }])
    const meant = low.map((variant) => ({ ...variant, accept_below_cost: true }))
    expect(planned(meant, { costs: COSTS })).toMatchObject([{ price: 800 }])
    expect(planned([{ ...unframed('8x10'), price: 8.89 }], { costs: COSTS })).toHaveLength(1)
  })

  test('a price is judged where it is set, and only by a cost that is known', () => {
    const before = planned([{ ...unframed('8x10'), price: 8 }])
    const existing = before.map((variant) => ({ ...variant, id: 'one' }))
    expect(planned([{ id: 'one' }], { existing, costs: COSTS })).toMatchObject([{ price: 800 }])
    const lower = [{ id: 'one', price: 7.99 }]
    expect(plan(lower, { existing, costs: COSTS })).toMatchObject({ result: 'refused' })
    const unknown = [
      { ...framed('8x10', 'white'), price: 1 },
      { ...unframed('A4'), price: 1 },
    ]
    expect(planned(unknown, { costs: COSTS })).toHaveLength(2)
  })

  test('a price of nothing is refused, unless it is accepted as free', () => {
    const free = [{ ...unframed('8x10'), price: 0 }]
    const pointer = '/variants/0/price'
    expect(plan(free)).toMatchObject({ result: 'refused', errors: [{ pointer }] })
    expect(planned(free, { acceptFree: true })).toMatchObject([{ price: 0 }])
  })

  test('a compare-at price is above the price', () => {
    const at = (compare_at_price: number) => [{ ...unframed('8x10'), price: 20, compare_at_price }]
    const pointer = '/variants/0/compare_at_price'
    expect(plan(at(20))).toMatchObject({ result: 'refused', errors: [{ pointer }] })
    expect(planned(at(20.01))).toMatchObject([{ price: 2000, compare_at_price: 2001 }])
  })

  test('two equal variants are refused at the second', () => {
    expect(plan([unframed('8x10'), unframed('8x10')])).toMatchObject({
      result: 'refused',
      errors: [{ pointer: '/variants/1' }],
    })
  })

  test('a download with a frame is refused', () => {
    const input = [{ size: '8x10', frame_style: 'white', is_digital: true } as const]
    expect(plan(input)).toMatchObject({
      result: 'refused',
      errors: [{ pointer: '/variants/0/frame_style' }],
    })
  })

  test('a variant that is there keeps whatever is not named', () => {
    const existing = {
      ...framed('8x10', 'white'),
      id: 'v1',
      sku: 'OWN-SKU',
      price: 7000,
      compare_at_price: 9000,
      sky_pilot_asset_id: 'sp',
    }
    const known = { existing: [existing] }
    expect(planned([framed('8x10', 'white')], known)).toMatchObject([existing])
    expect(planned([{ id: 'v1', price: 60 }], known)).toMatchObject([{ ...existing, price: 6000 }])
    expect(planned([{ id: 'v1', price: null }], known)).toMatchObject([{ price: 4999 }])
    expect(plan([{ id: 'v1', size: 'A4' }], known)).toMatchObject({ result: 'refused' })
  })

  test('different variants always get different SKUs and keep their order', () => {
    const kinds = fc.uniqueArray(kind, { selector: kindKey, minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(kinds, (asked) => {
        const variants = planned(asked)
        expect(new Set(variants.map(({ sku }) => sku)).size).toBe(asked.length)
        expect(variants.map(kindKey)).toEqual(asked.map(kindKey))
        expect(variants.every(({ price }) => Number.isSafeInteger(price) && price > 0)).toBe(true)
      }),
    )
  })

  test('a repeated kind is refused at any place', () => {
    const kinds = fc.uniqueArray(kind, { selector: kindKey, minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(kinds, fc.nat(), fc.nat(), (asked, from, at) => {
        const copy = asked[from % asked.length]
        if (!copy) return
        const doubled = asked.toSpliced(at % (asked.length + 1), 0, copy)
        expect(plan(doubled).result).toBe('refused')
      }),
    )
  })
})
