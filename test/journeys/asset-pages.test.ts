import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { readProfiles } from '../../src/domain/assets/read-profiles.ts'
import { newId } from '../../src/ids.ts'
import { plainPng } from '../support/worker/artwork.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { testBase } from '../support/worker/create-user.ts'
import { openPerson } from '../support/worker/open-person.ts'
import { JPEG_5X7, PNG_6X8, pngOfBytes, TEXT } from '../support/worker/pictures.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

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

async function uploaded(
  browser: Browser,
  fields: Record<string, string> = {},
  bytes = PNG_6X8,
): Promise<string> {
  const answer = await browser.post('/assets', uploadForm(bytes, fields))
  expect(answer.status).toBe(303)
  const id = (await pageOf(browser, '/assets')).match(/id="asset-([0-9a-f-]{36})"/)?.[1]
  if (!id) throw new Error('the upload is not on the page')
  return id
}

async function addedQuote(browser: Browser, text = 'Rest'): Promise<string> {
  const form = { text, collection: 'growth', author: '', mood: '' }
  expect((await browser.post('/quotes', form)).headers.get('location')).toBe('/quotes')
  const id = (await pageOf(browser, '/quotes')).match(/edit=([0-9a-f-]{36})/)?.[1]
  if (!id) throw new Error('the quote is not on the page')
  return id
}

describe('the page of assets', () => {
  test('leads to the first upload while there is none', async () => {
    const html = await pageOf(await openBrowser(), '/assets')
    expect(html).toContain('No artwork yet')
    expect(html).toMatch(/href="\/assets\/upload\?add=[0-9a-f-]{36}"/)
    expect(html).not.toContain('All Status')
  })

  test('takes an upload and shows it under the words of its file', async () => {
    const browser = await openBrowser()
    await uploaded(browser)
    const html = await pageOf(browser, '/assets')
    expect(html).toContain('Small Day')
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
      'Choose at least one file',
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
    expect(await refused.text()).toContain('Enter a title')
    const saved = await browser.post(`/assets/${id}?status=active`, {
      title: 'Roots <b>',
      quote_id: quoteId,
    })
    expect(saved.headers.get('location')).toBe(`/assets/${id}?status=active`)
    expect(await pageOf(browser, `/assets/${id}?status=active`)).toContain('Saved Roots &lt;b&gt;.')
    const html = await pageOf(browser, `/assets?quote_id=${quoteId}`)
    expect(html).toContain('Roots &lt;b&gt;')
    expect(html).toContain('Artwork for “Roots first”')
    expect(html).toContain('Growth')
  })

  test('archives, restores and deletes', async () => {
    const browser = await openBrowser()
    const id = await uploaded(browser)
    await browser.post(`/assets/${id}/archive`, {})
    expect(await pageOf(browser, '/assets?status=active')).toContain('Nothing matches')
    await browser.post(`/assets/${id}/restore`, {})
    expect(await pageOf(browser, '/assets?status=active')).toContain('Small Day')
    const deleted = await browser.post(`/assets/${id}/delete`, {})
    expect(deleted.headers.get('location')).toBe('/assets')
    expect(await pageOf(browser, '/assets')).toContain('No artwork yet')
  })

  test('carries what was ticked to the page of generating', async () => {
    const browser = await openBrowser()
    const first = await uploaded(browser)
    const second = await uploaded(browser, { title: 'Two' }, JPEG_5X7)
    const form = new FormData()
    form.append('asset', first)
    form.append('asset', second)
    form.append('asset', 'seven')
    const wrong = await browser.post('/assets/generate', form)
    expect(wrong.headers.get('location')).toBe('/assets')
    form.delete('asset')
    form.append('asset', first)
    form.append('asset', second)
    const right = await browser.post('/assets/generate', form)
    expect(right.headers.get('location')).toBe(`/generate?asset=${first}&asset=${second}`)
  })

  test('ignores filters it cannot read, and an offset past the end', async () => {
    const browser = await openBrowser()
    await uploaded(browser)
    expect(await pageOf(browser, '/assets?status=lost&offset=-1&quote_id=x')).toContain('Small Day')
    const past = await browser.get('/assets?offset=240')
    expect(past.headers.get('location')).toBe('/assets')
  })

  test('is another for another person', async () => {
    const [browser, other] = [await openBrowser(), await openBrowser()]
    const id = await uploaded(browser)
    expect(await pageOf(other, '/assets')).toContain('No artwork yet')
    expect((await other.get(`/assets/${id}`)).status).toBe(404)
    expect((await other.get(`/assets?edit=${id}`)).headers.get('location')).toBe(`/assets/${id}`)
    for (const action of ['', '/archive', '/delete']) {
      const answer = await other.post(`/assets/${id}${action}`, { title: 'Mine', quote_id: '' })
      expect(answer.status).toBe(404)
    }
    expect(await pageOf(browser, '/assets')).toContain('Small Day')
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
    expect(html.split('id="results"')[1]).not.toContain('Begin again')
    expect(html).toContain('1 artwork with this quote')
    await browser.post(`/quotes/${id}/delete`, {})
    expect(await pageOf(browser, '/quotes')).toContain('No quotes yet')
    expect(await pageOf(browser, '/assets')).toContain('Small Day')
  })
})

describe('uploading several', () => {
  type Named = readonly [name: string, bytes: Uint8Array<ArrayBuffer>]

  function formOf(files: readonly Named[], fields: Record<string, string> = {}): FormData {
    const form = new FormData()
    for (const [name, bytes] of files) form.append('file', new File([bytes], name))
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    return form
  }

  const TWO: readonly Named[] = [
    ['06 let it be easy.png', PNG_6X8],
    ['07_rest_final.jpg', JPEG_5X7],
  ]

  test('in one plain form stores each under a clean title', async () => {
    const browser = await openBrowser()
    const answer = await browser.post('/assets', formOf(TWO, { collection: 'growth' }))
    expect(answer.headers.get('location')).toBe('/assets')
    const html = await pageOf(browser, '/assets')
    for (const text of ['Uploaded 2 artworks.', 'Let It Be Easy', 'Rest', 'Growth']) {
      expect(html).toContain(text)
    }
  })

  test('says of each what was stored and what was not', async () => {
    const browser = await openBrowser()
    await uploaded(browser, { title: 'First' })
    const three = [...TWO, ['notes.png', TEXT]] as const
    const answer = await browser.post('/assets', formOf(three))
    expect(answer.status).toBe(415)
    const html = await answer.text()
    expect(html).toContain('1 artwork uploaded, 1 already uploaded, 1 file not uploaded')
    expect(html).toMatch(/Uploaded as <a href="\/assets\/[0-9a-f-]{36}">Rest</)
    expect(html).toMatch(/Already uploaded as <a href="\/assets\/[0-9a-f-]{36}">First</)
    expect(html).toMatch(/notes\.png.*not a PNG/s)
    expect(await pageOf(browser, '/assets')).toContain('data-announce="2 artworks"')
  })

  test('takes at most ten files and 40 MB, and stores nothing of more', async () => {
    const browser = await openBrowser()
    const eleven = Array.from({ length: 11 }, (_, n) => [`${n}.png`, PNG_6X8] as const)
    const many = await browser.post('/assets', formOf(eleven))
    expect(many.status).toBe(400)
    expect(await many.text()).toContain('Send at most 10 files')
    const large = ['a', 'b'].map((name) => [name, pngOfBytes(21 * 1024 * 1024)] as const)
    const answer = await browser.post('/assets', formOf(large))
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('Together, these files are larger than 40 MB')
    expect(await pageOf(browser, '/assets')).toContain('No artwork yet')
  })

  test('adds a quote that was typed, with its collection, to all of them', async () => {
    const browser = await openBrowser()
    const fields = { new_quote: 'Let it be easy', collection: '' }
    const without = await browser.post('/assets', formOf(TWO, fields))
    expect(without.status).toBe(400)
    const html = await without.text()
    expect(html).toContain('Choose a collection for the new quote')
    expect(html).toContain('value="Let it be easy"')
    expect(await pageOf(browser, '/assets')).toContain('No artwork yet')
    const done = await browser.post('/assets', formOf(TWO, { ...fields, collection: 'growth' }))
    expect(done.status).toBe(303)
    expect(await pageOf(browser, '/quotes')).toContain('2 artworks with this quote')
  })

  async function sent(browser: Browser, [name, bytes]: Named, fields = {}): Promise<string> {
    const answer = await browser.post('/assets/upload', formOf([[name, bytes]], fields))
    return answer.text()
  }
  const idIn = (row: string) => /data-uploaded="([0-9a-f-]{36})"/.exec(row)?.[1] ?? ''

  test('one by one, answers with a row that judges size and shape', async () => {
    const browser = await openBrowser()
    const square = await plainPng(2000, 2000, [1, 2, 3])
    const row = await sent(browser, ['06 let it be easy.png', square])
    expect(row).toMatch(/^<li class="upload"/)
    expect(row).toContain('value="Let It Be Easy"')
    expect(row).toContain('None of your sizes fits this shape.')
    expect(row).toContain('Square: white bars in five rooms.')
    const portrait = await plainPng(2200, 2800, [1, 2, 3])
    expect(await sent(browser, ['a.png', portrait])).toContain('Prints well up to 11×14.')
    expect(await sent(browser, ['notes.png', TEXT])).toContain('not a PNG')
  })

  test('knows the same file again, stores it once, and says so', async () => {
    const browser = await openBrowser()
    const [first, second] = await Promise.all([
      sent(browser, ['a.png', PNG_6X8], { work_id: newId() }),
      sent(browser, ['b.png', PNG_6X8], { work_id: newId() }),
    ])
    expect([first, second].filter((row) => row.includes('data-known'))).toHaveLength(1)
    expect(await pageOf(browser, '/assets')).toContain('data-announce="1 artwork"')
    const again = await sent(browser, ['c.png', PNG_6X8], { work_id: newId() })
    expect(again).toContain('Already uploaded as')
  })

  test('sent again after a lost answer is the same artwork, not a known one', async () => {
    const browser = await openBrowser()
    const work = { work_id: newId() }
    const first = await sent(browser, ['a.png', PNG_6X8], work)
    expect(idIn(await sent(browser, ['a.png', PNG_6X8], work))).toBe(idIn(first))
  })

  test('saves titles, quotes and collections with one press', async () => {
    const browser = await openBrowser()
    const quoteId = await addedQuote(browser, 'Roots first')
    const work_id = newId()
    const [one, other] = [
      idIn(await sent(browser, ['a.png', PNG_6X8], { work_id })),
      idIn(await sent(browser, ['b.jpg', JPEG_5X7], { work_id })),
    ]
    const form = new FormData()
    for (const id of [one, other]) form.append('id', id)
    const typed = {
      ...{ work_id, quote_id: quoteId, [`title:${one}`]: 'Quiet', [`title:${other}`]: 'Dawn' },
      ...{ [`new_quote:${other}`]: 'Begin again', [`collection:${other}`]: 'grounding' },
    }
    for (const [name, value] of Object.entries(typed)) form.set(name, value)
    const saved = await browser.post('/assets/upload/save', form)
    expect(saved.headers.get('location')).toBe('/assets')
    const list = await pageOf(browser, '/assets')
    expect(list).toContain('Saved 2 artworks.')
    expect(list).toContain(`/generate?asset=${one}&amp;asset=${other}`)
    expect(await pageOf(browser, `/assets/${one}`)).toContain('Roots first')
    expect(await pageOf(browser, `/assets/${other}`)).toContain('Begin again')
    expect((await browser.post('/assets/upload/save', form)).status).toBe(303)
    expect(await pageOf(browser, '/quotes')).toContain('data-announce="2 quotes"')
    form.set('after', 'generate')
    const on = await browser.post('/assets/upload/save', form)
    expect(on.headers.get('location')).toBe(`/generate?asset=${one}&asset=${other}`)
  })

  test('keeps what was typed for each where a choice is refused', async () => {
    const browser = await openBrowser()
    const id = idIn(await sent(browser, ['a.png', PNG_6X8]))
    const fields = { id, [`title:${id}`]: 'Typed', [`new_quote:${id}`]: 'Begin again' }
    const answer = await browser.post('/assets/upload/save', fields)
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toContain('Choose a collection for the new quote')
    expect(html).toContain('value="Typed"')
    expect(html).toContain('value="Begin again"')
    const gone = await browser.post('/assets/upload/save', { id, quote_id: newId() })
    expect(gone.status).toBe(404)
    expect(await gone.text()).toContain('This quote was deleted')
    expect(await pageOf(browser, `/assets/${id}`)).toContain('<h1 tabindex="-1">A</h1>')
  })

  test('takes back one that was dropped by mistake, and nobody else’s', async () => {
    const [browser, other] = [await openBrowser(), await openBrowser()]
    const id = idIn(await sent(browser, ['a.png', PNG_6X8]))
    expect((await other.post('/assets/upload/remove', { id })).status).toBe(404)
    expect((await browser.post('/assets/upload/remove', { id })).status).toBe(204)
    expect(await pageOf(browser, '/assets')).toContain('No artwork yet')
  })
})

describe('the page of an artwork', () => {
  test('shows mockups by room, products and print sizes, and leads on', async () => {
    const { browser, person } = await openPerson()
    const { assetId } = await seedMockup(person, { status: 'approved', scene: 'therapy_office' })
    await seedMockup(person, { assetId, scene: 'bedroom' })
    const html = await pageOf(browser, `/assets/${assetId}`)
    const [bedroom, office] = ['Bedroom', 'Therapy Office'].map((room) =>
      html.indexOf(`>${room}</a>`),
    )
    expect(bedroom).toBeGreaterThan(0)
    expect(office).toBeGreaterThan(bedroom ?? 0)
    expect(html).toContain('To review')
    expect(html).toContain('Approved')
    expect(html).toContain(`href="/generate?asset=${assetId}"`)
    expect(html).toContain(`href="/products/new?asset=${assetId}"`)
    expect(html).toContain('Prints well up to 18×24')
    expect(html).toContain('aria-label="8×10 cuts off 6% of the artwork, at top and bottom"')
    expect(html).toContain('aria-label="24×36 cuts off 11% of the artwork, at both sides"')
    expect(html).not.toContain('Too low')
    expect(html).toContain('Colour profile</dt><dd>Not known')
  })

  test('says what the file says of its colours, read later where nobody has looked', async () => {
    const browser = await openBrowser()
    const id = await uploaded(browser)
    const said = 'It is taken as sRGB, which is nearly always right.'
    const path = `/assets/${id}`
    const html = await pageOf(browser, path)
    expect(html).toContain(said)
    expect(html).toContain('Too low')
    const forget = env.DB.prepare(
      "UPDATE assets SET profile = NULL, has_alpha = NULL, updated_at = '2000-01-01' WHERE id = ?",
    )
    await forget.bind(id).run()
    expect(await pageOf(browser, path)).not.toContain(said)
    await readProfiles(testBase())
    expect(await pageOf(browser, path)).toContain(said)
  })

  test('archives with a way back, and keeps the list it was opened from', async () => {
    const browser = await openBrowser()
    const id = await uploaded(browser)
    const archived = await browser.post(`/assets/${id}/archive?status=active`, { back: 'artwork' })
    expect(archived.headers.get('location')).toBe(`/assets/${id}?status=active`)
    const html = await pageOf(browser, `/assets/${id}?status=active`)
    expect(html).toContain('Archived Small Day.')
    expect(html).toContain('class="back-link" href="/assets?status=active"')
    const undo = /<form class="action-form" method="post" action="([^"]+)" data-undo/.exec(
      html,
    )?.[1]
    expect(undo).toBe(`/assets/${id}/restore?status=active`)
    await browser.post(undo ?? '', { back: '' })
    expect(await pageOf(browser, '/assets?status=active')).toContain('Restored Small Day.')
  })
})
