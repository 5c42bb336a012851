import { isShopDomain } from '../../shop-domain.ts'

/** The Admin API version every operation is written and tested against. */
const SHOPIFY_API_VERSION = '2026-10'

/** The template of real shops; any other is the sandbox, which serves all URLs itself. */
const REAL_ORIGIN_TEMPLATE = 'https://{shop}'

/**
 * Where a shop answers.
 *
 * @throws RangeError no domain of a Shopify store
 */
function shopOrigin(originTemplate: string, shop: string): string {
  if (!isShopDomain(shop)) throw new RangeError(`no domain of a Shopify store: ${shop}`)
  return originTemplate.replaceAll('{shop}', shop).replace(/\/$/, '')
}

export function graphqlUrl(originTemplate: string, shop: string): string {
  return `${shopOrigin(originTemplate, shop)}/admin/api/${SHOPIFY_API_VERSION}/graphql.json`
}

export function tokenUrl(originTemplate: string, shop: string): string {
  return `${shopOrigin(originTemplate, shop)}/admin/oauth/access_token`
}

/** The product's page in the shop's admin, for people. */
export function adminProductUrl(originTemplate: string, shop: string, gid: string): string {
  const id = numericId(gid)
  const origin = shopOrigin(originTemplate, shop)
  if (originTemplate !== REAL_ORIGIN_TEMPLATE) return `${origin}/admin/products/${id}`
  return `https://admin.shopify.com/store/${shop.replace('.myshopify.com', '')}/products/${id}`
}

/**
 * A page of the shop's admin, for people: `settings/general`. The sandbox has one page for all
 * that can be set.
 */
export function adminPageUrl(originTemplate: string, shop: string, path: string): string {
  const origin = shopOrigin(originTemplate, shop)
  if (originTemplate !== REAL_ORIGIN_TEMPLATE) return `${origin}/admin/settings`
  return `https://admin.shopify.com/store/${shop.replace('.myshopify.com', '')}/${path}`
}

/** Where apps of one's own organisation are made and changed, for people. */
export function appsUrl(originTemplate: string, shop: string): string {
  const isReal = originTemplate === REAL_ORIGIN_TEMPLATE
  return isReal ? 'https://dev.shopify.com/dashboard' : adminPageUrl(originTemplate, shop, '')
}

/** The product's page in the store by its handle: for when Shopify has given no URL yet. */
export function storefrontProductUrl(originTemplate: string, shop: string, handle: string): string {
  return `${shopOrigin(originTemplate, shop)}/products/${encodeURIComponent(handle)}`
}

/**
 * `gid://shopify/Product/123` → `123`.
 *
 * @throws RangeError any other form
 */
function numericId(gid: string): string {
  const digits = /^gid:\/\/shopify\/[A-Za-z]+\/(\d+)$/.exec(gid)?.[1]
  if (!digits) throw new RangeError(`not a Shopify id: ${gid}`)
  return digits
}
