import { exports } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import { openPerson } from '../support/worker/open-person.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const ORIGIN = 'http://localhost:8787'
const FILTERED = '/mockups?status=completed&scene=bedroom'

let cookie: string
let path: string

beforeAll(async () => {
  const { browser, person } = await openPerson()
  const { mockupId } = await seedMockup(person)
  cookie = browser.cookie
  path = `/mockups/${mockupId}`
})

type Sent = { referer?: string; cameFrom?: string; headers?: Record<string, string> }

/** Where the link back of the mockup's page leads, and the list that is remembered. */
async function open({ referer, cameFrom, headers = {} }: Sent) {
  const answer = await exports.default.fetch(`${ORIGIN}${path}`, {
    headers: {
      cookie: cameFrom ? `${cookie}; came_from=${encodeURIComponent(cameFrom)}` : cookie,
      ...(referer ? { referer: referer.startsWith('/') ? `${ORIGIN}${referer}` : referer } : {}),
      ...headers,
    },
  })
  const [, href = '', label] =
    /<a class="back-link" href="([^"]*)">.*?<\/svg>([^<]*)</s.exec(await answer.text()) ?? []
  const [, kept] = /came_from=([^;]*)/.exec(answer.headers.getSetCookie().join('\n')) ?? []
  return {
    href: href.replaceAll('&amp;', '&'),
    label,
    ...(kept ? { kept: decodeURIComponent(kept) } : {}),
  }
}

test('a page opened from a filtered list leads back to it', async () => {
  expect(await open({ referer: FILTERED })).toEqual({
    href: FILTERED,
    label: 'Gallery',
    kept: FILTERED,
  })
})

test('a page opened from another list leads back there, under its name', async () => {
  const referer = '/approvals?type=mockup'
  expect(await open({ referer })).toMatchObject({ href: referer, label: 'Review' })
})

test.each([
  ['opened from itself, after a change', { referer: 'self' }],
  [
    'opened from the next one in its list',
    { referer: '/mockups/0192f000-0000-7000-8000-000000000000' },
  ],
  ['reloaded', { referer: '/sign-in', headers: { 'cache-control': 'max-age=0' } }],
  ['opened without a referer', {}],
])('a page that was %s keeps the list it was opened from', async (_, sent: Sent) => {
  const referer = sent.referer === 'self' ? path : sent.referer
  expect(await open({ ...sent, referer, cameFrom: FILTERED })).toEqual({
    href: FILTERED,
    label: 'Gallery',
  })
})

test.each([
  ['another site', { referer: 'https://evil.example/mockups?status=failed' }],
  ['a page that is no list', { referer: '/runs/0192f000-0000-7000-8000-000000000000' }],
])('a page opened from %s leads to its own list', async (_, sent: Sent) => {
  expect(await open({ ...sent, cameFrom: FILTERED })).toMatchObject({ href: '/mockups' })
})

test.each([
  '//evil.example',
  'https://evil.example/mockups',
  '/mockups/x?a=b',
  'javascript:alert(1)',
])('what is remembered and is no list leads nowhere: %s', async (cameFrom) => {
  expect(await open({ cameFrom })).toMatchObject({ href: '/mockups' })
})

test('a page that a form of a list leads to goes back to that list', async () => {
  const list = '/assets?search=quiet'
  const posted = await exports.default.fetch(`${ORIGIN}/assets/products`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: ORIGIN, referer: `${ORIGIN}${list}` },
    body: new URLSearchParams({ asset: '0192f000-0000-7000-8000-000000000000' }),
  })
  expect(posted.status).toBe(303)
  const [, kept = ''] = /came_from=([^;]*)/.exec(posted.headers.getSetCookie().join('\n')) ?? []
  expect(decodeURIComponent(kept)).toBe(list)
  // Browsers ask for the page of a redirected form as for one that is loaded again.
  const headers = { 'cache-control': 'max-age=0' }
  const opened = await open({ referer: list, cameFrom: decodeURIComponent(kept), headers })
  expect(opened).toMatchObject({ href: list, label: 'Artworks' })
})
