import type { Context } from '../../context.ts'
import type { ShopMetadata } from './schemas.ts'
import { type ShopCheck, shopCheck } from './shop-checks.ts'

/** A check in words, with where to get what is missing. */
export type DescribedCheck = Pick<ShopCheck, 'name' | 'state'> & {
  message: string
  url: string | null
}

/** What each permission is for. */
const PURPOSES: Record<string, string> = {
  write_products: 'to create and change products',
  read_publications: 'to find your sales channels',
  write_publications: 'to show products in your Online Store',
  read_orders: 'to count what was sold',
}

/**
 * The checks of a connected shop as a person reads them. One that refuses the credentials can be
 * asked nothing else: what was found before says nothing of now.
 */
export function describeChecks(ctx: Context, metadata: ShopMetadata): DescribedCheck[] {
  const { shop_domain: shop, currency, refused_at } = metadata
  const credentials = shopCheck.parse({
    name: 'access',
    state: refused_at === undefined ? 'ok' : 'missing',
  })
  const known = refused_at === undefined ? metadata.checks : []
  if (known.length === 0 && refused_at === undefined) return []
  return [credentials, ...known].map((check) => {
    const [message, url] = describe(check, currency)
    return {
      name: check.name,
      state: check.state,
      message,
      url: url ? urlOf(ctx, shop, url) : null,
    }
  })
}

type Described = [message: string, url?: string]

function describe(check: ShopCheck, currency: string): Described {
  switch (check.name) {
    case 'access':
      return describeCredentials(check)
    case 'permissions':
      return describePermissions(check)
    case 'currency':
      return describeCurrency(check, currency)
    case 'online_store':
      return describeOnlineStore(check)
    case 'password':
      return describePassword(check)
    case 'orders':
      return describeOrders(check)
    case 'webhooks':
      return describeWebhooks(check)
  }
}

function describeCredentials({ state }: ShopCheck): Described {
  if (state === 'ok') return ['The store accepts the credentials.']
  const message =
    'The store no longer accepts the credentials: the app was uninstalled, or its secret or token was replaced. Install the app again and check again, or enter new credentials.'
  return [message, APPS]
}

function describePermissions({ state, lacking }: ShopCheck): Described {
  if (state === 'ok') return ['The app has every permission it needs.']
  const each = lacking.map((scope) => {
    const purpose = PURPOSES[scope]
    return purpose ? `${scope} ${purpose}` : scope
  })
  const message = `The app is missing ${each.join(', ')}. Add what is missing to the app in Shopify, release it, approve the change in your store, then check again.`
  return [message, APPS]
}

function describeCurrency({ state, lacking }: ShopCheck, currency: string): Described {
  if (state === 'ok') return [`Your prices and the store are both in ${currency}.`]
  const message = `The store sells in ${currency}, and your prices are in ${lacking.join(' and ')}. Products are not published until their prices are in ${currency}. Enter prices in ${currency} when you create a product, or change the currency of the store.`
  return [message, 'settings/general']
}

function describeOnlineStore({ state }: ShopCheck): Described {
  if (state === 'ok') return ['The Online Store sales channel is there.']
  if (state === 'missing') {
    return [
      'The store has no Online Store sales channel, so nothing can be put on sale. Add it in Shopify admin, then check again.',
      'settings/apps',
    ]
  }
  return ['The sales channels could not be read. The app needs read_publications for it.', APPS]
}

function describePassword({ state }: ShopCheck): Described {
  if (state === 'ok') return ['Everybody can open the storefront.']
  if (state === 'missing') {
    return [
      'The storefront asks visitors for a password. Products are published, but customers cannot see them until you remove the password.',
      'online_store/preferences',
    ]
  }
  return [
    'Shopify does not tell this app whether the storefront asks visitors for a password. Look for it in your store’s preferences.',
    'online_store/preferences',
  ]
}

function describeOrders({ state, lacking }: ShopCheck): Described {
  if (state === 'ok') return ['Orders can be read.']
  if (lacking.length > 0) {
    return ['Orders cannot be read without read_orders. Publishing works without it.', APPS]
  }
  if (state === 'missing') {
    return [
      'Shopify refuses orders to this app: it has no access to protected customer data. Request it for the app under API access. Publishing works without it.',
      APPS,
    ]
  }
  return ['Whether orders can be read could not be checked. Check again in a minute.']
}

function describeWebhooks({ state, lacking }: ShopCheck): Described {
  if (state === 'ok')
    return ['Messages from Shopify can be trusted: they are signed with the secret.']
  const reasons = [
    ...(lacking.includes('secret')
      ? ['Without the app’s API secret key, nobody can tell whether a message comes from Shopify.']
      : []),
    ...(lacking.includes('address')
      ? ['Shopify sends messages only to a public https address, and Haven Hub has none here.']
      : []),
  ]
  return [
    `${reasons.join(' ')} Nothing is lost: what changes at the store is found by the check each night, and when you open a product.`,
  ]
}

/** Where apps are made and changed; anything else is a path in the shop's admin. */
const APPS = 'apps'

function urlOf(ctx: Context, shop: string, path: string): string {
  return path === APPS ? ctx.shopAccess.appsUrl(shop) : ctx.shopAccess.adminPageUrl(shop, path)
}
