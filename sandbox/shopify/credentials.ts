/** How a shop's app proves itself, and what it may do there. */
export type ShopCredentials = {
  domain: string
  name: string
  clientId: string
  clientSecret: string
  /** An access token as an admin-made app has it: pasted, never expiring. */
  accessToken: string
  scopes: string[]
}

const ALL_SCOPES = [
  'write_products',
  'read_publications',
  'write_publications',
  'read_orders',
  'write_files',
]

/** The two shops there always are. */
export const DEMO_SHOPS = ['haven-hold.myshopify.com', 'second-shop.myshopify.com'] as const

const DEMO_NAMES: Record<string, string> = {
  'haven-hold.myshopify.com': 'Haven & Hold',
  'second-shop.myshopify.com': 'Second Shop',
}

const TEST_SHOP = /^test-[a-z0-9-]{1,80}\.myshopify\.com$/

/**
 * The credentials of a shop, or undefined when there is no such shop. Apart from the two fixed ones,
 * `test-<anything>.myshopify.com` exists as soon as it is asked for, so that each test has its own;
 * `test-limited-<anything>` has an app that was not given all it needs.
 */
export function credentialsOf(domain: string): ShopCredentials | undefined {
  const demoName = DEMO_NAMES[domain]
  if (!demoName && !TEST_SHOP.test(domain)) return undefined
  const handle = domain.replace('.myshopify.com', '')
  return {
    domain,
    name: demoName ?? handle,
    clientId: `client_${handle}`,
    clientSecret: `secret_${handle}`,
    accessToken: `shpat_${handle}`,
    scopes: handle.startsWith('test-limited-') ? ['write_products'] : ALL_SCOPES,
  }
}
