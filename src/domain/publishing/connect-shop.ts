import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { requireScope } from '../accounts/require-scope.ts'
import { connectShopify } from '../integrations/connect-shopify.ts'
import { findIntegration } from '../integrations/find-integration.ts'
import type { IntegrationView } from '../integrations/list-integrations.ts'
import type { ShopifyConnection } from '../integrations/schemas.ts'
import { listPriceCurrencies } from './check-shop.ts'
import { wakeLooks } from './drift/look-at-shops.ts'
import { listOnSale, type ShopOnSale, settleFormerShops } from './former-shops.ts'
import { resumeParked } from './resume-parked.ts'

/**
 * Connects a shop. Where products are on sale in the shop that is connected until now, `live` says
 * what becomes of them: `keep` leaves them, `retire` takes them off sale there by the queue. Either
 * way that shop's credentials are kept until nothing is on sale there. What waited for credentials
 * of the shop that is connected now goes on where it was. After a disconnection the
 * same is asked of every shop that still sells something, and only `keep` can be done.
 *
 * @throws AppError live_products products are on sale in another shop, and `live` is not given or
 *   cannot be done
 * @throws AppError forbidden `retire` by a key that may not publish
 * @throws AppError as `connectShopify`
 */
export async function connectShop(
  ctx: Context,
  { live, ...connection }: ShopifyConnection,
): Promise<IntegrationView> {
  if (live === 'retire') requireScope(ctx.actor, 'publish')
  if (live !== 'keep') {
    const { shops, canRetire } = await findShopsInQuestion(ctx, listOnSale(ctx))
    const others = shops.filter(({ domain }) => domain !== connection.shop_domain)
    if (others.length > 0 && !live) throw liveProducts(others, SAY_WHICH)
    if (others.length > 0 && !canRetire) throw liveProducts(others, cannotRetire(others))
  }
  const currencies = await listPriceCurrencies(ctx)
  const retiresFormer = live === 'retire'
  const view = await connectShopify(ctx, connection, { retiresFormer, currencies })
  await settleFormerShops(ctx)
  if (view.account) {
    await resumeParked(ctx, view.account)
    await wakeLooks(ctx, view.account)
  }
  return view
}

/** What connecting another shop has to ask about, and whether the hub can retire it. */
export type ShopsInQuestion = { shops: ShopOnSale[]; canRetire: boolean }

/**
 * Of `all` the connected shop where something is on sale there: about shops before it the person has decided.
 * While none is connected, every shop that sells something, and for none has the hub credentials.
 */
export async function findShopsInQuestion(
  ctx: Context,
  all: Promise<ShopOnSale[]>,
): Promise<ShopsInQuestion> {
  const [row, onSale] = await Promise.all([findIntegration(ctx, 'shopify'), all])
  const connected = row?.account
  const shops = connected ? onSale.filter(({ domain }) => domain === connected) : onSale
  return { shops, canRetire: Boolean(connected) }
}

const SAY_WHICH = 'Choose what happens to them: keep them on sale there, or retire them there.'

function cannotRetire(shops: ShopOnSale[]): string {
  const domains = shops.map(({ domain }) => domain).join(' and ')
  return `Haven Hub has no credentials to retire them. Connect ${domains} again first, or keep them on sale there.`
}

function liveProducts(shops: ShopOnSale[], whatToDo: string): AppError {
  const live = shops.reduce((sum, { onSale }) => sum + onSale, 0)
  const counts = shops.map(({ domain, onSale, isMore }, index) => {
    const verb = index > 0 ? '' : onSale === 1 ? ' product is on sale' : ' products are on sale'
    return `${isMore ? `More than ${onSale}` : onSale}${verb} in ${domain}`
  })
  const message = `${counts.join(', ')}. Nothing was changed. ${whatToDo}`
  return new AppError('live_products', message, {
    errors: [{ pointer: '/live', message }],
    extra: { live, shop_domain: shops[0]?.domain },
  })
}
