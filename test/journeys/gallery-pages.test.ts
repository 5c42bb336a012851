import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { rowIdsAt } from '../../src/domain/pictures/mockup-status.ts'
import { updateSettings } from '../../src/domain/settings/update-settings.ts'
import { newId } from '../../src/ids.ts'
import type { Browser } from '../support/worker/browser.ts'
import { openFilledAccount } from '../support/worker/fill-account.ts'
import { hiddenValue } from '../support/worker/hidden-value.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { recordCalls } from '../support/worker/record-calls.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

let browser: Browser
let person: Person
beforeEach(async () => {
  const opened = await openPerson()
  browser = opened.browser
  person = opened.person
})

async function page(path: string): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(200)
  return answer.text()
}

function send(path: string, ids: readonly string[], more: Record<string, string> = {}) {
  const form = new FormData()
  for (const id of ids) form.append('id', id)
  for (const [name, value] of Object.entries(more)) form.set(name, value)
  return browser.post(path, form)
}

/** Sends it and follows to the page that it leads to. */
async function press(path: string, ids: readonly string[], more: Record<string, string> = {}) {
  const answer = await send(path, ids, more)
  expect(answer.status).toBe(303)
  const to = answer.headers.get('location') ?? ''
  return { to, html: await page(to) }
}

async function statusOf(id: string): Promise<unknown> {
  return env.DB.prepare('SELECT status FROM mockups WHERE user_id = ? AND id = ?')
    .bind(person.userId, id)
    .first('status')
}

const set = (id: string, columns: string, ...values: (string | number)[]) =>
  env.DB.prepare(`UPDATE mockups SET ${columns} WHERE user_id = ? AND id = ?`)
    .bind(...values, person.userId, id)
    .run()

const seedMany = (n: number, options = {}) =>
  Promise.all(Array.from({ length: n }, () => seedMockup(person, options)))

describe('the filters', () => {
  test('take days where the user is', async () => {
    const { mockupId } = await seedMockup(person)
    const made = '2026-11-20T23:30:00.000Z'
    const id = `${rowIdsAt(Date.parse(made))}${mockupId.slice(13)}`
    await set(mockupId, 'id = ?, created_at = ?', id, made)
    await updateSettings(person.ctx, { time_zone: 'Europe/Berlin' })
    expect(await page('/mockups?from=2026-11-21&to=2026-11-21')).toContain(id)
    expect(await page('/mockups?to=2026-11-20')).toContain('Nothing matches')
    await updateSettings(person.ctx, { time_zone: 'America/New_York' })
    expect(await page('/mockups?from=2026-11-20&to=2026-11-20')).toContain(id)
  })

  test.each(['from=0002-01-01', 'from=0020-01-01', 'to=0202-11-20', 'to=9999-12-31'])(
    'leave out a date that is typed halfway, or too far away: %s',
    async (query) => {
      const { mockupId } = await seedMockup(person)
      await updateSettings(person.ctx, { time_zone: 'Europe/Berlin' })
      expect(await page(`/mockups?${query}`)).toContain(mockupId)
    },
  )

  test('that cannot be read are left out', async () => {
    const { mockupId } = await seedMockup(person)
    const html = await page('/mockups?from=2026-02-30&sort=best&collection=%00&stale=no')
    expect(html).toContain(mockupId)
  })

  test('are named with a way out, and kept by what is changed', async () => {
    const { assetId, mockupId } = await seedMockup(person)
    const path = `/mockups?search=rest&assetId=${assetId}&from=2020-01-01&sort=score`
    const html = await page(path)
    expect(html).toContain('Remove filter: You are allowed to rest')
    expect(html).toContain('Remove filter: From 1 Jan 2020')
    const decided = await send(path.replace('?', '/decide?'), [mockupId], { decision: 'approved' })
    expect(decided.headers.get('location')).toBe(path)
  })

  test('and the order are followed from mockup to mockup', async () => {
    const [one, two, three] = [
      await seedMockup(person),
      await seedMockup(person, { status: 'approved' }),
      await seedMockup(person),
    ]
    await set(one.mockupId, 'quality_score = ?', 0.9)
    const place = 'in=gallery'
    const list = await page('/mockups?status=completed&sort=score')
    expect(list.indexOf(one.mockupId)).toBeLessThan(list.indexOf(three.mockupId))
    const shown = await page(`/mockups/${one.mockupId}?status=completed&sort=score&${place}`)
    expect(shown).toContain(
      `/mockups/${three.mockupId}?status=completed&amp;sort=score&amp;${place}`,
    )
    expect(shown).not.toContain(two.mockupId)
  })
})

describe('all that match', () => {
  test('can be selected where they are more than the page has, up to 200', async () => {
    const all = await openFilledAccount(100)
    const html = await (await recordCalls('/mockups', all)).answer.text()
    expect(html).toContain('Select all 101 that match')
    const many = await openFilledAccount(300)
    const known = await (await recordCalls('/mockups', many)).answer.text()
    expect(known).toContain('301 mockups match. Up to 200 can be selected at once.')
    const found = await (await recordCalls('/mockups?search=quiet', many)).answer.text()
    expect(found).toContain('More than 200 mockups match.')
    expect(found).not.toContain('name="matching"')
  })

  test('are decided about as long as they are as many as were seen', async () => {
    const [one, two] = [await seedMockup(person), await seedMockup(person)]
    const other = await seedMockup(person, { scene: 'living_room' })
    const path = '/mockups/decide?scene=bedroom'
    const changed = await press(path, [one.mockupId], { decision: 'rejected', matching: '3' })
    expect(changed.to).toBe('/mockups?scene=bedroom')
    expect(changed.html).toContain('The list has changed: 2 items match now. Nothing was changed.')
    expect(await statusOf(one.mockupId)).toBe('completed')
    await press(path, [one.mockupId], { decision: 'rejected', matching: '2' })
    expect(await statusOf(one.mockupId)).toBe('rejected')
    expect(await statusOf(two.mockupId)).toBe('rejected')
    expect(await statusOf(other.mockupId)).toBe('completed')
  })

  test('more than 200 that are ticked are refused', async () => {
    const ids = Array.from({ length: 201 }, () => newId())
    const { html } = await press('/mockups/delete', ids)
    expect(html).toContain('Up to 200 mockups can be changed at once.')
  })
})

describe('deleting what is selected', () => {
  test('leaves out what is rendering, and is undone at once', async () => {
    const [one, two] = await seedMany(2)
    const rendering = await seedMockup(person, { status: 'generating', item: false })
    const ids = [one, two, rendering].map((seeded) => seeded?.mockupId ?? '')
    const { to, html } = await press('/mockups/delete?scene=bedroom', ids)
    expect(to).toBe('/mockups?scene=bedroom')
    expect(html).toContain('Deleted 2 mockups. One was left out because it is still rendering')
    expect(await statusOf(ids[0] ?? '')).toBeNull()
    const at = hiddenValue(html, 'at')
    const undone = await press('/mockups/restore', [], { at, back: '/mockups?scene=bedroom' })
    expect(undone.to).toBe('/mockups?scene=bedroom')
    expect(undone.html).toContain('Restored 2 mockups.')
    expect(await statusOf(ids[0] ?? '')).toBe('completed')
    const again = await press('/mockups/restore', [], { at, back: 'https://evil.example' })
    expect(again.to).toBe('/')
    expect((await press('/mockups/restore', [], { at: 'x' })).to).toBe('/mockups')
  })

  test('takes every mockup that a tile stands for, and offers no undo of what failed', async () => {
    const { pictureId, mockupId, assetId } = await seedMockup(person)
    const shared = await seedMockup(person, { pictureId, assetId, item: false })
    const list = await page('/mockups')
    expect(list).toContain(`value="${shared.mockupId},${mockupId}"`)
    await press('/mockups/delete', [`${shared.mockupId},${mockupId}`])
    expect(await page('/mockups')).toContain('No mockups yet')
    const failed = await seedMockup(person, { status: 'failed', item: false })
    const { html } = await press('/mockups/delete', [failed.mockupId])
    expect(html).toContain('Deleted 1 mockup.')
    expect(html).not.toContain('action="/mockups/restore"')
  })
})

describe('downloading what is selected', () => {
  test('answers one ZIP, or says that nothing is there', async () => {
    const { mockupId } = await seedMockup(person)
    const answer = await send('/mockups/download', [mockupId])
    expect(answer.headers.get('content-type')).toBe('application/zip')
    await answer.arrayBuffer()
    const failed = await seedMockup(person, { status: 'failed', item: false })
    const { html } = await press('/mockups/download?status=failed', [failed.mockupId])
    expect(html).toContain('there is nothing to download')
  })
})

describe('using what is selected in a product', () => {
  test('begins one of its artwork with the approved pictures ticked', async () => {
    const one = await seedMockup(person, { status: 'approved' })
    const { assetId } = one
    const other = await seedMockup(person, { status: 'approved', assetId, scene: 'living_room' })
    const open = await seedMockup(person, { assetId, scene: 'home_office' })
    await seedMockup(person, { status: 'approved', assetId, scene: 'reading_nook' })
    const ids = [other.mockupId, one.mockupId, open.mockupId]
    const { to, html } = await press('/mockups/use', ids)
    expect(to).toBe(`/products/new?asset=${assetId}&pictures=${other.mockupId}%2C${one.mockupId}`)
    expect(html).toContain('One was left out because it is not approved.')
    const ticked = [...html.matchAll(/<input[^>]*name="picture"[^>]*>/g)].flatMap(([tag]) =>
      / checked/.test(tag) ? (/value="([^"]*)"/.exec(tag)?.[1] ?? []) : [],
    )
    expect(ticked).toEqual([other.mockupId, one.mockupId])
  })

  test('of several artworks begins with none of them', async () => {
    const seeded = await seedMany(2, { status: 'approved' })
    const ids = seeded.map(({ mockupId }) => mockupId)
    const { to } = await press('/mockups/use', ids)
    expect(to).toBe(`/products/new?pictures=${ids.join('%2C')}`)
  })

  test('is refused where none of it is approved', async () => {
    const { mockupId } = await seedMockup(person)
    const { to, html } = await press('/mockups/use?sort=oldest', [mockupId])
    expect(to).toBe('/mockups?sort=oldest')
    expect(html).toContain('None of these mockups is approved')
  })
})

describe('rendering what is selected again', () => {
  test('says what it costs and what is left out, and costs once however often it is pressed', async () => {
    const [one, rendering] = [
      await seedMockup(person),
      await seedMockup(person, { status: 'generating', item: false }),
    ]
    const { assetId } = one
    const twin = await seedMockup(person, { assetId })
    const other = await seedMockup(person, { assetId, scene: 'living_room' })
    const gone = newId()
    const archived = await seedMockup(person)
    await env.DB.prepare("UPDATE assets SET status = 'archived' WHERE user_id = ? AND id = ?")
      .bind(person.userId, archived.assetId)
      .run()
    const ids = [one, rendering, twin, other, archived].map(({ mockupId }) => mockupId)
    const { to, html } = await press('/mockups/again', ids)
    expect(to).toBe(`/mockups/regenerate?${ids.map((id) => `id=${id}`).join('&')}`)
    for (const sentence of [
      'Render 2 mockups again',
      'Render again for 2 credits',
      'One is left out because it is still rendering',
      'One is left out because its artwork is archived.',
      'One is left out because another of the same artwork and scene is selected.',
    ]) {
      expect(html).toContain(sentence)
    }
    expect(await page(`${to}&id=${gone}`)).toContain('One is left out because it was deleted.')
    const form = { group_id: hiddenValue(html, 'group_id'), back: '/mockups?sort=oldest' }
    const done = await press('/mockups/regenerate', [one.mockupId, other.mockupId], form)
    expect(done.to).toBe('/mockups?sort=oldest')
    expect(done.html).toContain('Rendering 2 mockups again.')
    expect(done.html).toContain(`href="/runs/${form.group_id}"`)
    await press('/mockups/regenerate', [one.mockupId, other.mockupId], form)
    const runs = 'SELECT count(*) AS n FROM mockup_runs WHERE user_id = ? AND regenerate = 1'
    expect(await env.DB.prepare(runs).bind(person.userId).first('n')).toBe(1)
  })

  test('beyond the budget costs nothing, and says so', async () => {
    await updateSettings(person.ctx, { guardrails: { annual_mockup_budget: 1 } })
    const one = await seedMockup(person)
    const other = await seedMockup(person, { assetId: one.assetId, scene: 'living_room' })
    const ids = [one.mockupId, other.mockupId]
    const { html } = await press('/mockups/again', ids)
    expect(html).toContain('There are not enough credits left this year.')
    expect(html).toMatch(/<button[^>]*disabled[^>]*>.*Render again for 2 credits/s)
    const refused = await send('/mockups/regenerate', ids, { group_id: newId() })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('Insufficient credits. 1 remaining.')
  })

  test('without a selection, or with a scene that is gone, says what to do', async () => {
    expect(await page('/mockups/regenerate')).toContain('Nothing to render again')
    const { mockupId } = await seedMockup(person, { scene: 'attic' })
    const html = await page(`/mockups/regenerate?id=${mockupId}`)
    expect(html).toContain('Scene template not found: attic')
    expect(html).not.toContain('Render again for')
  })
})

describe('deleted mockups', () => {
  test('are restored and deleted for good several at once', async () => {
    const seeded = await seedMany(3)
    const [one = '', two = '', three = ''] = seeded.map(({ mockupId }) => mockupId)
    await press('/mockups/delete', [one, two, three])
    const restored = await press('/mockups/deleted', [one, two, newId()], { action: 'restore' })
    expect(restored.to).toBe('/mockups/deleted')
    expect(restored.html).toContain('Restored 2 mockups. One could no longer be restored.')
    const gone = await press('/mockups/deleted', [three], { action: 'forget' })
    expect(gone.html).toContain('Deleted 1 mockup permanently.')
    expect(gone.html).toContain('No deleted mockups')
    const nothing = await press('/mockups/deleted', [], { action: 'restore' })
    expect(nothing.html).toContain('Nothing was selected')
    expect((await press('/mockups/deleted', [three], { action: 'restore' })).html).toContain(
      'can no longer be restored',
    )
  })
})

test('what was deleted at no time at all is not there to be restored', async () => {
  const { html } = await press('/mockups/restore', [], { at: '9000000000000000' })
  expect(html).toContain('can no longer be restored')
})
