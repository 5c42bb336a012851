import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { refreshTemplates } from '../../src/domain/templates/refresh-templates.ts'
import { api } from '../support/worker/api.ts'
import { createUser, newStudioKey, type TestUser } from '../support/worker/create-user.ts'
import { changeTemplate, sandboxPost, vendorRenders } from '../support/worker/sandbox.ts'

const scene = z.object({
  id: z.string(),
  scene_key: z.string(),
  name: z.string(),
  dm_template_id: z.string(),
  config: z.record(z.string(), z.unknown()),
  recommended_collections: z.array(z.string()),
  is_active: z.boolean(),
  health: z.string(),
  version: z.number(),
})
const failure = z.object({
  index: z.number(),
  template_id: z.string(),
  error: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
})
const imported = z.object({ scenes: z.array(scene), failed: z.array(failure) })
const templates = z.object({
  templates: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      layers: z.array(z.object({ id: z.string(), name: z.string() })),
      scene_keys: z.array(z.string()),
    }),
  ),
})

const OAK = 'Bedroom, oak, square'
const WALNUT = 'Bedroom, walnut, square'
const BRASS = 'Bedroom, brass, square'

let user: TestUser
beforeEach(async () => {
  user = await createUser(newStudioKey())
  await refreshTemplates(user.ctx)
})

async function find(name: string) {
  const answer = await api(user, 'GET', `/api/templates?search=${encodeURIComponent(name)}`)
  const found = templates.parse(await answer.json()).templates.find((one) => one.name === name)
  if (!found) throw new Error(`no template ${name}`)
  return found
}

async function send(items: unknown[], headers?: Record<string, string>) {
  const answer = await api(user, 'POST', '/api/scenes/import', { items }, headers)
  expect(answer.status).toBe(201)
  return imported.parse(await answer.json())
}

async function scenes() {
  const answer = await api(user, 'GET', '/api/scenes')
  return z.object({ scenes: z.array(scene) }).parse(await answer.json()).scenes
}

const healthOf = async (key: string) =>
  (await scenes()).filter(({ scene_key }) => scene_key === key).map(({ health }) => health)

describe('a template becomes a scene', () => {
  test('with a key and a name of its own, its smart object and that one’s size', async () => {
    const { id } = await find(WALNUT)
    const sent = [{ templateId: id, smartObject: 'Artwork' }]
    const { scenes: made, failed } = await send(sent)
    expect(failed).toEqual([])
    expect(made).toMatchObject([
      {
        scene_key: 'bedroom_walnut_square',
        name: WALNUT,
        dm_template_id: id,
        config: { smart_object: 'Artwork', default_size: { width: 1000, height: 1000 } },
        health: 'ok',
      },
    ])
    expect((await find(WALNUT)).scene_keys).toEqual(['bedroom_walnut_square'])
  })

  test('several at once, with keys that do not clash', async () => {
    const { id } = await find(OAK)
    const { scenes: made } = await send([
      { template_id: id },
      { template_id: id, config: { fit: 'cover', rotation: 2 } },
      { template_id: id, name: 'Oak', scene_key: 'oak', recommended_collections: ['growth'] },
    ])
    expect(made.map(({ scene_key }) => scene_key)).toEqual([
      'bedroom_oak_square',
      'bedroom_oak_square_2',
      'oak',
    ])
    expect(made[1]?.config).toMatchObject({ fit: 'cover', rotation: 2 })
    expect(made[2]).toMatchObject({ name: 'Oak', recommended_collections: ['growth'] })
  })

  test('filled by the id of its smart object where another has the same name', async () => {
    const brass = await find(BRASS)
    const [first, second] = brass.layers.filter(({ name }) => name === 'Print')
    const { scenes: made, failed } = await send([
      { template_id: brass.id, smart_object: second?.id },
      { template_id: brass.id, smart_object: 'Print' },
      { template_id: brass.id },
    ])
    expect(made).toMatchObject([{ config: { smart_object: second?.id }, health: 'ok' }])
    expect(failed).toMatchObject([
      { index: 1, error: expect.stringContaining(String(first?.id)) },
      { index: 2, errors: [{ pointer: '/items/2/smart_object' }] },
    ])
  })
})

describe('what fails is named, and the others are there', () => {
  test('a template that is gone, a key that is taken, a collection that is none', async () => {
    const { id } = await find(OAK)
    await send([{ template_id: id, scene_key: 'oak' }])
    const { scenes: made, failed } = await send([
      { template_id: 'gone', smart_object: 'Artwork' },
      { template_id: id, scene_key: 'oak', name: 'Another' },
      { template_id: id, recommended_collections: ['spring'] },
      { template_id: id, scene_key: 'elm' },
    ])
    expect(made.map(({ scene_key }) => scene_key)).toEqual(['elm'])
    expect(failed.map(({ index, errors }) => [index, errors[0]?.pointer])).toEqual([
      [0, '/items/0/template_id'],
      [1, '/items/1/scene_key'],
      [2, '/items/2/recommended_collections'],
    ])
    expect((await scenes()).find(({ scene_key }) => scene_key === 'oak')?.version).toBe(1)
  })

  test('nothing is made of a list with an item that cannot be read, or of more than fifty', async () => {
    const { id } = await find(OAK)
    const wrong = [{ template_id: id }, { template_id: id, scene_key: 'No!' }]
    const refused = await api(user, 'POST', '/api/scenes/import', { items: wrong })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('/items/1/scene_key')
    const many = Array.from({ length: 51 }, () => ({ template_id: id }))
    for (const items of [many, []]) {
      expect((await api(user, 'POST', '/api/scenes/import', { items })).status).toBe(400)
    }
    expect(await scenes()).toHaveLength(5)
  })

  test('nothing is made while the account cannot be read, and that is said', async () => {
    const other = await createUser(newStudioKey())
    await sandboxPost('/faults', {
      vendor: 'dynamic_mockups',
      key: other.vendorKey,
      kind: 'status',
      value: 500,
      operation: 'mockups',
      times: 1,
    })
    const answer = await api(other, 'POST', '/api/scenes/import', {
      items: [{ template_id: 'any' }],
    })
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('Nothing was added')
  })
})

describe('sent twice', () => {
  test('with its key it is answered again, and makes nothing twice', async () => {
    const { id } = await find(OAK)
    const items = [{ template_id: id }, { template_id: id, scene_key: 'bedroom' }]
    const header = { 'idempotency-key': 'import-1' }
    const first = await send(items, header)
    expect(await send(items, header)).toEqual(first)
    expect(await scenes()).toHaveLength(7)
  })
})

describe('a system scene that the account has no template for', () => {
  test('is rendered with one of the account’s own by its key, by its name and collections', async () => {
    expect(await healthOf('bedroom')).toEqual(['unmapped'])
    const { id } = await find(OAK)
    const { scenes: made } = await send([{ template_id: id, scene_key: 'bedroom' }])
    expect(made).toMatchObject([
      {
        scene_key: 'bedroom',
        name: 'Bedroom',
        dm_template_id: id,
        recommended_collections: ['grounding', 'wholeness'],
      },
    ])
    expect(await healthOf('bedroom')).toEqual(['ok', 'ok'])
  })

  test('has another one by the same key when that is gone, and keeps its own while it is not', async () => {
    const [oak, walnut] = [await find(OAK), await find(WALNUT)]
    const { scenes: first } = await send([{ template_id: oak.id, scene_key: 'bedroom' }])
    const item = { template_id: walnut.id, scene_key: 'bedroom', smart_object: 'Artwork' }
    expect((await send([item])).failed).toMatchObject([
      { error: expect.stringContaining('already has the key bedroom') },
    ])
    await changeTemplate(user.vendorKey, oak.id, 'gone')
    await refreshTemplates(user.ctx)
    expect(await healthOf('bedroom')).toContain('broken')
    const { scenes: again } = await send([item])
    expect(again).toMatchObject([
      { id: first[0]?.id, dm_template_id: walnut.id, health: 'ok', version: 2 },
    ])
  })
})

test('nothing of it is ever charged', async () => {
  const { id } = await find(OAK)
  await send([{ template_id: id }, { template_id: id, scene_key: 'bedroom' }])
  expect((await vendorRenders(user.vendorKey)).charged).toBe(0)
})
