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
import { productPath } from '../products/product-path.ts'
import type { ShopStock, ShownIntegration, ShownShop } from './integrations-page.tsx'
import { ShopChecks } from './shop-checks.tsx'
import { ShopFields, type ShopForm } from './shop-fields.tsx'
import { connectionWords } from './words.ts'

const words = connectionWords.shopify

type Props = {
  integration: ShownIntegration
  form: ShopForm
  question: ShopsInQuestion
  formerShops: readonly FormerShopView[]
  stock: ShopStock
  now: number
}

export function ShopCard({ integration, form, question, formerShops, stock, now }: Props) {
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
            {isUnderChecks(shop) ? null : <p>{error}</p>}
            <p>{helpOf(shop, stock)}</p>
          </Notice>
        ) : null}
        {connected ? <DefinitionList items={facts(shop, integration.updated_at, now)} /> : null}
        {connected ? (
          <ShopChecks checks={shop.checks} checkedAt={shop.checkedAt} now={now} />
        ) : null}
        {connected ? (
          <details open={Boolean(form.errors) || shop.isRefused}>
            <summary>{words.replace}</summary>
            <Stack>
              <ShopFields
                form={form}
                shopDomain={shop.domain}
                isBroken={shop.isRefused}
                question={question}
              />
            </Stack>
          </details>
        ) : (
          <ShopFields form={form} question={question} />
        )}
        {formerShops.length > 0 ? <FormerShops shops={formerShops} /> : null}
        <Waiting stock={stock} here={connected ? shop.domain : undefined} />
        {connected ? <Disconnect domain={shop.domain} stock={stock} /> : null}
      </Stack>
    </Card>
  )
}

/** What is missing is said once, where it is said what to do about it. */
function isUnderChecks(shop: ShownShop | undefined): boolean {
  if (!shop || shop.isRefused) return false
  return shop.checks.some(({ name, state }) => name === 'permissions' && state === 'missing')
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
        {shops.map(({ domain, onSale, isMore, retires, isRefused }) => (
          <li>
            {[
              words.onSaleAt(onSale, isMore, domain),
              isRefused ? words.formerRefused : retires ? words.retiring : words.untilRetired,
            ].join(', ')}
          </li>
        ))}
      </ul>
      <p>{words.formerHelp}</p>
    </Notice>
  )
}

function helpOf(shop: ShownShop | undefined, { waiting }: ShopStock): string {
  if (!shop?.isRefused) return words.brokenHelp
  const here = waiting.find(({ domain }) => domain === shop.domain)
  return words.refusedHelp(here?.waiting ?? 0, here?.isMore ?? false)
}

/** What waits for shops other than the one that is connected. */
function Waiting({ stock, here }: { stock: ShopStock; here: string | undefined }) {
  const others = stock.waiting.filter(({ domain }) => domain !== here)
  if (others.length === 0) return null
  return (
    <Notice tone="amber">
      {others.map(({ domain, waiting, isMore }) => (
        <p>{`${words.waiting(waiting, isMore, domain)}.`}</p>
      ))}
      <p>{here ? words.formerWaiting : words.waitingAlone}</p>
    </Notice>
  )
}

function Live({ stock: { onSale, live } }: { stock: ShopStock }) {
  if (!onSale || onSale.onSale === 0) return <p>{words.nothingOnSale}</p>
  const more = onSale.onSale - live.length
  return (
    <>
      <p>{words.stays(onSale.onSale, onSale.isMore)}</p>
      <ul class="live-products">
        {live.map(({ id, title, url }) => (
          <li>
            {url ? (
              <ExternalLink href={url}>{title}</ExternalLink>
            ) : (
              <a href={productPath(id)}>{title}</a>
            )}
          </li>
        ))}
        {more > 0 ? <li>{words.andMore(more, onSale.isMore)}</li> : null}
      </ul>
    </>
  )
}

function Disconnect({ domain, stock }: { domain: string; stock: ShopStock }) {
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
        <Live stock={stock} />
        <p>{words.disconnectText}</p>
      </ConfirmButton>
    </div>
  )
}
