import { Hono, type Context as HonoContext } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { planList } from '../../domain/quote-lists/plan-list.ts'
import { type ListedQuote, readList } from '../../domain/quote-lists/read-list.ts'
import { MAX_LINES, saveList } from '../../domain/quote-lists/save-list.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { QuoteListPage, type QuoteListPageProps } from '../../views/quotes/list-page.tsx'
import { listWords as words } from '../../views/quotes/list-words.ts'
import type { HubEnv } from '../hub-env.ts'
import { redirectWith } from '../respond/flash.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { judgeLines, readLines, showPreview, toFormLine } from './quote-list-lines.tsx'

/** Two hundred of the longest quotes, their bytes sent as three each. */
const MAX_FORM_BYTES = 1024 * 1024

const limitList = bodyLimit({
  maxSize: MAX_FORM_BYTES,
  onError: () => {
    throw new AppError(
      'too_large',
      'The list is larger than 1 MB. Nothing was saved. Send it in parts.',
    )
  },
})

export const quoteListPages = new Hono<HubEnv>()
  .get('/', (c) => showForm(c, { values: {} }))
  .post('/', limitList, async (c) => {
    const body = await c.req.parseBody()
    const list = typeof body.list === 'string' ? body.list : ''
    const collection = typeof body.collection === 'string' ? body.collection : ''
    const values = { list, collection }
    const read = await readSent(list, body.file)
    if ('errors' in read) return showForm(c, { values, errors: read.errors })
    const planned = await planList(c.var.ctx, read.quotes, { collection })
    return showPreview(c, { workId: newId(), lines: planned.map(toFormLine) })
  })
  .post('/check', limitList, async (c) => {
    const body = await c.req.parseBody()
    const { workId } = formIdentity(body)
    return showPreview(c, { workId, lines: readLines(body) })
  })
  .post('/save', limitList, async (c) => {
    const body = await c.req.parseBody()
    const { workId } = formIdentity(body)
    const lines = readLines(body)
    const judged = judgeLines(lines, await listCollections(c.var.ctx))
    if ('refusal' in judged) return showPreview(c, { workId, ...judged })
    try {
      const { added, joined, linked } = await saveList(c.var.ctx, workId, judged.quotes)
      const text = words.saved(added, joined, linked)
      return redirectWith(c, '/quotes', { tone: 'sage', text })
    } catch (cause) {
      const refusal = cause instanceof AppError ? cause.message : words.partly
      if (!(cause instanceof AppError)) c.var.base.log.error('quote_list_failed', cause)
      return showPreview(c, { workId, lines, refusal })
    }
  })

type Read = { quotes: ListedQuote[] } | { errors: Record<string, string> }

/** The quotes of the file, where one was sent, or else of what was pasted. */
async function readSent(list: string, file: unknown): Promise<Read> {
  const isFile = file instanceof File && file.size > 0
  const field = isFile ? 'file' : 'list'
  const text = isFile ? decode(await file.arrayBuffer()) : list
  if (text === undefined) return { errors: { file: words.noText } }
  const quotes = readList(text, { isTable: isFile })
  if (quotes.length === 0) return { errors: { [field]: words.nothing } }
  if (quotes.length > MAX_LINES) {
    return { errors: { [field]: words.tooMany(quotes.length, MAX_LINES) } }
  }
  return { quotes }
}

/** Spreadsheets write UTF-8, or the code page of Windows; anything with a NUL is no text. */
function decode(bytes: ArrayBuffer): string | undefined {
  if (new Uint8Array(bytes).includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

async function showForm(
  c: HonoContext<HubEnv>,
  shown: Pick<QuoteListPageProps, 'values' | 'errors'>,
): Promise<Response> {
  const collections = await listCollections(c.var.ctx)
  const page = <QuoteListPage frame={pageFrame(c)} collections={collections} {...shown} />
  return c.html(page, shown.errors ? 400 : 200)
}
