import type { Quote } from '../../domain/quotes/get-quote.ts'
import type { Page } from '../../paging.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { Filters } from '../components/filters.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { formatTotal } from '../components/page-range.ts'
import { Pager } from '../components/pager.tsx'
import { Results } from '../components/results.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { QuoteForm, type QuoteFormProps } from './quote-form.tsx'
import { QuotesTable } from './quotes-table.tsx'
import { type QuoteFilters, quotesUrl } from './quotes-url.ts'
import { quotesWords as words } from './words.ts'

export type QuotesPageProps = {
  frame: PageFrame
  page: Page<Quote>
  filters: QuoteFilters
  collections: Collections
  /** Given while the form is open. */
  form?: Omit<QuoteFormProps, 'filters' | 'collections' | 'closable' | 'workId'>
  /** The id of the quote that the form adds. */
  workId: string
}

export function QuotesPage(props: QuotesPageProps) {
  const { frame, page, filters, collections, form, workId } = props
  const filtered = Boolean(filters.search || filters.collection)
  const first = page.total === 0 && !filtered
  const open = form ?? (first ? { values: {} } : undefined)
  return (
    <Layout {...frame} title={words.title} current="/quotes">
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <>
            <ButtonLink href="/quotes/list">{words.addList}</ButtonLink>
            {open ? null : (
              <ButtonLink href={quotesUrl(filters, { add: workId })} variant="primary" icon="plus">
                {words.add}
              </ButtonLink>
            )}
          </>
        }
      />
      {open ? (
        <QuoteForm {...open} {...{ workId, filters, collections }} closable={!first} />
      ) : null}
      {first ? null : <QuoteFilterBar {...{ filters, filtered, collections }} />}
      <Results announce={formatTotal(page, words.noun)}>
        <Found {...{ page, filters, collections, first }} />
      </Results>
    </Layout>
  )
}

function QuoteFilterBar({
  filters,
  filtered,
  collections,
}: Pick<QuotesPageProps, 'filters' | 'collections'> & { filtered: boolean }) {
  return (
    <Filters
      action="/quotes"
      search={{ label: words.search, value: filters.search }}
      selects={[
        {
          name: 'collection',
          label: words.collection,
          value: filters.collection,
          emptyLabel: words.allCollections,
          options: collectionOptions(collections, filters.collection),
        },
      ]}
      clearHref={filtered ? '/quotes' : undefined}
    />
  )
}

type FoundProps = Pick<QuotesPageProps, 'page' | 'filters' | 'collections'> & { first: boolean }

function Found({ page, filters, collections, first }: FoundProps) {
  if (first) {
    return (
      <EmptyState title={words.emptyTitle} icon="quote">
        {words.empty}
      </EmptyState>
    )
  }
  if (page.rows.length === 0) return <NothingMatches clearHref="/quotes" noun={words.nouns} />
  return (
    <>
      <Card flush>
        <QuotesTable rows={page.rows} filters={filters} collections={collections} />
      </Card>
      <Pager {...page} path="/quotes" query={{ ...filters }} />
    </>
  )
}
