import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { plainPng } from '../support/worker/artwork.ts'
import { createUser, newStudioKey, type TestUser } from '../support/worker/create-user.ts'
import { vendorRenders } from '../support/worker/sandbox.ts'
import { upload } from '../support/worker/upload.ts'

const edges = z.object({ left: z.number(), right: z.number(), top: z.number(), bottom: z.number() })
const size = { width: z.number(), height: z.number() }
const draft = z.strictObject({
  frame: z.strictObject({ ...size, is_known: z.boolean() }),
  artwork: z.strictObject(size),
  placed: z.strictObject({ x: z.number(), y: z.number(), ...size, rotation: z.number() }),
  bars: edges.nullable(),
  cropped: edges.nullable(),
})
const list = z.object({ templates: z.array(z.object({ id: z.string(), name: z.string() })) })
const uploaded = z.object({ asset: z.object({ id: z.string() }) })
const refusal = z.object({
  error: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
})

let user: TestUser
let asset_id: string
beforeEach(async () => {
  user = await createUser(newStudioKey())
  const answer = await upload(user, await plainPng(40, 40, [200, 80, 40]), { title: 'Rest' })
  asset_id = uploaded.parse(await answer.json()).asset.id
})

const ask = (body: object) => api(user, 'POST', '/api/scenes/draft', { asset_id, ...body })

async function draftOf(body: object) {
  const answer = await ask(body)
  expect(answer.status).toBe(200)
  return draft.parse(await answer.json())
}

async function refusalOf(body: object) {
  const answer = await ask(body)
  return { status: answer.status, ...refusal.parse(await answer.json()) }
}

async function connect(): Promise<void> {
  const body = { apiKey: user.vendorKey }
  expect((await api(user, 'PUT', '/api/integrations/dynamic_mockups', body)).status).toBe(200)
}

async function templateId(name: string): Promise<string> {
  const answer = await api(user, 'GET', `/api/templates?search=${encodeURIComponent(name)}`)
  const [found] = list.parse(await answer.json()).templates
  if (!found) throw new Error(`no template ${name}`)
  return found.id
}

describe('a draft of a template of the account', () => {
  test('is placed in the smart object as the vendor measures it', async () => {
    await connect()
    const template_id = await templateId('Bedroom, oak, portrait')
    const config = { smart_object: 'Artwork' }
    expect(await draftOf({ template_id, config })).toEqual({
      frame: { width: 800, height: 1000, is_known: true },
      artwork: { width: 40, height: 40 },
      placed: { x: 0, y: 100, width: 800, height: 800, rotation: 0 },
      bars: { left: 0, right: 0, top: 0.1, bottom: 0.1 },
      cropped: { left: 0, right: 0, top: 0, bottom: 0 },
    })
    const covered = await draftOf({ template_id, config: { ...config, fit: 'cover' } })
    expect(covered.placed).toEqual({ x: -100, y: 0, width: 1000, height: 1000, rotation: 0 })
    expect(covered.cropped).toEqual({ left: 0.1, right: 0.1, top: 0, bottom: 0 })
    const askew = await draftOf({ template_id, config: { ...config, rotation: 10 } })
    expect([askew.placed.rotation, askew.bars, askew.cropped]).toEqual([10, null, null])
  })

  test('uses the frame that is given where the vendor does not measure its smart object', async () => {
    await connect()
    const template_id = await templateId('Bedroom, clips, portrait')
    expect((await draftOf({ template_id })).frame).toEqual({
      width: 800,
      height: 1000,
      is_known: false,
    })
    const default_size = { width: 600, height: 600 }
    const given = await draftOf({ template_id, config: { default_size } })
    expect(given.frame).toEqual({ ...default_size, is_known: false })
    const scaled = await refusalOf({ template_id, config: { scale: 0.5 } })
    expect(scaled).toMatchObject({ status: 400, error: expect.stringContaining('Set a size') })
  })

  test('names a smart object that the template does not have, or has twice', async () => {
    await connect()
    for (const [name, smart_object] of [
      ['Bedroom, oak, portrait', 'Poster'],
      ['Bedroom, brass, portrait', 'Print'],
    ] as const) {
      const body = { template_id: await templateId(name), config: { smart_object } }
      const { status, error, errors } = await refusalOf(body)
      expect([status, errors]).toEqual([400, [{ pointer: '/config/smart_object', message: error }]])
      expect(error).toContain(smart_object)
    }
  })

  test('costs nothing, asks nobody and writes nothing', async () => {
    await connect()
    const template_id = await templateId('Bedroom, oak, portrait')
    const written = () =>
      env.DB.prepare('SELECT count(*) AS n FROM activity_log WHERE user_id = ?')
        .bind(user.userId)
        .first('n')
    const before = await written()
    await draftOf({ template_id })
    await draftOf({ scene_key: 'bedroom' })
    expect(await vendorRenders(user.vendorKey)).toEqual({ charged: 0, renders: [] })
    expect(await written()).toBe(before)
  })
})

describe('a draft of a scene', () => {
  test('is of the scene as it is, with what is given laid over it', async () => {
    const scene = {
      scene_key: 'loft',
      name: 'Loft',
      dm_template_id: 'dm_x',
      config: {
        default_size: { width: 500, height: 1000 },
        size: { width: 250, height: 250 },
        rotation: 5,
      },
    }
    expect((await api(user, 'POST', '/api/scenes', scene)).status).toBe(201)
    const own = await draftOf({ scene_key: 'loft' })
    expect(own.placed).toEqual({ x: 0, y: 0, width: 250, height: 250, rotation: 5 })
    const fitted = await draftOf({ scene_key: 'loft', config: { fit: 'cover' } })
    expect(fitted.placed).toEqual({ x: -250, y: 0, width: 1000, height: 1000, rotation: 5 })
    const moved = await draftOf({ scene_key: 'loft', config: { position: { x: 10, y: 20 } } })
    expect(moved.placed).toEqual({ x: 10, y: 20, width: 250, height: 250, rotation: 5 })
  })

  const PLACEMENTS = [
    {},
    { fit: 'cover' },
    { fit: 'fill', rotation: 12 },
    { scale: 0.5, position: { x: 30, y: -10 } },
    { size: { width: 300, height: 200 }, position: { x: 5, y: 7 }, rotation: -5 },
  ]

  test.each(PLACEMENTS)('is what was drafted before it was saved with %j', async (placement) => {
    await connect()
    const template_id = await templateId('Bedroom, oak, portrait')
    const config = { smart_object: 'Artwork', ...placement }
    const before = await draftOf({ template_id, config })
    const items = [{ template_id, scene_key: 'imported', config }]
    const imported = await api(user, 'POST', '/api/scenes/import', { items })
    expect(imported.status).toBe(201)
    expect(await draftOf({ scene_key: 'imported' })).toEqual(before)
    const scene = { scene_key: 'typed', name: 'Typed', dm_template_id: template_id }
    const answer = await api(user, 'POST', '/api/scenes', {
      ...scene,
      config: { smart_object: 'Artwork' },
    })
    const { id } = z
      .object({ scene: z.object({ id: z.string() }) })
      .parse(await answer.json()).scene
    expect(await draftOf({ scene_key: 'typed', config: placement })).toEqual(before)
    expect((await api(user, 'PATCH', `/api/scenes/${id}`, { config })).status).toBe(200)
    expect(await draftOf({ scene_key: 'typed' })).toEqual(before)
  })

  test('takes names in either case', async () => {
    const answer = await api(user, 'POST', '/api/scenes/draft', {
      assetId: asset_id,
      sceneKey: 'bedroom',
      config: { fit: 'fill' },
    })
    expect(draft.parse(await answer.json()).frame.is_known).toBe(false)
  })
})

describe('a draft is refused', () => {
  test('with 404 and its name for what the user does not have', async () => {
    const none = newId()
    const stranger = await createUser()
    for (const [body, named] of [
      [{ asset_id: none, scene_key: 'bedroom' }, none],
      [{ scene_key: 'no_such_room' }, 'no_such_room'],
      [{ template_id: 'tpl_none' }, 'tpl_none'],
    ] as const) {
      const { status, error } = await refusalOf(body)
      expect([status, error]).toEqual([404, expect.stringContaining(named)])
    }
    const body = { asset_id, scene_key: 'bedroom' }
    expect((await api(stranger, 'POST', '/api/scenes/draft', body)).status).toBe(404)
  })

  test.each([
    [{}, '/scene_key'],
    [{ scene_key: 'bedroom', template_id: 'x' }, '/scene_key'],
    [{ scene_key: 'bedroom', config: { fit: 'stretch' } }, '/config/fit'],
    [{ scene_key: 'bedroom', config: { rotation: 400 } }, '/config/rotation'],
    [{ scene_key: 'bedroom', config: { size: { width: 0, height: 5 } } }, '/config/size/width'],
    [{ scene_key: 'bedroom', asset_id: 'none' }, '/asset_id'],
    [{ scene_key: 'bedroom', colour: 'red' }, '/colour'],
  ])('with 400 for %j', async (body, pointer) => {
    const { status, errors } = await refusalOf(body)
    expect([status, errors.map((one) => one.pointer)]).toEqual([400, [pointer]])
  })
})
