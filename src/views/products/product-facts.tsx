import type { KnownSales } from '../../domain/products/known-sales.ts'
import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { ShopState } from '../../domain/publishing/describe-shop-state.ts'
import { ActionForm } from '../components/action-form.tsx'
import { Cluster } from '../components/arrange.tsx'
import { ExternalLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { type Definition, DefinitionList } from '../components/definition-list.tsx'
import { Money } from '../components/money.tsx'
import { Stat, StatRow } from '../components/stat.tsx'
import { DateText, TimeAgo } from '../components/time-ago.tsx'
import { categoryName } from './categories.ts'
import { categoryWords, seoWords } from './form-words.ts'
import { productPath } from './product-path.ts'
import { Tags } from './product-tags.tsx'
import { retireReasonLabels } from './retire-reasons.ts'
import { productWords as words } from './words.ts'

const SHOP_CARD = 'shop'
/** Parts of the page that say how it is at the shop. */
export const SHOP_BADGE = 'shop-badge'
export const SHOP_NOTICES = 'shop-notices'

/** Whether the shop is to be read behind the page, was read for it, or did not answer. */
export type Look = 'due' | 'done' | 'failed'

type ShopCardProps = { product: FullProduct; shop: ShopState; look: Look; now: number }

/** How it is at the shop. What is older than half a minute is read again behind the page. */
export function ShopCard({ product, shop, look, now }: ShopCardProps) {
  const { published_at, last_synced_at, retired_at, retire_reason } = product
  const items: Definition[] = [
    ...(shop.unsentSince
      ? [{ term: words.changedSince, description: <TimeAgo at={shop.unsentSince} now={now} /> }]
      : []),
    ...(shop.isThere
      ? [{ term: words.lastLook, description: <LastLook {...{ shop, look, now }} /> }]
      : []),
    { term: words.store, description: shop.shopDomain ?? words.notConnected },
    ...(shop.onSaleElsewhere.length > 0
      ? [{ term: words.onSaleElsewhere, description: shop.onSaleElsewhere.join(', ') }]
      : []),
    {
      term: words.published,
      description: published_at ? <DateText at={published_at} /> : words.notYet,
    },
    ...(last_synced_at
      ? [{ term: words.lastSynced, description: <TimeAgo at={last_synced_at} now={now} /> }]
      : []),
  ]
  if (retired_at) items.push({ term: words.retired, description: <DateText at={retired_at} /> })
  if (retire_reason && product.status === 'retired') {
    items.push({ term: words.reason, description: retireReasonLabels[retire_reason] })
  }
  return (
    <Card
      id={SHOP_CARD}
      title={words.shopify}
      actions={
        shop.isThere && shop.isConnected ? (
          <ActionForm action={productPath(product.id, 'look')} variant="quiet" size="small">
            {words.look}
          </ActionForm>
        ) : undefined
      }
      {...(look === 'due' ? lookAttributes(product.id) : {})}
    >
      <DefinitionList items={items} />
      {shop.storeUrl || shop.adminUrl ? (
        <Cluster>
          {shop.storeUrl ? (
            <ExternalLink href={shop.storeUrl}>{words.openInStore}</ExternalLink>
          ) : null}
          {shop.adminUrl ? (
            <ExternalLink href={shop.adminUrl}>{words.openInAdmin}</ExternalLink>
          ) : null}
        </Cluster>
      ) : null}
    </Card>
  )
}

/**
 * Reads the shop and swaps what that may change. The answer has no such attributes, so that a shop
 * which does not answer is not asked again.
 */
function lookAttributes(id: string): Record<string, string> {
  return {
    'hx-get': productPath(id, 'look'),
    'hx-trigger': 'load',
    'hx-target': 'this',
    'hx-select': `#${SHOP_CARD}`,
    'hx-select-oob': `#${SHOP_BADGE},#${SHOP_NOTICES}`,
    'hx-swap': 'outerMorph show:none',
    'hx-push-url': 'false',
  }
}

function LastLook({ shop, look, now }: Pick<ShopCardProps, 'shop' | 'look' | 'now'>) {
  return (
    <>
      {shop.seenAt ? <TimeAgo at={shop.seenAt} now={now} /> : words.notLooked}
      {look === 'failed' ? <p class="small muted">{words.lookFailed}</p> : null}
    </>
  )
}

/** Views, orders and revenue; what nobody counted is not shown as nothing. */
export function SalesCard({ sales, currency }: { sales: KnownSales; currency: string }) {
  const { views, orders, revenue } = sales
  return (
    <Card title={words.sales}>
      <StatRow>
        <Stat label={words.views} value={views ?? <NotKnownText />} />
        <Stat label={words.orders} value={orders ?? <NotKnownText />} />
        <Stat
          label={words.revenue}
          value={
            revenue === null ? <NotKnownText /> : <Money minor={revenue} currency={currency} />
          }
        />
      </StatRow>
    </Card>
  )
}

function NotKnownText() {
  return <span class="muted not-known">{words.notKnown}</span>
}

export type ProductFactsProps = {
  product: FullProduct
  links: { quote: string | null; asset: { href: string; title: string } | null }
}

export function Facts({ product, links }: ProductFactsProps) {
  const { tags } = product
  return (
    <Card title={words.details}>
      <DefinitionList
        items={[
          { term: words.quote, description: links.quote ? `“${links.quote}”` : words.none },
          {
            term: words.artwork,
            description: links.asset ? (
              <a href={links.asset.href}>{links.asset.title}</a>
            ) : (
              words.none
            ),
          },
          { term: words.type, description: product.product_type },
          { term: words.vendor, description: product.vendor },
          { term: words.currency, description: product.currency },
          ...(product.category
            ? [{ term: categoryWords.label, description: categoryName(product.category) }]
            : []),
          ...(product.seo_title
            ? [{ term: seoWords.pageTitle, description: product.seo_title }]
            : []),
          ...(product.seo_description
            ? [{ term: seoWords.description, description: product.seo_description }]
            : []),
          { term: words.tags, description: tags.length === 0 ? words.none : <Tags tags={tags} /> },
          { term: words.created, description: <DateText at={product.created_at} /> },
        ]}
      />
    </Card>
  )
}
