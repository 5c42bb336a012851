import { expect, test } from 'vitest'
import * as labels from './status-labels.ts'

const { failureLabels, ...statusLabels } = labels

test.each(Object.entries(statusLabels))('%s: no two states read the same', (_, states) => {
  const shown = Object.values(states).map(({ label }) => label)
  expect(new Set(shown).size).toBe(shown.length)
})

test('only what failed is red', () => {
  const red = Object.values(statusLabels).flatMap((states) =>
    Object.entries(states)
      .filter(([, { tone }]) => tone === 'red')
      .map(([state]) => state),
  )
  expect(red.sort()).toEqual(['error', 'failed'])
})

test('a failure never shows its code', () => {
  for (const [code, sentence] of Object.entries(failureLabels)) {
    expect(sentence.length).toBeGreaterThan(10)
    expect(sentence).not.toContain('_')
    expect(sentence).not.toBe(code)
  }
})
