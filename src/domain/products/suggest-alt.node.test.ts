import { describe, expect, test } from 'vitest'
import { MAX_ALT_CHARACTERS, suggestAlt } from './suggest-alt.ts'

const BEDROOM = { key: 'bedroom', name: 'Bedroom' }

describe('the alt text of a picture', () => {
  test('names quote, author and room', () => {
    const quote = { text: 'Be still.', author: 'Rumi' }
    expect(suggestAlt({ title: 'Stillness', quote, scene: BEDROOM })).toBe(
      '“Be still.” by Rumi, framed print in a bedroom',
    )
  })

  test('leaves out an author that is not there, and begins with the title without a quote', () => {
    const quote = { text: 'Be\nstill.', author: null }
    expect(suggestAlt({ title: 'Stillness', quote, scene: null })).toBe('“Be still.”, art print')
    expect(suggestAlt({ title: 'Stillness', quote: null, scene: BEDROOM })).toBe(
      'Stillness, framed print in a bedroom',
    )
  })

  test('says a scene of one’s own as it was named', () => {
    const scene = { key: 'above_sofa', name: 'Above the sofa' }
    expect(suggestAlt({ title: 'Stillness', quote: null, scene })).toBe(
      'Stillness, framed print, Above the sofa',
    )
  })

  test('stays within what shops take, however long the quote', () => {
    const quote = { text: 'Breathe 🌿 '.repeat(400), author: 'A'.repeat(900) }
    const scene = { key: 'mine', name: 'N'.repeat(200) }
    const alt = suggestAlt({ title: '', quote, scene })
    expect(alt.length).toBeLessThanOrEqual(MAX_ALT_CHARACTERS)
    expect(alt).toContain('…” by A')
  })
})
