import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { ShopState } from '../../domain/publishing/describe-shop-state.ts'
import { isUnderWay } from '../../domain/publishing/task.ts'
import { ActionForm } from '../components/action-form.tsx'
import { ButtonLink } from '../components/button.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { elementId } from '../components/field-id.ts'
import { productPath } from './product-path.ts'
import { retireReasons } from './retire-reasons.ts'
import { productWords } from './words.ts'

type Props = { product: FullProduct; shop: ShopState }

/** `workId` is the id of a copy of it. */
type ActionProps = Props & { workId: string }

/** What can be done with a product as it is; nothing but editing while a task is under way. */
export function ProductActions({ product, shop, workId }: ActionProps) {
  const { id, status } = product
  const edit = (
    <ButtonLink href={productPath(id, 'edit')} variant="secondary">
      {productWords.edit}
    </ButtonLink>
  )
  const duplicate = (
    <ActionForm action={productPath(id, 'duplicate')} variant="quiet" values={{ work_id: workId }}>
      {productWords.duplicate}
    </ActionForm>
  )
  if (isUnderWay(product)) return edit
  if (status === 'retired' || status === 'archived') {
    return (
      <>
        <ActionForm action={productPath(id, 'restore')} variant="primary">
          {productWords.restore}
        </ActionForm>
        {duplicate}
        {status === 'retired' ? <Archive product={product} /> : null}
        <Delete product={product} shop={shop} />
      </>
    )
  }
  return (
    <>
      <Publish product={product} shop={shop} />
      {edit}
      {duplicate}
      {status === 'active' ? (
        <Retire product={product} />
      ) : (
        <>
          <Archive product={product} />
          <Delete product={product} shop={shop} />
        </>
      )}
    </>
  )
}

function Publish({ product, shop }: Props) {
  const { kind } = shop.syncState
  const isUpToDate = product.status === 'active' && kind === 'up_to_date'
  const label =
    kind === 'unpublished_changes'
      ? productWords.publishChanges
      : isUpToDate
        ? productWords.publishAgain
        : productWords.publish
  return (
    <ActionForm
      action={productPath(product.id, 'publish')}
      variant={isUpToDate ? 'secondary' : 'primary'}
    >
      {label}
    </ActionForm>
  )
}

function Retire({ product: { id, title } }: { product: FullProduct }) {
  return (
    <ConfirmButton
      id={elementId('retire', id)}
      label={productWords.retire}
      title={productWords.retireTitle(title)}
      action={productPath(id, 'retire')}
    >
      <p>{productWords.retireEffect}</p>
      <RadioGroup
        name="reason"
        label={productWords.retireReason}
        value="manual"
        choices={retireReasons}
      />
    </ConfirmButton>
  )
}

function Archive({ product: { id, title } }: { product: FullProduct }) {
  return (
    <ConfirmButton
      id={elementId('archive', id)}
      label={productWords.archive}
      title={productWords.archiveTitle(title)}
      action={productPath(id, 'archive')}
      variant="quiet"
      confirmVariant="primary"
    >
      <p>{productWords.archiveEffect}</p>
    </ConfirmButton>
  )
}

function Delete({ product, shop }: Props) {
  if (product.shopify_product_gid || shop.onSaleElsewhere.length > 0) return null
  const { id, title, version } = product
  return (
    <ConfirmButton
      id={elementId('delete', id)}
      label={productWords.delete}
      title={productWords.deleteTitle(title)}
      action={productPath(id, 'delete')}
      values={{ version: String(version) }}
      variant="quiet"
    >
      <p>{productWords.deleteEffect}</p>
    </ConfirmButton>
  )
}
