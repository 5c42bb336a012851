import { env, exports } from 'cloudflare:workers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { claimKey } from '../../src/domain/idempotency/claim-key.ts'
import { deleteOldIdempotencyKeys } from '../../src/domain/idempotency/delete-old-idempotency-keys.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { JPEG_5X7, PNG_6X8 } from '../support/worker/pictures.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const HOUR_MS = 60 * 60_000
const created = z.object({ quote: z.object({ id: z.string() }) })
const QUOTE = { text: 'Rest is not a reward', collection: 'grounding' }

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

const post = (key: string, body: unknown = QUOTE, path = '/api/quotes') =>
  api(user, 'POST', path, body, { 'idempotency-key': key })

describe('a POST with an Idempotency-Key', () => {
  it('is done once; a repeat is given the same answer, marked as replayed', async () => {
    const first = await post('once')
    const second = await post('once')
    expect([first.status, second.status]).toEqual([201, 201])
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    expect(created.parse(await second.json())).toEqual(created.parse(await first.json()))
    expect(await quotesThere()).toBe(1)
  })

  it('is refused with another body, and with another address', async () => {
    await post('other')
    expect((await post('other', { ...QUOTE, text: 'Something else' })).status).toBe(422)
    expect((await post('other', QUOTE, '/api/quotes?dry_run=no')).status).toBe(422)
    expect(await quotesThere()).toBe(1)
  })

  it('is refused while the first one runs', async () => {
    const answers = await Promise.all([post('race'), post('race'), post('race')])
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(1)
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true)
    expect(await quotesThere()).toBe(1)
  })

  it('is free again after a refusal that changed nothing', async () => {
    expect((await post('bad', { text: '', collection: 'grounding' })).status).toBe(400)
    expect(await keysThere()).toBe(0)
    const fixed = await post('bad')
    expect(fixed.status).toBe(201)
    expect(fixed.headers.get('idempotent-replayed')).toBeNull()
  })

  it('may come out otherwise once the credits are there', async () => {
    const { assetId } = await seedMockup(user)
    const generate = () =>
      post('broke', { assetIds: [assetId], scenes: ['bedroom'] }, '/api/mockups/generate')
    await setBudget(0)
    const refused = await generate()
    expect(await refused.json()).toMatchObject({ error: 'Insufficient credits. 0 remaining.' })
    await setBudget(10)
    expect((await generate()).status).toBe(202)
  })

  it('may come out otherwise once a conflict is over', async () => {
    const scene = { scene_key: 'loft', name: 'Loft', dm_template_id: 'x' }
    const first = await api(user, 'POST', '/api/scenes', scene)
    const { id } = z.object({ scene: z.object({ id: z.string() }) }).parse(await first.json()).scene
    expect((await post('taken', scene, '/api/scenes')).status).toBe(409)
    await api(user, 'DELETE', `/api/scenes/${id}`)
    expect((await post('taken', scene, '/api/scenes')).status).toBe(201)
  })

  it('is not used up by a dry run', async () => {
    const product = { title: 'Rest', variants: [{ size: '8x10' }] }
    const dry = await post('dry', product, '/api/products?dry_run=true')
    expect(dry.status).toBe(200)
    expect((await post('dry', product, '/api/products')).status).toBe(201)
    expect(await keysThere()).toBe(1)
  })

  it('is new again after 24 hours', async () => {
    await post('old')
    await age(25 * HOUR_MS)
    expect((await post('old', { ...QUOTE, text: 'The next day' })).status).toBe(201)
    expect(await quotesThere()).toBe(2)
  })

  it('is another key for another API key and another user', async () => {
    const other = await createUser()
    await post('shared')
    const theirs = await api(other, 'POST', '/api/quotes', QUOTE, { 'idempotency-key': 'shared' })
    expect(theirs.status).toBe(201)
    expect(theirs.headers.get('idempotent-replayed')).toBeNull()
  })

  it('refuses a key that is too long, or is no visible text', async () => {
    expect((await post('k'.repeat(201))).status).toBe(400)
    expect((await post('two words')).status).toBe(400)
    expect(await quotesThere()).toBe(0)
  })

  it('may be taken over when whoever held the key has died', async () => {
    await claimKey(user.ctx, 'dead', 'hash')
    await expect(claimKey(user.ctx, 'dead', 'hash')).rejects.toThrow('still running')
    await age(3 * 60_000)
    expect(await claimKey(user.ctx, 'dead', 'hash')).toMatchObject({ kind: 'claimed' })
  })
})

describe('an upload with an Idempotency-Key', () => {
  const send = (bytes: Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}) => {
    const form = new FormData()
    form.set('file', new File([bytes], 'rest.png', { type: 'image/png' }))
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    return api(user, 'POST', '/api/assets', form, { 'idempotency-key': 'upload' })
  }
  const uploaded = z.object({ asset: z.object({ id: z.string(), file_url: z.string() }) })

  it('is stored once, whatever boundary it is sent with', async () => {
    const first = uploaded.parse(await (await send(PNG_6X8)).json())
    const again = await send(PNG_6X8)
    expect(again.status).toBe(201)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(uploaded.parse(await again.json()).asset.id).toBe(first.asset.id)
    expect(await rowsIn('assets')).toBe(1)
  })

  it('is refused with another file or other fields', async () => {
    await (await send(PNG_6X8)).body?.cancel()
    expect((await send(JPEG_5X7)).status).toBe(422)
    expect((await send(PNG_6X8, { title: 'Other' })).status).toBe(422)
    expect(await rowsIn('assets')).toBe(1)
  })

  it('is answered again with links that work, hours later', async () => {
    await (await send(PNG_6X8)).body?.cancel()
    vi.setSystemTime(Date.now() + 3 * HOUR_MS)
    const { asset } = uploaded.parse(await (await send(PNG_6X8)).json())
    const file = await exports.default.fetch(asset.file_url)
    expect(file.status).toBe(200)
    await file.body?.cancel()
  })

  it('is answered by its id alone once it is gone', async () => {
    const { asset } = uploaded.parse(await (await send(PNG_6X8)).json())
    await api(user, 'DELETE', `/api/assets/${asset.id}`)
    const again = await send(PNG_6X8)
    expect(again.status).toBe(201)
    expect(await again.json()).toEqual({ success: true, asset: { id: asset.id } })
  })
})

it('an answer is kept by id: without links, and whatever was decided with it', async () => {
  const [one, two] = [await seedMockup(user), await seedMockup(user)]
  const decision = { ids: [one.itemId, two.itemId], decision: 'approved' }
  const first = await (await post('bulk', decision, '/api/approvals/bulk')).json()
  const again = await (await post('bulk', decision, '/api/approvals/bulk')).json()
  const listed = z.object({
    decided: z.literal(2),
    approvals: z.array(z.object({ id: z.string() })),
  })
  expect(listed.parse(again)).toEqual(listed.parse(first))
  const kept = await env.DB.prepare('SELECT answer FROM idempotency_keys WHERE user_id = ?')
    .bind(user.userId)
    .first('answer')
  expect(kept).not.toContain('/files/')
  expect(kept).toContain(one.itemId)
})

it('answers nobody may ask for any more are deleted, and no others', async () => {
  await post(`old-${newId()}`)
  await age(25 * HOUR_MS)
  await post(`new-${newId()}`)
  expect(await deleteOldIdempotencyKeys(user.ctx)).toBe(1)
  expect(await keysThere()).toBe(1)
})

const quotesThere = () => rowsIn('quotes')
const keysThere = () => rowsIn('idempotency_keys')

function rowsIn(table: 'quotes' | 'assets' | 'idempotency_keys') {
  return env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE user_id = ?`)
    .bind(user.userId)
    .first('n')
}

async function setBudget(annual_mockup_budget: number): Promise<void> {
  await api(user, 'PUT', '/api/settings', { guardrails: { annual_mockup_budget } })
}

/** As if the user's keys had been used so much earlier. */
async function age(milliseconds: number): Promise<void> {
  await env.DB.prepare('UPDATE idempotency_keys SET created_at = ? WHERE user_id = ?')
    .bind(new Date(Date.now() - milliseconds).toISOString(), user.userId)
    .run()
}
