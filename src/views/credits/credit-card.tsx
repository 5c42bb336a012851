import type { Credits } from '../../domain/credits/get-credits.ts'
import { Card } from '../components/card.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { CreditBars } from './credit-bars.tsx'
import { creditWords } from './words.ts'

const CARD_ID = 'credit-card'

export type CreditCardProps = {
  /** Absent while the figures cannot be read: the card then fetches itself. */
  credits: Credits | undefined
  /** How a card without figures asks again: at once on a page, in a while when that failed. */
  again?: 'load' | 'every 10s'
  /** Left out on the statement itself. */
  linked?: boolean
}

/** Annual budget and monthly pace; it fetches itself again every minute. */
export function CreditCard({ credits, again = 'load', linked = true }: CreditCardProps) {
  return (
    <Card
      id={CARD_ID}
      title={creditWords.card}
      lead={creditWords.cardLead}
      actions={linked ? <a href="/credits">{creditWords.statement}</a> : null}
      hx-get={linked ? '/credits/card' : '/credits/card?on=statement'}
      hx-select={`#${CARD_ID}`}
      hx-target="this"
      hx-swap="outerMorph"
      hx-trigger={credits ? 'every 60s' : again}
      hx-push-url="false"
    >
      {credits ? <CreditBars credits={credits} /> : <NoCredits />}
    </Card>
  )
}

function NoCredits() {
  return (
    <>
      <Skeleton lines={4} label={creditWords.reading} />
      <noscript>
        <p class="small">{creditWords.unreadable}</p>
      </noscript>
    </>
  )
}
