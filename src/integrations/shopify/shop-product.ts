import * as z from 'zod'

/** Most variants one product of ours may have; what an answer lists is bounded by it. */
export const MAX_VARIANTS = 100

/** Most pictures one product of ours may have. */
export const MAX_PICTURES = 50

export const productFields = `
  fragment ProductFields on Product {
    id
    handle
    title
    status
    onlineStoreUrl
    variants(first: ${MAX_VARIANTS}) {
      nodes { id sku title price selectedOptions { name value } }
    }
    media(first: ${MAX_PICTURES}) {
      nodes { id alt status mediaErrors { code message details } }
    }
  }
`

/** A product as Shopify answers with it; variants and pictures in the shop's order. */
export type ShopProduct = {
  gid: string
  handle: string
  title: string
  status: ShopProductStatus
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
  options: { name: string; value: string }[]
}

type ShopMedia = {
  gid: string
  alt: string | null
  status: 'UPLOADED' | 'PROCESSING' | 'READY' | 'FAILED'
  /** Why a picture failed, in Shopify's words. */
  errors: string[]
}

export const productStatusSchema = z.enum(['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED'])

/** The answer to the fields every operation asks of a product. */
export const shopProductSchema = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  status: productStatusSchema,
  onlineStoreUrl: z.string().nullable(),
  variants: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        sku: z.string().nullable(),
        title: z.string(),
        price: z.string(),
        selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
      }),
    ),
  }),
  media: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        alt: z.string().nullable(),
        status: z.enum(['UPLOADED', 'PROCESSING', 'READY', 'FAILED']),
        mediaErrors: z.array(
          z.object({ code: z.string(), message: z.string(), details: z.string().nullable() }),
        ),
      }),
    ),
  }),
})

/** Shopify's product as the hub uses it. */
export function toShopProduct(answer: z.infer<typeof shopProductSchema>): ShopProduct {
  return {
    gid: answer.id,
    handle: answer.handle,
    title: answer.title,
    status: answer.status,
    onlineStoreUrl: answer.onlineStoreUrl,
    variants: answer.variants.nodes.map(({ id, selectedOptions, ...rest }) => ({
      gid: id,
      ...rest,
      options: selectedOptions,
    })),
    media: answer.media.nodes.map(({ id, alt, status, mediaErrors }) => ({
      gid: id,
      alt,
      status,
      errors: mediaErrors.map((error) => error.details || error.message),
    })),
  }
}
