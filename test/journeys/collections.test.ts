import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { createCollection } from '../../src/domain/collections/create-collection.ts'
import { newCollection } from '../../src/domain/collections/schemas.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { PNG_6X8 } from '../support/worker/pictures.ts'
import { upload } from '../support/worker/upload.ts'

const collection = z.object({
  key: z.string(),
  name: z.string(),
  colour: z.string(),
  shop: z.string(),
  shop_handle: z.string().nullable(),
  is_system: z.boolean(),
  version: z.int(),
  uses: z.object({
    quotes: z.int(),
    assets: z.int(),
    products: z.int(),
    scenes: z.int(),
    kits: z.int(),
  }),
})
const one = z.object({ collection })
const listed = z.object({ collections: z.array(collection), total: z.int() })
const problem = z.object({
  error: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
})
const row = z.object({ id: z.string(), collection: z.string().nullable() })

const CALM = { name: 'Calm Evenings', colour: 'plum' }

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

async function add(body: object = CALM) {
  const answer = await api(user, 'POST', '/api/collections', body)
  expect(answer.status).toBe(201)
  return one.parse(await answer.json()).collection
}

async function list() {
  return listed.parse(await (await api(user, 'GET', '/api/collections')).json())
}

async function read(key: string) {
  const answer = await api(user, 'GET', `/api/collections/${key}`)
  return one.parse(await answer.json()).collection
}

async function problemOf(answer: Response, status: number) {
  expect(answer.status).toBe(status)
  return problem.parse(await answer.json())
}

/** Sends something that must be created, and answers with it. */
async function made(path: string, name: string, body: object) {
  const answer = await api(user, 'POST', path, body)
  expect(answer.status).toBe(201)
  return row.parse(z.record(z.string(), z.unknown()).parse(await answer.json())[name])
}

const quoteOf = (key: string, text = 'Rest') =>
  made('/api/quotes', 'quote', { text, collection: key })
const productOf = (more: object) =>
  made('/api/products', 'product', {
    title: 'Print',
    variants: [{ size: '8x10' }],
    acceptLowDpi: true,
    ...more,
  })
const sceneOf = (keys: string[]) =>
  api(user, 'POST', '/api/scenes', {
    scene_key: 'loft',
    name: 'Loft',
    dm_template_id: 'dm_loft',
    recommended_collections: keys,
  })

const kitOf = (keys: string[]) =>
  api(user, 'POST', '/api/kits', {
    name: 'Quiet rooms',
    scenes: [{ scene_key: 'bedroom', role: 'hero' }],
    default_for: keys,
  })

async function artwork(fields: Parameters<typeof upload>[2] = {}) {
  const answer = await upload(user, PNG_6X8, fields)
  expect(answer.status).toBe(201)
  const { asset } = z
    .object({ asset: row.extend({ own_collection: z.string().nullable() }) })
    .parse(await answer.json())
  return asset
}

async function idsOf(path: string, plural: string): Promise<string[]> {
  const answer = await api(user, 'GET', path)
  expect(answer.status).toBe(200)
  const rows = z.record(z.string(), z.unknown()).parse(await answer.json())[plural]
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)
}

describe('collections', () => {
  test('are the system’s three, and then a user’s own by name, which nobody else sees', async () => {
    await add({ name: 'Winter' })
    await add()
    const { collections, total } = await list()
    expect(collections.map(({ key }) => key)).toEqual([
      ...['grounding', 'wholeness', 'growth'],
      ...['calm_evenings', 'winter'],
    ])
    expect(total).toBe(5)
    expect(collections.map(({ is_system }) => is_system)).toEqual([true, true, true, false, false])
    const stranger = await createUser()
    expect((await api(stranger, 'GET', '/api/collections/winter')).status).toBe(404)
    expect((await api(stranger, 'DELETE', '/api/collections/winter')).status).toBe(404)
    const theirs = await (await api(stranger, 'GET', '/api/collections')).json()
    expect(listed.parse(theirs).total).toBe(3)
  })

  test('are added with a key of their own or of their name, and what the shop has of them', async () => {
    const made = await add({ ...CALM, shop: 'handle', shopHandle: 'calm-prints' })
    expect(made).toMatchObject({
      key: 'calm_evenings',
      name: 'Calm Evenings',
      colour: 'plum',
      shop: 'handle',
      shop_handle: 'calm-prints',
      version: 1,
      uses: { quotes: 0, assets: 0, products: 0, scenes: 0, kits: 0 },
    })
    expect(await read('calm_evenings')).toEqual(made)
    expect(await add({ key: 'cosy', name: 'Über Köln', shop: 'create' })).toMatchObject({
      key: 'cosy',
      colour: 'stone',
      shop: 'create',
      shop_handle: null,
    })
    expect((await add({ name: 'Über Köln!' })).key).toBe('uber_koln')
  })

  test.each([
    ['no name', { colour: 'plum' }, '/name'],
    ['a key with a hyphen', { ...CALM, key: 'calm-evenings' }, '/key'],
    ['a key of two characters', { ...CALM, key: 'ab' }, '/key'],
    ['the word for none as its key', { ...CALM, key: 'none' }, '/key'],
    ['a name that makes no key', { name: '静けさ' }, '/key'],
    ['an unknown colour', { ...CALM, colour: 'neon' }, '/colour'],
    ['an unknown choice for the shop', { ...CALM, shop: 'sell' }, '/shop'],
    ['a shop’s collection without its handle', { ...CALM, shop: 'handle' }, '/shop_handle'],
    ['a handle without such a collection', { ...CALM, shop_handle: 'calm' }, '/shop_handle'],
    ['a handle with spaces', { ...CALM, shop: 'handle', shop_handle: 'a b' }, '/shop_handle'],
  ])('with %s are refused, and nothing is added', async (_what, body, pointer) => {
    const { errors } = await problemOf(await api(user, 'POST', '/api/collections', body), 400)
    expect(errors.map((error) => error.pointer)).toEqual([pointer])
    expect((await list()).total).toBe(3)
  })

  test.each(['calm_evenings', 'growth'])('have the key %s once', async (key) => {
    await add()
    const again = await api(user, 'POST', '/api/collections', { ...CALM, key })
    const { errors } = await problemOf(again, 409)
    expect(errors[0]).toMatchObject({ pointer: '/key', message: expect.stringContaining(key) })
  })

  test('are at most fifty', async () => {
    for (let n = 1; n <= 50; n += 1) {
      await createCollection(user.ctx, newCollection.parse({ name: `Collection ${n}` }))
    }
    const { error } = await problemOf(await api(user, 'POST', '/api/collections', CALM), 409)
    expect(error).toContain('50 collections')
    const { collections, total } = await list()
    expect([collections.length, total]).toEqual([53, 53])
  })

  test('asked for twice by the same work are one, as it is by then', async () => {
    const workId = newId()
    const input = newCollection.parse(CALM)
    const first = await createCollection(user.ctx, input, workId)
    await api(user, 'PATCH', '/api/collections/calm_evenings', { name: 'Calm' })
    expect(await createCollection(user.ctx, input, workId)).toMatchObject({
      key: first.key,
      name: 'Calm',
    })
    const headers = { 'idempotency-key': 'once' }
    const send = () => api(user, 'POST', '/api/collections', { name: 'Winter' }, headers)
    const [one, other] = [await (await send()).json(), await (await send()).json()]
    expect(other).toEqual(one)
    expect((await list()).total).toBe(5)
  })

  test('change in what is named, as a new version, and only from the version that was seen', async () => {
    await add()
    const path = '/api/collections/calm_evenings'
    const etag = (await api(user, 'GET', path)).headers.get('etag') ?? ''
    const change = (body: object, headers = {}) => api(user, 'PATCH', path, body, headers)
    const changed = await change({ name: 'Calm', shop: 'handle', shop_handle: 'calm' })
    expect(one.parse(await changed.json()).collection).toMatchObject({
      name: 'Calm',
      colour: 'plum',
      shop_handle: 'calm',
      version: 2,
    })
    const late = await change({ name: 'Mine' }, { 'if-match': etag })
    expect(late.status).toBe(412)
    expect(one.parse(await late.json()).collection.name).toBe('Calm')
    expect((await change({ name: 'Calm' })).status).toBe(200)
    expect((await change({ shop_handle: null })).status).toBe(400)
    await change({ shop: 'none' })
    expect(await read('calm_evenings')).toMatchObject({ shop_handle: null, version: 3 })
    expect((await change({ shop: 'handle' })).status).toBe(400)
    expect((await change({ key: 'other' })).status).toBe(400)
  })

  test.each([
    ['PATCH', { name: 'Mine' }],
    ['DELETE', undefined],
  ])('of the system are read and not changed: %s', async (method, body) => {
    expect(await read('growth')).toMatchObject({ name: 'Growth', is_system: true })
    const { error } = await problemOf(await api(user, method, '/api/collections/growth', body), 403)
    expect(error).toContain('built-in collection')
  })

  test('are deleted where nothing has them, and tell the activity log', async () => {
    await add()
    const path = '/api/collections/calm_evenings'
    expect(await (await api(user, 'DELETE', path)).json()).toEqual({ success: true })
    expect((await api(user, 'GET', path)).status).toBe(404)
    expect((await api(user, 'DELETE', path)).status).toBe(404)
    const log = await (await api(user, 'GET', '/api/activity?module=collections')).json()
    const { activity } = z
      .object({ activity: z.array(z.object({ action_type: z.string() })) })
      .parse(log)
    expect(activity.map((entry) => entry.action_type)).toEqual([
      'collection_deleted',
      'collection_created',
    ])
  })

  test('are not deleted by who saw another version', async () => {
    await add()
    const path = '/api/collections/calm_evenings'
    const etag = (await api(user, 'GET', path)).headers.get('etag') ?? ''
    await api(user, 'PATCH', path, { name: 'Calm' })
    expect((await api(user, 'DELETE', path, undefined, { 'if-match': etag })).status).toBe(412)
    expect((await read('calm_evenings')).name).toBe('Calm')
  })
})

describe('a collection in use', () => {
  const KEY = 'calm_evenings'
  const remove = () => api(user, 'DELETE', `/api/collections/${KEY}`)
  beforeEach(async () => {
    await add()
  })

  test('says by what and how many, and stays', async () => {
    const quote = await quoteOf(KEY)
    await artwork({ quoteId: quote.id })
    await artwork({ collection: KEY })
    await productOf({ collection: KEY })
    expect((await sceneOf([KEY, 'growth'])).status).toBe(201)
    expect((await kitOf([KEY, 'growth'])).status).toBe(201)
    expect((await read(KEY)).uses).toEqual({
      quotes: 1,
      assets: 2,
      products: 1,
      scenes: 1,
      kits: 1,
    })
    const answer = await remove()
    const { error } = await problemOf(answer, 409)
    expect(error).toContain('1 quote, 2 artworks, 1 product, 1 scene, 1 kit')
    expect((await list()).total).toBe(4)
  })

  test.each([
    ['a quote', () => quoteOf(KEY)],
    ['an artwork', () => artwork({ collection: KEY })],
    ['a product', () => productOf({ collection: KEY })],
    ['a scene', () => sceneOf([KEY])],
    ['a kit', () => kitOf([KEY])],
    [
      'an artwork whose quote hides it',
      async () => artwork({ collection: KEY, quoteId: (await quoteOf('growth')).id }),
    ],
  ])('by %s alone stays', async (_what, use) => {
    await use()
    expect((await remove()).status).toBe(409)
    expect((await read(KEY)).key).toBe(KEY)
  })

  test('is deleted once nothing has it any more', async () => {
    const quote = await quoteOf(KEY)
    await api(user, 'PATCH', `/api/quotes/${quote.id}`, { collection: 'growth' })
    const print = await artwork({ collection: KEY })
    await api(user, 'PATCH', `/api/assets/${print.id}`, { collection: null })
    expect((await remove()).status).toBe(200)
  })
})

describe('a collection that does not exist', () => {
  test('is refused by its name wherever one is chosen', async () => {
    const quote = await quoteOf('growth')
    const print = await artwork()
    const product = await productOf({})
    const refusals: [Promise<Response>, string][] = [
      [api(user, 'POST', '/api/quotes', { text: 'Rest', collection: 'spring' }), '/collection'],
      [api(user, 'PATCH', `/api/quotes/${quote.id}`, { collection: 'spring' }), '/collection'],
      [upload(user, PNG_6X8, { collection: 'spring' }), '/collection'],
      [api(user, 'PATCH', `/api/assets/${print.id}`, { collection: 'spring' }), '/collection'],
      [
        api(user, 'POST', '/api/products', {
          title: 'Print',
          collection: 'spring',
          variants: [{ size: '8x10' }],
        }),
        '/collection',
      ],
      [api(user, 'PATCH', `/api/products/${product.id}`, { collection: 'spring' }), '/collection'],
      [sceneOf(['growth', 'spring']), '/recommended_collections'],
    ]
    for (const [answer, pointer] of refusals) {
      const { errors } = await problemOf(await answer, 400)
      expect(errors).toEqual([{ pointer, message: 'There is no collection "spring"' }])
    }
  })

  test.each(['quotes', 'assets', 'products', 'mockups/credits/entries'])(
    'is refused as a filter of %s',
    async (name) => {
      const answer = await api(user, 'GET', `/api/${name}?collection=spring`)
      const { errors } = await problemOf(answer, 400)
      expect(errors.map(({ pointer }) => pointer)).toEqual(['/collection'])
      expect((await api(user, 'GET', `/api/${name}?collection=growth`)).status).toBe(200)
    },
  )

  test('is another user’s', async () => {
    await add()
    const stranger = await createUser()
    const body = { text: 'Rest', collection: 'calm_evenings' }
    await problemOf(await api(stranger, 'POST', '/api/quotes', body), 400)
  })

  test('is refused by the tables too, when it is deleted after it was looked for', async () => {
    await add()
    await api(user, 'DELETE', '/api/collections/calm_evenings')
    const write = env.DB.prepare(
      `INSERT INTO quotes (user_id, id, text, collection, created_at, updated_at)
       VALUES (?, ?, 'Rest', 'calm_evenings', '', '')`,
    ).bind(user.userId, newId())
    await expect(write.run()).rejects.toThrow('collection constraint failed')
  })
})

describe('an own collection', () => {
  test('filters quotes, artworks and products, alone and in a search', async () => {
    await add({ name: 'Grow' })
    await add({ name: 'Growth two', key: 'growth_two' })
    await add({ name: 'Regrowth' })
    const keys = ['grow', 'growth', 'growth_two', 'regrowth']
    for (const key of keys) {
      const quote = await quoteOf(key, `Rest with ${key}`)
      const print = await artwork({ quoteId: quote.id, title: 'Rest' })
      const product = await productOf({ title: 'Rest', quoteId: quote.id })
      for (const search of ['', '&search=rest']) {
        const filter = `?collection=${key}${search}`
        expect(await idsOf(`/api/quotes${filter}`, 'quotes')).toEqual([quote.id])
        expect(await idsOf(`/api/assets${filter}`, 'assets')).toEqual([print.id])
        expect(await idsOf(`/api/products${filter}`, 'products')).toEqual([product.id])
      }
    }
    for (const key of keys) {
      expect(await idsOf(`/api/quotes?collection=${key}&search=rest`, 'quotes')).toHaveLength(1)
      expect(await idsOf(`/api/quotes?collection=${key}`, 'quotes')).toHaveLength(1)
    }
    const { collections } = await list()
    expect(collections.find(({ key }) => key === 'growth_two')?.uses).toEqual({
      quotes: 1,
      assets: 1,
      products: 1,
      scenes: 0,
      kits: 0,
    })
  })
})

describe('an artwork’s own collection', () => {
  beforeEach(async () => {
    await add()
  })

  test('counts where it has no quote; its quote’s wins, and hides it only meanwhile', async () => {
    const quote = await quoteOf('growth')
    const print = await artwork({ collection: 'calm_evenings' })
    const path = `/api/assets/${print.id}`
    const shown = async () => {
      const { asset } = z
        .object({ asset: row.extend({ own_collection: z.string().nullable() }) })
        .parse(await (await api(user, 'GET', path)).json())
      const listed = await idsOf(`/api/assets?collection=${asset.collection}`, 'assets')
      expect(listed).toEqual([print.id])
      return [asset.collection, asset.own_collection]
    }
    expect(print).toMatchObject({ collection: 'calm_evenings', own_collection: 'calm_evenings' })
    expect(await shown()).toEqual(['calm_evenings', 'calm_evenings'])
    await api(user, 'PATCH', path, { quote_id: quote.id })
    expect(await shown()).toEqual(['growth', 'calm_evenings'])
    await api(user, 'PATCH', path, { collection: 'wholeness' })
    expect(await shown()).toEqual(['growth', 'wholeness'])
    await api(user, 'PATCH', `/api/quotes/${quote.id}`, { collection: 'grounding' })
    expect(await shown()).toEqual(['grounding', 'wholeness'])
    await api(user, 'DELETE', `/api/quotes/${quote.id}`)
    expect(await shown()).toEqual(['wholeness', 'wholeness'])
  })

  test('is its products’, unless they are given another', async () => {
    const print = await artwork({ collection: 'calm_evenings' })
    expect((await productOf({ assetId: print.id })).collection).toBe('calm_evenings')
    const quote = await quoteOf('growth')
    expect((await productOf({ assetId: print.id, quoteId: quote.id })).collection).toBe('growth')
    expect((await productOf({ assetId: print.id, collection: 'growth' })).collection).toBe('growth')
  })

  test('counts it once, whatever changes about it', async () => {
    const { id } = await artwork({ collection: 'calm_evenings' })
    const path = `/api/assets/${id}`
    const total = async (key: string) => {
      const answer = await api(user, 'GET', `/api/assets?collection=${key}`)
      return z.object({ total: z.int() }).parse(await answer.json()).total
    }
    await api(user, 'PATCH', path, { collection: 'growth', status: 'archived', title: 'Rest' })
    expect([await total('calm_evenings'), await total('growth')]).toEqual([0, 1])
    expect(await total('growth&status=archived')).toBe(1)
    expect(await total('growth&status=archived&search=rest')).toBe(1)
    expect(await total('calm_evenings&search=rest')).toBe(0)
    const quote = await quoteOf('wholeness')
    await api(user, 'PATCH', path, { quote_id: quote.id, status: 'active' })
    expect([await total('growth'), await total('wholeness')]).toEqual([0, 1])
    expect(await total('wholeness&status=active&search=rest')).toBe(1)
    await api(user, 'PATCH', path, { quote_id: null })
    await api(user, 'PATCH', path, { collection: null, status: 'active' })
    expect([await total('calm_evenings'), await total('growth')]).toEqual([0, 0])
    await api(user, 'PATCH', path, { collection: 'growth' })
    await api(user, 'DELETE', path)
    expect(await total('growth')).toBe(0)
  })
})
