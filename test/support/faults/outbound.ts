import { vi } from 'vitest'
import * as z from 'zod'

type Intercept = (send: () => Promise<Response>, init: RequestInit) => Promise<Response>

/** The hub's calls whose path matches go through `instead`; `vi.unstubAllGlobals` ends it. */
export function interceptVendor(path: RegExp, instead: Intercept): void {
  const real = globalThis.fetch
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init: RequestInit = {}) => {
    const url = input instanceof Request ? input.url : String(input)
    const send = () => real(input, init)
    const isVendor = url.includes('/dynamic-mockups/api/v1/')
    return isVendor && path.test(new URL(url).pathname) ? instead(send, init) : send()
  })
}

/** The same for the pictures of templates, which are no part of its API. Counts them. */
export function interceptThumbnails(instead: () => Promise<Response> | undefined): {
  asked(): number
} {
  const real = globalThis.fetch
  let asked = 0
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init: RequestInit = {}) => {
    const url = input instanceof Request ? input.url : String(input)
    if (!url.includes('/dynamic-mockups/thumbnails/')) return real(input, init)
    asked += 1
    return instead() ?? real(input, init)
  })
  return { asked: () => asked }
}

export const RENDERS = /\/renders$/
export const TEMPLATE = /\/mockup\/[^/]+$/

/** What one paid call asked for: its fields by name, and the size of the artwork sent with it. */
export type SentRender = {
  fields: Map<string, string>
  artwork: { width: number; height: number } | undefined
}

/** Writes down every render that is asked for from now on. */
export function watchRenders(): SentRender[] {
  const seen: SentRender[] = []
  interceptVendor(RENDERS, async (send, { body }) => {
    if (body instanceof FormData) seen.push(await readForm(body))
    return send()
  })
  return seen
}

async function readForm(form: FormData): Promise<SentRender> {
  const fields = new Map<string, string>()
  let artwork: SentRender['artwork']
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.set(name, value)
    else artwork = pngSize(new DataView(await new Response(value).arrayBuffer()))
  }
  return { fields, artwork }
}

/** Width and height are in the header of every PNG. */
function pngSize(view: DataView): { width: number; height: number } {
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** The next call to a path of the vendor's waits before it is sent, until it is let go. */
export function holdCall(path: RegExp): { reached: Promise<void>; letGo(): void } {
  const reached = Promise.withResolvers<void>()
  const free = Promise.withResolvers<void>()
  interceptVendor(path, async (send) => {
    reached.resolve()
    await free.promise
    return send()
  })
  return { reached: reached.promise, letGo: () => free.resolve() }
}

const templateAnswer = z.looseObject({
  data: z.looseObject({ smart_objects: z.array(z.looseObject({ name: z.string() })) }),
})

/** The vendor's template carries another smart object's name, until it is mended. */
export function renameSmartObject(name: string): { mend(): void } {
  let broken = true
  interceptVendor(TEMPLATE, async (send) => {
    const answer = await send()
    if (!broken) return answer
    const body = templateAnswer.parse(await answer.json())
    const smart_objects = body.data.smart_objects.map((each) => ({ ...each, name }))
    return Response.json({ ...body, data: { ...body.data, smart_objects } })
  })
  return {
    mend: () => {
      broken = false
    },
  }
}
