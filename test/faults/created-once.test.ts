import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import { storeAsset } from '../../src/domain/assets/store-asset.ts'
import { newId } from '../../src/ids.ts'
import { failAfter, failBefore } from '../support/faults/around.ts'
import { strikeBatches } from '../support/faults/bindings.ts'
import { plainPng } from '../support/worker/artwork.ts'
import type { Browser } from '../support/worker/browser.ts'
import { contextOf, createUser } from '../support/worker/create-user.ts'
import { hiddenValue } from '../support/worker/hidden-value.ts'
import { openPerson } from '../support/worker/open-person.ts'
import { PNG_6X8 } from '../support/worker/pictures.ts'

const QUOTE = { text: 'Roots first', author: 'R. Vale', collection: 'growth', mood: '' }
const SCENE = { scene_key: 'loft', name: 'Loft', description: '', dm_template_id: 'dm_loft' }
const SYSTEM_BEDROOM = '00000000-0000-7000-8000-000000000001'

type Table = 'quotes' | 'mockup_scene_templates' | 'assets'

async function countOf(userId: string, table: Table): Promise<number> {
  const n = await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE user_id = ?`)
    .bind(userId)
    .first<number>('n')
  return n ?? 0
}

async function activitiesOf(userId: string, action: string): Promise<number> {
  const n = await env.DB.prepare(
    'SELECT count(*) AS n FROM activity_log WHERE user_id = ? AND action_type = ?',
  )
    .bind(userId, action)
    .first<number>('n')
  return n ?? 0
}

async function workIdOn(browser: Browser, path: string): Promise<string> {
  const opened = await browser.get(path)
  const page = opened.status === 303 ? browser.get(opened.headers.get('location') ?? '') : opened
  return hiddenValue(await (await page).text(), 'work_id')
}

function artworkForm(bytes: Uint8Array<ArrayBuffer>, fields: Record<string, string>): FormData {
  const form = new FormData()
  form.set('file', new File([bytes], 'dawn.png', { type: 'image/png' }))
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

const plainForms = [
  ['quote', '/quotes?add=1', '/quotes', QUOTE, 'quotes', 'quote_created'],
  ['scene', '/scenes?add=1', '/scenes', SCENE, 'mockup_scene_templates', 'scene_created'],
] as const

describe('a form that is sent twice', () => {
  test.each(plainForms)('makes one %s', async (_noun, page, path, typed, table, action) => {
    const { browser, person } = await openPerson()
    const form = { ...typed, work_id: await workIdOn(browser, page) }
    const [first, second] = [await browser.post(path, form), await browser.post(path, form)]
    expect(await countOf(person.userId, table)).toBe(1)
    expect(await activitiesOf(person.userId, action)).toBe(1)
    expect([first.status, second.status]).toEqual([303, 303])
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
  })

  test.each(plainForms)('at once makes one %s', async (_noun, page, path, typed, table, action) => {
    const { browser, person } = await openPerson()
    const form = { ...typed, work_id: await workIdOn(browser, page) }
    const answers = await Promise.all([browser.post(path, form), browser.post(path, form)])
    expect(await countOf(person.userId, table)).toBe(1)
    expect(await activitiesOf(person.userId, action)).toBe(1)
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
  })

  test('makes one artwork', async () => {
    const { browser, person } = await openPerson()
    const work_id = await workIdOn(browser, '/assets/upload?add=1')
    const form = () => artworkForm(PNG_6X8, { title: '', quote_id: '', work_id })
    const first = await browser.post('/assets', form())
    const second = await browser.post('/assets', form())
    expect(await countOf(person.userId, 'assets')).toBe(1)
    expect(await activitiesOf(person.userId, 'asset_uploaded')).toBe(1)
    expect([first.status, second.status]).toEqual([303, 303])
  })

  test('replaces a file once', async () => {
    const { browser, person } = await openPerson()
    const asset = await storeAsset(person.ctx, { bytes: PNG_6X8 })
    const page = await (await browser.get(`/assets/${asset.id}`)).text()
    const fields = { work_id: hiddenValue(page, 'work_id'), version: hiddenValue(page, 'version') }
    const bytes = await plainPng(60, 80, [1, 2, 3])
    const replace = () => browser.post(`/assets/${asset.id}/file`, artworkForm(bytes, fields))
    expect([(await replace()).status, (await replace()).status]).toEqual([303, 303])
    expect(await activitiesOf(person.userId, 'asset_file_replaced')).toBe(1)
  })

  test('makes one version of a system scene', async () => {
    const { browser, person } = await openPerson()
    const form = {
      work_id: await workIdOn(browser, `/scenes?add=1&from=${SYSTEM_BEDROOM}`),
      from: SYSTEM_BEDROOM,
      scene_key: 'bedroom',
      name: 'My bedroom',
      dm_template_id: 'dm_bedroom_001',
    }
    const path = '/scenes'
    const [first, second] = [await browser.post(path, form), await browser.post(path, form)]
    expect([first.status, second.status]).toEqual([303, 303])
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect(await countOf(person.userId, 'mockup_scene_templates')).toBe(1)
  })
})

test.each(['/quotes?add=1', '/scenes?add=1', '/assets/upload?add=1&status=active'])(
  'going back to the form at %s finds the same work id',
  async (path) => {
    const { browser } = await openPerson()
    const opened = await browser.get(path)
    const url = opened.headers.get('location') ?? path
    const workId = await workIdOn(browser, url)
    expect(await workIdOn(browser, url)).toBe(workId)
    expect(url).toContain(workId)
  },
)

describe('a form sent again with other content', () => {
  test('says that the quote is there already, keeps what was typed, and offers both ways on', async () => {
    const { browser, person } = await openPerson()
    const form = { ...QUOTE, work_id: await workIdOn(browser, '/quotes?add=1') }
    await browser.post('/quotes', form)
    const again = await browser.post('/quotes', { ...form, text: 'Roots last' })
    expect(await countOf(person.userId, 'quotes')).toBe(1)
    expect(again.status).toBe(409)
    const page = await again.text()
    expect(page).toContain('This quote was already added')
    expect(page).toContain('>Roots last</textarea>')
    expect(page).toContain('Roots first')
    const another = { ...QUOTE, text: 'Roots last', work_id: hiddenValue(page, 'work_id') }
    expect(another.work_id).not.toBe(form.work_id)
    const edit = /formaction="(\/quotes\/[^"]+)"/.exec(page)?.[1] ?? ''
    const version = hiddenValue(page, 'version')
    expect((await browser.post(edit, { ...another, version })).status).toBe(303)
    expect(await textsOf(person.userId)).toEqual(['Roots last'])
    expect((await browser.post('/quotes', another)).status).toBe(303)
    expect(await textsOf(person.userId)).toEqual(['Roots last', 'Roots last'])
  })

  test('says that the scene is there already', async () => {
    const { browser, person } = await openPerson()
    const form = { ...SCENE, work_id: await workIdOn(browser, '/scenes?add=1') }
    await browser.post('/scenes', form)
    const again = await browser.post('/scenes', { ...form, name: 'Bright loft' })
    expect(await countOf(person.userId, 'mockup_scene_templates')).toBe(1)
    expect(again.status).toBe(409)
    const page = await again.text()
    expect(page).toMatch(/This scene was (?:added already|already added)/)
    expect(page).toContain('value="Bright loft"')
    const edit = /formaction="(\/scenes\/[^"]+)"/.exec(page)?.[1] ?? ''
    const version = hiddenValue(page, 'version')
    const saved = await browser.post(edit, { ...form, name: 'Bright loft', version })
    expect(saved.status).toBe(303)
  })

  test('stores another artwork under the same work id, and the same one only once', async () => {
    const { browser, person } = await openPerson()
    const work_id = await workIdOn(browser, '/assets/upload?add=1')
    const fields = { title: 'Dawn', quote_id: '', work_id }
    await browser.post('/assets', artworkForm(PNG_6X8, fields))
    const again = await browser.post('/assets', artworkForm(PNG_6X8, { ...fields, title: 'Dusk' }))
    expect(again.status).toBe(303)
    expect(await countOf(person.userId, 'assets')).toBe(1)
    const other = artworkForm(await plainPng(60, 80, [9, 9, 9]), { ...fields, title: 'Dusk' })
    expect((await browser.post('/assets', other)).status).toBe(303)
    expect(await countOf(person.userId, 'assets')).toBe(2)
    expect(await activitiesOf(person.userId, 'asset_uploaded')).toBe(2)
  })

  async function textsOf(userId: string): Promise<unknown[]> {
    const { results } = await env.DB.prepare('SELECT text FROM quotes WHERE user_id = ?')
      .bind(userId)
      .all()
    return results.map((row) => row.text)
  }
})

describe('a request with an Idempotency-Key that dies after its insert', () => {
  test.each([
    ['quote', '/api/quotes', { text: 'Rest', collection: 'growth' }, 'quotes', 'quote_created'],
    ['scene', '/api/scenes', SCENE, 'mockup_scene_templates', 'scene_created'],
  ] as const)('and is sent again makes one %s', async (_noun, path, body, table, action) => {
    const user = await createUser()
    const post = (changes: Partial<Env> = {}) => {
      const request = new Request(`http://localhost:8787${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${user.apiKey}`,
          'content-type': 'application/json',
          'idempotency-key': 'crash',
        },
        body: JSON.stringify(body),
      })
      return app.fetch(request, { ...env, ...changes }, createExecutionContext())
    }
    expect((await post(strikeBatches(failAfter()))).status).toBe(500)
    expect((await post()).status).toBe(201)
    expect(await countOf(user.userId, table)).toBe(1)
    expect(await activitiesOf(user.userId, action)).toBe(1)
  })

  test('and is sent again makes one artwork, from the file that was stored', async () => {
    const user = await createUser()
    const upload = { bytes: PNG_6X8, fileName: 'dawn.png', id: newId() }
    const killed = contextOf(user, strikeBatches(failBefore()))
    await expect(storeAsset(killed, upload)).rejects.toThrow('killed')
    const first = await storeAsset(user.ctx, upload)
    const second = await storeAsset(user.ctx, upload)
    expect(second).toEqual(first)
    expect(await countOf(user.userId, 'assets')).toBe(1)
    const { objects } = await env.FILES.list({ prefix: `users/${user.userId}/assets/` })
    expect(objects.map(({ key }) => key).sort()).toEqual(
      [first.file_key, first.thumbnail_key].sort(),
    )
  })
})

test('a work id of another user is refused, and shows nothing of theirs', async () => {
  const [one, other] = [await openPerson(), await openPerson()]
  const form = { ...SCENE, work_id: newId() }
  await one.browser.post('/scenes', form)
  const answer = await other.browser.post('/scenes', { ...form, name: 'Attic' })
  expect(answer.status).toBe(409)
  expect(await answer.text()).not.toContain('value="Loft"')
  expect(await countOf(other.person.userId, 'mockup_scene_templates')).toBe(0)
})
