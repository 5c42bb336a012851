import type { FullProduct } from './load-parts.ts'

/** What is wrong with a product though it can be sold, and with which of its variants. */
export type ProductWarning = {
  code: 'nothing_to_deliver' | 'delivery_not_confirmed'
  message: string
  variant_ids: string[]
}

/** What a person should know before, and while, the product is on sale. */
export function warningsOf({ variants }: Pick<FullProduct, 'variants'>): ProductWarning[] {
  const downloads = variants.filter(({ is_digital, is_active }) => is_digital && is_active)
  const empty = downloads.filter((variant) => variant.digital_file_id === null)
  const unconfirmed = downloads.filter(
    (variant) => variant.digital_file_id !== null && variant.delivery_confirmed_at === null,
  )
  return [
    ...warn(
      'nothing_to_deliver',
      empty,
      (titles) => `Customers who buy this get nothing until it has a file: ${titles}`,
    ),
    ...warn(
      'delivery_not_confirmed',
      unconfirmed,
      (titles) => `Nobody has confirmed that your delivery app has the file of ${titles}`,
    ),
  ]
}

function warn(
  code: ProductWarning['code'],
  variants: FullProduct['variants'],
  say: (titles: string) => string,
): ProductWarning[] {
  if (variants.length === 0) return []
  const message = say(variants.map(({ title }) => title).join(', '))
  return [{ code, message, variant_ids: variants.map(({ id }) => id) }]
}
