import { PageHeader } from '../components/page-header.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { CreditCard, type CreditCardProps } from './credit-card.tsx'
import { creditWords } from './words.ts'

export type CreditCardPageProps = CreditCardProps & { frame: PageFrame }

/** The card on a page of its own: what the card fetches itself from. */
export function CreditCardPage({ frame, ...card }: CreditCardPageProps) {
  return (
    <Layout {...frame} title={creditWords.card} current="/credits/card">
      <PageHeader
        title={creditWords.title}
        back={{ href: '/credits', label: creditWords.statement }}
      />
      <CreditCard {...card} />
    </Layout>
  )
}
