import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_MINOR } from './amounts.ts'
import { type PriceStep, ROUNDINGS, reprice } from './reprice.ts'

const minor = fc.integer({ min: 1, max: MAX_MINOR })
const round = fc.constantFrom(...ROUNDINGS)
const currency = fc.constantFrom('USD', 'JPY', 'KWD')
const step: fc.Arbitrary<PriceStep> = fc.oneof(
  fc.record({ percent: fc.integer({ min: -9_000, max: 100_000 }).map((bp) => bp / 100), round }),
  fc.record({ amount: fc.integer({ min: -100_000, max: 100_000 }), round }),
)

describe('a price after a step', () => {
  test.each([
    [2499, { percent: 10, round: '.99' as const }, 2799],
    [2499, { percent: 10, round: '.00' as const }, 2700],
    [2499, { percent: 10, round: 'none' as const }, 2749],
    [2499, { percent: -10, round: 'none' as const }, 2249],
    [2499, { percent: 2.5, round: 'none' as const }, 2561],
    [2499, { amount: 5, round: 'none' as const }, 2999],
    [2499, { amount: -5.5, round: '.99' as const }, 1999],
    // As near to 25.00 as to 26.00: the higher.
    [2500, { amount: 0.5, round: '.00' as const }, 2600],
  ])('of %i after %j is %i', (before, change, after) => {
    expect(reprice(before, change, 'USD')).toBe(after)
  })

  test('ends in 99 of a hundred where a currency has no decimals, in .990 where it has three', () => {
    expect(reprice(2500, { percent: 10, round: '.99' }, 'JPY')).toBe(2799)
    expect(reprice(2500, { percent: 10, round: '.00' }, 'JPY')).toBe(2800)
    expect(reprice(7_500, { percent: 10, round: '.99' }, 'KWD')).toBe(7_990)
  })

  test('is whole, above 0, within what a price can be, and ends as asked', () => {
    fc.assert(
      fc.property(minor, step, currency, (before, change, code) => {
        const after = reprice(before, change, code)
        expect(Number.isSafeInteger(after)).toBe(true)
        expect(after).toBeGreaterThan(0)
        expect(after).toBeLessThanOrEqual(MAX_MINOR)
        const unit = code === 'KWD' ? 1000 : 100
        if (change.round === '.00') expect(after % unit).toBe(0)
        if (change.round === '.99') expect(after % unit).toBe((unit * 99) / 100)
      }),
    )
  })

  test('is at most half a unit from what was not rounded', () => {
    const small = fc.integer({ min: 1_000, max: 1_000_000 })
    const up = fc.record({
      percent: fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100),
      round,
    })
    fc.assert(
      fc.property(small, up, (before, change) => {
        const exact = reprice(before, { ...change, round: 'none' }, 'USD')
        const distance = reprice(before, change, 'USD') - exact
        expect(Math.abs(distance)).toBeLessThanOrEqual(50)
        expect(distance).not.toBe(-50)
      }),
    )
  })

  test('keeps the order of prices', () => {
    fc.assert(
      fc.property(minor, minor, step, currency, (one, other, change, code) => {
        const [low, high] = one < other ? [one, other] : [other, one]
        expect(reprice(low, change, code)).toBeLessThanOrEqual(reprice(high, change, code))
      }),
    )
  })

  test('of what is given away stays 0', () => {
    expect(reprice(0, { amount: 5, round: '.99' }, 'USD')).toBe(0)
  })
})
