import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { SESSION_COPY } from '../../src/domain/accounts/visitor.ts'
import { connectDynamicMockups } from '../../src/domain/integrations/connect-dynamic-mockups.ts'
import { createKit } from '../../src/domain/kits/create-kit.ts'
import { newKit } from '../../src/domain/kits/schemas.ts'
import { refreshTemplates } from '../../src/domain/templates/refresh-templates.ts'
import { newId } from '../../src/ids.ts'
import { addScenes } from '../support/worker/add-scenes.ts'
import { api } from '../support/worker/api.ts'
import type { Browser } from '../support/worker/browser.ts'
import { createUser } from '../support/worker/create-user.ts'
import { ARTWORK_TITLE, openFilledAccount } from '../support/worker/fill-account.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { recordCalls } from '../support/worker/record-calls.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const PAGES = [
  '/',
  '/activity',
  '/approvals',
  '/approvals?type=mockup',
  '/approvals?status=approved',
  '/assets',
  '/assets/choices?asset_search=rest',
  '/assets/upload?add=01980000-0000-7000-8000-000000000001',
  '/quotes',
  '/quotes/choices?quote_search=rest',
  '/approvals?type=product',
  '/approvals?scene=bedroom&collection=growth',
  '/mockups',
  '/mockups?status=approved&scene=bedroom',
  '/problems',
  '/problems?tab=waiting',
  '/problems?tab=suspects',
  '/problems?tab=publishing',
  '/problems?tab=resolved',
  '/credits',
  '/credits/card',
  '/credits.csv',
  '/generate',
  '/integrations',
  '/kits',
  '/pricing',
  '/recipes',
  '/recipes/new',
  '/products',
  '/products?view=table&sort=title',
  '/products/new',
  '/collections',
  '/scenes',
  '/scenes/bedroom/autopilot',
  '/mockups/deleted',
  '/scenes/import',
  '/keys',
  '/search',
  '/search?q=quiet',
  '/settings',
  '/account',
]

let browser: Browser
let person: Person
let withoutCopy: string

beforeAll(async () => {
  const opened = await openPerson()
  browser = opened.browser
  person = opened.person
  // What is known is fresh, so that no page asks for it again while it is watched.
  await refreshTemplates(person.ctx)
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
  expect(await answer.text()).toContain('Render again for')
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
  test.each(['/', '/activity', '/activity?module=mockups', '/problems'])(
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

describe('the page of generating', () => {
  const calls = async (query: string[][]) =>
    recordCalls(`/generate?${new URLSearchParams(query)}`, { cookie: withoutCopy })

  test('waits for two calls with an artwork or a kit, and for the pictures of both after that', async () => {
    const { assetId } = await seedMockup(person)
    const scenes = ['bedroom', 'home_office'].map((scene_key) => ({ scene_key, role: 'hero' }))
    const kit = await createKit(person.ctx, newKit.parse({ name: 'Launch set', scenes }))
    const ofArtwork = await calls([['asset', assetId]])
    expect(await ofArtwork.answer.text()).toContain(`value="${assetId}" checked=""`)
    expect(ofArtwork.chain).toBe(2)
    expect((await calls([['kit', kit.id]])).chain).toBe(2)
    const both = await calls([
      ['asset', assetId],
      ['kit', kit.id],
    ])
    const html = await both.answer.text()
    expect(html).toContain('1 artwork × 2 scenes')
    expect(html).toContain('in the “Bedroom” frame')
    expect(both.chain).toBe(3)
    expect(both.rowsRead).toBeLessThanOrEqual(500)
  })

  test('reads no more rows of a larger account, and few of many scenes', async () => {
    const [few, many] = [await openFilledAccount(300), await openFilledAccount(3_000)]
    for (const { ctx } of [few, many]) {
      await connectDynamicMockups(ctx, { api_key: `sandbox_${newId()}` })
      await refreshTemplates(ctx)
    }
    const small = await recordCalls('/generate?scene=bedroom', few)
    const large = await recordCalls('/generate?scene=bedroom', many)
    expect(large.rowsRead).toBeLessThanOrEqual(small.rowsRead + 1)
    await addScenes(many.userId, 600)
    const use = env.DB.prepare(`UPDATE mockup_scene_templates SET dm_template_id = 'dm_bedroom_001',
      config = '{"smart_object":"artwork_frame"}' WHERE user_id = ?`)
    await use.bind(many.userId).run()
    const crowded = await recordCalls('/generate?scene=bedroom', many)
    expect(await crowded.answer.text()).toContain('Room 599')
    expect(crowded.rowsRead).toBeLessThanOrEqual(500)
    // One that is asked for is there, though it is older than those.
    const old = await recordCalls('/generate?scene=room_3', many)
    const html = await old.answer.text()
    expect(html).toContain('Selected scenes, and your newest ones.')
    expect(html).not.toContain('value="room_4"')
    expect(html).toMatch(/value="room_3"[^>]*checked/)
  })
})

test('an artwork’s page waits for two calls, and reads no more rows of a larger account', async () => {
  const pathOf = async (userId: string) => {
    const id = await env.DB.prepare('SELECT id FROM assets WHERE user_id = ?').bind(userId)
    return `/assets/${await id.first('id')}`
  }
  const [few, many] = [await openFilledAccount(300), await openFilledAccount(3_000)]
  const small = await recordCalls(await pathOf(few.userId), few)
  const large = await recordCalls(await pathOf(many.userId), many)
  expect(await large.answer.text()).toContain(ARTWORK_TITLE)
  expect(large.chain).toBe(1)
  expect(large.rowsRead).toBeLessThanOrEqual(small.rowsRead + 1)
  expect(large.rowsRead).toBeLessThanOrEqual(500)
})

describe('a form', () => {
  test('for a scene waits for two calls, and for a third of what it changes', async () => {
    const bedroom = await env.DB.prepare(
      `SELECT id FROM mockup_scene_templates WHERE user_id IS NULL AND scene_key = 'bedroom'`,
    ).first('id')
    const added = await recordCalls(`/scenes?add=${newId()}`, { cookie: withoutCopy })
    expect(added.chain).toBe(2)
    const path = `/scenes?add=${newId()}&from=${bedroom}`
    const changed = await recordCalls(path, { cookie: withoutCopy })
    expect(await changed.answer.text()).toContain('Customize Bedroom')
    expect(changed.chain).toBe(3)
    expect(changed.rowsRead).toBeLessThanOrEqual(500)
  })

  test('for an import waits for two calls, the session among them', async () => {
    const { results } = await env.DB.prepare('SELECT id FROM account_templates WHERE user_id = ?')
      .bind(person.userId)
      .all()
    const chosen = results.slice(0, 3).map(({ id }) => ['template', String(id)])
    const query = new URLSearchParams([['add', newId()], ...chosen])
    const form = await recordCalls(`/scenes/import/new?${query}`, { cookie: withoutCopy })
    expect(await form.answer.text()).toContain('Import 3 templates')
    expect(form.chain).toBe(2)
  })
})
