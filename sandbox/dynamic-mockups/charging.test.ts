import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { openVendor, paint, type Vendor } from './vendor-for-tests.ts'

let artwork: Blob
const opened: Vendor[] = []
beforeAll(async () => {
  artwork = new Blob([new Uint8Array(await paint(40, 50, 'red'))], { type: 'image/png' })
})
afterAll(async () => {
  for (const vendor of opened) await vendor.sandbox.close()
})

const open = async (stateDir?: string) => {
  const vendor = await openVendor(stateDir)
  opened.push(vendor)
  const render = (label: string) =>
    vendor.render({ 'smart_objects[0][asset][file]': artwork, export_label: label })
  return { ...vendor, render }
}

it('charges one credit for a picture and echoes its label', async () => {
  const vendor = await open()
  const { data } = await vendor.read(await vendor.render('mine'))
  expect(data).toMatchObject({ export_label: 'mine' })
  expect(await vendor.report()).toMatchObject({
    charged: 1,
    renders: [
      { export_label: 'mine', mockup_uuid: 'dm_bedroom_001', charged: 1, status: 'success' },
    ],
  })
  expect((await vendor.report('sandbox_other')).charged).toBe(0)
})

it('refuses the render after the last credit, also when two ask at once', async () => {
  const vendor = await open()
  await vendor.control('/dynamic-mockups/credits', { key: vendor.key, credits: 1 })
  const answers = await Promise.all([vendor.render('a'), vendor.render('b')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403])
  expect(await vendor.read(await vendor.render('c'))).toEqual({ message: 'Insufficient credits' })
  expect((await vendor.report()).charged).toBe(1)
})

it('charges for an answer that is lost on the way', async () => {
  const vendor = await open()
  await vendor.fault({ kind: 'lost_response', times: 1 })
  await expect(vendor.render('lost')).rejects.toThrow('fetch failed')
  expect((await vendor.report()).charged).toBe(1)
})

it.each([[{ kind: 'reset' }], [{ kind: 'timeout' }]])(
  'charges nothing when the connection ends before any work: %j',
  async (fault) => {
    const vendor = await open()
    await vendor.fault({ ...fault, times: 1 })
    const body = new FormData()
    body.set('export_label', 'cut')
    const signal = AbortSignal.timeout(300)
    await expect(vendor.call('/renders', { method: 'POST', body, signal })).rejects.toThrow()
    expect(await vendor.report()).toMatchObject({
      charged: 0,
      renders: [{ export_label: 'cut', status: 'failed' }],
    })
  },
)

it('answers an injected status with its own JSON, free of charge', async () => {
  const vendor = await open()
  await vendor.fault({ kind: 'status', value: 500, times: 1 })
  const answer = await vendor.render('a')
  expect([answer.status, await vendor.read(answer)]).toEqual([500, { message: 'Server Error' }])
  expect((await vendor.report()).charged).toBe(0)
})

it('fails the same label twice on every third, and lets its third try pass', async () => {
  const vendor = await open()
  await vendor.fault({ kind: 'status', value: 503, every: 3, consecutive: 2 })
  const statuses: number[] = []
  for (const label of ['a', 'b', 'c', 'c', 'c']) statuses.push((await vendor.render(label)).status)
  expect(statuses).toEqual([200, 200, 503, 503, 200])
  expect((await vendor.report()).charged).toBe(3)
})

it('says when to try again under a rate limit', async () => {
  const vendor = await open()
  await vendor.fault({ kind: 'rate_limit', value: 7, times: 1 })
  const answer = await vendor.render('a')
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7'])
})

it('can damage the result as the network would', async () => {
  const vendor = await open()
  await vendor.fault({ kind: 'bad_result', value: 'expired_link', times: 1 })
  expect((await fetch(await vendor.link(await vendor.render('old')))).status).toBe(403)
  await vendor.fault({ kind: 'bad_result', value: 'truncated', times: 1 })
  const cut = await fetch(await vendor.link(await vendor.render('cut')))
  await expect(cut.arrayBuffer()).rejects.toThrow()
  await vendor.fault({ kind: 'bad_result', value: 'success_false', times: 1 })
  expect(await vendor.read(await vendor.render('no'))).toMatchObject({ success: false })
})

it('renders a batch, item by item, charging for what succeeds', async () => {
  const vendor = await open()
  const picture = await vendor.link(await vendor.render('source'))
  const item = (mockup_uuid: string) => ({
    mockup_uuid,
    smart_objects: [{ uuid: 'so_bedroom_artwork_frame', asset: { url: picture } }],
  })
  const answer = await vendor.call('/renders/batch', {
    method: 'POST',
    headers: { ...vendor.headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      renders: [item('dm_bedroom_001'), item('dm_nowhere_001')],
      export_options: { image_format: 'png', image_size: 200 },
    }),
  })
  const { data } = await vendor.read(answer)
  expect(data).toMatchObject({ total_renders: 2, successful_renders: 1, failed_renders: 1 })
  expect((await vendor.report()).charged).toBe(2)
})

it('remembers renders, charges and pictures after a restart', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'sandbox-state-'))
  const before = await openVendor(stateDir)
  const answer = await before.render({ 'smart_objects[0][asset][file]': artwork })
  const link = new URL(await before.link(answer))
  await before.sandbox.close()
  const after = await open(stateDir)
  expect(await after.report(before.key)).toMatchObject({ charged: 1, renders: [{ charged: 1 }] })
  expect((await fetch(`${after.sandbox.url}${link.pathname}`)).status).toBe(200)
})

it('resets one key and leaves the others', async () => {
  const vendor = await open()
  await vendor.render('a')
  await fetch(`${vendor.sandbox.url}/__sandbox/state?key=sandbox_other`, { method: 'DELETE' })
  expect((await vendor.report()).charged).toBe(1)
  await fetch(`${vendor.sandbox.url}/__sandbox/state?key=${vendor.key}`, { method: 'DELETE' })
  expect((await vendor.report()).charged).toBe(0)
})

it('shows a page with what was rendered', async () => {
  const vendor = await open()
  await vendor.render('on the page')
  const page = await fetch(`${vendor.sandbox.url}/__sandbox`)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('on the page')])
})

it('explains a fault that is not one', async () => {
  const vendor = await open()
  const answer = await vendor.fault({ kind: 'explode' })
  const { details } = z.object({ details: z.array(z.unknown()) }).parse(await answer.json())
  expect([answer.status, details.length]).toEqual([400, 1])
})
