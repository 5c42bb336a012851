import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { claimKey } from '../../src/domain/idempotency/claim-key.ts'
import { deleteOldIdempotencyKeys } from '../../src/domain/idempotency/delete-old-idempotency-keys.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'

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
    expect((await post('other', QUOTE, '/api/quotes?x=1')).status).toBe(422)
    expect(await quotesThere()).toBe(1)
  })

  it('is refused while the first one runs', async () => {
    const answers = await Promise.all([post('race'), post('race'), post('race')])
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(1)
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true)
    expect(await quotesThere()).toBe(1)
  })

  it('replays a refusal of the domain too', async () => {
    const bad = { text: '', collection: 'grounding' }
    expect((await post('bad', bad)).status).toBe(400)
    const again = await post('bad', bad)
    expect(again.status).toBe(400)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(again.headers.get('content-type')).toContain('application/problem+json')
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

it('answers nobody may ask for any more are deleted, and no others', async () => {
  await post(`old-${newId()}`)
  await age(25 * HOUR_MS)
  await post(`new-${newId()}`)
  expect(await deleteOldIdempotencyKeys(user.ctx)).toBe(1)
  const left = await env.DB.prepare('SELECT count(*) AS n FROM idempotency_keys WHERE user_id = ?')
    .bind(user.userId)
    .first('n')
  expect(left).toBe(1)
})

function quotesThere() {
  return env.DB.prepare('SELECT count(*) AS n FROM quotes WHERE user_id = ?')
    .bind(user.userId)
    .first('n')
}

/** As if the user's keys had been used so much earlier. */
async function age(milliseconds: number): Promise<void> {
  await env.DB.prepare('UPDATE idempotency_keys SET created_at = ? WHERE user_id = ?')
    .bind(new Date(Date.now() - milliseconds).toISOString(), user.userId)
    .run()
}
