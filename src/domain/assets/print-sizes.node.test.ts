import { describe, expect, test } from 'vitest'
import { sidesOf } from '../pricing/size.ts'
import { largestAt, printSizes, shapeOf } from './print-sizes.ts'

const SIZES = ['8x10', '11x14', '16x20', '18x24', '24x36', 'A4', 'Download']
const at = (width: number, height: number) =>
  new Map(printSizes({ width, height }, SIZES).map((one) => [one.size, one]))

describe('an artwork of 4:5 with 3300 × 4125 pixels', () => {
  const sizes = at(3300, 4125)

  test('has 412 pixels an inch at 8×10, nothing cut off', () => {
    expect(sizes.get('8x10')).toEqual({
      size: '8x10',
      dpi: 412,
      quality: 'sharp',
      fits: true,
      crop: 0,
    })
  })

  test('fits 11×14 with less than two per cent trimmed', () => {
    expect(sizes.get('11x14')).toMatchObject({ dpi: 294, quality: 'good', fits: true })
    expect(sizes.get('11x14')?.crop).toBeCloseTo(0.018, 3)
  })

  test('does not have the shape of 18×24, 24×36 or A4', () => {
    for (const size of ['18x24', '24x36', 'A4']) expect(sizes.get(size)?.fits).toBe(false)
    expect(sizes.get('18x24')?.crop).toBeCloseTo(0.0625, 4)
  })

  test('prints sharp up to 8×10 and well up to 16×20', () => {
    const all = [...sizes.values()]
    expect(largestAt(all, 300)?.size).toBe('8x10')
    expect(largestAt(all, 200)?.size).toBe('16x20')
  })

  test('says nothing of a size that names no sides', () => {
    expect(sizes.has('Download')).toBe(false)
  })
})

test('an artwork on its side is printed on a sheet on its side', () => {
  const [across] = printSizes({ width: 3000, height: 2400 }, ['8x10'])
  expect(across).toMatchObject({ dpi: 300, quality: 'sharp', fits: true })
})

test.each([
  [2400, 'sharp'],
  [2392, 'good'],
  [1600, 'good'],
  [1592, 'fair'],
  [1200, 'fair'],
  [1192, 'low'],
])('%i pixels across eight inches are %s', (width, quality) => {
  expect(printSizes({ width, height: width * 1.25 }, ['8x10'])[0]?.quality).toBe(quality)
})

test('a square has none of these shapes, whatever its size', () => {
  expect(largestAt(printSizes({ width: 9000, height: 9000 }, SIZES), 150)).toBeUndefined()
})

test.each([
  [1000, 1000, 'square'],
  [1000, 1030, 'square'],
  [1000, 1032, 'portrait'],
  [1250, 1000, 'landscape'],
] as const)('%i × %i is %s', (width, height, shape) => {
  expect(shapeOf({ width, height })).toBe(shape)
})

test('sheets of the A series have the sides of the standard', () => {
  const mm = (size: string) => {
    const { width = 0, height = 0 } = sidesOf(size) ?? {}
    return [width, height].map((inches) => Math.round(inches * 25.4))
  }
  expect(mm('A4')).toEqual([210, 297])
  expect(mm('A3')).toEqual([297, 420])
  expect(mm('A0')).toEqual([841, 1189])
})
