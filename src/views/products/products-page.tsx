import { MAX_FOUND_IN_ORDER } from '../../domain/products/order-products.ts'
import type { Page } from '../../paging.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { EmptyState, NothingMatches } from '../components/empty-state.tsx'
import { Filters } from '../components/filters.tsx'
import { ImageGrid } from '../components/image-grid.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { formatTotal } from '../components/page-range.ts'
import { Pager } from '../components/pager.tsx'
import { Results } from '../components/results.tsx'
import { optionsOf } from '../components/select.tsx'
import { productStatusLabels } from '../components/status-labels.ts'
import { formatNumber } from '../format-number.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { BulkActions } from './bulk-actions.tsx'
import { checkWords } from './check-words.ts'
import {
  isFiltered,
  listPath,
  PRODUCT_VIEWS,
  type ProductFilters,
  type ProductView,
} from './product-path.ts'
import { ProductTable } from './product-table.tsx'
import { ProductTile, type ShownProduct } from './product-tile.tsx'
import { listWords } from './words.ts'

export type ProductsPageProps = {
  frame: PageFrame
  page: Omit<Page<unknown>, 'rows'> & { rows: readonly ShownProduct[] }
  filters: ProductFilters
  view: ProductView
  collections: Collections
  /** Where products are published to; null while no shop is connected. */
  shop: string | null
  /** As many as can be changed at once. */
  most: number
  now: number
}

export function ProductsPage(props: ProductsPageProps) {
  const { frame, page, filters, collections } = props
  const first = page.total === 0 && !isFiltered(filters)
  return (
    <Layout {...frame} title={listWords.title} current="/products">
      <PageHeader
        title={listWords.title}
        lead={listWords.lead}
        actions={
          first ? null : (
            <ButtonLink href="/products/new" variant="primary" icon="plus">
              {listWords.create}
            </ButtonLink>
          )
        }
      />
      {first ? null : <ProductFilterBar filters={filters} collections={collections} />}
      <Results announce={formatTotal(page, 'product')}>
        <Found {...props} first={first} />
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
      search={{ label: listWords.search, value: filters.search }}
      selects={[
        {
          name: 'status',
          label: listWords.status,
          value: filters.status,
          emptyLabel: listWords.anyStatus,
          options: optionsOf(productStatusLabels),
        },
        {
          name: 'collection',
          label: listWords.collection,
          value: filters.collection,
          emptyLabel: listWords.anyCollection,
          options: collectionOptions(collections, filters.collection),
        },
        {
          name: 'check',
          label: checkWords.check,
          value: filters.check,
          emptyLabel: checkWords.anyCheck,
          options: toOptions(checkWords.checks),
        },
        {
          name: 'sort',
          label: listWords.sort,
          value: filters.sort,
          emptyLabel: listWords.defaultSort,
          options: toOptions(listWords.sorts),
        },
      ]}
      clearHref={isFiltered(filters) ? listPath({ view: filters.view }) : undefined}
    >
      {filters.view ? <input type="hidden" name="view" value={filters.view} /> : null}
    </Filters>
  )
}

function toOptions(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}

/** The same list in another look; what is chosen is remembered. */
function ViewSwitch({ filters, view }: Pick<ProductsPageProps, 'filters' | 'view'>) {
  return (
    <nav class="view-switch" aria-label={listWords.view}>
      {PRODUCT_VIEWS.map((each) => (
        <a
          href={listPath({ ...filters, view: each })}
          aria-current={each === view ? 'true' : undefined}
        >
          {listWords.views[each]}
        </a>
      ))}
    </nav>
  )
}

function Found(props: ProductsPageProps & { first: boolean }) {
  const { page, filters, view, first } = props
  if (first) {
    return (
      <EmptyState
        title={listWords.none}
        icon="product"
        action={
          <ButtonLink href="/products/new" variant="primary" icon="plus">
            {listWords.createFirst}
          </ButtonLink>
        }
      >
        {listWords.noneLead}
      </EmptyState>
    )
  }
  if (page.rows.length === 0) {
    return <NothingMatches clearHref={listPath({ view: filters.view })} noun={listWords.nouns} />
  }
  return (
    <>
      <div class="cluster cluster-spread">
        <p class="muted">
          {formatTotal(page, 'product')}{' '}
          {isOrderedInPart(page, filters)
            ? checkWords.inOrder(formatNumber(MAX_FOUND_IN_ORDER))
            : null}
        </p>
        <ViewSwitch filters={filters} view={view} />
      </div>
      <Rows {...props} />
      <BulkActions
        filters={filters}
        shop={props.shop}
        total={page}
        shown={page.rows.length}
        most={props.most}
      />
      <Pager {...page} path="/products" query={{ ...filters }} />
    </>
  )
}

/** What is found is put in an order as far as the newest of it. */
function isOrderedInPart(page: ProductsPageProps['page'], { search, check, sort }: ProductFilters) {
  const isFound = Boolean(search || check)
  const isMany = page.total > MAX_FOUND_IN_ORDER || page.total_at_least
  return isFound && isMany && sort !== undefined && sort !== '-created'
}

function Rows({ page, filters, view, collections, now }: ProductsPageProps) {
  if (view === 'table') {
    return (
      <Card flush>
        <ProductTable products={page.rows} {...{ filters, collections, now }} />
      </Card>
    )
  }
  return (
    <ImageGrid label={listWords.title} size="large" keys>
      {page.rows.map((product) => (
        <ProductTile product={product} collections={collections} />
      ))}
    </ImageGrid>
  )
}
