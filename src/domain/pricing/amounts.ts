import * as z from 'zod'
import type { FieldError } from '../../errors.ts'
import { decimalsOf, hasUnitsFor, isCurrency, toMinor } from '../../money.ts'

/** No print costs a million dollars; a typing mistake does. */
export const MAX_MINOR = 99_999_999

const CODE_CHARACTERS = 3
const NOT_A_CODE = 'Enter a currency code such as USD'

/** The code of a currency, in any case: `jpy` → `JPY`. */
export const currencyCode = z
  .string()
  .trim()
  .toUpperCase()
  .max(CODE_CHARACTERS, { error: NOT_A_CODE, abort: true })
  .refine(isCurrency, NOT_A_CODE)

/** An amount as JSON has it: 24.99. Its currency decides what it is in minor units. */
export const amount = z.number().min(0).max(MAX_MINOR)

/** An amount as a form has it ("24.99"), as a number. */
export const typedAmount = z
  .string()
  .trim()
  .regex(/^\d{1,8}(\.\d{1,3})?$/, 'Enter an amount such as 24.99')
  .transform(Number)

/** The message for a price of 0 that was not accepted as free. */
export const FREE_PRICE = 'A price must be above 0. To sell for 0, send acceptFree: true'

/** Reads amounts of one currency into minor units, and collects what is wrong with them. */
export function readAmounts(currency: string) {
  const errors: FieldError[] = []
  return {
    errors,
    read(value: number, pointer: string): number {
      const message = mistakeIn(value, currency)
      if (message) errors.push({ pointer, message })
      return message ? 0 : toMinor(value, currency)
    },
  }
}

function mistakeIn(value: number, currency: string): string | undefined {
  const decimals = decimalsOf(currency)
  if (!hasUnitsFor(value, currency)) {
    if (decimals === 0) return `${currency} has no decimals: enter an amount such as 2500`
    return `At most ${decimals} decimals in ${currency}, such as ${(24.99).toFixed(decimals)}`
  }
  return toMinor(value, currency) > MAX_MINOR ? 'This price is too high' : undefined
}
