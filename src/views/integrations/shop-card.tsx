import type { ShopsInQuestion } from '../../domain/publishing/connect-shop.ts'
import type { FormerShopView } from '../../domain/publishing/former-shops.ts'
import { Stack } from '../components/arrange.tsx'
import { ExternalLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { type Definition, DefinitionList } from '../components/definition-list.tsx'
import { Notice } from '../components/notice.tsx'
import { IntegrationStatusBadge } from '../components/status-badge.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { pluralize } from '../pluralize.ts'
import type { ShownIntegration } from './integrations-page.tsx'
import { ShopFields, type ShopForm } from './shop-fields.tsx'

type Props = {
  integration: ShownIntegration
  form: ShopForm
  question: ShopsInQuestion
  formerShops: readonly FormerShopView[]
  now: number
}

export function ShopCard({ integration, form, question, formerShops, now }: Props) {
  const { status, error, shop } = integration
  const connected = status !== 'disconnected' && shop !== undefined
  return (
    <Card
      id="shopify"
      title="Shopify"
      lead="Where your products are sold. The hub publishes and retires them there."
      actions={<IntegrationStatusBadge status={status} />}
    >
      <Stack>
        {error ? (
          <Notice tone="red" title="The shop needs attention">
            <p>{error}</p>
          </Notice>
        ) : null}
        {connected ? <DefinitionList items={facts(shop, integration.updated_at, now)} /> : null}
        {connected ? (
          <details open={Boolean(form.errors)}>
            <summary>Replace the credentials, or connect another shop</summary>
            <ShopFields form={form} shopDomain={shop.domain} question={question} />
          </details>
        ) : (
          <ShopFields form={form} question={question} />
        )}
        {formerShops.length > 0 ? <FormerShops shops={formerShops} /> : null}
        {connected ? <Disconnect domain={shop.domain} /> : null}
      </Stack>
    </Card>
  )
}

function facts(
  shop: NonNullable<ShownIntegration['shop']>,
  updatedAt: string | null,
  now: number,
): Definition[] {
  return [
    { term: 'Shop', description: shop.name ?? shop.domain },
    { term: 'Address', description: shop.domain },
    { term: 'Currency', description: shop.currency },
    ...(shop.storefront
      ? [
          {
            term: 'Store front',
            description: <ExternalLink href={shop.storefront}>Open the store</ExternalLink>,
          },
        ]
      : []),
    ...(updatedAt
      ? [{ term: 'Last changed', description: <TimeAgo at={updatedAt} now={now} /> }]
      : []),
  ]
}

function FormerShops({ shops }: { shops: readonly FormerShopView[] }) {
  return (
    <Notice title="Still on sale elsewhere">
      <ul>
        {shops.map(({ domain, onSale, isMore, retires }) => (
          <li>
            {isMore ? `More than ${onSale} products` : pluralize(onSale, 'product')} at {domain}
            {retires ? ', being retired there' : ', until you retire or archive them'}
          </li>
        ))}
      </ul>
      <p>The hub keeps the credentials of these shops until nothing is on sale there.</p>
    </Notice>
  )
}

function Disconnect({ domain }: { domain: string }) {
  return (
    <div>
      <ConfirmButton
        id="disconnect-shopify"
        label="Disconnect the shop"
        title={`Disconnect ${domain}?`}
        action="/integrations/shopify/disconnect"
        variant="quiet"
        size="small"
      >
        <p>
          The hub forgets the credentials, those of shops you had before too, and changes nothing
          there: what is on sale stays on sale. Nothing can be published or retired until the shop
          is connected again.
        </p>
      </ConfirmButton>
    </div>
  )
}
