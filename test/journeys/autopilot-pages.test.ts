import { beforeEach, expect, test } from 'vitest'
import { decideMockups } from '../../src/domain/review/decide-mockups.ts'
import type { Browser } from '../support/worker/browser.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const PATH = '/scenes/bedroom/autopilot'
const FORM = { auto_approve: 'true', min_rate: '90', sample_every: '10' }

let browser: Browser
let person: Person
beforeEach(async () => {
  ;({ browser, person } = await openPerson())
})

async function page(path: string): Promise<string> {
  return (await browser.get(path)).text()
}

async function decide(count: number, decision: 'approved' | 'rejected'): Promise<void> {
  const ids = []
  for (let n = 0; n < count; n += 1) ids.push((await seedMockup(person)).mockupId)
  await decideMockups(person.ctx, ids, decision)
}

test('a scene shows how its last decisions went, and leads to what may follow from them', async () => {
  expect(await page('/scenes')).toContain('No decisions yet')
  await decide(3, 'approved')
  await decide(1, 'rejected')
  const library = await page('/scenes')
  expect(library).toContain('3 of the last 4 approved')
  expect(library).toContain(`href="${PATH}"`)
  expect(await page(PATH)).toContain('75%')
})

test('automatic approval is refused too early, with what was typed kept', async () => {
  await decide(19, 'approved')
  const refused = await browser.post(PATH, { ...FORM, min_rate: '85' })
  expect(refused.status).toBe(409)
  const html = await refused.text()
  expect(html).toContain('19 of its mockups have been approved or rejected by a person')
  expect(html).toContain('value="85"')
  expect(await page('/scenes')).not.toContain('Approved automatically')
})

test('it is turned on once earned, stops by itself, and both are said', async () => {
  await decide(20, 'approved')
  const saved = await browser.post(PATH, FORM)
  expect(saved.headers.get('location')).toBe('/scenes')
  const library = await page('/scenes')
  expect(library).toContain('Mockups in Bedroom are now approved without review.')
  expect(library).toContain('Approved automatically')
  await decide(3, 'rejected')
  expect(await page('/')).toContain('Mockups in Bedroom go to review again')
  expect(await page('/scenes')).toContain('Back to review')
  expect(await page(PATH)).toContain('Automatic approval stopped')
  expect(await page('/activity')).toContain('Back to review, with too few approvals:')
  const off = { min_rate: '90', sample_every: '0' }
  expect((await browser.post(PATH, off)).status).toBe(303)
  expect(await page('/scenes')).not.toContain('Back to review')
})

test('what is no percentage and no number is refused next to its field', async () => {
  for (const [name, value, message] of [
    ['min_rate', '120', 'Enter a percentage from 0 to 100'],
    ['min_rate', '', 'Enter a percentage from 0 to 100'],
    ['sample_every', '2.5', 'Enter a whole number from 0 to 1,000'],
  ] as const) {
    const answer = await browser.post(PATH, { ...FORM, [name]: value })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(message)
  }
  expect((await browser.get('/scenes/nowhere/autopilot')).status).toBe(404)
})
