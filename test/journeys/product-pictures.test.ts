import { env, exports } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { removeOrphans } from '../../src/domain/assets/remove-orphans.ts'
import { replaceFile } from '../../src/domain/assets/replace-file.ts'
import { discardMockups } from '../../src/domain/mockups/delete-mockups.ts'
import { forgetDeleted } from '../../src/domain/mockups/forget-deleted.ts'
import { addImageUploads } from '../../src/domain/products/change-images.ts'
import { findNewerPictures } from '../../src/domain/products/find-newer-pictures.ts'
import { takeNewerPictures } from '../../src/domain/products/take-newer-pictures.ts'
import { strikeBatches } from '../support/faults/bindings.ts'
import { api } from '../support/worker/api.ts'
import { contextOf, createUser, type TestUser, testBase } from '../support/worker/create-user.ts'
import { JPEG_5X7, PNG_6X8, TEXT } from '../support/worker/pictures.ts'
import { addProduct } from '../support/worker/products.ts'
import { publishNow } from '../support/worker/publishing.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { connectShop, productsAtShop } from '../support/worker/shop.ts'
import { upload as uploadArtwork } from '../support/worker/upload.ts'

const image = z.object({
  id: z.string(),
  position: z.int(),
  alt: z.string().nullable(),
  source_type: z.string(),
  source_id: z.string().nullable(),
  src: z.url(),
})
const variant = z.object({ id: z.string(), title: z.string(), image_id: z.string().nullable() })
const product = z.object({
  id: z.string(),
  version: z.int(),
  images: z.array(image),
  variants: z.array(variant),
})
type View = z.infer<typeof product>
const answered = z.object({ product })
const refusal = z.object({
  error: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
})

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

const pathOf = (id: string) => `/api/products/${id}/images`
const put = (id: string, entries: unknown, headers: Record<string, string> = {}, query = '') =>
  api(user, 'PUT', `${pathOf(id)}${query}`, entries, headers)
const read = async (id: string) => viewOf(await api(user, 'GET', `/api/products/${id}`))

async function viewOf(answer: Response, status = 200): Promise<View> {
  const text = await answer.text()
  expect({ status: answer.status, text }).toMatchObject({ status })
  return answered.parse(JSON.parse(text)).product
}

async function refusalOf(answer: Response, status: number) {
  const text = await answer.text()
  expect({ status: answer.status, text }).toMatchObject({ status })
  return refusal.parse(JSON.parse(text))
}

const approved = (more: Parameters<typeof seedMockup>[1] = {}, afterMs = 0) => {
  const clock = { now: () => Date.now() + afterMs }
  const at = { userId: user.userId, ctx: { ...user.ctx, clock } }
  return seedMockup(at, { status: 'approved', item: false, ...more })
}

const FRAMES = [{ size: '8x10' }, { size: '8x10', frame_style: 'white' }]

/** A product of an artwork with a quote, in two rooms. */
async function openProduct() {
  const bedroom = await approved()
  const quote = { text: 'Be still.', author: 'Rumi', collection: 'growth' }
  const made = await api(user, 'POST', '/api/quotes', quote)
  const { id } = z.object({ quote: z.object({ id: z.string() }) }).parse(await made.json()).quote
  await api(user, 'PATCH', `/api/assets/${bedroom.assetId}`, { quote_id: id })
  const office = await approved({ scene: 'home_office', assetId: bedroom.assetId })
  const added = await addProduct(user, {
    imageIds: [bedroom.mockupId, office.mockupId],
    variants: FRAMES,
  })
  return { bedroom, office, view: await read(added.id) }
}

function upload(id: string, bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const form = new FormData()
  form.set('file', new File([bytes], 'detail.png', { type: 'image/png' }))
  form.set('alt', 'A corner of the paper')
  return api(user, 'POST', pathOf(id), form, headers)
}

const filesOf = async () => {
  const { objects } = await env.FILES.list({ prefix: `users/${user.userId}/assets/` })
  return objects.flatMap(({ key }) => (key.includes('-thumbnail') ? [] : [key]))
}

describe('the pictures of a product', () => {
  it('are taken with a text of quote and room, which stays when they change places', async () => {
    const { view } = await openProduct()
    const texts = [
      '“Be still.” by Rumi, framed print in a bedroom',
      '“Be still.” by Rumi, framed print in a home office',
    ]
    expect(view.images.map(({ alt }) => alt)).toEqual(texts)
    const turned = view.images.toReversed().map(({ id }) => ({ id }))
    const after = await viewOf(await put(view.id, turned))
    expect(after.images.map(({ alt }) => alt)).toEqual(texts.toReversed())
    expect(after.version).toBe(view.version + 1)
    expect((await viewOf(await put(view.id, turned))).version).toBe(after.version)
  })

  it('are set as a list: texts, variants and new ones in one call, or not at all', async () => {
    const { view, bedroom } = await openProduct()
    const [first, second] = view.images
    const [unframed, white] = view.variants
    const entries = [
      { assetId: bedroom.assetId, alt: 'The artwork' },
      { id: second?.id, alt: 'An office', variantIds: [white?.id] },
    ]
    const tried = await put(view.id, entries, {}, '?dry_run=true')
    expect(await tried.json()).toMatchObject({ dry_run: true, product: { id: view.id } })
    expect(await read(view.id)).toEqual(view)
    const after = await viewOf(await put(view.id, entries))
    expect(after.images).toMatchObject([
      { alt: 'The artwork', source_type: 'asset', position: 0 },
      { alt: 'An office', id: second?.id, position: 1 },
    ])
    expect(after.variants).toMatchObject([
      { id: unframed?.id, image_id: null },
      { id: white?.id, image_id: second?.id },
    ])
    // The picture that goes is no variant's, in the same write.
    const gone = await viewOf(await put(view.id, [{ id: after.images[0]?.id }]))
    expect(gone.variants.map(({ image_id }) => image_id)).toEqual([null, null])
    const back = await viewOf(await put(view.id, [{ mockup_id: bedroom.mockupId, alt: '' }]))
    expect(back.images).toMatchObject([{ alt: null, source_type: 'mockup' }])
    expect(first?.id).not.toBe(back.images[0]?.id)
  })

  it('are refused by name where the product or the user has them not, changing nothing', async () => {
    const { view, bedroom } = await openProduct()
    const other = await createUser()
    const theirs = await seedMockup(other, { status: 'approved', item: false })
    const open = await seedMockup(user)
    const [one, two] = view.variants
    const own = view.images[0]?.id
    const cases: [unknown, number, string][] = [
      [[{ id: bedroom.mockupId }], 404, '/0/id'],
      [[{ mockup_id: bedroom.assetId }], 404, '/0/mockup_id'],
      [[{ id: own }, { asset_id: theirs.assetId }], 404, '/1/asset_id'],
      [[{ mockup_id: open.mockupId }], 409, '/0/mockup_id'],
      [[{ id: own, variant_ids: [theirs.mockupId] }], 404, '/0/variant_ids/0'],
      [
        view.images.map(({ id }) => ({ id, variant_ids: [one?.id, two?.id] })),
        400,
        '/1/variant_ids/0',
      ],
      [[{ id: own, asset_id: bedroom.assetId }], 400, '/0/id'],
      [[{ id: own, alt: 'x'.repeat(513) }], 400, '/0/alt'],
      [Array.from({ length: 51 }, () => ({ id: own })), 400, ''],
    ]
    for (const [entries, status, pointer] of cases) {
      const { errors } = await refusalOf(await put(view.id, entries), status)
      expect(errors.map((error) => error.pointer)).toContain(pointer)
    }
    expect(await read(view.id)).toEqual(view)
    expect((await put(view.id, [], { 'if-match': '"99-x"' })).status).toBe(412)
    expect((await put(bedroom.mockupId, [])).status).toBe(404)
  })

  it('are not lost when two people set them at once', async () => {
    const { view } = await openProduct()
    const tag = (await api(user, 'GET', `/api/products/${view.id}`)).headers.get('etag') ?? ''
    const turned = view.images.toReversed().map(({ id }) => ({ id }))
    const answers = await Promise.all([
      put(view.id, turned, { 'if-match': tag }),
      put(view.id, [{ id: view.images[0]?.id }], { 'if-match': tag }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412])
    expect((await read(view.id)).version).toBe(view.version + 1)
  })
})

describe('an uploaded picture', () => {
  it('is added at the end, once for the same file, and its file goes with it', async () => {
    const { view } = await openProduct()
    const after = await viewOf(await upload(view.id, PNG_6X8), 201)
    expect(after.images[2]).toMatchObject({ alt: 'A corner of the paper', source_type: 'upload' })
    const again = await viewOf(await upload(view.id, PNG_6X8), 201)
    expect(again).toMatchObject({ version: after.version, images: { length: 3 } })
    expect(await filesOf()).toHaveLength(1)
    await viewOf(
      await put(
        view.id,
        view.images.map(({ id }) => ({ id })),
      ),
    )
    expect(await filesOf()).toEqual([])
    await upload(view.id, PNG_6X8)
    expect(await filesOf()).toHaveLength(1)
    expect((await api(user, 'DELETE', `/api/products/${view.id}`)).status).toBe(200)
    expect(await filesOf()).toEqual([])
  })

  it('keeps its file while another product, or a copy, shows it', async () => {
    const [one, other] = [await addProduct(user), await addProduct(user)]
    await viewOf(await upload(one.id, PNG_6X8), 201)
    await viewOf(await upload(other.id, PNG_6X8), 201)
    const path = `/api/products/${one.id}`
    const copy = await viewOf(await api(user, 'POST', `${path}/duplicate`), 201)
    for (const id of [one.id, other.id]) {
      expect((await api(user, 'DELETE', `/api/products/${id}`)).status).toBe(200)
    }
    const [picture] = (await read(copy.id)).images
    expect((await exports.default.fetch(picture?.src ?? '')).status).toBe(200)
    expect(await filesOf()).toHaveLength(1)
    await api(user, 'DELETE', `/api/products/${copy.id}`)
    expect(await filesOf()).toEqual([])
  })

  it('is the same under one Idempotency-Key, and is checked by its content', async () => {
    const { view } = await openProduct()
    const key = { 'idempotency-key': 'detail' }
    const first = await viewOf(await upload(view.id, JPEG_5X7, key), 201)
    const second = await upload(view.id, JPEG_5X7, key)
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    expect(await viewOf(second, 201)).toMatchObject({ version: first.version })
    expect((await upload(view.id, TEXT)).status).toBe(415)
    const empty = new FormData()
    empty.set('alt', 'Nothing')
    const refused = await refusalOf(await api(user, 'POST', pathOf(view.id), empty), 400)
    expect(refused.errors).toMatchObject([{ pointer: '/file' }])
    expect((await upload(view.id, PNG_6X8, { 'if-match': '"1-x"' })).status).toBe(412)
    expect(await filesOf()).toHaveLength(1)
  })

  it('leaves nothing that is not swept when the Worker dies before its row', async () => {
    const { view } = await openProduct()
    const dying = strikeBatches(async (call) => {
      if ((await filesOf()).length > 0) throw new Error('the Worker died')
      return call()
    })
    const ctx = contextOf(user, dying)
    const added = addImageUploads(ctx, view.id, [{ bytes: PNG_6X8 }])
    await expect(added).rejects.toThrow('the Worker died')
    expect(await read(view.id)).toEqual(view)
    expect(await filesOf()).toHaveLength(1)
    const tomorrow = Date.now() + 25 * 60 * 60_000
    for (let pages = 0; pages < 20 && (await filesOf()).length > 0; pages += 1) {
      await removeOrphans({ ...testBase(), clock: { now: () => tomorrow } })
    }
    expect(await filesOf()).toEqual([])
  })
})

describe('a newer approved picture', () => {
  it('is found for the artwork and room, and takes the place, the text and the variants', async () => {
    const { view, bedroom } = await openProduct()
    const { assetId } = bedroom
    const [first, second] = view.images
    const [, white] = view.variants
    const typed = [
      { id: first?.id, alt: 'My own text', variant_ids: [white?.id] },
      { id: second?.id },
    ]
    const before = await viewOf(await put(view.id, typed))
    expect(await findNewerPictures(user.ctx, [view.id])).toEqual([])
    await seedMockup(user, { assetId })
    await approved({ scene: 'living_room', assetId }, 1_000)
    expect(await findNewerPictures(user.ctx, [view.id])).toEqual([])
    await approved({ assetId }, 1_000)
    const newest = await approved({ assetId }, 2_000)
    const found = await findNewerPictures(user.ctx, [view.id])
    expect(found).toMatchObject([{ image_id: first?.id, source_id: newest.mockupId, position: 0 }])
    await takeNewerPictures(user.ctx, view.id)
    const after = await read(view.id)
    expect(after).toMatchObject({
      version: before.version + 1,
      images: [{ alt: 'My own text', source_id: newest.mockupId, position: 0 }, { id: second?.id }],
    })
    expect(after.variants[1]?.image_id).toBe(after.images[0]?.id)
    // Once: the same again changes nothing.
    await takeNewerPictures(user.ctx, view.id)
    expect(await read(view.id)).toEqual(after)
  })

  it('is found after the old mockup was deleted, and after one picture serves again', async () => {
    const { view, bedroom, office } = await openProduct()
    const { assetId } = bedroom
    await discardMockups(user.ctx, [bedroom.mockupId])
    await forgetDeleted(user.ctx, [bedroom.mockupId])
    const again = await approved({ assetId }, 1_000)
    const [found, ...more] = await findNewerPictures(user.ctx, [view.id])
    expect({ found: found?.source_id, more }).toEqual({ found: again.mockupId, more: [] })
    const imageId = found?.image_id
    await takeNewerPictures(user.ctx, view.id, { imageId })
    // A room that shows an older picture again is asked for later: that one is wanted now.
    await approved({ assetId, scene: 'home_office' }, 3_000)
    await takeNewerPictures(user.ctx, view.id)
    await approved({ assetId, scene: 'home_office', pictureId: office.pictureId }, 4_000)
    const reused = await findNewerPictures(user.ctx, [view.id])
    expect(reused.map(({ file_key }) => file_key)).toEqual([
      `users/${user.userId}/pictures/${office.pictureId}.1.png`,
    ])
    const stranger = await createUser()
    expect(await findNewerPictures(stranger.ctx, [view.id])).toEqual([])
  })

  it('is the present file of an artwork that was replaced, and lets the old file go', async () => {
    const { asset } = z
      .object({ asset: z.object({ id: z.string() }) })
      .parse(await (await uploadArtwork(user, PNG_6X8)).json())
    const { id } = await addProduct(user, { imageIds: [asset.id] })
    const before = await filesOf()
    await replaceFile(user.ctx, asset.id, JPEG_5X7)
    expect(await filesOf()).toHaveLength(2)
    expect(await findNewerPictures(user.ctx, [id])).toMatchObject([{ source_id: asset.id }])
    await takeNewerPictures(user.ctx, id)
    const after = await filesOf()
    expect({ length: after.length, same: after[0] === before[0] }).toEqual({
      length: 1,
      same: false,
    })
    expect(await findNewerPictures(user.ctx, [id])).toEqual([])
  })

  it('is refused for a version that has moved on, and taken once by two at once', async () => {
    const { view, bedroom } = await openProduct()
    await approved({ assetId: bedroom.assetId }, 1_000)
    const stale = takeNewerPictures(user.ctx, view.id, { version: view.version - 1 })
    await expect(stale).rejects.toMatchObject({ code: 'precondition_failed' })
    await Promise.all([takeNewerPictures(user.ctx, view.id), takeNewerPictures(user.ctx, view.id)])
    expect((await read(view.id)).version).toBe(view.version + 1)
  })
})

describe('the picture of a variant', () => {
  it('is shown by the shop, and taken off where it was ours', async () => {
    const shop = await connectShop(user)
    const added = await addProduct(user, { variants: FRAMES })
    const view = await viewOf(await upload(added.id, PNG_6X8), 201)
    const [own] = view.images
    const [, white] = view.variants
    const shown = [{ id: own?.id, variant_ids: [white?.id] }]
    await viewOf(await put(view.id, shown))
    await publishNow(user, view.id)
    const [atShop] = await productsAtShop(shop)
    const [medium] = atShop?.media ?? []
    expect(medium?.alt).toBe('A corner of the paper')
    expect(atShop?.variants.map(({ media }) => media)).toEqual([null, medium?.gid])
    await viewOf(await put(view.id, [{ id: own?.id, variant_ids: [] }]))
    await publishNow(user, view.id)
    const [after] = await productsAtShop(shop)
    expect(after?.variants.map(({ media }) => media)).toEqual([null, null])
    expect(after?.media.map(({ gid }) => gid)).toEqual([medium?.gid])
  })
})
