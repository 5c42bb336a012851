import { env, exports } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { removeOrphans } from '../../src/domain/assets/remove-orphans.ts'
import { receiveFile } from '../../src/domain/digital-files/receive-file.ts'
import { api } from '../support/worker/api.ts'
import { openBrowser } from '../support/worker/browser.ts'
import { createUser, type TestUser, testBase } from '../support/worker/create-user.ts'
import { JPEG_5X7, LOSSY_WEBP_10X14, PNG_6X8, TEXT } from '../support/worker/pictures.ts'
import { addProduct } from '../support/worker/products.ts'
import { upload, uploadFile } from '../support/worker/upload.ts'

const ORIGIN = 'http://localhost:8787'
const MEGABYTE = 1024 * 1024
const BOUNDARY = 'a-boundary'

const fileShape = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  byte_size: z.number(),
  content_hash: z.string(),
  asset_id: z.string().nullable(),
  file_url: z.string(),
  used_by: z.array(z.object({ id: z.string(), title: z.string() })),
  created_at: z.string(),
})
const oneFile = z.object({ digital_file: fileShape })
const listShape = z.object({ digital_files: z.array(fileShape), total: z.number() })
const problemShape = z.object({
  error: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
})

type Bytes = Uint8Array<ArrayBuffer>
type Sent = { type?: string; length?: number | null; key?: string; name?: string }

/** Sends a file as a program does: its bytes are the body. */
function send(
  user: TestUser,
  body: Bytes | ReadableStream<Uint8Array>,
  { type = 'application/pdf', length, key, name }: Sent = {},
): Promise<Response> {
  const size = length === undefined && body instanceof Uint8Array ? body.length : length
  return exports.default.fetch(
    `${ORIGIN}/api/digital-files${name ? `?name=${encodeURIComponent(name)}` : ''}`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${user.apiKey}`,
        'content-type': type,
        ...(size === null || size === undefined ? {} : { 'content-length': String(size) }),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      body,
    },
  )
}

async function stored(answer: Response, status = 201) {
  const text = await answer.text()
  expect(answer.status, text).toBe(status)
  return oneFile.parse(JSON.parse(text)).digital_file
}

async function refused(answer: Response, status: number) {
  const text = await answer.text()
  expect(answer.status, text).toBe(status)
  return problemShape.parse(JSON.parse(text))
}

async function list(user: TestUser) {
  return listShape.parse(await (await api(user, 'GET', '/api/digital-files')).json())
}

async function keysOf(user: TestUser) {
  const { objects } = await env.FILES.list({ prefix: `users/${user.userId}/files/` })
  return objects.map(({ key }) => key)
}

function pdf(text = 'a print'): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(`%PDF-1.7\n${text}\n%%EOF`))
}

/** A PDF of so many bytes that is made while it is read, and how much of it was asked for. */
function madeAsRead(size: number) {
  const made = { bytes: 0 }
  const first = pdf()
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (made.bytes >= size) return controller.close()
      const piece = new Uint8Array(Math.min(64 * 1024, size - made.bytes))
      if (made.bytes === 0) piece.set(first.subarray(0, piece.length))
      made.bytes += piece.length
      controller.enqueue(piece)
    },
  })
  return { body, made }
}

describe('an upload by the API', () => {
  test('is known by its content, kept privately, and served to whoever has its link', async () => {
    const user = await createUser()
    const bytes = pdf()
    const file = await stored(await send(user, bytes, { name: 'C:\\prints\\Rest.pdf' }))
    expect(file).toMatchObject({ name: 'Rest.pdf', type: 'pdf', byte_size: bytes.length })
    const served = await exports.default.fetch(file.file_url)
    expect(served.headers.get('content-type')).toBe('application/pdf')
    expect(served.headers.get('content-disposition')).toBe('attachment')
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(bytes)
    const unsigned = await exports.default.fetch(file.file_url.split('?')[0] ?? '')
    expect(unsigned.status).toBe(403)
    await unsigned.body?.cancel()
    const stranger = await createUser()
    await refused(await api(stranger, 'GET', `/api/digital-files/${file.id}`), 404)
    expect(
      await stored(await api(user, 'GET', `/api/digital-files/${file.id}`), 200),
    ).toMatchObject({ id: file.id, used_by: [] })
  })

  test.each([
    ['PNG', PNG_6X8, 'png'],
    ['JPEG', JPEG_5X7, 'jpeg'],
    ['ZIP', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 0, 0]), 'zip'],
  ])('of a %s is what its first bytes say, whatever it was sent as', async (_name, bytes, type) => {
    const user = await createUser()
    expect(await stored(await send(user, bytes))).toMatchObject({ type })
  })

  test('of the same bytes is the same file, however it is named', async () => {
    const user = await createUser()
    const [one, other] = await Promise.all([
      send(user, pdf(), { name: 'One' }).then((answer) => stored(answer)),
      send(user, pdf(), { name: 'Other' }).then((answer) => stored(answer)),
    ])
    expect(other).toMatchObject({ id: one.id, name: one.name })
    expect((await list(user)).total).toBe(1)
    expect(await keysOf(user)).toHaveLength(1)
    const stranger = await createUser()
    expect((await stored(await send(stranger, pdf()))).id).not.toBe(one.id)
  })

  test('with an Idempotency-Key is done once, and refused with other content', async () => {
    const user = await createUser()
    const once = await stored(await send(user, pdf(), { key: 'k-1' }))
    const again = await send(user, pdf(), { key: 'k-1' })
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect((await stored(again)).id).toBe(once.id)
    await refused(await send(user, pdf('another'), { key: 'k-1' }), 422)
    expect(await keysOf(user)).toHaveLength(1)
  })

  test('over 95 MB is refused before a byte of it is read', async () => {
    const user = await createUser()
    const { body, made } = madeAsRead(96 * MEGABYTE)
    const problem = await refused(await send(user, body, { length: 96 * MEGABYTE }), 413)
    expect(problem.error).toContain('95 MB')
    expect(made.bytes).toBeLessThan(MEGABYTE)
    expect(await keysOf(user)).toEqual([])
  })

  test('of 40 MB is stored whole', async () => {
    const user = await createUser()
    const size = 40 * MEGABYTE
    const { body } = madeAsRead(size)
    const file = await stored(await send(user, body, { length: size }))
    const [key = ''] = await keysOf(user)
    expect((await env.FILES.head(key))?.size).toBe(size)
    expect(file.byte_size).toBe(size)
  })

  test.each([
    ['of a text', TEXT, {}, 415],
    ['of a WebP', LOSSY_WEBP_10X14, {}, 415],
    ['of nothing', new Uint8Array(), {}, 415],
    ['of another content type', pdf(), { type: 'text/plain' }, 415],
    ['that is shorter than it said', pdf(), { length: 10_000 }, 400],
    ['that is longer than it said', pdf(), { length: 9 }, 400],
  ])('%s is refused and leaves nothing', async (_name, bytes, sent: Sent, status) => {
    const user = await createUser()
    const body = new Blob([bytes]).stream()
    await refused(await send(user, body, { length: bytes.length, ...sent }), status)
    expect(await keysOf(user)).toEqual([])
    expect((await list(user)).total).toBe(0)
  })

  test('without its length is refused', async () => {
    const user = await createUser()
    const { body } = madeAsRead(200)
    const problem = await refused(await send(user, body, { length: null }), 400)
    expect(problem.errors[0]?.message).toContain('Content-Length')
  })

  test('whose connection is cut leaves nothing', async () => {
    const user = await createUser()
    const { body } = madeAsRead(2 * MEGABYTE)
    const cut = body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(piece, controller) {
          controller.enqueue(piece)
          if (piece.length < 64 * 1024) controller.error(new Error('cut'))
        },
        flush: (controller) => controller.error(new Error('cut')),
      }),
    )
    const source = { body: cut, length: 2 * MEGABYTE }
    await expect(receiveFile(user.ctx, source)).rejects.toThrow('did not arrive whole')
    expect(await keysOf(user)).toEqual([])
  })
})

describe('an upload by a form', () => {
  const type = `multipart/form-data; boundary=${BOUNDARY}`
  const part = (headers: string, bytes: Uint8Array<ArrayBuffer>) =>
    new Blob([`--${BOUNDARY}\r\nContent-Disposition: form-data; ${headers}\r\n\r\n`, bytes, '\r\n'])
  const text = (value: string): Bytes => new Uint8Array(new TextEncoder().encode(value))
  const file = (bytes = pdf()) => part('name="file"; filename="A.pdf"', bytes)
  const formOf = async (...parts: Blob[]) =>
    new Uint8Array(await new Blob([...parts, `--${BOUNDARY}--\r\n`]).arrayBuffer())

  test('is stored while it arrives, with the fields before it', async () => {
    const user = await createUser()
    const body = await formOf(part('name="name"', text('Rest')), file())
    const sent = await stored(await send(user, body, { type }))
    expect(sent).toMatchObject({ name: 'Rest.pdf', byte_size: pdf().length })
    expect((await stored(await send(user, pdf()))).id).toBe(sent.id)
  })

  test('with anything after the file, without a file, or cut off is refused', async () => {
    const user = await createUser()
    const after = await formOf(file(), part('name="name"', text('Rest')))
    expect((await refused(await send(user, after, { type }), 400)).errors[0]?.message).toContain(
      'last field',
    )
    const none = await formOf(part('name="name"', text('Rest')))
    await refused(await send(user, none, { type }), 400)
    const whole = await formOf(file())
    const cut = new Blob([whole.slice(0, -20)]).stream()
    await refused(await send(user, cut, { type, length: whole.length }), 400)
    expect(await keysOf(user)).toEqual([])
  })

  test('of the page leads back to the list, which offers the file to its owner', async () => {
    const browser = await openBrowser()
    const answer = await uploadFile(browser, pdf(), 'A.pdf')
    expect(answer.status).toBe(303)
    const html = await (await browser.get('/digital-files')).text()
    expect(html).toContain('A.pdf')
    const [, path = ''] = /href="(\/digital-files\/[^"]+\/download)"/.exec(html) ?? []
    const link = await browser.get(path)
    expect(link.headers.get('location')).toMatch(/\/files\/users\/.+download=A\.pdf$/)
    const other = await openBrowser()
    expect((await other.get(path)).status).toBe(404)
  })
})

describe('a file of an artwork', () => {
  test('is a copy of it, once, that stays when the artwork is deleted', async () => {
    const user = await createUser()
    const made = z
      .object({ asset: z.object({ id: z.string() }) })
      .parse(await (await upload(user, PNG_6X8, { title: 'Rest' })).json())
    const asset_id = made.asset.id
    const make = () => api(user, 'POST', '/api/digital-files', { asset_id })
    const [one, other] = await Promise.all([make(), make()])
    const file = await stored(one)
    expect(file).toMatchObject({ name: 'Rest.png', type: 'png', asset_id })
    expect((await stored(other)).id).toBe(file.id)
    await api(user, 'DELETE', `/api/assets/${asset_id}`)
    const kept = await stored(await api(user, 'GET', `/api/digital-files/${file.id}`), 200)
    expect(kept.asset_id).toBeNull()
    const served = await exports.default.fetch(kept.file_url)
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(PNG_6X8)
  })

  test('in WebP is refused, and an unknown artwork is not found', async () => {
    const user = await createUser()
    const made = z
      .object({ asset: z.object({ id: z.string() }) })
      .parse(await (await upload(user, LOSSY_WEBP_10X14)).json())
    const webp = await api(user, 'POST', '/api/digital-files', { assetId: made.asset.id })
    expect((await refused(webp, 400)).errors[0]?.pointer).toBe('/assetId')
    const stranger = await createUser()
    const unknown = await api(stranger, 'POST', '/api/digital-files', { asset_id: made.asset.id })
    await refused(unknown, 404)
  })
})

describe('deleting a file', () => {
  test('removes what is stored; one that a product delivers stays, and the product is named', async () => {
    const user = await createUser()
    const file = await stored(await send(user, pdf()))
    const product = await addProduct(user, {
      title: 'Rest',
      variants: [{ size: '8x10', is_digital: true, digital_file_id: file.id }],
    })
    const kept = await refused(await api(user, 'DELETE', `/api/digital-files/${file.id}`), 409)
    expect(kept.error).toContain('“Rest”')
    expect((await list(user)).digital_files[0]?.used_by).toEqual([
      { id: product.id, title: 'Rest' },
    ])
    expect((await api(user, 'DELETE', `/api/products/${product.id}`)).status).toBe(200)
    expect((await api(user, 'DELETE', `/api/digital-files/${file.id}`)).status).toBe(200)
    expect(await keysOf(user)).toEqual([])
    await refused(await api(user, 'GET', `/api/digital-files/${file.id}`), 404)
  })

  test('at the moment in which a variant takes it: one of the two is refused', async () => {
    const user = await createUser()
    const file = await stored(await send(user, pdf()))
    const variants = [{ size: '8x10', is_digital: true, digital_file_id: file.id }]
    const [added, deleted] = await Promise.all([
      api(user, 'POST', '/api/products', { title: 'Rest', variants }),
      api(user, 'DELETE', `/api/digital-files/${file.id}`),
    ])
    const statuses = [added.status, deleted.status]
    expect([
      [201, 409],
      [404, 200],
    ]).toContainEqual(statuses)
  })
})

test('what a crash has left between the file and its row is removed, and no other file', async () => {
  const user = await createUser()
  const kept = await stored(await send(user, pdf()))
  await receiveFile(user.ctx, { body: new Blob([pdf('lost')]).stream(), length: 20 + 1 - 2 })
  expect(await keysOf(user)).toHaveLength(2)
  const base = testBase()
  const later = { ...base, clock: { now: () => Date.now() + 48 * 60 * 60_000 } }
  for (let pages = 0; pages < 5; pages += 1) await removeOrphans(later)
  expect(await keysOf(user)).toEqual([`users/${user.userId}/files/${kept.id}.pdf`])
})
