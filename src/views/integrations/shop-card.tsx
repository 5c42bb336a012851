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
import type { ShownIntegration } from './integrations-page.tsx'
import { ShopFields, type ShopForm } from './shop-fields.tsx'
import { connectionWords } from './words.ts'

const words = connectionWords.shopify

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
      title={words.title}
      lead={words.lead}
      actions={<IntegrationStatusBadge status={status} />}
    >
      <Stack>
        {error ? (
          <Notice tone="red" title={words.broken}>
            <p>{error}</p>
            <p>{words.brokenHelp}</p>
          </Notice>
        ) : null}
        {connected ? <DefinitionList items={facts(shop, integration.updated_at, now)} /> : null}
        {connected ? (
          <details open={Boolean(form.errors) || error !== null}>
            <summary>{words.replace}</summary>
            <ShopFields
              form={form}
              shopDomain={shop.domain}
              isBroken={error !== null}
              question={question}
            />
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
    { term: words.store, description: shop.name ?? shop.domain },
    { term: words.address, description: shop.domain },
    { term: words.currency, description: shop.currency },
    ...(shop.storefront
      ? [
          {
            term: words.onlineStore,
            description: <ExternalLink href={shop.storefront}>{words.openStore}</ExternalLink>,
          },
        ]
      : []),
    ...(updatedAt
      ? [{ term: connectionWords.updated, description: <TimeAgo at={updatedAt} now={now} /> }]
      : []),
  ]
}

function FormerShops({ shops }: { shops: readonly FormerShopView[] }) {
  return (
    <Notice title={words.formerTitle}>
      <ul>
        {shops.map(({ domain, onSale, isMore, retires }) => (
          <li>
            {[
              words.onSaleAt(onSale, isMore, domain),
              retires ? words.retiring : words.untilRetired,
            ].join(', ')}
          </li>
        ))}
      </ul>
      <p>{words.formerHelp}</p>
    </Notice>
  )
}

function Disconnect({ domain }: { domain: string }) {
  return (
    <div>
      <ConfirmButton
        id="disconnect-shopify"
        label={words.disconnect}
        title={words.disconnectTitle(domain)}
        action="/integrations/shopify/disconnect"
        variant="quiet"
        size="small"
      >
        <p>{words.disconnectText}</p>
      </ConfirmButton>
    </div>
  )
}
