import type { FieldProps } from './field.tsx'
import { TextField } from './text-field.tsx'

export type MoneyFieldProps = FieldProps & {
  /** As typed ("24.99"), or null for none. */
  value?: string | null
  symbol?: string
  placeholder?: string
}

/** An amount of money, typed as a decimal number. */
export function MoneyField({ symbol = '$', ...props }: MoneyFieldProps) {
  return (
    <TextField
      {...props}
      inputmode="decimal"
      pattern="[0-9]+([.][0-9]{1,2})?"
      autocomplete="off"
      prefix={symbol}
      short
    />
  )
}
