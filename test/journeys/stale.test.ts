import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { updateSettings } from '../../src/domain/settings/update-settings.ts'
import { newId } from '../../src/ids.ts'
import { plainPng } from '../support/worker/artwork.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { pressGenerate } from '../support/worker/press-generate.ts'
import { vendorRenders } from '../support/worker/sandbox.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

let browser: Browser
let person: Person
let vendorKey: string

beforeEach(async () => {
  ;({ browser, person, vendorKey } = await openPerson())
})

async function page(path: string, status = 200): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(status)
  return answer.text()
}

async function picture(red: number, more: Record<string, string> = {}): Promise<FormData> {
  const form = new FormData()
  const bytes = await plainPng(60, 80, [red, 90, 90])
  form.set('file', new File([bytes], 'artwork.png', { type: 'image/png' }))
  for (const [name, value] of Object.entries(more)) form.set(name, value)
  return form
}

async function uploaded(): Promise<string> {
  await browser.post('/assets', await picture(10, { title: 'Rest', quote_id: '' }))
  const id = await env.DB.prepare('SELECT id FROM assets WHERE user_id = ?')
    .bind(person.userId)
    .first('id')
  return String(id)
}

async function rendered(assetId: string): Promise<void> {
  const form = new FormData()
  form.set('group_id', newId())
  form.set('asset', assetId)
  form.set('scene', 'bedroom')
  await ended((await pressGenerate(browser, form)).headers.get('location') ?? '')
}

function ended(url: string): Promise<void> {
  return vi.waitFor(async () => expect(await page(url)).not.toContain('hx-trigger="every 2s"'), {
    timeout: 20_000,
    interval: 100,
  })
}

async function makeStale(mockupId: string): Promise<void> {
  await env.DB.prepare(
    `UPDATE assets SET content_hash = 'another' WHERE user_id = ?1
       AND id = (SELECT asset_id FROM mockups WHERE user_id = ?1 AND id = ?2)`,
  )
    .bind(person.userId, mockupId)
    .run()
}

describe('replacing a file', () => {
  test('makes its mockups stale; one press renders them again, however often it is pressed', async () => {
    const asset = await uploaded()
    await rendered(asset)
    expect(await page('/mockups')).not.toContain('is outdated')
    const replaced = await browser.post(`/assets/${asset}/file`, await picture(200))
    expect(replaced.headers.get('location')).toBe(`/assets/${asset}`)
    expect(await page('/mockups')).toContain('1 mockup is outdated')
    expect(await page('/mockups?stale=true')).toContain('1 mockup')
    const quote = await page('/mockups/stale')
    expect(quote).toContain('Render again for 1 credit')
    expect(quote).toContain('Left this year')
    expect((await vendorRenders(vendorKey)).charged).toBe(1)
    const form = { group_id: newId() }
    const first = await browser.post('/mockups/stale', form)
    const again = await browser.post('/mockups/stale', form)
    expect(first.headers.get('location')).toBe(`/runs/${form.group_id}`)
    expect(again.headers.get('location')).toBe(`/runs/${form.group_id}`)
    await ended(`/runs/${form.group_id}`)
    expect((await vendorRenders(vendorKey)).charged).toBe(2)
    expect(await page('/mockups')).not.toContain('mockup is outdated')
    expect(await page('/mockups/stale')).toContain('Nothing to render again')
  })

  test('with what is no picture is refused next to the field, and nothing is stale', async () => {
    const asset = await uploaded()
    await rendered(asset)
    const form = new FormData()
    form.set('file', new File(['no picture'], 'artwork.png', { type: 'image/png' }))
    const answer = await browser.post(`/assets/${asset}/file`, form)
    expect(answer.status).toBe(415)
    expect(await answer.text()).toContain('not a PNG, JPEG or WebP image')
    const none = await browser.post(`/assets/${asset}/file`, new FormData())
    expect(none.status).toBe(400)
    expect(await page('/mockups/stale')).toContain('All mockups are up to date')
  })

  test("of another user's artwork is not found, and changes nothing", async () => {
    const asset = await uploaded()
    const hashOf = () =>
      env.DB.prepare('SELECT content_hash FROM assets WHERE id = ?').bind(asset).first()
    const before = await hashOf()
    const stranger = await openBrowser()
    const answer = await stranger.post(`/assets/${asset}/file`, await picture(200))
    expect(answer.status).toBe(404)
    expect(await hashOf()).toEqual(before)
  })
})

describe('stale mockups', () => {
  test('carry a badge, in the gallery and on their page', async () => {
    const { mockupId } = await seedMockup(person)
    await makeStale(mockupId)
    expect(await page('/mockups')).toContain('>Outdated<')
    expect(await page(`/mockups/${mockupId}`)).toContain('This mockup is outdated')
  })

  test('of a scene that is gone are not offered, and break nothing', async () => {
    const { mockupId } = await seedMockup(person, { scene: 'gone' })
    await makeStale(mockupId)
    expect(await page('/mockups')).not.toContain('mockup is outdated')
    expect(await page('/mockups/stale')).toContain('Nothing to render again')
    const answer = await browser.post('/mockups/stale', { group_id: newId() })
    expect(answer.status).toBe(409)
  })

  test('are refused where credits are short, and nothing is started', async () => {
    const { mockupId } = await seedMockup(person)
    await makeStale(mockupId)
    await updateSettings(person.ctx, { guardrails: { annual_mockup_budget: 0 } })
    expect(await page('/mockups/stale')).toContain('not enough credits left this year')
    const answer = await browser.post('/mockups/stale', { group_id: newId() })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Insufficient credits. 0 remaining.')
  })
})

describe('the quote', () => {
  test('warns of the pace of the month and lets the run go on', async () => {
    await updateSettings(person.ctx, { guardrails: { monthly_mockup_soft_limit: 2 } })
    const form = new FormData()
    form.append('asset', await uploaded())
    for (const scene of ['bedroom', 'home_office', 'living_room']) form.append('scene', scene)
    const text = await (await browser.post('/generate/quote', form)).text()
    expect(text).toContain('goes over this month’s soft limit: 3 of 2 credits')
    expect(text).toContain('At this pace, the budget lasts')
    expect(text).not.toContain('disabled=""')
  })
})
