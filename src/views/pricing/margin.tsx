import { marginOf } from '../../domain/pricing/margin.ts'
import { formatMoney } from '../../money.ts'
import { Money } from '../components/money.tsx'
import { marginWords as words } from './words.ts'

export type MarginProps = { price: number; cost: number | null; currency: string }

/** What is left of a price after its full cost: an amount and a share, red where it is a loss. */
export function MarginText({ price, cost, currency }: MarginProps) {
  const margin = marginOf(price, cost)
  if (!margin) return <span class="muted">{words.notKnown}</span>
  return (
    <span class={margin.minor < 0 ? 'figures loss' : 'figures'}>
      {formatMoney(margin.minor, currency)}
      {margin.percent === null ? null : <span class="small">{words.share(margin.percent)}</span>}
    </span>
  )
}

/** A cost that was not given is shown as unknown, never as nothing. */
export function CostText({ cost, currency }: Omit<MarginProps, 'price'>) {
  if (cost === null) return <span class="muted">{words.notKnown}</span>
  return <Money minor={cost} currency={currency} />
}

/** The price from which on there is no loss. */
export function Mend({ mended, currency }: { mended: number | null; currency: string }) {
  return (
    <span class="small loss">
      {mended === null ? words.noPrice : words.mend(formatMoney(mended, currency))}
    </span>
  )
}
