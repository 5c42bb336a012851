import type { FullProduct } from '../../domain/products/load-parts.ts'
import type { ShopState } from '../../domain/publishing/describe-shop-state.ts'
import { Cluster } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { ExternalLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { type Definition, DefinitionList } from '../components/definition-list.tsx'
import { NotKnown } from '../components/money.tsx'
import { DateText, TimeAgo } from '../components/time-ago.tsx'
import { Sales } from './product-tile.tsx'
import { retireReasonLabels } from './retire-reason-labels.ts'

export function ShopCard({
  product,
  shop,
  now,
}: {
  product: FullProduct
  shop: ShopState
  now: number
}) {
  const { published_at, last_synced_at, retired_at, retire_reason } = product
  const items: Definition[] = [
    { term: 'Shop', description: shop.shopDomain ?? 'Not connected' },
    ...(shop.onSaleElsewhere.length > 0
      ? [{ term: 'Also on sale at', description: shop.onSaleElsewhere.join(', ') }]
      : []),
    { term: 'Published', description: published_at ? <DateText at={published_at} /> : 'Not yet' },
    {
      term: 'Last sent',
      description: last_synced_at ? <TimeAgo at={last_synced_at} now={now} /> : <NotKnown />,
    },
  ]
  if (retired_at) items.push({ term: 'Retired', description: <DateText at={retired_at} /> })
  if (retire_reason) items.push({ term: 'Why', description: retireReasonLabels[retire_reason] })
  return (
    <Card title="At the shop">
      <DefinitionList items={items} />
      {shop.storeUrl || shop.adminUrl ? (
        <Cluster>
          {shop.storeUrl ? <ExternalLink href={shop.storeUrl}>Open in store</ExternalLink> : null}
          {shop.adminUrl ? (
            <ExternalLink href={shop.adminUrl}>Open in Shopify admin</ExternalLink>
          ) : null}
        </Cluster>
      ) : null}
    </Card>
  )
}

export function SalesCard({ product }: { product: FullProduct }) {
  return (
    <Card title="Sales">
      <Sales product={product} />
    </Card>
  )
}

export type ProductFactsProps = {
  product: FullProduct
  links: { quote: string | null; asset: { href: string; title: string } | null }
}

export function Facts({ product, links }: ProductFactsProps) {
  const { tags } = product
  return (
    <Card title="Details">
      <DefinitionList
        items={[
          { term: 'Quote', description: links.quote ? `“${links.quote}”` : 'None' },
          {
            term: 'Artwork',
            description: links.asset ? <a href={links.asset.href}>{links.asset.title}</a> : 'None',
          },
          { term: 'Type', description: product.product_type },
          { term: 'Vendor', description: product.vendor },
          { term: 'Currency', description: product.currency },
          {
            term: 'Tags',
            description:
              tags.length === 0 ? (
                'None'
              ) : (
                <Cluster>
                  {tags.map((tag) => (
                    <Badge>{tag}</Badge>
                  ))}
                </Cluster>
              ),
          },
          { term: 'Created', description: <DateText at={product.created_at} /> },
        ]}
      />
    </Card>
  )
}
