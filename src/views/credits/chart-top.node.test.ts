import { expect, test } from 'vitest'
import { chartTop } from './chart-top.ts'

test.each([
  [0, 10],
  [10, 10],
  [11, 20],
  [292, 400],
  [400, 400],
  [401, 500],
  [512, 1000],
  [3500, 4000],
])('above %i the chart ends at %i', (highest, top) => {
  expect(chartTop(highest)).toBe(top)
})
