import * as z from 'zod'

/** One call of D1: a statement, or a batch of them. */
type D1Call = {
  /** How many calls one after another had to end before this one could start, itself included. */
  depth: number
  statements: { sql: string; rows_read: number; rows_written: number }[]
}

type Fetch = (url: string, init: { body?: string }) => Promise<Response>

const query = z.object({ sql: z.string() })
const queries = z.union([z.array(query), query.transform((one) => [one])])
const result = z.object({ meta: z.object({ rows_read: z.number(), rows_written: z.number() }) })
const results = z.union([z.array(result), result.transform((one) => [one])])

let calls: D1Call[] | undefined
let deepest = 0

/**
 * Notes every call of this binding of D1 from `startRecording` on. The binding's own transport is
 * where all of them pass, and where each answer still has its count of rows: `raw()` drops it.
 */
export function recordD1(binding: D1Database): void {
  const session: object = Reflect.get(binding, 'alwaysPrimarySession')
  if (Reflect.get(session, 'isRecorded')) return
  const transport: { fetch: Fetch } = Reflect.get(session, 'fetcher')
  const fetch: Fetch = async (url, init) => {
    if (isReplaying) return replayed(url, init, transport)
    if (!calls) return transport.fetch(url, init)
    const kept = calls
    const depth = deepest + 1
    const answer = await transport.fetch(url, init)
    const text = await answer.text()
    deepest = Math.max(deepest, depth)
    const asked = queries.parse(JSON.parse(init.body ?? '[]'))
    const counts = results.safeParse(JSON.parse(text)).data ?? []
    kept.push({
      depth,
      statements: asked.map(({ sql }, index) => ({ sql, ...NOTHING, ...counts[index]?.meta })),
    })
    return new Response(text, answer)
  }
  Reflect.set(session, 'fetcher', { fetch })
  Reflect.set(session, 'isRecorded', true)
}

const NOTHING = { rows_read: 0, rows_written: 0 }

let isReplaying = false
const answers = new Map<string, string>()

/** D1 answers each statement as it did the first time, without being asked again. */
export async function replay(work: () => Response | Promise<Response>): Promise<Response> {
  isReplaying = true
  return work()
}

async function replayed(
  url: string,
  init: { body?: string },
  transport: { fetch: Fetch },
): Promise<Response> {
  const key = init.body ?? ''
  const known = answers.get(key)
  if (known) return new Response(known)
  const text = await (await transport.fetch(url, init)).text()
  answers.set(key, text)
  return new Response(text)
}

export function startRecording(): void {
  calls = []
  deepest = 0
}

/** What has been noted since, and stops. */
export function stopRecording(): D1Call[] {
  const kept = calls ?? []
  calls = undefined
  return kept
}
