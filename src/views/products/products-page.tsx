import type { Page } from '../../paging.ts'
import { ButtonLink } from '../components/button.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { Filters } from '../components/filters.tsx'
import { ImageGrid } from '../components/image-grid.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { formatTotal } from '../components/page-range.ts'
import { Pager } from '../components/pager.tsx'
import { Results } from '../components/results.tsx'
import { productStatusLabels } from '../components/status-labels.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { isFiltered, type ProductFilters } from './product-path.ts'
import { ProductTile, type ShownProduct } from './product-tile.tsx'

export type ProductsPageProps = {
  frame: PageFrame
  page: Omit<Page<unknown>, 'rows'> & { rows: readonly ShownProduct[] }
  filters: ProductFilters
  collections: Collections
}

export function ProductsPage({ frame, page, filters, collections }: ProductsPageProps) {
  const first = page.total === 0 && !isFiltered(filters)
  return (
    <Layout {...frame} title="Products" current="/products">
      <PageHeader
        title="Products"
        lead="Prints with their sizes, frames and prices, from draft to the shop."
        actions={
          first ? null : (
            <ButtonLink href="/products/new" variant="primary" icon="plus">
              Create Product
            </ButtonLink>
          )
        }
      />
      {first ? null : <ProductFilterBar filters={filters} collections={collections} />}
      <Results announce={formatTotal(page, 'product')}>
        <Found {...{ page, filters, collections, first }} />
      </Results>
    </Layout>
  )
}

function ProductFilterBar({
  filters,
  collections,
}: Pick<ProductsPageProps, 'filters' | 'collections'>) {
  return (
    <Filters
      action="/products"
      search={{ label: 'Search titles and tags', value: filters.search }}
      selects={[
        {
          name: 'status',
          label: 'Status',
          value: filters.status,
          emptyLabel: 'All Status',
          options: optionsOf(productStatusLabels),
        },
        {
          name: 'collection',
          label: 'Collection',
          value: filters.collection,
          emptyLabel: 'All Collections',
          options: collectionOptions(collections, filters.collection),
        },
      ]}
      clearHref={isFiltered(filters) ? '/products' : undefined}
    />
  )
}

type FoundProps = Omit<ProductsPageProps, 'frame'> & { first: boolean }

function Found({ page, filters, collections, first }: FoundProps) {
  if (first) {
    return (
      <EmptyState
        title="No products yet"
        icon="product"
        action={
          <ButtonLink href="/products/new" variant="primary" icon="plus">
            Create Your First Product
          </ButtonLink>
        }
      >
        Create products from your approved assets
      </EmptyState>
    )
  }
  if (page.rows.length === 0) return <NothingMatches clearHref="/products" noun="products" />
  return (
    <>
      <ImageGrid label="Products" size="large" keys>
        {page.rows.map((product) => (
          <ProductTile product={product} collections={collections} />
        ))}
      </ImageGrid>
      <Pager {...page} path="/products" query={{ ...filters }} />
    </>
  )
}

function optionsOf(labels: Record<string, { label: string }>) {
  return Object.entries(labels).map(([value, { label }]) => ({ value, label }))
}
