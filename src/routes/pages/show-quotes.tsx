import type { Context as HonoContext } from 'hono'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { getQuote } from '../../domain/quotes/get-quote.ts'
import { listQuotes } from '../../domain/quotes/list-quotes.ts'
import { quoteQuery } from '../../domain/quotes/schemas.ts'
import { newId, uuid } from '../../ids.ts'
import { lastPosition, PAGE_COUNTED_ROWS, PAGE_NAMES } from '../../paging.ts'
import { QuotesPage, type QuotesPageProps } from '../../views/quotes/quotes-page.tsx'
import { type QuoteFilters, quotesUrl } from '../../views/quotes/quotes-url.ts'
import type { HubEnv } from '../hub-env.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'

const PAGE_ROWS = 25
const names = ['search', 'collection', ...PAGE_NAMES] as const

type OpenForm = NonNullable<QuotesPageProps['form']> & { workId?: string }

/** The quotes page as its URL asks for it, or with a form that was not saved. */
export async function showQuotes(c: HonoContext<HubEnv>, refused?: OpenForm): Promise<Response> {
  const { ctx } = c.var
  const filters = quoteFilters(c)
  const query = quoteQuery.parse({ ...filters, limit: PAGE_ROWS })
  const [page, collections, form] = await Promise.all([
    listQuotes(ctx, { ...query, counted: PAGE_COUNTED_ROWS }),
    listCollections(ctx),
    refused ?? askedForm(c),
  ])
  if (page.rows.length === 0 && page.total > 0) {
    return c.redirect(quotesUrl({ ...filters, ...lastPosition(page) }), 303)
  }
  return c.html(
    <QuotesPage
      frame={pageFrame(c)}
      page={page}
      filters={filters}
      collections={collections}
      workId={form?.workId ?? newId()}
      form={form}
    />,
    refused ? (refused.conflict ? 409 : 400) : 200,
  )
}

/** The filters in a page's URL; what cannot be read is left out. */
export function quoteFilters(c: HonoContext<HubEnv>): QuoteFilters {
  return readFilters(c, quoteQuery, names)
}

async function askedForm(c: HonoContext<HubEnv>): Promise<OpenForm | undefined> {
  const edited = uuid.safeParse(c.req.query('edit'))
  if (edited.success) {
    const { id, version, ...values } = await getQuote(c.var.ctx, edited.data)
    return { id, version, values }
  }
  const workId = c.req.query('add')
  return workId ? { workId, values: {} } : undefined
}
