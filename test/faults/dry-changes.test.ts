import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { refreshTemplates } from '../../src/domain/templates/refresh-templates.ts'
import { newId } from '../../src/ids.ts'
import { ask, call } from '../support/faults/calls.ts'
import { contextOn, openStage, type Stage } from '../support/faults/stage.ts'
import { newStudioKey } from '../support/worker/create-user.ts'

const TABLES = ['scene_kits', 'collections', 'mockup_scene_templates', 'activity_log'] as const
const KIT = { name: 'Launch', scenes: [{ scene_key: 'bedroom', role: 'hero' }] }
const COLLECTION = { key: 'calm', name: 'Calm', colour: 'plum' }
const SCENE = {
  scene_key: 'loft',
  name: 'Loft',
  dm_template_id: 'dm_bedroom_001',
  config: { smart_object: 'artwork_frame' },
}

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => void vi.useRealTimers())

type Call = [method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object]
type Headers = Record<string, string>

/** Everything of the user's that these calls write. */
async function stored(): Promise<unknown> {
  return Promise.all(
    TABLES.map(async (table) => {
      const sql = `SELECT * FROM ${table} WHERE user_id = ? ORDER BY 2`
      return (await env.DB.prepare(sql).bind(stage.user.userId).all()).results
    }),
  )
}

async function answerOf([method, path, body]: Call, headers: Headers = {}) {
  const answer = await call(stage, method, path, body, { headers })
  const all = z.record(z.string(), z.unknown()).parse(await answer.json())
  const { request_id: _own, ...shown } = all
  return { status: answer.status, etag: answer.headers.get('etag'), shown }
}

/** What a dry run answers, having written nothing. */
async function tried([method, path, body]: Call, headers: Headers = {}) {
  const before = await stored()
  const answer = await answerOf([method, `${path}?dry_run=true`, body], headers)
  expect(await stored()).toEqual(before)
  return answer
}

/** Of the dry run and the real call, the row without what each call makes for itself. */
const OWN = { id: undefined, created_at: undefined, updated_at: undefined }

async function expectSame(request: Call, row: 'kit' | 'collection' | 'scene') {
  const dry = await tried(request)
  expect({ status: dry.status, etag: dry.etag }).toEqual({ status: 200, etag: null })
  expect(dry.shown).toMatchObject({ dry_run: true })
  const real = await answerOf(request)
  expect(real.status).toBe(request[0] === 'POST' ? 201 : 200)
  expect(real.shown).toMatchObject({ success: true })
  const shape = z.record(z.string(), z.unknown())
  const [would, did] = [shape.parse(dry.shown[row]), shape.parse(real.shown[row])]
  expect({ ...would, ...OWN }).toEqual({ ...did, ...OWN })
  return { dry: dry.shown, path: `${request[1]}/${row === 'collection' ? did.key : did.id}` }
}

async function expectSameRefusal(request: Call, status: number, headers: Headers = {}) {
  const dry = await tried(request, headers)
  const real = await answerOf(request, headers)
  expect(dry).toEqual(real)
  expect(real.status).toBe(status)
  return real.shown
}

/** A change of what was added, then its deletion: each tried first. */
async function expectChangeAndDeletion(path: string, change: object, row: 'kit' | 'scene') {
  const { dry } = await expectSame(['PATCH', path, change], row)
  const deletion = await tried(['DELETE', path])
  expect(deletion.shown).toMatchObject({ dry_run: true, [row]: change })
  expect((await answerOf(['DELETE', path])).shown).toEqual({ success: true })
  await expectSameRefusal(['DELETE', path], 404)
  return dry
}

describe('a dry run', () => {
  test('of a kit says what would be there, and whose defaults it takes', async () => {
    const first = { ...KIT, default_for: ['growth', 'grounding'] }
    const { path } = await expectSame(['POST', '/api/kits', first], 'kit')
    const added = await expectSame(
      ['POST', '/api/kits', { ...KIT, default_for: ['growth'] }],
      'kit',
    )
    const id = path.split('/').at(-1)
    expect(added.dry.taken_from).toEqual([{ id, name: 'Launch', default_for: ['growth'] }])
    const dry = await expectChangeAndDeletion(added.path, { default_for: ['grounding'] }, 'kit')
    expect(dry.taken_from).toEqual([{ id, name: 'Launch', default_for: ['grounding'] }])
  })

  test('of a collection says what would be there', async () => {
    const { path } = await expectSame(['POST', '/api/collections', COLLECTION], 'collection')
    await expectSame(['PATCH', path, { name: 'Quiet' }], 'collection')
    const deletion = await tried(['DELETE', path])
    expect(deletion.shown).toMatchObject({ dry_run: true, collection: { name: 'Quiet' } })
    expect((await answerOf(['DELETE', path])).shown).toEqual({ success: true })
  })

  test('of a scene says what would be there, with its health', async () => {
    await refreshTemplates(contextOn(stage))
    const { path, dry } = await expectSame(['POST', '/api/scenes', SCENE], 'scene')
    expect(dry.scene).toMatchObject({ health: 'ok' })
    const changed = await expectChangeAndDeletion(path, { dm_template_id: 'gone' }, 'scene')
    expect(changed.scene).toMatchObject({ health: 'broken', version: 2 })
  })

  test('is refused as the change is, for what names nothing and for another’s', async () => {
    const other = await openStage()
    const shape = z.object({ kit: z.object({ id: z.string() }) })
    const { kit } = await ask(other, ['POST', '/api/kits', KIT], [201, shape])
    for (const id of [newId(), kit.id, 'x']) {
      for (const path of [`/api/kits/${id}`, `/api/scenes/${id}`, `/api/collections/${id}`]) {
        await expectSameRefusal(['PATCH', path, { name: 'Other' }], 404)
        await expectSameRefusal(['DELETE', path], 404)
      }
    }
  })

  test('is refused for a collection that is not there, and for keys that are taken', async () => {
    const unknown = { default_for: ['no_such'] }
    await expectSameRefusal(['POST', '/api/kits', { ...KIT, ...unknown }], 400)
    const recommended = { recommended_collections: ['no_such'] }
    await expectSameRefusal(['POST', '/api/scenes', { ...SCENE, ...recommended }], 400)
    for (const request of [
      ['POST', '/api/scenes', SCENE] as const,
      ['POST', '/api/collections', COLLECTION] as const,
    ]) {
      await answerOf([...request])
      await expectSameRefusal([...request], 409)
    }
    await expectSameRefusal(['POST', '/api/collections', { name: 'Growth' }], 409)
    await expectSameRefusal(['PATCH', '/api/collections/growth', { name: 'Ours' }], 403)
    await expectSameRefusal(['DELETE', '/api/collections/growth'], 403)
  })

  test('is refused for one too many, and for a collection in use', async () => {
    const numbers = Array.from({ length: 50 }, (_, index) => index)
    const at = '2026-11-21T10:00:00.000Z'
    const insert = (sql: string) =>
      env.DB.prepare(sql).bind(stage.user.userId, JSON.stringify(numbers), at).run()
    await insert(`INSERT INTO collections (user_id, key, name, colour, shop, work_id, version,
      created_at, updated_at)
      SELECT ?1, 'own_' || value, 'Own ' || value, 'plum', 'none', 'work-' || ?1 || value, 1, ?3, ?3
      FROM json_each(?2)`)
    await expectSameRefusal(['POST', '/api/collections', COLLECTION], 409)
    await insert(`INSERT INTO scene_kits (user_id, id, name, scenes, default_for, created_at,
      updated_at)
      SELECT ?1, 'kit-' || value, 'Kit ' || value, '[{"scene_key":"bedroom","role":"hero"}]',
        json_array('own_' || value), ?3, ?3
      FROM json_each(?2)`)
    await expectSameRefusal(['POST', '/api/kits', KIT], 409)
    const refused = await expectSameRefusal(['DELETE', '/api/collections/own_7'], 409)
    expect(refused.error).toContain('1 kit')
  })

  test.each(['kits', 'collections', 'scenes'] as const)(
    'of %s that have moved on is a 412 with what is there now',
    async (noun) => {
      const made = { kits: KIT, collections: COLLECTION, scenes: SCENE }[noun]
      const added = await answerOf(['POST', `/api/${noun}`, made])
      const row = z.looseObject({ id: z.string().optional(), key: z.string().optional() })
      const singular = noun.slice(0, -1)
      const { id, key } = row.parse(added.shown[singular])
      const path = `/api/${noun}/${id ?? key}`
      await answerOf(['PATCH', path, { name: 'Theirs' }])
      const stale = { 'if-match': added.etag ?? '' }
      for (const request of [
        ['PATCH', path, { name: 'Mine' }] as const,
        ['DELETE', path] as const,
      ]) {
        const refused = await expectSameRefusal([...request], 412, stale)
        expect(refused[singular]).toMatchObject({ name: 'Theirs', version: 2 })
      }
    },
  )
})

describe('a dry run of an import', () => {
  const imported = z.object({
    scenes: z.array(z.looseObject({ scene_key: z.string(), health: z.string() })),
    failed: z.array(z.looseObject({ index: z.number(), error: z.string() })),
  })

  test('says which scenes would be made and why the others would not', async () => {
    stage = await openStage({ vendorKey: newStudioKey() })
    await refreshTemplates(contextOn(stage))
    const found = z.object({ templates: z.array(z.object({ id: z.string() })) })
    const path = '/api/templates?search=oak&limit=2'
    const { templates } = await ask(stage, ['GET', path], [200, found])
    const [one, two] = templates.map(({ id }) => ({ template_id: id, smart_object: 'Artwork' }))
    const items = [
      { ...one },
      { ...two, scene_key: 'bedroom' },
      { ...one, name: 'Twice', scene_key: 'bedroom' },
      { ...one },
      { template_id: 'gone' },
      { ...one, recommended_collections: ['no_such'] },
    ]
    const request: Call = ['POST', '/api/scenes/import', { items }]
    const dry = await tried(request)
    expect(dry.status).toBe(200)
    const real = await answerOf(request)
    expect(real.status).toBe(201)
    const [would, did] = [imported.parse(dry.shown), imported.parse(real.shown)]
    expect(would.failed).toEqual(did.failed)
    expect(did.failed.map(({ index }) => index)).toEqual([2, 4, 5])
    const shown = (scenes: typeof did.scenes) => scenes.map((scene) => ({ ...scene, ...OWN }))
    expect(shown(would.scenes)).toEqual(shown(did.scenes))
    expect(did.scenes.map(({ health }) => health)).toEqual(['ok', 'ok', 'ok'])
  })

  test('of an account that cannot be read is refused as the import is', async () => {
    stage = await openStage({ vendorKey: 'no_such_key' })
    const items = [{ template_id: 'x' }]
    await expectSameRefusal(['POST', '/api/scenes/import', { items }], 503)
  })
})
