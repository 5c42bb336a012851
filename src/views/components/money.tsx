import { formatMoney } from '../../money.ts'

export type MoneyProps = { minor: number | null | undefined; currency: string }

/** An amount in minor units; a dash where it is not known. */
export function Money({ minor, currency }: MoneyProps) {
  return minor === null || minor === undefined ? (
    <NotKnown />
  ) : (
    <span class="figures">{formatMoney(minor, currency)}</span>
  )
}

export type MoneyRangeProps = { from: number | null; to: number | null; currency: string }

/** "$24.99 – $49.99", or one price where both are equal. */
export function MoneyRange({ from, to, currency }: MoneyRangeProps) {
  if (from === null || to === null) return <NotKnown />
  if (from === to) return <Money minor={from} currency={currency} />
  return (
    <span class="figures">
      {formatMoney(from, currency)} – {formatMoney(to, currency)}
    </span>
  )
}

/** A value that is not known: never shown as zero. */
function NotKnown({ label = 'Not known' }: { label?: string }) {
  return (
    <span class="muted">
      <span aria-hidden="true">—</span>
      <span class="visually-hidden">{label}</span>
    </span>
  )
}
