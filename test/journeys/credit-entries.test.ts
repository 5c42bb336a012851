import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { entryAnswer } from '../../src/routes/api/present-entry.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const list = z.strictObject({
  entries: z.array(z.strictObject(entryAnswer.shape)),
  total: z.int(),
  limit: z.int(),
  offset: z.int(),
  next_cursor: z.string().optional(),
})
const COUNT = 12

let user: TestUser
let mockupId: string
beforeAll(async () => {
  user = await createUser()
  mockupId = (await seedMockup(user)).mockupId
  const insert = env.DB.prepare(
    `INSERT INTO mockup_credit_usage (user_id, sequence, attempt_id, mockup_id, credits, operation,
       balance_before, balance_after, year, month, created_at)
     VALUES (?1, ?2, 'a' || ?2, ?3, 1, ?4, 3501 - ?2, 3500 - ?2, 2026, 3, '2026-03-09T10:00:00.000Z')`,
  )
  const rows = Array.from({ length: COUNT }, (_, index) =>
    insert.bind(
      ...[user.userId, index + 1, index === 0 ? null : mockupId],
      index === 0 ? 'correction' : 'generation',
    ),
  )
  await env.DB.batch(rows)
})

async function read(query: string, status = 200) {
  const answer = await api(user, 'GET', `/api/mockups/credits/entries${query}`)
  expect(answer.status).toBe(status)
  return list.parse(await answer.json())
}

const numbers = ({ entries }: z.output<typeof list>) => entries.map(({ sequence }) => sequence)

test('the statement is listed newest first, with what was rendered', async () => {
  const { entries, total } = await read('')
  expect(total).toBe(COUNT)
  expect(entries[0]).toMatchObject({ sequence: COUNT, mockup_id: mockupId, scene: 'bedroom' })
  expect(entries.at(-1)).toMatchObject({ operation: 'correction', mockup_id: null, scene: null })
})

test('its pages follow each other by cursor and by offset, past ten entries', async () => {
  const first = await read('?limit=5')
  expect(numbers(first)).toEqual([12, 11, 10, 9, 8])
  const second = await read(`?limit=5&cursor=${first.next_cursor}`)
  expect(numbers(second)).toEqual([7, 6, 5, 4, 3])
  expect(numbers(await read('?limit=5&offset=10'))).toEqual([2, 1])
  expect((await read(`?limit=5&cursor=${second.next_cursor}`)).next_cursor).toBeUndefined()
})

test('a page is left both ways', async () => {
  expect(numbers(await read('?limit=5&before=5'))).toEqual([10, 9, 8, 7, 6])
  expect(numbers(await read('?limit=5&before=10'))).toEqual([12, 11])
})

test('it is filtered by operation and month, and is each user’s own', async () => {
  expect(numbers(await read('?operation=correction'))).toEqual([1])
  expect((await read('?year=2026&month=4')).total).toBe(0)
  const other = await api(await createUser(), 'GET', '/api/mockups/credits/entries')
  expect(await other.json()).toMatchObject({ entries: [], total: 0 })
})

test('a cursor that is none is refused', async () => {
  const answer = await api(user, 'GET', '/api/mockups/credits/entries?cursor=abc')
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ errors: [{ pointer: '/cursor' }] })
})
