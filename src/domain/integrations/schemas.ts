import * as z from 'zod'

export const PROVIDERS = ['dynamic_mockups', 'shopify'] as const
export type Provider = (typeof PROVIDERS)[number]

/** What is known of a connected shop; no secrets. */
export const shopMetadata = z.object({
  shop_domain: z.string(),
  shop_name: z.string().optional(),
  currency: z.string().default('USD'),
  storefront: z.string().optional(),
  missing_scopes: z.array(z.string()).default([]),
})
export type ShopMetadata = z.output<typeof shopMetadata>
