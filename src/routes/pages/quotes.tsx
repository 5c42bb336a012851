import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { changedFields } from '../../changed-fields.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { createQuote, quoteContent } from '../../domain/quotes/create-quote.ts'
import { deleteQuote } from '../../domain/quotes/delete-quote.ts'
import { getQuote } from '../../domain/quotes/get-quote.ts'
import { listQuoteChoices } from '../../domain/quotes/list-quote-choices.ts'
import { type NewQuote, newQuote } from '../../domain/quotes/schemas.ts'
import { updateQuote } from '../../domain/quotes/update-quote.ts'
import { AppError } from '../../errors.ts'
import { derivedId } from '../../ids.ts'
import { quoteOptions } from '../../views/assets/quote-options.ts'
import { ChoiceList } from '../../views/components/searched-select.tsx'
import { shortened } from '../../views/components/shortened.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { quotesUrl } from '../../views/quotes/quotes-url.ts'
import { quoteFlash, quotesWords } from '../../views/quotes/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { openForm } from '../middleware/open-form.ts'
import { fieldErrors, refusedFields } from '../respond/field-errors.ts'
import { redirectWith } from '../respond/flash.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { idParam } from '../respond/id-param.ts'
import { urlSearches } from './choices.ts'
import { quoteFilters, showQuotes } from './show-quotes.tsx'

const { notFound: NOT_FOUND } = quotesWords
const text = z.string().catch('')
const typedQuote = z.object({ text, author: text, collection: text, mood: text })

export const quotesPages = new Hono<HubEnv>()
  .get('/', openForm('add'), (c) => showQuotes(c))
  .get('/choices', async (c) => {
    const { ctx } = c.var
    const { quote_search: search } = urlSearches(c)
    const [choices, collections] = await Promise.all([
      listQuoteChoices(ctx, { chosen: [], search }),
      listCollections(ctx),
    ])
    return c.html(<ChoiceList options={quoteOptions(choices, collections)} />)
  })
  .post('/', limitForm, async (c) => {
    const body = await c.req.parseBody()
    const { workId } = formIdentity(body)
    const values = typedQuote.parse(body)
    const input = newQuote.safeParse(values)
    if (!input.success) {
      return showQuotes(c, { workId, values, errors: fieldErrors(input.error) })
    }
    try {
      const quote = await createQuote(c.var.ctx, input.data, workId)
      if (changedFields(quote, quoteContent(input.data)).length > 0) {
        const another = await derivedId(workId, 'another')
        return showQuotes(c, { workId: another, values, conflict: { kind: 'exists', now: quote } })
      }
    } catch (cause) {
      return showQuotes(c, { workId, values, errors: refusedFields(cause) })
    }
    return back(c, { text: quoteFlash.added(shortened(input.data.text)) })
  })
  .post('/:id', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const body = await c.req.parseBody()
    const { version } = formIdentity(body)
    const values = typedQuote.parse(body)
    const input = newQuote.safeParse(values)
    if (!input.success) {
      return showQuotes(c, { id, version, values, errors: fieldErrors(input.error) })
    }
    try {
      return await saveQuote(c, id, input.data, version)
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'precondition_failed') {
        return showQuotes(c, { id, version, values, errors: refusedFields(cause) })
      }
      const now = await getQuote(c.var.ctx, id)
      return showQuotes(c, { id, values, conflict: { kind: 'changed', now } })
    }
  })
  .post('/:id/delete', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const { text } = await getQuote(c.var.ctx, id)
    await deleteQuote(c.var.ctx, id)
    return back(c, { text: quoteFlash.deleted(shortened(text)) })
  })

/** Saves a quote, and offers what it was before. */
async function saveQuote(
  c: HonoContext<HubEnv>,
  id: string,
  input: NewQuote,
  version: number | undefined,
): Promise<Response> {
  const before = await getQuote(c.var.ctx, id)
  const after = await updateQuote(c.var.ctx, id, input, { version })
  const { text, author, collection, mood } = before
  return back(c, {
    text: quoteFlash.saved(shortened(after.text)),
    undo:
      after.version === before.version
        ? undefined
        : {
            action: quotesUrl(quoteFilters(c), {}, `/quotes/${id}`),
            values: {
              ...{ text, collection, author: author ?? '', mood: mood ?? '' },
              version: String(after.version),
            },
            part: 'results',
          },
  })
}

/** To the list as it was filtered, which says what was done. */
function back(c: HonoContext<HubEnv>, toast: Omit<ToastProps, 'tone'>): Response {
  return redirectWith(c, quotesUrl(quoteFilters(c)), { tone: 'sage', ...toast })
}
