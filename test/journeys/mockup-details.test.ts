import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Actor, type Context, forUser } from '../../src/context.ts'
import { discardMockups } from '../../src/domain/mockups/delete-mockups.ts'
import { listHistory } from '../../src/domain/mockups/list-history.ts'
import { restoreMockups } from '../../src/domain/mockups/restore-mockups.ts'
import { decideMockup } from '../../src/domain/review/decide-mockups.ts'
import { newId } from '../../src/ids.ts'
import type { Browser } from '../support/worker/browser.ts'
import { testBase } from '../support/worker/create-user.ts'
import { openFilledAccount } from '../support/worker/fill-account.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { textOf } from '../support/worker/page-text.ts'
import { recordCalls } from '../support/worker/record-calls.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const REOPEN = 'Return to review'

let browser: Browser
let person: Person
beforeEach(async () => {
  const opened = await openPerson()
  browser = opened.browser
  person = opened.person
})

async function page(path: string, status = 200): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(status)
  return answer.text()
}

const partOf = (html: string, heading: string) =>
  textOf(new RegExp(`<h2[^>]*>${heading}</h2>.*?</section>`, 's').exec(html)?.[0] ?? '')
const statusOf = (id: string) =>
  env.DB.prepare('SELECT status FROM mockups WHERE user_id = ? AND id = ?')
    .bind(person.userId, id)
    .first('status')

/** A product that shows the picture of a mockup. */
async function addProduct(mockupId: string): Promise<string> {
  const id = newId()
  const now = new Date().toISOString()
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO products (user_id, id, title, tags, status, created_at, updated_at)
       VALUES (?, ?, 'Calm print', '[]', 'draft', ?3, ?3)`,
    ).bind(person.userId, id, now),
    env.DB.prepare(
      `INSERT INTO product_images (user_id, id, product_id, position, picture_id, file_key,
         source_type, source_id, created_at)
       SELECT user_id, ?3, ?4, 0, picture_id, 'x', 'mockup', id, ?5 FROM mockups
       WHERE user_id = ?1 AND id = ?2`,
    ).bind(person.userId, mockupId, newId(), id, now),
  ])
  return id
}

/** Another person's program decides about it. */
function programOf({ userId }: Person): Context {
  const actor = {
    kind: 'api_key',
    userId,
    keyId: newId(),
    name: 'Import',
    scopes: [],
  } satisfies Actor
  return forUser(testBase(), userId, actor)
}

describe('the history of a mockup', () => {
  test('says who decided what and why, also by way of another mockup of its picture', async () => {
    const { mockupId, assetId, pictureId } = await seedMockup(person)
    const again = await seedMockup(person, { assetId, pictureId, item: false })
    await browser.post(`/mockups/${mockupId}/reject`, {
      reason_code: 'crop',
      reason: 'at the left',
    })
    await decideMockup(programOf(person), mockupId, 'approved')
    await discardMockups(person.ctx, [again.mockupId])
    await restoreMockups(person.ctx, [again.mockupId])
    const history = partOf(await page(`/mockups/${again.mockupId}`), 'History')
    const order = [
      'Restored a mockup',
      'Deleted a mockup',
      'Approved a mockup API key “Import”',
      'Rejected a mockup Crop: at the left You ·',
    ]
    expect(order.map((said) => history.indexOf(said)).toSorted((one, two) => one - two)).toEqual(
      order.map((said) => history.indexOf(said)),
    )
    for (const said of order) expect(history).toContain(said)
    expect(partOf(await page(`/mockups/${mockupId}`), 'History')).not.toContain('Restored')
  })

  test('says who asked for it, what was rendered again of it, and which product took it', async () => {
    const { mockupId, runId } = await seedMockup(person)
    await browser.post(`/mockups/${mockupId}/approve`, {})
    const sent = await browser.post(`/mockups/${mockupId}/regenerate`, { group_id: newId() })
    expect(sent.status).toBe(303)
    const newer = await env.DB.prepare('SELECT id FROM mockups WHERE user_id = ? AND run_id <> ?')
      .bind(person.userId, runId)
      .first('id')
    const product = await addProduct(mockupId)
    const html = await page(`/mockups/${mockupId}`)
    expect(html).toMatch(new RegExp(`<a href="/mockups/${newer}">Rendered again as a new mockup`))
    expect(html).toMatch(new RegExp(`Used in the product <a href="/products/${product}">`))
    // The newer one was asked for, and none came after it.
    const other = partOf(await page(`/mockups/${newer}`), 'History')
    expect(other).toContain('Requested You ·')
    expect(other).not.toContain('Rendered again')
  })

  test('is of the newest twenty rows, newest first', async () => {
    const { mockupId } = await seedMockup(person)
    for (let n = 1; n <= 25; n += 1) {
      await browser.post(`/mockups/${mockupId}/score`, { quality_score: String(n / 100) })
    }
    const rows = await listHistory(person.ctx, mockupId)
    expect(rows).toHaveLength(20)
    expect(rows[0]?.details).toMatchObject({ quality_score: 0.25 })
    expect(rows.map(({ id }) => id)).toEqual(
      rows
        .map(({ id }) => id)
        .toSorted()
        .reverse(),
    )
  })
})

describe('the versions of a mockup', () => {
  test('are those of the same artwork in the same scene, newest first, each compared with it', async () => {
    const first = await seedMockup(person)
    expect(partOf(await page(`/mockups/${first.mockupId}`), 'Versions')).toBe('')
    const { assetId, pictureId } = first
    const second = await seedMockup(person, { assetId, status: 'rejected' })
    await env.DB.prepare(
      `UPDATE mockups SET placement = '{"fit":"cover"}', quality_score = 0.4
       WHERE user_id = ? AND id = ?`,
    )
      .bind(person.userId, second.mockupId)
      .run()
    const shared = await seedMockup(person, { assetId, pictureId, item: false })
    await seedMockup(person, { assetId, scene: 'home_office' })
    await seedMockup(person)
    const html = await page(`/mockups/${first.mockupId}`)
    const part = /<ul class="versions">.*?<\/ul>/s.exec(html)?.[0] ?? ''
    const links = [...part.matchAll(/class="version-open" href="\/mockups\/([^"]+)"/g)]
    expect(links.map(([, id]) => id)).toEqual([shared.mockupId, second.mockupId, first.mockupId])
    const compared = `/mockups/compare?id=${first.mockupId}&amp;id=${second.mockupId}`
    expect(part.match(/mockups\/compare[^"]*/g)).toEqual([compared.slice(1)])
    expect(textOf(part)).toMatch(
      /To review [^·]*The same picture Rejected .* own placement · score 0.4 Compare This one/,
    )
    expect(part.match(/aria-current/g)).toHaveLength(1)
  })

  test('are read with the page, and bounded, however many there are', async () => {
    const [few, many] = [await openFilledAccount(20), await openFilledAccount(3_000)]
    const pathOf = async (userId: string) => {
      const newest = 'SELECT max(id) AS id FROM mockups WHERE user_id = ?'
      return `/mockups/${await env.DB.prepare(newest).bind(userId).first('id')}`
    }
    const small = await recordCalls(await pathOf(few.userId), few)
    const large = await recordCalls(await pathOf(many.userId), many)
    expect(large.chain).toBe(1)
    expect((await large.answer.text()).match(/class="version"/g)).toHaveLength(12)
    expect(small.rowsRead).toBeLessThanOrEqual(700)
    expect(large.rowsRead).toBeLessThanOrEqual(1_000)
  })
})

describe('the quality score', () => {
  test('is set, changed and removed on the page', async () => {
    const { mockupId } = await seedMockup(person)
    const path = `/mockups/${mockupId}/score`
    const score = async () =>
      env.DB.prepare('SELECT quality_score FROM mockups WHERE user_id = ? AND id = ?')
        .bind(person.userId, mockupId)
        .first('quality_score')
    const sent = await browser.post(`${path}?status=completed&in=gallery`, {
      quality_score: '0,85',
      seen: '',
    })
    expect(sent.headers.get('location')).toBe(`/mockups/${mockupId}?status=completed&in=gallery`)
    expect(await score()).toBe(0.85)
    const html = await page(`/mockups/${mockupId}`)
    expect(textOf(html)).toContain('Saved the quality score 0.85.')
    expect(html).toMatch(
      /name="quality_score"[^>]* value="0.85"|value="0.85"[^>]* name="quality_score"/,
    )
    await browser.post(path, { quality_score: '', seen: '0.85' })
    expect(await score()).toBeNull()
  })

  test.each(['2', '-0.1', 'good'])('%s is refused and kept', async (typed) => {
    const { mockupId } = await seedMockup(person)
    const answer = await browser.post(`/mockups/${mockupId}/score`, { quality_score: typed })
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toContain(`value="${typed}"`)
    expect(html).toContain('Enter a number from 0 to 1, or leave it empty')
  })

  test('does not replace one that was saved after the page was opened', async () => {
    const { mockupId } = await seedMockup(person)
    const path = `/mockups/${mockupId}/score`
    await browser.post(path, { quality_score: '0.9', seen: '' })
    const late = await browser.post(path, { quality_score: '0.2', seen: '' })
    expect(late.status).toBe(409)
    const html = await late.text()
    expect(html).toContain('The score was changed to 0.9 after you opened this page.')
    expect(html).toContain('value="0.2"')
    expect(html).toContain('<input type="hidden" name="seen" value="0.9"/>')
    const same = await browser.post(path, { quality_score: '0.9', seen: '' })
    expect(same.status).toBe(303)
    const scored = (await listHistory(person.ctx, mockupId)).filter(
      (row) => row.action_type === 'mockup_scored',
    )
    expect(scored).toHaveLength(1)
  })
})

describe('a decided mockup', () => {
  test('returns to review on its page, also where it has no approval item', async () => {
    const { mockupId } = await seedMockup(person, { item: false })
    await browser.post(`/mockups/${mockupId}/reject`, {})
    const html = await page(`/mockups/${mockupId}`)
    expect(html).toContain(REOPEN)
    const answer = await browser.post(`/mockups/${mockupId}/reopen`, {})
    expect(answer.headers.get('location')).toBe(`/mockups/${mockupId}`)
    expect(await statusOf(mockupId)).toBe('completed')
    const text = await page(`/mockups/${mockupId}`)
    expect(text).toContain('Returned You are allowed to rest in Bedroom to review.')
    expect(text).not.toContain(REOPEN)
    expect(await page('/approvals')).toContain(`/mockups/${mockupId}?`)
  })

  test('returns to review from the list of what is decided, with its filters', async () => {
    const { mockupId, itemId } = await seedMockup(person)
    await browser.post(`/approvals/${itemId}/approve`, {})
    const list = '/approvals?status=approved&scene=bedroom'
    const action = `/approvals/${itemId}/reopen?status=approved&scene=bedroom`
    expect(await page(list)).toContain(`action="${action.replaceAll('&', '&amp;')}"`)
    const answer = await browser.post(action, {})
    expect(answer.headers.get('location')).toBe(list)
    expect(await statusOf(mockupId)).toBe('completed')
    const said = await page(list)
    expect(said).toContain('Returned You are allowed to rest in Bedroom to review. 1 left.')
  })

  test('has no button where it cannot, and says why a press from before is refused', async () => {
    const inProduct = await seedMockup(person)
    const old = await seedMockup(person, { scene: 'home_office' })
    const others = await seedMockup(person, { scene: 'living_room' })
    for (const { mockupId } of [inProduct, old]) {
      await browser.post(`/mockups/${mockupId}/approve`, {})
    }
    await decideMockup(programOf(person), others.mockupId, 'approved')
    await addProduct(inProduct.mockupId)
    const before = new Date(Date.now() - DAY_MS - 1_000).toISOString()
    await env.DB.batch(
      ['pictures', 'approval_items'].map((table) =>
        env.DB.prepare(
          `UPDATE ${table} SET decided_at = ? WHERE user_id = ? AND scene = 'home_office'`,
        ).bind(before, person.userId),
      ),
    )
    const list = await page('/approvals?status=approved')
    expect(list).not.toContain(REOPEN)
    const refusals = [
      [inProduct, 'A product uses this mockup, so it stays approved.'],
      [old, 'A decision can only be undone for 24 hours.'],
      [others, 'This was decided by Import, and only they can reopen it.'],
    ] as const
    for (const [{ mockupId, itemId }, why] of refusals) {
      expect(await page(`/mockups/${mockupId}`)).not.toContain(REOPEN)
      for (const path of [`/mockups/${mockupId}`, `/approvals/${itemId}`]) {
        const refused = await browser.post(`${path}/reopen`, {})
        expect(refused.status).toBe(409)
        expect(await refused.text()).toContain(why)
      }
      expect(await statusOf(mockupId)).toBe('approved')
    }
  })
})
