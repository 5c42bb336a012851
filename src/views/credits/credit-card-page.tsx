import { PageHeader } from '../components/page-header.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { CreditCard, type CreditCardProps } from './credit-card.tsx'

export type CreditCardPageProps = CreditCardProps & { frame: PageFrame }

/** The card on a page of its own: what the card fetches itself from. */
export function CreditCardPage({ frame, ...card }: CreditCardPageProps) {
  return (
    <Layout {...frame} title="Mockup Credits" current="/credits/card">
      <PageHeader title="Credits" back={{ href: '/credits', label: 'Statement' }} />
      <CreditCard {...card} />
    </Layout>
  )
}
