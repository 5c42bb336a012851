import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { changedFields } from '../../changed-fields.ts'
import { createQuote, quoteContent } from '../../domain/quotes/create-quote.ts'
import { deleteQuote } from '../../domain/quotes/delete-quote.ts'
import { getQuote } from '../../domain/quotes/get-quote.ts'
import { newQuote } from '../../domain/quotes/schemas.ts'
import { updateQuote } from '../../domain/quotes/update-quote.ts'
import { AppError } from '../../errors.ts'
import { derivedId } from '../../ids.ts'
import { quotesUrl } from '../../views/quotes/quotes-url.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { openForm } from '../middleware/open-form.ts'
import { fieldErrors, refusedFields } from '../respond/field-errors.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { idParam } from '../respond/id-param.ts'
import { quoteFilters, showQuotes } from './show-quotes.tsx'

const NOT_FOUND = 'Quote not found'
const text = z.string().catch('')
const typedQuote = z.object({ text, author: text, collection: text, mood: text })

export const quotesPages = new Hono<HubEnv>()
  .get('/', openForm('add'), (c) => showQuotes(c))
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
    return back(c, 'added')
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
      await updateQuote(c.var.ctx, id, input.data, { version })
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'precondition_failed') {
        return showQuotes(c, { id, version, values, errors: refusedFields(cause) })
      }
      const now = await getQuote(c.var.ctx, id)
      return showQuotes(c, { id, values, conflict: { kind: 'changed', now } })
    }
    return back(c, 'saved')
  })
  .post('/:id/delete', limitForm, async (c) => {
    await deleteQuote(c.var.ctx, idParam(c, NOT_FOUND))
    return back(c, 'deleted')
  })

/** To the list as it was filtered, which says what was done. */
function back(c: HonoContext<HubEnv>, done: string): Response {
  return c.redirect(quotesUrl(quoteFilters(c), { done }), 303)
}
