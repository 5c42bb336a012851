import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { ShopState } from '../../domain/publishing/describe-shop-state.ts'
import { isUnderWay } from '../../domain/publishing/task.ts'
import { ActionForm } from '../components/action-form.tsx'
import { ButtonLink } from '../components/button.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { elementId } from '../components/field-id.ts'
import { productPath } from './product-path.ts'
import { retireReasonLabels } from './retire-reason-labels.ts'

type Props = { product: FullProduct; shop: ShopState }

/** What can be done with a product as it is; nothing but editing while a task is under way. */
export function ProductActions({ product, shop }: Props) {
  const { id, status } = product
  const edit = (
    <ButtonLink href={productPath(id, 'edit')} variant="secondary">
      Edit
    </ButtonLink>
  )
  if (isUnderWay(product)) return edit
  if (status === 'retired' || status === 'archived') {
    return (
      <>
        <ActionForm action={productPath(id, 'restore')} variant="primary">
          Restore
        </ActionForm>
        {status === 'retired' ? <Archive product={product} /> : null}
        <Delete product={product} shop={shop} />
      </>
    )
  }
  return (
    <>
      <Publish product={product} shop={shop} />
      {edit}
      {status === 'active' ? <Retire product={product} /> : null}
      <Archive product={product} />
      <Delete product={product} shop={shop} />
    </>
  )
}

function Publish({ product, shop }: Props) {
  const isLive = product.status === 'active' && (shop.isOnSaleHere || !shop.isConnected)
  const isUpToDate = isLive && shop.unsentSince === null
  return (
    <ActionForm
      action={productPath(product.id, 'publish')}
      variant={isUpToDate ? 'secondary' : 'primary'}
    >
      {isLive ? (isUpToDate ? 'Publish again' : 'Publish changes') : 'Publish'}
    </ActionForm>
  )
}

function Retire({ product }: { product: FullProduct }) {
  return (
    <ConfirmButton
      id={elementId('retire', product.id)}
      label="Retire"
      title={`Retire “${product.title}”?`}
      action={productPath(product.id, 'retire')}
    >
      <p>It is taken off sale at the shop. Its orders stay, and it can be restored.</p>
      <RadioGroup
        name="reason"
        label="Why"
        value="manual"
        choices={Object.entries(retireReasonLabels).map(([value, label]) => ({ value, label }))}
      />
    </ConfirmButton>
  )
}

function Archive({ product }: { product: FullProduct }) {
  const isLive = product.status === 'active'
  return (
    <ConfirmButton
      id={elementId('archive', product.id)}
      label="Archive"
      title={`Archive “${product.title}”?`}
      action={productPath(product.id, 'archive')}
      variant="quiet"
      confirmVariant="primary"
    >
      <p>
        It is archived{isLive ? ' and taken off sale at the shop' : ''}. It can be restored at any
        time.
      </p>
    </ConfirmButton>
  )
}

function Delete({ product, shop }: Props) {
  if (product.shopify_product_gid || shop.onSaleElsewhere.length > 0) return null
  return (
    <ConfirmButton
      id={elementId('delete', product.id)}
      label="Delete"
      title={`Delete “${product.title}”?`}
      action={productPath(product.id, 'delete')}
      values={{ version: String(product.version) }}
      variant="quiet"
    >
      <p>
        Its variants and prices go with it. Artwork and mockups stay. To keep it out of sight
        instead, archive it.
      </p>
    </ConfirmButton>
  )
}
