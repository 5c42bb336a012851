import { readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { demoProducts, demoRuns } from './demo-plan.ts'
import { prints } from './prints.ts'

const slugs = prints.map(({ slug }) => slug)

test('the prints are of all three collections, and no title or slug is there twice', () => {
  const collections = new Set(prints.map(({ quote }) => quote.collection))
  expect([...collections].sort()).toEqual(['grounding', 'growth', 'wholeness'])
  expect(new Set(slugs).size).toBe(prints.length)
  expect(new Set(prints.map(({ title }) => title)).size).toBe(prints.length)
})

test('the demo plan names only prints that exist', () => {
  const named = [
    ...demoRuns.flatMap(({ artworks, decisions }) => [...artworks, ...Object.keys(decisions)]),
    ...demoProducts.map(({ artwork }) => artwork),
  ]
  expect(named.filter((slug) => !slugs.includes(slug))).toEqual([])
})

test('each print has a picture, and each picture a print', () => {
  const folder = dirname(prints[0]?.file ?? '')
  const files = readdirSync(folder).filter((name) => name.endsWith('.png'))
  expect(files.sort()).toEqual(prints.map(({ file }) => basename(file)).sort())
})

test.each(prints)('$slug is a PNG of at least 2400 × 3000', async ({ file }) => {
  const { format, width, height } = await sharp(file).metadata()
  expect(format).toBe('png')
  expect(width).toBeGreaterThanOrEqual(2400)
  expect(height).toBeGreaterThanOrEqual(3000)
})
