import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { PNG_6X8 } from '../support/worker/pictures.ts'
import { upload } from '../support/worker/upload.ts'

const quote = z.strictObject({
  id: z.uuid(),
  text: z.string(),
  author: z.string().nullable(),
  collection: z.string(),
  mood: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})
const quoteAnswer = z.object({ quote })
const listAnswer = z.object({ quotes: z.array(quote), total: z.number() })
const problemAnswer = z.object({
  error: z.string(),
  details: z.array(z.object({ pointer: z.string() })),
})

async function created(user: TestUser, fields: Record<string, unknown> = {}) {
  const answer = await api(user, 'POST', '/api/quotes', {
    text: 'You are allowed to rest',
    collection: 'grounding',
    ...fields,
  })
  expect(answer.status).toBe(201)
  return quoteAnswer.parse(await answer.json()).quote
}

describe('quotes', () => {
  test('are created, read, changed in part and deleted', async () => {
    const user = await createUser()
    const made = await created(user, { author: 'R. Vale', mood: 'calm' })
    const path = `/api/quotes/${made.id}`
    expect(quoteAnswer.parse(await (await api(user, 'GET', path)).json()).quote).toEqual(made)
    const changed = await api(user, 'PATCH', path, { mood: 'tender' })
    expect(quoteAnswer.parse(await changed.json()).quote).toMatchObject({
      text: made.text,
      author: 'R. Vale',
      mood: 'tender',
    })
    expect(await (await api(user, 'DELETE', path)).json()).toEqual({ success: true })
    expect((await api(user, 'GET', path)).status).toBe(404)
  })

  test('lose an author that is emptied', async () => {
    const user = await createUser()
    const made = await created(user, { author: 'R. Vale' })
    const changed = await api(user, 'PATCH', `/api/quotes/${made.id}`, { author: '' })
    expect(quoteAnswer.parse(await changed.json()).quote.author).toBeNull()
  })

  test('are listed newest first, by collection and by any part of text or author', async () => {
    const user = await createUser()
    await created(user, { text: 'Begin again', collection: 'growth' })
    await created(user, { text: 'Rest', author: 'Again Young' })
    const texts = async (query: string) => {
      const answer = await api(user, 'GET', `/api/quotes${query}`)
      return listAnswer.parse(await answer.json()).quotes.map((row) => row.text)
    }
    expect(await texts('')).toEqual(['Rest', 'Begin again'])
    expect(await texts('?collection=growth')).toEqual(['Begin again'])
    expect(await texts('?search=again')).toEqual(['Rest', 'Begin again'])
    expect(await texts('?search=begin')).toEqual(['Begin again'])
  })

  test.each([
    [{ text: '', collection: 'growth' }, ['/text']],
    [{ text: 'Rest', collection: 'calm' }, ['/collection']],
    [{}, ['/collection', '/text']],
    [{ text: 'Rest', collection: 'growth', user_id: 'x' }, ['/user_id']],
  ])('%j are refused with every mistake named', async (body, pointers) => {
    const user = await createUser()
    const answer = await api(user, 'POST', '/api/quotes', body)
    expect(answer.status).toBe(400)
    const problem = problemAnswer.parse(await answer.json())
    expect(problem.error).toBe('Invalid request body')
    expect(problem.details.map((detail) => detail.pointer).sort()).toEqual(pointers)
  })

  test('that are deleted leave their artworks, without the reference', async () => {
    const user = await createUser()
    const made = await created(user)
    const uploaded = await upload(user, PNG_6X8, { quoteId: made.id })
    expect(uploaded.status).toBe(201)
    await uploaded.body?.cancel()
    await api(user, 'DELETE', `/api/quotes/${made.id}`)
    const row = await env.DB.prepare('SELECT quote_id FROM assets WHERE user_id = ?')
      .bind(user.userId)
      .first()
    expect(row).toEqual({ quote_id: null })
  })

  test('leave a row for each change in the activity list', async () => {
    const user = await createUser()
    const made = await created(user)
    await api(user, 'PATCH', `/api/quotes/${made.id}`, { mood: 'calm' })
    await api(user, 'DELETE', `/api/quotes/${made.id}`)
    const { results } = await env.DB.prepare(
      'SELECT action_type FROM activity_log WHERE user_id = ? AND reference_id = ? ORDER BY id',
    )
      .bind(user.userId, made.id)
      .all()
    expect(results.map((row) => row.action_type)).toEqual([
      'quote_created',
      'quote_changed',
      'quote_deleted',
    ])
  })

  test.each(['GET', 'PATCH', 'DELETE'])('of another user are not there for %s', async (method) => {
    const [user, other] = [await createUser(), await createUser()]
    const made = await created(other)
    const body = method === 'PATCH' ? { mood: 'mine' } : undefined
    const answer = await api(user, method, `/api/quotes/${made.id}`, body)
    expect(answer.status).toBe(404)
    expect(problemAnswer.parse(await answer.json()).error).toBe('Quote not found')
    const kept = await api(other, 'GET', `/api/quotes/${made.id}`)
    expect(quoteAnswer.parse(await kept.json()).quote).toEqual(made)
  })
})
