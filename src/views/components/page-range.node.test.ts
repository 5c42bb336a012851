import { describe, expect, test } from 'vitest'
import { formatPageRange, pageRange } from './page-range.ts'

describe('a page of a list', () => {
  test('in the middle has neighbours on both sides', () => {
    const range = pageRange({ total: 100, limit: 20, offset: 20 })
    expect(range).toEqual({ first: 21, last: 40, total: 100, previous: 0, next: 40 })
    expect(formatPageRange(range)).toBe('21–40 of 100')
  })

  test('that is the last ends with the total and has no next', () => {
    const range = pageRange({ total: 1041, limit: 20, offset: 1040 })
    expect(range).toMatchObject({ first: 1041, last: 1041, previous: 1020, next: null })
    expect(formatPageRange(range)).toBe('1,041 of 1,041')
  })

  test('that is exactly full has no next', () => {
    expect(pageRange({ total: 40, limit: 20, offset: 20 }).next).toBeNull()
  })

  test('of an empty list has no rows and no neighbours', () => {
    const range = pageRange({ total: 0, limit: 20, offset: 0 })
    expect(range).toMatchObject({ first: 0, last: 0, previous: null, next: null })
    expect(formatPageRange(range)).toBe('0 of 0')
  })

  test('beyond the end leads back to the last page that has rows', () => {
    const range = pageRange({ total: 45, limit: 20, offset: 400 })
    expect(range).toMatchObject({ first: 0, last: 0, previous: 40, next: null })
  })

  test('with an offset below one page leads back to the start', () => {
    expect(pageRange({ total: 45, limit: 20, offset: 7 }).previous).toBe(0)
  })
})
