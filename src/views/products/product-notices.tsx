import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { ProductWarning } from '../../domain/products/warnings.ts'
import { currencyMismatch } from '../../domain/publishing/currency-mismatch.ts'
import type { ShopState } from '../../domain/publishing/describe-shop-state.ts'
import { ActionForm } from '../components/action-form.tsx'
import { Notice } from '../components/notice.tsx'
import { productPath } from './product-path.ts'

type Props = { product: FullProduct; shop: ShopState }

/** What is wrong with a product though it can be sold. */
export function ProductWarnings({ warnings }: { warnings: readonly ProductWarning[] }) {
  return (
    <>
      {warnings.map(({ message }) => (
        <Notice tone="amber" title="Nothing to deliver">
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
    <Notice tone="amber" title="Another currency">
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
          {text} This page updates itself. <a href={productPath(product.id)}>Look again now</a>
        </p>
      </Notice>
    </div>
  )
}

function progressText({ publish_target, publish_state }: FullProduct): [string, string] {
  switch (publish_target) {
    case 'retired':
      return ['Retiring', 'It is retired here once the shop has taken it off sale.']
    case 'withdrawn':
      return ['Retiring', 'It is being taken off sale at the shop that was connected before.']
    case 'archived':
      return ['Archiving', 'It is archived here once the shop has taken it off sale.']
    case 'draft':
      return ['Restoring', 'It becomes a draft again, here and at the shop.']
    default:
      return publish_state === 'queued'
        ? ['Waiting to publish', 'It starts in a moment.']
        : ['Publishing', 'Details, variants and pictures are on their way to the shop.']
  }
}

function Failed({ product }: { product: FullProduct }) {
  const kept =
    product.status === 'active'
      ? 'What was on sale before still is. '
      : 'Nothing you entered was lost. '
  return (
    <Notice tone="red" title={failureTitle(product)}>
      <p>{product.sync_error}</p>
      <p>
        {kept}What may pass by itself is <a href="/retries">tried again</a> after a while.
      </p>
      <ActionForm action={productPath(product.id, 'retry')} icon="retry" size="small">
        Try again
      </ActionForm>
    </Notice>
  )
}

function failureTitle({ publish_target }: FullProduct): string {
  if (publish_target === 'active') return 'Publishing failed'
  return publish_target === 'draft' ? 'Restoring failed' : 'The shop could not take it off sale'
}

function Resting({ product, shop }: Props) {
  if (product.status === 'pending') {
    return (
      <Notice tone="amber" title="Waits for approval">
        <p>
          It is published once it is approved on the page <a href="/approvals">Approvals</a>, or
          when you publish it here.
        </p>
      </Notice>
    )
  }
  if (product.status === 'active' && shop.isConnected && !shop.isOnSaleHere) {
    return <OnSaleElsewhere shop={shop} />
  }
  if (shop.unsentSince !== null) {
    return (
      <Notice tone="amber" title="Not at the shop yet">
        <p>The product was changed after it was published. Publish it again to show the changes.</p>
      </Notice>
    )
  }
  if (product.status !== 'draft' || shop.isConnected) return null
  return (
    <Notice title="No shop is connected">
      <p>
        <a href="/integrations">Connect Shopify</a> to publish this product.
      </p>
    </Notice>
  )
}

function OnSaleElsewhere({ shop }: { shop: ShopState }) {
  const elsewhere = shop.onSaleElsewhere.join(' and ')
  return (
    <Notice tone="amber" title={`Not at ${shop.shopDomain}`}>
      <p>
        It is on sale at {elsewhere || 'no shop that the hub knows'}, as it was published there.
        Publish it to sell it at {shop.shopDomain} too; retiring takes it off sale wherever it is.
      </p>
    </Notice>
  )
}
