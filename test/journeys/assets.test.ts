import { env, exports } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { MockupStatus } from '../../src/db/schema/mockups.ts'
import { deleteAsset } from '../../src/domain/assets/delete-asset.ts'
import { removeOrphans } from '../../src/domain/assets/remove-orphans.ts'
import { storeAsset } from '../../src/domain/assets/store-asset.ts'
import { removeUnusedPictures } from '../../src/domain/pictures/remove-unused.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { contextOf, createUser, type TestUser, testBase } from '../support/worker/create-user.ts'
import * as pictures from '../support/worker/pictures.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { upload } from '../support/worker/upload.ts'

const { PNG_6X8 } = pictures
const MEGABYTE = 1024 * 1024

const assetAnswer = z.object({
  asset: z.strictObject({
    id: z.uuid(),
    quote_id: z.uuid().nullable(),
    collection: z.string().nullable(),
    own_collection: z.string().nullable(),
    has_mockups: z.boolean(),
    title: z.string(),
    file_url: z.url(),
    thumbnail_url: z.url().nullable(),
    file_key: z.string(),
    format: z.string(),
    width: z.number(),
    height: z.number(),
    byte_size: z.number(),
    content_hash: z.string(),
    profile: z.string(),
    has_alpha: z.boolean(),
    status: z.string(),
    created_at: z.string(),
    updated_at: z.string(),
  }),
})
const listAnswer = z.object({
  assets: z.array(z.object({ id: z.string(), title: z.string() })),
  total: z.number(),
  next_cursor: z.string().optional(),
})
const problemAnswer = z.object({
  error: z.string(),
  details: z.array(z.object({ pointer: z.string(), message: z.string() })),
})
const quoteAnswer = z.object({ quote: z.object({ id: z.string() }) })

async function storedAsset(user: TestUser, fields: Record<string, string> = {}) {
  const answer = await upload(user, PNG_6X8, fields)
  expect(answer.status).toBe(201)
  return assetAnswer.parse(await answer.json()).asset
}

async function listed(user: TestUser, query = '') {
  return listAnswer.parse(await (await api(user, 'GET', `/api/assets${query}`)).json())
}

async function createdQuote(user: TestUser, collection = 'growth'): Promise<string> {
  const answer = await api(user, 'POST', '/api/quotes', {
    text: 'Rest is not a reward',
    collection,
  })
  return quoteAnswer.parse(await answer.json()).quote.id
}

async function expectNothingStored(user: TestUser) {
  expect((await listed(user)).total).toBe(0)
  const { objects } = await env.FILES.list({ prefix: `users/${user.userId}/` })
  expect(objects).toEqual([])
}

describe('an upload', () => {
  test('is stored with its size, hash and thumbnail, and tells where to see it', async () => {
    const user = await createUser()
    const quoteId = await createdQuote(user)
    const asset = await storedAsset(user, { title: 'Rest', quoteId })
    const digest = await crypto.subtle.digest('SHA-256', PNG_6X8)
    const hash = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0'))
    expect(asset).toMatchObject({
      quote_id: quoteId,
      title: 'Rest',
      format: 'png',
      width: 6,
      height: 8,
      byte_size: PNG_6X8.length,
      content_hash: hash.join(''),
      status: 'active',
    })
    const file = await exports.default.fetch(asset.file_url)
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(PNG_6X8)
    const thumbnail = await exports.default.fetch(asset.thumbnail_url ?? '')
    expect(thumbnail.headers.get('content-type')).toBe('image/webp')
    await thumbnail.body?.cancel()
  })

  test('leaves a row in the activity list', async () => {
    const user = await createUser()
    const asset = await storedAsset(user)
    const row = await env.DB.prepare(
      'SELECT action_type, module, actor_type FROM activity_log WHERE user_id = ? AND reference_id = ?',
    )
      .bind(user.userId, asset.id)
      .first()
    expect(row).toEqual({ action_type: 'asset_uploaded', module: 'assets', actor_type: 'api_key' })
  })

  test.each([
    ['you-are_enough.final.png', 'You Are Enough'],
    ['C:\\prints\\dawn.webp', 'Dawn'],
    ['../../etc/passwd', 'Passwd'],
    ['.png', 'Untitled artwork'],
  ])('named %s is titled %s', async (name, title) => {
    const user = await createUser()
    expect((await storedAsset(user, { name })).title).toBe(title)
  })

  test.each([
    ['JPEG', pictures.JPEG_5X7, 'jpeg', 'image/jpeg'],
    ['WebP', pictures.LOSSY_WEBP_10X14, 'webp', 'image/webp'],
    ['PNG that is a page too', pictures.PNG_AND_PAGE, 'png', 'image/png'],
  ])(
    'of a %s is served as what it is, whatever it was called',
    async (_name, bytes, format, type) => {
      const user = await createUser()
      const answer = await upload(user, bytes, { name: 'picture.html', type: 'text/html' })
      const { asset } = assetAnswer.parse(await answer.json())
      expect(asset.format).toBe(format)
      const file = await exports.default.fetch(asset.file_url)
      expect(file.headers.get('content-type')).toBe(type)
      await file.body?.cancel()
    },
  )

  test.each([
    ['a text named .png', pictures.TEXT, 'not a PNG, JPEG or WebP'],
    ['an SVG', pictures.SVG, 'not a PNG, JPEG or WebP'],
    ['a GIF', pictures.GIF_3X3, 'not a PNG, JPEG or WebP'],
    ['a PNG of 50,000 × 50,000 pixels', pictures.pngClaiming(50_000, 50_000), '50000 × 50000'],
    ['a PNG without its end', PNG_6X8.slice(0, -4), 'This file is incomplete'],
    ['nothing at all', new Uint8Array(), 'not a PNG, JPEG or WebP'],
  ])('of %s is refused and leaves nothing', async (_name, bytes, sentence) => {
    const user = await createUser()
    const answer = await upload(user, bytes)
    expect(answer.status).toBe(415)
    expect(problemAnswer.parse(await answer.json()).error).toContain(sentence)
    await expectNothingStored(user)
  })

  test('of the same content twice makes two assets', async () => {
    const user = await createUser()
    const [first, second] = [await storedAsset(user), await storedAsset(user)]
    expect(second.content_hash).toBe(first.content_hash)
    expect(second.file_key).not.toBe(first.file_key)
    expect((await listed(user)).total).toBe(2)
  })

  test('for a quote of another user answers 404 and leaves nothing', async () => {
    const [user, other] = [await createUser(), await createUser()]
    const quoteId = await createdQuote(other)
    const answer = await upload(user, PNG_6X8, { quoteId })
    expect(answer.status).toBe(404)
    await expectNothingStored(user)
  })
})

describe('an upload over 20 MB', () => {
  test('of exactly 20 MB is taken', async () => {
    const user = await createUser()
    const answer = await upload(user, pictures.pngOfBytes(20 * MEGABYTE))
    expect(answer.status).toBe(201)
  })

  test('by one byte is refused', async () => {
    const user = await createUser()
    const answer = await upload(user, pictures.pngOfBytes(20 * MEGABYTE + 1))
    expect(answer.status).toBe(413)
    await expectNothingStored(user)
  })

  test('of 30 MB is refused by its length, before it is read', async () => {
    const user = await createUser()
    const answer = await upload(user, pictures.pngOfBytes(30 * MEGABYTE))
    expect(answer.status).toBe(413)
    expect(problemAnswer.parse(await answer.json()).error).toContain('larger than 20 MB')
    await expectNothingStored(user)
  })

  test('of unknown length is read no further than the limit', async () => {
    const user = await createUser()
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += MEGABYTE
        if (sent > 200 * MEGABYTE) controller.close()
        else controller.enqueue(new Uint8Array(MEGABYTE))
      },
    })
    const answer = await exports.default.fetch('http://localhost:8787/api/assets', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${user.apiKey}`,
        'content-type': 'multipart/form-data; boundary=x',
      },
      body: endless,
    })
    expect(answer.status).toBe(413)
    expect(sent).toBeLessThan(40 * MEGABYTE)
    await answer.body?.cancel()
    await expectNothingStored(user)
  })
})

describe('a form that is not right', () => {
  async function refusal(user: TestUser, form: FormData) {
    const answer = await api(user, 'POST', '/api/assets', form)
    expect(answer.status).toBe(400)
    const problem = problemAnswer.parse(await answer.json())
    expect(problem.error).toBe('Invalid request body')
    return problem.details.map((detail) => detail.pointer)
  }

  test('without a file says which field is missing', async () => {
    const form = new FormData()
    form.set('title', 'Rest')
    expect(await refusal(await createUser(), form)).toEqual(['/file'])
  })

  test('with two files is refused', async () => {
    const form = new FormData()
    form.append('file', new File([PNG_6X8], 'a.png'))
    form.append('file', new File([PNG_6X8], 'b.png'))
    expect(await refusal(await createUser(), form)).toEqual(['/file'])
  })

  test('with a quote that is no id and a field nobody knows names both', async () => {
    const form = new FormData()
    form.set('file', new File([PNG_6X8], 'a.png'))
    form.set('quoteId', 'seven')
    form.set('colour', 'blue')
    const pointers = await refusal(await createUser(), form)
    expect(pointers).toContain('/quoteId')
    expect(pointers).toHaveLength(2)
  })

  test('that breaks off is refused', async () => {
    const user = await createUser()
    const answer = await exports.default.fetch('http://localhost:8787/api/assets', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${user.apiKey}`,
        'content-type': 'multipart/form-data; boundary=x',
      },
      body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc',
    })
    expect(answer.status).toBe(400)
    await answer.body?.cancel()
  })

  test('sent as JSON answers 415', async () => {
    const answer = await api(await createUser(), 'POST', '/api/assets', { file: 'abc' })
    expect(answer.status).toBe(415)
    await answer.body?.cancel()
  })
})

describe('the list', () => {
  test('shows the newest first, page by page, with the whole number', async () => {
    const user = await createUser()
    for (const title of ['One', 'Two', 'Three']) await storedAsset(user, { title })
    const first = await listed(user, '?limit=2')
    expect(first.assets.map((asset) => asset.title)).toEqual(['Three', 'Two'])
    expect(first.total).toBe(3)
    const second = await listed(user, `?limit=2&cursor=${first.next_cursor}`)
    expect(second.assets.map((asset) => asset.title)).toEqual(['One'])
    expect(second.next_cursor).toBeUndefined()
  })

  test('filters by status, quote, collection and part of the title', async () => {
    const user = await createUser()
    const quoteId = await createdQuote(user, 'grounding')
    const rest = await storedAsset(user, { title: '100% rest', quoteId })
    const dawn = await storedAsset(user, { title: 'A dawn' })
    await api(user, 'PATCH', `/api/assets/${dawn.id}`, { status: 'archived' })
    const titles = async (query: string) =>
      (await listed(user, query)).assets.map((asset) => asset.title)
    expect(await titles('?status=archived')).toEqual(['A dawn'])
    expect(await titles('?status=active')).toEqual(['100% rest'])
    expect(await titles(`?quoteId=${quoteId}`)).toEqual(['100% rest'])
    expect(await titles(`?quote_id=${quoteId}`)).toEqual(['100% rest'])
    expect(await titles('?collection=grounding')).toEqual(['100% rest'])
    expect(await titles('?collection=growth')).toEqual([])
    expect(await titles('?search=DAWN')).toEqual(['A dawn'])
    expect(await titles('?search=%25')).toEqual(['100% rest'])
    expect(await titles('?search=_')).toEqual([])
    expect(rest.quote_id).toBe(quoteId)
  })

  test('refuses a query it does not know how to read', async () => {
    const answer = await api(await createUser(), 'GET', '/api/assets?status=lost&limit=101')
    expect(answer.status).toBe(400)
    const problem = problemAnswer.parse(await answer.json())
    expect(problem.error).toBe('Invalid query parameters')
    expect(problem.details.map((detail) => detail.pointer).sort()).toEqual(['/limit', '/status'])
  })
})

describe('an asset', () => {
  test('is changed in the fields given and in no other', async () => {
    const user = await createUser()
    const asset = await storedAsset(user, { title: 'Before', quoteId: await createdQuote(user) })
    const answer = await api(user, 'PATCH', `/api/assets/${asset.id}`, {
      title: 'After',
      quoteId: null,
    })
    const { asset: changed } = assetAnswer.parse(await answer.json())
    expect(changed).toMatchObject({ title: 'After', quote_id: null, status: 'active' })
    expect(changed.file_key).toBe(asset.file_key)
  })

  test('keeps its title when the change is refused', async () => {
    const user = await createUser()
    const asset = await storedAsset(user, { title: 'Before' })
    for (const change of [{ title: '' }, { file_key: 'x' }, { status: 'sold' }]) {
      const answer = await api(user, 'PATCH', `/api/assets/${asset.id}`, change)
      expect(answer.status).toBe(400)
      await answer.body?.cancel()
    }
    const answer = await api(user, 'GET', `/api/assets/${asset.id}`)
    expect(assetAnswer.parse(await answer.json()).asset.title).toBe('Before')
  })

  test.each(['GET', 'PATCH', 'DELETE'])('of another user is not there for %s', async (method) => {
    const [user, other] = [await createUser(), await createUser()]
    const asset = await storedAsset(other)
    const body = method === 'PATCH' ? { title: 'Mine' } : undefined
    const answer = await api(user, method, `/api/assets/${asset.id}`, body)
    expect(answer.status).toBe(404)
    expect(problemAnswer.parse(await answer.json()).error).toBe('Asset not found')
    expect((await listed(other)).assets[0]?.title).toBe(asset.title)
  })

  test('whose address is no id is not there either', async () => {
    const answer = await api(await createUser(), 'GET', '/api/assets/seven')
    expect(answer.status).toBe(404)
    await answer.body?.cancel()
  })
})

describe('when the database fails', () => {
  test('an upload leaves no row, and a file that the sweep removes a day later', async () => {
    const user = await createUser()
    const prepare: D1Database['prepare'] = (query) => env.DB.prepare(query)
    const failing: D1Database = {
      prepare,
      batch: () => Promise.reject(new Error('D1_ERROR: disk I/O error')),
      exec: (query) => env.DB.exec(query),
      dump: () => env.DB.dump(),
      withSession: (constraint) => env.DB.withSession(constraint),
    }
    const ctx = contextOf(user, { DB: failing })
    await expect(storeAsset(ctx, { bytes: PNG_6X8 })).rejects.toThrow('D1_ERROR')
    expect((await listed(user)).total).toBe(0)
    const tomorrow = Date.now() + 25 * 60 * 60_000
    const removed = await removeOrphans({ ...testBase(), clock: { now: () => tomorrow } })
    expect(removed).toBeGreaterThanOrEqual(2)
    await expectNothingStored(user)
  })

  test('an upload whose answer was lost is kept whole', async () => {
    const user = await createUser()
    const losing: D1Database = {
      prepare: (query) => env.DB.prepare(query),
      batch: async (statements) => {
        await env.DB.batch(statements)
        throw new Error('D1_ERROR: Network connection lost')
      },
      exec: (query) => env.DB.exec(query),
      dump: () => env.DB.dump(),
      withSession: (constraint) => env.DB.withSession(constraint),
    }
    const asset = await storeAsset(contextOf(user, { DB: losing }), { bytes: PNG_6X8 })
    expect((await listed(user)).assets.map((row) => row.id)).toEqual([asset.id])
    expect(await user.ctx.files.head(asset.file_key)).toBeDefined()
  })
})

describe('deleting an asset', () => {
  type MockupFields = { status: MockupStatus; pictureId?: string }

  /** A mockup of an asset, with a picture of its own or another mockup's. */
  async function addMockup(
    user: TestUser,
    assetId: string,
    { status, pictureId }: MockupFields,
  ): Promise<{ id: string; pictureId: string; fileKey: string | undefined }> {
    const seeded = await seedMockup(user, { status, assetId, pictureId })
    const fileKey = status === 'completed' ? pictureKey(user, seeded.pictureId) : undefined
    if (fileKey) await user.ctx.files.putOnce(fileKey, PNG_6X8, 'image/png')
    return { id: seeded.mockupId, pictureId: seeded.pictureId, fileKey }
  }

  function pictureKey(user: TestUser, pictureId: string): string {
    return user.ctx.files.keys.picture(user.userId, `${pictureId}.1`)
  }

  /** An hour later, when the files of pictures that nothing shows are removed. */
  async function removeLater(user: TestUser): Promise<void> {
    const clock = { now: () => Date.now() + 61 * 60_000 }
    await removeUnusedPictures({ ...user.ctx, clock })
  }

  async function addProductImage(
    user: TestUser,
    fileKey: string,
    sourceId: string,
    pictureId?: string,
  ) {
    const [productId, now] = [newId(), new Date().toISOString()]
    await env.DB.batch([
      env.DB.prepare(
        "INSERT INTO products (user_id, id, title, status, created_at, updated_at) VALUES (?, ?, 'Rest', 'draft', ?, ?)",
      ).bind(user.userId, productId, now, now),
      env.DB.prepare(
        `INSERT INTO product_images (user_id, id, product_id, position, picture_id, file_key, source_type, source_id, created_at)
         VALUES (?, ?, ?, 0, ?, ?, 'mockup', ?, ?)`,
      ).bind(user.userId, newId(), productId, pictureId ?? null, fileKey, sourceId, now),
    ])
  }

  async function countOf(user: TestUser, table: string): Promise<number | null> {
    return env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE user_id = ?`)
      .bind(user.userId)
      .first<number>('n')
  }

  test('takes its mockups, their approvals and every file with it', async () => {
    const user = await createUser()
    const asset = await storedAsset(user)
    await addMockup(user, asset.id, { status: 'completed' })
    await addMockup(user, asset.id, { status: 'failed' })
    const kept = await storedAsset(user, { title: 'Kept' })
    const keptMockup = await addMockup(user, kept.id, { status: 'completed' })
    const answer = await api(user, 'DELETE', `/api/assets/${asset.id}`)
    expect(await answer.json()).toEqual({ success: true })
    expect((await listed(user)).assets.map((row) => row.title)).toEqual(['Kept'])
    expect(await countOf(user, 'mockups')).toBe(1)
    expect(await countOf(user, 'approval_items')).toBe(1)
    await removeLater(user)
    const { objects } = await env.FILES.list({ prefix: `users/${user.userId}/` })
    const left = objects.map((object) => object.key)
    expect(left).toContain(keptMockup.fileKey)
    const thumbnail = user.ctx.files.keys.thumbnail(kept.file_key)
    expect(left.sort()).toEqual([kept.file_key, thumbnail, keptMockup.fileKey].sort())
  })

  test('leaves a product its pictures, and clears what they came from', async () => {
    const user = await createUser()
    const asset = await storedAsset(user)
    const mockup = await addMockup(user, asset.id, { status: 'completed' })
    await addProductImage(user, mockup.fileKey ?? '', mockup.id, mockup.pictureId)
    await addProductImage(user, asset.file_key, asset.id)
    await deleteAsset(user.ctx, asset.id)
    const { results } = await env.DB.prepare(
      'SELECT file_key, source_id FROM product_images WHERE user_id = ? ORDER BY id',
    )
      .bind(user.userId)
      .all()
    expect(results).toEqual([
      { file_key: mockup.fileKey, source_id: null },
      { file_key: asset.file_key, source_id: null },
    ])
    await removeLater(user)
    expect(await user.ctx.files.head(mockup.fileKey ?? '')).toBeDefined()
    expect(await user.ctx.files.head(asset.file_key)).toBeDefined()
  })

  test('leaves a picture that a mockup of another asset shows', async () => {
    const user = await createUser()
    const [asset, twin] = [await storedAsset(user), await storedAsset(user)]
    const mockup = await addMockup(user, asset.id, { status: 'completed' })
    await addMockup(user, twin.id, { status: 'completed', pictureId: mockup.pictureId })
    await deleteAsset(user.ctx, asset.id)
    await removeLater(user)
    expect(await user.ctx.files.head(mockup.fileKey ?? '')).toBeDefined()
    expect(await countOf(user, 'approval_items')).toBe(1)
  })

  test('answers 409 while a mockup renders, and deletes nothing', async () => {
    const user = await createUser()
    const asset = await storedAsset(user)
    await addMockup(user, asset.id, { status: 'generating' })
    const done = await addMockup(user, asset.id, { status: 'completed' })
    const answer = await api(user, 'DELETE', `/api/assets/${asset.id}`)
    expect(answer.status).toBe(409)
    expect(problemAnswer.parse(await answer.json()).error).toContain('Nothing was deleted')
    expect(await countOf(user, 'mockups')).toBe(2)
    expect(await user.ctx.files.head(done.fileKey ?? '')).toBeDefined()
  })

  test('gives back the credit held for a mockup that waits', async () => {
    const user = await createUser()
    const asset = await storedAsset(user)
    const mockup = await addMockup(user, asset.id, { status: 'pending' })
    const attemptId = `${mockup.pictureId}.1`
    const item = { pictureId: mockup.pictureId, mockupId: mockup.id, runId: newId() }
    await user.ctx.ledger.reserveMany({
      groupId: newId(),
      items: [{ ...item, operation: 'generation' }],
      budget: 10,
    })
    await deleteAsset(user.ctx, asset.id)
    const [state] = await user.ctx.ledger.states([attemptId])
    expect(state?.state).toBe('voided')
    expect(await countOf(user, 'mockups')).toBe(0)
  })

  test('answers 409 when a mockup is added to it in between', async () => {
    const user = await createUser()
    const asset = await storedAsset(user)
    const { ctx } = user
    await addMockup(user, asset.id, { status: 'pending' })
    const states: typeof ctx.ledger.states = async (ids) => {
      await addMockup(user, asset.id, { status: 'pending' })
      return ctx.ledger.states(ids)
    }
    const racing = { ...ctx, ledger: { ...ctx.ledger, states } }
    await expect(deleteAsset(racing, asset.id)).rejects.toMatchObject({ code: 'conflict' })
    expect((await listed(user)).total).toBe(1)
    expect(await countOf(user, 'mockups')).toBe(2)
    expect(await ctx.files.head(asset.file_key)).toBeDefined()
  })
})
