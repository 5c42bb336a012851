import type { PricingRow } from '../../domain/pricing/load-pricing.ts'
import type { Fees } from '../../domain/pricing/margin.ts'
import { knownSales } from '../../domain/products/known-sales.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { PrintFrame } from '../../domain/products/print-check.ts'
import { warningsOf } from '../../domain/products/warnings.ts'
import type { ShopState } from '../../domain/publishing/describe-shop-state.ts'
import { isUnderWay } from '../../domain/publishing/task.ts'
import { SubjectHistory, type SubjectHistoryProps } from '../activity/subject-history.tsx'
import { Columns } from '../components/arrange.tsx'
import { Card } from '../components/card.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { PageHeader } from '../components/page-header.tsx'
import { ProductStatusBadge } from '../components/status-badge.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { PrintCard } from './print-card.tsx'
import { ProductActions } from './product-actions.tsx'
import { Facts, type ProductFactsProps, SalesCard, ShopCard } from './product-facts.tsx'
import { CurrencyNotice, ProductNotices, ProductWarnings } from './product-notices.tsx'
import { productPath } from './product-path.ts'
import { ProductPictures, type ShownImage } from './product-pictures.tsx'
import { SyncBadge } from './sync-badge.tsx'
import { VariantsTable } from './variants-table.tsx'
import { productWords } from './words.ts'

const PART = 'product'

export type ProductPageProps = {
  frame: PageFrame
  product: FullProduct
  collections: Collections
  shop: ShopState
  prices: ReadonlyMap<string, PricingRow>
  fees: Fees
  /** How its sizes print. */
  print: PrintFrame
  images: readonly ShownImage[]
  links: ProductFactsProps['links']
  history: SubjectHistoryProps
  now: number
}

export function ProductPage(props: ProductPageProps) {
  const { frame, product, shop, now } = props
  const path = productPath(product.id)
  return (
    <Layout {...frame} title={product.title} current={path}>
      <section class="results" id={PART} aria-label={productWords.part}>
        <PageHeader
          title={product.title}
          back={{ href: '/products', label: productWords.products }}
          badges={
            <>
              <ProductStatusBadge status={product.status} />
              {shop.syncState.kind === 'not_published' ? null : (
                <SyncBadge state={shop.syncState} />
              )}
              {product.collection ? (
                <CollectionBadge of={product.collection} collections={props.collections} />
              ) : null}
            </>
          }
          actions={<ProductActions product={product} shop={shop} />}
        />
        {isUnderWay(product) ? (
          // The last swap removes it, and the polling with it.
          <div
            id="product-poll"
            hx-get={path}
            hx-trigger="every 2s"
            hx-select={`#${PART}`}
            hx-target={`#${PART}`}
            hx-swap="outerMorph"
            hx-push-url="false"
          />
        ) : null}
        <ProductNotices product={product} shop={shop} />
        <CurrencyNotice product={product} shop={shop} />
        <ProductWarnings warnings={warningsOf(product)} />
        <Content {...props} now={now} />
      </section>
    </Layout>
  )
}

function Content(props: ProductPageProps) {
  const { product, shop, prices, fees, images, links, history, now } = props
  return (
    <Columns
      aside={
        <>
          <ShopCard product={product} shop={shop} now={now} />
          {product.status === 'active' ? (
            <SalesCard sales={knownSales(product)} currency={product.currency} />
          ) : null}
          <Facts product={product} links={links} />
          <SubjectHistory {...history} />
        </>
      }
    >
      <ProductPictures id={product.id} title={product.title} images={images} />
      <Card title={productWords.variants} flush>
        <VariantsTable
          variants={product.variants}
          prices={prices}
          fees={fees}
          currency={product.currency}
        />
      </Card>
      <PrintCard product={product} print={props.print} />
      {product.description ? (
        <Card title={productWords.description}>
          {product.description.split(/\n{2,}/).map((paragraph) => (
            <p>{paragraph}</p>
          ))}
        </Card>
      ) : null}
    </Columns>
  )
}
