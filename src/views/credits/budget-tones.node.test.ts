import { expect, test } from 'vitest'
import { annualTone, monthlyPace, shareOf } from './budget-tones.ts'

test.each([
  [2624, 'sage', false],
  [2625, 'amber', false],
  [2799, 'amber', false],
  [2800, 'amber', true],
  [3149, 'amber', true],
  [3150, 'red', true],
  [4000, 'red', true],
] as const)('%i of 3500 credits of the year are %s, warning: %s', (used, tone, warn) => {
  expect(annualTone(shareOf(used, 3500))).toEqual({ tone, warn })
})

test.each([
  [0, 'sage', 'On track'],
  [79, 'sage', 'On track'],
  [80, 'sage', 'Above target'],
  [99, 'sage', 'Above target'],
  [100, 'amber', 'Above target'],
  [140, 'amber', 'Above target'],
] as const)('%i of 100 credits of the month are %s: %s', (used, tone, label) => {
  expect(monthlyPace(shareOf(used, 100))).toEqual({ tone, label })
})

test.each([
  [99, 'On track'],
  [100, 'Above target'],
  [2600, 'Above target'],
] as const)('no credit used this month, of a year used to %i %%, is %s', (percent, label) => {
  expect(monthlyPace(0, percent / 100).label).toBe(label)
})

test('a budget of nothing is neither used up nor divided by', () => {
  expect(shareOf(0, 0)).toBe(0)
  expect(shareOf(1, 0)).toBe(1)
})
