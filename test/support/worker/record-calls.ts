import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import * as z from 'zod'
import { app } from '../../../src/app.tsx'

const ORIGIN = 'http://localhost:8787'

type Fetch = (url: string, init: { body?: string }) => Promise<Response>

/** What the database did for one request. */
export type Recorded = {
  answer: Response
  /** Calls of the database; a batch is one. */
  calls: number
  /** The longest chain of calls that waited for one another. */
  chain: number
  rowsRead: number
}

const one = z.object({ meta: z.object({ rows_read: z.number() }) })
const results = z.union([z.array(one), one.transform((single) => [single])])

/**
 * Makes a request of the hub and records what it asks of the database, at the binding's own
 * transport: there every answer still has its count of rows. One request at a time.
 */
export async function recordCalls(
  path: string,
  who: { cookie: string } | { apiKey: string },
  sent?: { form: URLSearchParams } | { json: unknown },
): Promise<Recorded> {
  const headers = new Headers(
    'cookie' in who ? { cookie: who.cookie } : { authorization: `Bearer ${who.apiKey}` },
  )
  const session: object = Reflect.get(env.DB, 'alwaysPrimarySession')
  const transport: { fetch: Fetch } = Reflect.get(session, 'fetcher')
  const counted = { calls: 0, chain: 0, rowsRead: 0 }
  const fetch: Fetch = async (url, init) => {
    const depth = counted.chain + 1
    const answer = await transport.fetch(url, init)
    const text = await answer.text()
    counted.calls += 1
    counted.chain = Math.max(counted.chain, depth)
    const read = results.safeParse(JSON.parse(text)).data ?? []
    for (const { meta } of read) counted.rowsRead += meta.rows_read
    return new Response(text, answer)
  }
  Reflect.set(session, 'fetcher', { fetch })
  try {
    const context = createExecutionContext()
    const request = new Request(`${ORIGIN}${path}`, { headers, ...bodyOf(sent, headers) })
    const answer = await app.fetch(request, env, context)
    const text = await answer.text()
    const body = answer.status === 304 ? null : text
    const recorded = { answer: new Response(body, answer), ...counted }
    await waitOnExecutionContext(context)
    return recorded
  } finally {
    Reflect.set(session, 'fetcher', transport)
  }
}

function bodyOf(sent: { form: URLSearchParams } | { json: unknown } | undefined, headers: Headers) {
  if (!sent) return {}
  headers.set('origin', ORIGIN)
  if ('form' in sent) return { method: 'POST', body: sent.form }
  headers.set('content-type', 'application/json')
  return { method: 'POST', body: JSON.stringify(sent.json) }
}
