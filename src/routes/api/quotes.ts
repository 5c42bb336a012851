import { Hono } from 'hono'
import { createQuote } from '../../domain/quotes/create-quote.ts'
import { deleteQuote } from '../../domain/quotes/delete-quote.ts'
import { getQuote } from '../../domain/quotes/get-quote.ts'
import { listQuotes } from '../../domain/quotes/list-quotes.ts'
import { newQuote, quoteChange, quoteQuery } from '../../domain/quotes/schemas.ts'
import { updateQuote } from '../../domain/quotes/update-quote.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersChange, answersDeletion, answersList } from '../respond/answers.ts'
import { idParam } from '../respond/id-param.ts'
import { ifMatch, orCurrent } from '../respond/if-match.ts'
import { respondList } from '../respond/list.ts'
import { requireFilter } from '../respond/require-filter.ts'
import { body, query } from '../respond/validate.ts'
import { presentQuote, quoteAnswer } from './present-quote.ts'

const NOT_FOUND = 'Quote not found'

export const quotesApi = new Hono<HubEnv>()
  .get('/', query(quoteQuery), answersList('quotes', quoteAnswer), async (c) => {
    const { ctx } = c.var
    const asked = c.req.valid('query')
    const page = await listQuotes(ctx, asked)
    await requireFilter(ctx, asked.collection, page)
    return respondList(c, 'quotes', page, page.rows.map(presentQuote))
  })
  .post('/', body(newQuote), answersChange('quote', quoteAnswer, 201), async (c) => {
    const quote = await createQuote(c.var.ctx, c.req.valid('json'), c.var.workId)
    c.set('version', quote.version)
    return c.json({ success: true, quote: presentQuote(quote) }, 201)
  })
  .get('/:id', answers({ quote: quoteAnswer }), async (c) => {
    const quote = await getQuote(c.var.ctx, idParam(c, NOT_FOUND))
    c.set('version', quote.version)
    return c.json({ quote: presentQuote(quote) })
  })
  .patch('/:id', body(quoteChange), answersChange('quote', quoteAnswer), async (c) => {
    const { ctx } = c.var
    const id = idParam(c, NOT_FOUND)
    const version = ifMatch(c)
    const quote = await orCurrent(
      () => updateQuote(ctx, id, c.req.valid('json'), { version }),
      async () => ({ quote: presentQuote(await getQuote(ctx, id)) }),
    )
    c.set('version', quote.version)
    return c.json({ success: true, quote: presentQuote(quote) })
  })
  .delete('/:id', answersDeletion, async (c) => {
    await deleteQuote(c.var.ctx, idParam(c, NOT_FOUND))
    return c.json({ success: true })
  })
