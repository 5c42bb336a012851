import { expect, it } from 'vitest'
import { writeHtml, writeTags, writeWeight } from './write-down.ts'

it('keeps markup in its own way, and what it has kept as it is', () => {
  const kept = writeHtml('<p>Be\u00a0still<br/>now &amp; here</p><ul><li>calm</li></ul>\n')
  expect(kept).toBe('<p>Be&nbsp;still<br>now &amp; here</p>\n<ul><li>calm</li></ul>')
  expect(writeHtml(kept)).toBe(kept)
})

it('sorts tags, trims them and keeps each once', () => {
  expect(writeTags(['quiet ', 'Calm', 'calm', ''])).toEqual(['Calm', 'quiet'])
})

it('rounds weights', () => {
  expect(writeWeight({ value: 0.123456, unit: 'KILOGRAMS' })).toEqual({
    value: 0.1235,
    unit: 'KILOGRAMS',
  })
})
