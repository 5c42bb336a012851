import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { expect, test } from 'vitest'
import * as pictures from '../../test/support/worker/pictures.ts'
import { readColours } from './read-colours.ts'

const RED = { r: 200, g: 30, b: 40 }

function plain(alpha?: number) {
  const background = alpha === undefined ? RED : { ...RED, alpha }
  return sharp({
    create: { width: 40, height: 50, channels: alpha === undefined ? 3 : 4, background },
  })
}

async function bytesOf(picture: Sharp): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(await picture.toBuffer())
}

test.each([
  ['a PNG without a profile', 'png', () => plain().png(), { profile: 'none', has_alpha: false }],
  ['a PNG in sRGB', 'png', () => plain().withIccProfile('srgb').png(), { profile: 'srgb' }],
  ['a PNG in P3', 'png', () => plain().withIccProfile('p3').png(), { profile: 'sP3C' }],
  ['a PNG with transparency', 'png', () => plain(0.5).png(), { has_alpha: true }],
  [
    'a PNG of a palette with transparency',
    'png',
    () => plain(0.5).png({ palette: true }),
    { has_alpha: true },
  ],
  ['a JPEG without a profile', 'jpeg', () => plain().jpeg(), { profile: 'none', has_alpha: false }],
  ['a JPEG in sRGB', 'jpeg', () => plain().withIccProfile('srgb').jpeg(), { profile: 'srgb' }],
  ['a JPEG in CMYK', 'jpeg', () => plain().toColourspace('cmyk').jpeg(), { profile: 'cmyk' }],
  [
    'a JPEG in CMYK with its profile',
    'jpeg',
    () => plain().withIccProfile('cmyk').jpeg(),
    { profile: 'cmyk' },
  ],
  ['a WebP', 'webp', () => plain().webp(), { profile: 'none', has_alpha: false }],
  [
    'a WebP in P3 with transparency',
    'webp',
    () => plain(0.5).withIccProfile('p3').webp(),
    { profile: 'sP3C', has_alpha: true },
  ],
  [
    'a lossless WebP with transparency',
    'webp',
    () => plain(0.5).webp({ lossless: true }),
    { has_alpha: true },
  ],
] as const)('%s says so', async (_name, format, make, said) => {
  expect(await readColours(await bytesOf(make()), format)).toMatchObject(said)
})

test('a PNG that names its rendering intent is sRGB', async () => {
  const { PNG_6X8 } = pictures
  const intent = Uint8Array.from([0, 0, 0, 1, 0x73, 0x52, 0x47, 0x42, 0, 0, 0, 0, 0])
  const bytes = Uint8Array.from([...PNG_6X8.slice(0, 33), ...intent, ...PNG_6X8.slice(33)])
  expect(await readColours(bytes, 'png')).toEqual({ profile: 'srgb', has_alpha: false })
})

test('whatever follows the header, reading ends and says something short', async () => {
  const heads = {
    png: pictures.PNG_6X8.slice(0, 33),
    jpeg: pictures.JPEG_5X7.slice(0, 4),
    webp: pictures.EXTENDED_WEBP_11X13.slice(0, 30),
  }
  const format = fc.constantFrom('png', 'jpeg', 'webp')
  await fc.assert(
    fc.asyncProperty(format, fc.uint8Array({ maxLength: 400 }), async (kind, rest) => {
      const read = await readColours(Uint8Array.from([...heads[kind], ...rest]), kind)
      expect(read.profile.length).toBeGreaterThan(0)
      expect(read.profile.length).toBeLessThanOrEqual(60)
    }),
  )
})
