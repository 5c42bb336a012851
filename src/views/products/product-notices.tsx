import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { ProductWarning } from '../../domain/products/warnings.ts'
import { currencyMismatch } from '../../domain/publishing/currency-mismatch.ts'
import type { ShopState } from '../../domain/publishing/describe-shop-state.ts'
import { ActionForm } from '../components/action-form.tsx'
import { Notice } from '../components/notice.tsx'
import { productPath } from './product-path.ts'
import { saleWords } from './sale-words.ts'
import { stateWords as words } from './words.ts'

type Props = { product: FullProduct; shop: ShopState }

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
export function ProductNotices({ product, shop }: Props) {
  switch (product.publish_state) {
    case 'queued':
    case 'publishing':
    case 'retiring':
      return <Progress product={product} />
    case 'failed':
      return <Failed product={product} />
    case 'idle':
      return <Resting product={product} shop={shop} />
  }
}

function Progress({ product }: { product: FullProduct }) {
  const [title, text] = progressText(product)
  return (
    <div data-announce={title}>
      <Notice title={title}>
        <p>
          {text} {words.refresh} <a href={productPath(product.id)}>{words.refreshLink}</a>
        </p>
      </Notice>
    </div>
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
