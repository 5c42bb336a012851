import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { PNG_6X8 } from '../support/worker/pictures.ts'
import { addProduct } from '../support/worker/products.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { upload } from '../support/worker/upload.ts'

const row = z.object({ id: z.string() })
const listed = z.object({ total: z.number(), next_cursor: z.string().optional() })
const quoteAnswer = z.object({ quote: row })
const assetAnswer = z.object({ asset: row })

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

async function addQuote(text: string, more: Record<string, string> = {}, of = user) {
  const input = { text, collection: 'growth', ...more }
  const answer = await api(of, 'POST', '/api/quotes', input)
  return quoteAnswer.parse(await answer.json()).quote.id
}

async function addAsset(title: string, more: Record<string, string> = {}, of = user) {
  const answer = await upload(of, PNG_6X8, { title, ...more })
  return assetAnswer.parse(await answer.json()).asset.id
}

async function list(noun: 'quotes' | 'assets' | 'products', query: string, of = user) {
  const answer = await api(of, 'GET', `/api/${noun}?${query}`)
  const body: unknown = await answer.json()
  const rows = z.object({ [noun]: z.array(row) }).parse(body)
  return { ...listed.parse(body), ids: rows[noun]?.map(({ id }) => id) ?? [] }
}

const idsOf = async (...args: Parameters<typeof list>) => (await list(...args)).ids

describe('a search', () => {
  test("finds only the user's own rows", async () => {
    const other = await createUser()
    for (const of of [user, other]) {
      const mine = [
        await addQuote('Rest by the river', {}, of),
        await addAsset('Rest by the river', {}, of),
        (await addProduct(of, { title: 'Rest by the river' })).id,
      ]
      for (const [index, noun] of (['quotes', 'assets', 'products'] as const).entries()) {
        for (const search of ['river', 'by']) {
          const found = await list(noun, `search=${search}`, of)
          expect(found).toMatchObject({ total: 1, ids: [mine[index]] })
        }
      }
    }
  })

  test('finds nothing for a user without any row', async () => {
    expect(await list('quotes', 'search=river')).toMatchObject({ total: 0, ids: [] })
  })

  test('follows a change, and what is deleted is not found', async () => {
    const id = await addQuote('Rest by the river', { author: 'Ada' })
    await api(user, 'PATCH', `/api/quotes/${id}`, { text: 'Begin at dawn', author: 'Grace' })
    expect(await idsOf('quotes', 'search=river')).toEqual([])
    expect(await idsOf('quotes', 'search=Ada')).toEqual([])
    expect(await idsOf('quotes', 'search=DAWN')).toEqual([id])
    expect(await idsOf('quotes', 'search=grace')).toEqual([id])
    await api(user, 'DELETE', `/api/quotes/${id}`)
    expect(await list('quotes', 'search=dawn')).toMatchObject({ total: 0, ids: [] })
    const product = await addProduct(user, { title: 'Dawn print', tags: ['calm'] })
    await api(user, 'PATCH', `/api/products/${product.id}`, { tags: ['soft', 'light of day'] })
    expect(await idsOf('products', 'search=calm')).toEqual([])
    expect(await idsOf('products', 'search=t+light')).toEqual([])
    expect(await idsOf('products', 'search=light+of')).toEqual([product.id])
    const asset = await addAsset('Dawn')
    await api(user, 'DELETE', `/api/assets/${asset}`)
    expect(await idsOf('assets', 'search=dawn')).toEqual([])
  })

  test('of one or two characters finds words that begin or end with them', async () => {
    const id = await addQuote('You may rest')
    for (const search of ['re', 'st', 'r', 't', 'ma', 'ou']) {
      expect([search, await idsOf('quotes', `search=${search}`)]).toEqual([search, [id]])
    }
    for (const search of ['es', 'e', 'rm']) {
      expect([search, await idsOf('quotes', `search=${search}`)]).toEqual([search, []])
    }
  })

  test('keeps to the status and the collection that are asked for', async () => {
    const [growth, calm] = [
      await addQuote('Rest in growth'),
      await addQuote('Rest in calm', { collection: 'grounding' }),
    ]
    expect(await idsOf('quotes', 'search=rest&collection=grounding')).toEqual([calm])
    const [one, two] = [
      await addAsset('Rest one', { quote_id: growth }),
      await addAsset('Rest two', { quote_id: calm }),
    ]
    await api(user, 'PATCH', `/api/assets/${one}`, { status: 'archived' })
    expect(await idsOf('assets', 'search=rest&status=active')).toEqual([two])
    expect(await idsOf('assets', 'search=rest&collection=growth')).toEqual([one])
    expect(await list('assets', 'search=rest&collection=growth&status=active')).toMatchObject({
      total: 0,
    })
    expect(await idsOf('assets', `search=two&quote_id=${calm}`)).toEqual([two])
    const sold = await addProduct(user, { title: 'Rest sold', collection: 'growth' })
    await addProduct(user, { title: 'Rest kept', collection: 'growth' })
    await api(user, 'POST', `/api/products/${sold.id}/archive`)
    expect(await idsOf('products', 'search=rest&status=archived')).toEqual([sold.id])
    expect(await idsOf('products', 'search=sold&collection=grounding')).toEqual([])
  })

  test('keeps to artworks without mockups, active ones unless it is said otherwise', async () => {
    const [rest, drawn] = [await addAsset('Rest'), await addAsset('Rest drawn')]
    const archived = await addAsset('Rest archived')
    await seedMockup(user, { assetId: drawn })
    await api(user, 'PATCH', `/api/assets/${archived}`, { status: 'archived' })
    for (const query of ['', '&search=rest']) {
      const found = await list('assets', `without_mockups=true${query}`)
      expect(found).toMatchObject({ total: 1, ids: [rest] })
      const put = await idsOf('assets', `without_mockups=true&status=archived${query}`)
      expect(put).toEqual([archived])
    }
    expect(await list('assets', 'without_mockups=false')).toMatchObject({ total: 3 })
    const shown = await (await api(user, 'GET', `/api/assets/${drawn}`)).json()
    expect(shown).toMatchObject({ asset: { has_mockups: true } })
  })

  test('leads from page to page, although the row between them is deleted', async () => {
    const ids: string[] = []
    for (let n = 1; n <= 5; n++) ids.unshift(await addQuote(`Rest ${n}`))
    const first = await list('quotes', 'search=rest&limit=2')
    expect(first).toMatchObject({ total: 5, ids: ids.slice(0, 2), next_cursor: ids[1] })
    await api(user, 'DELETE', `/api/quotes/${ids[1]}`)
    const second = await list('quotes', `search=rest&limit=2&cursor=${ids[1]}`)
    expect(second.ids).toEqual(ids.slice(2, 4))
    expect(await idsOf('quotes', `search=rest&limit=2&cursor=${second.next_cursor}`)).toEqual([
      ids[4],
    ])
    expect(await idsOf('quotes', `search=rest&limit=5&before=${ids[3]}`)).toEqual([ids[0], ids[2]])
    expect(await idsOf('quotes', 'search=rest&limit=2&offset=3')).toEqual([ids[4]])
  })

  test('of a long text finds it by its beginning and its end', async () => {
    const text = Array.from({ length: 60 }, (_, n) => `breath ${n}`).join(', ')
    const id = await addQuote(text)
    await addQuote(`${text.slice(0, 300)} and something else`)
    expect(await idsOf('quotes', `search=${encodeURIComponent(text)}`)).toEqual([id])
  })
})

describe('the collection of an artwork', () => {
  test('follows its quote, and so do the totals', async () => {
    const quote = await addQuote('Rest')
    const asset = await addAsset('Print', { quote_id: quote })
    expect(await list('assets', 'collection=growth')).toMatchObject({ total: 1, ids: [asset] })
    await api(user, 'PATCH', `/api/quotes/${quote}`, { collection: 'wholeness' })
    expect(await list('assets', 'collection=growth')).toMatchObject({ total: 0, ids: [] })
    expect(await list('assets', 'collection=wholeness')).toMatchObject({ total: 1, ids: [asset] })
    expect(await idsOf('assets', 'search=print&collection=wholeness')).toEqual([asset])
    await api(user, 'DELETE', `/api/quotes/${quote}`)
    expect(await list('assets', 'collection=wholeness')).toMatchObject({ total: 0, ids: [] })
    expect(await list('assets', '')).toMatchObject({ total: 1 })
  })

  test('changes with the quote that it is given', async () => {
    const [one, two] = [await addQuote('One'), await addQuote('Two', { collection: 'grounding' })]
    const asset = await addAsset('Print', { quote_id: one })
    await api(user, 'PATCH', `/api/assets/${asset}`, { quote_id: two })
    expect(await idsOf('assets', 'collection=grounding')).toEqual([asset])
    expect(await idsOf('assets', 'collection=growth')).toEqual([])
    await api(user, 'PATCH', `/api/assets/${asset}`, { quote_id: null })
    expect(await idsOf('assets', 'collection=grounding')).toEqual([])
  })
})

test('totals follow what is added, changed, archived and deleted', async () => {
  const quote = await addQuote('One')
  await addQuote('Two', { collection: 'grounding' })
  expect(await list('quotes', '')).toMatchObject({ total: 2 })
  await api(user, 'PATCH', `/api/quotes/${quote}`, { collection: 'grounding' })
  expect(await list('quotes', 'collection=grounding')).toMatchObject({ total: 2 })
  expect(await list('quotes', 'collection=growth')).toMatchObject({ total: 0 })
  const [kept, gone] = [await addAsset('Kept', { quote_id: quote }), await addAsset('Gone')]
  await api(user, 'PATCH', `/api/assets/${kept}`, { status: 'archived' })
  await api(user, 'DELETE', `/api/assets/${gone}`)
  await api(user, 'DELETE', `/api/quotes/${quote}`)
  expect(await list('quotes', '')).toMatchObject({ total: 1 })
  expect(await list('assets', 'status=archived')).toMatchObject({ total: 1, ids: [kept] })
  expect(await list('assets', 'status=active')).toMatchObject({ total: 0, ids: [] })
})
