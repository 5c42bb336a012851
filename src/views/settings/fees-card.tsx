import { Card } from '../components/card.tsx'
import { Checkbox } from '../components/choice.tsx'
import { FieldRow } from '../components/form.tsx'
import { MoneyField } from '../components/money-field.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { feeWords as words } from './fee-words.ts'

/** The costs of a sale as they are typed; "" for none. */
export type FeeValues = {
  fee_percent: string
  fee_fixed: string
  postage: string
  pays_postage: boolean
  fee_currency: string
  /** What amounts may be in: one, unless they are in another than the store's. */
  fee_currencies: readonly string[]
}

export type FeesCardProps = { values: FeeValues; errors: Readonly<Record<string, string>> }

/** What a sale costs beside the making of what is sold. */
export function FeesCard({ values, errors }: FeesCardProps) {
  const { fee_currency: currency, fee_currencies: currencies } = values
  return (
    <Card id="fees" title={words.title} lead={words.lead}>
      <FieldRow>
        <TextField
          name="fee_percent"
          label={words.percent}
          hint={words.percentHint}
          inputmode="decimal"
          autocomplete="off"
          suffix="%"
          short
          optional
          maxlength={6}
          value={values.fee_percent}
          error={errors.fee_percent}
        />
        <MoneyField
          name="fee_fixed"
          label={words.fixed}
          hint={words.fixedHint}
          currency={currency}
          optional
          value={values.fee_fixed}
          error={errors.fee_fixed}
        />
        {currencies.length > 1 ? (
          <Select
            name="fee_currency"
            label={words.currency}
            hint={words.currencyHint}
            value={currency}
            options={currencies.map((code) => ({ value: code, label: code }))}
            error={errors.fee_currency}
          />
        ) : (
          <input type="hidden" name="fee_currency" value={currency} />
        )}
      </FieldRow>
      <Checkbox
        name="pays_postage"
        label={words.pays}
        hint={words.paysHint}
        checked={values.pays_postage}
      />
      <MoneyField
        name="postage"
        label={words.postage}
        hint={words.postageHint}
        currency={currency}
        optional
        value={values.postage}
        error={errors.postage}
      />
    </Card>
  )
}

/** The same of two states, for a person to compare. */
export function conflictingFees(yours: FeeValues, now: FeeValues) {
  const field = (label: string, read: (values: FeeValues) => string) => ({
    label,
    yours: read(yours),
    now: read(now),
  })
  return [
    field(words.percent, ({ fee_percent }) => fee_percent),
    field(words.fixed, ({ fee_fixed }) => fee_fixed),
    field(words.pays, ({ pays_postage }) => (pays_postage ? words.yes : words.no)),
    field(words.postage, ({ postage }) => postage),
  ]
}
