import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Context } from '../../src/context.ts'
import { createKit } from '../../src/domain/kits/create-kit.ts'
import { deleteKit } from '../../src/domain/kits/delete-kit.ts'
import { getKit, type Kit } from '../../src/domain/kits/get-kit.ts'
import { newKit } from '../../src/domain/kits/schemas.ts'
import { updateKit } from '../../src/domain/kits/update-kit.ts'
import { newId } from '../../src/ids.ts'
import { addScenes } from '../support/worker/add-scenes.ts'
import { plainPng } from '../support/worker/artwork.ts'
import type { Browser } from '../support/worker/browser.ts'
import { createUser } from '../support/worker/create-user.ts'
import { hiddenValue } from '../support/worker/hidden-value.ts'
import { openPerson } from '../support/worker/open-person.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const AT = '2026-11-21T10:00:00.000Z'

let browser: Browser
let person: { userId: string; ctx: Context }
beforeEach(async () => {
  const opened = await openPerson()
  browser = opened.browser
  person = opened.person
})

type Given = { name?: string; scenes?: [key: string, role: string][]; default_for?: string[] }

/** A kit of the bedroom as its hero and the home office as a detail, or another one. */
function addKit({ name = 'Launch set', scenes, default_for = [] }: Given = {}, ctx = person.ctx) {
  const all = scenes ?? [
    ['bedroom', 'hero'],
    ['home_office', 'detail'],
  ]
  const input = { name, default_for, scenes: all.map(([scene_key, role]) => ({ scene_key, role })) }
  return createKit(ctx, newKit.parse(input))
}

const byNumber = (one: number, other: number) => one - other

async function textOf(answer: Response, status = 200): Promise<string> {
  expect(answer.status).toBe(status)
  return answer.text()
}

const page = async (path: string, status = 200) => textOf(await browser.get(path), status)

/** Words of a page without its markup. */
const words = (html: string) => html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')

/** The options of the select of this name, chosen ones with an asterisk. */
function optionsOf(html: string, name: string): string[] {
  const [, inner = ''] =
    new RegExp(`<select[^>]*name="${name}"[^>]*>(.*?)</select>`, 's').exec(html) ?? []
  return [...inner.matchAll(/<option([^>]*)>([^<]*)</g)].map(
    ([, attributes = '', label = '']) => `${/\bselected\b/.test(attributes) ? '*' : ''}${label}`,
  )
}

/** The values of the boxes of this name that are ticked, in the order of the page. */
function tickedIn(html: string, name: string): string[] {
  const inputs = [...html.matchAll(/<input([^>]*)>/g)].map(([, attributes = '']) => attributes)
  return inputs.flatMap((attributes) => {
    const isBox = attributes.includes(`name="${name}"`) && attributes.includes('type="checkbox"')
    const isWanted = isBox && /\bchecked\b/.test(attributes)
    return isWanted ? [/value="([^"]*)"/.exec(attributes)?.[1] ?? ''] : []
  })
}

function formOf(fields: Record<string, string | string[]>): FormData {
  const form = new FormData()
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) form.append(name, value)
  }
  return form
}

const send = (path: string, fields: Record<string, string | string[]>) =>
  browser.post(path, formOf(fields))

async function kitsStored(): Promise<Kit[]> {
  const { results } = await env.DB.prepare(
    'SELECT id FROM scene_kits WHERE user_id = ? ORDER BY id',
  )
    .bind(person.userId)
    .all()
  return Promise.all(results.map(({ id }) => getKit(person.ctx, String(id))))
}

describe('the page of kits, without a script', () => {
  const typed = { name: 'Launch set', 'role:bedroom': 'detail', 'role:home_office': 'hero' }

  test('leads to the first kit, which is added, edited and deleted', async () => {
    const empty = await page('/kits')
    expect(empty).toContain('No kits yet')
    expect(empty).toMatch(/<nav.*href="\/kits" aria-current="page"/s)
    const add = /href="(\/kits\?add=[0-9a-f-]+)"/.exec(empty)?.[1] ?? ''
    const form = await page(add)
    expect(optionsOf(form, 'role:bedroom')).toEqual([
      ...['*Not in the kit', 'Hero', 'Room', 'Detail', 'Scale'],
    ])
    const work_id = hiddenValue(form, 'work_id')
    const fields = { ...typed, work_id, 'role:reading_nook': '', default_for: 'growth' }
    for (const _twice of [1, 2]) {
      const answer = await send('/kits', fields)
      expect(answer.headers.get('location')).toBe('/kits')
    }
    const [kit, ...others] = await kitsStored()
    expect(others).toEqual([])
    expect(kit).toMatchObject({
      name: 'Launch set',
      default_for: ['growth'],
      scenes: [
        { scene_key: 'home_office', role: 'hero' },
        { scene_key: 'bedroom', role: 'detail' },
      ],
    })
    const edit = await page(`/kits?edit=${kit?.id}`)
    expect(optionsOf(edit, 'role:bedroom')).toContain('*Detail')
    expect(tickedIn(edit, 'default_for')).toEqual(['growth'])
    const version = hiddenValue(edit, 'version')
    const saved = await send(`/kits/${kit?.id}`, { ...typed, name: 'Quiet rooms', version })
    expect(saved.headers.get('location')).toBe('/kits')
    const list = await page('/kits')
    expect(words(list)).toContain('Quiet rooms')
    expect(list).toContain(`/generate?kit=${kit?.id}`)
    const deleted = await send(`/kits/${kit?.id}/delete`, {})
    expect(deleted.headers.get('location')).toBe('/kits')
    expect(await page('/kits')).toContain('No kits yet')
  })

  test('keeps what was typed where the form is refused', async () => {
    const text = await textOf(
      await send('/kits', { ...typed, name: ' ', default_for: 'growth' }),
      400,
    )
    expect(text).toContain('Enter a name')
    expect(optionsOf(text, 'role:home_office')).toContain('*Hero')
    expect(tickedIn(text, 'default_for')).toEqual(['growth'])
    const none = await textOf(await send('/kits', { name: 'Launch set' }), 400)
    expect(none).toContain('Select 1 to 10 scenes')
    expect(none).toContain('value="Launch set"')
    expect(await kitsStored()).toEqual([])
  })

  test('shows both values where the kit was changed meanwhile, and saves over them', async () => {
    const { id } = await addKit()
    await updateKit(person.ctx, id, { name: 'Theirs' })
    const fields = { ...typed, name: 'Mine' }
    const text = await textOf(await send(`/kits/${id}`, { ...fields, version: '1' }), 409)
    expect(text).toContain('This kit was changed in another tab')
    for (const value of ['Mine', 'Theirs', 'Bedroom (detail)', 'Bedroom (hero)']) {
      expect(words(text).toLowerCase()).toContain(value.toLowerCase())
    }
    const version = hiddenValue(text, 'version')
    expect((await send(`/kits/${id}`, { ...fields, version })).status).toBe(303)
    expect((await getKit(person.ctx, id)).name).toBe('Mine')
  })

  test('keeps the order of scenes with one role, and names those without a template', async () => {
    const scenes: [string, string][] = [
      ['reading_nook', 'room'],
      ['moon_base', 'room'],
      ['bedroom', 'room'],
    ]
    const { id } = await addKit({ scenes })
    expect(words(await page('/kits'))).toContain('Scene template not found: moon_base.')
    const form = await page(`/kits?edit=${id}`)
    expect(optionsOf(form, 'role:moon_base')).toContain('*Room')
    const roles = Object.fromEntries(scenes.map(([key, role]) => [`role:${key}`, role]))
    await send(`/kits/${id}`, { name: 'Launch set', version: '1', ...roles })
    const kept = (await getKit(person.ctx, id)).scenes.map(({ scene_key }) => scene_key)
    expect(kept).toEqual(['reading_nook', 'moon_base', 'bedroom'])
  })

  test('lists as many as there may be in pages by name, and returns to the page one came from', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `Set ${index + 1}`)
    for (const name of names) await addKit({ name })
    const listed = (html: string) =>
      [...html.matchAll(/<th class="primary"[^>]*>(Set \d+)</g)].map(([, name]) => name)
    const first = await page('/kits')
    expect(listed(first)).toEqual(names.slice(0, 25))
    expect(words(first)).toContain('You have 50 kits')
    expect([...first.matchAll(/<[a-z]/g)].length).toBeLessThan(1_500)
    const next = /<a[^>]*href="([^"]*)"[^>]*rel="next"/.exec(first)?.[1] ?? ''
    const second = await page(next.replaceAll('&amp;', '&'))
    expect(listed(second)).toEqual(names.slice(25))
    expect(second).not.toContain('rel="next"')
    const action = /action="(\/kits\/[^"]*\/delete[^"]*)"/.exec(second)?.[1] ?? ''
    const deleted = await send(action.replaceAll('&amp;', '&'), {})
    const after = await page(deleted.headers.get('location') ?? '')
    expect(words(after)).toContain('Its scenes and mockups stay.')
    expect(listed(after)).toEqual(names.slice(26))
    // The kit that a link led from has gone: its place is known by number, too.
    expect(listed(await page('/kits?offset=900'))).toEqual(names.slice(26))
  })

  test('offers the newest of many scenes, and others by search with all that is typed kept', async () => {
    await addScenes(person.userId, 60)
    const kit = await addKit({ scenes: [['room_3', 'hero']] })
    const offered = (html: string) =>
      [...html.matchAll(/name="role:room_(\d+)"/g)].map(([, n]) => Number(n)).toSorted(byNumber)
    const newest = Array.from({ length: 48 }, (_, at) => at + 12)
    expect(offered(await page(`/kits?add=${newId()}`))).toEqual(newest)
    const edited = await page(`/kits?edit=${kit.id}`)
    expect(offered(edited)).toEqual([3, ...newest])
    expect(words(await page('/kits'))).toContain('Hero Room 3')
    const typed = { name: 'Typed', version: '1', 'role:room_3': 'detail', scene_search: 'room 5' }
    const form = formOf({ ...typed, default_for: ['growth'] })
    const found = await textOf(await browser.post(`/kits/${kit.id}/scenes`, form))
    expect(offered(found)).toEqual([3, 5, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59])
    expect(found).toContain('value="Typed"')
    expect(optionsOf(found, 'role:room_3')).toContain('*Detail')
    expect(tickedIn(found, 'default_for')).toEqual(['growth'])
    const again = await browser.get(`/kits/${kit.id}/scenes`)
    expect(again.headers.get('location')).toBe(`/kits?edit=${kit.id}`)
    expect(await getKit(person.ctx, kit.id)).toEqual(kit)
  })

  test("shows nothing of another user's, and changes nothing there", async () => {
    const other = await createUser()
    const theirs = await addKit({ name: 'Their set' }, other.ctx)
    expect(await page('/kits')).not.toContain('Their set')
    await page(`/kits?edit=${theirs.id}`, 404)
    expect((await send(`/kits/${theirs.id}`, typed)).status).toBe(404)
    expect((await send(`/kits/${theirs.id}/delete`, {})).status).toBe(404)
    expect(await getKit(other.ctx, theirs.id)).toEqual(theirs)
  })
})

/** An artwork of this collection, or of none, without a file. */
async function addArtwork(collection?: string): Promise<string> {
  const [quoteId, id] = [newId(), newId()]
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO quotes (user_id, id, text, collection, created_at, updated_at)
       VALUES (?, ?, 'Rest', ?, ?, ?)`,
    ).bind(person.userId, quoteId, collection ?? 'growth', AT, AT),
    env.DB.prepare(
      `INSERT INTO assets (user_id, id, quote_id, title, file_key, format, width, height, byte_size,
         content_hash, status, created_at, updated_at)
       VALUES (?1, ?2, ?3, 'Rest', 'users/' || ?1 || '/assets/' || ?2 || '.png', 'png', 6000, 8000, 90,
         'abc', 'active', ?4, ?4)`,
    ).bind(person.userId, id, collection ? quoteId : null, AT),
  ])
  return id
}

/** One with its file, of the collection of growth. */
async function uploadArtwork(red: number): Promise<string> {
  await browser.post('/quotes', { text: 'Rest', collection: 'growth', author: '', mood: '' })
  const newest = (table: string) =>
    env.DB.prepare(`SELECT id FROM ${table} WHERE user_id = ? ORDER BY id DESC LIMIT 1`)
      .bind(person.userId)
      .first('id')
  const form = formOf({ title: 'Rest', quote_id: String(await newest('quotes')) })
  const bytes = await plainPng(60, 80, [red, 90, 90])
  form.set('file', new File([bytes], 'artwork.png', { type: 'image/png' }))
  expect((await browser.post('/assets', form)).status).toBe(303)
  return String(await newest('assets'))
}

async function runsStored(): Promise<{ scenes: unknown; kit_id: unknown }[]> {
  const { results } = await env.DB.prepare(
    'SELECT scenes, kit_id FROM mockup_runs WHERE user_id = ? ORDER BY id',
  )
    .bind(person.userId)
    .all()
  return results.map(({ scenes, kit_id }) => ({ scenes: JSON.parse(String(scenes)), kit_id }))
}

/** Once the run has ended nothing is rendered when the test is over. */
async function ended(runId: string): Promise<string> {
  return vi.waitFor(
    async () => {
      const text = await page(`/runs/${runId}`)
      expect(text).not.toContain('hx-trigger="every 2s"')
      return text
    },
    { timeout: 20_000, interval: 100 },
  )
}

describe('generating, without a script', () => {
  const ticks = (html: string) => tickedIn(html, 'scene')

  test('a kit that is chosen ticks its scenes, says so, and they may be changed', async () => {
    const kit = await addKit()
    const asset = await addArtwork()
    const used = await send('/generate/filter', { asset, kit: kit.id })
    const text = await page(used.headers.get('location') ?? '')
    expect(ticks(text).toSorted()).toEqual(['bedroom', 'home_office'])
    expect(optionsOf(text, 'kit')).toEqual(['No kit', '*Launch set'])
    expect(words(text)).toContain('The scenes of “Launch set” are selected; you can change them.')
    expect(words(text)).toContain('1 artwork × 2 scenes = 2 mockups')
    const kit_shown = hiddenValue(text, 'kit_shown')
    const fields = { asset, kit: kit.id, kit_shown, scene: 'bedroom' }
    const changed = await textOf(await send('/generate/quote', fields))
    expect(ticks(changed)).toEqual(['bedroom'])
    const byHand = await textOf(await send('/generate/quote', { ...fields, kit: 'none' }))
    expect(ticks(byHand)).toEqual(['bedroom'])
    expect(optionsOf(byHand, 'kit')).toEqual(['*No kit', 'Launch set'])
  })

  test('the default kit of the artwork’s collection is chosen by itself, and follows it', async () => {
    await addKit({ name: 'For growth', default_for: ['growth'] })
    await addKit({
      name: 'For rest',
      scenes: [['reading_nook', 'hero']],
      default_for: ['grounding', 'wholeness'],
    })
    const [growth, grounding] = [await addArtwork('growth'), await addArtwork('grounding')]
    const first = await page(`/generate?asset=${growth}`)
    expect(ticks(first).toSorted()).toEqual(['bedroom', 'home_office'])
    expect(words(first)).toContain('“For growth” is the default kit of this collection.')
    const sent = {
      kit: hiddenValue(first, 'kit_shown'),
      kit_shown: hiddenValue(first, 'kit_shown'),
      kit_by_default: hiddenValue(first, 'kit_by_default'),
    }
    expect(sent.kit_by_default).toBe('true')
    const shownFor = async (asset: string[], scene: string[]) =>
      textOf(await send('/generate/quote', { ...sent, asset, scene }))
    const other = await shownFor([grounding], ['bedroom', 'home_office'])
    expect(ticks(other)).toEqual(['reading_nook'])
    expect(optionsOf(other, 'kit')).toContain('*For rest')
    // Artworks of both have no one default, and those without a collection have none.
    expect(ticks(await shownFor([growth, grounding], ['bedroom', 'home_office']))).toEqual([])
    expect(ticks(await page(`/generate?asset=${await addArtwork()}`))).toEqual([])
    // What was changed by hand stays.
    expect(ticks(await shownFor([grounding], ['bedroom']))).toEqual(['bedroom'])
    expect(ticks(await page(`/generate?asset=${growth}&scene=living_room`))).toEqual([
      'living_room',
    ])
  })

  test('renders what is ticked of a kit, and the run knows the kit', async () => {
    const kit = await addKit()
    const asset = await uploadArtwork(61)
    const fields = { group_id: newId(), asset, kit: kit.id, kit_shown: kit.id, scene: 'bedroom' }
    const quoted = hiddenValue(await textOf(await send('/generate', fields)), 'quoted')
    const answer = await send('/generate', { ...fields, quoted })
    expect(answer.headers.get('location')).toBe(`/runs/${fields.group_id}`)
    expect(await runsStored()).toEqual([{ scenes: ['bedroom'], kit_id: kit.id }])
    await ended(fields.group_id)
    await updateKit(person.ctx, kit.id, { name: 'Renamed' })
    const named = async () => {
      for (const path of [`/runs/${fields.group_id}`, '/runs']) {
        expect(words(await page(path))).toContain('kit “Launch set”')
      }
    }
    await named()
    await deleteKit(person.ctx, kit.id)
    await named()
  })

  test('renders in all scenes of a kit that is sent alone, and names what it lacks', async () => {
    const scenes: [string, string][] = [
      ['bedroom', 'hero'],
      ['moon_base', 'room'],
    ]
    const kit = await addKit({ scenes })
    const asset = await uploadArtwork(62)
    const shown = await page(`/generate?asset=${asset}&kit=${kit.id}`)
    expect(words(shown)).toContain('Scene template not found: moon_base.')
    expect(hiddenValue(shown, 'scene')).toBe('moon_base')
    const group_id = newId()
    const fields = { group_id, asset, kit: kit.id }
    const priced = await textOf(await send('/generate', fields))
    const more = {
      kit_shown: kit.id,
      scene: ['bedroom', 'moon_base'],
      quoted: hiddenValue(priced, 'quoted'),
    }
    expect((await send('/generate', { ...fields, ...more })).status).toBe(303)
    expect(await runsStored()).toEqual([{ scenes: ['bedroom', 'moon_base'], kit_id: kit.id }])
    expect(await ended(group_id)).toContain('Scene template not found: moon_base')
  })

  test('spends nothing on scenes that were not seen yet', async () => {
    const kit = await addKit({ default_for: ['growth'] })
    const asset = await addArtwork('growth')
    const other = await send('/generate', { asset, kit: kit.id, scene: 'reading_nook' })
    const text = await textOf(other, 400)
    expect(words(text)).toContain('The scenes of “Launch set” are now selected.')
    expect(ticks(text).toSorted()).toEqual(['bedroom', 'home_office'])
    const byDefault = await textOf(await send('/generate', { asset }), 400)
    expect(words(byDefault)).toContain('The scenes of “Launch set” are now selected.')
    expect(await runsStored()).toEqual([])
  })

  test('shows the newest of many scenes with those that are ticked, and others by search', async () => {
    await addScenes(person.userId, 60)
    const assetId = await addArtwork()
    const kit = await addKit({ scenes: [['room_1', 'hero']] })
    const shown = (html: string) =>
      [...html.matchAll(/name="scene" value="room_(\d+)"/g)].map(([, n]) => Number(n))
    const plain = await page(`/generate?asset=${assetId}&scene=room_2`)
    expect(shown(plain)).toHaveLength(49)
    expect(tickedIn(plain, 'scene')).toEqual(['room_2'])
    const found = await page(`/generate?asset=${assetId}&kit=${kit.id}&scene_search=room 7`)
    expect(shown(found)).toEqual([1, 7])
    expect(tickedIn(found, 'scene')).toEqual(['room_1'])
  })

  test('says that a kit has gone, and keeps what is ticked', async () => {
    const kit = await addKit()
    const asset = await addArtwork()
    await deleteKit(person.ctx, kit.id)
    const text = await page(`/generate?asset=${asset}&kit=${kit.id}&scene=bedroom`)
    expect(words(text)).toContain('That kit was deleted. Your selected scenes are unchanged.')
    expect(ticks(text)).toEqual(['bedroom'])
    const refused = await textOf(await send('/generate', { asset, kit: kit.id }), 400)
    expect(words(refused)).toContain('The kit you chose was deleted. Nothing was spent.')
    expect(await runsStored()).toEqual([])
  })
})

describe('the pictures of a product begun from an artwork', () => {
  const SCENES: [string, string][] = [
    ['reading_nook', 'scale'],
    ['home_office', 'detail'],
    ['living_room', 'room'],
    ['bedroom', 'hero'],
  ]

  /** Approved mockups of one artwork, the one without a role made in the middle; their ids by scene. */
  async function seedRooms(assetId: string): Promise<Map<string, string>> {
    const ids = new Map<string, string>()
    for (const scene of ['bedroom', 'living_room', 'attic', 'home_office', 'reading_nook']) {
      const options = { status: 'approved', item: false, scene, assetId } as const
      ids.set(scene, (await seedMockup(person, options)).mockupId)
    }
    return ids
  }

  const inScenes = (ids: Map<string, string>, pictures: string[]) =>
    pictures.map((id) => [...ids].find(([, known]) => known === id)?.[0])

  const BY_ROLE = ['bedroom', 'living_room', 'home_office', 'reading_nook', 'attic']

  test('are in the order of the roles of its collection’s default kit', async () => {
    const assetId = await addArtwork('growth')
    const ids = await seedRooms(assetId)
    const path = `/products/new?asset=${assetId}`
    const before = inScenes(ids, tickedIn(await page(path), 'picture'))
    expect(before).toEqual(['reading_nook', 'home_office', 'attic', 'living_room', 'bedroom'])
    await addKit({ scenes: SCENES, default_for: ['growth'] })
    const html = await page(path)
    const pictures = tickedIn(html, 'picture')
    expect(inScenes(ids, pictures)).toEqual(BY_ROLE)
    expect(words(html)).toContain('in the order of the “Launch set” kit')
    const fields = { work_id: newId(), asset_id: assetId, variant: '8x10|unframed' }
    // A form that is refused shows them in the same order again.
    const refused = await send('/products', { ...fields, title: '', picture: pictures })
    const again = tickedIn(await textOf(refused, 400), 'picture')
    expect(again).toEqual(pictures)
    const made = await send('/products', { ...fields, title: 'Rest', picture: again })
    expect(made.status).toBe(303)
    const { results } = await env.DB.prepare(
      'SELECT source_id FROM product_images WHERE user_id = ? ORDER BY position',
    )
      .bind(person.userId)
      .all()
    expect(
      inScenes(
        ids,
        results.map(({ source_id }) => String(source_id)),
      ),
    ).toEqual(BY_ROLE)
  })

  test('are in that of the kit it was generated with, before the collection’s', async () => {
    const assetId = await addArtwork('growth')
    const ids = await seedRooms(assetId)
    await addKit({ name: 'Default', scenes: SCENES, default_for: ['growth'] })
    const used = await addKit({ name: 'Used', scenes: [['home_office', 'hero']] })
    await env.DB.prepare(
      `UPDATE mockup_runs SET kit_id = ? WHERE user_id = ? AND id = (
         SELECT run_id FROM mockups WHERE user_id = ? AND id = ?)`,
    )
      .bind(used.id, person.userId, person.userId, ids.get('home_office'))
      .run()
    const scenes = async () =>
      inScenes(ids, tickedIn(await page(`/products/new?asset=${assetId}`), 'picture'))
    expect(await scenes()).toEqual([
      'home_office',
      'reading_nook',
      'attic',
      'living_room',
      'bedroom',
    ])
    await deleteKit(person.ctx, used.id)
    expect(await scenes()).toEqual(BY_ROLE)
  })
})
