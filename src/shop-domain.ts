const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/

/** A host name has at most 253 characters. */
const DOMAIN_MAX_CHARACTERS = 253

/** Whether this is the domain of a shop and nothing else: it becomes part of a URL. */
export function isShopDomain(domain: string): boolean {
  return domain.length <= DOMAIN_MAX_CHARACTERS && SHOP_DOMAIN.test(domain)
}

/** What a person typed or pasted as a shop's domain, or undefined when it is none. */
export function parseShopDomain(typed: string): string | undefined {
  const host = typed
    .trim()
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/\/.*$/, '')
  return isShopDomain(host) ? host : undefined
}
