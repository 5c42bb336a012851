import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'
import { isShopDomain, parseShopDomain, shopDomainHelp } from '../../shop-domain.ts'
import { shopCheck } from './shop-checks.ts'

export const PROVIDERS = ['dynamic_mockups', 'shopify'] as const
export type Provider = (typeof PROVIDERS)[number]

const MAX_SECRET_CHARACTERS = 500

/** What is known of a connected shop; no secrets. */
export const shopMetadata = z.object({
  shop_domain: z.string(),
  shop_name: z.string().optional(),
  currency: z.string().default('USD'),
  // Becomes a link.
  storefront: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
  missing_scopes: z.array(z.string()).default([]),
  /** What was looked at, and when. */
  checks: z.array(shopCheck).catch([]).default([]),
  checked_at: z.string().optional(),
  /** Since when the shop takes the credentials no longer. ISO 8601. */
  refused_at: z.string().optional(),
})
export type ShopMetadata = z.output<typeof shopMetadata>

// Header values: a line break or a space in them was never part of a key.
const secret = z
  .string()
  .trim()
  .min(1, 'This is required')
  .max(MAX_SECRET_CHARACTERS)
  .regex(/^[\x21-\x7e]+$/, 'Enter it without spaces or line breaks')

// A pasted URL of the admin may be long.
const MAX_SHOP_CHARACTERS = 2_000

const shopDomain = z
  .string()
  .max(MAX_SHOP_CHARACTERS)
  .overwrite((typed) => parseShopDomain(typed) ?? typed)
  .refine(isShopDomain, { error: ({ input }) => shopDomainHelp(String(input)) })

/**
 * A shop, with the app's client id and secret, or with a token that was pasted and the API secret
 * key of its app, which only webhooks need.
 */
export const shopifyConnection = eitherCase(
  z
    .strictObject({
      shop_domain: shopDomain,
      client_id: secret.optional(),
      client_secret: secret.optional(),
      access_token: secret.optional(),
      api_secret: secret.optional(),
      // What becomes of products on sale in the shop that is connected until now.
      live: z.enum(['keep', 'retire']).optional(),
    })
    .check((context) => {
      const { client_id, client_secret, access_token, api_secret } = context.value
      const hasApp = client_id && client_secret && !api_secret
      const complete = access_token ? !client_id && !client_secret : hasApp
      if (complete) return
      const path = access_token || !client_id ? 'client_id' : 'client_secret'
      context.issues.push({
        code: 'custom',
        input: context.value,
        path: [path],
        message: 'Enter a client ID and a client secret, or an access token',
      })
    }),
)

export const dynamicMockupsConnection = eitherCase(z.strictObject({ api_key: secret }))

export type ShopifyConnection = z.output<typeof shopifyConnection>
export type DynamicMockupsConnection = z.output<typeof dynamicMockupsConnection>
