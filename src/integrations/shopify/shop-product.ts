import * as z from 'zod'
import type { ShopProduct } from './types.ts'

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

/** Shopify's product in the hub's words. */
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
