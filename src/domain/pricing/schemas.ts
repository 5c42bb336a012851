import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'
import { toMinor } from '../../money.ts'
import { MAX_PAGE_ROWS, pageQuery } from '../../paging.ts'

/** No print costs a million; a typing mistake does. */
const MAX_AMOUNT = 999_999.99
const DECIMALS_TOLERANCE = 1e-6

/** An amount as JSON has it (24.99), kept as minor units (2499). */
export const amount = z
  .number()
  .min(0)
  .max(MAX_AMOUNT)
  .refine(hasTwoDecimals, 'At most two decimals, such as 24.99')
  .transform(toMinor)

/** An amount as a form has it ("24.99"), kept as minor units. */
export const typedAmount = z
  .string()
  .trim()
  .regex(/^\d{1,6}(\.\d{1,2})?$/, 'Write an amount such as 24.99')
  .transform((text) => toMinor(Number(text)))

/** The same, where an empty box means none. */
const optionalTypedAmount = z
  .string()
  .trim()
  .transform((text) => text || null)
  .pipe(typedAmount.nullable())

/** A size's prices; what is left out is not set. */
export const priceChange = eitherCase(
  z.strictObject({
    base_price: amount,
    framed_price: amount.nullish(),
    digital_price: amount.nullish(),
    cost: amount.nullish(),
    frame_cost: amount.nullish(),
  }),
)

/** The same fields out of the form of the pricing page. */
export const typedPriceChange = z.object({
  base_price: typedAmount,
  framed_price: optionalTypedAmount,
  digital_price: optionalTypedAmount,
  cost: optionalTypedAmount,
  frame_cost: optionalTypedAmount,
})

/** The whole table on one page, unless less is asked for. */
export const pricingQuery = pageQuery.omit({ cursor: true }).extend({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_ROWS).default(MAX_PAGE_ROWS),
})

export type PriceChange = z.output<typeof priceChange>
export type PricingQuery = z.output<typeof pricingQuery>

function hasTwoDecimals(value: number): boolean {
  const hundredfold = value * 100
  return Math.abs(hundredfold - Math.round(hundredfold)) < DECIMALS_TOLERANCE
}
