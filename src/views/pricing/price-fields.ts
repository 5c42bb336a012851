import { pricingWords } from './words.ts'

/** The amounts of a size, in the order of the table's columns. */
export const PRICE_FIELDS = [
  { name: 'base_price', label: pricingWords.fields.base_price, optional: false },
  { name: 'framed_price', label: pricingWords.fields.framed_price, optional: true },
  { name: 'digital_price', label: pricingWords.fields.digital_price, optional: true },
  { name: 'cost', label: pricingWords.fields.cost, optional: true },
  { name: 'frame_cost', label: pricingWords.fields.frame_cost, optional: true },
] as const

/** What a print and its frame weigh, in whole grams. */
export const WEIGHT_FIELDS = [
  { name: 'weight_grams', label: pricingWords.fields.weight_grams },
  { name: 'frame_weight_grams', label: pricingWords.fields.frame_weight_grams },
] as const

export type PriceFieldName = (typeof PRICE_FIELDS)[number]['name']
export type WeightFieldName = (typeof WEIGHT_FIELDS)[number]['name']

/** What was typed, by field, "" for an empty box; and the version that the person saw. */
export type TypedPrices = Record<PriceFieldName | WeightFieldName, string> & {
  currency: string
  version: string
  accept_free: boolean
  accept_below_cost: boolean
}

export type Errors = Readonly<Record<string, string>>
