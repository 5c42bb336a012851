import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planVariants } from './plan-variants.ts'
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

const planned = (wished: readonly VariantKind[]) => {
  const plan = planVariants(ID, wished, PRICES)
  if (plan.result !== 'planned') throw new Error(JSON.stringify(plan.errors))
  return plan.variants
}

describe('titles and SKUs', () => {
  test('a variant is named by its size and finish', () => {
    expect(variantTitle(unframed('8x10'))).toBe('8×10')
    expect(variantTitle(framed('8x10', 'white'))).toBe('8×10 / White Frame')
    expect(variantTitle(digital('8x10'))).toBe('8×10 / Digital')
    expect(variantTitle(unframed('A4'))).toBe('A4')
  })

  test('a SKU takes the last eight hex digits of the id, in capitals', () => {
    expect(skuOf(ID, unframed('8x10'))).toBe('HH-B2C3D4E5-8x10-UNF')
    expect(skuOf(ID, framed('8x10', 'natural'))).toBe('HH-B2C3D4E5-8x10-NAT')
    expect(skuOf(ID, digital('A4'))).toBe('HH-B2C3D4E5-A4-DIG')
    expect(skuOf(ID, framed('8.5x11', 'black'))).toBe('HH-B2C3D4E5-85x11-BLA')
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

  test('a price that was given stands, even when it is nothing', () => {
    const wished = [{ ...unframed('8x10'), price: 0 }]
    const plan = planVariants(ID, wished, PRICES)
    expect(plan).toMatchObject({ result: 'planned', variants: [{ price: 0 }] })
  })

  test('two equal variants are refused at the second', () => {
    const plan = planVariants(ID, [unframed('8x10'), unframed('8x10')], PRICES)
    expect(plan).toMatchObject({ result: 'refused', errors: [{ pointer: '/variants/1' }] })
  })

  test('a download with a frame is refused', () => {
    const wished = [{ size: '8x10', frame_style: 'white', is_digital: true } as const]
    const plan = planVariants(ID, wished, PRICES)
    expect(plan).toMatchObject({
      result: 'refused',
      errors: [{ pointer: '/variants/0/frame_style' }],
    })
  })

  test('different variants always get different SKUs and keep their order', () => {
    const wishes = fc.uniqueArray(kind, { selector: kindKey, minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(wishes, (wished) => {
        const variants = planned(wished)
        expect(new Set(variants.map(({ sku }) => sku)).size).toBe(wished.length)
        expect(variants.map(kindKey)).toEqual(wished.map(kindKey))
        expect(variants.every(({ price }) => Number.isSafeInteger(price) && price > 0)).toBe(true)
      }),
    )
  })

  test('a repeated kind is refused wherever it stands', () => {
    const wishes = fc.uniqueArray(kind, { selector: kindKey, minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(wishes, fc.nat(), fc.nat(), (wished, from, at) => {
        const copy = wished[from % wished.length]
        if (!copy) return
        const doubled = wished.toSpliced(at % (wished.length + 1), 0, copy)
        expect(planVariants(ID, doubled, PRICES).result).toBe('refused')
      }),
    )
  })
})
