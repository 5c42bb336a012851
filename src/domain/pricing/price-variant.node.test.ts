import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { priceVariant } from './price-variant.ts'
import { compareSizes, formatSize, sizeKey } from './size.ts'

const PRICES = { base_price: 2499, framed_price: 4999, digital_price: 999 }
const UNFRAMED = { frame_style: null, is_digital: false }
const FRAMED = { frame_style: 'white', is_digital: false }
const DIGITAL = { frame_style: null, is_digital: true }

describe('prices', () => {
  test('a download, a framed and an unframed print each have their own', () => {
    expect(priceVariant(PRICES, DIGITAL, 'USD')).toBe(999)
    expect(priceVariant(PRICES, FRAMED, 'USD')).toBe(4999)
    expect(priceVariant(PRICES, UNFRAMED, 'USD')).toBe(2499)
  })

  test('a size without prices costs 24.99', () => {
    for (const variant of [DIGITAL, FRAMED, UNFRAMED]) {
      expect(priceVariant(undefined, variant, 'USD')).toBe(2499)
    }
  })

  test('a size without prices has none in another currency either', () => {
    expect(priceVariant(undefined, UNFRAMED, 'JPY')).toBeNull()
  })

  test('without a price for a finish the base price is taken', () => {
    const prices = { base_price: 1000, framed_price: null, digital_price: null }
    expect(priceVariant(prices, FRAMED, 'USD')).toBe(1000)
    expect(priceVariant(prices, DIGITAL, 'USD')).toBe(1000)
  })
})

describe('sizes', () => {
  test.each([
    ['8x10', '8x10'],
    [' 8 × 10 ', '8x10'],
    ['8X10', '8x10'],
    ['a4', 'A4'],
    ['8.5 x 11', '8.5x11'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(sizeKey.parse(typed)).toBe(kept)
  })

  test.each(['', '   ', '<b>', '8x10; DROP', 'x'.repeat(21), '../8x10'])(
    '%j is no size',
    (typed) => {
      expect(sizeKey.safeParse(typed).success).toBe(false)
    },
  )

  test('a size is shown with a real multiplication sign', () => {
    expect(formatSize('8x10')).toBe('8×10')
    expect(formatSize('A4')).toBe('A4')
  })

  test('small sheets come first', () => {
    const sizes = ['24x36', 'A3', 'Custom', '8x10', 'A4', '11x14']
    expect(sizes.toSorted(compareSizes)).toEqual(['8x10', 'A4', '11x14', 'A3', '24x36', 'Custom'])
  })

  test('the order of sizes contradicts itself nowhere', () => {
    const size = fc.constantFrom('8x10', '10x8', 'A4', 'A3', 'Custom', 'Other', '24x36')
    fc.assert(
      fc.property(size, size, (one, other) => {
        const there = Math.sign(compareSizes(one, other))
        const back = Math.sign(compareSizes(other, one))
        expect(there + back).toBe(0)
      }),
    )
  })
})
