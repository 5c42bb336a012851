import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { updateAsset } from '../../src/domain/assets/update-asset.ts'
import { createQuote } from '../../src/domain/quotes/create-quote.ts'
import { newQuote } from '../../src/domain/quotes/schemas.ts'
import { requestRun } from '../../src/domain/runs/request-run.ts'
import { refreshTemplates } from '../../src/domain/templates/refresh-templates.ts'
import { newId } from '../../src/ids.ts'
import { addScenes } from '../support/worker/add-scenes.ts'
import { plainPng } from '../support/worker/artwork.ts'
import type { Browser } from '../support/worker/browser.ts'
import { hiddenValue } from '../support/worker/hidden-value.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { textOf } from '../support/worker/page-text.ts'
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

/** The page that a press leads to. */
async function press(path: string, form: Record<string, string | readonly string[]>) {
  const body = new FormData()
  for (const [name, value] of Object.entries(form)) {
    for (const one of [value].flat()) body.append(name, one)
  }
  const answer = await browser.post(path, body)
  if (answer.status !== 303) return { status: answer.status, html: await answer.text() }
  return { status: 303, html: await page(answer.headers.get('location') ?? '') }
}

/** Artworks straight in the table, `n` of them, the last the newest. */
async function addArtworks(n: number, title = 'Print', collection: string | null = null) {
  const ids = Array.from({ length: n }, () => newId())
  const rows = ids.map((id, index) => ({ id, title: `${title} ${index + 1}`, collection }))
  await env.DB.prepare(
    `INSERT INTO assets (user_id, id, title, own_collection, file_key, format, width, height,
       byte_size, content_hash, status, created_at, updated_at)
     SELECT ?1, value ->> 'id', value ->> 'title', value ->> 'collection',
       'users/x/assets/' || (value ->> 'id'), 'png', 60, 80, 90, value ->> 'id', 'active', ?2, ?2
     FROM json_each(?3)`,
  )
    .bind(person.userId, new Date().toISOString(), JSON.stringify(rows))
    .run()
  return ids
}

const partOf = (html: string, id: string) =>
  new RegExp(`<(\\w+)[^>]* id="${id}"[^]*?(?=<div id=|<div class="bulk-bar|</main>)`).exec(
    html,
  )?.[0] ?? ''
const selectedIn = (html: string) =>
  [...html.matchAll(/name="remove" value="([^"]+)"/g)].map(([, id]) => id)
const listedIn = (html: string) =>
  [...html.matchAll(/<input name="asset" value="([^"]+)"/g)].map(([, id]) => id)

describe('selecting artworks', () => {
  test('all that match, next to what is selected already; and none', async () => {
    const prints = await addArtworks(30, 'Quiet')
    const [other = ''] = await addArtworks(1, 'Loud')
    const found = await page('/generate?search=quiet')
    expect(textOf(found)).toContain('Select all 30 artworks')
    const form = { asset: other, search: 'quiet', select: 'matching' }
    const all = await press('/generate/select', form)
    expect(all.status).toBe(303)
    expect(selectedIn(all.html).toSorted()).toEqual([...prints, other].toSorted())
    expect(all.html).toContain('data-announce="30 artworks found, 31 selected"')
    expect(textOf(all.html)).toContain('31 artworks selected')
    expect(listedIn(all.html)).toHaveLength(24)
    const cleared = await press('/generate/select', { asset: prints, select: 'none' })
    expect(selectedIn(cleared.html)).toEqual([])
    expect(cleared.html).toContain('No artworks selected yet.')
  })

  test('takes the newest hundred where more match, and says so', async () => {
    const prints = await addArtworks(130)
    expect(textOf(await page('/generate'))).toContain('Select the newest 100 of 130 artworks')
    const { html } = await press('/generate/select', { select: 'matching' })
    expect(selectedIn(html).toSorted()).toEqual(prints.slice(30).toSorted())
    expect(textOf(html)).toContain('You can generate up to 100 artworks at once')
    expect(html).toMatch(/<button[^>]*name="select" value="matching"[^>]*disabled=""/)
  })

  test('removes one, and stays at its part of the list', async () => {
    const prints = await addArtworks(60)
    const [oldest = '', second = ''] = prints
    const first = await page('/generate')
    const cursor = /name="cursor" value="([^"]+)"/.exec(first)?.[1] ?? ''
    const older = await page(`/generate?cursor=${cursor}&asset=${oldest}&asset=${second}`)
    expect(hiddenValue(older, 'at_cursor')).toBe(cursor)
    const form = { asset: [oldest, second], at_cursor: cursor, remove: oldest }
    const { html } = await press('/generate/select', form)
    expect(selectedIn(html)).toEqual([second])
    expect(listedIn(html)).toEqual(listedIn(older))
    // What is selected and not in this part of the list is sent along.
    expect(hiddenValue(html, 'asset')).toBe(second)
  })

  test('keeps to artworks without mockups, by collection and by search too', async () => {
    const [calm = '', bold = ''] = await addArtworks(2, 'Calm', 'growth')
    const [plain = ''] = await addArtworks(1, 'Plain')
    const { assetId, mockupId } = await seedMockup(person)
    await seedMockup(person, { assetId: bold })
    const withNone = async (query = '') =>
      listedIn(await page(`/generate?mockups=none${query}`)).toSorted()
    expect(await withNone()).toEqual([calm, plain].toSorted())
    expect(await withNone('&collection=growth')).toEqual([calm])
    expect(await withNone('&search=calm')).toEqual([calm])
    expect(await withNone('&search=allowed')).toEqual([])
    const { html } = await press('/generate/select', { mockups: 'none', select: 'matching' })
    expect(selectedIn(html).toSorted()).toEqual([calm, plain].toSorted())
    // Deleted, it has none again.
    await browser.post(`/mockups/${mockupId}/delete`, {})
    expect(await withNone('&search=allowed')).toEqual([assetId])
    await updateAsset(person.ctx, calm, { title: 'Renamed' })
    expect(await withNone('&search=renamed')).toEqual([calm])
    await updateAsset(person.ctx, calm, { status: 'archived' })
    expect(await withNone()).toEqual([plain, assetId].toSorted())
  })

  test('of those without mockups reads no more rows where others are many', async () => {
    await refreshTemplates(person.ctx)
    await addArtworks(30)
    const few = await recordCalls('/generate?mockups=none', browser)
    const busy = await addArtworks(400, 'Busy')
    await env.DB.prepare('UPDATE assets SET has_mockups = 1 WHERE user_id = ? AND title LIKE ?')
      .bind(person.userId, 'Busy%')
      .run()
    const many = await recordCalls('/generate?mockups=none', browser)
    const html = await many.answer.text()
    expect(listedIn(html)).toHaveLength(24)
    expect(listedIn(html).some((id) => id && busy.includes(id))).toBe(false)
    expect(many.rowsRead).toBeLessThanOrEqual(few.rowsRead + 1)
    const searched = await recordCalls('/generate?mockups=none&search=print', browser)
    expect(listedIn(await searched.answer.text())).toHaveLength(24)
    expect(searched.rowsRead).toBeLessThanOrEqual(few.rowsRead + 100)
  })
})

describe('an archived artwork', () => {
  test('is not offered; a URL that names it says why it is left out', async () => {
    const [active = '', archived = ''] = await addArtworks(2)
    await updateAsset(person.ctx, archived, { status: 'archived' })
    expect(listedIn(await page('/generate'))).toEqual([active])
    const html = await page(`/generate?asset=${active}&asset=${archived}&scene=bedroom`)
    expect(selectedIn(html)).toEqual([active])
    expect(html).toContain('Archived artworks cannot be rendered')
    expect(html).toContain(`href="/assets/${archived}"`)
    expect(textOf(html)).toContain('1 artwork × 1 scene = 1 mockup')
    const alone = await page(`/generate?asset=${archived}&scene=bedroom`)
    expect(selectedIn(alone)).toEqual([])
    expect(alone).toContain('Select artworks and scenes to see the cost.')
    const none = await page('/generate?search=print%202')
    expect(none).toContain('href="/assets?status=archived&amp;search=print+2"')
  })

  test('that was selected before is refused by name, and the rest stays selected', async () => {
    const [active = '', archived = ''] = await addArtworks(2)
    const form = { asset: [active, archived], scene: 'bedroom', group_id: newId() }
    const shown = await press('/generate', form)
    const quoted = hiddenValue(shown.html, 'quoted')
    await updateAsset(person.ctx, archived, { status: 'archived' })
    const { status, html } = await press('/generate', { ...form, quoted })
    expect(status).toBe(409)
    expect(html).toContain('One or more artworks are archived. Nothing was started or charged.')
    expect(html).toContain(`href="/assets/${archived}"`)
    expect(selectedIn(html)).toEqual([active])
  })
})

test('scenes recommended for the artworks’ collections come first, among many too', async () => {
  await refreshTemplates(person.ctx)
  const quote = newQuote.parse({ text: 'Grow slowly', collection: 'growth' })
  await createQuote(person.ctx, quote)
  const [growth = ''] = await addArtworks(1, 'Leaf', 'growth')
  const keys = (html: string) =>
    [...html.matchAll(/name="scene" value="([^"]+)"/g)].map(([, key]) => key)
  const system = ['bedroom', 'home_office', 'living_room', 'reading_nook', 'therapy_office']
  expect(keys(await page('/generate'))).toEqual(system)
  const html = await page(`/generate?asset=${growth}`)
  expect(keys(html)).toEqual([
    'home_office',
    'living_room',
    'therapy_office',
    'bedroom',
    'reading_nook',
  ])
  expect(html.match(/badge-sage">Recommended/g)).toHaveLength(3)
  // A tick of a scene moves none.
  const ticked = await page(`/generate?asset=${growth}&scene=reading_nook`)
  expect(keys(ticked)).toEqual(keys(html))
  await addScenes(person.userId, 120)
  await env.DB.prepare(
    `UPDATE mockup_scene_templates SET recommended_collections = '["growth"]',
       dm_template_id = 'dm_bedroom_001', config = '{"smart_object":"artwork_frame"}'
     WHERE user_id = ? AND scene_key = 'room_1'`,
  )
    .bind(person.userId)
    .run()
  expect(keys(await page(`/generate?asset=${growth}`)).slice(0, 4)).toContain('room_1')
  expect(keys(await page('/generate'))).not.toContain('room_1')
})

describe('before anything is paid', () => {
  async function upload(title: string, red: number): Promise<string> {
    const form = new FormData()
    const bytes = await plainPng(60, 80, [red, 90, 90])
    form.set('file', new File([bytes], 'artwork.png', { type: 'image/png' }))
    form.set('title', title)
    expect((await browser.post('/assets', form)).status).toBe(303)
    const found = env.DB.prepare('SELECT id FROM assets WHERE user_id = ? AND title = ?')
    return String(await found.bind(person.userId, title).first('id'))
  }

  async function rendered(asset_ids: string[], scenes: string[]): Promise<void> {
    const group_id = newId()
    const options = { skip_approval: false, regenerate: false }
    await requestRun(person.ctx, { group_id, asset_ids, scenes, ...options })
    await vi.waitFor(
      async () => expect(await page(`/runs/${group_id}`)).not.toContain('hx-trigger="every'),
      { timeout: 20_000, interval: 100 },
    )
  }

  test('each pair is shown: what exists, is reused, will be paid, and cannot be rendered', async () => {
    const [one, twin, other] = [
      await upload('One', 60),
      await upload('Other', 61),
      await upload('Third', 62),
    ]
    // The same file under another title: the same picture.
    await env.DB.prepare(
      `UPDATE assets SET content_hash = (SELECT content_hash FROM assets WHERE id = ?1)
       WHERE id = ?2`,
    )
      .bind(one, twin)
      .run()
    await rendered([one], ['bedroom'])
    const query = new URLSearchParams([
      ...[one, twin, other].map((id) => ['asset', id]),
      ...['bedroom', 'home_office', 'moon_base'].map((key) => ['scene', key]),
    ])
    const html = await page(`/generate?${query}`)
    const pairs = partOf(html, 'pairs')
    const kinds = [...pairs.matchAll(/class="pairs-cell pairs-(\w+)"/g)].map(([, kind]) => kind)
    // Newest first: the third artwork, the twin, the first, which pays for both.
    expect(kinds).toEqual(['paid', 'paid', 'reused', 'reused', 'exists', 'paid'])
    expect(textOf(pairs)).toContain('3 to render, 1 exists already, 2 reused free.')
    expect(textOf(pairs)).toContain('3,496 credits left this year after this run.')
    expect(pairs).toMatch(/Exists already<\/a><span class="badge[^>]*>To review/)
    expect(pairs.match(/<img[^>]*\/pictures\//g)).toHaveLength(2)
    expect(textOf(html)).toContain('3,496 after this run.')
    const again = partOf(await page(`/generate?${query}&regenerate=true`), 'pairs')
    expect(textOf(again)).toContain('Again, 1 credit')
  })

  test('what cannot be rendered says so in its place', async () => {
    await refreshTemplates(person.ctx)
    const [asset = ''] = await addArtworks(1)
    await env.DB.prepare("DELETE FROM account_templates WHERE user_id = ? AND id = 'dm_office_001'")
      .bind(person.userId)
      .run()
    const html = await page(`/generate?asset=${asset}&scene=bedroom&scene=home_office`)
    expect(partOf(html, 'pairs')).toContain('Cannot be rendered')
  })

  test('more than a hundred pairs are counted by scene', async () => {
    const prints = await addArtworks(51)
    const query = new URLSearchParams([
      ...prints.map((id) => ['asset', id]),
      ...['bedroom', 'home_office'].map((key) => ['scene', key]),
    ])
    const recorded = await recordCalls(`/generate?${query}`, browser)
    const pairs = textOf(partOf(await recorded.answer.text(), 'pairs'))
    expect(pairs).toContain('102 mockups are shown by scene.')
    expect(pairs).toContain('Bedroom 51 0 0')
    expect(recorded.chain).toBeLessThanOrEqual(3)
  })
})
