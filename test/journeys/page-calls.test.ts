import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { SESSION_COPY } from '../../src/domain/accounts/visitor.ts'
import { refreshTemplates } from '../../src/domain/templates/refresh-templates.ts'
import { api } from '../support/worker/api.ts'
import type { Browser } from '../support/worker/browser.ts'
import { createUser } from '../support/worker/create-user.ts'
import { ARTWORK_TITLE, openFilledAccount } from '../support/worker/fill-account.ts'
import { openPerson } from '../support/worker/open-person.ts'
import { recordCalls } from '../support/worker/record-calls.ts'

const PAGES = [
  '/',
  '/activity',
  '/approvals',
  '/approvals?type=mockup',
  '/approvals?status=approved',
  '/retries',
  '/credits',
  '/credits/card',
  '/credits.csv',
  '/integrations',
  '/kits',
  '/pricing',
  '/suspects',
  '/collections',
  '/scenes',
  '/scenes/import',
  '/keys',
  '/settings',
]

let browser: Browser
let withoutCopy: string

beforeAll(async () => {
  const opened = await openPerson()
  browser = opened.browser
  // What is known is fresh, so that no page asks for it again while it is watched.
  await refreshTemplates(opened.person.ctx)
  withoutCopy = browser.cookie
    .split('; ')
    .filter((cookie) => !cookie.includes(SESSION_COPY))
    .join('; ')
  // The sign-in library loads at its first use.
  await recordCalls('/keys', { cookie: withoutCopy })
})

describe.each(PAGES)('%s', (path) => {
  test('waits for two calls of the database one after another, the session among them', async () => {
    const { answer, chain } = await recordCalls(path, { cookie: withoutCopy })
    expect(answer.status).toBe(200)
    expect(chain).toBeLessThanOrEqual(2)
  })

  test('waits for one call while the copy of the session serves', async () => {
    const { answer, chain } = await recordCalls(path, { cookie: browser.cookie })
    expect(answer.status).toBe(200)
    expect(chain).toBe(1)
  })
})

test('the session is one SELECT, and its page and what surrounds it are asked at once', async () => {
  const { calls, chain } = await recordCalls('/keys', { cookie: withoutCopy })
  expect({ calls, chain }).toEqual({ calls: 3, chain: 2 })
})

test('what is stale is priced with the pictures there are: one call more', async () => {
  const few = await openFilledAccount(300)
  const replace = env.DB.prepare(
    "UPDATE assets SET content_hash = 'of another file' WHERE user_id = ?",
  )
  await replace.bind(few.userId).run()
  // Works off what has become stale.
  await recordCalls('/mockups/stale', few)
  const { answer, chain } = await recordCalls('/mockups/stale', few)
  expect(await answer.text()).toContain('It costs')
  expect(chain).toBe(2)
})

test('kits are read with what is missing of their scenes, after the look-up of the key', async () => {
  const user = await createUser()
  const kit = { name: 'Calm', scenes: [{ scene_key: 'bedroom', role: 'hero' }] }
  const made = z.object({ kit: z.object({ id: z.string() }) })
  const { id } = made.parse(await (await api(user, 'POST', '/api/kits', kit)).json()).kit
  for (const path of ['/api/kits', `/api/kits/${id}`]) {
    const { answer, chain } = await recordCalls(path, user)
    expect({ status: answer.status, chain }).toEqual({ status: 200, chain: 2 })
    expect(await answer.text()).toContain('"missing_scenes":[]')
  }
})

describe('an account that has grown tenfold', () => {
  test.each(['/', '/activity', '/activity?module=mockups', '/retries'])(
    'reads no more rows of %s',
    async (path) => {
      const [few, many] = [await openFilledAccount(300), await openFilledAccount(3_000)]
      const small = await recordCalls(path, few)
      const large = await recordCalls(path, many)
      expect(await large.answer.text()).toContain(ARTWORK_TITLE)
      expect(large.chain).toBe(1)
      expect(large.rowsRead).toBeLessThanOrEqual(small.rowsRead + 1)
      expect(large.rowsRead).toBeLessThanOrEqual(500)
    },
  )
})
