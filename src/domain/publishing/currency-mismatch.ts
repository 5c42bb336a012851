/** Why a product's prices cannot be shown at the shop, or undefined where they can. */
export function currencyMismatch(
  { currency: prices }: { currency: string },
  { currency: shop }: { currency: string },
): string | undefined {
  if (prices === shop) return undefined
  return (
    `Prices are in ${prices}, the shop sells in ${shop}. ` +
    `It is not published until its prices are given in ${shop}: edit the product.`
  )
}
