import { expect, test } from 'vitest'
import { recipeChange } from './recipe-change.ts'

const RECIPE = {
  user_id: 'u',
  id: 'r',
  name: 'Prints',
  sizes: ['8x10', '16x20', '3x3'],
  frames: ['unframed' as const, 'black' as const],
  digital: false,
  title: '{quote} by {author}',
  description: 'Words: {quote}',
  tags: ['{collection}', 'Print'],
  kit_id: null,
  publish: false,
  version: 1,
  created_at: '',
  updated_at: '',
}
const VALUES = { quote: 'Rest', collection: 'Growth', artwork: 'Rest 1' }
const OFFERED = new Set(['8x10', '16x20'])

function product(
  kinds: readonly [size: string, frame: 'black' | 'white' | null][],
  tags: string[],
) {
  const variants = kinds.map(([size, frame_style], n) => ({
    ...{ id: `v${n}`, size, frame_style, is_digital: false },
  }))
  return { title: 'Now', tags, variants }
}

test('adds the variants and tags that a product lacks, and takes nothing away', () => {
  const there = product(
    [
      ['8x10', null],
      ['5x7', 'white'],
    ],
    ['print', 'own'],
  )
  expect(recipeChange(RECIPE, there, { values: VALUES, offered: OFFERED, texts: false })).toEqual({
    variants: [
      { id: 'v0' },
      { id: 'v1' },
      { size: '8x10', frame_style: 'black', is_digital: false },
      { size: '16x20', frame_style: null, is_digital: false },
      { size: '16x20', frame_style: 'black', is_digital: false },
    ],
    tags: ['print', 'own', 'Growth'],
  })
})

test('changes nothing where nothing is lacking; title and description only where asked for', () => {
  const there = product(
    [
      ['8x10', null],
      ['8x10', 'black'],
      ['16x20', null],
      ['16x20', 'black'],
    ],
    ['GROWTH', 'Print'],
  )
  const known = { values: VALUES, offered: OFFERED }
  expect(recipeChange(RECIPE, there, { ...known, texts: false })).toEqual({})
  expect(recipeChange(RECIPE, there, { ...known, texts: true })).toEqual({
    title: 'Rest',
    description: 'Words: Rest',
  })
})
