import type { FullProduct } from './load-parts.ts'

/** What is wrong with a product though it can be sold, and with which of its variants. */
export type ProductWarning = { code: 'nothing_to_deliver'; message: string; variant_ids: string[] }

/** What a person should know before, and while, the product is on sale. */
export function warningsOf({ variants }: Pick<FullProduct, 'variants'>): ProductWarning[] {
  const empty = variants.filter(
    (variant) => variant.is_digital && !variant.digital_file_key && !variant.sky_pilot_asset_id,
  )
  if (empty.length === 0) return []
  const titles = empty.map(({ title }) => title).join(', ')
  return [
    {
      code: 'nothing_to_deliver',
      message: `Customers who buy this get nothing until it has a file or a Sky Pilot ID: ${titles}`,
      variant_ids: empty.map(({ id }) => id),
    },
  ]
}
