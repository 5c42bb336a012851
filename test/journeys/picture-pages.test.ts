import { beforeEach, describe, expect, it } from 'vitest'
import { discardMockups } from '../../src/domain/mockups/delete-mockups.ts'
import { forgetDeleted } from '../../src/domain/mockups/forget-deleted.ts'
import { createProduct } from '../../src/domain/products/create-product.ts'
import { getProduct } from '../../src/domain/products/get-product.ts'
import { newProduct } from '../../src/domain/products/schemas.ts'
import { updateProduct } from '../../src/domain/products/update-product.ts'
import { decideMockups } from '../../src/domain/review/decide-mockups.ts'
import type { Browser } from '../support/worker/browser.ts'
import { hiddenValue } from '../support/worker/hidden-value.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { textOf, toastOf } from '../support/worker/page-text.ts'
import { PNG_6X8, TEXT } from '../support/worker/pictures.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

let browser: Browser
let person: Person
beforeEach(async () => {
  const opened = await openPerson()
  browser = opened.browser
  person = opened.person
})

const approved = (more: Parameters<typeof seedMockup>[1] = {}, afterMs = 0) => {
  const ctx = { ...person.ctx, clock: { now: () => Date.now() + afterMs } }
  return seedMockup({ ...person, ctx }, { status: 'approved', item: false, ...more })
}

async function openProduct() {
  const bedroom = await approved()
  const { assetId } = bedroom
  const office = await approved({ scene: 'home_office', assetId })
  const nook = await approved({ scene: 'reading_nook', assetId })
  const product = await createProduct(
    person.ctx,
    newProduct.parse({
      title: 'Rest',
      assetId,
      variants: [{ size: '8x10' }, { size: '8x10', frame_style: 'white' }],
      imageIds: [bedroom.mockupId, office.mockupId, nook.mockupId],
    }),
  )
  const [first, second, third] = product.images.map(({ id }) => id)
  const ids = [first ?? '', second ?? '', third ?? '']
  const path = `/products/${product.id}/pictures`
  return { id: product.id, path, ids, assetId, bedroom, office, version: product.version }
}

async function page(path: string): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(200)
  return answer.text()
}

/** Posts the form as a browser without a script does. */
async function post(path: string, fields: Record<string, string>, file?: Uint8Array<ArrayBuffer>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  if (file) form.set('file', new File([file], 'detail.png'))
  const answer = await browser.post(path, form)
  return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() }
}

const namesIn = (html: string) =>
  [...html.matchAll(/data-name="([^"]*)"/g)].map(([, name]) => name ?? '')
const imagesOf = async (id: string) =>
  (await getProduct(person.ctx, id)).images.map(({ scene, alt }) => [scene, alt])

describe('the page of a product’s pictures', () => {
  it('moves, removes and adds by buttons without a script, and saves nothing until it is said', async () => {
    const { id, path, ids, assetId, version } = await openProduct()
    const [a = '', b = '', c = ''] = ids
    const html = await page(path)
    expect(namesIn(html)).toEqual(['Bedroom', 'Home Office', 'Reading Nook'])
    expect(hiddenValue(html, 'order')).toBe(ids.join(','))
    const typed = { version: String(version), order: ids.join(','), [`alt:${a}`]: 'Typed text' }
    const moves: [Record<string, string>, string[]][] = [
      [{ move: `down:${a}` }, ['Home Office', 'Bedroom', 'Reading Nook']],
      [{ move: `first:${c}` }, ['Reading Nook', 'Bedroom', 'Home Office']],
      [{ move: `up:${a}` }, ['Bedroom', 'Home Office', 'Reading Nook']],
      [{ remove: b }, ['Bedroom', 'Reading Nook']],
      [{ arrange: 'add', [`add:${assetId}`]: 'true' }, [...namesIn(html), 'Artwork']],
    ]
    for (const [pressed, names] of moves) {
      const shown = await post(path, { ...typed, ...pressed })
      expect({ status: shown.status, names: namesIn(shown.html) }).toEqual({ status: 200, names })
      expect(shown.html).toContain('Typed text')
    }
    expect((await getProduct(person.ctx, id)).version).toBe(version)
    const order = [c, a, assetId].join(',')
    const saved = await post(path, { ...typed, order, 'shows:white': a })
    expect(saved).toMatchObject({ status: 303, to: `/products/${id}` })
    expect(await imagesOf(id)).toEqual([
      ['reading_nook', 'You are allowed to rest, framed print in a reading nook'],
      ['bedroom', 'Typed text'],
      [null, null],
    ])
    const { variants, images } = await getProduct(person.ctx, id)
    expect(variants.map(({ image_id }) => image_id)).toEqual([null, images[1]?.id])
    const after = await page(`/products/${id}`)
    expect(toastOf(after)).toContain('Saved the pictures of Rest.')
    expect(textOf(after)).toContain('2. Bedroom White frame')
  })

  it('takes a file along with everything else, and keeps what was typed where it is refused', async () => {
    const { id, path, ids, version } = await openProduct()
    const [a = ''] = ids
    const typed = { version: String(version), order: ids.toReversed().join(',') }
    const fields = { ...typed, [`alt:${a}`]: 'Typed text' }
    const refused = await post(path, fields, TEXT)
    expect(refused.status).toBe(415)
    expect(refused.html).toContain('not a PNG, JPEG or WebP')
    expect(refused.html).toContain('Typed text')
    expect(namesIn(refused.html)).toEqual(['Reading Nook', 'Home Office', 'Bedroom'])
    const long = await post(path, { ...fields, [`alt:${a}`]: 'x'.repeat(513) }, PNG_6X8)
    expect(long.status).toBe(400)
    expect(long.html).toContain('Choose the files again')
    expect(long.html).toContain('Enter up to 512 characters')
    expect(await imagesOf(id)).toHaveLength(3)
    expect((await post(path, fields, PNG_6X8)).status).toBe(303)
    const { images } = await getProduct(person.ctx, id)
    expect(images.map(({ source_type }) => source_type)).toEqual([
      ...['mockup', 'mockup', 'mockup'],
      'upload',
    ])
    expect(namesIn(await page(path))).toEqual(['Reading Nook', 'Home Office', 'Bedroom', 'Upload'])
  })

  it('shows both where somebody else saved first, and saves on top when it is meant', async () => {
    const { id, path, ids, version } = await openProduct()
    const [a = '', b = '', c = ''] = ids
    await updateProduct(person.ctx, id, { image_ids: [b, a] })
    const fields = { order: [a, b, c].join(','), [`alt:${b}`]: 'Mine' }
    const stale = await post(path, { ...fields, version: String(version) })
    expect(stale.status).toBe(412)
    expect(stale.html).toContain('data-conflict="changed"')
    expect(textOf(stale.html)).toContain('1. Home Office; 2. Bedroom')
    expect(stale.html).toContain('Mine')
    const seen = hiddenValue(stale.html, 'version')
    const order = hiddenValue(stale.html, 'order')
    expect((await post(path, { ...fields, order, version: seen })).status).toBe(303)
    expect(await imagesOf(id)).toMatchObject([
      ['bedroom', expect.anything()],
      ['home_office', 'Mine'],
    ])
  })

  it('is nobody else’s', async () => {
    const { path } = await openProduct()
    const other = (await openPerson()).browser
    expect((await other.get(path)).status).toBe(404)
    const fields = new FormData()
    fields.set('order', '')
    expect((await other.post(path, fields)).status).toBe(404)
    expect((await other.post(`${path}/newer`, {})).status).toBe(404)
  })
})

describe('a product says of its pictures', () => {
  it('that newer ones are there, and takes one or all in one press', async () => {
    const { id, path, assetId } = await openProduct()
    await approved({ assetId }, 1_000)
    expect(textOf(await page(`/products/${id}`))).toContain(
      'A newer approved picture of Bedroom is available',
    )
    await approved({ assetId, scene: 'home_office' }, 1_000)
    const html = await page(path)
    expect(textOf(html)).toContain('2 newer approved pictures are available')
    const [, image = ''] = /name="image" value="([^"]*)"/.exec(html) ?? []
    const one = await browser.post(`${path}/newer`, { image, back: 'pictures' })
    expect(one.headers.get('location')).toBe(path)
    expect(toastOf(await page(path))).toContain('Rest now shows 1 newer picture.')
    const all = await browser.post(`${path}/newer`, {})
    expect(all.headers.get('location')).toBe(`/products/${id}`)
    expect(await page(`/products/${id}`)).not.toContain('newer-picture')
    await browser.post(`${path}/newer`, {})
    expect(toastOf(await page(path))).toContain('the newest already')
  })

  it('that one was rejected, or its mockup deleted, before it is published', async () => {
    const { id, path, bedroom, office } = await openProduct()
    await decideMockups(person.ctx, [bedroom.mockupId], 'rejected')
    await discardMockups(person.ctx, [office.mockupId])
    await forgetDeleted(person.ctx, [office.mockupId])
    for (const where of [`/products/${id}`, path]) {
      const text = textOf(await page(where))
      expect(text).toContain('1. Bedroom. It cannot be published until')
      expect(text).toContain('The mockup of a picture was deleted 2. Home Office.')
    }
    expect(textOf(await page(path))).toContain('Rejected')
  })
})
