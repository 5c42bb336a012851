import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { ProductWarning } from '../../domain/products/warnings.ts'
import { currencyMismatch } from '../../domain/publishing/currency-mismatch.ts'
import type { ShopState } from '../../domain/publishing/describe-shop-state.ts'
import { ActionForm } from '../components/action-form.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { listFields } from './field-words.ts'
import { productPath } from './product-path.ts'
import { saleWords } from './sale-words.ts'
import { stateWords as words } from './words.ts'

type Props = {
  product: FullProduct
  shop: ShopState
  /** How many of its pictures the shop has, while it is being published. */
  sent?: number | undefined
}

/** What is wrong with a product though it can be sold. */
export function ProductWarnings({ warnings }: { warnings: readonly ProductWarning[] }) {
  return (
    <>
      {warnings.map(({ code, message }) => (
        <Notice tone="amber" title={saleWords.warnings[code]}>
          <p>{message}.</p>
        </Notice>
      ))}
    </>
  )
}

/** Prices that the shop cannot show: said before anybody tries to publish them. */
export function CurrencyNotice({ product, shop }: Props) {
  const mismatch = shop.isConnected ? currencyMismatch(product, shop) : undefined
  if (!mismatch) return null
  return (
    <Notice tone="amber" title={words.otherCurrency}>
      <p>{mismatch}</p>
    </Notice>
  )
}

/** How the product and the shop differ, and what to do about it. */
export function ProductNotices(props: Props) {
  const { product, shop } = props
  switch (shop.syncState.kind) {
    case 'under_way':
      return <Progress {...props} />
    case 'parked':
      return <Parked />
    case 'failed':
      return <Failed product={product} />
    case 'changed_at_shop':
    case 'changed_both':
      return <ChangedAtShop {...props} />
    case 'deleted_at_shop':
      return <DeletedAtShop {...props} />
    default:
      return <Resting {...props} />
  }
}

function Progress({ product, sent }: Props) {
  const [title, text] = progressText(product)
  const { length } = product.images
  return (
    <div data-announce={title}>
      <Notice title={title}>
        <p>
          {text} {sent !== undefined && length > 0 ? words.pictures(sent, length) : null}{' '}
          {words.refresh} <a href={productPath(product.id)}>{words.refreshLink}</a>
        </p>
      </Notice>
    </div>
  )
}

function Parked() {
  return (
    <Notice
      tone="amber"
      title={words.parked}
      action={<ButtonLink href="/integrations">{words.mend}</ButtonLink>}
    >
      <p>{words.parkedText}</p>
    </Notice>
  )
}

function Review({ id, label }: { id: string; label: string }) {
  return (
    <ButtonLink href={productPath(id, 'drift')} variant="primary">
      {label}
    </ButtonLink>
  )
}

function ChangedAtShop({ product, shop }: Props) {
  const fields = listFields(shop.driftedFields)
  return (
    <Notice
      tone="amber"
      title={shop.syncState.kind === 'changed_both' ? words.changedBoth : words.changed}
      action={<Review id={product.id} label={words.review} />}
    >
      <p>{words.changedText(fields, shop.shopDomain ?? '')}</p>
      <FailedBefore product={product} />
    </Notice>
  )
}

function DeletedAtShop({ product, shop }: Props) {
  return (
    <Notice
      tone="red"
      title={words.deleted}
      action={<Review id={product.id} label={words.decide} />}
    >
      <p>{words.deletedText(shop.shopDomain ?? '')}</p>
      <FailedBefore product={product} />
    </Notice>
  )
}

/** Why the task before was not done, where a change at the shop is what has to be decided first. */
function FailedBefore({ product: { publish_state, sync_error } }: { product: FullProduct }) {
  if (publish_state !== 'failed' || !sync_error) return null
  return (
    <p>
      {words.failedAfterDrift} {sync_error}
    </p>
  )
}

function progressText({ publish_target, publish_state }: FullProduct) {
  if (publish_target && publish_target !== 'active') return words.underWay[publish_target]
  return publish_state === 'queued' ? words.queued : words.publishing
}

function Failed({ product }: { product: FullProduct }) {
  const kept = product.status === 'active' ? words.stillOnSale : words.nothingLost
  return (
    <Notice tone="red" title={failureTitle(product)}>
      <p>{product.sync_error}</p>
      <p>
        {kept} {words.retriedStart} <a href="/problems">{words.retriedLink}</a>.
      </p>
      <ActionForm action={productPath(product.id, 'retry')} icon="retry" size="small">
        {words.retry}
      </ActionForm>
    </Notice>
  )
}

function failureTitle({ publish_target }: FullProduct): string {
  if (publish_target === 'active') return words.failed.active
  return publish_target === 'draft' ? words.failed.draft : words.failed.off
}

function Resting({ product, shop }: Props) {
  if (product.status === 'pending') {
    return (
      <Notice tone="amber" title={words.waiting}>
        <p>
          {words.waitingStart} <a href="/approvals?type=product">{words.waitingLink}</a>,{' '}
          {words.waitingEnd}
        </p>
      </Notice>
    )
  }
  if (product.status === 'active' && shop.isConnected && !shop.isOnSaleHere) {
    return <OnSaleElsewhere shop={shop} />
  }
  if (product.status === 'active' && shop.syncState.kind === 'unpublished_changes') {
    return (
      <Notice tone="amber" title={words.changes}>
        <p>{words.changesText}</p>
      </Notice>
    )
  }
  if (shop.syncState.kind === 'staged') {
    return (
      <Notice title={words.staged}>
        <p>{words.stagedText}</p>
      </Notice>
    )
  }
  if (product.status !== 'draft' || shop.isConnected) return null
  return (
    <Notice title={words.notConnected}>
      <p>
        <a href="/integrations">{words.connect}</a> {words.connectEnd}
      </p>
    </Notice>
  )
}

function OnSaleElsewhere({ shop }: { shop: ShopState }) {
  const here = shop.shopDomain ?? ''
  const elsewhere = shop.onSaleElsewhere.join(' and ') || words.unknownShop
  return (
    <Notice tone="amber" title={words.notAt(here)}>
      <p>{words.elsewhere(elsewhere, here)}</p>
    </Notice>
  )
}
