import { beforeEach, expect, test } from 'vitest'
import { updateSettings } from '../../src/domain/settings/update-settings.ts'
import type { Browser } from '../support/worker/browser.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

let browser: Browser
let person: Person
beforeEach(async () => {
  const opened = await openPerson()
  browser = opened.browser
  person = opened.person
})

/** What the page says on hover of its first time: "20 Nov 2026, 14:15 CET". */
async function firstTime(path: string): Promise<string> {
  const html = await (await browser.get(path)).text()
  return /<time datetime="[^"]+" title="([^"]+)"/.exec(html)?.[1] ?? 'no time'
}

test('times are in UTC as long as nobody says otherwise', async () => {
  await seedMockup(person)
  expect(await firstTime('/mockups')).toMatch(/ UTC$/)
})

test("times are in the browser's time zone where the user has chosen none", async () => {
  browser.setCookie('time_zone', 'Asia/Tokyo')
  expect(await firstTime('/activity')).toMatch(/ GMT\+9$/)
})

test("the user's own time zone wins over the browser's, on every page", async () => {
  await seedMockup(person)
  browser.setCookie('time_zone', 'Asia/Tokyo')
  await updateSettings(person.ctx, { time_zone: 'America/New_York' })
  for (const path of ['/mockups', '/activity', '/runs']) {
    expect(await firstTime(path)).toMatch(/ GMT-[45]$/)
  }
})

test('a cookie that names no time zone changes nothing', async () => {
  browser.setCookie('time_zone', '%3Cscript%3E')
  expect(await firstTime('/activity')).toMatch(/ UTC$/)
})

test('two people who look at the same moment each see their own', async () => {
  const other = await openPerson()
  await updateSettings(person.ctx, { time_zone: 'Asia/Tokyo' })
  await updateSettings(other.person.ctx, { time_zone: 'America/New_York' })
  const pages = await Promise.all(
    [browser, other.browser, browser, other.browser].map(async (one) =>
      (await one.get('/activity')).text(),
    ),
  )
  const zones = pages.map((html) => /title="[^"]* (GMT[+-]\d+)"/.exec(html)?.[1])
  expect(zones[0]).toBe('GMT+9')
  expect(zones[1]).toMatch(/GMT-[45]/)
  expect(zones[2]).toBe(zones[0])
  expect(zones[3]).toBe(zones[1])
})
