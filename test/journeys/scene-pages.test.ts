import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { isoTime } from '../../src/clock.ts'
import { createScene } from '../../src/domain/scenes/create-scene.ts'
import { newScene } from '../../src/domain/scenes/schemas.ts'
import { findTemplates } from '../../src/domain/templates/list-templates.ts'
import { refreshTemplates } from '../../src/domain/templates/refresh-templates.ts'
import { newId } from '../../src/ids.ts'
import { plainPng } from '../support/worker/artwork.ts'
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

/** What this user's bedroom, or the system's, is recommended for. */
async function recommendedOf(userId: string | null): Promise<unknown[]> {
  const { results } = await env.DB.prepare(
    `SELECT recommended_collections AS kept FROM mockup_scene_templates
     WHERE user_id IS ? AND scene_key = 'bedroom'`,
  )
    .bind(userId)
    .all()
  return results.map(({ kept }) => kept)
}

async function addArtwork(title: string, width: number, height: number): Promise<string> {
  const form = new FormData()
  const bytes = await plainPng(width, height, [200, 80, 40])
  form.set('file', new File([bytes], 'day.png', { type: 'image/png' }))
  for (const [name, value] of Object.entries({ title, quote_id: '' })) form.set(name, value)
  expect((await browser.post('/assets', form)).status).toBe(303)
  const id = await env.DB.prepare('SELECT id FROM assets WHERE user_id = ? AND title = ?')
    .bind(person.userId, title)
    .first('id')
  return String(id)
}

const keysOf = async () => (await scenesOf()).map(({ scene_key }) => scene_key)

describe('an account with templates of its own', () => {
  test('is connected, its scenes are mapped, others are imported, and nothing is spent', async () => {
    expect((await connect()).headers.get('location')).toBe('/integrations')
    const connected = await page('/integrations')
    expect(connected).toContain('5 built-in scenes without a template')
    expect(await page('/scenes')).toContain('5 built-in scenes without a template')
    for (const key of ['bedroom', 'living_room', 'home_office']) {
      expect(connected).toContain(`href="/scenes/import?for=${key}"`)
      expect(await page(`/scenes/import?for=${key}`)).toContain('type="radio"')
      const form = fieldsOf(await openForm([OAK], key))
      expect(form['0.replaces']).toBe(key)
      expect((await browser.post('/scenes/import', form)).headers.get('location')).toBe('/scenes')
    }
    const library = await page('/scenes')
    expect(library).toContain('2 built-in scenes without a template')
    expect(library).toContain('Your version is used')
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
      'Used by Bedroom Walnut Square',
    )
  })

  test('is chosen from: nothing ticked, too much ticked, and something that is gone', async () => {
    await connect()
    expect(await page('/scenes/import/new', 400)).toContain('Choose at least one template')
    const many = Array.from({ length: 51 }, (_, n) => `template=t${n}`).join('&')
    expect(await page(`/scenes/import/new?${many}`, 400)).toContain('Choose up to 50')
    expect(await page('/scenes/import/new?template=gone', 400)).toContain(
      'are no longer in your account',
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
    expect(html).toContain('1 scene was added. Those below have not been added yet.')
    expect(html).toContain('already has the key loft')
    expect(html).toContain('value="Walnut"')
    const rest = fieldsOf(html)
    expect(rest.work_id).not.toBe(fields.work_id)
    expect(await keysOf()).toEqual(['bedroom_oak_square', 'loft'])
    const again = { ...rest, '0.scene_key': 'walnut' }
    expect((await browser.post('/scenes/import', again)).status).toBe(303)
    expect(await keysOf()).toEqual(['bedroom_oak_square', 'loft', 'walnut'])
  })

  describe('in the place of a scene that is chosen by hand', () => {
    const moved = async (more: Record<string, string> = {}) => {
      const fields = fieldsOf(await openForm([OAK]))
      const form = { ...fields, '0.replaces': 'bedroom', ...more }
      const answer = await browser.post('/scenes/import', form)
      expect(answer.headers.get('location')).toBe('/scenes')
      return { form, scene: (await scenesOf())[0] }
    }

    test('is called as that one, and is recommended for what that one is', async () => {
      const { scene } = await moved()
      expect(scene).toMatchObject({ scene_key: 'bedroom', name: 'Bedroom' })
      const [system] = await recommendedOf(null)
      expect(system).not.toEqual('[]')
      expect(await recommendedOf(person.userId)).toEqual([system])
    })

    test('is called as it was typed, and is recommended for what was ticked', async () => {
      const { scene } = await moved({
        '0.name': 'Our bedroom',
        '0.recommended_collections': 'growth',
      })
      expect(scene).toMatchObject({ scene_key: 'bedroom', name: 'Our bedroom' })
      expect(await recommendedOf(person.userId)).toEqual(['["growth"]'])
    })

    test('is made once, sent twice', async () => {
      const { form } = await moved()
      const again = await browser.post('/scenes/import', form)
      expect(again.headers.get('location')).toBe('/scenes')
      expect(await keysOf()).toEqual(['bedroom'])
    })

    test('and back again is a scene by the name of its template', async () => {
      const fields = fieldsOf(await openForm([OAK], 'bedroom'))
      expect(fields).toMatchObject({ '0.name': 'Bedroom', '0.scene_key': 'bedroom' })
      await browser.post('/scenes/import', { ...fields, '0.replaces': '' })
      expect(await scenesOf()).toMatchObject([{ scene_key: 'bedroom_oak_square', name: OAK }])
    })
  })

  describe('with drafts', () => {
    test('shows one for each template, free of charge, and nothing is saved', async () => {
      await addArtwork('First', 40, 80)
      const form = await openForm([OAK, WALNUT])
      for (const [n, name] of [OAK, WALNUT].entries()) {
        expect(form).toContain(`Draft of “First” in the “${name}” frame`)
        expect(form).toContain(`<div class="stack form-draft" id="draft-${n}"`)
        expect(form).toContain(`name="${n}.use_fit" value="cover"`)
      }
      expect(form.match(/White bars left and right\. Cover the frame instead\?/g)).toHaveLength(2)
      const ids = [...form.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
      expect(await keysOf()).toEqual([])
      expect(await vendorRenders(vendorKey)).toEqual({ charged: 0, renders: [] })
    })

    test('sets the fit of one of them, and keeps all that is typed and both artworks', async () => {
      const first = await addArtwork('First', 40, 80)
      const second = await addArtwork('Second', 50, 100)
      const fields = fieldsOf(await openForm([OAK, WALNUT]))
      const typed = {
        ...fields,
        '0.name': 'My oak',
        '0.scene_key': 'No!',
        '1.name': 'My walnut',
        '1.rotation': '2,5',
        '1.recommended_collections': 'growth',
        '0.draft_asset': first,
        '1.draft_asset': second,
      }
      const answer = await browser.post('/scenes/import/draft', { ...typed, '0.use_fit': 'cover' })
      expect(answer.status).toBe(200)
      const html = await answer.text()
      expect(html).toContain('Draft of “First” in the “My oak” frame')
      expect(html).toContain('Draft of “Second” in the “My walnut” frame')
      expect(html).toContain('Cut off at the top and bottom. Show the whole artwork instead?')
      expect(html).toMatch(
        /name="1.recommended_collections"[^>]*value="growth"[^>]*checked|value="growth"[^>]*name="1.recommended_collections"[^>]*checked/,
      )
      expect(fieldsOf(html)).toEqual({ ...typed, '0.fit': 'cover' })
      expect(await keysOf()).toEqual([])
      // Refused, they are kept as well.
      const refused = await browser.post('/scenes/import', typed)
      expect(refused.status).toBe(400)
      expect(fieldsOf(await refused.text())).toEqual(typed)
    })

    test('says which template has none, where its placement cannot be read', async () => {
      await addArtwork('First', 40, 80)
      const fields = fieldsOf(await openForm([OAK, WALNUT]))
      const typed = { ...fields, '1.rotation': '999' }
      const html = await (await browser.post('/scenes/import/draft', typed)).text()
      expect(html.match(/No draft: Rotation: Enter degrees from -360 to 360/g)).toHaveLength(1)
      expect(html.match(/aria-label="Draft of/g)).toHaveLength(1)
    })
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
    expect(await page('/scenes/import')).toContain('Dynamic Mockups is not connected')
    expect(await page('/scenes')).toContain('Dynamic Mockups is not connected')
  })

  test('says that the account is read for the first time', async () => {
    const now = isoTime(Date.now())
    await env.DB.prepare(
      `INSERT OR IGNORE INTO template_reads (user_id, account, started_at, tried_at)
       VALUES (?, 'other', ?, ?)`,
    )
      .bind(person.userId, now, now)
      .run()
    expect(await page('/scenes/import')).toContain('Syncing your templates')
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
    expect(unread).toContain('Your templates have not been synced yet')
    expect(unread).toContain('Dynamic Mockups could not be reached')
    expect(await page('/scenes')).toContain('Not checked')
    const checked = await browser.post('/scenes/check', { back: 'import' })
    expect(checked.headers.get('location')).toBe('/scenes/import')
    expect(await page('/scenes/import')).toContain('1–24 of 200')
  })

  test('says that an account has no templates', async () => {
    await refreshTemplates(person.ctx)
    await env.DB.prepare('DELETE FROM account_templates WHERE user_id = ?')
      .bind(person.userId)
      .run()
    expect(await page('/scenes/import')).toContain('No templates in your account')
  })
})

describe('the templates of a scene’s form', () => {
  const options = (html: string) => {
    const select = /<select[^>]*name="template"[^>]*>(.*?)<\/select>/s.exec(html)?.[1] ?? ''
    return [...select.matchAll(/<option value="([^"]*)"( selected="")?/g)].map(
      ([, value, selected]) => (selected ? `*${value}` : value),
    )
  }

  test('are twenty-five, and the others are found by searching without losing the choice', async () => {
    expect((await connect()).status).toBe(303)
    await refreshTemplates(person.ctx)
    const copies = `INSERT INTO account_templates (user_id, id, name, collections, layers)
      SELECT user_id, 'copy-' || n, 'Attic ' || n, collections, layers
      FROM (SELECT * FROM account_templates WHERE user_id = ? LIMIT 1),
        (WITH RECURSIVE c (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM c WHERE n < 199)
          SELECT n FROM c)`
    await env.DB.prepare(copies).bind(person.userId).run()
    const id = newId()
    const first = await page(`/scenes?add=${id}`)
    expect(options(first)).toHaveLength(26)
    expect(first).toContain('Showing the first by name. Search for others.')
    const found = await page(`/scenes?add=${id}&template=copy-150&template_search=Attic+17`)
    expect(options(found)).toEqual([
      '',
      '*copy-150',
      ...Array.from({ length: 10 }, (_, n) => `copy-${170 + n}`),
    ])
    const sent = { work_id: id, name: 'Attic', template: 'copy-150', template_search: 'Attic 18' }
    const unscripted = await (await browser.post('/scenes/draft', sent)).text()
    expect(options(unscripted)).toContain('copy-189')
    expect(options(unscripted)).toContain('*copy-150')
    expect(unscripted).toContain('value="Attic"')
    expect(await keysOf()).toEqual([])
  })
})

describe('a built-in scene', () => {
  test('is changed in a form that is filled already, and nothing is made before it is saved', async () => {
    await refreshTemplates(person.ctx)
    const url = new RegExp(`href="(/scenes\\?add=[^"]*from=${BEDROOM})"`).exec(
      await page('/scenes'),
    )?.[1]
    const form = await page(decoded(url ?? ''))
    expect(form).toContain('Customize ')
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
    expect(await refused.text()).toContain('Customize ')
    const saved = { ...typed, name: 'Our bedroom', smart_object: 'artwork_frame', fit: 'cover' }
    for (const _time of [1, 2]) {
      expect((await browser.post('/scenes', saved)).headers.get('location')).toBe('/scenes')
    }
    expect(await keysOf()).toEqual(['bedroom'])
    const library = await page('/scenes')
    expect(library).toContain('Your version is used')
    expect(library).toContain('Edit your version')
  })
})

describe('a scene of one’s own', () => {
  test('whose template has gone says so, and is given another one by its key', async () => {
    await connect()
    await browser.post('/scenes/import', fieldsOf(await openForm([OAK])))
    expect(await page('/scenes')).toContain('Ready')
    await changeTemplate(vendorKey, await idOf(OAK), 'gone')
    const checked = await browser.post('/scenes/check', {})
    expect(checked.headers.get('location')).toBe('/scenes')
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
    expect(await page('/scenes?search=cellar')).toContain('No scenes of yours match these filters')
  })
})
