import { describe, expect, test } from 'vitest'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { PNG_6X8, pngOfBytes, TEXT } from '../support/worker/pictures.ts'

function uploadForm(bytes: Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}): FormData {
  const form = new FormData()
  form.set('file', new File([bytes], 'small-day.png', { type: 'image/png' }))
  for (const [name, value] of Object.entries({ title: '', quote_id: '', ...fields })) {
    form.set(name, value)
  }
  return form
}

async function pageOf(browser: Browser, path: string): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(200)
  return answer.text()
}

async function uploaded(browser: Browser, fields: Record<string, string> = {}): Promise<string> {
  const answer = await browser.post('/assets', uploadForm(PNG_6X8, fields))
  expect(answer.status).toBe(303)
  const id = (await pageOf(browser, '/assets')).match(/edit=([0-9a-f-]{36})/)?.[1]
  if (!id) throw new Error('the upload is not on the page')
  return id
}

async function addedQuote(browser: Browser, text = 'Rest'): Promise<string> {
  const form = { text, collection: 'growth', author: '', mood: '' }
  expect((await browser.post('/quotes', form)).headers.get('location')).toBe('/quotes?done=added')
  const id = (await pageOf(browser, '/quotes')).match(/edit=([0-9a-f-]{36})/)?.[1]
  if (!id) throw new Error('the quote is not on the page')
  return id
}

describe('the page of assets', () => {
  test('leads to the first upload while there is none', async () => {
    const html = await pageOf(await openBrowser(), '/assets')
    expect(html).toContain('No artwork yet')
    expect(html).toContain('type="file"')
    expect(html).not.toContain('All Status')
  })

  test('takes an upload and shows it under the words of its file', async () => {
    const browser = await openBrowser()
    await uploaded(browser)
    const html = await pageOf(browser, '/assets?done=uploaded')
    expect(html).toContain('The artwork is stored.')
    expect(html).toContain('Small day')
    expect(html).toContain('6 × 8 px')
    expect(html).toMatch(/<img src="\/files\/users\/[^"]+-thumbnail\.webp\?/)
  })

  test.each([
    ['a text named .png', () => uploadForm(TEXT, { title: 'Kept title' }), 415, 'not a PNG'],
    ['21 MB', () => uploadForm(pngOfBytes(21 * 1024 * 1024)), 413, 'larger than 20 MB'],
    [
      'no file',
      () => uploadForm(new Uint8Array(), { title: 'Kept title' }),
      400,
      'Choose a picture',
    ],
  ])('refuses %s next to the field', async (_name, form, status, sentence) => {
    const browser = await openBrowser()
    const answer = await browser.post('/assets', form())
    expect(answer.status).toBe(status)
    const html = await answer.text()
    expect(html).toMatch(/class="field-error"/)
    expect(html).toContain(sentence)
    if (status !== 413) expect(html).toContain('value="Kept title"')
    expect(await pageOf(browser, '/assets')).toContain('No artwork yet')
  })

  test('changes title and quote, and shows what is wrong with a change', async () => {
    const browser = await openBrowser()
    const [id, quoteId] = [await uploaded(browser), await addedQuote(browser, 'Roots first')]
    const refused = await browser.post(`/assets/${id}`, { title: ' ', quote_id: quoteId })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('Give it a title')
    const saved = await browser.post(`/assets/${id}?status=active`, {
      title: 'Roots <b>',
      quote_id: quoteId,
    })
    expect(saved.headers.get('location')).toBe('/assets?status=active&done=saved')
    const html = await pageOf(browser, `/assets?quote_id=${quoteId}`)
    expect(html).toContain('Roots &lt;b&gt;')
    expect(html).toContain('Finished artwork for “Roots first”')
    expect(html).toContain('Growth')
  })

  test('archives, restores and deletes', async () => {
    const browser = await openBrowser()
    const id = await uploaded(browser)
    await browser.post(`/assets/${id}/archive`, {})
    expect(await pageOf(browser, '/assets?status=active')).toContain('Nothing matches')
    await browser.post(`/assets/${id}/restore`, {})
    expect(await pageOf(browser, '/assets?status=active')).toContain('Small day')
    const deleted = await browser.post(`/assets/${id}/delete`, {})
    expect(deleted.headers.get('location')).toBe('/assets?done=deleted')
    expect(await pageOf(browser, '/assets')).toContain('No artwork yet')
  })

  test('carries what was ticked to the page of generating', async () => {
    const browser = await openBrowser()
    const [first, second] = [await uploaded(browser), await uploaded(browser, { title: 'Two' })]
    const form = new FormData()
    form.append('asset', first)
    form.append('asset', second)
    form.append('asset', 'seven')
    const wrong = await browser.post('/assets/generate', form)
    expect(wrong.headers.get('location')).toBe('/assets?done=none')
    form.delete('asset')
    form.append('asset', first)
    form.append('asset', second)
    const right = await browser.post('/assets/generate', form)
    expect(right.headers.get('location')).toBe(`/generate?asset=${first}&asset=${second}`)
  })

  test('ignores filters it cannot read, and an offset past the end', async () => {
    const browser = await openBrowser()
    await uploaded(browser)
    expect(await pageOf(browser, '/assets?status=lost&offset=-1&quote_id=x')).toContain('Small day')
    const past = await browser.get('/assets?offset=240')
    expect(past.headers.get('location')).toBe('/assets')
  })

  test('is another for another person', async () => {
    const [browser, other] = [await openBrowser(), await openBrowser()]
    const id = await uploaded(browser)
    expect(await pageOf(other, '/assets')).toContain('No artwork yet')
    expect((await other.get(`/assets?edit=${id}`)).status).toBe(404)
    for (const action of ['', '/archive', '/delete']) {
      const answer = await other.post(`/assets/${id}${action}`, { title: 'Mine', quote_id: '' })
      expect(answer.status).toBe(404)
    }
    expect(await pageOf(browser, '/assets')).toContain('Small day')
  })
})

describe('the page of quotes', () => {
  test('leads to the first quote while there is none', async () => {
    const html = await pageOf(await openBrowser(), '/quotes')
    expect(html).toContain('No quotes yet')
    expect(html).toContain('<textarea')
  })

  test('keeps what was typed when something is missing', async () => {
    const browser = await openBrowser()
    const answer = await browser.post('/quotes', { text: '', author: 'R. Vale', mood: 'calm' })
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toContain('Write the quote')
    expect(html).toContain('Choose a collection')
    expect(html).toContain('value="R. Vale"')
  })

  test('adds, changes, counts artworks and deletes', async () => {
    const browser = await openBrowser()
    const id = await addedQuote(browser, 'Begin again')
    await uploaded(browser, { quote_id: id })
    await browser.post(`/quotes/${id}`, { text: 'Begin', collection: 'grounding' })
    const html = await pageOf(browser, '/quotes?collection=grounding')
    expect(html).toContain('Begin')
    expect(html).not.toContain('Begin again')
    expect(html).toContain('1 artwork for this quote')
    await browser.post(`/quotes/${id}/delete`, {})
    expect(await pageOf(browser, '/quotes')).toContain('No quotes yet')
    expect(await pageOf(browser, '/assets')).toContain('Small day')
  })
})
