import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { createScene } from '../../src/domain/scenes/create-scene.ts'
import { getCheckedScene } from '../../src/domain/scenes/get-scene.ts'
import { newScene } from '../../src/domain/scenes/schemas.ts'
import { refreshTemplates } from '../../src/domain/templates/refresh-templates.ts'
import { newId } from '../../src/ids.ts'
import { plainPng } from '../support/worker/artwork.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { hiddenValue } from '../support/worker/hidden-value.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { vendorRenders } from '../support/worker/sandbox.ts'

// Its frame is of 800 × 1000 at the vendor, with one smart object.
const BEDROOM = 'dm_bedroom_001'
const LAYER = 'artwork_frame'
const AREA = `/templates/${BEDROOM}/area`
const CORNERS = { x1: '20', y1: '5', x2: '70', y2: '30', x3: '70', y3: '60', x4: '20,5', y4: '95' }
const BARS = 'White bars at the top and at the bottom, 10% of the height each.'

let browser: Browser
let person: Person
let vendorKey: string
beforeEach(async () => {
  const opened = await openPerson()
  browser = opened.browser
  person = opened.person
  vendorKey = opened.vendorKey
  expect(await refreshTemplates(person.ctx)).toBe('read')
})

async function page(path: string): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(200)
  return answer.text()
}

async function textOf(path: string, form: Record<string, string>): Promise<string> {
  return (await browser.post(path, form)).text()
}

async function artwork(title: string, width = 40, height = 40): Promise<string> {
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

function addScene(config: object = { smart_object: LAYER }, dm_template_id = BEDROOM) {
  const input = { scene_key: `loft_${newId().slice(-6)}`, name: 'Loft', dm_template_id, config }
  return createScene(person.ctx, newScene.parse(input))
}

const typed = (more: object = {}): Record<string, string> => ({
  name: 'Bright loft',
  description: '',
  dm_template_id: BEDROOM,
  smart_object: LAYER,
  fit: '',
  version: '1',
  ...more,
})

async function layerId(): Promise<string> {
  const id = await env.DB.prepare(
    `SELECT layers ->> '$[0].id' AS id FROM account_templates WHERE user_id = ? AND id = ?`,
  )
    .bind(person.userId, BEDROOM)
    .first('id')
  return String(id)
}

describe('the form of a scene', () => {
  test('shows the newest artwork in its frame, marked as a draft and said in words', async () => {
    await artwork('First', 40, 80)
    await artwork('Second')
    const { id } = await addScene()
    const html = await page(`/scenes?edit=${id}`)
    expect(html).toContain('<span class="badge badge-amber">Draft</span>')
    expect(html).toContain(
      'aria-label="Draft of “Second” in the “Loft” frame" aria-describedby="scene-draft-words"',
    )
    expect(html).toContain(`<p class="small" id="scene-draft-words">${BARS}</p>`)
    expect(html).toContain('<image href="/files/')
    expect(html).toContain('White bars at the top and bottom. Cover the frame instead?')
    expect(html).not.toContain('style=')
  })

  test('sets another fit, or shows another artwork, with what is typed and nothing saved', async () => {
    const first = await artwork('First', 40, 80)
    await artwork('Second')
    const { id } = await addScene()
    const form = typed({ draft_asset: first, use_fit: 'cover' })
    const answer = await browser.post(`/scenes/${id}/draft`, form)
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(html).toContain('Draft of “First” in the “Bright loft” frame')
    expect(html).toContain(
      'Cut off at the top and at the bottom, 19% of the artwork’s height each.',
    )
    expect(html).toContain('<option value="cover" selected="">')
    expect(html).toContain(`<option value="${first}" selected="">First</option>`)
    expect(html).toContain('value="Bright loft"')
    expect(html).toContain('<input type="hidden" name="version" value="1"/>')
    expect(await getCheckedScene(person.ctx, id)).toMatchObject({ name: 'Loft', version: 1 })
    const back = await browser.post(
      `/scenes/${id}/draft`,
      typed({ fit: 'cover', use_fit: 'contain' }),
    )
    expect(await back.text()).toContain(BARS)
  })

  test('shows of the saved scene what it showed of what was typed', async () => {
    await artwork('Second', 40, 60)
    const { id } = await addScene()
    const values = typed({ width: '300', height: '500', x: '40', y: '-20', rotation: '8' })
    const drawing = (html: string) => {
      const [svg = ''] = /<svg[^>]*aria-label="Draft of.*?<\/svg>/s.exec(html) ?? []
      const [words = ''] = /<p class="small" id="scene-draft-words">.*?<\/p>/s.exec(html) ?? []
      expect([svg, words]).not.toContain('')
      // A file's link has another signature.
      return [svg.replace(/\?[^"]*"/g, '"'), words]
    }
    const before = await page(`/scenes?edit=${id}`)
    const draft = await (await browser.post(`/scenes/${id}/draft`, values)).text()
    expect((await browser.post(`/scenes/${id}`, values)).status).toBe(303)
    expect(drawing(await page(`/scenes?edit=${id}`))).toEqual(drawing(draft))
    expect(drawing(before)).not.toEqual(drawing(draft))
  })

  test('drafts a scene that is not there yet', async () => {
    await artwork('Second')
    const answer = await browser.post('/scenes/draft', typed({ name: '', work_id: newId() }))
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(html).toContain('in the “New scene” frame')
    expect(html).toContain(BARS)
    expect(html).toContain('formaction="/scenes/draft"')
  })

  test.each([
    [{ rotation: '400' }, 'No draft: Rotation: Enter degrees from -360 to 360'],
    [{ width: '10' }, 'No draft: Artwork height: '],
    [
      { scale: '0.5', dm_template_id: 'dm_elsewhere' },
      'No draft: This scene has a scale, but its template does not give',
    ],
  ])('with %j says why there is none', async (wrong, said) => {
    await artwork('Second')
    const answer = await browser.post('/scenes/draft', typed(wrong))
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain(said)
  })

  test('says so where the frame is only assumed, and where there is no artwork', async () => {
    const { id } = await addScene({ default_size: { width: 500, height: 500 } }, 'dm_elsewhere')
    expect(await page(`/scenes?edit=${id}`)).toContain('Upload an artwork</a> to see here')
    await artwork('Second')
    const html = await page(`/scenes?edit=${id}`)
    expect(html).toContain('does not give the size of its frame. This draft assumes 500 × 500')
    expect(html).toContain('The artwork fills the frame exactly.')
  })
})

describe('the template of a scene', () => {
  const OFFICE = 'dm_office_001'
  const listed = (form: object) => ({ ...typed(), template_shown: BEDROOM, ...form })

  test('is offered by its name, with its picture and whether it serves', async () => {
    const { id } = await addScene()
    const html = await page(`/scenes?edit=${id}`)
    expect(html).toMatch(
      /<select[^>]*name="template"[^>]*>.*<option value="dm_bedroom_001" selected/s,
    )
    expect(html).toContain(`<option value="${OFFICE}">`)
    expect(html).toContain(`<input type="hidden" name="template_shown" value="${BEDROOM}"/>`)
    expect(html).toMatch(/name="dm_template_id" type="text" value=""/)
    const [, chosen = ''] = /id="scene-template">(.*?)<\/div>/s.exec(html) ?? []
    expect(chosen).toContain(`<img src="/templates/${BEDROOM}/thumbnail"`)
    expect(chosen).toContain('Ready')
    expect(html).toContain('hx-select-oob="#scene-template"')
  })

  test.each([
    ['another of the list', { template: OFFICE, dm_template_id: '' }, OFFICE],
    ['the list where an id was typed before', { template: OFFICE, dm_template_id: 'x' }, OFFICE],
    ['an id beside the list', { template: BEDROOM, dm_template_id: ' dm_else ' }, 'dm_else'],
    ['an id alone', { template: '', template_shown: '', dm_template_id: 'dm_else' }, 'dm_else'],
  ])('is %s', async (_case, form, saved) => {
    const { id } = await addScene()
    const answer = await browser.post(`/scenes/${id}`, listed(form))
    expect(answer.status).toBe(303)
    expect(await getCheckedScene(person.ctx, id)).toMatchObject({ dm_template_id: saved })
  })

  test('that was chosen and is not saved yet is shown, with what keeps it from being used', async () => {
    const { id } = await addScene()
    const form = listed({ template: OFFICE, dm_template_id: '', smart_object: 'Poster' })
    const html = await textOf(`/scenes/${id}/draft`, form)
    expect(html).toContain(`<option value="${OFFICE}" selected="">`)
    const [, chosen = ''] = /id="scene-template">(.*?)<\/div>/s.exec(html) ?? []
    expect(chosen).toContain('Broken')
    expect(chosen).toContain('has no smart object “Poster”')
    const typedId = await textOf(
      `/scenes/${id}/draft`,
      listed({ dm_template_id: 'dm_else', template: BEDROOM }),
    )
    expect(typedId).toContain('value="dm_else"')
    expect(typedId).toContain('Your Dynamic Mockups account has no template dm_else.')
  })

  test('is an id alone while no template is known', async () => {
    const { id } = await addScene()
    for (const table of ['account_templates', 'template_reads']) {
      await env.DB.prepare(`DELETE FROM ${table} WHERE user_id = ?`).bind(person.userId).run()
    }
    const html = await page(`/scenes?edit=${id}`)
    expect(html).not.toContain('name="template"')
    expect(html).toMatch(/name="dm_template_id" type="text" value="dm_bedroom_001"/)
  })
})

describe('a scene that is not saved', () => {
  test.each([
    ['that was refused', { name: '' }, 400],
    ['that was changed meanwhile', { version: '0' }, 409],
  ])('%s keeps the artwork of its draft', async (_case, wrong, status) => {
    const first = await artwork('First')
    await artwork('Second')
    const { id } = await addScene()
    const answer = await browser.post(`/scenes/${id}`, typed({ draft_asset: first, ...wrong }))
    expect(answer.status).toBe(status)
    expect(await answer.text()).toContain(`<option value="${first}" selected="">First</option>`)
  })

  test('because it is new and refused keeps the artwork of its draft', async () => {
    const first = await artwork('First')
    await artwork('Second')
    const form = typed({ draft_asset: first, scene_key: 'No!', work_id: newId() })
    const answer = await browser.post('/scenes', form)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(`<option value="${first}" selected="">First</option>`)
  })
})

describe('the area of a frame', () => {
  test('is drawn by numbers alone, and from then on drafts are shown in the room', async () => {
    await artwork('Second')
    const { id } = await addScene()
    const layer = await layerId()
    const link = `${AREA}?layer=${layer}&amp;back=%2Fscenes%3Fedit%3D${id}`
    expect(await page(`/scenes?edit=${id}`)).toContain(`href="${link}">Draw where the frame is`)
    const empty = await page(link.replace('&amp;', '&'))
    expect(empty).toContain('name="x3" type="text" value="65"')
    expect(empty).not.toContain('Remove frame')
    const back = `/scenes?edit=${id}`
    const saved = await browser.post(AREA, { ...CORNERS, layer, back })
    expect(saved.status).toBe(303)
    const drawn = await page(saved.headers.get('location') ?? '')
    expect(drawn).toContain('name="x4" type="text" value="20.5"')
    expect(drawn).toMatch(/Draft of “Second” in the “[^”]+” room/)
    const html = await page(back)
    expect(html).toContain(`<img src="/templates/${BEDROOM}/thumbnail"`)
    expect(html).toContain('Draft of “Second” in the “Loft” room')
    expect(html.split('<clipPath').length).toBeGreaterThan(8)
    expect(await page('/activity')).toContain('Drew the frame on the template')
    const removed = await browser.post(`${AREA}/remove`, { layer, back })
    expect(await (await browser.get(removed.headers.get('location') ?? '')).text()).toContain(
      'Frame removed.',
    )
    expect(await page(back)).not.toContain('<clipPath')
  })

  test('is saved twice as once', async () => {
    const form = { ...CORNERS, layer: await layerId() }
    for (let tries = 0; tries < 2; tries += 1) await browser.post(AREA, form)
    const count = async (table: string) =>
      env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE user_id = ?`)
        .bind(person.userId)
        .first('n')
    expect(await count('preview_areas')).toBe(1)
    const rows = await env.DB.prepare(
      `SELECT count(*) AS n FROM activity_log WHERE user_id = ? AND action_type = 'preview_area_drawn'`,
    )
      .bind(person.userId)
      .first('n')
    expect(rows).toBe(1)
  })

  test.each([
    [{ x1: '', y2: 'a', x3: '101' }, ['field-x1', 'field-y2', 'field-x3']],
    [{ x1: '70', x2: '20' }, []],
    [{ x3: '45', y3: '17.5' }, []],
  ])('that is no frame is given back as it was typed: %j', async (wrong, fields) => {
    const answer = await browser.post(AREA, { ...CORNERS, ...wrong, layer: await layerId() })
    expect(answer.status).toBe(400)
    const html = await answer.text()
    for (const field of fields) expect(html).toContain(`href="#${field}"`)
    if (fields.length === 0) expect(html).toContain('must run clockwise')
    for (const value of Object.values(wrong)) {
      if (value) expect(html).toContain(`value="${value}"`)
    }
  })

  test('is nobody else’s, and only on what the account has', async () => {
    const layer = await layerId()
    const stranger = await openBrowser()
    expect((await stranger.get(AREA)).status).toBe(404)
    expect((await stranger.post(AREA, { ...CORNERS, layer })).status).toBe(404)
    expect((await browser.post(AREA, { ...CORNERS, layer: 'none' })).status).toBe(404)
    expect((await browser.get('/templates/none/area')).status).toBe(404)
  })

  test('leads back to our own pages alone', async () => {
    const html = await page(`${AREA}?back=${encodeURIComponent('//elsewhere.example')}`)
    expect(html).not.toContain('href="//elsewhere.example"')
  })
})

describe('the page of generating', () => {
  test('shows the first chosen artwork in the first five chosen scenes, free of charge', async () => {
    const asset = await artwork('Second')
    expect(await page(`/generate?asset=${asset}`)).not.toContain('Draft of')
    const scenes = [await addScene(), await addScene({ smart_object: LAYER, fit: 'cover' })]
    const keys = ['bedroom', 'therapy_office', 'living_room', 'reading_nook', 'home_office']
    const chosen = [...scenes.map(({ scene_key }) => scene_key), ...keys]
    const query = new URLSearchParams([['asset', asset], ...chosen.map((key) => ['scene', key])])
    const html = await page(`/generate?${query}`)
    expect(html.match(/aria-label="Draft of “Second” in the “[^”]+” frame"/g)).toHaveLength(5)
    expect(html).toContain('the first 5 scenes')
    expect(html).toContain(BARS)
    expect(html).toContain('hx-select-oob="#drafts,')
    expect(await vendorRenders(vendorKey)).toEqual({ charged: 0, renders: [] })
  })

  test('offers another fit, which is saved with the scene, and keeps what is chosen', async () => {
    const asset = await artwork('First')
    await artwork('Second')
    const { id, scene_key } = await addScene()
    const chosen = { asset, scene: scene_key, skip_approval: 'true', kit: 'none' }
    const html = await page(`/generate?${new URLSearchParams(chosen)}`)
    expect(html).toContain('White bars at the top and bottom. Cover the frame instead?')
    expect(html).toContain(
      `formaction="/generate/fit" formnovalidate="" name="set_fit" value="cover:${scene_key}"`,
    )
    const set_fit = `cover:${scene_key}`
    const opened = await browser.post('/generate/fit', { ...chosen, set_fit })
    expect(opened.status).toBe(303)
    const form = await page(opened.headers.get('location') ?? '')
    expect(form).toContain('<option value="cover" selected="">')
    expect(form).toContain('Cut off left and right')
    expect(form).toContain(`<option value="${asset}" selected="">First</option>`)
    expect(form).toContain(
      'The fit is set to “Cover (fill the frame, crop the rest)” here but not saved yet.',
    )
    expect(await getCheckedScene(person.ctx, id)).toMatchObject({ version: 1 })
    const back = hiddenValue(form, 'back').replaceAll('&amp;', '&')
    // The draft and a refusal keep the way back.
    const sent = typed({ fit: 'cover', back })
    expect(hiddenValue(await textOf(`/scenes/${id}/draft`, sent), 'back')).not.toBe('')
    expect(hiddenValue(await textOf(`/scenes/${id}`, { ...sent, name: '' }), 'back')).not.toBe('')
    const saved = await browser.post(`/scenes/${id}`, sent)
    expect(saved.status).toBe(303)
    expect(await getCheckedScene(person.ctx, id)).toMatchObject({ config: { fit: 'cover' } })
    const again = await page(saved.headers.get('location') ?? '')
    expect(again).toContain('New renders use it from now on.')
    expect(again).toContain(`value="${asset}" checked=""`)
    expect(again).toContain(`value="${scene_key}" checked=""`)
    expect(again).toMatch(/name="skip_approval"[^>]*checked=""/)
    expect(again).toContain('Cut off left and right. Show the whole artwork instead?')
    expect(await vendorRenders(vendorKey)).toEqual({ charged: 0, renders: [] })
  })

  test('offers it for a built-in scene as a version of one’s own', async () => {
    const asset = await artwork('Second')
    const chosen = { asset, scene: 'bedroom', set_fit: 'cover:bedroom' }
    const opened = await browser.post('/generate/fit', chosen)
    const form = await page(opened.headers.get('location') ?? '')
    expect(form).toContain('Customize ')
    expect(form).toContain('<option value="cover" selected="">')
    const fields = { scene_key: 'bedroom', from: hiddenValue(form, 'from'), fit: 'cover' }
    const back = hiddenValue(form, 'back').replaceAll('&amp;', '&')
    const work_id = hiddenValue(form, 'work_id')
    const saved = await browser.post('/scenes', typed({ ...fields, back, work_id }))
    const again = await page(saved.headers.get('location') ?? '')
    expect(again).toContain('Saved your version of ')
    expect(again).toContain(`value="bedroom" checked=""`)
    expect(again).toContain('in the “Bright loft” frame')
  })

  test.each(['cover:moon_base', 'none:bedroom', 'cover', ''])(
    'with a fit that cannot be set (%s) stays as it was',
    async (set_fit) => {
      const asset = await artwork('Second')
      const answer = await browser.post('/generate/fit', { asset, set_fit })
      expect(answer.headers.get('location')).toBe(`/generate?asset=${asset}`)
    },
  )

  test('is the only page that a scene’s form leads back to', async () => {
    for (const back of [
      '//elsewhere.example',
      'https://elsewhere.example',
      '/generate.evil',
      '/',
    ]) {
      const { id } = await addScene()
      const html = await page(`/scenes?edit=${id}&back=${encodeURIComponent(back)}`)
      expect(html).not.toContain(`name="back" value="${back}"`)
      const saved = await browser.post(`/scenes/${id}`, typed({ back }))
      expect(saved.headers.get('location')).toBe('/scenes')
    }
  })

  test('shows none of a scene that cannot be rendered', async () => {
    const asset = await artwork('Second')
    const { scene_key } = await addScene({ smart_object: 'Poster' })
    const answer = await browser.post('/generate/quote', { asset, scene: scene_key })
    expect(await answer.text()).not.toContain('Draft of')
  })
})
