/** Why a product's prices cannot be shown at the shop, or undefined where they can. */
export function currencyMismatch(
  { currency: prices }: { currency: string },
  { currency: shop }: { currency: string },
): string | undefined {
  if (prices === shop) return undefined
  return (
    `Prices are in ${prices}, but your store sells in ${shop}. ` +
    `Edit the product and enter its prices in ${shop} to publish it.`
  )
}
