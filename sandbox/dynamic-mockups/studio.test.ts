import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { rooms } from './rooms.ts'
import { STUDIO_KEY } from './templates.ts'
import { openVendor, paint, type Vendor } from './vendor-for-tests.ts'

const entry = z.object({
  uuid: z.string(),
  name: z.string(),
  thumbnail: z.url().nullable(),
  smart_objects: z.array(
    z.object({
      uuid: z.string(),
      name: z.string(),
      size: z.object({ width: z.number(), height: z.number() }).nullable(),
    }),
  ),
  collections: z.array(z.object({ uuid: z.string(), name: z.string() })).nullable(),
})
type Entry = z.infer<typeof entry>

const KEY = `${STUDIO_KEY}_tests`
const headers = { 'x-api-key': KEY, accept: 'application/json' }

let vendor: Vendor
let all: Entry[]
let entries: number
beforeAll(async () => {
  vendor = await openVendor()
  const listed = await list('?include_all_catalogs=true')
  entries = listed.length
  all = readable(listed)
})
afterAll(() => vendor.sandbox.close())

async function list(query: string): Promise<unknown[]> {
  const { data } = await vendor.read(await vendor.call(`/mockups${query}`, { headers }))
  return z.array(z.unknown()).parse(data)
}

const readable = (listed: unknown[]) => listed.flatMap((one) => entry.safeParse(one).data ?? [])

const named = (name: string): Entry => {
  const found = all.find((one) => one.name === name)
  if (!found) throw new Error(`no template ${name}`)
  return found
}

const open = (uuid: string) => vendor.call(`/mockup/${uuid}`, { headers })

const render = (uuid: string, smartObject: string | undefined, file: Blob) =>
  vendor.render(
    {
      mockup_uuid: uuid,
      'smart_objects[0][uuid]': smartObject ?? '',
      'smart_objects[0][asset][file]': file,
    },
    KEY,
  )

const red = async () => {
  const bytes = new Uint8Array(await paint(40, 40, 'rgb(200, 0, 0)'))
  return new Blob([bytes], { type: 'image/png' })
}

it('has 200 templates, none of them the system’s, and entries that cannot be read', () => {
  expect(all).toHaveLength(200)
  expect(entries).toBe(203)
  expect(new Set(all.map(({ uuid }) => uuid)).size).toBe(200)
  const system = new Set(rooms.map(({ uuid }) => uuid))
  expect(all.filter(({ uuid }) => system.has(uuid))).toEqual([])
})

it('lists its default catalogue alone unless asked for all', async () => {
  expect(readable(await list(''))).toHaveLength(50)
  expect(readable(await list('?catalog_uuid=catalog-studio-archive'))).toHaveLength(150)
})

it('has several collections, and templates of none', async () => {
  const { data } = await vendor.read(await vendor.call('/collections', { headers }))
  expect(data).toHaveLength(4)
  expect(all.some(({ collections }) => collections === null)).toBe(true)
  expect(
    readable(await list('?include_all_catalogs=true&collection_uuid=collection-wood')),
  ).toHaveLength(50)
})

it('has several smart objects, two of one name, and sizes that are missing', () => {
  const names = (name: string) => named(name).smart_objects.map((one) => one.name)
  expect(names('Bedroom, oak, square')).toEqual(['Artwork'])
  expect(names('Bedroom, walnut, square')).toEqual(['Artwork', 'Wall colour', 'Bedding'])
  expect(names('Bedroom, brass, square')).toEqual(['Print', 'Print'])
  expect(named('Bedroom, clips, square').smart_objects[0]?.size).toBeNull()
})

it('shows pictures of some, none of others, and links that have died', async () => {
  const status = async (name: string) => {
    const { thumbnail } = named(name)
    return thumbnail && (await fetch(thumbnail)).status
  }
  expect(await status('Bedroom, oak, square')).toBe(200)
  expect(await status('Bedroom, canvas, square')).toBeNull()
  expect(await status('Bedroom, clips, square')).toBe(404)
})

it('lists one that is gone when it is opened or rendered, for free', async () => {
  const { uuid, smart_objects } = named('Home Office, hanger, panorama')
  expect((await open(uuid)).status).toBe(404)
  expect((await render(uuid, smart_objects[0]?.uuid, await red())).status).toBe(404)
  expect((await vendor.report(KEY)).charged).toBe(0)
})

it('hangs the artwork in the smart object’s own shape', async () => {
  const { uuid, smart_objects } = named('Bedroom, oak, panorama')
  const picture = await vendor.picture(await render(uuid, smart_objects[0]?.uuid, await red()))
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true })
  const opening = rooms[0]?.opening ?? { x: 0, y: 0, width: 0, height: 0 }
  const isRed = (down: number): boolean => {
    const scale = info.width / 2000
    const x = Math.round((opening.x + opening.width / 2) * scale)
    const y = Math.round((opening.y + opening.height * down) * scale)
    const [r = 0, g = 0] = data.subarray((y * info.width + x) * info.channels)
    return r > 120 && g < 110
  }
  expect([isRed(0.5), isRed(0.1), isRed(0.9)]).toEqual([true, false, false])
})

it('takes a template away from one key, names its objects otherwise, and gives it back', async () => {
  const other = `${STUDIO_KEY}_other`
  const { uuid } = named('Bedroom, oak, square')
  const change = (what: string) =>
    vendor.control('/dynamic-mockups/templates', { key: KEY, uuid, change: what })
  const statusFor = async (key: string) =>
    (await vendor.call(`/mockup/${uuid}`, { headers: { ...headers, 'x-api-key': key } })).status
  await change('gone')
  expect([await statusFor(KEY), await statusFor(other)]).toEqual([404, 200])
  expect(readable(await list('?include_all_catalogs=true'))).toHaveLength(199)
  await change('renamed')
  const { data } = await vendor.read(await open(uuid))
  expect(entry.parse(data).smart_objects[0]?.name).toBe('Artwork (new)')
  await change('none')
  expect(await statusFor(KEY)).toBe(200)
  expect((await change('sold')).status).toBe(400)
})
