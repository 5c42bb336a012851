import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { refreshTemplates } from '../../src/domain/templates/refresh-templates.ts'
import { newId } from '../../src/ids.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { textOf } from '../support/worker/page-text.ts'
import { recordCalls } from '../support/worker/record-calls.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

// The frame of this scene is of 800 × 1000 at the vendor.
const SCENE = 'bedroom'
const TITLE = 'You are allowed to rest'

let browser: Browser
let person: Person
beforeEach(async () => {
  const opened = await openPerson()
  browser = opened.browser
  person = opened.person
  expect(await refreshTemplates(person.ctx)).toBe('read')
})

async function page(path: string): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(200)
  return answer.text()
}

const fieldOf = (html: string, name: string) =>
  new RegExp(`<input[^>]* name="${name}"[^>]*>`).exec(html)?.[0] ?? ''

const typedValue = (html: string, name: string) => / value="([^"]*)"/.exec(fieldOf(html, name))?.[1]

const typed = (more: object = {}): Record<string, string> => ({
  ...{ placed: 'true', group_id: newId(), fit: '', scale: '', rotation: '' },
  ...{ width: '', height: '', x: '', y: '' },
  ...more,
})

async function placements(): Promise<unknown[]> {
  const { results } = await env.DB.prepare(
    `SELECT m.placement FROM mockups AS m JOIN mockup_runs AS r ON r.user_id = m.user_id
       AND r.id = m.run_id AND r.regenerate = 1 WHERE m.user_id = ? ORDER BY m.created_at, m.id`,
  )
    .bind(person.userId)
    .all()
  return results.map(({ placement }) => (placement ? JSON.parse(String(placement)) : null))
}

/** A mockup that this person has rejected, and the URL of its page in the list of those. */
async function rejected() {
  const seeded = await seedMockup(person, { scene: SCENE })
  const why = { reason_code: 'placement', reason: 'too high' }
  await browser.post(`/approvals/${seeded.itemId}/reject`, why)
  return { ...seeded, path: `/mockups/${seeded.mockupId}/regenerate` }
}

describe('the page that changes a placement', () => {
  test('is reached from a rejected mockup, and shows why, what there is, and a draft', async () => {
    const { mockupId, itemId, pictureId, path } = await rejected()
    const inList = `${path}?status=rejected&amp;in=review&amp;item=${itemId}`
    expect(await page('/approvals?status=rejected')).toContain(`href="${inList}"`)
    expect(await page(`/mockups/${mockupId}`)).toContain(`href="${path}"`)
    const html = await page(inList.replaceAll('&amp;', '&'))
    expect(textOf(html)).toContain('Rejected by you,')
    expect(html).toContain('Placement: too high')
    expect(html).toContain(`/pictures/${pictureId}.1.png`)
    expect(html).toContain(`Draft of “${TITLE}” in the “Bedroom” frame`)
    expect(html).toContain('White bars left and right, 3% of the width each.')
    expect(textOf(html)).toContain('This costs 1 credit. You have 3,500 credits left this year.')
    expect(html).toContain(`href="/mockups/${mockupId}?status=rejected`)
    expect(html).not.toMatch(/ style=| hx-on/)
  })

  test('draws what is typed, moves it by steps, and spends nothing', async () => {
    const { path } = await rejected()
    const scaled = await browser.post(`${path}/draft`, typed({ scale: '0,5' }))
    expect(scaled.status).toBe(200)
    const half = await scaled.text()
    expect(fieldOf(half, 'scale')).toContain('value="0,5"')
    expect(half).toContain('White bars left and right, 27% of the width each')
    const moved = await browser.post(`${path}/draft`, typed({ scale: '0,5', move: 'down' }))
    const lower = await moved.text()
    expect(['width', 'height', 'x', 'y'].map((name) => typedValue(lower, name))).toEqual([
      ...['375', '500'],
      ...['213', '270'],
    ])
    expect(fieldOf(lower, 'scale')).not.toContain('value=')
    const wrong = await (await browser.post(`${path}/draft`, typed({ scale: 'big' }))).text()
    expect(textOf(wrong)).toContain('No draft: Enter a number from 0.1 to 2')
    expect(await placements()).toEqual([])
    expect((await browser.get(`${path}/draft`)).headers.get('location')).toBe(path)
  })

  test('renders once per placement, and goes on with the next that was rejected', async () => {
    const first = await rejected()
    const second = await rejected()
    const list = '?status=rejected&in=review&item='
    const form = typed({ x: '10', y: '40', width: '700', height: '900' })
    const sent = await browser.post(`${second.path}${list}${second.itemId}`, form)
    expect(sent.status).toBe(303)
    const to = sent.headers.get('location') ?? ''
    expect(to).toBe(`/mockups/${first.mockupId}${list}${first.itemId}`)
    const next = await page(to)
    expect(textOf(next)).toContain(`Rendering ${TITLE} in Bedroom again.`)
    expect(next).toMatch(/<a href="\/runs\/[^"]+">View the run<\/a>/)
    await browser.post(second.path, form)
    expect(await placements()).toEqual([
      { size: { width: 700, height: 900 }, position: { x: 10, y: 40 } },
    ])
    // The same page, gone back to, with another placement.
    const other = await browser.post(second.path, {
      ...form,
      ...typed({ fit: 'cover' }),
      group_id: form.group_id ?? '',
    })
    expect(other.headers.get('location')).toMatch(/^\/runs\//)
    expect((await placements()).at(-1)).toEqual({ fit: 'cover' })
    expect(await page(`/mockups/${second.mockupId}`)).toContain('Rejected by you')
  })

  test('keeps what was typed where it is refused', async () => {
    const { path } = await rejected()
    const wrong = await browser.post(path, typed({ scale: '9', fit: 'cover' }))
    expect(wrong.status).toBe(400)
    const html = await wrong.text()
    expect(fieldOf(html, 'scale')).toContain('value="9"')
    expect(html).toContain('<option value="cover" selected="">')
    expect(html).toContain('href="#field-placement-scale"')
    await env.DB.prepare(
      `INSERT INTO user_settings (user_id, global_mode, module_overrides, guardrails, defaults,
         updated_at) VALUES (?1, 'supervised', '{}', '{"annual_mockup_budget":0}', '{}', ?2)
       ON CONFLICT (user_id) DO UPDATE SET guardrails = '{"annual_mockup_budget":0}'`,
    )
      .bind(person.userId, new Date().toISOString())
      .run()
    const poor = await browser.post(path, typed({ scale: '0.8' }))
    expect(poor.status).toBe(400)
    const said = await poor.text()
    expect(textOf(said)).toContain('Nothing was rendered')
    expect(fieldOf(said, 'scale')).toContain('value="0.8"')
    expect(textOf(said)).toContain('You have no credits left this year.')
    expect(await placements()).toEqual([])
  })

  test('shows a placement of the mockup’s own, and puts it back to that of the scene', async () => {
    const { mockupId, path } = await rejected()
    const own = { scale: 0.5, rotation: 10 }
    await env.DB.prepare('UPDATE mockups SET placement = ? WHERE user_id = ? AND id = ?')
      .bind(JSON.stringify(own), person.userId, mockupId)
      .run()
    expect(textOf(await page(`/mockups/${mockupId}`))).toContain('Placement 0.5×, rotated by 10°')
    const html = await page(path)
    expect(fieldOf(html, 'scale')).toContain('value="0.5"')
    expect(fieldOf(html, 'rotation')).toContain('value="10"')
    const back = await browser.post(`${path}/draft`, typed({ ...own, reset: 'true' }))
    expect(fieldOf(await back.text(), 'scale')).not.toContain('value=')
    await browser.post(path, typed())
    // Unchanged, it stays the mockup's own.
    await browser.post(path, { group_id: newId() })
    expect((await placements()).toSorted((one) => (one ? 1 : -1))).toEqual([null, own])
  })

  test('says why it cannot be rendered, and leaves what is not finished to its own page', async () => {
    const { path, mockupId, assetId } = await rejected()
    const button = /<button[^>]* disabled=""[^>]*>(?:(?!<\/button>).)*Render again/s
    expect(await page(path)).not.toMatch(button)
    const archive = (status: string) =>
      env.DB.prepare('UPDATE assets SET status = ? WHERE user_id = ? AND id = ?')
        .bind(status, person.userId, assetId)
        .run()
    await archive('archived')
    const archived = await page(path)
    expect(archived).toContain('The artwork is archived. Make it active again to render it.')
    expect(archived).toContain(`href="/assets/${assetId}"`)
    expect(archived).toMatch(button)
    await archive('active')
    await env.DB.prepare("UPDATE mockups SET scene = 'moon_base' WHERE user_id = ? AND id = ?")
      .bind(person.userId, mockupId)
      .run()
    const html = await page(path)
    expect(textOf(html)).toContain('The scene is turned off or was deleted.')
    expect(html).toMatch(button)
    const refused = await browser.post(path, typed({ scale: '0.5' }))
    expect(refused.status).toBe(400)
    expect(fieldOf(await refused.text(), 'scale')).toContain('value="0.5"')
    const waiting = await seedMockup(person, { status: 'pending' })
    const answer = await browser.get(`/mockups/${waiting.mockupId}/regenerate`)
    expect(answer.headers.get('location')).toBe(`/mockups/${waiting.mockupId}`)
  })

  test('waits for three calls of the database, whatever is typed', async () => {
    const { path } = await rejected()
    const { answer, chain, rowsRead } = await recordCalls(path, browser)
    expect(answer.status).toBe(200)
    expect(chain).toBeLessThanOrEqual(3)
    expect(rowsRead).toBeLessThanOrEqual(300)
  })

  test('is nobody else’s', async () => {
    const { path } = await rejected()
    const stranger = await openBrowser()
    expect((await stranger.get(path)).status).toBe(404)
    expect((await stranger.post(path, typed())).status).toBe(404)
    expect((await stranger.post(`${path}/draft`, typed())).status).toBe(404)
    expect(await placements()).toEqual([])
  })
})
