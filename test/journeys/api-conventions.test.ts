import { env, exports } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const QUOTE = { text: 'You are allowed to rest', collection: 'grounding' }
const refusal = z.object({
  error: z.string(),
  details: z.array(z.object({ pointer: z.string(), message: z.string() })),
})

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

function countOf(table: 'quotes' | 'mockup_runs') {
  return env.DB.prepare(`SELECT count(*) FROM ${table} WHERE user_id = ?`)
    .bind(user.userId)
    .first('count(*)')
}

describe('a dry run', () => {
  test.each([
    ['POST', '/api/quotes'],
    ['PATCH', `/api/quotes/${newId()}`],
    ['PUT', '/api/settings'],
    ['DELETE', `/api/assets/${newId()}`],
    ['POST', `/api/mockups/${newId()}/approve`],
    ['POST', '/api/retries/run-all'],
    ['POST', `/api/products/${newId()}/duplicate`],
  ])('of what has none is refused: %s %s', async (method, path) => {
    const answer = await api(user, method, `${path}?dry_run=true`)
    expect(answer.status).toBe(400)
    const { error, details } = refusal.parse(await answer.json())
    expect(error).toBe('Invalid query parameters')
    expect(details).toMatchObject([{ pointer: '/dry_run' }])
    expect(details[0]?.message).toContain(`${method} ${path}`)
  })

  test.each(['dry_run=true', 'dry_run=1', 'dryRun=yes', 'dry_run=perhaps', 'dry_run=0&dry_run=1'])(
    'asked for as ?%s writes nothing',
    async (query) => {
      expect((await api(user, 'POST', `/api/quotes?${query}`, QUOTE)).status).toBe(400)
      expect(await countOf('quotes')).toBe(0)
    },
  )

  test('that is declined is the work itself', async () => {
    expect((await api(user, 'POST', '/api/quotes?dry_run=false', QUOTE)).status).toBe(201)
  })

  test.each(['dry_run=1', 'dryRun=true'])(
    'of regenerating (?%s) names the cost, and starts nothing',
    async (query) => {
      const { mockupId } = await seedMockup(user)
      const before = await countOf('mockup_runs')
      const answer = await api(user, 'POST', `/api/mockups/${mockupId}/regenerate?${query}`)
      expect(answer.status).toBe(200)
      expect(await answer.json()).toMatchObject({
        ...{ dry_run: true, cost: 1, reused: 0, pairs: 1, remaining_annual: 3500 },
      })
      expect(await countOf('mockup_runs')).toBe(before)
    },
  )

  test('of regenerating what is not there is a 404', async () => {
    const path = `/api/mockups/${newId()}/regenerate?dry_run=true`
    expect((await api(user, 'POST', path)).status).toBe(404)
  })
})

describe('a body', () => {
  const send = (body: BodyInit | undefined, type?: string, path = '/api/quotes') =>
    exports.default.fetch(`http://localhost:8787${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${user.apiKey}`,
        ...(type ? { 'content-type': type } : {}),
      },
      body,
    })
  const bytes = (body: unknown) => new Uint8Array(new TextEncoder().encode(JSON.stringify(body)))
  /** Sent in pieces, without a length. */
  const chunked = (body: Uint8Array) =>
    new ReadableStream({
      start(controller) {
        const half = Math.ceil(body.length / 2)
        if (half > 0) controller.enqueue(body.slice(0, half))
        if (half < body.length) controller.enqueue(body.slice(half))
        controller.close()
      },
    })

  test('of no known length is read as any other', async () => {
    expect((await send(chunked(bytes(QUOTE)), 'application/json')).status).toBe(201)
  })

  test.each([
    ['with its length', (body: Uint8Array<ArrayBuffer>): BodyInit => body],
    ['in pieces', (body: Uint8Array<ArrayBuffer>): BodyInit => chunked(body)],
  ])('of more than 256 KB is refused with 413, sent %s', async (_, sent) => {
    const large = bytes({ ...QUOTE, text: 'a'.repeat(256 * 1024) })
    expect((await send(sent(large), 'application/json')).status).toBe(413)
    expect(await countOf('quotes')).toBe(0)
  })

  test.each([undefined, 'text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
    'that is called %s is refused with 415',
    async (type) => {
      expect((await send(bytes(QUOTE), type)).status).toBe(415)
      expect((await send(chunked(bytes(QUOTE)), type)).status).toBe(415)
      expect(await countOf('quotes')).toBe(0)
    },
  )

  test('may be absent where nothing need be said', async () => {
    for (const body of [undefined, chunked(new Uint8Array())]) {
      const { itemId } = await seedMockup(user)
      const answer = await send(body, undefined, `/api/approvals/${itemId}/approve`)
      expect(answer.status).toBe(200)
    }
  })
})

test('what has not changed since it was read is answered with 304', async () => {
  const first = await api(user, 'GET', '/api/settings')
  const tag = first.headers.get('etag') ?? ''
  const again = await api(user, 'GET', '/api/settings', undefined, { 'if-none-match': tag })
  expect(again.status).toBe(304)
  await api(user, 'PUT', '/api/settings', { guardrails: { annual_mockup_budget: 7 } })
  const changed = await api(user, 'GET', '/api/settings', undefined, { 'if-none-match': tag })
  expect(changed.status).toBe(200)
})
