import * as z from 'zod'

/** Most variants one product of ours may have; what an answer lists is bounded by it. */
export const MAX_VARIANTS = 100

/** Most pictures one product of ours may have. */
export const MAX_PICTURES = 50

/** How much of a product's lists an answer holds at first; where there is more, it is read on. */
export type ListSizes = { variants: number; pictures: number }

export const LARGEST_LISTS: ListSizes = { variants: MAX_VARIANTS, pictures: MAX_PICTURES }
/** Where nobody knows better: lists cost points by their size, also where they are empty. */
export const USUAL_LISTS: ListSizes = { variants: 20, pictures: 10 }

/** Declares what the fragment's lists are bounded by. */
export const LIST_VARIABLES = `$variants: Int = ${MAX_VARIANTS}, $pictures: Int = ${MAX_PICTURES}`

export const productFields = `
  fragment ProductFields on Product {
    id
    handle
    title
    descriptionHtml
    vendor
    productType
    tags
    status
    onlineStoreUrl
    publishedAt
    updatedAt
    seo { title description }
    category { id }
    variants(first: $variants) {
      pageInfo { hasNextPage }
      nodes {
        id
        sku
        title
        price
        compareAtPrice
        inventoryPolicy
        selectedOptions { name value }
        inventoryItem { requiresShipping tracked measurement { weight { unit value } } }
        media(first: 1) { nodes { id } }
      }
    }
    media(first: $pictures) {
      pageInfo { hasNextPage }
      nodes { id alt status mediaErrors { code message details } }
    }
  }
`

const progressSchema = z.object({
  id: z.string(),
  status: z.enum(['UPLOADED', 'PROCESSING', 'READY', 'FAILED']),
  mediaErrors: z.array(
    z.object({ code: z.string(), message: z.string(), details: z.string().nullable() }),
  ),
})

export const progressListSchema = z.object({ nodes: z.array(progressSchema) })

export function toProgress({ id, status, mediaErrors }: z.infer<typeof progressSchema>) {
  const errors = mediaErrors.map((error) => error.details || error.message)
  return { gid: id, status, errors } satisfies PictureProgress
}

/** A product as Shopify answers with it; variants and pictures in the shop's order. */
export type ShopProduct = {
  gid: string
  handle: string
  title: string
  descriptionHtml: string
  vendor: string
  productType: string
  tags: string[]
  seo: { title: string | null; description: string | null }
  /** An id of Shopify's taxonomy. */
  category: string | null
  status: ShopProductStatus
  /** Published to the Online Store, whether people can see it there or not. */
  isOnline: boolean
  updatedAt: string
  /** Null until the product is active and published to the Online Store. */
  onlineStoreUrl: string | null
  variants: ShopVariant[]
  media: ShopMedia[]
}

export type ShopProductStatus = 'ACTIVE' | 'ARCHIVED' | 'DRAFT' | 'UNLISTED'

type ShopVariant = {
  gid: string
  sku: string | null
  title: string
  price: string
  compareAtPrice: string | null
  options: { name: string; value: string }[]
  /** Its own picture, one of the product's. */
  mediaGid: string | null
  /** Whole grams, whatever unit the shop shows; null where it weighs nothing. */
  weightGrams: number | null
  requiresShipping: boolean
  isTracked: boolean
  inventoryPolicy: 'CONTINUE' | 'DENY'
}

/** How far the shop is with a picture. */
export type PictureProgress = {
  gid: string
  status: 'UPLOADED' | 'PROCESSING' | 'READY' | 'FAILED'
  /** Why a picture failed, in Shopify's words. */
  errors: string[]
}

type ShopMedia = PictureProgress & { alt: string | null }

export const productStatusSchema = z.enum(['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED'])

const WEIGHT_UNITS = ['GRAMS', 'KILOGRAMS', 'OUNCES', 'POUNDS'] as const
const GRAMS = { GRAMS: 1, KILOGRAMS: 1000, OUNCES: 28.349523125, POUNDS: 453.59237 } as const

const pageInfo = z.object({ hasNextPage: z.boolean() })

/** The answer to the fields every operation asks of a product. */
export const shopProductSchema = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  descriptionHtml: z.string(),
  vendor: z.string(),
  productType: z.string(),
  tags: z.array(z.string()),
  status: productStatusSchema,
  onlineStoreUrl: z.string().nullable(),
  publishedAt: z.string().nullable(),
  updatedAt: z.string(),
  seo: z.object({ title: z.string().nullable(), description: z.string().nullable() }),
  category: z.object({ id: z.string() }).nullable(),
  variants: z.object({
    pageInfo,
    nodes: z.array(
      z.object({
        id: z.string(),
        sku: z.string().nullable(),
        title: z.string(),
        price: z.string(),
        compareAtPrice: z.string().nullable(),
        inventoryPolicy: z.enum(['CONTINUE', 'DENY']),
        inventoryItem: z.object({
          requiresShipping: z.boolean(),
          tracked: z.boolean(),
          measurement: z.object({
            weight: z.object({ unit: z.enum(WEIGHT_UNITS), value: z.number() }).nullable(),
          }),
        }),
        media: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
        selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
      }),
    ),
  }),
  media: z.object({
    pageInfo,
    nodes: z.array(progressSchema.extend({ alt: z.string().nullable() })),
  }),
})

/** Whether a product has more than was read of it, and could be read. */
export function isCut(
  { variants, media }: z.infer<typeof shopProductSchema>,
  sizes: ListSizes,
): boolean {
  return (
    (variants.pageInfo.hasNextPage && sizes.variants < MAX_VARIANTS) ||
    (media.pageInfo.hasNextPage && sizes.pictures < MAX_PICTURES)
  )
}

/** Shopify's product as the hub uses it. */
export function toShopProduct(answer: z.infer<typeof shopProductSchema>): ShopProduct {
  const { id, publishedAt, category, variants, media, ...fields } = answer
  return {
    ...fields,
    gid: id,
    category: category?.id ?? null,
    isOnline: publishedAt !== null,
    variants: variants.nodes.map(toShopVariant),
    media: media.nodes.map(({ alt, ...progress }) => ({ ...toProgress(progress), alt })),
  }
}

type VariantAnswer = z.infer<typeof shopProductSchema>['variants']['nodes'][number]

function toShopVariant({
  id,
  selectedOptions,
  inventoryItem,
  media,
  ...fields
}: VariantAnswer): ShopVariant {
  const { requiresShipping, tracked, measurement } = inventoryItem
  const weight = measurement.weight
  const grams = weight ? Math.round(weight.value * GRAMS[weight.unit]) : 0
  return {
    ...fields,
    gid: id,
    options: selectedOptions,
    mediaGid: media.nodes[0]?.id ?? null,
    weightGrams: grams === 0 ? null : grams,
    requiresShipping,
    isTracked: tracked,
  }
}
