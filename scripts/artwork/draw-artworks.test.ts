import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { composeSheet } from './compose-sheet.ts'
import { drawArtworks } from './draw-artworks.ts'
import { renderSheet } from './render-sheet.ts'
import { joinBoxes } from './sheet.ts'
import { storyArtworks, storyQuotes } from './story.ts'

const MAX_PNG_BYTES = 3 * 1024 * 1024
const PNG_SIGNATURE = '89504e470d0a1a0a'

describe('the story', () => {
  test('has quotes in every collection, and each artwork prints one of them', () => {
    const collections = new Set(storyQuotes.map((quote) => quote.collection))
    expect([...collections].sort()).toEqual(['grounding', 'growth', 'wholeness'])
    expect(storyQuotes.length).toBeGreaterThanOrEqual(8)
    expect(storyArtworks.length).toBeGreaterThanOrEqual(8)
    const keys = storyQuotes.map((quote) => quote.key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(storyArtworks.filter((artwork) => !keys.includes(artwork.quoteKey))).toEqual([])
  })

  test('names no artwork twice', () => {
    expect(new Set(storyArtworks.map((artwork) => artwork.slug)).size).toBe(storyArtworks.length)
    expect(new Set(storyArtworks.map((artwork) => artwork.title)).size).toBe(storyArtworks.length)
  })
})

describe.each(storyArtworks.map(({ slug }) => slug))('the sheet of %s', (slug) => {
  const sheet = composeSheet(slug)

  test('keeps its lettering inside the margins', () => {
    const ink = joinBoxes(sheet.lettering.map((lettering) => lettering.box))
    expect(ink.left).toBeGreaterThanOrEqual(sheet.margin)
    expect(ink.top).toBeGreaterThanOrEqual(sheet.margin)
    expect(ink.right).toBeLessThanOrEqual(sheet.width - sheet.margin)
    expect(ink.bottom).toBeLessThanOrEqual(sheet.height - sheet.margin)
  })

  test('writes every outline with finite numbers only', () => {
    const outlines = sheet.lettering.map((lettering) => lettering.d)
    expect(outlines.filter((d) => !/^[MLQCZ\d .-]+$/.test(d))).toEqual([])
  })
})

describe('the pictures', () => {
  test('are PNG, at least 2400 × 3000, not too heavy, and of the size they name', async () => {
    const artworks = await drawArtworks()
    expect(artworks.map((artwork) => artwork.slug)).toEqual(storyArtworks.map(({ slug }) => slug))
    for (const { slug, png, width, height } of artworks) {
      const found = await sharp(png).metadata()
      expect(png.subarray(0, 8).toString('hex'), slug).toBe(PNG_SIGNATURE)
      expect([found.width, found.height], slug).toEqual([width, height])
      expect(width, slug).toBeGreaterThanOrEqual(2400)
      expect(height, slug).toBeGreaterThanOrEqual(3000)
      expect(png.byteLength, slug).toBeLessThan(MAX_PNG_BYTES)
    }
  }, 60_000)

  test.each(['breathe', 'possibility', 'awake'] as const)(
    'show the lettering of %s exactly where its sheet says it is',
    async (slug) => {
      const sheet = composeSheet(slug)
      const ink = joinBoxes(sheet.lettering.map((lettering) => lettering.box))
      const bare = await renderSheet({ ...sheet, lettering: [] })
      const difference = await sharp(await renderSheet(sheet))
        .composite([{ input: bare, blend: 'difference' }])
        .png({ compressionLevel: 1 })
        .toBuffer()
      const trim = { background: '#000000', threshold: 24 }
      const { info } = await sharp(difference).trim(trim).toBuffer({ resolveWithObject: true })
      const [left, top] = [-(info.trimOffsetLeft ?? 0), -(info.trimOffsetTop ?? 0)]
      expect(Math.abs(left - ink.left)).toBeLessThan(4)
      expect(Math.abs(top - ink.top)).toBeLessThan(4)
      expect(Math.abs(left + info.width - ink.right)).toBeLessThan(4)
      expect(Math.abs(top + info.height - ink.bottom)).toBeLessThan(4)
    },
    30_000,
  )

  test('have the same bytes when drawn again', async () => {
    const once = await renderSheet(composeSheet('as-i-am'))
    const again = await renderSheet(composeSheet('as-i-am'))
    expect(again.equals(once)).toBe(true)
  }, 30_000)
})
