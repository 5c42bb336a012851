import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { findScenes } from '../../src/domain/scenes/find-scenes.ts'
import { updateScene } from '../../src/domain/scenes/update-scene.ts'
import { addScenes } from '../support/worker/add-scenes.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'

const SYSTEM_BEDROOM = '00000000-0000-7000-8000-000000000001'
const scene = z.object({
  id: z.string(),
  scene_key: z.string(),
  name: z.string(),
  version: z.number(),
  is_system: z.boolean(),
  is_active: z.boolean(),
  config: z.record(z.string(), z.unknown()),
})
const one = z.object({ scene })
const listed = z.object({ scenes: z.array(scene), total: z.number() })

const LOFT = {
  sceneKey: 'loft',
  name: 'Loft',
  dmTemplateId: 'dm_loft',
  config: { smartObject: 'wall', defaultSize: { width: 500, height: 700 }, fit: 'cover' },
  recommendedCollections: ['growth'],
}

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

async function create(body: unknown = LOFT) {
  const answer = await api(user, 'POST', '/api/scenes', body)
  expect(answer.status).toBe(201)
  return one.parse(await answer.json()).scene
}

describe('the scene library', () => {
  it('begins with the five system scenes', async () => {
    const { scenes, total } = listed.parse(await (await api(user, 'GET', '/api/scenes')).json())
    expect(total).toBe(5)
    expect(scenes.every((row) => row.is_system)).toBe(true)
  })

  it('takes a scene of the user’s own, which nobody else sees', async () => {
    const loft = await create()
    expect(loft).toMatchObject({ scene_key: 'loft', version: 1, is_system: false })
    expect(loft.config).toEqual({
      smart_object: 'wall',
      default_size: { width: 500, height: 700 },
      fit: 'cover',
    })
    const stranger = await createUser()
    expect((await api(stranger, 'GET', `/api/scenes/${loft.id}`)).status).toBe(404)
    expect((await api(stranger, 'PATCH', `/api/scenes/${loft.id}`, { name: 'X' })).status).toBe(404)
    expect((await api(stranger, 'DELETE', `/api/scenes/${loft.id}`)).status).toBe(404)
    expect(await findScenes(stranger.ctx, ['loft'])).toEqual([])
  })

  it('has a key once per user', async () => {
    await create()
    expect((await api(user, 'POST', '/api/scenes', LOFT)).status).toBe(409)
  })

  it('raises the version with each edit', async () => {
    const { id } = await create()
    await api(user, 'PATCH', `/api/scenes/${id}`, { name: 'Bright loft' })
    const answer = await api(user, 'PATCH', `/api/scenes/${id}`, { config: { fit: 'contain' } })
    expect(one.parse(await answer.json()).scene).toMatchObject({
      name: 'Bright loft',
      version: 3,
      config: { fit: 'contain' },
    })
  })

  it.each([
    ['PATCH', { name: 'Mine now' }],
    ['DELETE', undefined],
  ])('lets nobody %s a system scene', async (method, body) => {
    const answer = await api(user, method, `/api/scenes/${SYSTEM_BEDROOM}`, body)
    expect(answer.status).toBe(403)
    expect(
      one.parse(await (await api(user, 'GET', `/api/scenes/${SYSTEM_BEDROOM}`)).json()).scene,
    ).toMatchObject({ name: 'Bedroom', version: 1 })
  })

  it.each([
    [{ ...LOFT, sceneKey: 'No Spaces' }],
    [{ ...LOFT, config: { fit: 'stretchy' } }],
    [{ ...LOFT, config: { default_size: { width: 0, height: 10 } } }],
    [{ ...LOFT, is_system: true }],
    [{ ...LOFT, config: { scale: 2.1 } }],
    [{ ...LOFT, config: { scale: 0.05 } }],
    [{ ...LOFT, previewUrl: 'javascript:alert(1)' }],
  ])('refuses %j', async (body) => {
    expect((await api(user, 'POST', '/api/scenes', body)).status).toBe(400)
  })

  it('takes a scale or a size, not both, and says which field', async () => {
    await create({ ...LOFT, config: { scale: 0.5 } })
    const both = { scale: 0.5, size: { width: 10, height: 10 } }
    const answer = await api(user, 'POST', '/api/scenes', {
      ...LOFT,
      sceneKey: 'attic',
      config: both,
    })
    expect(answer.status).toBe(400)
    const { errors } = z
      .object({ errors: z.array(z.object({ pointer: z.string(), message: z.string() })) })
      .parse(await answer.json())
    expect(errors).toEqual([
      { pointer: '/config/scale', message: expect.stringContaining('either') },
    ])
  })
})

describe('which template serves a key', () => {
  it('is the user’s own in place of the system’s, and the system’s again when that is off', async () => {
    const own = await create({ ...LOFT, sceneKey: 'bedroom' })
    expect((await findScenes(user.ctx, ['bedroom'])).map((row) => row.id)).toEqual([own.id])
    await updateScene(user.ctx, own.id, { is_active: false })
    const rows = await findScenes(user.ctx, ['bedroom'])
    expect(rows.map((row) => row.id)).toEqual([SYSTEM_BEDROOM])
  })

  it('is none for a key nobody has', async () => {
    const rows = await findScenes(user.ctx, ['bedroom', 'cellar'])
    expect(rows.map((row) => row.scene_key)).toEqual(['bedroom'])
  })
})

describe('scenes are searched', () => {
  it('by name and key, whatever the case', async () => {
    await create()
    await create({ ...LOFT, sceneKey: 'attic', name: 'Under the Roof' })
    const found = async (search: string) => {
      const answer = await api(user, 'GET', `/api/scenes?search=${encodeURIComponent(search)}`)
      return listed.parse(await answer.json()).scenes.map(({ scene_key }) => scene_key)
    }
    expect(await found('the roof')).toEqual(['attic'])
    expect(await found('LOFT')).toEqual(['loft'])
    expect(await found('%')).toEqual([])
  })
})

describe('a user has at most two hundred scenes of their own', () => {
  it('refuses the next, and of two at once one', async () => {
    await addScenes(user.ctx.userId, 199)
    const bodies = [LOFT, { ...LOFT, sceneKey: 'attic' }]
    const answers = await Promise.all(bodies.map((body) => api(user, 'POST', '/api/scenes', body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const refused = answers.find(({ status }) => status === 409)
    expect(await refused?.text()).toContain('You have 200 scenes of your own')
    const own = listed.parse(await (await api(user, 'GET', '/api/scenes?owner=own')).json())
    expect(own.total).toBe(200)
  })
})
