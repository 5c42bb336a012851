import { expect, test } from 'vitest'
import { exactTime, formatDate, relativeTime } from './format-time.ts'

const NOW = Date.parse('2026-11-20T13:00:00Z')
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

test.each([
  [-10 * SECOND, 'just now'],
  [-50 * SECOND, '1 minute ago'],
  [-3 * MINUTE, '3 minutes ago'],
  [-59.9 * MINUTE, '59 minutes ago'],
  [-90 * MINUTE, '1 hour ago'],
  [-25 * HOUR, 'yesterday'],
  [-30 * DAY, '30 days ago'],
  [-31 * DAY, '20 Oct 2026'],
  [10 * SECOND, 'in a moment'],
  [2 * HOUR, 'in 2 hours'],
  [DAY, 'tomorrow'],
])('%d ms from now reads "%s"', (difference, text) => {
  expect(relativeTime(NOW + difference, NOW)).toBe(text)
})

test('the exact time is in UTC and says so', () => {
  expect(exactTime(NOW)).toBe('20 Nov 2026, 13:00 UTC')
  expect(formatDate(NOW)).toBe('20 Nov 2026')
})
