import { exports } from 'cloudflare:workers'
import { newId } from '../../../src/ids.ts'

const ORIGIN = 'http://localhost:8787'

/** A person at the pages: cookies are kept, redirects are shown and not followed. */
export type Browser = {
  /** The cookies, as a header has them. */
  cookie: string
  get(path: string): Promise<Response>
  /** Sends a form as a page of the hub would. */
  post(path: string, form: Record<string, string> | FormData): Promise<Response>
}

/** Signs a new person up, in a browser of their own. */
export async function openBrowser(): Promise<Browser> {
  const answer = await send('POST', '/sign-up', '', {
    name: 'Ada',
    email: `${newId()}@example.com`,
    password: 'a long enough password',
  })
  const lines = answer.headers.getSetCookie().map((line) => line.split(';')[0])
  if (lines.length === 0) throw new Error(`sign-up failed: ${answer.status}`)
  const cookie = lines.join('; ')
  return {
    cookie,
    get: (path) => send('GET', path, cookie),
    post: (path, form) => send('POST', path, cookie, form),
  }
}

function send(
  method: string,
  path: string,
  cookie: string,
  form?: Record<string, string> | FormData,
): Promise<Response> {
  return exports.default.fetch(`${ORIGIN}${path}`, {
    method,
    redirect: 'manual',
    headers: { origin: ORIGIN, cookie },
    body: form instanceof FormData || form === undefined ? form : new URLSearchParams(form),
  })
}
