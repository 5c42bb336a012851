import { createHash } from 'node:crypto'
import * as z from 'zod'

const selectedOption = z.object({ name: z.string(), value: z.string() })

const variantSchema = z.object({
  id: z.string(),
  inventoryItemId: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  price: z.string(),
  compareAtPrice: z.string().nullable(),
  options: z.array(selectedOption),
  inventoryPolicy: z.enum(['CONTINUE', 'DENY']),
  tracked: z.boolean(),
  requiresShipping: z.boolean(),
  weight: z.object({ value: z.number(), unit: z.string() }).optional(),
  /** What making it costs, which only staff see. */
  cost: z.string().optional(),
  /** Its own picture, one of the product's. */
  mediaId: z.string().nullable().default(null),
})

const optionSchema = z.object({
  id: z.string(),
  name: z.string(),
  values: z.array(z.object({ id: z.string(), name: z.string() })),
})

const metafieldSchema = z.object({
  id: z.string(),
  namespace: z.string(),
  key: z.string(),
  type: z.string(),
  value: z.string(),
})

const productSchema = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  descriptionHtml: z.string(),
  seo: z
    .object({ title: z.string().nullable(), description: z.string().nullable() })
    .default({ title: null, description: null }),
  category: z.string().nullable().default(null),
  vendor: z.string(),
  productType: z.string(),
  tags: z.array(z.string()),
  status: z.enum(['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED']),
  publishedAt: z.number().nullable(),
  options: z.array(optionSchema),
  variants: z.array(variantSchema),
  mediaIds: z.array(z.string()),
  metafields: z.array(metafieldSchema),
  createdAt: z.number(),
  updatedAt: z.number(),
})

const collectionSchema = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  descriptionHtml: z.string(),
  publishedAt: z.number().nullable(),
  productIds: z.array(z.string()),
  metafields: z.array(metafieldSchema),
  updatedAt: z.number(),
})

export const mediaErrorCodes = [
  'IMAGE_DOWNLOAD_FAILURE',
  'IMAGE_PROCESSING_FAILURE',
  'INVALID_IMAGE_RESOLUTION',
  'UNSUPPORTED_IMAGE_FILE_TYPE',
] as const

const mediaSchema = z.object({
  id: z.string(),
  alt: z.string().nullable(),
  filename: z.string(),
  createdAt: z.number(),
  /** Null while the picture is still being fetched. */
  picture: z
    .object({ key: z.string(), mimeType: z.string(), width: z.int(), height: z.int() })
    .nullable(),
  error: z.object({ code: z.enum(mediaErrorCodes), details: z.string() }).nullable(),
})

/** What a merchant, or Shopify, has set otherwise than a shop begins. */
const shopSettingsSchema = z.object({
  currency: z.enum(['EUR', 'GBP', 'USD']).default('USD'),
  /** Visitors need a password to see the storefront. */
  password: z.boolean().default(false),
  /** Whether the app may read orders: `denied` without access to protected customer data. */
  orders: z.enum(['granted', 'denied']).default('granted'),
  /** Whether the Online Store is among the sales channels. */
  online_store: z.boolean().default(true),
  /** What the app was given, where that is not what a shop of this name gives. */
  scopes: z.array(z.string()).nullable().default(null),
  /** No credentials of the app are taken any more. */
  revoked: z.boolean().default(false),
})
export type ShopSettings = z.infer<typeof shopSettingsSchema>

/** Everything one shop knows. Times are milliseconds since 1970, ids are Shopify's global ids. */
export const shopStateSchema = z.object({
  domain: z.string(),
  lastId: z.int(),
  products: z.array(productSchema),
  collections: z.array(collectionSchema).default([]),
  media: z.array(mediaSchema),
  uploads: z.array(
    z.object({
      key: z.string(),
      filename: z.string(),
      mimeType: z.string(),
      isStored: z.boolean(),
    }),
  ),
  definitions: z.array(
    z.object({
      id: z.string(),
      namespace: z.string(),
      key: z.string(),
      name: z.string(),
      type: z.string(),
      ownerType: z.string(),
    }),
  ),
  operations: z.array(z.object({ id: z.string(), productId: z.string(), createdAt: z.number() })),
  webhooks: z.array(
    z.object({ id: z.string(), topic: z.string(), uri: z.string(), format: z.string() }),
  ),
  tokens: z.array(z.object({ token: z.string(), expiresAt: z.number() })),
  settings: shopSettingsSchema.prefault({}),
})

export type ShopState = z.infer<typeof shopStateSchema>
export type Product = ShopState['products'][number]
export type Collection = ShopState['collections'][number]
export type Variant = Product['variants'][number]
export type ProductOption = Product['options'][number]
export type Metafield = Product['metafields'][number]
export type Media = ShopState['media'][number]

/** Ids start high, so that nobody mistakes one for a count. */
const FIRST_ID = 8_000_000_000_000
const IDS_PER_SHOP = 100_000
const MAX_SHOPS = 9_000_000

/** Each shop's ids are its own, as at Shopify: an id names its shop. */
const firstIdOf = (domain: string): number => {
  const digest = createHash('sha256').update(domain).digest()
  return FIRST_ID + (digest.readUInt32BE(0) % MAX_SHOPS) * IDS_PER_SHOP
}

export const emptyShop = (domain: string): ShopState => ({
  domain,
  lastId: firstIdOf(domain),
  products: [],
  collections: [],
  media: [],
  uploads: [],
  definitions: [],
  operations: [],
  webhooks: [],
  tokens: [],
  settings: shopSettingsSchema.parse({}),
})

/** The next global id of this kind, such as gid://shopify/Product/8000000000001. */
export const newGid = (state: ShopState, kind: string): string => {
  state.lastId += 1
  return `gid://shopify/${kind}/${state.lastId}`
}

export const numberOf = (gid: string): string => gid.slice(gid.lastIndexOf('/') + 1)
