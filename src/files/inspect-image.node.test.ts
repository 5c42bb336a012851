import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as pictures from '../../test/support/worker/pictures.ts'
import { inspectImage } from './inspect-image.ts'

const { pngClaiming } = pictures

describe('a picture is known by its bytes', () => {
  test.each([
    ['PNG', pictures.PNG_6X8, 'png', 6, 8],
    ['JPEG', pictures.JPEG_5X7, 'jpeg', 5, 7],
    ['progressive JPEG', pictures.PROGRESSIVE_JPEG_12X9, 'jpeg', 12, 9],
    ['lossy WebP', pictures.LOSSY_WEBP_10X14, 'webp', 10, 14],
    ['lossless WebP', pictures.LOSSLESS_WEBP_9X4, 'webp', 9, 4],
    ['WebP with transparency', pictures.EXTENDED_WEBP_11X13, 'webp', 11, 13],
    ['PNG with a page after its end', pictures.PNG_AND_PAGE, 'png', 6, 8],
  ])('%s', (_name, bytes, format, width, height) => {
    expect(inspectImage(bytes)).toEqual({
      result: 'picture',
      info: { format, width, height, contentType: `image/${format}` },
    })
  })

  test('a picture is read from the middle of a larger buffer', () => {
    const buffer = new Uint8Array(1000)
    buffer.set(pictures.JPEG_5X7, 300)
    const view = buffer.subarray(300, 300 + pictures.JPEG_5X7.length)
    expect(inspectImage(view)).toMatchObject({ result: 'picture', info: { width: 5, height: 7 } })
  })
})

describe('what is no picture the hub takes', () => {
  test.each([
    ['nothing', new Uint8Array()],
    ['a text', pictures.TEXT],
    ['an SVG', pictures.SVG],
    ['a GIF', pictures.GIF_3X3],
    ['a PNG of no width', pngClaiming(0, 8)],
    ['the first bytes of a JPEG', pictures.JPEG_5X7.subarray(0, 20)],
  ])('%s', (_name, bytes) => {
    expect(inspectImage(bytes)).toEqual({ result: 'unknown' })
  })

  test.each([
    ['50,000 × 50,000 pixels', 50_000, 50_000],
    ['one pixel more than 100 megapixels', 10_001, 10_000],
    ['a side of 20,001 pixels', 20_001, 1],
  ])('%s', (_name, width, height) => {
    const inspection = inspectImage(pngClaiming(width, height))
    expect(inspection).toEqual({ result: 'too_many_pixels', width, height })
  })

  test('exactly 100 megapixels are taken', () => {
    expect(inspectImage(pngClaiming(10_000, 10_000)).result).toBe('picture')
    expect(inspectImage(pngClaiming(20_000, 5_000)).result).toBe('picture')
  })

  test.each([
    ['PNG', pictures.PNG_6X8],
    ['JPEG', pictures.JPEG_5X7],
    ['WebP', pictures.LOSSY_WEBP_10X14],
  ])('a %s whose end is missing', (_name, bytes) => {
    expect(inspectImage(bytes.subarray(0, bytes.length - 2))).toEqual({ result: 'cut_short' })
  })
})

test('no bytes make it throw, not even damaged pictures', () => {
  const samples = [pictures.PNG_6X8, pictures.PROGRESSIVE_JPEG_12X9, pictures.EXTENDED_WEBP_11X13]
  const damaged = fc
    .tuple(fc.constantFrom(...samples), fc.nat(), fc.nat(255), fc.nat())
    .map(([sample, at, value, length]) => {
      const bytes = sample.slice(0, length % (sample.length + 1))
      bytes[at % Math.max(bytes.length, 1)] = value
      return bytes
    })
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 64 })), (bytes) => {
      expect(['picture', 'unknown', 'cut_short', 'too_many_pixels']).toContain(
        inspectImage(bytes).result,
      )
    }),
    { numRuns: 2000 },
  )
})
