/** The amounts of a size, in the order of the table's columns. */
export const PRICE_FIELDS = [
  { name: 'base_price', label: 'Unframed', optional: false },
  { name: 'framed_price', label: 'Framed', optional: true },
  { name: 'digital_price', label: 'Digital', optional: true },
  { name: 'cost', label: 'Print cost', optional: true },
  { name: 'frame_cost', label: 'Frame cost', optional: true },
] as const

export type PriceFieldName = (typeof PRICE_FIELDS)[number]['name']

/** What was typed, by field, "" for an empty box; and the version that the person saw. */
export type TypedPrices = Record<PriceFieldName, string> & {
  currency: string
  version: string
  accept_free: boolean
}

export type Errors = Readonly<Record<string, string>>
