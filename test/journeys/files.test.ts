import { env, exports } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { createFiles, type Files } from '../../src/files/create-files.ts'
import { newId } from '../../src/ids.ts'
import { createLog } from '../../src/log.ts'
import { around, failBefore } from '../support/faults/around.ts'
import { testBase } from '../support/worker/create-user.ts'
import { PNG_6X8, PNG_AND_PAGE } from '../support/worker/pictures.ts'

const ORIGIN = 'http://localhost:8787'
/** More than is read at a time, and no multiple of it. */
const LARGE_BYTES = 700_001

function filesAt(now: number, changes: Partial<Parameters<typeof createFiles>[0]> = {}): Files {
  return createFiles({
    bucket: env.FILES,
    images: env.IMAGES,
    secret: testBase().config.linksSecret,
    origin: ORIGIN,
    clock: { now: () => now },
    log: createLog({}),
    ...changes,
  })
}

async function storedPicture(bytes = PNG_6X8): Promise<{ files: Files; key: string }> {
  const files = filesAt(Date.now())
  const key = files.keys.asset(newId(), newId(), 'png')
  await files.putOnce(key, bytes, 'image/png')
  return { files, key }
}

function changed(link: string, change: (url: URL) => void): string {
  const url = new URL(link)
  change(url)
  return url.href
}

describe('a signed link', () => {
  test('serves the picture to anyone, without a key or a cookie', async () => {
    const { files, key } = await storedPicture()
    const answer = await exports.default.fetch(await files.link(key))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PNG_6X8)
  })

  test('serves a picture that is a page too as a picture that runs nothing', async () => {
    const { files, key } = await storedPicture(PNG_AND_PAGE)
    const answer = await exports.default.fetch(await files.link(key))
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(answer.headers.get('content-disposition')).toBe('inline')
    await answer.body?.cancel()
  })

  test('answers 304 without a body to who has the picture', async () => {
    const { files, key } = await storedPicture()
    const link = await files.link(key)
    const first = await exports.default.fetch(link, { method: 'HEAD' })
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"/)
    const again = await exports.default.fetch(link, { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })

  test('offers a download under a plain name', async () => {
    const { files, key } = await storedPicture()
    const link = changed(await files.link(key), (url) =>
      url.searchParams.set('download', 'My "print"\r\nx: y.png'),
    )
    const answer = await exports.default.fetch(link, { method: 'HEAD' })
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="My _print___x_ y.png"',
    )
  })

  test.each([
    ['another expiry', (url: URL) => url.searchParams.set('expires', '4102444800')],
    ['another key', (url: URL) => (url.pathname = url.pathname.replace(/.\.png$/, 'z.png'))],
    ['no signature', (url: URL) => url.searchParams.delete('signature')],
    ['a signature of zeroes', (url: URL) => url.searchParams.set('signature', '0'.repeat(64))],
    ['a signature that is none', (url: URL) => url.searchParams.set('signature', 'é')],
  ])('is refused with %s', async (_name, change) => {
    const { files, key } = await storedPicture()
    const answer = await exports.default.fetch(changed(await files.link(key), change))
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('has expired')
  })

  test('is refused under the secret of another hub', async () => {
    const { key } = await storedPicture()
    const other = filesAt(Date.now(), { secret: 'another-secret-0123456789abcdef0123456789' })
    const answer = await exports.default.fetch(await other.link(key))
    expect(answer.status).toBe(403)
    await answer.body?.cancel()
  })

  test('is good for an hour at least and dies within an hour and a quarter', async () => {
    const made = Date.UTC(2026, 10, 20, 12, 1)
    const link = new URL(await filesAt(made).link('users/u/assets/a.png'))
    const openedAfter = (minutes: number) =>
      filesAt(made + minutes * 60_000).open('users/u/assets/a.png', {
        expires: link.searchParams.get('expires') ?? '',
        signature: link.searchParams.get('signature') ?? '',
      })
    expect(await openedAfter(60)).toMatchObject({ key: 'users/u/assets/a.png' })
    expect(await openedAfter(75)).toBeUndefined()
  })

  test('stays the same within a quarter of an hour, so that browsers keep their copy', async () => {
    const noon = Date.UTC(2026, 10, 20, 12, 0, 1)
    const links = await Promise.all(
      [0, 14, 15].map((minutes) => filesAt(noon + minutes * 60_000).link('users/u/assets/a.png')),
    )
    expect(links[1]).toBe(links[0])
    expect(links[2]).not.toBe(links[0])
  })

  test('on a page stays the same all day, and is good for a day more', async () => {
    const key = 'users/u/assets/a.png'
    const at = (hours: number) => filesAt(Date.UTC(2026, 10, 20, hours, 1))
    const links = await Promise.all([at(0).path(key), at(23).path(key), at(24).path(key)])
    expect(links[1]).toBe(links[0])
    expect(links[2]).not.toBe(links[0])
    const query = new URL(links[0] ?? '', 'http://localhost').searchParams
    const kept = {
      expires: query.get('expires') ?? '',
      signature: query.get('signature') ?? '',
    }
    expect(await at(47).open(key, kept)).toMatchObject({ key })
    expect(await at(48).open(key, kept)).toBeUndefined()
  })

  test('to a deleted picture says so', async () => {
    const { files, key } = await storedPicture()
    await files.remove([key])
    const answer = await exports.default.fetch(await files.link(key))
    expect(answer.status).toBe(404)
    await answer.body?.cancel()
  })
})

describe('the store', () => {
  test('writes a key once and keeps what was there first', async () => {
    const { files, key } = await storedPicture()
    expect(await files.putOnce(key, PNG_AND_PAGE, 'image/png')).toBe('already')
    expect(await files.head(key)).toEqual({ size: PNG_6X8.length })
  })

  test('lets one of many writers at once win', async () => {
    const files = filesAt(Date.now())
    const key = files.keys.picture(newId(), `${newId()}.1`)
    const results = await Promise.all(
      Array.from({ length: 8 }, () => files.putOnce(key, PNG_6X8, 'image/png')),
    )
    expect(results.filter((result) => result === 'stored')).toHaveLength(1)
  })

  test('makes a WebP thumbnail and a copy once, and removes both with the picture', async () => {
    const { files, key } = await storedPicture()
    const thumbnail = await files.makeThumbnail(key)
    expect(thumbnail).toBe(files.keys.thumbnail(key))
    const copy = await files.makeCopy(key, 4)
    expect(copy).toBe(files.keys.vendorCopy(key, 4))
    const made = await files.read(copy)
    const bytes = new Uint8Array((await made?.arrayBuffer()) ?? new ArrayBuffer(0))
    expect(files.sniff(bytes)).toMatchObject({ format: 'png', width: 4 })
    await files.removeWithCopies([key])
    for (const gone of [key, files.keys.thumbnail(key), copy]) {
      expect(await files.head(gone)).toBeUndefined()
    }
  })

  test.each([
    ['its bytes', (bytes: Uint8Array) => ({ bytes })],
    ['its size', ({ length }: Uint8Array) => ({ size: length })],
    ['nothing of it', () => undefined],
  ])('makes a large picture smaller piece by piece, knowing %s', async (_name, knownOf) => {
    const bytes = new Uint8Array(LARGE_BYTES)
    bytes.set(PNG_6X8)
    const { files, key } = await storedPicture(bytes)
    const thumbnail = await files.makeThumbnail(key, knownOf(bytes))
    const made = await files.read(thumbnail ?? '')
    const smaller = new Uint8Array((await made?.arrayBuffer()) ?? new ArrayBuffer(0))
    expect(files.sniff(smaller)).toMatchObject({ format: 'webp', width: 6 })
  })

  test('serves the original where no smaller picture can be made', async () => {
    const { key } = await storedPicture()
    const files = filesAt(Date.now(), { images: undefined })
    expect(await files.makeThumbnail(key)).toBeUndefined()
    expect(await files.makeCopy(key, 1600)).toBe(key)
  })

  test('removes one picture and leaves another whose id begins alike', async () => {
    const files = filesAt(Date.now())
    const stem = files.keys.asset(newId(), newId(), 'png').replace('.png', '')
    await files.putOnce(`${stem}.png`, PNG_6X8, 'image/png')
    await files.putOnce(`${stem}0.png`, PNG_6X8, 'image/png')
    await files.removeWithCopies([`${stem}.png`])
    expect(await files.head(`${stem}0.png`)).toBeDefined()
  })
})

describe('a picture that is stored as it arrives', () => {
  const PIECE_BYTES = 16
  const CAP_BYTES = 1_000

  /** Bytes in pieces; `fails` breaks them off after so many. */
  function arriving(bytes: Uint8Array, fails = Number.POSITIVE_INFINITY) {
    let at = 0
    return new ReadableStream({
      type: 'bytes',
      pull(controller: ReadableByteStreamController) {
        if (at >= fails) return controller.error(new Error('the connection was cut'))
        const piece = bytes.slice(at, Math.min(at + PIECE_BYTES, fails))
        at += PIECE_BYTES
        if (piece.length > 0) return controller.enqueue(piece)
        controller.close()
        controller.byobRequest?.respond(0)
      },
    })
  }

  async function store(body: ReadableStream<Uint8Array>, length: number | undefined) {
    const files = filesAt(Date.now())
    const key = files.keys.asset(newId(), newId(), 'png')
    const end = await files.putStreamOnce(key, { body, length }, CAP_BYTES)
    const object = await files.read(key)
    const stored = object ? new Uint8Array(await object.arrayBuffer()) : undefined
    return { files, key, end, stored }
  }

  const info = { format: 'png', width: 6, height: 8, contentType: 'image/png' }
  const size = PNG_6X8.length

  test.each([size, undefined])('is there whole, its length announced as %s', async (length) => {
    const { files, key, end, stored } = await store(arriving(PNG_6X8), length)
    expect(end).toEqual({ result: 'stored', info, size })
    expect(stored).toEqual(PNG_6X8)
    expect(await files.describe(key)).toEqual({ info, size })
  })

  test('leaves a key that is taken as it is', async () => {
    const { files, key } = await storedPicture()
    const source = { body: arriving(PNG_AND_PAGE), length: PNG_AND_PAGE.length }
    expect(await files.putStreamOnce(key, source, CAP_BYTES)).toEqual({ result: 'already' })
    expect(await files.describe(key)).toEqual({ info, size })
  })

  test.each([
    { why: 'it is cut off', body: () => arriving(PNG_6X8, 48), length: size, result: 'broken' },
    { why: 'it is shorter than announced', length: size + 9, result: 'broken' },
    { why: 'it is longer than announced', length: size - 9, result: 'broken' },
    { why: 'it is larger than the cap', length: CAP_BYTES + 1, result: 'too_large' },
    {
      why: 'it turns out larger than the cap',
      body: () => arriving(new Uint8Array(CAP_BYTES + 1)),
      length: undefined,
      result: 'too_large',
    },
    {
      why: 'its end is missing',
      body: () => arriving(PNG_6X8.slice(0, -5)),
      length: size - 5,
      result: 'no_picture',
    },
    {
      why: 'it is no picture',
      body: () => arriving(new Uint8Array(200)),
      length: 200,
      result: 'no_picture',
    },
  ])('leaves nothing where $why', async ({ body, length, result }) => {
    const { end, stored } = await store(body?.() ?? arriving(PNG_6X8), length)
    expect(end.result).toBe(result)
    expect(stored).toBeUndefined()
  })

  test('throws where the bucket fails, which is not the fault of the picture', async () => {
    const bucket = around(env.FILES, 'put', failBefore('R2 is away'))
    const files = filesAt(Date.now(), { bucket })
    const source = { body: arriving(PNG_6X8), length: size }
    const key = files.keys.asset(newId(), newId(), 'png')
    await expect(files.putStreamOnce(key, source, CAP_BYTES)).rejects.toThrow('R2 is away')
  })
})
