import { exports } from 'cloudflare:workers'
import { newId } from '../../../src/ids.ts'

const ORIGIN = 'http://localhost:8787'

/** A person at the pages: cookies are kept, redirects are shown and not followed. */
export type Browser = {
  /** The cookies, as a header has them. */
  readonly cookie: string
  setCookie(name: string, value: string): void
  get(path: string): Promise<Response>
  /** Sends a form as a page of the hub would. */
  post(path: string, form: Record<string, string> | FormData): Promise<Response>
}

/** Signs a new person up, in a browser and from an address of their own. */
export async function openBrowser(): Promise<Browser> {
  const jar = new Map<string, string>()
  const sender = { address: newAddress(), jar }
  const answer = await send(sender, 'POST', '/sign-up', {
    name: 'Ada',
    email: `${newId()}@example.com`,
    password: 'a long enough password',
  })
  if (jar.size === 0) throw new Error(`sign-up failed: ${answer.status}`)
  return {
    get cookie() {
      return cookieOf(jar)
    },
    setCookie: (name, value) => {
      jar.set(name, value)
    },
    get: (path) => send(sender, 'GET', path),
    post: (path, form) => send(sender, 'POST', path, form),
  }
}

/** An IP address that nobody else has: all files of tests share the counts of attempts by it. */
export function newAddress(): string {
  const groups = newId().replaceAll('-', '').slice(-24).match(/.{4}/g) ?? []
  return ['2001', 'db8', ...groups].join(':')
}

type Sender = { address: string; jar: Map<string, string> }

async function send(
  { address, jar }: Sender,
  method: string,
  path: string,
  form?: Record<string, string> | FormData,
): Promise<Response> {
  const answer = await exports.default.fetch(`${ORIGIN}${path}`, {
    method,
    redirect: 'manual',
    headers: { origin: ORIGIN, 'cf-connecting-ip': address, cookie: cookieOf(jar) },
    body: form instanceof FormData || form === undefined ? form : new URLSearchParams(form),
  })
  for (const line of answer.headers.getSetCookie()) keep(jar, line)
  return answer
}

function keep(jar: Sender['jar'], line: string): void {
  const [pair = '', ...attributes] = line.split(/;\s*/)
  const [name = '', ...value] = pair.split('=')
  if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) jar.delete(name)
  else jar.set(name, value.join('='))
}

function cookieOf(jar: Sender['jar']): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}
