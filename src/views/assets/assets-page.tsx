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
import { assetStatusLabels } from '../components/status-labels.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { AssetTile, CHOOSE_FORM, type ShownAsset } from './asset-tile.tsx'
import { type AssetFilters, assetsUrl, isFiltered } from './assets-url.ts'
import { EditForm, type EditFormProps } from './edit-form.tsx'
import { shortened } from './quote-options.ts'
import { UploadForm, type UploadValues } from './upload-form.tsx'

export type AssetsPageProps = {
  frame: PageFrame
  page: Omit<Page<unknown>, 'rows'> & { rows: readonly ShownAsset[] }
  filters: AssetFilters
  collections: Collections
  quotes: readonly QuoteChoice[]
  /** What those were searched for. */
  search: string | undefined
  /** Given while the form is open. */
  upload?: UploadValues
  edit?: Omit<EditFormProps, 'quotes' | 'search' | 'collections' | 'filters' | 'workId'>
  /** The id of the artwork that is uploaded, or of the file that replaces one. */
  workId: string
}

export function AssetsPage(props: AssetsPageProps) {
  const { frame, page, filters, quotes, search, collections, upload, edit, workId } = props
  const chosen = { workId, quotes, search, collections, filters }
  const first = page.total === 0 && !isFiltered(filters)
  const values = upload ?? (first && !edit ? {} : undefined)
  return (
    <Layout {...frame} title="Assets" current="/assets">
      <PageHeader
        title="Assets"
        lead={lead(filters, quotes)}
        actions={
          values ? null : (
            <ButtonLink href={assetsUrl(filters, { upload: workId })} variant="primary" icon="plus">
              Upload artwork
            </ButtonLink>
          )
        }
      />
      {values ? <UploadForm {...values} {...chosen} closable={!first} /> : null}
      {edit ? <EditForm {...edit} {...chosen} /> : null}
      {first ? null : <AssetFilterBar filters={filters} collections={collections} />}
      <Results announce={formatTotal(page, 'asset')}>
        <Found {...{ page, filters, collections, first }} />
      </Results>
    </Layout>
  )
}

function lead(filters: AssetFilters, quotes: readonly QuoteChoice[]): string {
  const quote = quotes.find((one) => one.id === filters.quote_id)
  if (quote) return `Finished artwork for “${shortened(quote.text)}”`
  return 'Finished artwork, ready for mockups and products.'
}

function AssetFilterBar({
  filters,
  collections,
}: Pick<AssetsPageProps, 'filters' | 'collections'>) {
  return (
    <Filters
      action="/assets"
      search={{ label: 'Search titles', value: filters.search }}
      selects={[
        {
          name: 'status',
          label: 'Status',
          value: filters.status,
          emptyLabel: 'All Status',
          options: optionsOf(assetStatusLabels),
        },
        {
          name: 'collection',
          label: 'Collection',
          value: filters.collection,
          emptyLabel: 'All Collections',
          options: collectionOptions(collections, filters.collection),
        },
      ]}
      clearHref={isFiltered(filters) ? '/assets' : undefined}
    >
      {filters.quote_id ? <input type="hidden" name="quote_id" value={filters.quote_id} /> : null}
    </Filters>
  )
}

function Found({
  page,
  filters,
  collections,
  first,
}: Pick<AssetsPageProps, 'page' | 'filters' | 'collections'> & { first: boolean }) {
  if (first) {
    return (
      <EmptyState title="No artwork yet" icon="asset">
        Upload a finished print above. From it come room mockups, and from those a product.
      </EmptyState>
    )
  }
  if (page.rows.length === 0) return <NothingMatches clearHref="/assets" noun="assets" />
  return (
    <>
      <ImageGrid label="Assets" keys>
        {page.rows.map((asset) => (
          <AssetTile {...{ asset, filters, collections }} />
        ))}
      </ImageGrid>
      <Pager {...page} path="/assets" query={{ ...filters }} />
      <BulkBar
        id={CHOOSE_FORM}
        action={assetsUrl(filters, {}, '/assets/generate')}
        noun="artwork"
        actions={[{ label: 'Generate mockups', variant: 'primary' }]}
      />
    </>
  )
}

function optionsOf(labels: Record<string, { label: string }>) {
  return Object.entries(labels).map(([value, { label }]) => ({ value, label }))
}
