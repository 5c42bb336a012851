import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { isoTime } from '../../src/clock.ts'
import {
  refreshAllTemplates,
  refreshTemplates,
} from '../../src/domain/templates/refresh-templates.ts'
import { api } from '../support/worker/api.ts'
import { createUser, newStudioKey, type TestUser } from '../support/worker/create-user.ts'
import { changeTemplate, sandboxPost } from '../support/worker/sandbox.ts'

const named = z.object({ id: z.string(), name: z.string() })
const template = named.extend({
  preview_url: z.string().nullable(),
  collections: z.array(named),
  layers: z.array(named.extend({ width: z.number().optional(), height: z.number().optional() })),
  scene_keys: z.array(z.string()),
  gone_at: z.string().nullable(),
})
const list = z.object({
  templates: z.array(template),
  total: z.number(),
  collections: z.array(named),
  read: z
    .object({ read_at: z.string().nullable(), error: z.string().nullable(), skipped: z.number() })
    .nullable(),
})
const scene = z.object({
  id: z.string(),
  scene_key: z.string(),
  health: z.string(),
  health_reason: z.string().nullable(),
})

const DAY_MS = 24 * 60 * 60_000
const OAK = 'Bedroom, oak, square'

let user: TestUser
beforeEach(async () => {
  user = await createUser(newStudioKey())
})

async function connect(apiKey = user.vendorKey): Promise<void> {
  const answer = await api(user, 'PUT', '/api/integrations/dynamic_mockups', { apiKey })
  expect(answer.status).toBe(200)
}

async function templatesOf(query = '', owner = user) {
  return list.parse(await (await api(owner, 'GET', `/api/templates${query}`)).json())
}

async function find(name: string) {
  const { templates } = await templatesOf(`?search=${encodeURIComponent(name)}`)
  const found = templates.find((one) => one.name === name)
  if (!found) throw new Error(`no template ${name}`)
  return found
}

async function scenesOf(owner = user) {
  const answer = await api(owner, 'GET', '/api/scenes')
  return z.object({ scenes: z.array(scene) }).parse(await answer.json()).scenes
}

async function healthOf(key: string) {
  const found = (await scenesOf()).find(({ scene_key }) => scene_key === key)
  if (!found) throw new Error(`no scene ${key}`)
  return found
}

async function addScene(scene_key: string, dm_template_id: string, smart_object = 'Artwork') {
  const body = { scene_key, name: scene_key, dm_template_id, config: { smart_object } }
  const answer = await api(user, 'POST', '/api/scenes', body)
  return z.object({ scene }).parse(await answer.json()).scene
}

const breakList = (value: number) =>
  sandboxPost('/faults', {
    vendor: 'dynamic_mockups',
    key: user.vendorKey,
    kind: 'status',
    value,
    operation: 'mockups',
    times: 1,
  })

describe('a real account that is connected', () => {
  test('has its templates read, and none of the system’s scenes mapped to one', async () => {
    expect((await healthOf('bedroom')).health).toBe('unknown')
    await connect()
    const scenes = await scenesOf()
    expect(scenes.map(({ health }) => health)).toEqual(Array(5).fill('unmapped'))
    expect(scenes.every(({ health_reason }) => health_reason?.includes('has no template'))).toBe(
      true,
    )
    const { total, read, collections } = await templatesOf()
    expect({ total, error: read?.error, skipped: read?.skipped }).toEqual({
      total: 200,
      error: null,
      skipped: 3,
    })
    expect(collections.map(({ name }) => name)).toEqual([
      'Bedrooms',
      'Living spaces',
      'Offices',
      'Wood',
    ])
  })

  test('lists templates by name, in pages, by search and by collection', async () => {
    await connect()
    const [first, second] = [
      await templatesOf('?limit=24'),
      await templatesOf('?limit=24&offset=24'),
    ]
    const names = [...first.templates, ...second.templates].map(({ name }) => name)
    expect(names).toHaveLength(48)
    expect(names).toEqual(names.toSorted())
    expect((await templatesOf('?search=OAK')).total).toBe(25)
    expect((await templatesOf('?collection=wood')).total).toBe(50)
    expect((await templatesOf('?collection=collection-wood&search=square')).total).toBe(10)
    expect((await templatesOf('?search=cellar')).templates).toEqual([])
    for (const query of ['?limit=101', '?colection=wood']) {
      expect((await api(user, 'GET', `/api/templates${query}`)).status).toBe(400)
    }
  })

  test('shows a template with its smart objects, sizes only where they are known', async () => {
    await connect()
    const { id } = await find('Bedroom, walnut, square')
    const answer = await api(user, 'GET', `/api/templates/${id}`)
    const one = z.object({ template }).parse(await answer.json()).template
    expect(one.layers).toEqual([
      { id: expect.any(String), name: 'Artwork', width: 1000, height: 1000 },
      { id: expect.any(String), name: 'Wall colour' },
      { id: expect.any(String), name: 'Bedding' },
    ])
    expect(one.preview_url).toMatch(/^http/)
    expect((await find('Bedroom, canvas, square')).preview_url).toBeNull()
    const stranger = await createUser()
    expect((await api(stranger, 'GET', `/api/templates/${id}`)).status).toBe(404)
    expect((await templatesOf('', stranger)).templates).toEqual([])
  })

  test('that cannot be read is connected all the same, and its scenes are unknown, with the reason', async () => {
    await breakList(500)
    await connect()
    expect(await healthOf('bedroom')).toMatchObject({
      health: 'unknown',
      health_reason: expect.stringContaining('could not be read'),
    })
    expect((await templatesOf()).read?.error).toContain('Dynamic Mockups')
    expect(await refreshTemplates(user.ctx)).toBe('read')
    expect((await healthOf('bedroom')).health).toBe('unmapped')
  })
})

describe('a scene of one’s own', () => {
  test('is healthy while its template has its smart object, and names the key at the template', async () => {
    await connect()
    const { id } = await find(OAK)
    expect((await addScene('loft', id)).health).toBe('ok')
    expect((await addScene('attic', id, 'Poster')).health_reason).toContain('It has “Artwork”')
    const { id: brass } = await find('Bedroom, brass, square')
    const twice = await addScene('cabin', brass, 'Print')
    expect(twice).toMatchObject({
      health: 'broken',
      health_reason: expect.stringContaining('2 smart objects named “Print”'),
    })
    expect((await find(OAK)).scene_keys).toEqual(['attic', 'loft'])
  })

  test('with a system scene’s key replaces it: nothing is wrong with either', async () => {
    await connect()
    await addScene('bedroom', (await find(OAK)).id)
    const both = (await scenesOf()).filter(({ scene_key }) => scene_key === 'bedroom')
    expect(both.map(({ health }) => health)).toEqual(['ok', 'ok'])
  })

  test('breaks when its template is deleted or changed, and recovers when it is restored', async () => {
    await connect()
    const { id } = await find(OAK)
    await addScene('loft', id)
    await changeTemplate(user.vendorKey, id, 'gone')
    expect(await refreshTemplates(user.ctx)).toBe('read')
    expect(await healthOf('loft')).toMatchObject({
      health: 'broken',
      health_reason: expect.stringContaining(`“${OAK}” is no longer in your`),
    })
    expect((await templatesOf()).total).toBe(199)
    await changeTemplate(user.vendorKey, id, 'renamed')
    await refreshTemplates(user.ctx)
    expect((await healthOf('loft')).health_reason).toContain('It has “Artwork (new)”')
    await changeTemplate(user.vendorKey, id, 'none')
    await refreshTemplates(user.ctx)
    expect(await healthOf('loft')).toMatchObject({ health: 'ok', health_reason: null })
  })
})

describe('what was read', () => {
  test('stays as it was when a later reading fails', async () => {
    await connect()
    await breakList(503)
    expect(await refreshTemplates(user.ctx)).toBe('failed')
    expect((await templatesOf()).total).toBe(200)
    expect((await healthOf('bedroom')).health).toBe('unmapped')
  })

  test('is read once when two ask at once', async () => {
    const ends = await Promise.all([refreshTemplates(user.ctx), refreshTemplates(user.ctx)])
    expect(ends.sort()).toEqual(['busy', 'read'])
    expect((await templatesOf()).total).toBe(200)
  })

  test('is forgotten with its account: another one has its own, and none is unknown', async () => {
    await connect()
    await addScene('loft', (await find(OAK)).id)
    await connect(`sandbox_${user.userId}`)
    expect((await templatesOf()).total).toBe(5)
    expect((await healthOf('bedroom')).health).toBe('ok')
    expect((await healthOf('loft')).health_reason).toContain(`“${OAK}” is no longer`)
    await api(user, 'DELETE', '/api/integrations/dynamic_mockups')
    expect((await healthOf('bedroom')).health).toBe('unknown')
    expect((await templatesOf()).templates).toEqual([])
  })

  test('is read again once a day, the longest unread first', async () => {
    const others = [await createUser(newStudioKey()), await createUser(newStudioKey())]
    for (const one of [user, ...others]) await refreshTemplates(one.ctx)
    const [young, old] = [user, ...others]
    const daysAgo = (days: number) => isoTime(Date.now() - days * DAY_MS)
    const setTried = (userId: string, at: string) =>
      env.DB.prepare('UPDATE template_reads SET tried_at = ?, read_at = ? WHERE user_id = ?')
        .bind(at, at, userId)
        .run()
    if (!young || !old) throw new Error('no users')
    // What other files have left to be read.
    while ((await refreshAllTemplates(user.ctx)) > 0);
    await setTried(young.userId, daysAgo(0.5))
    await setTried(old.userId, daysAgo(2))
    expect(await refreshAllTemplates(user.ctx)).toBe(1)
    const readAt = async (owner: TestUser) => (await templatesOf('', owner)).read?.read_at ?? ''
    expect(Date.now() - Date.parse(await readAt(old))).toBeLessThan(DAY_MS / 2)
    expect(await refreshAllTemplates(user.ctx)).toBe(0)
  })
})
