import { createExecutionContext } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { app } from '../../src/app.tsx'
import { loadAuth } from '../../src/domain/accounts/load-auth.ts'
import { newId } from '../../src/ids.ts'
import { newAddress } from '../support/worker/browser.ts'
import { testBase } from '../support/worker/create-user.ts'

const HUB = 'http://localhost:8787'
const PASSWORD = 'a long enough password'

/** What programs that hold a session may ask of the library, and nothing else. */
const OFFERED = ['GET /get-session', 'POST /sign-in/email', 'POST /sign-up/email', 'POST /sign-out']

const endpoint = z.object({
  path: z.string(),
  options: z.object({ method: z.union([z.string(), z.array(z.string())]) }),
})

/** Attempts are counted by address: those of other files are not ours. */
const FROM = { 'cf-connecting-ip': newAddress() }

let email: string
let cookie: string
beforeEach(async () => {
  email = `${newId()}@example.com`
  const answer = await exports.default.fetch(`${HUB}/sign-up`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...FROM, origin: HUB },
    body: new URLSearchParams({ name: 'Ada', email, password: PASSWORD }),
  })
  const lines = answer.headers.getSetCookie().map((line) => line.split(';')[0])
  cookie = lines.join('; ')
})

function call(method: string, path: string, body?: unknown): Promise<Response> {
  return exports.default.fetch(`${HUB}/api/auth${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...{ ...FROM, origin: HUB, cookie },
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  })
}

/** Every route that the library would answer, as `METHOD /path`. */
async function libraryRoutes(): Promise<string[]> {
  const auth = await loadAuth(testBase(), HUB)
  return Object.values(auth.api).flatMap((one) => {
    const { data } = endpoint.safeParse({ path: one.path, options: one.options })
    return data ? [data.options.method].flat().map((method) => `${method} ${data.path}`) : []
  })
}

describe('the routes of the sign-in library', () => {
  test('are closed, but for those that are offered', async () => {
    const routes = await libraryRoutes()
    expect(routes.length).toBeGreaterThan(20)
    expect(routes).toEqual(expect.arrayContaining(OFFERED))
    const open: string[] = []
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ')
      const body = method === 'GET' ? undefined : { email, name: 'x', password: PASSWORD }
      const answer = await call(method, path.replace(/:\w+/g, 'x'), body)
      if (answer.status !== 404) open.push(route)
    }
    expect([...new Set(open)].sort()).toEqual([...OFFERED].sort())
  })

  test('make no key: only the page of keys does, with scopes, a cap and an activity row', async () => {
    const made = await call('POST', '/api-key/create', { name: 'All scopes' })
    expect(made.status).toBe(404)
    const keys = env.DB.prepare(
      'SELECT count(*) FROM api_keys JOIN users ON users.id = user_id WHERE email = ?',
    )
    expect(await keys.bind(email).first('count(*)')).toBe(0)
  })

  test('are closed under other spellings too', async () => {
    const paths = [
      '/api-key/create/',
      '/API-KEY/create',
      '//api-key/create',
      '/x/../api-key/create',
    ]
    for (const path of [...paths, '/api-key%2Fcreate', '/ok/../api-key/create?x=1']) {
      const answer = await call('POST', path, { name: 'All scopes' })
      expect([path, answer.status]).toEqual([path, 404])
    }
  })
})

describe('a session that has ended', () => {
  const sessionOf = async () => {
    const answer = await call('GET', '/get-session')
    expect(answer.status).toBe(200)
    return answer.json()
  }

  test('is over at once for copies of its cookies', async () => {
    expect(await sessionOf()).toMatchObject({ user: { email } })
    expect((await call('POST', '/sign-out', {})).status).toBe(200)
    expect(cookie).toContain('session-copy')
    expect(await sessionOf()).toBeNull()
  })
})

test('a fault of the database in the library is logged without what was typed', async () => {
  const lines: string[] = []
  for (const level of ['log', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation(
      (...values) => void lines.push(values.map(textOf).join()),
    )
  }
  const typed = `${newId()}@example.com`
  const broken = {
    ...env,
    DB: failingOn(env.DB, /insert into "(users|accounts)"/i),
    SIGN_UP: 'open' as const,
  }
  const sent = { name: 'Ada Secret', email: typed, password: PASSWORD }
  for (const [path, type, body] of [
    ['/api/auth/sign-up/email', 'application/json', JSON.stringify(sent)],
    ['/sign-up', 'application/x-www-form-urlencoded', String(new URLSearchParams(sent))],
  ] as const) {
    const request = new Request(`${HUB}${path}`, {
      method: 'POST',
      headers: { ...FROM, origin: HUB, 'content-type': type },
      body,
    })
    const answer = await app.fetch(request, broken, createExecutionContext())
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await answer.text()).not.toContain('insert into')
  }
  expect(lines.join('\n')).toContain('no room left')
  expect(lines.join('\n')).not.toContain(typed)
  expect(lines.join('\n')).not.toContain('Ada Secret')
})

/** All of what is logged, an error's own properties too. */
function textOf(value: unknown): string {
  if (!(value instanceof Error)) return String(value)
  return `${value.stack} ${JSON.stringify(value)} ${textOf(value.cause)}`
}

/** The database, where statements like this one fail as a full one would. */
function failingOn(database: D1Database, statement: RegExp): D1Database {
  return new Proxy(database, {
    get(target, name) {
      const value = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      if (name !== 'prepare') return value.bind(target)
      return (query: string) => {
        const prepared = target.prepare(query)
        return statement.test(query) ? failingWhenRun(prepared) : prepared
      }
    },
  })
}

function failingWhenRun(prepared: D1PreparedStatement): D1PreparedStatement {
  const fail = () => Promise.reject(new Error('D1_ERROR: no room left: SQLITE_FULL'))
  return new Proxy(prepared, {
    get: (target, name) =>
      name === 'bind' ? (...values: unknown[]) => failingWhenRun(target.bind(...values)) : fail,
  })
}
