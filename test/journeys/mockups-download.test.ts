import { expect, test } from 'vitest'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { plainPng } from '../support/worker/artwork.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const CENTRAL_HEADER = 0x02014b50
const CENTRAL_BYTES = 46
const LOCAL_BYTES = 30

/** The files of a ZIP by name, as its central directory lists them. */
function filesIn(zip: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const files = new Map<string, Uint8Array>()
  for (let at = 0; at < zip.length - CENTRAL_BYTES; at += 1) {
    if (view.getUint32(at, true) !== CENTRAL_HEADER) continue
    const [size, nameBytes] = [view.getUint32(at + 24, true), view.getUint16(at + 28, true)]
    const name = new TextDecoder().decode(
      zip.slice(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes),
    )
    const local = view.getUint32(at + 42, true)
    const begin =
      local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    files.set(name, zip.slice(begin, begin + size))
  }
  return files
}

/** A mockup whose picture is really stored. */
async function stored(user: TestUser, options: { scene?: string; assetId?: string }, red: number) {
  const seeded = await seedMockup(user, options)
  const bytes = await plainPng(40, 30, [red, 10, 10])
  const key = `users/${user.userId}/pictures/${seeded.pictureId}.1.png`
  await user.ctx.files.putOnce(key, bytes, 'image/png')
  return { ...seeded, bytes }
}

const download = (user: TestUser, ids: readonly string[]) =>
  api(user, 'GET', `/api/mockups/download?ids=${ids.join(',')}`)

test('chosen mockups are one ZIP, each file named by its artwork and scene', async () => {
  const user = await createUser()
  const one = await stored(user, {}, 10)
  const twin = await stored(user, { assetId: one.assetId }, 90)
  const other = await stored(user, { scene: 'therapy_office', assetId: one.assetId }, 200)
  const unfinished = await seedMockup(user, { status: 'generating', item: false })
  const answer = await download(user, [
    ...[one, twin, other].map(({ mockupId }) => mockupId),
    unfinished.mockupId,
  ])
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/zip')
  expect(answer.headers.get('content-disposition')).toContain('mockups.zip')
  const files = filesIn(new Uint8Array(await answer.arrayBuffer()))
  expect([...files.keys()]).toEqual([
    'You are allowed to rest - Bedroom.png',
    'You are allowed to rest - Bedroom (2).png',
    'You are allowed to rest - Therapy Office.png',
  ])
  expect(files.get('You are allowed to rest - Bedroom.png')).toEqual(one.bytes)
  expect(files.get('You are allowed to rest - Therapy Office.png')).toEqual(other.bytes)
})

test('a scene that is named as if it were numbered takes nobody’s place', async () => {
  const user = await createUser()
  const one = await stored(user, {}, 10)
  const twin = await stored(user, { assetId: one.assetId }, 90)
  const numbered = await stored(user, { scene: 'bedroom_(2)', assetId: one.assetId }, 200)
  const answer = await download(
    user,
    [one, twin, numbered].map(({ mockupId }) => mockupId),
  )
  const names = [...filesIn(new Uint8Array(await answer.arrayBuffer())).keys()]
  expect(names).toHaveLength(3)
})

test('a title that no file can have is made one', async () => {
  const user = await createUser()
  const one = await stored(user, {}, 10)
  const title = `../a/b: "c" <d>?*\u0000 ${'é'.repeat(150)}`
  await api(user, 'PATCH', `/api/assets/${one.assetId}`, { title: title.replace('\u0000', '') })
  const answer = await download(user, [one.mockupId])
  const [name = ''] = filesIn(new Uint8Array(await answer.arrayBuffer())).keys()
  expect(name).toMatch(/^\.\. a b c d é+\.png$/)
  expect(name.length).toBeLessThanOrEqual(124)
})

test("another user's mockups, and what has no picture, are not found", async () => {
  const [user, stranger] = [await createUser(), await createUser()]
  const { mockupId } = await stored(user, {}, 10)
  const none = await seedMockup(user, { status: 'failed', item: false })
  expect((await download(stranger, [mockupId])).status).toBe(404)
  expect((await download(user, [none.mockupId])).status).toBe(404)
  expect((await download(user, ['x'])).status).toBe(400)
  const many = Array.from({ length: 201 }, () => newId())
  expect((await download(user, many)).status).toBe(400)
})
