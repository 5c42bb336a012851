import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { storeAsset } from '../../src/domain/assets/store-asset.ts'
import { createQuote } from '../../src/domain/quotes/create-quote.ts'
import { createScene } from '../../src/domain/scenes/create-scene.ts'
import { newScene } from '../../src/domain/scenes/schemas.ts'
import { updateScene } from '../../src/domain/scenes/update-scene.ts'
import { passTime } from '../support/faults/stage.ts'
import { api } from '../support/worker/api.ts'
import { plainPng } from '../support/worker/artwork.ts'
import type { Browser } from '../support/worker/browser.ts'
import { createUser } from '../support/worker/create-user.ts'
import { hiddenValue } from '../support/worker/hidden-value.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { PNG_6X8 } from '../support/worker/pictures.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const LOFT = { scene_key: 'loft', name: 'Loft', dm_template_id: 'dm_loft' }
const WORDS = { mine: 'Mine', theirs: 'Theirs' }
const MODES = { global_mode: 'supervised', mockups: '', products: '' }

type Edited = {
  /** Where the form is, and where it is sent. */
  page: string
  path: string
  mine: Record<string, string>
  theirs: Record<string, string>
  stored: () => Promise<unknown>
  /** What tells the two apart, as it is stored and shown. */
  values?: { mine: string; theirs: string }
}

async function firstValue(query: string, ...values: string[]): Promise<unknown> {
  const row = await env.DB.prepare(query)
    .bind(...values)
    .first()
  return row && Object.values(row)[0]
}

const nouns: Record<string, (person: Person) => Promise<Edited>> = {
  async quote({ ctx, userId }) {
    const { id } = await createQuote(ctx, { text: 'Rest', collection: 'growth' })
    return {
      page: `/quotes?edit=${id}`,
      path: `/quotes/${id}`,
      mine: { text: 'Mine', author: '', collection: 'growth', mood: '' },
      theirs: { text: 'Theirs', author: '', collection: 'growth', mood: '' },
      stored: () => firstValue('SELECT text FROM quotes WHERE user_id = ?', userId),
    }
  },
  async artwork({ ctx, userId }) {
    const { id } = await storeAsset(ctx, { bytes: PNG_6X8 })
    return {
      page: `/assets/${id}`,
      path: `/assets/${id}`,
      mine: { title: 'Mine', quote_id: '' },
      theirs: { title: 'Theirs', quote_id: '' },
      stored: () => firstValue('SELECT title FROM assets WHERE user_id = ?', userId),
    }
  },
  async scene({ ctx }) {
    const { id } = await createScene(ctx, newScene.parse(LOFT))
    const rest = { description: '', dm_template_id: 'dm_loft' }
    return {
      page: `/scenes?edit=${id}`,
      path: `/scenes/${id}`,
      mine: { name: 'Mine', ...rest },
      theirs: { name: 'Theirs', ...rest },
      stored: () => firstValue('SELECT name FROM mockup_scene_templates WHERE id = ?', id),
    }
  },
  async setting({ userId }) {
    const rest = { ...MODES, monthly_mockup_soft_limit: '9', min_dpi: '150' }
    const budget = `SELECT CAST(guardrails ->> 'annual_mockup_budget' AS TEXT)
      FROM user_settings WHERE user_id = ?`
    return {
      page: '/settings',
      path: '/settings',
      mine: { ...rest, annual_mockup_budget: '1111' },
      theirs: { ...rest, annual_mockup_budget: '2222' },
      stored: () => firstValue(budget, userId),
      values: { mine: '1111', theirs: '2222' },
    }
  },
}

async function versionOn(browser: Browser, page: string): Promise<string> {
  return hiddenValue(await (await browser.get(page)).text(), 'version')
}

describe('two tabs', () => {
  test.each(Object.keys(nouns))('edit a %s: the second sees both, and decides', async (noun) => {
    const { browser, person } = await openPerson()
    const edited = await nouns[noun]?.(person)
    if (!edited) throw new Error('unknown noun')
    const { page, path, mine, theirs, stored, values = WORDS } = edited
    const version = await versionOn(browser, page)
    const first = await browser.post(path, { ...theirs, version })
    expect(first.status).toBe(303)
    const second = await browser.post(path, { ...mine, version })
    expect(await stored()).toBe(values.theirs)
    expect(second.status).toBe(409)
    const html = await second.text()
    expect(html).toMatch(/(?:was|were) changed (?:meanwhile|in another tab)/)
    expect(html).toMatch(new RegExp(`<td[^>]*>${values.mine}<`))
    expect(html).toMatch(new RegExp(`<td[^>]*>${values.theirs}<`))
    const knowingly = await browser.post(path, { ...mine, version: hiddenValue(html, 'version') })
    expect(knowingly.status).toBe(303)
    expect(await stored()).toBe(values.mine)
  })

  test.each(Object.keys(nouns))('save the same %s: nothing is in conflict', async (noun) => {
    const { browser, person } = await openPerson()
    const edited = await nouns[noun]?.(person)
    if (!edited) throw new Error('unknown noun')
    const version = await versionOn(browser, edited.page)
    const form = { ...edited.mine, version }
    const answers = [await browser.post(edited.path, form), await browser.post(edited.path, form)]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const query =
      "SELECT count(*) FROM activity_log WHERE user_id = ? AND action_type LIKE '%changed'"
    expect(await firstValue(query, person.userId)).toBe(1)
  })

  test('replace a file: the second is told, and both files are looked at before one goes', async () => {
    const { browser, person } = await openPerson()
    const { id } = await storeAsset(person.ctx, { bytes: PNG_6X8 })
    const version = await versionOn(browser, `/assets/${id}`)
    const replace = async (shade: number) => {
      const form = new FormData()
      form.set('file', new File([await plainPng(60, 80, [shade, 0, 0])], 'a.png'))
      form.set('version', version)
      return browser.post(`/assets/${id}/file`, form)
    }
    expect((await replace(1)).status).toBe(303)
    const second = await replace(2)
    expect(second.status).toBe(409)
    expect(await second.text()).toContain('was changed in another tab')
    const query =
      "SELECT count(*) FROM activity_log WHERE user_id = ? AND action_type LIKE '%replaced'"
    expect(await firstValue(query, person.userId)).toBe(1)
  })
})

describe('a change that names the version it saw', () => {
  const changes = [
    ['quote', '/api/quotes', { text: 'Rest', collection: 'growth' }, { mood: 'calm' }],
    ['scene', '/api/scenes', LOFT, { description: 'Bright' }],
  ] as const

  test.each(changes)('is refused for a %s that has moved on', async (noun, list, made, change) => {
    const user = await createUser()
    const { id } = await rowOf(await api(user, 'POST', list, made), noun)
    const path = `${list}/${id}`
    const read = await api(user, 'GET', path)
    const etag = read.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"1-[0-9a-f]+"$/)
    await read.body?.cancel()
    const first = await api(user, 'PATCH', path, change, { 'if-match': etag })
    expect(first.status).toBe(200)
    expect(first.headers.get('etag')).toMatch(/^"2-[0-9a-f]+"$/)
    const now = await rowOf(first, noun)
    const key = Object.keys(change)[0] ?? ''
    const late = await api(user, 'PATCH', path, { [key]: 'Late' }, { 'if-match': etag })
    expect(late.status).toBe(412)
    expect(await rowOf(late, noun)).toEqual(now)
    expect((await api(user, 'PATCH', path, change, { 'if-match': etag })).status).toBe(200)
    expect((await api(user, 'PATCH', path, { [key]: 'Any' })).status).toBe(200)
    expect((await api(user, 'PATCH', path, change, { 'if-match': '*' })).status).toBe(200)
  })

  test('is refused for an artwork and for settings that have moved on', async () => {
    const user = await createUser()
    const { id } = await storeAsset(user.ctx, { bytes: PNG_6X8 })
    const budget = (credits: number) => ({ guardrails: { annual_mockup_budget: credits } })
    for (const [method, path, one, other] of [
      ['PATCH', `/api/assets/${id}`, { title: 'One' }, { title: 'Other' }],
      ['PUT', '/api/settings', budget(1), budget(2)],
    ] as const) {
      const etag = (await api(user, 'GET', path)).headers.get('etag') ?? ''
      const statuses: number[] = []
      for (const change of [one, other]) {
        statuses.push((await api(user, method, path, change, { 'if-match': etag })).status)
      }
      expect(statuses).toEqual([200, 412])
    }
  })

  async function rowOf(answer: Response, noun: string): Promise<{ id: string }> {
    const body = z.record(z.string(), z.unknown()).parse(await answer.json())
    return z.looseObject({ id: z.string() }).parse(body[noun])
  }
})

describe('an ETag', () => {
  test('stays while only the links are signed again, and answers 304', async () => {
    const user = await createUser()
    const { id } = await storeAsset(user.ctx, { bytes: PNG_6X8 })
    const path = `/api/assets/${id}`
    const first = await api(user, 'GET', path)
    passTime(2 * 60 * 60_000)
    const second = await api(user, 'GET', path)
    expect(await second.text()).not.toBe(await first.text())
    const etag = first.headers.get('etag') ?? ''
    expect(second.headers.get('etag')).toBe(etag)
    const known = await api(user, 'GET', path, undefined, { 'if-none-match': etag })
    expect(known.status).toBe(304)
    await api(user, 'PATCH', path, { title: 'Dusk' })
    const changed = await api(user, 'GET', path, undefined, { 'if-none-match': etag })
    expect(changed.status).toBe(200)
  })
})

describe('PATCH {}', () => {
  test('leaves a scene its version, its mockups fresh and the activity list alone', async () => {
    const { person } = await openPerson()
    const { ctx } = person
    const scene = await createScene(ctx, newScene.parse(LOFT))
    const { mockupId } = await seedMockup(person, { scene: scene.scene_key })
    for (const change of [{}, { name: 'Loft' }, { config: {} }]) {
      const after = await updateScene(ctx, scene.id, change)
      expect(after).toEqual(scene)
    }
    expect(await firstValue('SELECT stale FROM mockups WHERE id = ?', mockupId)).toBe(0)
    const query =
      "SELECT count(*) FROM activity_log WHERE user_id = ? AND action_type = 'scene_changed'"
    expect(await firstValue(query, person.userId)).toBe(0)
  })

  test('changes nothing of a quote, an artwork or settings either', async () => {
    const user = await createUser()
    const quote = await createQuote(user.ctx, { text: 'Rest', collection: 'growth' })
    const asset = await storeAsset(user.ctx, { bytes: PNG_6X8 })
    const paths = [`/api/quotes/${quote.id}`, `/api/assets/${asset.id}`, '/api/settings']
    for (const path of paths) {
      const before = (await api(user, 'GET', path)).headers.get('etag')
      const answer = await api(user, path === '/api/settings' ? 'PUT' : 'PATCH', path, {})
      expect(answer.status).toBe(200)
      expect(answer.headers.get('etag')).toBe(before)
    }
    const query =
      "SELECT count(*) FROM activity_log WHERE user_id = ? AND action_type LIKE '%changed'"
    expect(await firstValue(query, user.userId)).toBe(0)
  })
})
