import { expect, test } from 'vitest'
import * as words from './status-words.ts'

const { failureWords, ...statusWords } = words

test.each(Object.entries(statusWords))('%s: no two states read the same', (_, states) => {
  const labels = Object.values(states).map(({ label }) => label)
  expect(new Set(labels).size).toBe(labels.length)
})

test('only what failed is red', () => {
  const red = Object.values(statusWords).flatMap((states) =>
    Object.entries(states)
      .filter(([, { tone }]) => tone === 'red')
      .map(([state]) => state),
  )
  expect(red.sort()).toEqual(['error', 'exhausted', 'failed', 'failed'])
})

test('a failure never shows its code', () => {
  for (const [code, sentence] of Object.entries(failureWords)) {
    expect(sentence.length).toBeGreaterThan(10)
    expect(sentence).not.toContain('_')
    expect(sentence).not.toBe(code)
  }
})
