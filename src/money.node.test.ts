import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  currencySymbol,
  decimalsOf,
  formatMoney,
  hasUnitsFor,
  isCurrency,
  toDecimalString,
  toMajor,
  toMinor,
} from './money.ts'

const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KRW', 'KWD', 'BHD')

describe('an amount of money', () => {
  test.each([
    ['USD', 2, 24.99, 2499, '24.99', '$24.99', '$'],
    ['JPY', 0, 2500, 2500, '2500', '¥2,500', '¥'],
    ['KWD', 3, 7.125, 7125, '7.125', 'KWD 7.125', 'KWD'],
  ])('in %s has %i decimals', (code, decimals, major, minor, decimal, shown, symbol) => {
    expect(decimalsOf(code)).toBe(decimals)
    expect(toMinor(major, code)).toBe(minor)
    expect(toMajor(minor, code)).toBe(major)
    expect(toDecimalString(minor, code)).toBe(decimal)
    expect(formatMoney(minor, code).replaceAll('\u00a0', ' ')).toBe(shown)
    expect(currencySymbol(code)).toBe(symbol)
  })

  test('smaller than one unit keeps its zeros', () => {
    expect(toDecimalString(5, 'USD')).toBe('0.05')
    expect(toDecimalString(5, 'KWD')).toBe('0.005')
    expect(toDecimalString(0, 'JPY')).toBe('0')
    expect(toDecimalString(-5, 'USD')).toBe('-0.05')
  })

  test('finer than the currency has units is none', () => {
    expect(hasUnitsFor(24.99, 'USD')).toBe(true)
    expect(hasUnitsFor(24.999, 'USD')).toBe(false)
    expect(hasUnitsFor(24.999, 'KWD')).toBe(true)
    expect(hasUnitsFor(24.5, 'JPY')).toBe(false)
  })

  test('comes back from JSON and from the shop as it was kept', () => {
    fc.assert(
      fc.property(currency, fc.nat({ max: 99_999_999 }), (code, minor) => {
        expect(toMinor(toMajor(minor, code), code)).toBe(minor)
        expect(toMinor(Number(toDecimalString(minor, code)), code)).toBe(minor)
        expect(hasUnitsFor(toMajor(minor, code), code)).toBe(true)
      }),
    )
  })

  test('is in a currency that exists', () => {
    expect(['USD', 'JPY', 'KWD'].every(isCurrency)).toBe(true)
    expect(['usd', 'YENS', 'ZZZ', ''].some(isCurrency)).toBe(false)
  })
})
