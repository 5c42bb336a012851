import * as z from 'zod'
import { currencyCode, typedAmount } from '../../domain/pricing/amounts.ts'
import { type FeesChange, feePercent } from '../../domain/pricing/fees.ts'
import type { StoredSettings } from '../../domain/settings/schemas.ts'
import type { AppError } from '../../errors.ts'
import { toDecimalString } from '../../money.ts'
import { feeWords as words } from '../../views/settings/fee-words.ts'
import type { FeeValues } from '../../views/settings/fees-card.tsx'

const text = z.string().trim().catch('')

/** What the form of settings has of the costs of a sale. */
export const typedFees = {
  fee_percent: text,
  fee_fixed: text,
  postage: text,
  fee_currency: text,
  pays_postage: z
    .literal('true')
    .transform(() => true)
    .catch(false),
}

const optional = (schema: z.ZodType<number, string>) =>
  z
    .string()
    .transform((typed) => typed || null)
    .pipe(schema.nullable())
const percent = z
  .string()
  .regex(/^\d{1,2}([.]\d{1,2})?$/, words.percentError)
  .transform(Number)
  .refine((number) => feePercent.safeParse(number).success, words.percentError)

/** The same as they are meant; an empty box is none. */
export const feeFields = {
  fee_percent: optional(percent),
  fee_fixed: optional(typedAmount),
  postage: optional(typedAmount),
  fee_currency: z.union([z.literal('').transform(() => undefined), currencyCode]),
  pays_postage: z.boolean(),
}

const parsedFees = z.object(feeFields)

export function feesOf(parsed: z.output<typeof parsedFees>): FeesChange {
  const { fee_percent, fee_fixed, postage, fee_currency, pays_postage } = parsed
  const hasAmount = fee_fixed !== null || postage !== null
  return {
    percent: fee_percent,
    fixed: fee_fixed,
    postage,
    pays_postage,
    ...(hasAmount ? { currency: fee_currency } : {}),
  }
}

/** What a form shows of what is kept. */
export function feeValues({ own_fees, fees, account_currency }: StoredSettings): FeeValues {
  const { currency } = fees
  const typed = (minor: number | undefined) =>
    minor === undefined ? '' : toDecimalString(minor, currency)
  return {
    fee_percent: own_fees.percent_bp === undefined ? '' : String(fees.percent),
    fee_fixed: typed(own_fees.fixed),
    postage: typed(own_fees.postage),
    pays_postage: fees.pays_postage,
    fee_currency: currency,
    fee_currencies: [...new Set([currency, account_currency])],
  }
}

/** What amounts may be in; what was typed, where it is one of them. */
export function feeCurrencies(typed: string, { fee_currency, fee_currencies }: FeeValues) {
  return {
    fee_currency: fee_currencies.includes(typed) ? typed : fee_currency,
    fee_currencies,
  }
}

const FIELD_OF: Readonly<Record<string, string>> = { fixed: 'fee_fixed', postage: 'postage' }

/** What a verb refused of the fees, by the fields of the form; any other cause is thrown on. */
export function feeErrors(cause: AppError): Record<string, string> {
  const known = cause.errors.flatMap(({ pointer, message }): [string, string][] => {
    const field = FIELD_OF[pointer.split('/').at(-1) ?? '']
    return field ? [[field, message]] : []
  })
  if (cause.code !== 'invalid' || known.length === 0) throw cause
  return Object.fromEntries(known)
}
