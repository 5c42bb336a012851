import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { requestRun } from '../../src/domain/runs/request-run.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { plainPng } from '../support/worker/artwork.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { renderAtOnce } from '../support/worker/sandbox.ts'
import { upload } from '../support/worker/upload.ts'

const kitShape = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  scenes: z.array(z.strictObject({ scene_key: z.string(), role: z.string() })),
  default_for: z.array(z.string()),
  missing_scenes: z.array(z.string()),
  version: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
})
type Kit = z.output<typeof kitShape>
const one = z.object({ kit: kitShape })
const listed = z.object({
  kits: z.array(kitShape),
  total: z.number(),
  next_cursor: z.string().optional(),
})
const problem = z.object({
  detail: z.string(),
  details: z.array(z.object({ pointer: z.string(), message: z.string() })),
})

const AT = '2026-11-21T10:00:00.000Z'
const BEDROOM = { scene_key: 'bedroom', role: 'hero' }
const OFFICE = { scene_key: 'home_office', role: 'detail' }
const LAUNCH = { name: 'Launch set', scenes: [BEDROOM, OFFICE] }

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

async function created(body: object = LAUNCH, owner = user): Promise<Kit> {
  const answer = await api(owner, 'POST', '/api/kits', { ...LAUNCH, ...body })
  expect(answer.status).toBe(201)
  return one.parse(await answer.json()).kit
}

async function read(id: string): Promise<Kit> {
  const answer = await api(user, 'GET', `/api/kits/${id}`)
  expect(answer.status).toBe(200)
  return one.parse(await answer.json()).kit
}

async function list(query = ''): Promise<z.output<typeof listed>> {
  return listed.parse(await (await api(user, 'GET', `/api/kits${query}`)).json())
}

/** Kits `Kit 1`, `Kit 2`, …, written straight into the rows. */
async function fill(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId())
  await env.DB.prepare(
    `INSERT INTO scene_kits (user_id, id, name, scenes, created_at, updated_at)
     SELECT ?1, value, 'Kit ' || (key + 1), ?2, ?3, ?3 FROM json_each(?4)`,
  )
    .bind(user.userId, JSON.stringify([BEDROOM]), AT, JSON.stringify(ids))
    .run()
  return ids
}

describe('kits', () => {
  test('are created, read, changed in part and deleted', async () => {
    const kit = await created({ default_for: ['growth'] })
    expect(kit).toMatchObject({
      ...LAUNCH,
      default_for: ['growth'],
      missing_scenes: [],
      version: 1,
    })
    expect(await read(kit.id)).toEqual(kit)
    const path = `/api/kits/${kit.id}`
    const scenes = [{ scene_key: 'reading_nook', role: 'room' }, BEDROOM]
    const changed = await api(user, 'PATCH', path, { scenes })
    expect(one.parse(await changed.json()).kit).toMatchObject({
      ...{ name: 'Launch set', scenes, default_for: ['growth'], version: 2 },
    })
    expect(await (await api(user, 'DELETE', path)).json()).toEqual({ success: true })
    expect((await api(user, 'GET', path)).status).toBe(404)
    expect((await api(user, 'DELETE', path)).status).toBe(404)
  })

  test('take names in camelCase, and nothing that is so already is written again', async () => {
    const scenes = [{ sceneKey: 'bedroom', role: 'scale' }]
    const kit = await created({ scenes, defaultFor: ['growth', 'growth'] })
    expect(kit).toMatchObject({
      scenes: [{ scene_key: 'bedroom', role: 'scale' }],
      default_for: ['growth'],
    })
    const change = { scenes, defaultFor: ['growth'] }
    const same = await api(user, 'PATCH', `/api/kits/${kit.id}`, change)
    expect(one.parse(await same.json()).kit).toEqual(kit)
  })

  test.each([
    ['no name', { name: ' ' }, ['/name']],
    ['a name too long', { name: 'x'.repeat(61) }, ['/name']],
    ['no scene', { scenes: [] }, ['/scenes']],
    ['eleven scenes', { scenes: elevenScenes() }, ['/scenes']],
    ['a scene twice', { scenes: [BEDROOM, { ...BEDROOM, role: 'room' }] }, ['/scenes']],
    ['an unknown role', { scenes: [{ ...BEDROOM, role: 'star' }] }, ['/scenes/0/role']],
    ['an unknown collection', { default_for: ['autumn'] }, ['/default_for']],
    ['no key of a collection', { default_for: ['Autumn'] }, ['/default_for/0']],
    ['an unknown name', { user_id: 'x' }, ['/user_id']],
  ])('with %s are refused, by the field', async (_what, wrong, pointers) => {
    const answer = await api(user, 'POST', '/api/kits', { ...LAUNCH, ...wrong })
    expect(answer.status).toBe(400)
    const { details } = problem.parse(await answer.json())
    expect(details.map(({ pointer }) => pointer)).toEqual(pointers)
    const kit = await created()
    expect((await api(user, 'PATCH', `/api/kits/${kit.id}`, wrong)).status).toBe(400)
    expect(await list()).toEqual({ ...(await list()), kits: [kit], total: 1 })
  })

  test('are made once for one Idempotency-Key', async () => {
    const send = () => api(user, 'POST', '/api/kits', LAUNCH, { 'idempotency-key': 'a' })
    const [first, second] = [await send(), await send()]
    expect(second.status).toBe(201)
    expect(one.parse(await second.json())).toEqual(one.parse(await first.json()))
    expect((await list()).total).toBe(1)
  })

  test('are listed newest first, a page at a time', async () => {
    const ids = await fill(3)
    const first = await list('?limit=2')
    expect(first.kits.map(({ id }) => id)).toEqual([ids[2], ids[1]])
    const rest = await list(`?limit=2&cursor=${first.next_cursor}`)
    expect(rest.kits.map(({ id }) => id)).toEqual([ids[0]])
    expect(rest.total).toBe(3)
  })

  test('leave a row for each change in the activity list', async () => {
    const { id } = await created()
    await api(user, 'PATCH', `/api/kits/${id}`, { name: 'Other' })
    await api(user, 'PATCH', `/api/kits/${id}`, { name: 'Other' })
    await api(user, 'DELETE', `/api/kits/${id}`)
    const { results } = await env.DB.prepare(
      'SELECT action_type FROM activity_log WHERE user_id = ? AND reference_id = ? ORDER BY id',
    )
      .bind(user.userId, id)
      .all()
    expect(results.map((row) => row.action_type)).toEqual([
      ...['kit_created', 'kit_changed', 'kit_deleted'],
    ])
  })

  test('say which of their scenes have no active template', async () => {
    const scene = { scene_key: 'loft', name: 'Loft', dm_template_id: 'x' }
    const answer = await api(user, 'POST', '/api/scenes', scene)
    const { id } = z
      .object({ scene: z.object({ id: z.string() }) })
      .parse(await answer.json()).scene
    const loft = { scene_key: 'loft', role: 'room' }
    const kit = await created({ scenes: [BEDROOM, loft, { scene_key: 'moon_base', role: 'room' }] })
    expect(kit.missing_scenes).toEqual(['moon_base'])
    await api(user, 'PATCH', `/api/scenes/${id}`, { is_active: false })
    expect((await read(kit.id)).missing_scenes).toEqual(['loft', 'moon_base'])
    expect((await list()).kits[0]?.missing_scenes).toEqual(['loft', 'moon_base'])
  })

  test('say which of their scenes have a template that the account lacks', async () => {
    const { id, missing_scenes } = await created()
    expect(missing_scenes).toEqual([])
    await env.DB.prepare(
      'INSERT INTO template_reads (user_id, account, read_at, tried_at) VALUES (?, ?, ?, ?)',
    )
      .bind(user.userId, 'x', AT, AT)
      .run()
    expect((await read(id)).missing_scenes).toEqual(['bedroom', 'home_office'])
  })

  test.each(['GET', 'PATCH', 'DELETE'])('of another user are not there for %s', async (method) => {
    const other = await createUser()
    const theirs = await created({ default_for: ['growth'] }, other)
    const body = method === 'PATCH' ? { name: 'Mine' } : undefined
    const answer = await api(user, method, `/api/kits/${theirs.id}`, body)
    expect(answer.status).toBe(404)
    expect(problem.parse(await answer.json()).detail).toBe('Kit not found')
    const kept = await api(other, 'GET', `/api/kits/${theirs.id}`)
    expect(one.parse(await kept.json()).kit).toEqual(theirs)
  })
})

function elevenScenes() {
  return Array.from({ length: 11 }, (_, at) => ({ scene_key: `room_${at}`, role: 'room' }))
}

describe('a user has at most fifty kits', () => {
  test('the next is refused, and nothing is added', async () => {
    await fill(49)
    const send = (key: string) => api(user, 'POST', '/api/kits', LAUNCH, { 'idempotency-key': key })
    const last = await send('last')
    expect(last.status).toBe(201)
    const refused = await send('one-more')
    expect(refused.status).toBe(409)
    expect(problem.parse(await refused.json()).detail).toContain('You have 50 kits')
    expect((await list()).total).toBe(50)
    const { id } = one.parse(await last.json()).kit
    expect(one.parse(await (await send('last')).json()).kit.id).toBe(id)
    await api(user, 'DELETE', `/api/kits/${id}`)
    expect((await send('one-more')).status).toBe(201)
  })

  test('of two at once one is refused', async () => {
    await fill(49)
    const answers = await Promise.all([1, 2].map(() => api(user, 'POST', '/api/kits', LAUNCH)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await list()).total).toBe(50)
  })
})

describe('the default kit of a collection', () => {
  test('moves to the kit that takes it, and the other is another version', async () => {
    const before = await created({ name: 'Before', default_for: ['growth', 'wholeness'] })
    const after = await created({ name: 'After', default_for: ['growth'] })
    expect(after.version).toBe(1)
    const left = await read(before.id)
    expect(left).toMatchObject({ default_for: ['wholeness'], version: 2 })
    await api(user, 'PATCH', `/api/kits/${before.id}`, { default_for: ['growth', 'wholeness'] })
    expect((await read(after.id)).default_for).toEqual([])
    expect((await read(before.id)).default_for).toEqual(['growth', 'wholeness'])
  })

  test('is not taken by an edit that is refused', async () => {
    const holder = await created({ default_for: ['growth'] })
    const other = await created({ name: 'Other' })
    const stale = { 'if-match': '"7-x"' }
    const change = { default_for: ['growth'] }
    const answer = await api(user, 'PATCH', `/api/kits/${other.id}`, change, stale)
    expect(answer.status).toBe(412)
    expect(await read(holder.id)).toEqual(holder)
  })

  test('is one, when several kits are made it at once', async () => {
    const kits = [await created(), await created(), await created()]
    const default_for = ['growth']
    await Promise.all(kits.map(({ id }) => api(user, 'PATCH', `/api/kits/${id}`, { default_for })))
    const now = (await list()).kits.flatMap((kit) => kit.default_for)
    expect(now).toEqual(['growth'])
  })

  test('may be one of a collection of one’s own, while that is there', async () => {
    await api(user, 'POST', '/api/collections', { name: 'Calm Evenings' })
    const { id } = await created({ default_for: ['calm_evenings', 'growth'] })
    const path = '/api/collections/calm_evenings'
    expect((await api(user, 'DELETE', path)).status).toBe(409)
    await created({ name: 'Other', default_for: ['growth'] })
    expect((await read(id)).default_for).toEqual(['calm_evenings'])
    await api(user, 'PATCH', `/api/kits/${id}`, { default_for: [] })
    expect((await api(user, 'DELETE', path)).status).toBe(200)
    const gone = await api(user, 'PATCH', `/api/kits/${id}`, { default_for: ['calm_evenings'] })
    expect(gone.status).toBe(400)
  })

  test('of one user is not taken by another', async () => {
    const mine = await created({ default_for: ['growth'] })
    await created({ default_for: ['growth'] }, await createUser())
    expect(await read(mine.id)).toEqual(mine)
  })
})

test('of two edits of one version one is refused, with what is there now', async () => {
  const answer = await api(user, 'POST', '/api/kits', LAUNCH)
  const { id } = one.parse(await answer.json()).kit
  const etag = { 'if-match': answer.headers.get('etag') ?? '' }
  const edit = (name: string) => api(user, 'PATCH', `/api/kits/${id}`, { name }, etag)
  const answers = await Promise.all([edit('One'), edit('Two')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const now = await read(id)
  for (const each of answers) expect(one.parse(await each.json()).kit).toEqual(now)
  expect(now.version).toBe(2)
  const path = `/api/kits/${id}`
  expect((await api(user, 'DELETE', path, undefined, etag)).status).toBe(412)
  expect(await read(id)).toEqual(now)
})

describe('generating with a kit', () => {
  const accepted = z.object({ taskId: z.string(), mockupsQueued: z.number() })
  const run = z.object({
    status: z.string(),
    generated: z.number(),
    failed: z.number(),
    scenes: z.array(z.string()),
    kit_id: z.string().nullable(),
    kit_name: z.string().nullable(),
    results: z.array(z.object({ scene: z.string(), error: z.string().optional() })),
  })

  async function artwork(red: number): Promise<string> {
    await renderAtOnce(user.vendorKey)
    const answer = await upload(user, await plainPng(60, 80, [red, 90, 90]))
    return z.object({ asset: z.object({ id: z.string() }) }).parse(await answer.json()).asset.id
  }

  const generate = (body: object, query = '') =>
    api(user, 'POST', `/api/mockups/generate${query}`, body)

  async function ended(answer: Response) {
    expect(answer.status).toBe(202)
    const { taskId } = accepted.parse(await answer.json())
    return vi.waitFor(
      async () => {
        const now = run.parse(await (await api(user, 'GET', `/api/mockups/runs/${taskId}`)).json())
        expect(now.status).toBe('done')
        return now
      },
      { timeout: 20_000, interval: 100 },
    )
  }

  async function refusalOf(answer: Response): Promise<string[]> {
    expect(answer.status).toBe(400)
    const { details } = problem.parse(await answer.json())
    const runs = await env.DB.prepare('SELECT count(*) AS n FROM mockup_runs WHERE user_id = ?')
    expect(await runs.bind(user.userId).first('n')).toBe(0)
    return details.map(({ pointer, message }) => `${pointer} ${message}`)
  }

  test('renders each artwork in each of its scenes', async () => {
    const kit = await created()
    const assetIds = [await artwork(11), await artwork(12)]
    const dry = await generate({ assetIds, kitId: kit.id }, '?dry_run=true')
    expect(await dry.json()).toMatchObject({ dry_run: true, pairs: 4, cost: 4 })
    const done = await ended(await generate({ assetIds, kitId: kit.id }))
    expect(done).toMatchObject({ generated: 4, failed: 0, scenes: ['bedroom', 'home_office'] })
    expect(done).toMatchObject({ kit_id: kit.id, kit_name: kit.name })
  })

  test('leaves out a scene without an active template, by name, and renders the others', async () => {
    const moon = { scene_key: 'moon_base', role: 'room' }
    const kit = await created({ scenes: [moon, BEDROOM] })
    const request = { assetIds: [await artwork(13)], kitId: kit.id }
    const dry = await generate(request, '?dry_run=true')
    expect(await dry.json()).toMatchObject({ pairs: 1, unknown_scenes: ['moon_base'] })
    const done = await ended(await generate(request))
    expect(done).toMatchObject({ generated: 1, failed: 1 })
    expect(done.results.map(({ error }) => error)).toContain('Scene template not found: moon_base')
  })

  test('is refused where none of its scenes has a template', async () => {
    const kit = await created({ scenes: [{ scene_key: 'moon_base', role: 'hero' }] })
    const answer = await generate({ assetIds: [await artwork(14)], kitId: kit.id })
    expect(await refusalOf(answer)).toEqual(['/scenes Scene template not found: moon_base'])
  })

  test('takes a kit or scenes: both or neither are refused', async () => {
    const kit = await created()
    const assetIds = [newId()]
    const both = await generate({ assetIds, scenes: ['bedroom'], kitId: kit.id })
    expect(await refusalOf(both)).toEqual(['/kitId Choose scenes or a kit, not both'])
    expect(await refusalOf(await generate({ assetIds }))).toEqual([
      '/scenes Choose scenes or a kit',
    ])
  })

  test('takes at most a hundred pairs', async () => {
    const kit = await created({ scenes: elevenScenes().slice(0, 10) })
    const assetIds = Array.from({ length: 11 }, () => newId())
    const sentence =
      '/assetIds These artworks in the scenes of this kit make 110 mockups. You can generate up to 100 at once'
    expect(await refusalOf(await generate({ assetIds, kitId: kit.id }))).toEqual([sentence])
    const dry = await generate({ assetIds, kitId: kit.id }, '?dry_run=true')
    expect(await refusalOf(dry)).toEqual([sentence])
  })

  test("knows nobody else's kit", async () => {
    const theirs = await created({}, await createUser())
    const answer = await generate({ assetIds: [await artwork(15)], kitId: theirs.id })
    expect(answer.status).toBe(404)
    expect(problem.parse(await answer.json()).detail).toBe('Kit not found')
  })

  test('asked for again is the same run, also when the kit has gone meanwhile', async () => {
    const kit = await created()
    const asset_ids = [await artwork(16)]
    const options = { group_id: newId(), skip_approval: false, regenerate: false }
    const request = { ...options, asset_ids, kit_id: kit.id }
    const [first] = await requestRun(user.ctx, request)
    await api(user, 'DELETE', `/api/kits/${kit.id}`)
    expect(await requestRun(user.ctx, request)).toEqual([first])
  })
})
