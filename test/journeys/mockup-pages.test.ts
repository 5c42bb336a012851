import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Context, forUser } from '../../src/context.ts'
import { connectDynamicMockups } from '../../src/domain/integrations/connect-dynamic-mockups.ts'
import { requestRun } from '../../src/domain/runs/request-run.ts'
import { updateSettings } from '../../src/domain/settings/update-settings.ts'
import { newId } from '../../src/ids.ts'
import { plainPng } from '../support/worker/artwork.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { testBase } from '../support/worker/create-user.ts'
import { hiddenValue } from '../support/worker/hidden-value.ts'
import { pressGenerate } from '../support/worker/press-generate.ts'
import { renderAtOnce, sandboxPost, vendorRenders } from '../support/worker/sandbox.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

let browser: Browser
let person: { userId: string; ctx: Context }
let vendorKey: string

beforeEach(async () => {
  browser = await openBrowser()
  const newest = await env.DB.prepare('SELECT id FROM users ORDER BY rowid DESC LIMIT 1').first(
    'id',
  )
  const userId = String(newest)
  person = { userId, ctx: forUser(testBase(), userId, { kind: 'system', job: 'test' }) }
  vendorKey = `sandbox_${newId()}`
  await renderAtOnce(vendorKey)
  await connectDynamicMockups(person.ctx, { api_key: vendorKey })
})

async function page(path: string, status = 200): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(status)
  return answer.text()
}

async function uploaded(title: string, red: number): Promise<string> {
  const form = new FormData()
  const bytes = await plainPng(60, 80, [red, 90, 90])
  form.set('file', new File([bytes], 'artwork.png', { type: 'image/png' }))
  form.set('title', title)
  form.set('quote_id', '')
  expect((await browser.post('/assets', form)).status).toBe(303)
  const id = await env.DB.prepare('SELECT id FROM assets WHERE user_id = ? AND title = ?')
    .bind(person.userId, title)
    .first('id')
  return String(id)
}

type Chosen = { asset?: string[]; scene?: string[]; group_id?: string } & Record<string, unknown>

function choose({ asset = [], scene = [], group_id = newId(), ...more }: Chosen): FormData {
  const form = new FormData()
  form.set('group_id', group_id)
  for (const id of asset) form.append('asset', id)
  for (const key of scene) form.append('scene', key)
  for (const [name, value] of Object.entries(more)) form.set(name, String(value))
  return form
}

async function generated(chosen: Chosen): Promise<string> {
  const answer = await pressGenerate(browser, choose(chosen))
  expect(answer.status).toBe(303)
  const url = answer.headers.get('location') ?? ''
  expect(url).toMatch(/^\/runs\/[0-9a-f-]{36}$/)
  return url
}

/** The run's page once it no longer asks for itself. */
function ended(url: string): Promise<string> {
  return vi.waitFor(
    async () => {
      const text = await page(url)
      expect(text).not.toContain('hx-trigger="every 2s"')
      return text
    },
    { timeout: 20_000, interval: 100 },
  )
}

async function countRows(table: 'mockups' | 'mockup_runs'): Promise<unknown> {
  return env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE user_id = ?`)
    .bind(person.userId)
    .first('n')
}

async function mockupIds(): Promise<string[]> {
  const { results } = await env.DB.prepare('SELECT id FROM mockups WHERE user_id = ? ORDER BY id')
    .bind(person.userId)
    .all()
  return results.map((row) => String(row.id))
}

describe('with an empty account', () => {
  test.each([
    ['/', 'Upload artwork'],
    ['/generate', 'No artwork yet'],
    ['/runs', 'No runs yet'],
    ['/mockups', 'No mockups yet'],
    ['/credits', 'No credits used yet'],
    ['/credits/card', 'Mockup Credits'],
  ])('%s leads on', async (path, words) => {
    const text = await page(path)
    expect(text).toContain(words)
    expect(text.match(/<h1/g)).toHaveLength(1)
    expect(text).not.toMatch(/ style=| hx-on/)
  })
})

describe('the credit card', () => {
  test('says budget and pace, and fetches itself each minute', async () => {
    const text = await page('/')
    for (const words of [
      'Dynamic Mockups API usage',
      '3,500 remaining',
      '0 / 3,500 used this year',
      'Monthly Pace',
      '0 / 292 soft limit',
      'On track',
    ]) {
      expect(text).toContain(words)
    }
    expect(text).toContain('hx-trigger="every 60s"')
  })

  test('turns with what is used', async () => {
    await updateSettings(person.ctx, {
      guardrails: { annual_mockup_budget: 5, monthly_mockup_soft_limit: 4 },
    })
    const asset = await uploaded('Roots', 20)
    const scene = ['bedroom', 'living_room', 'reading_nook', 'home_office']
    await ended(await generated({ asset: [asset], scene }))
    const text = await page('/credits/card')
    expect(text).toContain('4 / 5 used this year')
    expect(text).toContain('80% used')
    expect(text).toMatch(/bar-amber" id="bar-annual-budget"/)
    expect(text).toMatch(/bar-amber" id="bar-monthly-pace"/)
    expect(text).toContain('Above target')
  })
})

describe('generating', () => {
  test('quotes before anything is spent, and writes nothing', async () => {
    const asset = [await uploaded('Rest', 30), await uploaded('Roots', 31)]
    const answer = await browser.post(
      '/generate/quote',
      choose({ asset, scene: ['bedroom', 'living_room', 'home_office'] }),
    )
    const text = await answer.text()
    expect(answer.status).toBe(200)
    expect(text.replace(/<[^>]+>/g, '')).toContain(
      '2 artworks × 3 scenes = 6 mockups for 6 credits.',
    )
    expect(text.replace(/\s+/g, ' ')).toContain(
      'You have 3,500 credits left this year, 292 this month.',
    )
    expect(await countRows('mockup_runs')).toBe(0)
  })

  test('a filter without a script keeps what is ticked', async () => {
    const asset = await uploaded('Rest', 32)
    const answer = await browser.post(
      '/generate/filter',
      choose({ asset: [asset], scene: ['bedroom'], search: 'something else' }),
    )
    expect(answer.status).toBe(303)
    const text = await page(answer.headers.get('location') ?? '')
    // It does not match, so it is not in the list to tick; it is selected all the same.
    expect(hiddenValue(text, 'asset')).toBe(asset)
    expect(text).toContain('1 artwork selected')
    expect(text).toMatch(/value="bedroom"[^>]*checked/)
    expect(text).toContain('value="something else"')
  })

  test('renders every pair, shows them on the run, and stops asking', async () => {
    const asset = [await uploaded('Rest', 33), await uploaded('Roots', 34)]
    const url = await generated({ asset, scene: ['bedroom', 'home_office'] })
    const text = await ended(url)
    expect(text).toContain('4 of 4 mockups done')
    expect(text).toContain('Review these 4 mockups')
    expect(text.match(/<img[^>]+\/files\/users\/[^>]+pictures/g)).toHaveLength(4)
    expect((await vendorRenders(vendorKey)).charged).toBe(4)
    expect(await page('/runs')).toContain('4 of 4')
    const home = await page('/')
    expect(home).toContain('Latest mockups')
    expect(home).toContain('2 artworks × 2 scenes')
  })

  test('the same form pressed twice is one run', async () => {
    const chosen = { asset: [await uploaded('Rest', 35)], scene: ['bedroom'], group_id: newId() }
    const [first, second] = [await generated(chosen), await generated(chosen)]
    expect(second).toBe(first)
    expect(await countRows('mockup_runs')).toBe(1)
  })

  test('is refused next to the button where credits are short, with everything still ticked', async () => {
    await updateSettings(person.ctx, { guardrails: { annual_mockup_budget: 1 } })
    const asset = await uploaded('Rest', 36)
    const chosen = { asset: [asset], scene: ['bedroom', 'home_office'], skip_approval: true }
    const group_id = newId()
    const shown = await browser.post('/generate', choose({ ...chosen, group_id }))
    const short = await shown.text()
    expect(short).toContain('There are not enough credits left this year.')
    expect(short).toMatch(/<button disabled=""[^>]*>.*Generate for 2 credits/s)
    const quoted = hiddenValue(short, 'quoted')
    const answer = await browser.post('/generate', choose({ ...chosen, group_id, quoted }))
    expect(answer.status).toBe(400)
    const text = await answer.text()
    expect(text).toContain('Insufficient credits. 1 remaining.')
    expect(text).toMatch(new RegExp(`value="${asset}"[^>]*checked`))
    expect(text).toMatch(/value="home_office"[^>]*checked/)
    expect(text.match(/<input[^>]*name="skip_approval"[^>]*>/)?.[0]).toContain('checked')
    // Pressing again is new work, not a replay of what was refused.
    expect(text).not.toContain(`name="group_id" value="${group_id}"`)
    expect(await countRows('mockups')).toBe(0)
  })

  test.each([
    [{}, 'Select at least one artwork. Select at least one scene. Nothing was spent.'],
    [
      { asset: ['not-an-id'], scene: ['bedroom'] },
      'Select at least one artwork. Nothing was spent.',
    ],
    [{ asset: [newId()], scene: ['bedroom'] }, 'One or more assets not found'],
  ])('refuses %j', async (chosen, sentence) => {
    await uploaded('Rest', 37)
    const answer = await browser.post('/generate', choose(chosen))
    expect([400, 404]).toContain(answer.status)
    expect(await answer.text()).toContain(sentence)
    expect(await countRows('mockup_runs')).toBe(0)
  })
})

describe('a press of Generate', () => {
  test('that has not seen the cost shows it, and spends nothing', async () => {
    const asset = await uploaded('Rest', 38)
    const answer = await browser.post('/generate', choose({ asset: [asset], scene: ['bedroom'] }))
    const text = await answer.text()
    expect(text).toContain('Nothing is spent yet. Press “Generate for 1 credit” to start.')
    expect(text).toMatch(new RegExp(`value="${asset}"[^>]*checked`))
    expect(await countRows('mockup_runs')).toBe(0)
    expect((await vendorRenders(vendorKey)).charged).toBe(0)
  })

  test('that has seen the cost of another choice shows that of this one', async () => {
    const asset = await uploaded('Rest', 39)
    const form = choose({ asset: [asset], scene: ['bedroom'] })
    const seen = hiddenValue(await (await browser.post('/generate', form)).text(), 'quoted')
    const more = choose({ asset: [asset], scene: ['bedroom', 'home_office'], quoted: seen })
    const text = await (await browser.post('/generate', more)).text()
    expect(text).toContain('Your selection has changed. Press “Generate for 2 credits” to start.')
    expect(await countRows('mockup_runs')).toBe(0)
  })
})

describe('a run', () => {
  test('names a scene without a template, and goes on with the others', async () => {
    const asset = await uploaded('Rest', 40)
    const group_id = newId()
    await requestRun(person.ctx, {
      group_id,
      asset_ids: [asset],
      scenes: ['bedroom', 'moon_base'],
      skip_approval: false,
      regenerate: false,
    })
    const text = await ended(`/runs/${group_id}`)
    expect(text).toContain('Scene template not found: moon_base')
    expect(text).toContain('2 of 2 mockups done')
  })

  test('that is cancelled says so', async () => {
    const { runId } = await seedMockup(person, { status: 'pending', item: false })
    expect(await page(`/runs/${runId}`)).toContain('Cancel run')
    const answer = await browser.post(`/runs/${runId}/cancel`, {})
    expect(answer.headers.get('location')).toBe(`/runs/${runId}`)
    const text = await page(`/runs/${runId}`)
    expect(text).toContain('Cancelled the run. 1 mockup will not be rendered and cost nothing.')
    expect(text).not.toContain('Cancel run')
  })

  test("of another user's is not found, and is not cancelled", async () => {
    const { runId } = await seedMockup(person, { status: 'pending', item: false })
    const stranger = await openBrowser()
    expect((await stranger.get(`/runs/${runId}`)).status).toBe(404)
    expect((await stranger.post(`/runs/${runId}/cancel`, {})).status).toBe(404)
    expect(await page(`/runs/${runId}`)).toContain('Cancel run')
  })
})

describe('the gallery', () => {
  test('filters by the URL, and says when nothing matches', async () => {
    await seedMockup(person, { scene: 'bedroom' })
    const { mockupId } = await seedMockup(person, { scene: 'home_office', status: 'approved' })
    const filtered = await page('/mockups?status=approved&scene=home_office')
    expect(filtered).toContain(`/mockups/${mockupId}`)
    expect(filtered).toContain('>1 mockup<')
    expect(await page('/mockups?scene=reading_nook')).toContain('Nothing matches')
    expect(await page('/mockups')).toContain('>2 mockups<')
  })

  test('decides about several at once and keeps its filters', async () => {
    const [one, two] = [await seedMockup(person), await seedMockup(person)]
    const form = new FormData()
    for (const { mockupId } of [one, two]) form.append('id', mockupId)
    form.set('decision', 'rejected')
    form.set('reason', 'Too dark')
    const answer = await browser.post('/mockups/decide?status=completed', form)
    expect(answer.headers.get('location')).toBe('/mockups?status=completed')
    expect(await page('/mockups')).toContain(
      'Rejected 2 mockups (Too dark). Nothing left to review.',
    )
    expect(await page('/mockups?status=rejected')).toContain('>2 mockups<')
  })

  test('says so when nothing was ticked, and keeps a reason that is too long', async () => {
    const { mockupId } = await seedMockup(person)
    const nothing = await browser.post('/mockups/decide', { decision: 'approved' })
    expect(nothing.headers.get('location')).toBe('/mockups')
    expect(await page('/mockups')).toContain('Nothing was selected')
    const reason = 'x'.repeat(501)
    const refused = await browser.post('/mockups/decide', {
      id: mockupId,
      decision: 'approved',
      reason,
    })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain(`value="${reason}"`)
    expect((await browser.post('/mockups/decide', { id: mockupId })).status).toBe(400)
  })
})

describe('a mockup', () => {
  test('is approved, rejected with a reason, and tells its history', async () => {
    const { mockupId, assetId } = await seedMockup(person)
    const url = `/mockups/${mockupId}`
    expect(await page(url)).toContain('Approve and use in a product')
    const approved = await browser.post(`${url}/approve`, { reason: '' })
    expect(approved.headers.get('location')).toBe(url)
    expect(await page(url)).toContain(`/products/new?asset=${assetId}`)
    await browser.post(`${url}/reject`, { reason: 'The frame is crooked' })
    const text = await page(url)
    expect(text).toContain('The frame is crooked')
    expect(text).toContain('Rejected a mockup')
    expect(text).not.toContain('/products/new')
  })

  test('that has no picture yet cannot be decided about', async () => {
    const { mockupId } = await seedMockup(person, { status: 'generating', item: false })
    expect(await page(`/mockups/${mockupId}`)).toContain('hx-trigger="every 2s"')
    const answer = await browser.post(`/mockups/${mockupId}/approve`, { reason: '' })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Only rendered mockups can be approved')
  })

  test('is rendered again for a credit, once however often the button is pressed', async () => {
    await ended(await generated({ asset: [await uploaded('Rest', 50)], scene: ['bedroom'] }))
    const [id] = await mockupIds()
    const form = { group_id: newId() }
    const first = await browser.post(`/mockups/${id}/regenerate`, form)
    const second = await browser.post(`/mockups/${id}/regenerate`, form)
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    await ended(first.headers.get('location') ?? '')
    expect((await vendorRenders(vendorKey)).charged).toBe(2)
  })

  test('that may have been charged waits for a decision', async () => {
    await sandboxPost('/faults', {
      vendor: 'dynamic_mockups',
      kind: 'status',
      value: 502,
      key: vendorKey,
      times: 1,
    })
    const asset = await uploaded('Rest', 51)
    const run = await ended(await generated({ asset: [asset], scene: ['bedroom'] }))
    const [id] = await mockupIds()
    expect(run).toContain(`action="/mockups/${id}/suspect"`)
    expect(run).not.toContain(`/mockups/${id}/retry`)
    expect(await page(`/mockups/${id}`)).toContain('Was this render charged?')
    expect((await browser.post(`/mockups/${id}/suspect`, { decision: 'maybe' })).status).toBe(400)
    const paid = await browser.post(`/mockups/${id}/suspect`, { decision: 'count_as_paid' })
    expect(paid.headers.get('location')).toBe(`/mockups/${id}`)
    const text = await page(`/mockups/${id}`)
    expect(text).toContain('Marked Rest in Bedroom as charged.')
    expect(text).not.toContain('Was this render charged?')
    expect(
      (await browser.post(`/mockups/${id}/suspect`, { decision: 'render_again' })).status,
    ).toBe(409)
  })

  test('is deleted, which the gallery says by name, and then not found', async () => {
    const { mockupId } = await seedMockup(person)
    const answer = await browser.post(`/mockups/${mockupId}/delete`, {})
    expect(answer.headers.get('location')).toBe('/mockups')
    expect(await page('/mockups')).toContain('Deleted You are allowed to rest in Bedroom')
    await page(`/mockups/${mockupId}`, 404)
  })

  test("of another user's is neither shown nor changed", async () => {
    const { mockupId } = await seedMockup(person)
    const stranger = await openBrowser()
    expect((await stranger.get(`/mockups/${mockupId}`)).status).toBe(404)
    for (const verb of ['approve', 'reject', 'regenerate', 'retry', 'delete']) {
      expect((await stranger.post(`/mockups/${mockupId}/${verb}`, {})).status).toBe(404)
    }
    expect(await page(`/mockups/${mockupId}`)).toContain('To review')
  })
})

describe('the statement', () => {
  test('has a line for each credit, with balances, and filters them', async () => {
    const asset = await uploaded('Rest', 60)
    await ended(await generated({ asset: [asset], scene: ['bedroom', 'home_office'] }))
    const text = await vi.waitFor(
      async () => {
        const statement = await page('/credits')
        expect(statement).toContain('2 entries in total')
        return statement
      },
      { timeout: 20_000, interval: 100 },
    )
    expect(text).toContain('Rest, Home Office')
    expect(text).toContain('3,499')
    expect(text).toContain('3,498')
    expect(await page('/credits?operation=refund')).toContain('Nothing matches')
    expect(await page('/credits?month=2001-01')).toContain('Nothing matches')
    expect(await page('/credits?before=2')).toContain('Newest entries')
    expect(await page('/credits?month=2026-99&before=x')).toContain('2 entries in total')
  })
})
