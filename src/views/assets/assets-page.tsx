import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import type { Page } from '../../paging.ts'
import { BulkBar } from '../components/bulk-bar.tsx'
import { ButtonLink } from '../components/button.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { Filters } from '../components/filters.tsx'
import { ImageGrid } from '../components/image-grid.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { formatTotal } from '../components/page-range.ts'
import { Pager } from '../components/pager.tsx'
import { Results } from '../components/results.tsx'
import { optionsOf } from '../components/select.tsx'
import { shortened } from '../components/shortened.ts'
import { assetStatusLabels } from '../components/status-labels.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { AssetTile, CHOOSE_FORM, type ShownAsset } from './asset-tile.tsx'
import { type AssetFilters, assetsUrl, isFiltered } from './assets-url.ts'
import { DropOverlay } from './drop-overlay.tsx'
import { artworksWords as words } from './words.ts'

export type AssetsPageProps = {
  frame: PageFrame
  page: Omit<Page<unknown>, 'rows'> & { rows: readonly ShownAsset[] }
  filters: AssetFilters
  collections: Collections
  /** What the list is filtered by. */
  quote: QuoteChoice | undefined
  /** The work that the page of uploading begins with. */
  workId: string
}

export function AssetsPage({ frame, page, filters, collections, quote, workId }: AssetsPageProps) {
  const first = page.total === 0 && !isFiltered(filters)
  const upload = (
    <ButtonLink
      href={assetsUrl(filters, { add: workId }, '/assets/upload')}
      variant="primary"
      icon="plus"
      data-upload-page
    >
      {words.upload}
    </ButtonLink>
  )
  return (
    <Layout {...frame} title={words.title} current="/assets">
      <PageHeader
        title={words.title}
        lead={quote ? words.leadOfQuote(shortened(quote.text)) : words.lead}
        actions={
          first ? null : (
            <>
              <ButtonLink href="/quotes/list">{words.addQuotes}</ButtonLink>
              {upload}
            </>
          )
        }
      />
      {first ? null : <AssetFilterBar filters={filters} collections={collections} />}
      <Results announce={formatTotal(page, words.noun)}>
        {first ? (
          <EmptyState title={words.emptyTitle} icon="asset" action={upload}>
            {words.empty}
          </EmptyState>
        ) : (
          <Found {...{ page, filters, collections }} />
        )}
      </Results>
      <DropOverlay label={words.dropHere} />
    </Layout>
  )
}

type FoundProps = Pick<AssetsPageProps, 'page' | 'filters' | 'collections'>

function AssetFilterBar({ filters, collections }: Omit<FoundProps, 'page'>) {
  return (
    <Filters
      action="/assets"
      search={{ label: words.search, value: filters.search }}
      selects={[
        {
          name: 'status',
          label: words.status,
          value: filters.status,
          emptyLabel: words.allStatus,
          options: optionsOf(assetStatusLabels),
        },
        {
          name: 'collection',
          label: words.collection,
          value: filters.collection,
          emptyLabel: words.allCollections,
          options: collectionOptions(collections, filters.collection),
        },
      ]}
      clearHref={isFiltered(filters) ? '/assets' : undefined}
    >
      {filters.quote_id ? <input type="hidden" name="quote_id" value={filters.quote_id} /> : null}
    </Filters>
  )
}

function Found({ page, filters, collections }: FoundProps) {
  if (page.rows.length === 0) return <NothingMatches clearHref="/assets" noun={words.nouns} />
  return (
    <>
      <ImageGrid label={words.list} keys>
        {page.rows.map((asset) => (
          <AssetTile {...{ asset, filters, collections }} />
        ))}
      </ImageGrid>
      <Pager {...page} path="/assets" query={{ ...filters }} />
      <BulkBar
        id={CHOOSE_FORM}
        action={assetsUrl(filters, {}, '/assets/generate')}
        noun={words.noun}
        actions={[
          {
            label: words.createProducts,
            formaction: assetsUrl(filters, {}, '/assets/products'),
            leads: true,
          },
          { label: words.generate, variant: 'primary' },
        ]}
      />
    </>
  )
}
