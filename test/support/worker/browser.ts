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

/** Signs a new person up, in a browser and from an address of their own. */
export async function openBrowser(): Promise<Browser> {
  const sender = { address: newAddress(), cookie: '' }
  const answer = await send(sender, 'POST', '/sign-up', {
    name: 'Ada',
    email: `${newId()}@example.com`,
    password: 'a long enough password',
  })
  const lines = answer.headers.getSetCookie().map((line) => line.split(';')[0])
  if (lines.length === 0) throw new Error(`sign-up failed: ${answer.status}`)
  const person = { ...sender, cookie: lines.join('; ') }
  return {
    cookie: person.cookie,
    get: (path) => send(person, 'GET', path),
    post: (path, form) => send(person, 'POST', path, form),
  }
}

/** An IP address that nobody else has: all files of tests share the counts of attempts by it. */
export function newAddress(): string {
  const groups = newId().replaceAll('-', '').slice(-24).match(/.{4}/g) ?? []
  return ['2001', 'db8', ...groups].join(':')
}

function send(
  { address, cookie }: { address: string; cookie: string },
  method: string,
  path: string,
  form?: Record<string, string> | FormData,
): Promise<Response> {
  return exports.default.fetch(`${ORIGIN}${path}`, {
    method,
    redirect: 'manual',
    headers: { origin: ORIGIN, 'cf-connecting-ip': address, cookie },
    body: form instanceof FormData || form === undefined ? form : new URLSearchParams(form),
  })
}
