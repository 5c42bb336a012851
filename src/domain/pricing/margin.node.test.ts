import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakEvenPrice, type Fees, fullCost, isBelowCost, marginOf, NO_FEES } from './margin.ts'

const UNFRAMED = { frame_style: null, is_digital: false }
const FRAMED = { frame_style: 'white', is_digital: false }
const DIGITAL = { frame_style: null, is_digital: true }
const COSTS = { cost: 800, frame_cost: 1500 }
const FEES: Fees = { percent_bp: 290, fixed: 30, postage: 450 }

const amount = fc.integer({ min: 0, max: 100_000 })
const price = fc.integer({ min: 1, max: 1_000_000 })
const unknownOr = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { nil: null })
const finish = fc.constantFrom(UNFRAMED, FRAMED, DIGITAL)
const known = fc.record({ cost: amount, frame_cost: amount })
const knownFees = fc.record({
  percent_bp: fc.integer({ min: 0, max: 9_000 }),
  fixed: amount,
  postage: amount,
})

describe('the full cost', () => {
  test('is print, frame, postage, the share of the price and the fixed fee', () => {
    expect(fullCost(2499, UNFRAMED, COSTS, FEES)).toBe(800 + 450 + 30 + 72)
    expect(fullCost(4999, FRAMED, COSTS, FEES)).toBe(800 + 1500 + 450 + 30 + 145)
    expect(fullCost(2499, UNFRAMED, COSTS, NO_FEES)).toBe(800)
  })

  test('of a download is its fees alone', () => {
    expect(fullCost(999, DIGITAL, undefined, NO_FEES)).toBe(0)
    expect(fullCost(999, DIGITAL, undefined, { ...FEES, postage: null })).toBe(30 + 29)
  })

  test('of what is given away is its making alone', () => {
    expect(fullCost(0, DIGITAL, COSTS, FEES)).toBe(0)
    expect(fullCost(0, UNFRAMED, COSTS, FEES)).toBe(1250)
  })

  test('is not known where any part that counts is not', () => {
    fc.assert(
      fc.property(
        price,
        finish,
        fc.record({ cost: unknownOr(amount), frame_cost: unknownOr(amount) }),
        fc.record({
          percent_bp: fc.integer({ min: 0, max: 9_000 }),
          fixed: unknownOr(amount),
          postage: unknownOr(amount),
        }),
        (at, of, costs, fees) => {
          const parts = [
            fees.fixed,
            ...(of.is_digital ? [] : [costs.cost, fees.postage]),
            ...(of.frame_style ? [costs.frame_cost] : []),
          ]
          expect(fullCost(at, of, costs, fees) === null).toBe(parts.includes(null))
        },
      ),
    )
    expect(fullCost(2499, UNFRAMED, undefined, NO_FEES)).toBeNull()
  })

  test('is whole, and what is left never shrinks as the price grows', () => {
    fc.assert(
      fc.property(price, finish, known, knownFees, (at, of, costs, fees) => {
        const left = (asked: number) => asked - (fullCost(asked, of, costs, fees) ?? Number.NaN)
        expect(Number.isSafeInteger(left(at))).toBe(true)
        expect(left(at + 1)).toBeGreaterThanOrEqual(left(at))
      }),
    )
  })
})

describe('a margin', () => {
  test('is what is left, also when that is less than nothing', () => {
    expect(marginOf(2499, 800)).toEqual({ minor: 1699, percent: 68 })
    expect(marginOf(500, 800)).toEqual({ minor: -300, percent: -60 })
    expect(marginOf(0, 0)).toEqual({ minor: 0, percent: null })
  })

  test('that is lost by a little does not read as none', () => {
    expect(marginOf(10_000, 10_001)).toEqual({ minor: -1, percent: -1 })
  })

  test('is not known without a cost, and nothing is below a cost that is not known', () => {
    expect(marginOf(2499, null)).toBeNull()
    expect(isBelowCost(1, null)).toBe(false)
  })

  test('is below 0 exactly where the price is below cost', () => {
    fc.assert(
      fc.property(price, amount, (at, cost) => {
        expect((marginOf(at, cost)?.minor ?? 0) < 0).toBe(isBelowCost(at, cost))
      }),
    )
  })
})

describe('the price that mends a loss', () => {
  test('pays its cost, and one unit less does not', () => {
    fc.assert(
      fc.property(finish, known, knownFees, (of, costs, fees) => {
        const mended = breakEvenPrice(of, costs, fees)
        if (mended === null) throw new Error('no price was found')
        expect(isBelowCost(mended, fullCost(mended, of, costs, fees))).toBe(false)
        if (mended > 1) {
          expect(isBelowCost(mended - 1, fullCost(mended - 1, of, costs, fees))).toBe(true)
        }
      }),
    )
  })

  test('is there only where every part of the cost is known, and a price can pay it', () => {
    expect(breakEvenPrice(FRAMED, { cost: 800, frame_cost: null }, NO_FEES)).toBeNull()
    expect(breakEvenPrice(UNFRAMED, COSTS, { ...FEES, fixed: null })).toBeNull()
    expect(breakEvenPrice(UNFRAMED, { cost: 99_999_999, frame_cost: null }, FEES)).toBeNull()
    expect(breakEvenPrice(UNFRAMED, COSTS, NO_FEES)).toBe(800)
  })
})
