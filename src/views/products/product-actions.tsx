import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { SyncState } from '../../domain/products/sync-state.ts'
import type { ShopState } from '../../domain/publishing/describe-shop-state.ts'
import { isUnderWay } from '../../domain/publishing/task.ts'
import { ActionForm } from '../components/action-form.tsx'
import { ButtonLink } from '../components/button.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { elementId } from '../components/field-id.ts'
import { planPath, productPath } from './product-path.ts'
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
  const archive = (
    <ButtonLink href={planPath(id, 'archive')} variant="quiet">
      {productWords.archive}
    </ButtonLink>
  )
  if (isUnderWay(product)) return edit
  if (status === 'retired' || status === 'archived') {
    return (
      <>
        <ButtonLink href={planPath(id, 'restore')} variant="primary">
          {productWords.restore}
        </ButtonLink>
        {duplicate}
        {status === 'retired' ? archive : null}
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
        <ButtonLink href={planPath(id, 'retire')}>{productWords.retire}</ButtonLink>
      ) : (
        <>
          {archive}
          <Delete product={product} shop={shop} />
        </>
      )}
    </>
  )
}

/** What was changed at the shop comes first: the notice leads there. */
const TO_DECIDE: readonly SyncState['kind'][] = [
  'changed_at_shop',
  'changed_both',
  'deleted_at_shop',
]

function Publish({ product, shop }: Props) {
  const { kind } = shop.syncState
  const isUpToDate = product.status === 'active' && kind === 'up_to_date'
  const isToDecide = TO_DECIDE.includes(kind)
  const label =
    kind === 'unpublished_changes' || kind === 'changed_both'
      ? productWords.publishChanges
      : isUpToDate
        ? productWords.publishAgain
        : productWords.publish
  return (
    <ButtonLink
      href={planPath(product.id, 'publish')}
      variant={isUpToDate || isToDecide ? 'secondary' : 'primary'}
    >
      {label}
    </ButtonLink>
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
