/** The amounts of a size, in the order they stand on the page. */
export const PRICE_FIELDS = [
  { name: 'base_price', label: 'Unframed', optional: false },
  { name: 'framed_price', label: 'Framed', optional: true },
  { name: 'digital_price', label: 'Digital', optional: true },
  { name: 'cost', label: 'Print cost', optional: true },
  { name: 'frame_cost', label: 'Frame cost', optional: true },
] as const

export type PriceFieldName = (typeof PRICE_FIELDS)[number]['name']

/** What was typed, by field; "" for an empty box. */
export type TypedPrices = Record<PriceFieldName, string>

export type Errors = Readonly<Record<string, string>>
