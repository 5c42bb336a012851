import type { Quote } from '../../domain/quotes/get-quote.ts'
import { Cluster } from '../components/arrange.tsx'
import { ButtonLink } from '../components/button.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { QuoteText } from '../components/quote-text.tsx'
import { type QuoteFilters, quotesUrl } from './quotes-url.ts'

type Shown = { filters: QuoteFilters; collections: Collections }

export function QuotesTable({ rows, ...shown }: { rows: readonly Quote[] } & Shown) {
  return (
    <DataTable
      caption="Quotes"
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
      header: 'Quote',
      primary: true,
      cell: (quote) => <QuoteText text={quote.text} author={quote.author} />,
    },
    {
      key: 'collection',
      header: 'Collection',
      cell: (quote) => <CollectionBadge of={quote.collection} collections={collections} />,
    },
    { key: 'mood', header: 'Mood', cell: (quote) => quote.mood ?? <span class="muted">–</span> },
    { key: 'assets', header: 'Artworks', numeric: true, cell: artworks },
    {
      key: 'actions',
      header: 'Actions',
      hideHeader: true,
      cell: (quote) => <Actions quote={quote} filters={filters} />,
    },
  ]
}

function artworks(quote: Quote) {
  if (quote.asset_count === 0) return <span class="muted">0</span>
  const label = quote.asset_count === 1 ? '1 artwork' : `${quote.asset_count} artworks`
  return (
    <a href={`/assets?quote_id=${quote.id}`} aria-label={`${label} for this quote`}>
      {quote.asset_count}
    </a>
  )
}

function Actions({ quote, filters }: { quote: Quote; filters: QuoteFilters }) {
  return (
    <Cluster>
      <ButtonLink
        href={`/assets?upload=1&quote_id=${quote.id}`}
        size="small"
        title="Upload artwork for this quote"
      >
        Upload artwork
      </ButtonLink>
      <ButtonLink href={quotesUrl(filters, { edit: quote.id })} size="small" variant="quiet">
        Edit
      </ButtonLink>
      <ConfirmButton
        id={elementId('delete', quote.id)}
        label="Delete"
        title="Delete this quote?"
        action={quotesUrl(filters, {}, `/quotes/${quote.id}/delete`)}
        size="small"
        variant="quiet"
      >
        <p>Its artworks, mockups and products stay; they only lose the reference to it.</p>
      </ConfirmButton>
    </Cluster>
  )
}
