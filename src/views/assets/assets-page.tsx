import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import type { Page } from '../../paging.ts'
import { BulkBar } from '../components/bulk-bar.tsx'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { Filters } from '../components/filters.tsx'
import { ImageGrid } from '../components/image-grid.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { formatTotal } from '../components/page-range.ts'
import { Pager } from '../components/pager.tsx'
import { Results } from '../components/results.tsx'
import { assetStatusLabels, collectionLabels } from '../components/status-labels.ts'
import { Layout, type LayoutProps } from '../layout.tsx'
import { AssetTile, CHOOSE_FORM, type ShownAsset } from './asset-tile.tsx'
import { type AssetFilters, assetsUrl, isFiltered } from './assets-url.ts'
import { EditForm, type EditFormProps } from './edit-form.tsx'
import { shortened } from './quote-options.ts'
import { UploadForm, type UploadValues } from './upload-form.tsx'

export type AssetsPageProps = {
  frame: Pick<LayoutProps, 'user' | 'notices'>
  page: Omit<Page<unknown>, 'rows'> & { rows: readonly ShownAsset[] }
  filters: AssetFilters
  quotes: readonly QuoteChoice[]
  /** What those were searched for. */
  search: string | undefined
  /** Given while the form is open. */
  upload?: UploadValues
  edit?: Omit<EditFormProps, 'quotes' | 'search' | 'filters' | 'workId'>
  /** The id of the artwork that is uploaded, or of the file that replaces one. */
  workId: string
}

export function AssetsPage(props: AssetsPageProps) {
  const { frame, page, filters, quotes, search, upload, edit, workId } = props
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
      {values ? (
        <UploadForm {...values} {...{ workId, quotes, search, filters }} closable={!first} />
      ) : null}
      {edit ? <EditForm {...edit} {...{ workId, quotes, search, filters }} /> : null}
      {first ? null : <AssetFilterBar filters={filters} />}
      <Results announce={formatTotal(page, 'asset')}>
        <Found page={page} filters={filters} first={first} />
      </Results>
    </Layout>
  )
}

function lead(filters: AssetFilters, quotes: readonly QuoteChoice[]): string {
  const quote = quotes.find((one) => one.id === filters.quote_id)
  if (quote) return `Finished artwork for “${shortened(quote.text)}”`
  return 'Finished artwork, ready for mockups and products.'
}

function AssetFilterBar({ filters }: { filters: AssetFilters }) {
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
          options: optionsOf(collectionLabels),
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
  first,
}: Pick<AssetsPageProps, 'page' | 'filters'> & { first: boolean }) {
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
          <AssetTile asset={asset} filters={filters} />
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
