import * as z from 'zod'
import type { Context, ShopFacts } from '../../context.ts'

export const CHECKS = [
  'access',
  'permissions',
  'currency',
  'online_store',
  'password',
  'orders',
  'webhooks',
] as const

/** One thing that was looked at when a shop was connected or checked again, without words. */
export const shopCheck = z.object({
  name: z.enum(CHECKS),
  state: z.enum(['ok', 'missing', 'unknown']),
  /** What exactly is missing: scopes, currencies of prices, or what webhooks need. */
  lacking: z.array(z.string()).default([]),
})
export type ShopCheck = z.output<typeof shopCheck>

/** What the hub brings to a shop that decides what can work there. */
type Hub = {
  /** Of the prices that new products get. */
  currencies: readonly string[]
  /** Whether there is a secret that webhooks are signed with. */
  hasSecret: boolean
  /** Whether Shopify can reach the hub. */
  isReachable: boolean
}

/** What is in place at a shop and what is missing, in the order in which it is shown. */
export function checksOf(facts: ShopFacts, hub: Hub): ShopCheck[] {
  const others = hub.currencies.filter((currency) => currency !== facts.currency)
  const { missingScopes } = facts
  const lacking = [...(hub.hasSecret ? [] : ['secret']), ...(hub.isReachable ? [] : ['address'])]
  return [
    check('permissions', missingScopes),
    check('currency', others),
    look('online_store', facts.hasOnlineStore, true),
    look('password', facts.hasPassword, false),
    look(
      'orders',
      facts.orders,
      true,
      missingScopes.includes('read_orders') ? ['read_orders'] : [],
    ),
    check('webhooks', lacking),
  ]
}

function check(name: ShopCheck['name'], lacking: readonly string[]): ShopCheck {
  return { name, state: lacking.length === 0 ? 'ok' : 'missing', lacking: [...lacking] }
}

function look(
  name: ShopCheck['name'],
  seen: ShopFacts['hasOnlineStore'],
  wanted: boolean,
  lacking: string[] = [],
): ShopCheck {
  if (seen.kind === 'read')
    return { name, state: seen.value === wanted ? 'ok' : 'missing', lacking }
  // Orders are refused for want of a right; of the others nobody says what the right would be.
  const state = seen.kind === 'refused' && name === 'orders' ? 'missing' : 'unknown'
  return { name, state, lacking }
}

/** Whether Shopify can send messages to the hub: only to https, and not to this machine. */
export function isReachable({ publicUrl }: Context['config']): boolean {
  return publicUrl.startsWith('https://')
}
