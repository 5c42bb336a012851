import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'
import { AppError } from '../../errors.ts'
import { DEFAULT_CURRENCY, toMajor } from '../../money.ts'
import { amount, currencyCode, MAX_MINOR, readAmounts } from './amounts.ts'
import type { Fees } from './margin.ts'

// With more of the price gone, hardly any price pays a print.
const MAX_PERCENT = 90
const BP_OF_PERCENT = 100

const bp = z
  .int()
  .min(0)
  .max(MAX_PERCENT * BP_OF_PERCENT)
const minor = z.int().min(0).max(MAX_MINOR)

/** What a sale costs beside the making; only what the user has set, amounts in minor units. */
export const ownFees = z.object({
  percent_bp: bp.optional(),
  fixed: minor.optional(),
  postage: minor.optional(),
  pays_postage: z.boolean().optional(),
  currency: currencyCode.optional(),
})
export type OwnFees = z.output<typeof ownFees>

/** The percentage of a price as JSON has it: 2.9. */
export const feePercent = z
  .number()
  .min(0)
  .max(MAX_PERCENT)
  .refine((percent) => isWholeBp(percent), 'At most 2 decimals')

/** A change of fees: what is left out stays, null takes it away. */
export const feesChange = eitherCase(
  z.strictObject({
    percent: feePercent.nullish(),
    fixed: amount.nullish(),
    postage: amount.nullish(),
    pays_postage: z.boolean().nullish(),
    currency: currencyCode.optional(),
  }),
)
export type FeesChange = z.output<typeof feesChange>

/** The fees as the JSON API shows them; postage is null where it is not known. */
export const feesAnswer = z.object({
  percent: z.number().default(0),
  fixed: z.number().default(0),
  postage: z.number().nullable().default(null),
  pays_postage: z.boolean().default(false),
  currency: z.string().default(DEFAULT_CURRENCY),
})

/**
 * The fees of a sale in this currency. What was never set is none; an amount in another currency,
 * and a postage that the shop pays but nobody has given, are not known.
 */
export function feesIn(own: OwnFees, currency: string): Fees {
  const isSame = (own.currency ?? DEFAULT_CURRENCY) === currency
  const inCurrency = (given: number | undefined) => (isSame ? (given ?? null) : null)
  return {
    percent_bp: own.percent_bp ?? 0,
    fixed: own.fixed ? inCurrency(own.fixed) : 0,
    postage: own.pays_postage ? inCurrency(own.postage) : 0,
  }
}

/** Whether any fee counts: without one, a margin is what is left after the making alone. */
export function hasFees({ percent_bp, fixed, pays_postage }: OwnFees): boolean {
  return Boolean(percent_bp || fixed || pays_postage)
}

export type FeesPatch = ReturnType<typeof feesPatch>

/**
 * What is to be stored for a change: null removes. Amounts in a currency that is left behind say
 * nothing in the new one, and are removed.
 * @throws AppError invalid for amounts that the currency does not have
 */
export function feesPatch(own: OwnFees, change: FeesChange, accountCurrency: string) {
  const currency = change.currency ?? own.currency ?? accountCurrency
  const { read, errors } = readAmounts(currency)
  const isMoved = own.currency !== undefined && own.currency !== currency
  const minorOf = (name: 'fixed' | 'postage') => {
    const given = change[name]
    if (given === undefined) return isMoved ? null : undefined
    return given === null ? null : read(given, `/fees/${name}`)
  }
  const patch = {
    percent_bp: typeof change.percent === 'number' ? toBp(change.percent) : change.percent,
    fixed: minorOf('fixed'),
    postage: minorOf('postage'),
    pays_postage: change.pays_postage,
    currency,
  }
  if (errors.length > 0) throw new AppError('invalid', 'Invalid request body', { errors })
  return patch
}

/** The fees as the JSON API shows them. */
export function presentFees(own: OwnFees, accountCurrency: string): z.output<typeof feesAnswer> {
  const currency = own.currency ?? accountCurrency
  return {
    percent: (own.percent_bp ?? 0) / BP_OF_PERCENT,
    fixed: toMajor(own.fixed ?? 0, currency),
    postage: own.postage === undefined ? null : toMajor(own.postage, currency),
    pays_postage: own.pays_postage ?? false,
    currency,
  }
}

function toBp(percent: number): number {
  return Math.round(percent * BP_OF_PERCENT)
}

function isWholeBp(percent: number): boolean {
  return Math.abs(percent * BP_OF_PERCENT - toBp(percent)) < 1e-6
}
