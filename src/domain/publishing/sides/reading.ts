import * as z from 'zod'
import type { ShopProduct } from '../../../context.ts'

/** A product as a shop shows it, as far as the hub sets any of it; prices as the shop writes them. */
export const reading = z.object({
  status: z.enum(['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED']),
  /** Published to the Online Store; visible there once it is ACTIVE. */
  isOnline: z.boolean(),
  handle: z.string(),
  title: z.string(),
  descriptionHtml: z.string(),
  vendor: z.string(),
  productType: z.string(),
  tags: z.array(z.string()),
  seo: z.object({ title: z.string().nullable(), description: z.string().nullable() }),
  category: z.string().nullable(),
  variants: z.array(
    z.object({
      gid: z.string(),
      sku: z.string().nullable(),
      options: z.array(z.object({ name: z.string(), value: z.string() })),
      price: z.string(),
      compareAtPrice: z.string().nullable(),
      mediaGid: z.string().nullable(),
      weightGrams: z.number().nullable(),
      requiresShipping: z.boolean(),
      inventoryPolicy: z.enum(['CONTINUE', 'DENY']),
      isTracked: z.boolean(),
    }),
  ),
  media: z.array(z.object({ gid: z.string(), alt: z.string().nullable() })),
})
export type Reading = z.infer<typeof reading>

/** What the shop answered, without what is about the answer alone: pictures' progress, ids, times. */
export function readingOf(product: ShopProduct): Reading {
  return reading.parse({
    ...product,
    media: product.media.map(({ gid, alt }) => ({ gid, alt })),
  })
}

/** A reading that was kept; undefined where there is none, or it cannot be read any more. */
export function parseReading(kept: string | null): Reading | undefined {
  if (kept === null) return undefined
  try {
    return reading.safeParse(JSON.parse(kept)).data
  } catch {
    return undefined
  }
}
