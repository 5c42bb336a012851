import * as z from 'zod'
import { decimalsOf, toMinor } from '../../money.ts'
import { MAX_MINOR } from './amounts.ts'
import { BP_OF_ONE, shareOf } from './margin.ts'

export const ROUNDINGS = ['none', '.99', '.00'] as const
type Rounding = (typeof ROUNDINGS)[number]

const LEAST_PERCENT = -90
const MOST_PERCENT = 1_000
const BP_OF_PERCENT = 100
export const ONE_CHANGE = 'Send either percent or amount'

/** By how much prices change: a percentage, or an amount of their currency (24.99); one of them. */
export const priceStepFields = {
  percent: z
    .number()
    .min(LEAST_PERCENT)
    .max(MOST_PERCENT)
    .refine(isWhole, 'At most 2 decimals')
    .optional(),
  amount: z.number().min(-MAX_MINOR).max(MAX_MINOR).optional(),
  round: z.enum(ROUNDINGS).default('none'),
}

export type PriceStep = {
  percent?: number | undefined
  amount?: number | undefined
  round: Rounding
}

/** A step as JSON has it: exactly one of the two. A change of 0 only rounds. */
export const priceStep = z
  .strictObject(priceStepFields)
  .refine(namesOneChange, { error: ONE_CHANGE, path: ['percent'] })

/** Whether a step names a percentage or an amount, and not both. */
export function namesOneChange({ percent, amount }: Pick<PriceStep, 'percent' | 'amount'>) {
  return (percent === undefined) !== (amount === undefined)
}

function isWhole(percent: number): boolean {
  const bp = percent * BP_OF_PERCENT
  return Math.abs(bp - Math.round(bp)) < 1e-6
}

/**
 * A price after a step, in minor units of the currency. What comes out is rounded to the nearest
 * price that ends as asked, the higher of two as near: `.99` is 24.99 (2,599 where a currency has
 * no decimals), `.00` is 25.00 (2,600). It is never 0 or less, nor more than a price can be; a
 * price of 0 is meant, and stays.
 */
export function reprice(
  minor: number,
  { percent, amount, round }: PriceStep,
  currency: string,
): number {
  if (minor === 0) return 0
  const moved =
    percent === undefined
      ? minor + toMinor(amount ?? 0, currency)
      : shareOf(minor, BP_OF_ONE + Math.round(percent * BP_OF_PERCENT))
  return roundPrice(moved, round, currency)
}

/** The nearest price with this ending, the higher of two as near. */
function roundPrice(minor: number, round: Rounding, currency: string): number {
  if (round === 'none') return Math.min(Math.max(minor, 1), MAX_MINOR)
  const decimals = decimalsOf(currency)
  // Without decimals the ending is of a hundred: 2,599 is the 25.99 of that currency.
  const unit = decimals === 0 ? 100 : 10 ** decimals
  const ending = round === '.99' ? Math.floor((unit * 99) / 100) : 0
  const least = ending || unit
  const most = MAX_MINOR - ((MAX_MINOR - ending) % unit)
  const nearest = Math.floor((minor - ending) / unit + 0.5) * unit + ending
  return Math.min(Math.max(nearest, least), most)
}
