import { env, exports } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { openPerson } from '../support/worker/open-person.ts'

const MAX_ERRORS_BYTES = 2_048
const MAX_ANSWER_BYTES = 8_192
const QUOTE = { text: 'You are allowed to rest', collection: 'grounding' }

const problem = z.object({
  details: z.array(z.object({ pointer: z.string(), message: z.string() })),
})

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

async function pointersOf(answer: Response): Promise<string[]> {
  expect(answer.status).toBe(400)
  return problem.parse(await answer.json()).details.map(({ pointer }) => pointer)
}

describe('a pointer names the field as the caller spelled it', () => {
  test('in camelCase', async () => {
    const body = { assetIds: [newId(), 'none'], scenes: [1], skipApproval: 'no' }
    const answer = await api(user, 'POST', '/api/mockups/generate', body)
    expect(await pointersOf(answer)).toEqual(['/assetIds/1', '/scenes/0', '/skipApproval'])
  })

  test('in snake_case', async () => {
    const body = { asset_ids: ['none'], scenes: ['bedroom'], skip_approval: 'no' }
    const answer = await api(user, 'POST', '/api/mockups/generate', body)
    expect(await pointersOf(answer)).toEqual(['/asset_ids/0', '/skip_approval'])
  })

  test('in names within names', async () => {
    const body = { moduleOverrides: { mockups: 'x' }, guardrails: { annualMockupBudget: -1 } }
    const answer = await api(user, 'PUT', '/api/settings', body)
    expect(await pointersOf(answer)).toEqual([
      '/moduleOverrides/mockups',
      '/guardrails/annualMockupBudget',
    ])
  })

  test('of a field that nobody knows', async () => {
    const answer = await api(user, 'POST', '/api/quotes', { ...QUOTE, userId: 1, 'a/b~c': 1 })
    expect(await pointersOf(answer)).toEqual(['/userId', '/a~1b~0c'])
  })

  test('sent in both spellings', async () => {
    const body = { asset_ids: [newId()], assetIds: [newId()], scenes: ['bedroom'] }
    const answer = await api(user, 'POST', '/api/mockups/generate', body)
    expect(await pointersOf(answer)).toEqual(['/assetIds'])
  })

  test('where what it names is not there', async () => {
    const id = newId()
    const body = { assetIds: [id], scenes: ['bedroom'] }
    const answer = await api(user, 'POST', '/api/mockups/generate', body)
    expect(answer.status).toBe(404)
    const [detail] = problem.parse(await answer.json()).details
    expect(detail?.pointer).toMatch(/^\/assetIds/)
    expect(detail?.message).toContain(id)
  })
})

const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index))
const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`

const hostile: [name: string, method: string, path: string, body: string][] = [
  ['a list of 80,000 wrong ids', 'POST', '/api/mockups/generate', ofList('""', 80_000)],
  ['6,000 ids', 'POST', '/api/approvals/bulk', ofIds(6_000)],
  ['120,000 variants', 'POST', '/api/products', `{"variants":[${'0,'.repeat(120_000)}0]}`],
  ['15,000 unknown names', 'POST', '/api/quotes', `{${names(15_000)}}`],
  ['a name of 200 KB', 'POST', '/api/quotes', `{"${'n'.repeat(200_000)}":1}`],
  ['a value of 200 KB', 'POST', '/api/quotes', `{"collection":"${'v'.repeat(200_000)}"}`],
  ['lists 100,000 levels deep', 'POST', '/api/quotes', `{"text":${nested(100_000)}}`],
  ['objects 30,000 levels deep', 'PUT', '/api/settings', deepObject(30_000)],
  ['wrong names of 100 characters', 'POST', '/api/scenes', `{${names(60, 100)}}`],
]

function ofList(item: string, count: number): string {
  return `{"assetIds":[${many(count, () => item).join(',')}],"scenes":["bedroom"]}`
}
function ofIds(count: number): string {
  return JSON.stringify({ ids: many(count, () => newId()), decision: 'approved' })
}
function names(count: number, length = 1): string {
  return many(count, (index) => `"${'n'.repeat(length)}${index}":1`).join(',')
}
function deepObject(levels: number): string {
  return `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
}

describe('a hostile body', () => {
  test.each(hostile)('%s is refused in few words and leaves nothing', async (...request) => {
    const [, method, path, body] = request
    const lines: string[] = []
    for (const level of ['log', 'warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation((line) => void lines.push(String(line)))
    }
    const answer = await exports.default.fetch(`http://localhost:8787${path}`, {
      method,
      headers: {
        authorization: `Bearer ${user.apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': 'hostile',
      },
      body,
    })
    const text = await answer.text()
    expect(answer.status).toBe(400)
    expect(text.length).toBeLessThan(MAX_ANSWER_BYTES)
    const { details } = problem.parse(JSON.parse(text))
    expect(details.length).toBeGreaterThan(0)
    expect(details.length).toBeLessThanOrEqual(20)
    expect(JSON.stringify(details).length).toBeLessThanOrEqual(MAX_ERRORS_BYTES + 50)
    expect(lines.join('\n').length).toBeLessThan(MAX_ANSWER_BYTES)
    expect(await keptBytes()).toBe(0)
  })
})

const HALF = '\ud83d'
const halves: [where: string, method: string, path: string, body: object, pointer: string][] = [
  ['a text', 'POST', '/api/quotes', { ...QUOTE, text: `Rest ${HALF}` }, '/text'],
  ['an optional text', 'POST', '/api/quotes', { ...QUOTE, author: HALF }, '/author'],
  ['a list', 'POST', '/api/products', { title: 'Rest', tags: ['calm', HALF] }, '/tags/1'],
  ['an object', 'PUT', '/api/settings', { guardrails: { [HALF]: 1 } }, '/guardrails'],
  ['a reason', 'POST', `/api/approvals/${newId()}/reject`, { reason: HALF }, '/reason'],
  ['a sign-up', 'POST', '/api/auth/sign-up/email', { name: HALF }, '/name'],
]

describe('half a character', () => {
  test.each(halves)('in %s is refused, naming the place', async (_where, ...request) => {
    const [method, path, body, pointer] = request
    expect(await pointersOf(await api(user, method, path, body))).toEqual([pointer])
  })

  test('leaves nothing behind, and a whole one is stored as it was sent', async () => {
    await api(user, 'POST', '/api/quotes', { ...QUOTE, text: `Rest ${HALF}` })
    const whole = { ...QUOTE, text: 'Rest \ud83d\ude34' }
    expect((await api(user, 'POST', '/api/quotes', whole)).status).toBe(201)
    const { results } = await env.DB.prepare('SELECT text FROM quotes WHERE user_id = ?')
      .bind(user.userId)
      .all()
    expect(results).toEqual([{ text: 'Rest \ud83d\ude34' }])
  })

  test('cannot be sent in a form: what stands for it is shown as it is stored', async () => {
    const { browser, person } = await openPerson()
    const fields = { ...QUOTE, text: `Rest ${HALF}` }
    expect((await browser.post('/quotes', fields)).status).toBe(303)
    const text = await env.DB.prepare('SELECT text FROM quotes WHERE user_id = ?')
      .bind(person.userId)
      .first('text')
    expect(text).toBe('Rest \ufffd')
    expect(await (await browser.get('/quotes')).text()).toContain('Rest \ufffd')
  })
})

/** What the user's idempotency keys take up. */
async function keptBytes(): Promise<number> {
  const row = await env.DB.prepare(
    "SELECT coalesce(sum(length(key) + length(coalesce(answer, ''))), 0) AS n FROM idempotency_keys WHERE user_id = ?",
  )
    .bind(user.userId)
    .first('n')
  return Number(row)
}
