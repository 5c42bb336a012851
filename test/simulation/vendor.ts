import type { Chaos } from './chaos.ts'
import { bytesOfFile } from './globals.ts'
import { pictureOf, shownBy } from './pictures.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'
import { InjectedFault } from './violation.ts'

export const VENDOR_URL = 'https://app.dynamicmockups.com/api/v1'
export const RESULT_HOST = 'app-dynamicmockups-psd-engine-production.s3.eu-central-1.amazonaws.com'

const LINK_LIFE_MS = 24 * 60 * 60_000
/** The smart object of each template, as the system's scenes name it. */
const TEMPLATES: Record<string, string> = {
  dm_bedroom_001: 'artwork_frame',
  dm_therapy_001: 'wall_art',
  dm_living_001: 'frame_display',
  dm_reading_001: 'small_frame',
  dm_office_001: 'desk_frame',
}

export type VendorCall = {
  key: string
  label: string
  /** Everything that decides how the picture looks. */
  fingerprint: string
  atMs: number
  charged: boolean
}
export type Answer = { status: number; json?: unknown; bytes?: Uint8Array; retryAfter?: number }
/** What an answer takes, and what came of it: an answer, or a connection that was cut. */
export type Exchange = { answerMs: number; effect: () => Answer }
type Parts = {
  scheduler: Scheduler
  random: Random
  chaos: Chaos
  /** What lies in the hub's bucket: the vendor fetches artwork by its link. */
  readLinked: (path: string) => Uint8Array | undefined
  onCall: (call: VendorCall) => void
  onCharge: (call: VendorCall) => void
  /** What a render takes at the least and the most; its result then comes at once. */
  renderMs?: [number, number] | undefined
}
type Link = { shows: string; expiresMs: number; dead: boolean; failures: number }

export type Vendor = ReturnType<typeof createVendor>

/** Dynamic Mockups: charges a credit for a picture, answers or not, keeps the result for a day. */
export function createVendor(parts: Parts) {
  const { scheduler, random, chaos, readLinked, onCall, onCharge } = parts
  const [least, most] = parts.renderMs ?? [500, 8_000]
  let busyMs = 0
  const calls: VendorCall[] = []
  const links = new Map<string, Link>()
  const closedFromMs = scheduler.now() + random.between(0, 10 * 60_000)
  const closedUntilMs = closedFromMs + random.between(0, 5 * 60_000)

  const isClosed = () => {
    const now = scheduler.now()
    return (
      now >= closedFromMs && now < closedUntilMs && chaos.chance('the vendor refuses the key', 0.8)
    )
  }

  function charge(call: VendorCall): void {
    call.charged = true
    onCharge(call)
  }

  function link(shows: string): string {
    const url = `https://${RESULT_HOST}/results/${links.size + 1}.png`
    links.set(url, {
      shows,
      expiresMs: scheduler.now() + LINK_LIFE_MS,
      dead: chaos.chance('results do not arrive', 0.1),
      failures: chaos.chance('results do not arrive', 0.3) ? random.between(1, 3) : 0,
    })
    return url
  }

  const denied: Answer = { status: 401, json: { message: 'Unauthenticated.' } }
  const cut = (): never => {
    throw new InjectedFault('Network connection lost.')
  }

  const after = (arrive: () => VendorCall, answer: Answer): Answer => {
    arrive()
    return answer
  }

  /** POST /renders: what happens to the credit is decided on arrival. */
  function render(key: string, body: Rendering): Exchange {
    const quick = random.between(least, most)
    busyMs += quick
    const arrive = () => {
      const { label, fingerprint } = body
      const call = { key, label, fingerprint, atMs: scheduler.now(), charged: false }
      calls.push(call)
      onCall(call)
      return call
    }
    const rendered = (call: VendorCall): Answer => {
      charge(call)
      const data = { export_label: call.label, export_path: link(call.fingerprint) }
      return { status: 200, json: { success: true, message: '', data } }
    }
    if (isClosed()) return { answerMs: 200, effect: () => after(arrive, denied) }
    if (chaos.chance('the vendor is slow', 0.2)) return slow(arrive, rendered)
    if (chaos.chance('the vendor cuts calls', 0.2)) {
      const paid = random.chance(0.5)
      const effect = () => {
        const call = arrive()
        if (paid) charge(call)
        return cut()
      }
      return { answerMs: quick, effect }
    }
    if (chaos.chance('the vendor throttles', 0.25)) {
      const retryAfter = random.pick([undefined, 1, 20])
      const json = { message: 'Too Many Attempts.' }
      return { answerMs: 50, effect: () => after(arrive, { status: 429, json, retryAfter }) }
    }
    if (chaos.chance('the vendor errs', 0.25))
      return { answerMs: quick, effect: () => err(arrive()) }
    return { answerMs: quick, effect: () => rendered(arrive()) }
  }

  /** Longer than the hub waits; charged at once, later, or never. */
  function slow(arrive: () => VendorCall, rendered: (call: VendorCall) => Answer): Exchange {
    const when = random.pick(['now', 'later', 'never'])
    const effect = (): Answer => {
      const call = arrive()
      if (when === 'now') return rendered(call)
      if (when === 'later') {
        scheduler.at(scheduler.now() + random.between(1, 120_000), () => charge(call))
      }
      return { status: 504 }
    }
    return { answerMs: random.between(11_000, 120_000), effect }
  }

  function err(call: VendorCall): Answer {
    const trouble = random.pick(['500', '502', '400', 'no link'])
    if (trouble === '500') return { status: 500, json: { message: 'Server Error' } }
    if (trouble === '400') return { status: 400, json: { message: 'Bad Request' } }
    if (trouble === 'no link' || random.chance(0.5)) charge(call)
    return trouble === '502' ? { status: 502 } : { status: 200, json: { success: false } }
  }

  /** Calls that cost nothing. */
  function ask(path: string): Exchange {
    const effect = (): Answer => {
      if (isClosed()) return denied
      if (chaos.chance('the vendor cuts calls', 0.1)) return cut()
      if (chaos.chance('the vendor errs', 0.1)) return { status: 503, json: { message: 'Busy' } }
      const uuid = path.startsWith('/mockup/') ? path.slice('/mockup/'.length) : undefined
      if (uuid !== undefined) return describe(uuid)
      const data = path.startsWith('/mockups') ? Object.keys(TEMPLATES).map(entryOf) : []
      return { status: 200, json: { data } }
    }
    return { answerMs: random.between(20, 400), effect }
  }

  function describe(uuid: string): Answer {
    if (!(uuid in TEMPLATES)) return { status: 404, json: { message: 'Mockup not found' } }
    return { status: 200, json: { data: entryOf(uuid) } }
  }

  function entryOf(uuid: string) {
    const name = TEMPLATES[uuid]
    const smart_objects = [{ uuid: `${uuid}-${name}`, name, size: { width: 800, height: 1_000 } }]
    return { uuid, name: uuid, smart_objects }
  }

  function download(url: string): Exchange {
    const effect = (): Answer => {
      const found = links.get(url)
      if (!found || found.dead || found.expiresMs <= scheduler.now()) return { status: 404 }
      if (found.failures > 0) {
        found.failures -= 1
        return { status: 503 }
      }
      return { status: 200, bytes: pictureOf(`render of ${found.shows}`) }
    }
    const [soonest, latest] = parts.renderMs ? [20, 80] : [100, 2_000]
    return { answerMs: random.between(soonest, latest), effect }
  }

  return {
    calls,
    /** The time that all renders have taken, as if one after another. */
    busyMs: () => busyMs,
    answer(url: URL, init: RequestInit): Exchange {
      if (url.host === RESULT_HOST) return download(url.href)
      const path = url.pathname.replace('/api/v1', '')
      const key = new Headers(init.headers).get('x-api-key') ?? ''
      if (init.method === 'POST') return render(key, readRendering(init.body, readLinked))
      return ask(path)
    },
  }
}

type Rendering = { label: string; fingerprint: string }

function readRendering(
  body: BodyInit | null | undefined,
  readLinked: Parts['readLinked'],
): Rendering {
  const fields = body instanceof FormData ? [...body] : flatten(JSON.parse(String(body)))
  const values = new Map(fields)
  const looks = fields.flatMap(([name, value]) => {
    if (name === 'export_label') return []
    return [`${name}=${typeof value === 'string' ? show(name, value) : showFile(value)}`]
  })
  return { label: String(values.get('export_label')), fingerprint: looks.sort().join('&') }

  function show(name: string, value: string): string {
    if (!name.endsWith('[asset][url]')) return value
    const path = decodeURIComponent(new URL(value).pathname)
    return shownBy(readLinked(path)) ?? 'nothing'
  }
}

function showFile(file: File): string {
  return shownBy(bytesOfFile(file)) ?? 'nothing'
}

/** JSON under the names that a form gives the same fields. */
function flatten(value: unknown, name = ''): [string, string | File][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]]
  return Object.entries(value).flatMap(([key, each]) =>
    flatten(each, name === '' ? key : `${name}[${key}]`),
  )
}
