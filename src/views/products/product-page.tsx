import { raw } from 'hono/html'
import type { PricingRow } from '../../domain/pricing/load-pricing.ts'
import type { Fees } from '../../domain/pricing/margin.ts'
import { knownSales } from '../../domain/products/known-sales.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { PrintFrame } from '../../domain/products/print-check.ts'
import { descriptionHtmlOf } from '../../domain/products/shop-content.ts'
import { warningsOf } from '../../domain/products/warnings.ts'
import type { ShopState } from '../../domain/publishing/describe-shop-state.ts'
import { isUnderWay } from '../../domain/publishing/task.ts'
import type { ListedChange } from '../../domain/publishing/undo/list-changes.ts'
import type { Acceptance } from '../../errors.ts'
import type { Page } from '../../paging.ts'
import { SubjectHistory, type SubjectHistoryProps } from '../activity/subject-history.tsx'
import { Columns } from '../components/arrange.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { FormActions } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { ProductStatusBadge } from '../components/status-badge.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { ChangesCard } from './changes-card.tsx'
import { type DownloadChoices, DownloadsCard } from './downloads-card.tsx'
import { LocksCard } from './locks-card.tsx'
import { type PictureNews, PictureNotices } from './picture-notices.tsx'
import { PrintCard } from './print-card.tsx'
import { ProductActions } from './product-actions.tsx'
import {
  Facts,
  type Look,
  type ProductFactsProps,
  SalesCard,
  SHOP_BADGE,
  SHOP_NOTICES,
  ShopCard,
} from './product-facts.tsx'
import { CurrencyNotice, ProductNotices, ProductWarnings } from './product-notices.tsx'
import { productPath } from './product-path.ts'
import { ProductPictures, type ShownImage } from './product-pictures.tsx'
import { SaleChecks } from './sale-checks.tsx'
import { saleWords } from './sale-words.ts'
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
  news: PictureNews
  links: ProductFactsProps['links']
  history: SubjectHistoryProps
  /** The newest changes that are kept to be undone. */
  changes: Page<ListedChange>
  look: Look
  /** How many of its pictures the shop has, while it is being published. */
  sent?: number | undefined
  /** The id of a copy that is made here. */
  workId: string
  now: number
  downloads: DownloadChoices
  /** Why publishing was refused, where saying that it is meant would let it pass. */
  saleRefusal?: SaleRefusal | undefined
}

type SaleRefusal = { sentence: string; accepts: readonly Acceptance[] }

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
              <span id={SHOP_BADGE}>
                {shop.syncState.kind === 'not_published' ? null : (
                  <SyncBadge state={shop.syncState} short />
                )}
              </span>
              {product.collection ? (
                <CollectionBadge of={product.collection} collections={props.collections} />
              ) : null}
            </>
          }
          actions={<ProductActions product={product} shop={shop} workId={props.workId} />}
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
        <Refused product={product} refusal={props.saleRefusal} />
        <div class="notices" id={SHOP_NOTICES}>
          <ProductNotices product={product} shop={shop} sent={props.sent} />
        </div>
        <CurrencyNotice product={product} shop={shop} />
        <ProductWarnings warnings={warningsOf(product)} />
        <PictureNotices id={product.id} news={newsToSay(props)} />
        <Content {...props} now={now} />
      </section>
    </Layout>
  )
}

/** That a mockup was deleted matters until the shop has what the product shows. */
function newsToSay({ news, shop }: ProductPageProps): PictureNews {
  return shop.syncState.kind === 'up_to_date' ? { ...news, deleted: [] } : news
}

function Refused({ product, refusal }: { product: FullProduct; refusal?: SaleRefusal }) {
  if (!refusal) return null
  return (
    <Notice tone="red" title={saleWords.notPublished}>
      <p>{refusal.sentence}</p>
      <form class="form" method="get" action={productPath(product.id, 'plan')}>
        <input type="hidden" name="action" value="publish" />
        <SaleChecks accepts={refusal.accepts} />
        <FormActions>
          <Button variant="primary">{saleWords.publish}</Button>
        </FormActions>
      </form>
    </Notice>
  )
}

function Content(props: ProductPageProps) {
  const { product, shop, prices, fees, images, links, history, downloads, now } = props
  return (
    <Columns
      aside={
        <>
          <ShopCard product={product} shop={shop} look={props.look} now={now} />
          {product.status === 'active' ? (
            <SalesCard sales={knownSales(product)} currency={product.currency} />
          ) : null}
          <Facts product={product} links={links} />
          <ChangesCard productId={product.id} page={props.changes} now={now} />
          {shop.isThere ? <LocksCard product={product} /> : null}
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
      <DownloadsCard product={product} choices={downloads} now={now} />
      {product.description ? (
        <Card title={productWords.description}>
          <div class="rich-text-shown">{raw(descriptionHtmlOf(product))}</div>
        </Card>
      ) : null}
    </Columns>
  )
}
