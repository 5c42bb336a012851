import * as z from 'zod'
import { KEY, PASSWORD, PERSON_EMAIL } from './settings.ts'

const TIMEOUT_MS = 600_000
const WORST = 6
/** The signed copy of a session, which would serve for a minute without a look at the database. */
const SESSION_COPY = /session-copy/

const statement = z.object({ sql: z.string(), rows_read: z.number(), rows_written: z.number() })
export const recorded = z.object({
  status: z.number(),
  bytes: z.number(),
  calls: z.array(z.object({ depth: z.number(), statements: z.array(statement) })),
})

/** What D1 did for one request. */
export type Recorded = {
  status: number
  rowsRead: number
  rowsWritten: number
  calls: number
  /** The longest chain of calls that waited for one another. */
  depth: number
  /** The statements that read most, each with how much. */
  worst: string[]
}

type Call = { method?: 'GET' | 'POST' | 'PUT'; json?: unknown; form?: URLSearchParams }

/** A person in the browser and a program with a key, both of the larger account. */
export async function createVisitor(hubUrl: string, { keepsCopy = false } = {}) {
  const cookie = await signIn(hubUrl, keepsCopy)
  const send = (path: string, { method = 'GET', json, form }: Call = {}, more = {}) =>
    fetch(`${hubUrl}${path}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        ...(path.startsWith('/api/') ? { authorization: `Bearer ${KEY}` } : { cookie }),
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...(method === 'GET' ? {} : { origin: hubUrl }),
        ...more,
      },
      body: json ? JSON.stringify(json) : (form ?? null),
    })
  return {
    cookie,
    /** The answer's status, and how long it took to the last byte. */
    async time(path: string): Promise<{ status: number; ms: number }> {
      const began = performance.now()
      const answer = await send(path)
      await answer.arrayBuffer()
      return { status: answer.status, ms: performance.now() - began }
    },
    async record(path: string, call: Call = {}): Promise<Recorded> {
      const answer = await send(path, call, { 'x-bench-record': '1' })
      return summarize(recorded.parse(await answer.json()))
    },
    async cron(cron: string): Promise<Recorded> {
      return this.record(`/bench/cron?${new URLSearchParams({ cron })}`)
    },
    async html(path: string): Promise<string> {
      return (await send(path)).text()
    },
    async read<T>(path: string, schema: z.ZodType<T>, call: Call = {}): Promise<T> {
      const answer = await send(path, call)
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${text}`)
      return schema.parse(JSON.parse(text))
    },
  }
}

export type Visitor = Awaited<ReturnType<typeof createVisitor>>

async function signIn(hubUrl: string, keepsCopy: boolean): Promise<string> {
  const body = new URLSearchParams({ email: PERSON_EMAIL, password: PASSWORD })
  const headers = { origin: hubUrl }
  const answer = await fetch(`${hubUrl}/sign-in`, {
    method: 'POST',
    body,
    headers,
    redirect: 'manual',
  })
  if (answer.status !== 303) throw new Error(`Signing in was answered with ${answer.status}`)
  const pairs = answer.headers.getSetCookie().flatMap((line) => line.split(';')[0] ?? [])
  return pairs.filter((pair) => keepsCopy || !SESSION_COPY.test(pair)).join('; ')
}

/** A recording as numbers. */
export function summarize({ status, calls }: z.infer<typeof recorded>): Recorded {
  const statements = calls.flatMap((call) => call.statements)
  const worst = statements.toSorted((a, b) => b.rows_read - a.rows_read).slice(0, WORST)
  const sum = (name: 'rows_read' | 'rows_written') =>
    statements.reduce((total, each) => total + each[name], 0)
  return {
    status,
    rowsRead: sum('rows_read'),
    rowsWritten: sum('rows_written'),
    calls: calls.length,
    depth: Math.max(0, ...calls.map(({ depth }) => depth)),
    worst: worst.map(({ rows_read, sql }) => `${rows_read}: ${sql.replaceAll(/\s+/g, ' ').trim()}`),
  }
}
