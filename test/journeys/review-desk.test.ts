import { env, exports } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Context, forUser } from '../../src/context.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { createUser, testBase } from '../support/worker/create-user.ts'
import { textOf, toastOf } from '../support/worker/page-text.ts'
import { recordCalls } from '../support/worker/record-calls.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const ORIGIN = 'http://localhost:8787'

let browser: Browser
let person: { userId: string; ctx: Context }

beforeEach(async () => {
  browser = await openBrowser()
  const newest = env.DB.prepare('SELECT id FROM users ORDER BY rowid DESC LIMIT 1')
  const userId = String(await newest.first('id'))
  person = { userId, ctx: forUser(testBase(), userId, { kind: 'system', job: 'test' }) }
})

const page = async (path: string) => (await browser.get(path)).text()

function formOf(ids: readonly string[], more: Record<string, string>): FormData {
  const form = new FormData()
  for (const id of ids) form.append('id', id)
  for (const [name, value] of Object.entries(more)) form.set(name, value)
  return form
}

async function statusOf(mockupId: string): Promise<unknown> {
  const row = env.DB.prepare('SELECT status FROM mockups WHERE user_id = ? AND id = ?')
  return row.bind(person.userId, mockupId).first('status')
}

/** So many mockups of one artwork in one scene. */
async function seedMany(count: number, scene = 'bedroom') {
  const first = await seedMockup(person, { scene })
  const others: (typeof first)[] = []
  for (let n = 1; n < count; n += 1) {
    others.push(await seedMockup(person, { scene, assetId: first.assetId }))
  }
  return [first, ...others]
}

describe('a reason', () => {
  test('is said with the rejection, and asked for by one dialog of the page', async () => {
    const { itemId } = await seedMockup(person)
    const list = await page('/approvals')
    expect(list.match(/id="reject-dialog"/g)).toHaveLength(1)
    for (const code of ['placement', 'crop', 'colour', 'wrong_scene', 'quality', 'other']) {
      expect(list).toContain(`name="reason_code" value="${code}"`)
    }
    const why = { reason_code: 'crop', reason: 'cut off' }
    await browser.post(`/approvals/${itemId}/reject`, why)
    expect(toastOf(await page('/approvals'))).toContain(
      'Rejected You are allowed to rest in Bedroom (Crop: cut off). Nothing left to review.',
    )
    const rejected = textOf(await page('/approvals?status=rejected'))
    expect(rejected).toContain('Crop: cut off')
  })

  test('that is long is shortened in what is said, not in what is kept', async () => {
    const { itemId } = await seedMockup(person)
    const reason = 'too dark '.repeat(50).trim()
    await browser.post(`/approvals/${itemId}/reject`, { reason })
    expect(toastOf(await page('/approvals'))).toMatch(/\(too dark .*…\)\. Nothing left/)
    expect(textOf(await page('/approvals?status=rejected'))).toContain(reason)
  })

  test('is on the page of the mockup, with who decided and when', async () => {
    const { itemId, mockupId } = await seedMockup(person)
    await browser.post(`/approvals/${itemId}/reject`, { reason_code: 'quality' })
    expect(textOf(await page(`/mockups/${mockupId}`))).toMatch(/Rejected by you, just now Quality/)
  })
})

describe('two mockups', () => {
  test('are compared in the list that they were selected in, and decided there', async () => {
    const [one, two] = await seedMany(2)
    if (!one || !two) throw new Error('Too few')
    const form = formOf([one.itemId, two.itemId], {})
    const answer = await browser.post('/approvals/compare?scene=bedroom', form)
    expect(answer.status).toBe(303)
    const here = answer.headers.get('location') ?? ''
    expect(here).toMatch(/^\/mockups\/compare\?scene=bedroom&in=review&id=/)
    const html = await page(here)
    expect(html.match(/<li class="compare-side"/g)).toHaveLength(2)
    expect(html).toContain('class="back-link" href="/approvals?scene=bedroom"')
    expect(textOf(html)).toContain('Two versions of the same artwork and scene.')
    const back = { back: here, seen: 'completed' }
    const rejected = await browser.post(`/mockups/${two.mockupId}/reject`, back)
    expect(rejected.headers.get('location')).toBe(here)
    const after = await page(here)
    expect(toastOf(after)).toContain('Rejected You are allowed to rest in Bedroom. 1 left. Undo')
    expect(await statusOf(two.mockupId)).toBe('rejected')
    expect(await statusOf(one.mockupId)).toBe('completed')
  })

  test('are two: another number is asked for again, and what is not there is not found', async () => {
    const [one, two, three] = await seedMany(3)
    if (!one || !two || !three) throw new Error('Too few')
    for (const ids of [[one.itemId], [one, two, three].map(({ itemId }) => itemId)]) {
      const answer = await browser.post('/approvals/compare', formOf(ids, {}))
      expect(answer.headers.get('location')).toBe('/approvals')
      expect(toastOf(await page('/approvals'))).toContain('Select two mockups to compare them.')
    }
    const alone = await browser.get(`/mockups/compare?id=${one.mockupId}&id=${one.mockupId}`)
    expect(alone.headers.get('location')).toBe('/mockups')
    const stranger = await createUser()
    const other = await seedMockup(stranger)
    const path = `/mockups/compare?id=${one.mockupId}&id=${other.mockupId}`
    expect((await browser.get(path)).status).toBe(404)
  })
})

describe('rejected mockups', () => {
  test('that are selected, or all that match, are priced before they are rendered again', async () => {
    const [one, two] = await seedMany(2)
    if (!one || !two) throw new Error('Too few')
    await browser.post(
      '/approvals/bulk',
      formOf([one.itemId, two.itemId], { decision: 'rejected' }),
    )
    expect(await page('/approvals?status=rejected')).toContain('/approvals/again?status=rejected')
    const to = async (ids: readonly string[], more: Record<string, string>) => {
      const answer = await browser.post('/approvals/again?status=rejected', formOf(ids, more))
      return answer.headers.get('location') ?? ''
    }
    expect(await to([one.itemId], {})).toBe(`/mockups/regenerate?id=${one.mockupId}`)
    const all = new URL(await to([], { matching: '2' }), 'http://localhost').searchParams
    expect(all.getAll('id').toSorted()).toEqual([one.mockupId, two.mockupId].toSorted())
    expect(await to([], { matching: '3' })).toBe('/approvals?status=rejected')
    expect(await to([], {})).toBe('/approvals?status=rejected')
  })
})

describe('a script that swaps the list', () => {
  test('has it in the answer to a decision, with what was done, without asking again', async () => {
    const [one, two] = await seedMany(2)
    if (!one || !two) throw new Error('Too few')
    const answer = await exports.default.fetch(`${ORIGIN}/approvals/${one.itemId}/approve`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: ORIGIN, cookie: browser.cookie, 'hx-request': 'true' },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.getSetCookie().join()).not.toContain('flash')
    const html = await answer.text()
    expect(toastOf(html)).toContain('1 left. Undo')
    expect(html).toContain(two.itemId)
    expect(html).not.toContain(`approval-${one.itemId}`)
    expect(textOf(html)).toMatch(/To review 1 /)
  })
})

describe('the picture of a mockup', () => {
  test('is led to in full size, of one’s own mockups alone', async () => {
    const { mockupId, pictureId } = await seedMockup(person)
    const answer = await browser.get(`/mockups/${mockupId}/picture`)
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toContain(`/pictures/${pictureId}.1.png?`)
    expect(answer.headers.get('cache-control')).toBe('private, max-age=600')
    const { mockupId: none } = await seedMockup(person, { status: 'failed' })
    expect((await browser.get(`/mockups/${none}/picture`)).status).toBe(404)
    const stranger = await createUser()
    const other = await seedMockup(stranger)
    expect((await browser.get(`/mockups/${other.mockupId}/picture`)).status).toBe(404)
  })
})

describe('keys of single letters', () => {
  test('are turned off by a form, on every page, and on again', async () => {
    await seedMockup(person)
    const shown = await page('/approvals')
    expect(shown).toContain('data-shortcut="a"')
    const form = { shortcuts: 'off', back: '/approvals?scene=bedroom' }
    const off = await browser.post('/account/shortcuts', form)
    expect(off.status).toBe(303)
    expect(off.headers.get('location')).toBe('/approvals?scene=bedroom')
    expect(off.headers.get('set-cookie')).toMatch(/^shortcuts=off; Max-Age=\d+; Path=\/; HttpOnly/)
    const quiet = await page('/approvals')
    expect(quiet).toContain('data-shortcuts-off')
    expect(quiet).not.toContain('data-shortcut=')
    expect(quiet).not.toMatch(/aria-keyshortcuts="[a-z]"/i)
    expect(textOf(await page('/account'))).toContain('Turn shortcuts on')
    await browser.post('/account/shortcuts', { shortcuts: 'on', back: 'https://evil.example/' })
    const again = await page('/approvals')
    expect(again).toContain('data-shortcut="a"')
    expect(again).not.toContain('data-shortcuts-off')
  })

  test('are all in the help of a page with mockups to judge', async () => {
    await seedMockup(person)
    const help = textOf(
      /id="keyboard-help"(.*?)<\/dialog>/s.exec(await page('/approvals'))?.[1] ?? '',
    )
    for (const words of [
      '100 % of the pixels',
      'Compare two',
      '1 to 6 say why',
      'Undo your last',
    ]) {
      expect(help).toContain(words)
    }
    const list = textOf(
      /id="keyboard-help"(.*?)<\/dialog>/s.exec(await page('/products'))?.[1] ?? '',
    )
    expect(list).not.toContain('Compare two')
    expect(list).toContain('Filter the list on this page')
  })
})

describe('all that match', () => {
  test('are decided on all pages, once it was said how many', async () => {
    const all = await seedMany(62)
    const elsewhere = await seedMockup(person, { scene: 'home_office' })
    const list = await page('/approvals?scene=bedroom')
    expect(textOf(list)).toContain('Select all 62 that match')
    const path = '/approvals/bulk?scene=bedroom'
    const asked = { matching: '62', decision: 'rejected', reason_code: 'crop' }
    const question = textOf(await (await browser.post(path, asked)).text())
    expect(question).toContain('Reject 62 mockups?')
    expect(question).toContain('All 62 that match under “To review”')
    expect(question).toContain('Reason: Crop')
    expect(await statusOf(all[0]?.mockupId ?? '')).toBe('completed')
    const done = await browser.post(path, { ...asked, confirmed: 'true' })
    expect(done.headers.get('location')).toBe('/approvals?scene=bedroom')
    expect(toastOf(await page('/approvals'))).toContain(
      'Rejected 62 mockups of You are allowed to rest (Crop). 1 left. Undo',
    )
    for (const { mockupId } of [all[0], all.at(-1)].flatMap((one) => one ?? [])) {
      expect(await statusOf(mockupId)).toBe('rejected')
    }
    expect(await statusOf(elsewhere.mockupId)).toBe('completed')
  })

  test('are not decided where another number matches: the list says how many now', async () => {
    const [one] = await seedMany(3)
    const form = { matching: '2', decision: 'approved', confirmed: 'true' }
    const answer = await browser.post('/approvals/bulk', form)
    expect(answer.headers.get('location')).toBe('/approvals')
    expect(toastOf(await page('/approvals'))).toContain(
      'The list has changed: 3 items match now. Nothing was changed.',
    )
    expect(await statusOf(one?.mockupId ?? '')).toBe('completed')
  })
})

describe('the database', () => {
  const sent = (form: FormData | Record<string, string>) => ({
    form: new URLSearchParams(
      form instanceof FormData
        ? [...form].map(([name, value]) => [name, String(value)])
        : Object.entries(form),
    ),
  })

  test('is asked twice for a decision, after the session, by the list and by the page of one', async () => {
    const [one, two] = await seedMany(2)
    if (!one || !two) throw new Error('Too few')
    const inList = await recordCalls(`/approvals/${one.itemId}/approve`, browser, sent({}))
    expect({ status: inList.answer.status, chain: inList.chain }).toEqual({ status: 303, chain: 3 })
    const path = `/mockups/${two.mockupId}/reject?in=review&item=${two.itemId}`
    const onPage = await recordCalls(path, browser, sent({ reason_code: 'crop' }))
    // The place in the list is read before it is decided.
    expect({ status: onPage.answer.status, chain: onPage.chain }).toEqual({ status: 303, chain: 4 })
  })

  test('is asked twice for two hundred decisions, after the session or the key', async () => {
    const all = await seedMany(200)
    const ids = all.map(({ itemId }) => itemId)
    const press = sent(formOf(ids, { decision: 'approved' }))
    const byPage = await recordCalls('/approvals/bulk', browser, press)
    expect({ status: byPage.answer.status, chain: byPage.chain }).toEqual({ status: 303, chain: 3 })
    const decided = env.DB.prepare(
      "SELECT count(*) AS n FROM pictures WHERE user_id = ? AND decision = 'approved'",
    )
    expect(await decided.bind(person.userId).first('n')).toBe(200)
  })

  test('is asked twice by the API as well, and once before where a filter says which', async () => {
    const user = await createUser()
    const { itemId, mockupId } = await seedMockup(user)
    // What a key takes is what one row takes, but for the row.
    const ofKey = (await recordCalls(`/api/approvals/${itemId}`, user)).chain - 1
    const own = async (path: string, json: object) => {
      const { answer, chain } = await recordCalls(path, user, { json })
      expect(answer.status).toBe(200)
      return chain - ofKey
    }
    expect(await own(`/api/approvals/${itemId}/approve`, {})).toBe(2)
    // The mockup that it answers is read after it.
    expect(await own(`/api/mockups/${mockupId}/reject`, {})).toBe(3)
    const sel = { filter: { status: 'rejected' }, expected: 1 }
    expect(await own('/api/approvals/bulk', { sel, decision: 'approved' })).toBe(3)
    expect(await own('/api/approvals/bulk', { ids: [itemId], decision: 'rejected' })).toBe(2)
  })
})

test('undoing on the page of one reaches what was decided on the pages before it', async () => {
  const [one, two] = await seedMany(2)
  if (!one || !two) throw new Error('Too few')
  await browser.post(`/mockups/${two.mockupId}/approve?in=review&item=${two.itemId}`, {})
  const html = await page(`/mockups/${one.mockupId}?in=review&item=${one.itemId}`)
  const [, since = ''] = /name="since" value="([^"]+)"/.exec(html) ?? []
  expect(html).toContain('data-shortcut="z"')
  await browser.post('/mockups/undo', { since, back: '/approvals' })
  expect(await statusOf(two.mockupId)).toBe('completed')
})

test('a page that is fetched ahead leaves what is to be said to the page that is shown', async () => {
  const { itemId } = await seedMockup(person)
  await browser.post(`/approvals/${itemId}/approve`, {})
  const headers = { cookie: browser.cookie, 'x-ahead': 'true' }
  const ahead = await exports.default.fetch(`${ORIGIN}/approvals`, { headers })
  expect(ahead.headers.get('set-cookie') ?? '').not.toContain('flash=')
  expect(toastOf(await ahead.text())).not.toContain('Approved')
  expect(toastOf(await page('/approvals'))).toContain('Approved')
})
