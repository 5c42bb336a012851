import { afterAll, beforeAll, expect, it } from 'vitest'
import { openVendor, paint, type Vendor } from './vendor-for-tests.ts'

let vendor: Vendor
beforeAll(async () => {
  vendor = await openVendor()
})
afterAll(() => vendor.sandbox.close())

const uuid = 'so_bedroom_artwork_frame'
const layers = (asset: unknown) => ({
  mockup_uuid: 'dm_bedroom_001',
  smart_objects: [{ uuid, asset }],
})
const url = 'http://127.0.0.1:1/art.png'

it.each([
  ['nothing', {}, 'mockup_uuid'],
  ['no smart objects', { mockup_uuid: 'dm_bedroom_001', smart_objects: [] }, 'smart_objects'],
  ['a bare string as asset', layers(url), 'smart_objects.0.asset'],
  ['neither url nor file', layers({ fit: 'cover' }), 'smart_objects.0.asset.url'],
  ['an unknown fit', layers({ url, fit: 'fill' }), 'smart_objects.0.asset.fit'],
  [
    'fit together with a size',
    layers({ url, fit: 'cover', size: { width: 10, height: 10 } }),
    'smart_objects.0.asset.fit',
  ],
  [
    'a smart object by its name',
    { ...layers({ url }), smart_objects: [{ uuid: 'artwork_frame', asset: { url } }] },
    'smart_objects.0.uuid',
  ],
  ['an asset that cannot be fetched', layers({ url }), 'smart_objects.0.asset.url'],
  [
    'an unknown format',
    { ...layers({ url }), export_options: { image_format: 'gif' } },
    'export_options.image_format',
  ],
])('answers 422 and names the field for %s', async (_name, body, field) => {
  const answer = await vendor.renderJson(body)
  const { message, errors } = await vendor.read(answer)
  expect(answer.status).toBe(422)
  expect(Object.keys(errors ?? {})).toContain(field)
  expect(message).not.toBe('')
})

it('refuses a file that is no picture, and an unknown mockup, for free', async () => {
  const text = await vendor.render({ 'smart_objects[0][asset][file]': new Blob(['hello']) })
  expect(text.status).toBe(422)
  const unknown = await vendor.render({
    mockup_uuid: 'nowhere',
    'smart_objects[0][asset][file]': new Blob([new Uint8Array(await paint(10, 10, 'red'))]),
  })
  expect(unknown.status).toBe(404)
  expect((await vendor.read(unknown)).message).toContain('No query results for model')
  expect((await vendor.report()).charged).toBe(0)
})

it('answers 422 for a file above 20 MB', async () => {
  const file = new Blob([new Uint8Array(20 * 1024 * 1024 + 1)])
  const answer = await vendor.render({ 'smart_objects[0][asset][file]': file })
  expect(answer.status).toBe(422)
  expect((await vendor.read(answer)).message).toContain('20480 kilobytes')
})

it('wants a key and an Accept header', async () => {
  const accept = { accept: 'application/json' }
  expect((await vendor.call('/catalogs', { headers: accept })).status).toBe(401)
  const wrong = await vendor.call('/catalogs', { headers: { ...accept, 'x-api-key': 'real_key' } })
  expect(await vendor.read(wrong)).toEqual({ message: 'Unauthenticated.' })
  expect((await vendor.call('/catalogs', { headers: { 'x-api-key': vendor.key } })).status).toBe(
    406,
  )
})

it('gives one mockup at the singular path only', async () => {
  expect((await vendor.call('/mockup/dm_living_001')).status).toBe(200)
  expect((await vendor.call('/mockups/dm_living_001')).status).toBe(404)
  expect((await vendor.call('/mockup/dm_nowhere_001')).status).toBe(404)
})

it('lists five mockups whose smart objects have uuids of their own', async () => {
  const { data } = await vendor.read(await vendor.call('/mockups?include_all_catalogs=true'))
  expect(data).toHaveLength(5)
  expect(data).toContainEqual(
    expect.objectContaining({
      uuid: 'dm_office_001',
      smart_objects: [
        expect.objectContaining({ uuid: 'so_office_desk_frame', name: 'desk_frame' }),
      ],
    }),
  )
})

it('answers 429 with Retry-After above 300 calls a minute, for that key alone', async () => {
  const busy = { accept: 'application/json', 'x-api-key': 'sandbox_busy' }
  const statuses: number[] = []
  for (let index = 0; index < 300; index += 1)
    statuses.push((await vendor.call('/catalogs', { headers: busy })).status)
  expect(new Set(statuses)).toEqual(new Set([200]))
  const refused = await vendor.call('/catalogs', { headers: busy })
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.headers.get('x-ratelimit-limit')).toBe('300')
  expect((await vendor.call('/catalogs')).status).toBe(200)
})
