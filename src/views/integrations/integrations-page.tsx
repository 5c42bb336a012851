import type { DescribedCheck } from '../../domain/integrations/describe-checks.ts'
import type { ShopsInQuestion } from '../../domain/publishing/connect-shop.ts'
import type { FormerShopView, ShopOnSale } from '../../domain/publishing/former-shops.ts'
import type { LiveProduct } from '../../domain/publishing/list-live-products.ts'
import { Columns } from '../components/arrange.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import type { UnmappedScenes } from '../scenes/account-notices.tsx'
import { type KeyForm, MockupsCard } from './mockups-card.tsx'
import { ShopCard } from './shop-card.tsx'
import type { ShopForm } from './shop-fields.tsx'
import { WhereToFind } from './where-to-find.tsx'
import { connectionWords as words } from './words.ts'

/** A connection as the page shows it: never with its credentials. */
export type ShownIntegration = {
  status: 'connected' | 'disconnected' | 'error'
  error: string | null
  uses_shared_key: boolean
  updated_at: string | null
  shop?: ShownShop
}

/** A connected shop, with what was found there. */
export type ShownShop = {
  domain: string
  name?: string
  currency: string
  storefront?: string
  checks: readonly DescribedCheck[]
  checkedAt: string | null
  /** It takes the credentials no longer. */
  isRefused: boolean
}

/** What of a shop waits, and what it sells: counted to 100. */
export type ShopStock = {
  onSale: ShopOnSale | undefined
  live: readonly LiveProduct[]
  waiting: readonly { domain: string; waiting: number; isMore: boolean }[]
}

export type IntegrationsPageProps = {
  frame: PageFrame
  mockups: ShownIntegration
  shopify: ShownIntegration
  keyForm?: KeyForm
  shopForm?: ShopForm
  /** Scenes of the system that the account has no template for. */
  unmapped: UnmappedScenes
  /** What connecting another shop has to ask about. */
  question: ShopsInQuestion
  formerShops: readonly FormerShopView[]
  stock: ShopStock
  now: number
}

export function IntegrationsPage(props: IntegrationsPageProps) {
  const { frame, mockups, shopify, keyForm = {}, shopForm = {}, now } = props
  const { question, formerShops } = props
  return (
    <Layout {...frame} title={words.title} current="/integrations">
      <PageHeader title={words.title} lead={words.lead} />
      <Columns aside={<WhereToFind />}>
        <MockupsCard integration={mockups} unmapped={props.unmapped} form={keyForm} now={now} />
        <ShopCard
          integration={shopify}
          form={shopForm}
          question={question}
          formerShops={formerShops}
          stock={props.stock}
          now={now}
        />
      </Columns>
    </Layout>
  )
}
