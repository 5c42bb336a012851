import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'

const recipeShape = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  sizes: z.array(z.string()),
  frames: z.array(z.string()),
  digital: z.boolean(),
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  kit_id: z.string().nullable(),
  publish: z.boolean(),
  version: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
})
type Recipe = z.output<typeof recipeShape>
const one = z.object({ recipe: recipeShape })
const listed = z.object({ recipes: z.array(recipeShape), total: z.number() })
const problem = z.object({
  detail: z.string(),
  details: z.array(z.object({ pointer: z.string(), message: z.string() })),
})

const AT = '2026-11-21T10:00:00.000Z'
const PRINTS = {
  name: 'Prints',
  sizes: ['8x10', '16x20'],
  frames: ['unframed', 'black'],
  title: '“{quote}” by {author}',
}

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

async function created(body: object = {}): Promise<Recipe> {
  const answer = await api(user, 'POST', '/api/recipes', { ...PRINTS, ...body })
  expect(answer.status).toBe(201)
  return one.parse(await answer.json()).recipe
}

async function read(id: string): Promise<Recipe> {
  const answer = await api(user, 'GET', `/api/recipes/${id}`)
  expect(answer.status).toBe(200)
  return one.parse(await answer.json()).recipe
}

async function list(query = ''): Promise<z.output<typeof listed>> {
  return listed.parse(await (await api(user, 'GET', `/api/recipes${query}`)).json())
}

describe('recipes', () => {
  test('are created, read, changed in part and deleted, each with its activity row', async () => {
    const recipe = await created({ tags: ['{collection}', 'wall art'], digital: true })
    expect(recipe).toMatchObject({
      ...{ ...PRINTS, digital: true, description: '', tags: ['{collection}', 'wall art'] },
      ...{ kit_id: null, publish: false, version: 1 },
    })
    expect(await read(recipe.id)).toEqual(recipe)
    const path = `/api/recipes/${recipe.id}`
    const changed = await api(user, 'PATCH', path, { sizes: [' 8 × 10 '], publish: true })
    const now = one.parse(await changed.json()).recipe
    expect(now).toMatchObject({ ...PRINTS, sizes: ['8x10'], publish: true, version: 2 })
    const current = { 'if-match': changed.headers.get('etag') ?? '' }
    const same = await api(user, 'PATCH', path, { sizes: ['8x10'] }, current)
    expect(one.parse(await same.json()).recipe).toEqual(now)
    const old = await api(user, 'PATCH', path, { name: 'Late' }, { 'if-match': '"1-x"' })
    expect(old.status).toBe(412)
    expect(await old.json()).toMatchObject({ recipe: now })
    expect(await (await api(user, 'DELETE', path)).json()).toEqual({ success: true })
    expect((await api(user, 'GET', path)).status).toBe(404)
    const { results } = await env.DB.prepare(
      'SELECT action_type FROM activity_log WHERE user_id = ? AND module = ? ORDER BY id',
    )
      .bind(user.userId, 'recipes')
      .all()
    expect(results.map(({ action_type }) => action_type)).toEqual([
      ...['recipe_created', 'recipe_changed', 'recipe_deleted'],
    ])
  })

  test.each([
    ['no name', { name: ' ' }, ['/name']],
    ['a placeholder that is none', { title: '{quote} of {year}' }, ['/title']],
    [
      'two of them',
      { description: '{a} {b}', tags: ['{c}'] },
      ['/description', '/description', '/tags/0'],
    ],
    ['no size', { sizes: [] }, ['/sizes']],
    ['a size without a price', { sizes: ['8x10', '3x3'] }, ['/sizes/1']],
    ['an unknown frame', { frames: ['gold'] }, ['/frames/0']],
    ['neither frame nor digital', { frames: [] }, ['/frames']],
    ['an unknown name', { user_id: 'x' }, ['/user_id']],
  ])('with %s are refused, by the field', async (_what, wrong, pointers) => {
    const answer = await api(user, 'POST', '/api/recipes', { ...PRINTS, ...wrong })
    expect(answer.status).toBe(400)
    const { details } = problem.parse(await answer.json())
    expect(details.map(({ pointer }) => pointer)).toEqual(pointers)
    const { id } = await created()
    expect((await api(user, 'PATCH', `/api/recipes/${id}`, wrong)).status).toBe(400)
    expect((await list()).total).toBe(1)
  })

  test('name the placeholder that is none, and those that there are', async () => {
    const answer = await api(user, 'POST', '/api/recipes', { ...PRINTS, title: 'In { year }' })
    const { details } = problem.parse(await answer.json())
    expect(details[0]?.message).toBe(
      'There is no placeholder {year}. There are {quote}, {author}, {collection}, {artwork}',
    )
  })

  test('keep the order of a kit of one’s own until it is deleted', async () => {
    const kit = { name: 'Rooms', scenes: [{ scene_key: 'bedroom', role: 'hero' }] }
    const made = z.object({ kit: z.object({ id: z.uuid() }) })
    const { id } = made.parse(await (await api(user, 'POST', '/api/kits', kit)).json()).kit
    const other = await createUser()
    const foreign = made.parse(await (await api(other, 'POST', '/api/kits', kit)).json()).kit
    for (const kit_id of [newId(), foreign.id]) {
      const answer = await api(user, 'POST', '/api/recipes', { ...PRINTS, kit_id })
      expect(answer.status).toBe(404)
    }
    const recipe = await created({ kitId: id })
    const unordered = await created({ name: 'Without' })
    expect(recipe.kit_id).toBe(id)
    await api(user, 'DELETE', `/api/kits/${id}`)
    expect(await read(recipe.id)).toMatchObject({ kit_id: null, version: 2 })
    expect(await read(unordered.id)).toEqual(unordered)
  })

  test('are fifty at most, and another user’s are not found', async () => {
    await env.DB.prepare(
      `INSERT INTO recipes (user_id, id, name, sizes, frames, digital, title, description, tags,
         publish, created_at, updated_at)
       SELECT ?1, value, 'Recipe ' || key, '["8x10"]', '["unframed"]', 0, '{artwork}', '', '[]', 0,
         ?2, ?2 FROM json_each(?3)`,
    )
      .bind(user.userId, AT, JSON.stringify(Array.from({ length: 49 }, () => newId())))
      .run()
    const send = () => api(user, 'POST', '/api/recipes', PRINTS, { 'idempotency-key': 'last' })
    const [first, again] = [await send(), await send()]
    expect([first.status, again.status]).toEqual([201, 201])
    const { recipe } = one.parse(await first.json())
    expect(one.parse(await again.json()).recipe).toEqual(recipe)
    expect((await api(user, 'POST', '/api/recipes', PRINTS)).status).toBe(409)
    expect(await list('?limit=1')).toMatchObject({ recipes: [recipe], total: 50 })
    const other = await createUser()
    for (const [method, body] of [['GET'], ['PATCH', { name: 'Mine' }], ['DELETE']] as const) {
      const answer = await api(other, method, `/api/recipes/${recipe.id}`, body)
      expect(answer.status).toBe(404)
    }
  })

  test('show in a dry run what a change would do, and write nothing', async () => {
    const tried = await api(user, 'POST', '/api/recipes?dry_run=true', PRINTS)
    expect(await tried.json()).toMatchObject({ dry_run: true, recipe: PRINTS })
    expect((await list()).total).toBe(0)
    const recipe = await created()
    const path = `/api/recipes/${recipe.id}?dry_run=true`
    const changed = await api(user, 'PATCH', path, { name: 'Other' })
    expect(await changed.json()).toMatchObject({ recipe: { name: 'Other', version: 2 } })
    expect(await (await api(user, 'DELETE', path)).json()).toMatchObject({ recipe })
    expect(await read(recipe.id)).toEqual(recipe)
  })
})
