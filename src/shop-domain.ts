const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/
/** The first part of a shop's domain alone: it names the shop in the admin's URLs too. */
const SHOP_NAME = /^[a-z0-9][a-z0-9-]*$/
const ADMIN_URL = /^admin\.shopify\.com\/store\/([a-z0-9-]+)(?:[/?#]|$)/

/** A host name has at most 253 characters. */
const DOMAIN_MAX_CHARACTERS = 253

/** Whether this is the domain of a shop and nothing else: it becomes part of a URL. */
export function isShopDomain(domain: string): boolean {
  return domain.length <= DOMAIN_MAX_CHARACTERS && SHOP_DOMAIN.test(domain)
}

/**
 * The shop's domain in what a person typed or pasted: `my-shop`, the domain, a URL of the
 * storefront, or one of Shopify's admin, in any case, and in quotes or brackets as mails have it.
 * Undefined where it names no shop.
 */
export function parseShopDomain(typed: string): string | undefined {
  const url = withoutScheme(typed)
  const host = url.replace(/[/?#].*$/, '').replace(/(?::443)?\.?$/, '')
  const isName = SHOP_NAME.test(url.replace(/\/$/, ''))
  const name = ADMIN_URL.exec(url)?.[1] ?? (isName ? host : undefined)
  const domain = name ? `${name}.myshopify.com` : host
  return isShopDomain(domain) ? domain : undefined
}

/** What to type instead of something that names no shop. */
export function shopDomainHelp(typed: string): string {
  const url = withoutScheme(typed)
  if (/^admin\.shopify\.com(?:[/?#]|$)/.test(url)) {
    return 'This address does not name a store. Open your store in Shopify admin and copy the address again. It contains /store/ and the name.'
  }
  if (/^(?:[a-z]+\.)*shopify\.com(?:[/?#:]|$)/.test(url)) {
    return 'This address is Shopify’s own and does not name a store. Open your store in Shopify admin and copy the address from there. It contains /store/ and the name.'
  }
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#:]|$)/.test(url)) {
    return 'Your own domain does not say which store it is. Enter the address that ends in .myshopify.com. You can find it in Shopify admin under Settings, Domains.'
  }
  return "Enter your store's name or address, such as my-store or my-store.myshopify.com."
}

function withoutScheme(typed: string): string {
  return typed
    .trim()
    .toLowerCase()
    .replace(/^["'<(]+|["'>),;]+$/g, '')
    .replace(/^(?:https?:)?\/\//, '')
}
