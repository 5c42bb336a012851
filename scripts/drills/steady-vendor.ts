import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import sharp from 'sharp'
import * as z from 'zod'

const QUICKEST_MS = 300
const SLOWEST_MS = 1_500
const RESULT_WIDTH_PX = 2_000
/** The smart object of each template, as the system's scenes name it. */
const TEMPLATES: Record<string, string> = {
  dm_bedroom_001: 'artwork_frame',
  dm_therapy_001: 'wall_art',
  dm_living_001: 'frame_display',
  dm_reading_001: 'small_frame',
  dm_office_001: 'desk_frame',
}

/** Answers as Dynamic Mockups does, each render after a time that its number decides. */
export async function startSteadyVendor() {
  const result = await sharp({
    create: {
      width: RESULT_WIDTH_PX,
      height: RESULT_WIDTH_PX,
      channels: 3,
      background: { r: 200, g: 190, b: 180 },
    },
  })
    .png()
    .toBuffer()
  let calls = 0
  let busyMs = 0
  let atOnce = 0
  let mostAtOnce = 0
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://vendor').pathname
    if (path.startsWith('/results/')) {
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': result.length })
      response.end(result)
      return
    }
    if (request.method !== 'POST') return answer(response, { data: describe(path) })
    atOnce += 1
    mostAtOnce = Math.max(mostAtOnce, atOnce)
    const number = calls++
    const takesMs = timeOf(number)
    busyMs += takesMs
    setTimeout(() => {
      atOnce -= 1
      const export_path = `${origin}/results/${number}.png`
      answer(response, { success: true, message: '', data: { export_path } })
    }, takesMs)
    request.resume()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = z.object({ port: z.int() }).parse(server.address())
  const origin = `http://127.0.0.1:${port}`
  return {
    vars: { DYNAMIC_MOCKUPS_API_URL: `${origin}/api/v1`, OUTBOUND_HOSTS: `127.0.0.1:${port}` },
    seen: () => ({ calls, busyMs, mostAtOnce }),
    clear() {
      calls = 0
      busyMs = 0
      mostAtOnce = 0
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Evenly spread, the same for a number each time (mulberry32). */
function timeOf(number: number): number {
  let x = (number + 1) * 0x6d2b79f5
  x = Math.imul(x ^ (x >>> 15), x | 1)
  x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
  const share = ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  return QUICKEST_MS + share * (SLOWEST_MS - QUICKEST_MS)
}

function describe(path: string): unknown {
  const uuid = path.split('/').at(-1) ?? ''
  const name = TEMPLATES[uuid]
  if (!name) return []
  const smart_objects = [{ uuid: `${uuid}-${name}`, name, size: { width: 800, height: 1_000 } }]
  return { uuid, name: uuid, smart_objects }
}

function answer(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
