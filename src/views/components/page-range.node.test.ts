import { expect, test } from 'vitest'
import { formatPageRange } from './page-range.ts'

test('a part of a list is named by its first and last row, and by how many there are', () => {
  const range = formatPageRange({ total: 1041, offset: 20, shown: 20 })
  expect(range).toBe('21–40 of 1,041')
})

test('a single row is named once', () => {
  const range = formatPageRange({ total: 1041, offset: 1040, shown: 1 })
  expect(range).toBe('1,041 of 1,041')
})

test('what was not counted to the end says so', () => {
  const range = formatPageRange({
    total: 200,
    total_at_least: true,
    offset: 0,
    shown: 20,
  })
  expect(range).toBe('1–20 of more than 200')
})

test('nothing is nothing', () => {
  expect(formatPageRange({ total: 0, offset: 0, shown: 0 })).toBe('0 of 0')
})
