import * as z from 'zod'
import { distinctList } from '../../distinct-list.ts'
import { eitherCase } from '../../either-case.ts'
import { MAX_PAGE_ROWS, pageQuery } from '../../paging.ts'
import { amount, currencyCode, typedAmount } from './amounts.ts'
import { INHERITABLE } from './load-pricing.ts'
import { namesOneChange, ONE_CHANGE, priceStepFields } from './reprice.ts'
import { sizeKey } from './size.ts'

// The system's sizes and a hundred of one's own.
const MAX_SIZES = 200
const MAX_SEEN_CHARACTERS = 100
// A framed print of the largest size weighs less than this.
const MAX_GRAMS = 100_000
const grams = z.int().min(0).max(MAX_GRAMS)

/**
 * A size's prices: what is left out stays as it is, null resets to the default or unknown. The
 * price of an unframed print goes with any other amount.
 */
export const priceChange = eitherCase(
  z
    .strictObject({
      base_price: amount.optional(),
      framed_price: amount.nullish(),
      digital_price: amount.nullish(),
      cost: amount.nullish(),
      frame_cost: amount.nullish(),
      weight_grams: grams.nullish(),
      frame_weight_grams: grams.nullish(),
      is_active: z.boolean().optional(),
      currency: currencyCode.optional(),
      accept_free: z.boolean().default(false),
      accept_below_cost: z.boolean().default(false),
    })
    .refine(hasBasePrice, { error: 'Enter the price of an unframed print', path: ['base_price'] }),
)

const NEED_NO_PRICE = ['weight_grams', 'frame_weight_grams', 'is_active'] as const

function hasBasePrice(change: Partial<Record<string, unknown>>): boolean {
  if (change.base_price !== undefined) return true
  const { accept_free: _free, accept_below_cost: _below, ...named } = change
  const names = Object.keys(named).filter((name) => named[name] !== undefined)
  return names.length > 0 && names.every((name) => NEED_NO_PRICE.some((one) => one === name))
}

/** A change of the default prices of sizes, all on offer where none is named. */
export const priceStepRequest = eitherCase(
  z
    .strictObject({
      ...priceStepFields,
      sizes: distinctList(sizeKey, { min: 1, max: MAX_SIZES }).optional(),
      accept_below_cost: z.boolean().default(false),
      seen: z.string().max(MAX_SEEN_CHARACTERS).optional(),
    })
    .refine(namesOneChange, { error: ONE_CHANGE, path: ['percent'] }),
)

/** An amount out of a form, where an empty box means none. */
const optionalTypedAmount = z
  .string()
  .trim()
  .transform((text) => text || null)
  .pipe(typedAmount.nullable())

const optionalTypedGrams = z
  .string()
  .trim()
  .regex(/^\d{0,6}$/, 'Enter whole grams, such as 250')
  .transform((text) => (text === '' ? null : Number(text)))
  .refine((number) => (number ?? 0) <= MAX_GRAMS, 'Enter up to 100,000 grams')

/** The same fields out of the form of the pricing page. */
export const typedPriceChange = z.object({
  base_price: typedAmount,
  framed_price: optionalTypedAmount,
  digital_price: optionalTypedAmount,
  cost: optionalTypedAmount,
  frame_cost: optionalTypedAmount,
  weight_grams: optionalTypedGrams,
  frame_weight_grams: optionalTypedGrams,
  currency: z.union([z.literal('').transform(() => undefined), currencyCode]),
  accept_free: z.boolean(),
  accept_below_cost: z.boolean(),
})

const decimal = z.number().nullable()

/** What a sale at a default price costs and leaves; null is not known. */
const marginAnswer = z.strictObject({
  price: z.number(),
  cost: decimal,
  margin: decimal,
  margin_percent: z.int().nullable(),
  break_even_price: decimal,
})

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
  weight_grams: z.int().nullable(),
  frame_weight_grams: z.int().nullable(),
  margins: z.strictObject({ base: marginAnswer, framed: marginAnswer, digital: marginAnswer }),
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
