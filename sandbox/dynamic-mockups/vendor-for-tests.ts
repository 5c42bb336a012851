import sharp from 'sharp'
import * as z from 'zod'
import { startSandbox } from '../server.ts'

const answerSchema = z.object({
  message: z.string(),
  success: z.boolean().optional(),
  errors: z.record(z.string(), z.array(z.string())).optional(),
  data: z.unknown().optional(),
})
const renderedSchema = z.object({
  data: z.object({ export_label: z.string().nullable(), export_path: z.url() }),
})
const reportSchema = z.object({
  charged: z.int(),
  renders: z.array(
    z.object({
      export_label: z.string().nullable(),
      mockup_uuid: z.string().nullable(),
      charged: z.int(),
      status: z.string(),
      at: z.iso.datetime(),
    }),
  ),
})

export const paint = (width: number, height: number, background: string): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()

type Fields = Record<string, string | Blob>

/** A sandbox of its own with one key, whose renders take no longer than they must. */
export const openVendor = async (stateDir?: string) => {
  const sandbox = await startSandbox({ port: 0, stateDir })
  const key = `sandbox_${crypto.randomUUID()}`
  const headers = { 'x-api-key': key, accept: 'application/json' }

  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${sandbox.url}/dynamic-mockups/api/v1${path}`, { headers, ...init })
  const control = async (path: string, body: unknown) =>
    fetch(`${sandbox.url}/__sandbox${path}`, { method: 'POST', body: JSON.stringify(body) })

  await control('/dynamic-mockups/latency', { min_ms: 0, max_ms: 0 })

  const form = (fields: Fields): FormData => {
    const body = new FormData()
    const all: Fields = {
      mockup_uuid: 'dm_bedroom_001',
      'smart_objects[0][uuid]': 'so_bedroom_artwork_frame',
      'export_options[image_format]': 'png',
      'export_options[image_size]': '400',
      'export_options[mode]': 'view',
      ...fields,
    }
    for (const [name, value] of Object.entries(all)) body.set(name, value)
    return body
  }

  return {
    sandbox,
    key,
    headers,
    call,
    control,
    read: async (answer: Response) => answerSchema.parse(await answer.json()),
    fault: (fault: object) => control('/faults', { vendor: 'dynamic_mockups', key, ...fault }),
    render: (fields: Fields, ofKey = key) =>
      call('/renders', {
        method: 'POST',
        headers: { ...headers, 'x-api-key': ofKey },
        body: form(fields),
      }),
    renderJson: (body: unknown) =>
      call('/renders', {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async picture(answer: Response): Promise<Buffer> {
      const { data } = renderedSchema.parse(await answer.json())
      return Buffer.from(await (await fetch(data.export_path)).arrayBuffer())
    },
    async link(answer: Response): Promise<string> {
      return renderedSchema.parse(await answer.json()).data.export_path
    },
    async report(ofKey = key) {
      const answer = await fetch(`${sandbox.url}/__sandbox/dynamic-mockups/renders?key=${ofKey}`)
      return reportSchema.parse(await answer.json())
    },
  }
}

export type Vendor = Awaited<ReturnType<typeof openVendor>>
