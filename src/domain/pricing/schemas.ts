import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'
import { MAX_PAGE_ROWS, pageQuery } from '../../paging.ts'
import { amount, currencyCode, typedAmount } from './amounts.ts'
import { INHERITABLE } from './load-pricing.ts'

/** A size's prices: what is left out stays as it is, null resets to the default or unknown. */
export const priceChange = eitherCase(
  z.strictObject({
    base_price: amount,
    framed_price: amount.nullish(),
    digital_price: amount.nullish(),
    cost: amount.nullish(),
    frame_cost: amount.nullish(),
    currency: currencyCode.optional(),
    accept_free: z.boolean().default(false),
  }),
)

/** An amount out of a form, where an empty box means none. */
const optionalTypedAmount = z
  .string()
  .trim()
  .transform((text) => text || null)
  .pipe(typedAmount.nullable())

/** The same fields out of the form of the pricing page. */
export const typedPriceChange = z.object({
  base_price: typedAmount,
  framed_price: optionalTypedAmount,
  digital_price: optionalTypedAmount,
  cost: optionalTypedAmount,
  frame_cost: optionalTypedAmount,
  currency: z.union([z.literal('').transform(() => undefined), currencyCode]),
  accept_free: z.boolean(),
})

const decimal = z.number().nullable()

/** A size's prices as the JSON API shows them: in major units, and which are the system's. */
export const pricingAnswer = z.strictObject({
  id: z.uuid(),
  version: z.int(),
  size: z.string(),
  currency: z.string(),
  base_price: z.number(),
  framed_price: decimal,
  digital_price: decimal,
  cost: decimal,
  frame_cost: decimal,
  inherited: z.array(z.enum(INHERITABLE)),
  is_active: z.boolean(),
  is_system: z.boolean(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})

/** The whole table on one page, unless less is asked for. */
export const pricingQuery = pageQuery.omit({ cursor: true }).extend({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_ROWS).default(MAX_PAGE_ROWS),
})

export type PricingAnswer = z.output<typeof pricingAnswer>
export type PriceChange = z.output<typeof priceChange>
export type PricingQuery = z.output<typeof pricingQuery>
