import { expect, test } from 'vitest'
import { clockTime, dayOf, exactTime, formatDate, formatDay, relativeTime } from './format-time.ts'

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
  expect(relativeTime(NOW + difference, NOW, 'UTC')).toBe(text)
})

test.each([
  ['UTC', '20 Nov 2026, 23:30 UTC', '23:30 UTC', '20 Nov 2026', '2026-11-20'],
  ['Europe/Berlin', '21 Nov 2026, 00:30 CET', '00:30 CET', '21 Nov 2026', '2026-11-21'],
  ['America/New_York', '20 Nov 2026, 18:30 GMT-5', '18:30 GMT-5', '20 Nov 2026', '2026-11-20'],
])('in %s a moment reads "%s"', (zone, exact, clock, date, day) => {
  const at = Date.parse('2026-11-20T23:30:00Z')
  expect(exactTime(at, zone)).toBe(exact)
  expect(clockTime(at, zone)).toBe(clock)
  expect(formatDate(at, zone)).toBe(date)
  expect(dayOf(at, zone)).toBe(day)
})

test('the time of summer is that of summer', () => {
  const at = Date.parse('2026-07-01T12:00:00Z')
  expect(exactTime(at, 'Europe/Berlin')).toBe('1 Jul 2026, 14:00 CEST')
  expect(formatDay(at, 'Europe/Berlin')).toBe('Wednesday, 1 July 2026')
})
