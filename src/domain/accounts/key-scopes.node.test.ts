import { expect, test } from 'vitest'
import { keyScopes } from './key-scopes.ts'

test('no list means every scope', () => {
  expect(keyScopes(null)).toEqual(['read', 'write', 'spend', 'publish'])
})

test('a list is what it says', () => {
  expect(keyScopes('{"hub":["read","spend"]}')).toEqual(['read', 'spend'])
})

test.each(['', 'null', '{}', '{"hub":["everything"]}', '{"hub":'])(
  'a damaged list (%j) opens nothing',
  (stored) => {
    expect(keyScopes(stored)).toEqual([])
  },
)
