import type { ProductSort } from '../../domain/products/order-products.ts'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Money, MoneyRange } from '../components/money.tsx'
import { ProductStatusBadge } from '../components/status-badge.tsx'
import { Thumb } from '../components/thumb.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { CheckBadges } from './check-badges.tsx'
import { listPath, type ProductFilters, productPath } from './product-path.ts'
import { type ShownProduct, selectionOf } from './product-tile.tsx'
import { SyncBadge } from './sync-badge.tsx'
import { listWords } from './words.ts'

export type ProductTableProps = {
  products: readonly ShownProduct[]
  filters: ProductFilters
  collections: Collections
  now: number
}

/** The same products as the tiles, one a line, to compare and to change many. */
export function ProductTable(props: ProductTableProps) {
  return (
    <DataTable
      caption={listWords.title}
      columns={[...columnsOfProduct(props), ...columnsOfSales(props)]}
      rows={props.products}
      rowId={({ id }) => elementId('product', id)}
      select={selectionOf}
      keys
    />
  )
}

function columnsOfProduct({ filters, collections }: ProductTableProps): Column<ShownProduct>[] {
  return [
    {
      key: 'picture',
      header: listWords.picture,
      hideHeader: true,
      narrow: true,
      cell: ({ picture }) => (
        <Thumb src={picture} alt="" size="small" fit="cover" placeholder="product" />
      ),
    },
    {
      key: 'title',
      header: listWords.product,
      primary: true,
      sort: sortOf(filters, listWords.product, 'title', '-title'),
      cell: (product) => (
        <span class="product-line">
          <a class="product-title" href={productPath(product.id)}>
            {product.title}
          </a>
          <CheckBadges of={product} />
        </span>
      ),
    },
    {
      key: 'status',
      narrow: true,
      header: listWords.status,
      sort: sortOf(filters, listWords.status, 'status'),
      cell: ({ status }) => <ProductStatusBadge status={status} />,
    },
    {
      key: 'shopify',
      header: listWords.shopify,
      cell: ({ sync }) => <SyncBadge state={sync} />,
    },
    {
      key: 'collection',
      header: listWords.collection,
      narrow: true,
      from: 'medium',
      cell: ({ collection }) =>
        collection ? <CollectionBadge of={collection} collections={collections} /> : null,
    },
  ]
}

function columnsOfSales({ filters, now }: ProductTableProps): Column<ShownProduct>[] {
  return [
    {
      key: 'variants',
      header: listWords.variants,
      numeric: true,
      from: 'wide',
      cell: ({ variants }) => variants.count,
    },
    {
      key: 'price',
      header: listWords.price,
      numeric: true,
      cell: ({ variants, currency }) => (
        <MoneyRange from={variants.from} to={variants.to} currency={currency} />
      ),
    },
    {
      key: 'revenue',
      header: listWords.revenue,
      numeric: true,
      from: 'large',
      sort: sortOf(filters, listWords.revenue, '-revenue', 'revenue'),
      cell: ({ sales, currency }) =>
        sales.revenue === null ? (
          <span class="muted">{listWords.notKnown}</span>
        ) : (
          <Money minor={sales.revenue} currency={currency} />
        ),
    },
    {
      key: 'updated',
      header: listWords.updated,
      narrow: true,
      from: 'large',
      sort: sortOf(filters, listWords.updated, '-updated', 'updated'),
      cell: ({ updated_at }) => <TimeAgo at={updated_at} now={now} />,
    },
  ]
}

/** A column's link: to the first order, from that to the second, and without one back to none. */
function sortOf(
  filters: ProductFilters,
  column: string,
  first: ProductSort,
  second?: ProductSort,
): NonNullable<Column<ShownProduct>['sort']> {
  const { sort } = filters
  const next = sort === first ? second : first
  return {
    href: listPath({ ...filters, sort: next }),
    label: listWords.sortBy(column),
    direction:
      sort && (sort === first || sort === second)
        ? sort.startsWith('-')
          ? 'descending'
          : 'ascending'
        : undefined,
  }
}
