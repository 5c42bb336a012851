import * as z from 'zod'
import { credentialsOf } from '../../sandbox/shopify/credentials.ts'
import { DEMO_SHOP } from './demo-plan.ts'
import type { HubClient } from './hub-client.ts'

/** Connects the demo account with the sandbox's shop; again if it was, for the secret may be new. */
export async function connectShop(hub: HubClient): Promise<void> {
  const shop = credentialsOf(DEMO_SHOP)
  if (!shop) throw new Error(`The sandbox has no shop ${DEMO_SHOP}`)
  const { domain: shopDomain, clientId, clientSecret } = shop
  const body = { shopDomain, clientId, clientSecret }
  await hub('/api/integrations/shopify', z.unknown(), { method: 'PUT', body })
}
