import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { createQuote } from '../../domain/quotes/create-quote.ts'
import { deleteQuote } from '../../domain/quotes/delete-quote.ts'
import { newQuote } from '../../domain/quotes/schemas.ts'
import { updateQuote } from '../../domain/quotes/update-quote.ts'
import { quotesAddress } from '../../views/quotes/quotes-address.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { fieldErrors } from '../respond/field-errors.ts'
import { idParam } from '../respond/id-param.ts'
import { quoteFilters, showQuotes } from './show-quotes.tsx'

const NOT_FOUND = 'Quote not found'
const text = z.string().catch('')
const typedQuote = z.object({ text, author: text, collection: text, mood: text })

export const quotesPages = new Hono<HubEnv>()
  .get('/', (c) => showQuotes(c))
  .post('/', limitForm, async (c) => {
    const typed = typedQuote.parse(await c.req.parseBody())
    const quote = newQuote.safeParse(typed)
    if (!quote.success) {
      return showQuotes(c, { values: { ...typed, errors: fieldErrors(quote.error) } })
    }
    await createQuote(c.var.ctx, quote.data)
    return back(c, 'added')
  })
  .post('/:id', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const typed = typedQuote.parse(await c.req.parseBody())
    const quote = newQuote.safeParse(typed)
    if (!quote.success) {
      return showQuotes(c, { id, values: { ...typed, errors: fieldErrors(quote.error) } })
    }
    await updateQuote(c.var.ctx, id, quote.data)
    return back(c, 'saved')
  })
  .post('/:id/delete', limitForm, async (c) => {
    await deleteQuote(c.var.ctx, idParam(c, NOT_FOUND))
    return back(c, 'deleted')
  })

/** To the list as it was filtered, with a word of what was done. */
function back(c: HonoContext<HubEnv>, done: string): Response {
  return c.redirect(quotesAddress(quoteFilters(c), { done }), 303)
}
