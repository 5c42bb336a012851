import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { isoTime } from '../../src/clock.ts'
import { createScene } from '../../src/domain/scenes/create-scene.ts'
import { newScene } from '../../src/domain/scenes/schemas.ts'
import { findTemplates } from '../../src/domain/templates/list-templates.ts'
import { refreshTemplates } from '../../src/domain/templates/refresh-templates.ts'
import { newId } from '../../src/ids.ts'
import type { Browser } from '../support/worker/browser.ts'
import { newStudioKey } from '../support/worker/create-user.ts'
import { hiddenValue } from '../support/worker/hidden-value.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { changeTemplate, sandboxPost, vendorRenders } from '../support/worker/sandbox.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const BEDROOM = '00000000-0000-7000-8000-000000000001'
const OAK = 'Bedroom, oak, square'
const WALNUT = 'Bedroom, walnut, square'
const BRASS = 'Bedroom, brass, square'

let browser: Browser
let person: Person
let vendorKey: string
beforeEach(async () => {
  const opened = await openPerson()
  browser = opened.browser
  person = opened.person
  vendorKey = newStudioKey()
})

async function connect(): Promise<Response> {
  return browser.post('/integrations/dynamic_mockups', { api_key: vendorKey })
}

async function page(path: string, status = 200): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(status)
  return answer.text()
}

const idOf = async (name: string): Promise<string> => {
  const id = await env.DB.prepare('SELECT id FROM account_templates WHERE user_id = ? AND name = ?')
    .bind(person.userId, name)
    .first('id')
  return String(id)
}

/** The form for these templates, and its address with the id of what it makes. */
async function openForm(names: string[], key?: string): Promise<string> {
  const query = new URLSearchParams(key ? { for: key, add: '1' } : { add: '1' })
  for (const name of names) query.append('template', await idOf(name))
  const opened = await browser.get(`/scenes/import/new?${query}`)
  expect(opened.status).toBe(303)
  return page(opened.headers.get('location') ?? '')
}

const decoded = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

/** What a browser sends of the form for templates as it is shown. */
function fieldsOf(html: string): Record<string, string> {
  const fields: Record<string, string> = { work_id: hiddenValue(html, 'work_id') }
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const name = / name="(\d+\.[^"]+)"/.exec(tag)?.[1]
    const isSent = !/type="checkbox"/.test(tag) || / checked/.test(tag)
    if (name && isSent) fields[name] = decoded(/ value="([^"]*)"/.exec(tag)?.[1] ?? '')
  }
  for (const [, name = '', options = ''] of html.matchAll(
    /<select[^>]* name="(\d+\.[^"]+)"[^>]*>(.*?)<\/select>/gs,
  )) {
    const chosen =
      /<option value="([^"]*)" selected/.exec(options) ?? /value="([^"]*)"/.exec(options)
    fields[name] = decoded(chosen?.[1] ?? '')
  }
  return fields
}

async function scenesOf(): Promise<{ scene_key: string; name: string; config: string }[]> {
  const { results } = await env.DB.prepare(
    'SELECT scene_key, name, config FROM mockup_scene_templates WHERE user_id = ? ORDER BY scene_key',
  )
    .bind(person.userId)
    .all<{ scene_key: string; name: string; config: string }>()
  return results
}

const keysOf = async () => (await scenesOf()).map(({ scene_key }) => scene_key)

describe('an account with templates of its own', () => {
  test('is connected, its scenes are mapped, others are imported, and nothing is spent', async () => {
    expect((await connect()).headers.get('location')).toBe('/integrations?done=key')
    const connected = await page('/integrations?done=key')
    expect(connected).toContain('5 built-in scenes without a template')
    expect(await page('/scenes')).toContain('5 built-in scenes without a template')
    for (const key of ['bedroom', 'living_room', 'home_office']) {
      expect(connected).toContain(`href="/scenes/import?for=${key}"`)
      expect(await page(`/scenes/import?for=${key}`)).toContain('type="radio"')
      const form = fieldsOf(await openForm([OAK], key))
      expect(form['0.replaces']).toBe(key)
      expect((await browser.post('/scenes/import', form)).headers.get('location')).toBe(
        '/scenes?done=imported',
      )
    }
    const library = await page('/scenes')
    expect(library).toContain('2 built-in scenes without a template')
    expect(library).toContain('Yours is used instead')
    const two = await openForm([WALNUT, OAK])
    expect(two).toContain('Add 2 scenes')
    await browser.post('/scenes/import', fieldsOf(two))
    expect(await keysOf()).toEqual([
      ...['bedroom', 'bedroom_oak_square', 'bedroom_walnut_square', 'home_office', 'living_room'],
    ])
    expect((await scenesOf())[0]?.name).toBe('Bedroom')
    await seedMockup(person, { item: false })
    expect(await page('/generate')).toContain('Bedroom, walnut, square')
    expect((await vendorRenders(vendorKey)).charged).toBe(0)
  })

  test('is browsed in pages of 24, by search and collection; what is ticked stays ticked', async () => {
    await connect()
    const first = await page('/scenes/import')
    expect(first.match(/type="checkbox"/g)).toHaveLength(24)
    expect(first).toContain('1–24 of 200')
    expect(first).toContain('3 templates could not be read')
    const last = await page('/scenes/import?offset=192')
    expect(last).toContain('193–200 of 200')
    const id = await idOf(WALNUT)
    const found = await page(`/scenes/import?search=OAK&collection=collection-wood&template=${id}`)
    expect(found).toContain('1–24 of 25')
    expect(found).toMatch(new RegExp(`<input[^>]*value="${id}"[^>]*checked`))
    expect(found.match(/type="checkbox"/g)).toHaveLength(25)
    expect(found).toContain('value="OAK"')
    expect(await page('/scenes/import?search=cellar')).toContain('Nothing matches')
    const beyond = await browser.get('/scenes/import?search=oak&offset=400')
    expect(beyond.headers.get('location')).toBe('/scenes/import?search=oak')
  })

  test('says which templates are in use, and offers the smart object where there are several', async () => {
    await connect()
    const form = await openForm([WALNUT, BRASS])
    expect(form).toContain('Artwork, 1,000 × 1,000 px')
    expect(form).toContain('Wall colour')
    const fields = fieldsOf(form)
    const [template] = await findTemplates(person.ctx, [await idOf(WALNUT)])
    const bedding = template?.layers.find(({ name }) => name === 'Bedding')?.id ?? ''
    await browser.post('/scenes/import', { ...fields, '0.smart_object': bedding })
    const [brass, walnut] = await scenesOf()
    expect(walnut?.config).toContain('"smart_object":"Bedding"')
    expect(brass?.config).toContain('"default_size":{"width":1000,"height":1000}')
    expect(await page('/scenes/import?search=walnut,+square')).toContain(
      'In use: bedroom_walnut_square',
    )
  })

  test('is chosen from: nothing ticked, too much ticked, and something that is gone', async () => {
    await connect()
    expect(await page('/scenes/import/new', 400)).toContain('Tick at least one template')
    const many = Array.from({ length: 51 }, (_, n) => `template=t${n}`).join('&')
    expect(await page(`/scenes/import/new?${many}`, 400)).toContain('Tick at most 50')
    expect(await page('/scenes/import/new?template=gone', 400)).toContain(
      'in your account any more',
    )
  })
})

describe('the form of an import', () => {
  beforeEach(async () => {
    await connect()
  })

  test('that cannot be read is given back as it was typed, and makes nothing', async () => {
    const fields = fieldsOf(await openForm([OAK, WALNUT]))
    const typed = { ...fields, '0.name': 'My <oak>', '1.scene_key': 'No!', '1.rotation': '999' }
    const answer = await browser.post('/scenes/import', typed)
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toContain('value="My &lt;oak&gt;"')
    expect(html).toContain('value="No!"')
    expect(html).toContain('href="#field-import-1-scene_key"')
    expect(html).toContain('href="#field-import-1-rotation"')
    expect(await keysOf()).toEqual([])
  })

  test('adds what it can, and keeps the rest with what is wrong; sent again, that is added', async () => {
    await createScene(
      person.ctx,
      newScene.parse({
        scene_key: 'loft',
        name: 'Loft',
        dm_template_id: await idOf(OAK),
        config: { smart_object: 'Artwork' },
      }),
    )
    const fields = fieldsOf(await openForm([OAK, WALNUT]))
    const typed = { ...fields, '1.scene_key': 'loft', '1.name': 'Walnut' }
    const answer = await browser.post('/scenes/import', typed)
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toContain('1 scene is added. What is below is not yet.')
    expect(html).toContain('has the key loft already')
    expect(html).toContain('value="Walnut"')
    const rest = fieldsOf(html)
    expect(rest.work_id).not.toBe(fields.work_id)
    expect(await keysOf()).toEqual(['bedroom_oak_square', 'loft'])
    const again = { ...rest, '0.scene_key': 'walnut' }
    expect((await browser.post('/scenes/import', again)).status).toBe(303)
    expect(await keysOf()).toEqual(['bedroom_oak_square', 'loft', 'walnut'])
  })

  test('sent twice makes nothing twice', async () => {
    const fields = fieldsOf(await openForm([OAK, WALNUT]))
    for (const _time of [1, 2]) {
      expect((await browser.post('/scenes/import', fields)).status).toBe(303)
    }
    expect(await keysOf()).toEqual(['bedroom_oak_square', 'bedroom_walnut_square'])
  })
})

describe('the page for choosing', () => {
  test('leads to the connection where there is none', async () => {
    await browser.post('/integrations/dynamic_mockups/disconnect', {})
    expect(await page('/scenes/import')).toContain('No Dynamic Mockups account yet')
    expect(await page('/scenes')).toContain('No Dynamic Mockups account is connected')
  })

  test('says that the account is read for the first time', async () => {
    const now = isoTime(Date.now())
    await env.DB.prepare(
      `INSERT OR IGNORE INTO template_reads (user_id, account, started_at, tried_at)
       VALUES (?, 'other', ?, ?)`,
    )
      .bind(person.userId, now, now)
      .run()
    expect(await page('/scenes/import')).toContain('Your account is being read')
  })

  test('says why the account could not be read, and reads it at a press', async () => {
    await sandboxPost('/faults', {
      vendor: 'dynamic_mockups',
      key: vendorKey,
      kind: 'status',
      value: 500,
      operation: 'mockups',
      times: 1,
    })
    await connect()
    const unread = await page('/scenes/import')
    expect(unread).toContain('Your templates are not known yet')
    expect(unread).toContain('Dynamic Mockups could not be asked')
    expect(await page('/scenes')).toContain('Not checked')
    const checked = await browser.post('/scenes/check', { back: 'import' })
    expect(checked.headers.get('location')).toBe('/scenes/import?done=read')
    expect(await page('/scenes/import?done=read')).toContain('1–24 of 200')
  })

  test('says that an account has no templates', async () => {
    await refreshTemplates(person.ctx)
    await env.DB.prepare('DELETE FROM account_templates WHERE user_id = ?')
      .bind(person.userId)
      .run()
    expect(await page('/scenes/import')).toContain('No templates in your account')
  })
})

describe('a built-in scene', () => {
  test('is changed in a form that is filled already, and nothing is made before it is saved', async () => {
    await refreshTemplates(person.ctx)
    const url = new RegExp(`href="(/scenes\\?add=[^"]*from=${BEDROOM})"`).exec(
      await page('/scenes'),
    )?.[1]
    const form = await page(decoded(url ?? ''))
    expect(form).toContain('Change a built-in scene')
    expect(form).toMatch(/<input[^>]*readonly[^>]*value="bedroom"/)
    expect(form).toContain('value="dm_bedroom_001"')
    expect(await keysOf()).toEqual([])
    const typed = {
      work_id: hiddenValue(form, 'work_id'),
      from: hiddenValue(form, 'from'),
      ...{ scene_key: 'bedroom', name: '', dm_template_id: 'dm_bedroom_001' },
    }
    const refused = await browser.post('/scenes', typed)
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('Change a built-in scene')
    const saved = { ...typed, name: 'Our bedroom', smart_object: 'artwork_frame', fit: 'cover' }
    for (const _time of [1, 2]) {
      expect((await browser.post('/scenes', saved)).headers.get('location')).toBe(
        '/scenes?done=replaced',
      )
    }
    expect(await keysOf()).toEqual(['bedroom'])
    const library = await page('/scenes')
    expect(library).toContain('Yours is used instead')
    expect(library).toContain('Edit yours')
  })
})

describe('a scene of one’s own', () => {
  test('whose template has gone says so, and is given another one by its key', async () => {
    await connect()
    await browser.post('/scenes/import', fieldsOf(await openForm([OAK])))
    expect(await page('/scenes')).toContain('Ready')
    await changeTemplate(vendorKey, await idOf(OAK), 'gone')
    const checked = await browser.post('/scenes/check', {})
    expect(checked.headers.get('location')).toBe('/scenes?done=read')
    const library = await page('/scenes')
    expect(library).toContain('Broken')
    expect(library).toContain('is no longer in your Dynamic Mockups account')
    expect(library).toContain('href="/scenes/import?for=bedroom_oak_square"')
    const edited = /href="\/scenes\?edit=([0-9a-f-]{36})"/.exec(library)?.[1] ?? ''
    expect(await page(`/scenes?edit=${edited}`)).toContain('This scene cannot be rendered')
    const form = fieldsOf(await openForm([WALNUT], 'bedroom_oak_square'))
    expect(form['0.name']).toBe(OAK)
    expect((await browser.post('/scenes/import', form)).status).toBe(303)
    expect(await page('/scenes')).not.toContain('Broken')
    expect(await keysOf()).toEqual(['bedroom_oak_square'])
  })

  test('are in pages, and searched by name, which the links keep', async () => {
    const input = { name: 'Loft', dm_template_id: 'dm_loft' }
    for (let n = 1; n <= 49; n += 1) {
      const name = n === 1 ? 'Attic' : 'Loft'
      const scene = { ...input, name, scene_key: `room_${n}` }
      await createScene(person.ctx, newScene.parse(scene), newId())
    }
    expect(await page('/scenes')).toContain('1–24 of 49')
    expect(await page('/scenes?offset=48')).toContain('>49 of 49<')
    expect((await browser.get('/scenes?offset=96')).headers.get('location')).toBe(
      '/scenes?search=&offset=48',
    )
    const found = await page('/scenes?search=loft')
    expect(found).toContain('1–24 of 48')
    expect(found).toMatch(/href="\/scenes\?search=loft&amp;cursor=/)
    expect(found).not.toContain('Attic')
    expect(await page('/scenes?search=cellar')).toContain('No scenes of yours for these filters')
  })
})
