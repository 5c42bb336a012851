import { env } from 'cloudflare:workers'
import * as z from 'zod'
import { newId } from '../../../src/ids.ts'
import { api } from './api.ts'
import type { TestUser } from './create-user.ts'
import { sandboxPost } from './sandbox.ts'

const shopProducts = z.object({
  products: z.array(
    z.object({
      gid: z.string(),
      handle: z.string(),
      title: z.string(),
      status: z.string(),
      published: z.boolean(),
      variants: z.array(
        z.object({
          gid: z.string(),
          sku: z.string().nullable(),
          price: z.string(),
          requiresShipping: z.boolean(),
          tracked: z.boolean(),
          inventoryPolicy: z.string(),
          options: z.array(z.object({ name: z.string(), value: z.string() })),
        }),
      ),
      media: z.array(z.object({ gid: z.string(), status: z.string(), alt: z.string().nullable() })),
    }),
  ),
})

export type ShopView = z.infer<typeof shopProducts>['products'][number]

/** Connects the user to a shop of the test's own and tells its domain. */
export async function connectShop(user: TestUser): Promise<string> {
  const name = `test-${newId()}`
  const shopDomain = `${name}.myshopify.com`
  const answer = await api(user, 'PUT', '/api/integrations/shopify', {
    shopDomain,
    clientId: `client_${name}`,
    clientSecret: `secret_${name}`,
  })
  if (!answer.ok) throw new Error(`no shop: ${answer.status} ${await answer.text()}`)
  return shopDomain
}

/** What the shop's stand-in holds. */
export async function productsAtShop(shop: string): Promise<ShopView[]> {
  const answer = await fetch(`${env.SANDBOX_URL}/__sandbox/shopify/products?shop=${shop}`)
  return shopProducts.parse(await answer.json()).products
}

/** Lets the shop fail as described: `{ kind: 'lost_response', times: 1 }`. */
export function breakShop(shop: string, fault: Record<string, unknown>): Promise<void> {
  return sandboxPost('/faults', { vendor: 'shopify', shop, ...fault })
}
