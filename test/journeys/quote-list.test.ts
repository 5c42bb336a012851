import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { forUser } from '../../src/context.ts'
import { storeAsset } from '../../src/domain/assets/store-asset.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { testBase } from '../support/worker/create-user.ts'
import { PNG_6X8 } from '../support/worker/pictures.ts'

/** What the preview has in its form. */
function formOf(html: string): Record<string, string> {
  const form: Record<string, string> = {}
  const unescaped = (text: string) =>
    text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
  for (const [, tag = '', name = ''] of html.matchAll(
    /<(input|textarea|select)[^>]* name="([^"]+)"/g,
  )) {
    const rest = html.slice(html.indexOf(`name="${name}"`))
    if (tag === 'textarea') form[name] = unescaped(/>([^<]*)</.exec(rest)?.[1] ?? '')
    if (tag === 'select') {
      const options = rest.slice(0, rest.indexOf('</select>'))
      form[name] = /<option value="([^"]*)" selected/.exec(options)?.[1] ?? ''
    }
    if (tag === 'input')
      form[name] = unescaped(/value="([^"]*)"/.exec(rest.slice(0, 200))?.[1] ?? '')
  }
  return form
}

/** A person in a browser, who uploads artworks by their file names. */
async function createPerson() {
  const browser = await openBrowser()
  const userId = String(
    await env.DB.prepare('SELECT id FROM users ORDER BY rowid DESC LIMIT 1').first('id'),
  )
  const ctx = forUser(testBase(), userId, { kind: 'system', job: 'test' })
  const upload = async (fileName: string) => {
    return (await storeAsset(ctx, { bytes: PNG_6X8, fileName })).id
  }
  return { browser, userId, upload }
}

async function preview(browser: Browser, list: string, collection = 'growth') {
  const form = new FormData()
  form.set('list', list)
  form.set('collection', collection)
  const answer = await browser.post('/quotes/list', form)
  const html = await answer.text()
  return { status: answer.status, html, form: formOf(html) }
}

async function rowsOf(userId: string, sql: string) {
  const { results } = await env.DB.prepare(sql).bind(userId).all()
  return results
}

const QUOTES = 'SELECT text, author, collection FROM quotes WHERE user_id = ? ORDER BY text'
const LINKS = `SELECT a.title, q.text FROM assets AS a LEFT JOIN quotes AS q
  ON q.user_id = a.user_id AND q.id = a.quote_id WHERE a.user_id = ? ORDER BY a.title`

describe('quotes by the list', () => {
  test('are shown with their artworks first, then added once, however often it is pressed', async () => {
    const { browser, userId, upload } = await createPerson()
    await upload('rest-is-not-a-reward.png')
    await upload('you-are-allowed.png')
    const list = [
      'Rest is not a reward',
      'You are allowed to rest. — Ada',
      'Nothing to force',
    ].join('\n')
    const shown = await preview(browser, list)
    expect(shown.status).toBe(200)
    expect(shown.html).toContain('Same name')
    expect(shown.html).toContain('Similar name: check it')
    expect(shown.html).toContain('No artwork of this name')
    expect(await rowsOf(userId, QUOTES)).toEqual([])
    expect(shown.form['author.2']).toBe('Ada')
    for (let press = 0; press < 2; press += 1) {
      const saved = await browser.post('/quotes/list/save', shown.form)
      expect(saved.status, await saved.text()).toBe(303)
    }
    expect(await rowsOf(userId, QUOTES)).toEqual([
      { text: 'Nothing to force', author: null, collection: 'growth' },
      { text: 'Rest is not a reward', author: null, collection: 'growth' },
      { text: 'You are allowed to rest.', author: 'Ada', collection: 'growth' },
    ])
    expect(await rowsOf(userId, LINKS)).toEqual([
      { title: 'Rest Is Not a Reward', text: 'Rest is not a reward' },
      { title: 'You Are Allowed', text: 'You are allowed to rest.' },
    ])
    const added = await rowsOf(
      userId,
      `SELECT id FROM activity_log WHERE user_id = ? AND action_type = 'quote_created'`,
    )
    expect(added).toHaveLength(3)
  })

  test('that are there already, or twice in the list, are joined', async () => {
    const { browser, userId, upload } = await createPerson()
    const stored = {
      text: 'Rest is not a reward.',
      author: 'Ada',
      collection: 'grounding',
      mood: '',
    }
    expect((await browser.post('/quotes', stored)).status).toBe(303)
    await upload('rest-is-not-a-reward.png')
    const { html, form } = await preview(browser, 'rest is not a reward\nBe still\nBe still!')
    expect(html).toContain('Already one of your quotes')
    expect(html).toContain('The same as an earlier line')
    expect((await browser.post('/quotes/list/save', form)).status).toBe(303)
    const { mood: _, ...kept } = stored
    expect(await rowsOf(userId, QUOTES)).toEqual([
      { text: 'Be still', author: null, collection: 'growth' },
      kept,
    ])
    expect(await rowsOf(userId, LINKS)).toEqual([
      { title: 'Rest Is Not a Reward', text: 'Rest is not a reward.' },
    ])
  })

  test('can be changed and left out; what is wrong is said at its line, and nothing typed is lost', async () => {
    const { browser, userId, upload } = await createPerson()
    const artwork = await upload('dawn.png')
    const { form } = await preview(browser, 'One quote\nTwo quotes\nThree quotes', '')
    const typed: Record<string, string> = {
      ...form,
      'text.1': 'One quote, changed',
      'collection.1': 'wholeness',
      'asset_id.1': artwork,
      'asset_id.3': artwork,
    }
    const { 'use.2': _, ...without } = typed
    const refused = await browser.post('/quotes/list/save', without)
    expect(refused.status).toBe(400)
    const html = await refused.text()
    expect(html).toContain('This artwork is chosen in line 1 too')
    expect(html).toContain('Choose a collection')
    const again = formOf(html)
    expect(again).toMatchObject({ 'text.1': 'One quote, changed', 'collection.1': 'wholeness' })
    expect(await rowsOf(userId, QUOTES)).toEqual([])
    const { 'use.3': _third, ...mended }: Record<string, string> = without
    expect((await browser.post('/quotes/list/save', mended)).status).toBe(303)
    expect(await rowsOf(userId, QUOTES)).toMatchObject([{ text: 'One quote, changed' }])
  })

  test('come from a file too; a list of more than 200, of none, or of no text is refused', async () => {
    const browser = await openBrowser()
    const send = async (file: File) => {
      const form = new FormData()
      form.set('list', '')
      form.set('collection', '')
      form.set('file', file)
      const answer = await browser.post('/quotes/list', form)
      return { status: answer.status, html: await answer.text() }
    }
    const csv = 'text,author,collection\n"One, two",Ada,Growth\n'
    const read = await send(new File([csv], 'quotes.csv'))
    expect(read.status).toBe(200)
    expect(formOf(read.html)).toMatchObject({ 'text.1': 'One, two', 'collection.1': 'growth' })
    const binary = await send(new File([PNG_6X8], 'quotes.csv'))
    expect(binary.status).toBe(400)
    expect(binary.html).toContain('This file is not a text')
    const many = await preview(browser, 'A quote\n'.repeat(201))
    expect(many.status).toBe(400)
    expect(many.html).toContain('Up to 200 can be added at once')
    expect((await preview(browser, ' \n')).status).toBe(400)
  })

  test('never takes an artwork of somebody else', async () => {
    const { browser, userId } = await createPerson()
    const other = await createPerson()
    const theirs = await other.upload('dawn.png')
    const { form } = await preview(browser, 'One quote')
    const refused = await browser.post('/quotes/list/save', { ...form, 'asset_id.1': theirs })
    expect(refused.status).toBe(400)
    expect(await rowsOf(userId, QUOTES)).toEqual([])
  })
})
