/** `gid://shopify/Product/123` → `123`: what Shopify calls the numeric id. */
export function shopNumber(gid: string): string {
  return gid.slice(gid.lastIndexOf('/') + 1)
}
