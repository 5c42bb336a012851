import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { describe, expect, test, vi } from 'vitest'
import { addDemoAccount } from '../../scripts/local/demo-account.ts'
import { app } from '../../src/app.tsx'
import { newAddress } from '../support/worker/browser.ts'

const HUB = 'http://localhost:8787'
const PASSWORD = 'a long enough password'
const MINUTE_MS = 60_000
/** Attempts are counted by address: those of other files are not ours. */
const FROM = { 'cf-connecting-ip': newAddress() }

let people = 0
const newEmail = () => `person-${++people}-${crypto.randomUUID()}@example.com`

type Form = Record<string, string> | [string, string][]
type More = { cookie?: string; headers?: Record<string, string>; hub?: string }

function get(path: string, { cookie, headers, hub = HUB }: More = {}): Promise<Response> {
  return exports.default.fetch(
    new Request(`${hub}${path}`, {
      redirect: 'manual',
      headers: { ...(cookie ? { cookie } : {}), ...headers },
    }),
  )
}

function formRequest(path: string, form: Form, { cookie, headers, hub = HUB }: More = {}): Request {
  return new Request(`${hub}${path}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(form),
    headers: { ...FROM, origin: hub, ...(cookie ? { cookie } : {}), ...headers },
  })
}

function post(path: string, form: Form, more?: More): Promise<Response> {
  return exports.default.fetch(formRequest(path, form, more))
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

async function signUp(more?: More & { email?: string }) {
  const email = more?.email ?? newEmail()
  const response = await post('/sign-up', { name: 'Ada', email, password: PASSWORD }, more)
  return { email, response, cookie: cookieOf(response) }
}

async function createKey(cookie: string, scopes: string[], lifetimeDays = ''): Promise<string> {
  const fields: [string, string][] = scopes.map((scope) => ['scopes', scope])
  fields.push(['name', 'Report'], ['lifetimeDays', lifetimeDays])
  const page = await (await post('/keys', fields, { cookie })).text()
  const key = page.match(/value="(hh_[A-Za-z]+)"/)?.[1]
  if (!key) throw new Error('No key on the page')
  return key
}

const withKey = (key: string) => ({ headers: { authorization: `Bearer ${key}` } })

function ofKeys(email: string, column: string): Promise<unknown> {
  return env.DB.prepare(
    `SELECT api_keys.${column} FROM api_keys JOIN users ON users.id = user_id WHERE email = ?`,
  )
    .bind(email)
    .first(column)
}

describe('signing in', () => {
  test('a new account is signed in and finds its page', async () => {
    const { response, cookie } = await signUp()
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/')
    expect((await get('/keys', { cookie })).status).toBe(200)
  })

  test('the right password opens a session and goes where the person wanted', async () => {
    const { email } = await signUp()
    const form = { email: email.toUpperCase(), password: PASSWORD, next: '/keys?page=2' }
    const response = await post('/sign-in', form)
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/keys?page=2')
    expect((await get('/keys', { cookie: cookieOf(response) })).status).toBe(200)
  })

  test('a wrong password and an unknown e-mail get the same answer, and keep what was typed', async () => {
    const { email } = await signUp()
    const unknown = newEmail()
    const wrong = await post('/sign-in', { email, password: 'not the password' })
    const nobody = await post('/sign-in', { email: unknown, password: 'not the password' })
    expect([wrong.status, nobody.status]).toEqual([401, 401])
    expect(wrong.headers.getSetCookie()).toEqual([])
    const page = await wrong.text()
    expect(page).toContain('email or password is wrong')
    expect(page).toContain(`value="${email}"`)
    expect(page).not.toContain('not the password')
    expect(await nobody.text()).toBe(page.replaceAll(email, unknown))
  })

  test('an e-mail that is none is refused next to its field', async () => {
    const response = await post('/sign-in', { email: 'nobody', password: PASSWORD })
    expect(response.status).toBe(400)
    expect(await response.text()).toMatch(/aria-invalid="true"[\s\S]*Enter an email such as/)
  })

  test('the eleventh wrong guess has to wait, and the right password then works', async () => {
    const { email } = await signUp()
    const guess = () => post('/sign-in', { email, password: 'wrong guess' })
    for (let guesses = 0; guesses < 10; guesses++) expect((await guess()).status).toBe(401)
    const refused = await post('/sign-in', { email, password: PASSWORD })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.text()).toContain('Too many attempts')
    vi.setSystemTime(Date.now() + 16 * MINUTE_MS)
    expect((await post('/sign-in', { email, password: PASSWORD })).status).toBe(303)
  })

  test('the sign-in route for programs counts the same attempts', async () => {
    const { email } = await signUp()
    const guess = () =>
      exports.default.fetch(`${HUB}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { ...FROM, 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: 'wrong guess' }),
      })
    for (let guesses = 0; guesses < 10; guesses++) expect((await guess()).status).toBe(401)
    const refused = await guess()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('content-type')).toContain('application/problem+json')
    expect((await post('/sign-in', { email, password: PASSWORD })).status).toBe(429)
  })

  test('signing out ends the session for copies of its cookie as well', async () => {
    const { cookie } = await signUp()
    const out = await post('/sign-out', {}, { cookie })
    expect(out.headers.get('location')).toBe('/sign-in')
    expect(out.headers.getSetCookie().every((line) => line.includes('Max-Age=0'))).toBe(true)
    const withOldCookie = await post('/keys', { name: 'x', scopes: 'read' }, { cookie })
    expect(withOldCookie.headers.get('location')).toContain('/sign-in')
    vi.setSystemTime(Date.now() + 2 * MINUTE_MS)
    expect((await get('/keys', { cookie })).status).toBe(303)
  })

  test('a session ends after seven days', async () => {
    const { cookie } = await signUp()
    vi.setSystemTime(Date.now() + 8 * 24 * 60 * MINUTE_MS)
    expect((await get('/keys', { cookie })).status).toBe(303)
  })

  test('who is not signed in is sent to sign in and back', async () => {
    const response = await get('/keys?sort=name')
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/sign-in?next=%2Fkeys%3Fsort%3Dname')
  })

  test('a fragment request without a session moves the whole page', async () => {
    const response = await get('/keys', {
      headers: { 'hx-request': 'true', 'hx-current-url': `${HUB}/runs?page=2` },
    })
    expect(response.headers.get('hx-redirect')).toBe('/sign-in?next=%2Fruns%3Fpage%3D2')
    expect(await response.text()).toBe('')
  })

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    '/.//evil.example',
    '\t//evil.example',
  ])('after signing in nobody is sent to %j', async (next) => {
    const { email } = await signUp()
    const response = await post('/sign-in', { email, password: PASSWORD, next })
    expect(response.headers.get('location')).toBe('/')
  })
})

describe('signing up', () => {
  test('a taken e-mail is refused without changing the account', async () => {
    const { email } = await signUp()
    const again = await post('/sign-up', { name: 'Eve', email, password: 'another password' })
    expect(again.status).toBe(409)
    expect(again.headers.getSetCookie()).toEqual([])
    expect((await post('/sign-in', { email, password: PASSWORD })).status).toBe(303)
  })

  test('a short password is refused next to its field, and the rest is kept', async () => {
    const email = newEmail()
    const response = await post('/sign-up', { name: 'Ada', email, password: 'short' })
    expect(response.status).toBe(400)
    const page = await response.text()
    expect(page).toContain('at least 8 characters')
    expect(page).toContain(`value="${email}"`)
  })

  test('closed sign-up refuses page, form and route alike', async () => {
    const closed = { ...env, SIGN_UP: 'closed' }
    const fetch = (request: Request) => app.fetch(request, closed, createExecutionContext())
    const email = newEmail()
    const answers = [
      await fetch(new Request(`${HUB}/sign-up`)),
      await fetch(formRequest('/sign-up', { name: 'Ada', email, password: PASSWORD })),
      await fetch(
        new Request(`${HUB}/api/auth/sign-up/email`, {
          method: 'POST',
          headers: { ...FROM, 'content-type': 'application/json' },
          body: JSON.stringify({ name: 'Ada', email, password: PASSWORD }),
        }),
      ),
    ]
    expect(answers.map((answer) => answer.status)).toEqual([403, 403, 400])
    expect(await (await fetch(new Request(`${HUB}/sign-in`))).text()).not.toContain('/sign-up')
    expect((await post('/sign-in', { email, password: PASSWORD })).status).toBe(401)
  })
})

describe('cookies and forms', () => {
  test('over http on this machine the cookie has a plain name', async () => {
    const { response } = await signUp()
    const session = response.headers.getSetCookie().find((line) => line.startsWith('hub-session='))
    expect(session).toMatch(/HttpOnly/)
    expect(session).toMatch(/SameSite=Lax/)
    expect(session).toMatch(/Path=\//)
    expect(session).not.toMatch(/Secure|Domain/)
  })

  test('over https every cookie is a Secure __Host- cookie, and transport security is on', async () => {
    const { response, cookie } = await signUp({ hub: 'https://hub.example.com' })
    const lines = response.headers.getSetCookie()
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      expect(line).toMatch(/^__Host-hub-/)
      expect(line).toMatch(/Secure/)
      expect(line).toMatch(/HttpOnly/)
      expect(line).not.toMatch(/Domain/)
    }
    expect(response.headers.get('strict-transport-security')).toContain('max-age=')
    expect((await get('/keys', { cookie, hub: 'https://hub.example.com' })).status).toBe(200)
  })

  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: HUB, 'sec-fetch-site': 'cross-site' },
    { origin: 'http://127.0.0.1:8787', 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
  ]
  test.each(foreign)(
    'a form from elsewhere (%j) is refused and changes nothing',
    async (headers) => {
      const { cookie } = await signUp()
      const sent = await post('/keys', { name: 'Stolen', scopes: 'read' }, { cookie, headers })
      expect(sent.status).toBe(403)
      expect(await sent.text()).toContain('was not sent from a Haven Hub page')
      expect(await (await get('/keys', { cookie })).text()).not.toContain('Stolen')
      const login = await post('/sign-in', { email: newEmail(), password: PASSWORD }, { headers })
      expect(login.status).toBe(403)
    },
  )

  test('a form without Origin or Sec-Fetch-Site is refused', async () => {
    const response = await exports.default.fetch(`${HUB}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ email: newEmail(), password: PASSWORD }),
    })
    expect(response.status).toBe(403)
  })

  test('the library refuses its own routes to other sites', async () => {
    const { cookie } = await signUp()
    const response = await exports.default.fetch(`${HUB}/api/auth/sign-out`, {
      method: 'POST',
      headers: { cookie, origin: 'https://evil.example', 'content-type': 'application/json' },
      body: '{}',
    })
    expect(response.status).toBe(403)
    expect((await post('/keys', { name: '' }, { cookie })).status).toBe(400)
  })

  test('pages are not kept by caches and run no script but our own', async () => {
    const { cookie } = await signUp()
    const page = await get('/keys', { cookie })
    expect(page.headers.get('cache-control')).toContain('no-store')
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('strict-transport-security')).toBeNull()
  })
})

describe('API keys', () => {
  test('a key is shown once and opens the JSON API', async () => {
    const { cookie } = await signUp()
    const key = await createKey(cookie, ['read'])
    const page = await (await get('/keys', { cookie })).text()
    expect(page).toContain('Report')
    expect(page).not.toContain(key)
    const stored = await env.DB.prepare('SELECT * FROM api_keys').all()
    expect(JSON.stringify(stored.results)).not.toContain(key)
    expect((await get('/api/quotes', withKey(key))).status).toBe(200)
  })

  test('a session cookie opens no JSON route', async () => {
    const { cookie } = await signUp()
    const response = await get('/api/quotes', { cookie })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ code: 'unauthorized', status: 401 })
  })

  test.each([
    '',
    'Bearer',
    'Bearer hh_short',
    `Bearer hh_${'x'.repeat(64)}`,
    `Basic hh_${'x'.repeat(64)}`,
  ])('the authorization %j is refused', async (authorization) => {
    const response = await get('/api/quotes', { headers: { authorization } })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain('Bearer')
  })

  test('a revoked key is refused at once', async () => {
    const { cookie } = await signUp()
    const key = await createKey(cookie, ['read'])
    expect((await get('/api/quotes', withKey(key))).status).toBe(200)
    const id = (await (await get('/keys', { cookie })).text()).match(/keys\/([^/]+)\/revoke/)?.[1]
    expect((await post(`/keys/${id}/revoke`, {}, { cookie })).status).toBe(303)
    expect((await get('/api/quotes', withKey(key))).status).toBe(401)
  })

  test('a key ends when it said it would', async () => {
    const { cookie } = await signUp()
    const key = await createKey(cookie, ['read'], '30')
    const start = Date.now()
    vi.setSystemTime(start + 29 * 24 * 60 * MINUTE_MS)
    expect((await get('/api/quotes', withKey(key))).status).toBe(200)
    vi.setSystemTime(start + 31 * 24 * 60 * MINUTE_MS)
    expect((await get('/api/quotes', withKey(key))).status).toBe(401)
  })

  test('a key does what its scopes allow and nothing else', async () => {
    const { cookie } = await signUp()
    const reader = withKey(await createKey(cookie, ['read']))
    const writer = withKey(await createKey(cookie, ['write']))
    const send = (path: string, { headers }: typeof reader) =>
      exports.default.fetch(`${HUB}${path}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ text: 'Be still', collection: 'grounding' }),
      })
    expect((await get('/api/quotes', writer)).status).toBe(403)
    const refused = await send('/api/quotes', reader)
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ error: expect.stringContaining('"write"') })
    expect((await send('/api/quotes', writer)).status).toBe(201)
    const spending = await send('/api/mockups/generate', writer)
    expect(await spending.json()).toMatchObject({ error: expect.stringContaining('"spend"') })
  })

  test('a key without a list of scopes may do everything', async () => {
    const { cookie, email } = await signUp()
    const key = await createKey(cookie, ['read'])
    const ofUser = 'user_id = (SELECT id FROM users WHERE email = ?)'
    await env.DB.prepare(`UPDATE api_keys SET permissions = NULL WHERE ${ofUser}`).bind(email).run()
    const response = await exports.default.fetch(`${HUB}/api/quotes`, {
      method: 'POST',
      headers: { ...withKey(key).headers, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'Be still', collection: 'grounding' }),
    })
    expect(response.status).toBe(201)
  })

  test('when a key was last used is written at most once a minute', async () => {
    const { cookie, email } = await signUp()
    const key = await createKey(cookie, ['read'])
    const start = Date.now()
    const lastUsedAfterUseAt = async (time: number) => {
      vi.setSystemTime(time)
      const context = createExecutionContext()
      await app.fetch(new Request(`${HUB}/api/quotes`, withKey(key)), env, context)
      await waitOnExecutionContext(context)
      return ofKeys(email, 'last_request')
    }
    expect(await ofKeys(email, 'last_request')).toBeNull()
    expect(await lastUsedAfterUseAt(start)).toBe(start)
    expect(await lastUsedAfterUseAt(start + 59_000)).toBe(start)
    expect(await lastUsedAfterUseAt(start + 61_000)).toBe(start + 61_000)
  })

  test('nobody sees or revokes the key of somebody else', async () => {
    const ada = await signUp()
    const eve = await signUp()
    const key = await createKey(ada.cookie, ['read'])
    const own = (await (await get('/keys', ada)).text()).match(/keys\/([^/]+)\/revoke/)?.[1]
    expect(await (await get('/keys', eve)).text()).not.toContain('Report')
    expect((await post(`/keys/${own}/revoke`, {}, eve)).status).toBe(404)
    expect((await get('/api/quotes', withKey(key))).status).toBe(200)
  })

  test('a key needs a name and at least one scope, and what was typed is kept', async () => {
    const { cookie } = await signUp()
    const response = await post('/keys', { name: 'Half done' }, { cookie })
    expect(response.status).toBe(400)
    const page = await response.text()
    expect(page).toContain('Select at least one permission')
    expect(page).toContain('value="Half done"')
  })

  test('making and revoking a key are in the activity log', async () => {
    const { cookie, email } = await signUp()
    await createKey(cookie, ['read'])
    const id = (await (await get('/keys', { cookie })).text()).match(/keys\/([^/]+)\/revoke/)?.[1]
    await post(`/keys/${id}/revoke`, {}, { cookie })
    const { results } = await env.DB.prepare(
      `SELECT action_type FROM activity_log JOIN users ON users.id = user_id
       WHERE email = ? ORDER BY activity_log.id`,
    )
      .bind(email)
      .all()
    expect(results).toEqual([
      { action_type: 'api_key_created' },
      { action_type: 'api_key_revoked' },
    ])
  })

  test('a key over its rate has to wait, and nothing was done', async () => {
    const { cookie, email } = await signUp()
    const key = await createKey(cookie, ['read'])
    const asked: string[] = []
    const limit = async ({ key: caller }: { key: string }) => {
      asked.push(caller)
      return { success: asked.length === 1 }
    }
    const fetch = () => {
      const request = new Request(`${HUB}/api/quotes`, withKey(key))
      return app.fetch(request, { ...env, API_RATE: { limit } }, createExecutionContext())
    }
    const first = await fetch()
    expect(first.status).toBe(200)
    expect(first.headers.get('ratelimit-policy')).toBe('"per-key";q=1200;w=60')
    const second = await fetch()
    expect(second.status).toBe(429)
    expect(second.headers.get('retry-after')).toBe('60')
    expect(second.headers.get('ratelimit')).toBe('"per-key";r=0;t=60')
    expect(await second.json()).toMatchObject({ code: 'rate_limited' })
    expect(asked).toEqual(Array(2).fill(await ofKeys(email, 'id')))
  })

  test('without the rate limiting binding keys still work', async () => {
    const { cookie } = await signUp()
    const request = new Request(`${HUB}/api/quotes`, withKey(await createKey(cookie, ['read'])))
    const unlimited = { ...env, API_RATE: undefined }
    expect((await app.fetch(request, unlimited, createExecutionContext())).status).toBe(200)
  })

  test('a route that is not there is answered as JSON, also to a key', async () => {
    const { cookie } = await signUp()
    const answer = await get('/api/nothing-here', withKey(await createKey(cookie, ['read'])))
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })
})

test('a form of a megabyte is refused before it is read', async () => {
  const response = await post('/sign-in', { email: 'x'.repeat(1024 * 1024), password: PASSWORD })
  expect(response.status).toBe(413)
})

test('the demo account signs in, its key works, and setting it up again changes nothing', async () => {
  const account = { email: 'demo@example.com', password: PASSWORD, name: "Demo O'Neil", now: 1 }
  const key = `hh_${crypto.randomUUID()}`
  for (const password of [PASSWORD, 'another password']) {
    await addDemoAccount(env.DB, { ...account, key, password })
  }
  expect((await post('/sign-in', { email: account.email, password: PASSWORD })).status).toBe(303)
  expect((await get('/api/quotes', withKey(key))).status).toBe(200)
})
