import { expect, test } from 'vitest'
import { printSizes } from '../../domain/assets/print-sizes.ts'
import { describeShape, describeSizes } from './describe-print.ts'

const SIZES = ['8x10', '11x14', '16x20', '18x24']

test.each([
  [{ width: 2250, height: 2850 }, 'Prints well up to 11×14'],
  [{ width: 1200, height: 1500 }, 'Prints acceptably up to 8×10'],
  [{ width: 800, height: 1000 }, 'Too small to print well'],
  [{ width: 3000, height: 3000 }, 'None of your sizes fits this shape'],
])('%o is said as: %s', (artwork, sentence) => {
  expect(describeSizes(printSizes(artwork, SIZES))).toBe(sentence)
})

test.each([
  [[], [], ['Bedroom'], 'Portrait: fills every room’s frame'],
  [['Bedroom'], [], [], 'Portrait: white bars in Bedroom'],
  [['Bedroom', 'Home Office'], [], [], 'Portrait: white bars in Bedroom and Home Office'],
  [['A', 'B', 'C', 'D'], ['Loft'], [], 'Portrait: white bars in four rooms, cropped in Loft'],
  [[], [], [], 'Portrait'],
])('bars in %j, cropped in %j, filled in %j: %s', (bars, cropped, filled, sentence) => {
  expect(describeShape({ width: 4, height: 5 }, { bars, cropped, filled })).toBe(sentence)
})
