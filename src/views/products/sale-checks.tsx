import type { Acceptance } from '../../errors.ts'
import { Checkbox } from '../components/choice.tsx'
import { saleWords as words } from './sale-words.ts'

/** What a person says is meant, where a product was refused without it. */
export function SaleChecks({ accepts }: { accepts: readonly Acceptance[] }) {
  return (
    <>
      {accepts.includes('acceptUndelivered') ? (
        <Checkbox
          name="accept_undelivered"
          label={words.undelivered}
          hint={words.undeliveredHint}
          required
        />
      ) : null}
      {accepts.includes('acceptLowDpi') ? (
        <Checkbox name="accept_low_dpi" label={words.lowDpi} required />
      ) : null}
    </>
  )
}
