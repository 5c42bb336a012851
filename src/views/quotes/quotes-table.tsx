import type { Quote } from '../../domain/quotes/get-quote.ts'
import { Cluster } from '../components/arrange.tsx'
import { ButtonLink } from '../components/button.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { QuoteText } from '../components/quote-text.tsx'
import { shortened } from '../components/shortened.ts'
import { type QuoteFilters, quotesUrl } from './quotes-url.ts'
import { quotesWords as words } from './words.ts'

/** A quote's first words, in the names of its buttons. */
const NAME_CHARACTERS = 60

type Shown = { filters: QuoteFilters; collections: Collections }

export function QuotesTable({ rows, ...shown }: { rows: readonly Quote[] } & Shown) {
  return (
    <DataTable
      caption={words.title}
      columns={columnsOf(shown)}
      rows={rows}
      rowId={(quote) => elementId('quote', quote.id)}
    />
  )
}

function columnsOf({ filters, collections }: Shown): Column<Quote>[] {
  return [
    {
      key: 'text',
      header: words.columns.quote,
      primary: true,
      cell: (quote) => <QuoteText text={quote.text} author={quote.author} />,
    },
    {
      key: 'collection',
      header: words.columns.collection,
      cell: (quote) => <CollectionBadge of={quote.collection} collections={collections} />,
    },
    {
      key: 'mood',
      header: words.columns.mood,
      cell: (quote) => quote.mood ?? <span class="muted">–</span>,
    },
    { key: 'assets', header: words.columns.artworks, numeric: true, cell: artworks },
    {
      key: 'actions',
      header: words.columns.actions,
      hideHeader: true,
      cell: (quote) => <Actions quote={quote} filters={filters} />,
    },
  ]
}

function artworks(quote: Quote) {
  if (quote.asset_count === 0) return <span class="muted">0</span>
  return (
    <a href={`/assets?quote_id=${quote.id}`} aria-label={words.artworks(quote.asset_count)}>
      {quote.asset_count}
    </a>
  )
}

function Actions({ quote, filters }: { quote: Quote; filters: QuoteFilters }) {
  const name = shortened(quote.text, NAME_CHARACTERS)
  return (
    <Cluster>
      <ButtonLink
        href={`/assets/upload?add=1&quote_id=${quote.id}`}
        size="small"
        aria-label={words.uploadFor(name)}
      >
        {words.upload}
      </ButtonLink>
      <ButtonLink
        href={quotesUrl(filters, { edit: quote.id })}
        size="small"
        variant="quiet"
        aria-label={words.editOf(name)}
      >
        {words.edit}
      </ButtonLink>
      <ConfirmButton
        id={elementId('delete', quote.id)}
        label={words.delete}
        title={words.deleteTitle}
        about={name}
        action={quotesUrl(filters, {}, `/quotes/${quote.id}/delete`)}
        size="small"
        variant="quiet"
      >
        <p class="quote-named">“{name}”</p>
        <p>{words.deleteText}</p>
      </ConfirmButton>
    </Cluster>
  )
}
