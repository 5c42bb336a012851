import type { KnownSales } from '../../domain/products/known-sales.ts'
import type { ListedProduct } from '../../domain/products/list-products.ts'
import type { SyncState } from '../../domain/products/sync-state.ts'
import { ButtonLink } from '../components/button.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { elementId } from '../components/field-id.ts'
import { Tile } from '../components/image-grid.tsx'
import { Money, MoneyRange } from '../components/money.tsx'
import type { Selection } from '../components/select-box.tsx'
import { ProductStatusBadge } from '../components/status-badge.tsx'
import { VisuallyHidden } from '../components/visually-hidden.tsx'
import { pluralize } from '../pluralize.ts'
import { CheckBadges } from './check-badges.tsx'
import { productPath } from './product-path.ts'
import { SyncBadge } from './sync-badge.tsx'
import { listWords } from './words.ts'

/** The form behind the boxes of the list. */
export const BULK_FORM = 'products-bulk'

export type ShownProduct = ListedProduct & {
  /** Where its first picture is. */
  picture: string | null
  sync: SyncState
  sales: KnownSales
}

export function selectionOf({ id, title }: ShownProduct): Selection {
  return { name: 'product', value: id, label: listWords.select(title), form: BULK_FORM }
}

type ProductTileProps = { product: ShownProduct; collections: Collections }

export function ProductTile({ product, collections }: ProductTileProps) {
  const { id, title, picture, status, variants, currency } = product
  const href = productPath(id)
  return (
    <Tile
      id={elementId('product', id)}
      picture={{ src: picture, alt: title, ratio: 'landscape', placeholder: 'product' }}
      title={title}
      href={href}
      select={selectionOf(product)}
      badges={
        <>
          <ProductStatusBadge status={status} />
          <SyncBadge state={product.sync} />
          {product.collection ? (
            <CollectionBadge of={product.collection} collections={collections} />
          ) : null}
          <CheckBadges of={product} />
        </>
      }
      meta={
        <>
          {pluralize(variants.count, 'variant')} ·{' '}
          <MoneyRange from={variants.from} to={variants.to} currency={currency} />
        </>
      }
      actions={
        <>
          <ButtonLink href={href} size="small">
            {listWords.details}
            <VisuallyHidden>{listWords.detailsOf(title)}</VisuallyHidden>
          </ButtonLink>
          {status === 'active' && product.shopify_url ? (
            <ButtonLink href={product.shopify_url} size="small" variant="quiet" external>
              {listWords.store}
            </ButtonLink>
          ) : null}
        </>
      }
    >
      {status === 'active' ? <SalesLine product={product} /> : null}
    </Tile>
  )
}

function SalesLine({ product: { sales, currency } }: { product: ShownProduct }) {
  const { views, orders, revenue } = sales
  if (views === null && orders === null) return <p class="small muted">{listWords.noSales}</p>
  return (
    <p class="small muted">
      {views === null ? listWords.viewsNotKnown : listWords.views_known(views)} ·{' '}
      {orders === null ? (
        listWords.ordersNotKnown
      ) : (
        <>
          {listWords.orders(orders)} · <Money minor={revenue} currency={currency} />
        </>
      )}
    </p>
  )
}
