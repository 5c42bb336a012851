import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exactSidesOf, sidesOf } from '../pricing/size.ts'
import { keptPart, largestAt, printSizes, shapeOf } from './print-sizes.ts'

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

describe('whatever the artwork and the sheet', () => {
  const side = fc.integer({ min: 1, max: 20_000 })
  const tenths = fc.integer({ min: 10, max: 900 }).map((length) => String(length / 10))
  const size = fc.oneof(
    fc.tuple(tenths, tenths).map(([across, down]) => `${across}x${down}`),
    fc.integer({ min: 0, max: 8 }).map((n) => `A${n}`),
  )
  const print = (width: number, height: number, of: string) => {
    const [one] = printSizes({ width, height }, [of])
    if (!one) throw new Error(`${of} names sides`)
    return one
  }

  test('turning either of them changes nothing', () => {
    fc.assert(
      fc.property(side, side, tenths, tenths, (width, height, across, down) => {
        const { size: _, ...one } = print(width, height, `${across}x${down}`)
        expect(print(height, width, `${across}x${down}`)).toMatchObject(one)
        expect(print(width, height, `${down}x${across}`)).toMatchObject(one)
      }),
    )
  })

  test('more pixels never print coarser', () => {
    fc.assert(
      fc.property(side, side, side, size, (width, height, more, of) => {
        const now = print(width, height, of).dpi
        expect(print(width + more, height, of).dpi).toBeGreaterThanOrEqual(now)
        expect(print(width, height + more, of).dpi).toBeGreaterThanOrEqual(now)
      }),
    )
  })

  test('the sheet at its resolution has no more pixels than the artwork, at one more it has', () => {
    fc.assert(
      fc.property(side, side, size, (width, height, of) => {
        const { width: across = 0, height: down = 0, perInch = 1 } = exactSidesOf(of) ?? {}
        const sorted = (...two: number[]) => two.toSorted((one, other) => one - other)
        const [short = 0, long = 0] = sorted(width, height)
        const [sheetShort = 0, sheetLong = 0] = sorted(across, down)
        const { dpi } = print(width, height, of)
        const fills = (at: number) =>
          at * sheetShort <= short * perInch && at * sheetLong <= long * perInch
        expect(fills(dpi)).toBe(true)
        expect(fills(dpi + 1)).toBe(false)
      }),
    )
  })

  test('nothing is cut off a sheet of its shape, and as much as is said off any other', () => {
    fc.assert(
      fc.property(side, side, size, (width, height, of) => {
        const { width: across = 0, height: down = 0 } = exactSidesOf(of) ?? {}
        expect(print(across, down, of).crop).toBe(0)
        const part = keptPart({ width, height }, of)
        expect(part.x).toBeGreaterThanOrEqual(0)
        expect(part.y).toBeGreaterThanOrEqual(0)
        expect(part.x === 0 || part.y === 0).toBe(true)
        const kept = (part.width * part.height) / (width * height)
        expect(1 - kept).toBeCloseTo(print(width, height, of).crop, 9)
      }),
    )
  })
})
