import type { ListedProduct } from '../../domain/products/list-products.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import { ButtonLink } from '../components/button.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { elementId } from '../components/field-id.ts'
import { Tile } from '../components/image-grid.tsx'
import { Money, MoneyRange, NotKnown } from '../components/money.tsx'
import { Stat, StatRow } from '../components/stat.tsx'
import { ProductStatusBadge, PublishStateBadge } from '../components/status-badge.tsx'
import { pluralize } from '../pluralize.ts'
import { productPath } from './product-path.ts'

export type ShownProduct = ListedProduct & {
  /** Where its first picture is. */
  picture: string | null
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
      badges={
        <>
          <ProductStatusBadge status={status} />
          <PublishStateBadge state={product.publish_state} />
          {product.collection ? (
            <CollectionBadge of={product.collection} collections={collections} />
          ) : null}
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
            View Details
          </ButtonLink>
          {status === 'active' && product.shopify_url ? (
            <ButtonLink href={product.shopify_url} size="small" variant="quiet" external>
              Open in store
            </ButtonLink>
          ) : null}
        </>
      }
    >
      {status === 'active' ? <SalesLine product={product} /> : null}
    </Tile>
  )
}

function SalesLine({ product }: { product: ListedProduct }) {
  const { total_views, total_orders, total_revenue, currency } = product
  return (
    <p class="small muted">
      {total_views === null ? 'Views not known' : pluralize(total_views, 'view')} ·{' '}
      {pluralize(total_orders, 'order')} · <Money minor={total_revenue} currency={currency} />
    </p>
  )
}

/** Views have no source of their own: where they were not given, none are shown. */
export function Sales({ product }: { product: FullProduct }) {
  return (
    <StatRow>
      <Stat label="Views" value={product.total_views ?? <NotKnown />} />
      <Stat label="Orders" value={product.total_orders} />
      <Stat
        label="Revenue"
        value={<Money minor={product.total_revenue} currency={product.currency} />}
      />
    </StatRow>
  )
}
