import { currencySymbol } from '../../money.ts'
import type { FieldProps } from './field.tsx'
import { TextField } from './text-field.tsx'

export type MoneyFieldProps = FieldProps & {
  /** As typed ("24.99"), or null for none. */
  value?: string | null
  currency: string
  placeholder?: string
}

/** An amount of money, typed as a decimal number. */
export function MoneyField({ currency, ...props }: MoneyFieldProps) {
  return (
    <TextField
      {...props}
      inputmode="decimal"
      pattern="[0-9]+([.][0-9]{1,3})?"
      autocomplete="off"
      prefix={currencySymbol(currency)}
      short
    />
  )
}
