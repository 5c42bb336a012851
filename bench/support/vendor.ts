import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'

const HOST = '127.0.0.1'
const LABEL = /"export_label":"([^"]+)"|name="export_label"\r\n\r\n([^\r]+)/
const SMART_OBJECTS: Record<string, string> = {
  dm_bedroom_001: 'artwork_frame',
  dm_therapy_001: 'wall_art',
  dm_living_001: 'frame_display',
  dm_reading_001: 'small_frame',
  dm_office_001: 'desk_frame',
}

export type VendorOptions = {
  /** How long renders take: evenly spread, and for the nth call always the same. */
  latency: { leastMs: number; mostMs: number }
  /** What a render gives. */
  picture?: { width: number; height: number; isNoise?: boolean }
}

type VendorCall = { label: string; lastsMs: number; atMs: number }

/**
 * Dynamic Mockups as far as a render needs it, at next to no cost: one picture for everything, and
 * latencies from a seed. What is measured against it is the hub.
 */
export async function startVendor({ latency, picture = SMALL_PICTURE }: VendorOptions) {
  const bytes = await draw(picture)
  const calls: VendorCall[] = []
  const render = async (request: IncomingMessage, response: ServerResponse) => {
    const atMs = performance.now()
    const [, ofJson, ofForm] = LABEL.exec(await readText(request)) ?? []
    const lastsMs = latency.leastMs + chance(calls.length) * (latency.mostMs - latency.leastMs)
    const label = ofJson ?? ofForm ?? ''
    calls.push({ label, lastsMs, atMs })
    await sleep(Math.max(0, atMs + lastsMs - performance.now()))
    sendJson(response, { export_label: label, export_path: `${url()}/results/${label}.png` })
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://vendor')
    // Whoever asks may be killed while it does.
    if (pathname === '/api/renders') {
      return void render(request, response).catch(() => response.destroy())
    }
    if (pathname.startsWith('/api/mockup/')) {
      return sendJson(response, describe(pathname.slice('/api/mockup/'.length)))
    }
    if (pathname.startsWith('/results/')) {
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': bytes.length })
      return response.end(bytes)
    }
    response.writeHead(404).end()
  })
  server.keepAliveTimeout = 180_000
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve))
  const url = () => {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The vendor has no port')
    return `http://${HOST}:${address.port}`
  }
  return {
    calls,
    bytes: bytes.length,
    variables: {
      DYNAMIC_MOCKUPS_API_KEY: 'bench_vendor_key',
      DYNAMIC_MOCKUPS_API_URL: `${url()}/api`,
      OUTBOUND_HOSTS: new URL(url()).host,
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const SMALL_PICTURE = { width: 800, height: 1000 }

async function draw({ width, height, isNoise }: NonNullable<VendorOptions['picture']>) {
  const create = { width, height, channels: 3 as const, background: { r: 180, g: 160, b: 140 } }
  const noise = isNoise ? { noise: { type: 'gaussian' as const, mean: 128, sigma: 60 } } : {}
  return sharp({ create: { ...create, ...noise } })
    .png({ compressionLevel: isNoise ? 0 : 6 })
    .toBuffer()
}

function describe(uuid: string) {
  const name = SMART_OBJECTS[uuid] ?? 'artwork'
  const smartObject = { uuid: `${uuid}_${name}`, name, size: { width: 800, height: 1000 } }
  return { uuid, name: uuid, smart_objects: [smartObject], text_layers: [], collections: [] }
}

/** The same for the same n: between 0 and 1. */
function chance(n: number): number {
  return createHash('sha256').update(`bench ${n}`).digest().readUInt32BE(0) / 2 ** 32
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('latin1')
}

function sendJson(response: ServerResponse, data: unknown): void {
  const text = JSON.stringify({ data, success: true, message: '' })
  response.writeHead(200, { 'content-type': 'application/json' }).end(text)
}
